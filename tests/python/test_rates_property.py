"""Rates and carts agree with a small, obvious reference on random histories.

The reference reads each definition aloud and looks at every pair of events. Histories
are full of equal times, windows hit to the microsecond, sessions across midnight and
the ends of weeks and months, repeated order numbers and events on both sides of a rate.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rates_on_rows import Rate, RatesOnRows, Reached, Session

START = datetime(2026, 1, 30, 22, 0)
MICROSECOND = timedelta(microseconds=1)
WINDOW = 3600
CART_WINDOW, RECOVERY = timedelta(days=1), timedelta(days=7)
PAUSES = [
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(days=1),
    timedelta(days=1) + MICROSECOND,
    timedelta(days=5),
    timedelta(days=8),
]
STEPS = [
    timedelta(0),
    MICROSECOND,
    timedelta(minutes=20),
    timedelta(minutes=30),
]
MILESTONES = ["added_to_cart", "purchased", "checkout_started", "product_viewed"]
CHANNELS = ["Email", "Direct"]
SIDES = [
    ("purchased", "visit"),
    ("purchased", "added_to_cart"),
    ("added_to_cart", "product_viewed"),
    ("purchased", "purchased"),
    ("visit", "purchased"),
    ("visit", "visit"),
    ("purchased", "cart_abandoned"),
]
RATES = [
    Rate(f"{number} {unit} {seconds}", over, under, unit, seconds, is_complement)
    for number, (over, under) in enumerate(SIDES)
    for unit in ("visitor", "session", "event")
    for seconds, is_complement in ((None, False), (WINDOW, number % 2 == 0))
    if unit != "event" or seconds is None
] + [
    Rate("abandoned", "purchased", "added_to_cart", "session", 86400, True),
    Rate("recovered", "purchased", "cart_abandoned", "session", 7 * 86400),
]

Cell = tuple[str, date, str, str]
Row = tuple[int, int, bool]


@dataclass(frozen=True)
class Occurrence:
    """Something on one side of a rate: an event, a visit or an abandoned cart."""

    occurred_at: datetime
    key: str
    order: str
    session: Session

    @property
    def rank(self) -> tuple[datetime, str]:
        return self.occurred_at, self.key


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Session], list[Reached]]:
    """Sessions of a few visitors that lie apart, and what was reached in them."""
    sessions, events = [], []
    for visitor in "abc"[: draw(st.integers(1, 3))]:
        moment = START + draw(st.sampled_from([timedelta(0), timedelta(hours=1)]))
        for number in range(draw(st.integers(1, 4))):
            session = f"{visitor}{number}"
            channel = draw(st.sampled_from(CHANNELS))
            sessions.append(Session(session, visitor, moment, channel))
            for step in range(draw(st.integers(0, 4))):
                moment += draw(st.sampled_from(STEPS))
                event = f"{session}{draw(st.integers(0, 9))}{step}"
                order = draw(st.sampled_from([None, "A", "B"]))
                reached = draw(
                    st.lists(st.sampled_from(MILESTONES), min_size=1, max_size=2)
                )
                for milestone in sorted(set(reached)):
                    events.append(Reached(milestone, event, session, moment, order))
            moment += draw(st.sampled_from(PAUSES))
    return sessions, events


def occurrences(
    sessions: list[Session], events: list[Reached], horizon: datetime
) -> dict[str, list[Occurrence]]:
    """Everything that can stand on a side of a rate, by milestone."""
    by_id = {session.session_id: session for session in sessions}
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for session in sessions:
        name = session.session_id
        found["visit"].append(Occurrence(session.started_at, name, name, session))
    for event in events:
        order = f"order {event.transaction_id}" if event.transaction_id else None
        found[event.milestone].append(
            Occurrence(
                event.occurred_at,
                event.event_id,
                order or f"event {event.event_id}",
                by_id[event.session_id],
            )
        )
    for session, opened_at in opened_carts(found).items():
        if state(session, opened_at, found, horizon) in ("abandoned", "recovered"):
            left = Occurrence(opened_at + CART_WINDOW, "left", "left", session)
            found["cart_abandoned"].append(left)
    return found


def opened_carts(found: dict[str, list[Occurrence]]) -> dict[Session, datetime]:
    """Opening of each cart by its session."""
    opened: dict[Session, datetime] = {}
    for each in sorted(found["added_to_cart"], key=lambda each: each.rank):
        opened.setdefault(each.session, each.occurred_at)
    return opened


def state(
    session: Session,
    opened_at: datetime,
    found: dict[str, list[Occurrence]],
    horizon: datetime,
) -> str:
    """What became of a cart."""
    later = [
        each.occurred_at - opened_at
        for each in found["purchased"]
        if each.session.visitor_id == session.visitor_id
        and each.occurred_at >= opened_at
    ]
    if any(pause <= CART_WINDOW for pause in later):
        return "purchased"
    if horizon < opened_at + CART_WINDOW:
        return "open"
    in_time = any(pause <= CART_WINDOW + RECOVERY for pause in later)
    return "recovered" if in_time else "abandoned"


def period(grain: str, day: date, first: date) -> date:
    starts = {
        "day": day,
        "week": day - timedelta(days=day.weekday()),
        "month": day.replace(day=1),
        "all": first,
    }
    return starts[grain]


def after(grain: str, start: date) -> datetime:
    """The first instant after a period."""
    if grain == "month":
        following = (start + timedelta(days=31)).replace(day=1)
    else:
        following = start + timedelta(days=1 if grain == "day" else 7)
    return datetime.combine(following, datetime.min.time())


def reference(
    rates: list[Rate],
    sessions: list[Session],
    events: list[Reached],
    horizon: datetime,
) -> dict[tuple[str, Cell], Row]:
    """Numerator, denominator and maturity of each rate in each cell."""
    found = occurrences(sessions, events, horizon)
    first = min(session.started_at for session in sessions).date()
    rows: dict[tuple[str, Cell], Row] = {}
    for rate in rates:
        unders, overs = found[rate.denominator], found[rate.numerator]

        def cells_of(session: Session) -> list[Cell]:
            return [
                (grain, period(grain, session.started_at.date(), first), *segment)
                for grain in ("day", "week", "month", "all")
                for segment in (("all", "all"), ("channel", session.channel))
            ]

        def unit_of(session: Session, rate: Rate = rate) -> str:
            is_session = rate.unit == "session"
            return session.session_id if is_session else session.visitor_id

        def is_other(under: Occurrence, over: Occurrence, rate: Rate = rate) -> bool:
            same_milestone = rate.numerator == rate.denominator
            return not (same_milestone and under.order == over.order)

        entered: dict[Cell, dict[str, Occurrence]] = defaultdict(dict)
        counted: dict[Cell, list[Occurrence]] = defaultdict(list)
        if rate.within_seconds is None:
            for under in sorted(unders, key=lambda each: each.rank):
                for cell in cells_of(under.session):
                    entered[cell].setdefault(unit_of(under.session), under)
            for under in unders:
                for cell in cells_of(under.session):
                    counted[cell].append(under)
        else:
            firsts: dict[str, Occurrence] = {}
            for under in sorted(unders, key=lambda each: each.rank):
                firsts.setdefault(unit_of(under.session), under)
            for unit, under in firsts.items():
                for cell in cells_of(under.session):
                    entered[cell][unit] = under

        def follows(
            cell: Cell, unit: str, under: Occurrence, rate: Rate = rate
        ) -> bool:
            for over in found[rate.numerator]:
                if rate.within_seconds is not None:
                    pause = (over.occurred_at - under.occurred_at) / MICROSECOND
                    if (
                        over.session.visitor_id == under.session.visitor_id
                        and 0 <= pause <= rate.within_seconds * 1_000_000
                        and is_other(under, over)
                    ):
                        return True
                    continue
                if unit_of(over.session) != unit:
                    continue
                if rate.denominator == "visit":
                    if cell in cells_of(over.session):
                        return True
                    continue
                day = over.session.started_at.date()
                if (
                    period(cell[0], day, first) == cell[1]
                    and over.occurred_at >= under.occurred_at
                    and is_other(under, over)
                ):
                    return True
            return False

        cells = set(entered)
        if rate.unit == "event":
            cells |= {cell for over in overs for cell in cells_of(over.session)}
        for cell in cells:
            if rate.unit == "event":
                denominator = len(counted[cell])
                numerator = sum(cell in cells_of(over.session) for over in overs)
            else:
                denominator = len(entered[cell])
                numerator = sum(
                    follows(cell, unit, under) for unit, under in entered[cell].items()
                )
            if rate.is_complement:
                numerator = denominator - numerator
            window = timedelta(seconds=rate.within_seconds or 0)
            is_mature = (
                cell[0] == "all" or after(*cell[:2]) - MICROSECOND + window <= horizon
            )
            if rate.within_seconds is not None:
                lasts = [under.occurred_at for under in entered[cell].values()]
                is_mature = is_mature and max(lasts) + window <= horizon
            if cell[2] == "all" or overs:
                rows[rate.rate, cell] = (numerator, denominator, is_mature)
    return rows


@pytest.fixture(scope="module")
def built() -> RatesOnRows:
    return RatesOnRows()


BOUGHT_LATER = [Session("s", "a", START), Session("t", "a", START + CART_WINDOW)]
ON_THE_BORDERS = [
    (BOUGHT_LATER, [("added_to_cart", "s", START), ("purchased", "t", START + each)])
    for each in (CART_WINDOW, CART_WINDOW + MICROSECOND, CART_WINDOW + RECOVERY)
] + [
    (BOUGHT_LATER[:1], [("added_to_cart", "s", START)]),
    (BOUGHT_LATER[:1], [("purchased", "s", START), ("added_to_cart", "s", START)]),
    (BOUGHT_LATER[:1], [("added_to_cart", "s", START), ("purchased", "s", START)]),
]

FOUND = """
select
    rate_name, period_grain, period_start, dimension, dimension_value,
    numerator, denominator, is_mature
from marts.business_rates
where dimension in ('all', 'channel')
"""


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(history=histories(), pause=st.sampled_from([timedelta(0), *PAUSES]))
def test_rates_and_carts_equal_the_reference(
    built: RatesOnRows,
    history: tuple[list[Session], list[Reached]],
    pause: timedelta,
) -> None:
    assert_equal_to_the_reference(built, *history, pause)


def assert_equal_to_the_reference(
    built: RatesOnRows,
    sessions: list[Session],
    events: list[Reached],
    pause: timedelta,
) -> None:
    """Every rate in every cell, and what became of every cart."""
    moments = [each.started_at for each in sessions]
    horizon = max([*moments, *(each.occurred_at for each in events)]) + pause
    warehouse = built.build(sessions, events, horizon, RATES)
    rows = {
        (name, tuple(cell)): tuple(counts)
        for name, *cell_and_counts in warehouse.sql(FOUND).fetchall()
        for cell, counts in [(cell_and_counts[:4], cell_and_counts[4:])]
    }
    assert rows == reference(RATES, sessions, events, horizon)

    found = occurrences(sessions, events, horizon)
    expected = {
        session.session_id: state(session, opened_at, found, horizon)
        for session, opened_at in opened_carts(found).items()
    }
    states = warehouse.sql(
        """
        select
            session_id,
            case
                when is_purchased then 'purchased'
                when is_open then 'open'
                when is_recovered then 'recovered'
                when is_abandoned then 'abandoned'
            end
        from marts.carts
        """
    ).fetchall()
    assert dict(states) == expected


@pytest.mark.parametrize("number", range(len(ON_THE_BORDERS)))
@pytest.mark.parametrize("pause", [CART_WINDOW, CART_WINDOW - MICROSECOND])
def test_the_borders_equal_the_reference(
    built: RatesOnRows, number: int, pause: timedelta
) -> None:
    """What random histories seldom hit: the very ends, and equal times both ways."""
    sessions, reached = ON_THE_BORDERS[number]
    events = [
        Reached(milestone, f"e{position}", session, moment)
        for position, (milestone, session, moment) in enumerate(reached)
    ]
    assert_equal_to_the_reference(built, sessions, events, pause)


def test_the_reference_itself_knows_the_windows() -> None:
    """So that reference and SQL cannot share a wrong idea of a day."""
    session = Session("s", "v", START)
    cart = Reached("added_to_cart", "1", "s", START)
    for pause, expected in [
        (CART_WINDOW, "purchased"),
        (CART_WINDOW + MICROSECOND, "recovered"),
        (CART_WINDOW + RECOVERY, "recovered"),
        (CART_WINDOW + RECOVERY + MICROSECOND, "abandoned"),
    ]:
        order = Reached("purchased", "2", "s", START + pause)
        horizon = START + 2 * RECOVERY
        found = occurrences([session], [cart, order], horizon)
        assert state(session, START, found, horizon) == expected
