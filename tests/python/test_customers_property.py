"""Subscriptions and retention agree with an obvious reference on random histories.

The reference lives through each history step by step, as a person would. The histories
are full of what goes wrong: starts that repeat, ends without a start, several events at
one instant, changes at the first instant of a month, amounts and currencies that are
missing or differ, activity on the very edge of a period.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

import duckdb
import pytest
from compiled_models import compile_models, empty_warehouse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

MODELS = [
    "int_events__bounded",
    "int_subscriptions__tracked",
    "int_subscription_months__listed",
    "int_subscription_customers__followed",
    "subscription_months",
    "int_cohort_members__listed",
    "int_cohorts__counted",
    "retention",
]
START = datetime(2026, 1, 1)
MICROSECOND = timedelta(microseconds=1)
DAY = timedelta(days=1)
MOMENTS = [
    *(START + timedelta(days=days) for days in (0, 5, 29, 30, 31, 31, 45, 58, 59, 61)),
    START + 31 * DAY - MICROSECOND,
    START + 59 * DAY - MICROSECOND,
]
CHANGES = ["started", "upgraded", "downgraded", "cancelled"]
GRAINS = {"week": 7, "month": 30}
CHECKED = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

Warehouse = tuple[duckdb.DuckDBPyConnection, dict[str, str]]


@dataclass(frozen=True)
class Event:
    role: str
    visitor_id: str
    occurred_at: datetime
    value: int | None = None
    currency: str | None = None


@dataclass(frozen=True)
class Step:
    """What a visitor has from a moment on: nothing, or a subscription."""

    moment: datetime
    was_customer: bool
    is_customer: bool
    has_upgrade: bool
    amount: int | None = None
    currencies: frozenset[str] = frozenset()


changes = st.builds(
    Event,
    st.sampled_from([f"subscription_{change}" for change in CHANGES]),
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(MOMENTS),
    st.sampled_from([10, 10, 20, 30, None]),
    st.sampled_from(["EUR", "EUR", "EUR", "USD", None]),
)


@st.composite
def subscription_histories(draw: st.DrawFn) -> list[Event]:
    """Changes of a few visitors; in most histories all amounts are in euros."""
    events = draw(st.lists(changes, max_size=12))
    # Changes of plan: an end and a start at the moment of something else.
    for event in draw(st.lists(st.sampled_from(events or [None]), max_size=2)):
        if event is not None:
            events.append(replace(event, role="subscription_cancelled"))
            events.append(replace(event, role="subscription_started", value=40))
    if draw(st.integers(0, 3)):
        events = [
            Event(event.role, event.visitor_id, event.occurred_at, event.value or 5)
            for event in events
        ]
    return events


@st.composite
def cohort_histories(draw: st.DrawFn) -> list[Event]:
    """Sign-ups, and activity close to the edges of periods after them."""
    events = []
    for visitor in draw(st.sets(st.sampled_from("abcd"), max_size=3)):
        joined = draw(st.sampled_from(MOMENTS))
        events.append(Event("cohort_joined", visitor, joined))
        if draw(st.booleans()):
            events.append(Event("cohort_joined", visitor, joined + 40 * DAY))
        for days in draw(
            st.lists(st.sampled_from([-1, 0, 1, 7, 14, 30, 60]), max_size=4)
        ):
            edge = draw(st.sampled_from([-MICROSECOND, timedelta(0), MICROSECOND]))
            moment = joined + timedelta(days=days) + edge
            events.append(Event("cohort_active", visitor, moment))
    events.append(Event("cohort_active", "stranger", START))
    return events


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def next_month(day: date) -> date:
    return first_of_month(first_of_month(day) + timedelta(days=31))


def added_amount(events: list[Event]) -> int | None:
    """What up- and downgrades of one instant change, None if one does not say."""
    signs = {"subscription_upgraded": 1, "subscription_downgraded": -1}
    changes = [event for event in events if event.role in signs]
    if any(event.value is None for event in changes):
        return None
    return sum(signs[event.role] * (event.value or 0) for event in changes)


def sum_of(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def life_of(events: list[Event], visitor: str) -> list[Step]:
    """Everything that changes for one visitor, in order of time."""
    instants: dict[datetime, list[Event]] = defaultdict(list)
    for event in events:
        if event.visitor_id == visitor:
            instants[event.occurred_at].append(event)
    steps: list[Step] = []
    for moment, here in sorted(instants.items()):
        was = bool(steps) and steps[-1].is_customer
        starts = [event for event in here if event.role == "subscription_started"]
        ends = any(event.role == "subscription_cancelled" for event in here)
        opens = bool(starts) and ends == was
        has_upgrade = any(event.role == "subscription_upgraded" for event in here)
        if ends and not starts or not was and not opens:
            if was:
                steps.append(Step(moment, was, False, has_upgrade))
            continue
        told = [event.value for event in starts if event.value is not None]
        base = (told[0] if told else None) if opens else steps[-1].amount
        currencies = {event.currency for event in here if event.currency}
        if not opens:
            currencies |= steps[-1].currencies
        amount = sum_of(base, added_amount(here))
        steps.append(
            Step(moment, was, True, has_upgrade, amount, frozenset(currencies))
        )
    return steps


def known_amount(step: Step) -> int | None:
    return step.amount if len(step.currencies) < 2 else None


def held_before(steps: list[Step], day: date) -> Step | None:
    """The customer's last step before a day; None for who is no customer then."""
    earlier = [step for step in steps if step.moment.date() < day]
    return earlier[-1] if earlier and earlier[-1].is_customer else None


def reference_month(lives: list[list[Step]], start: date, horizon: datetime) -> tuple:
    """One row of subscription_months without its rates."""
    stop = next_month(start)
    ends = [(held_before(steps, start), held_before(steps, stop)) for steps in lives]
    within = [
        [step for step in steps if start <= step.moment.date() < stop]
        for steps in lives
    ]
    stayed = [(old, new) for old, new in ends if old and new]
    left = [old for old, new in ends if old and not new]
    is_new = [
        old is None and any(step.is_customer for step in steps)
        for (old, _), steps in zip(ends, within, strict=True)
    ]
    is_upgraded = [
        old is not None and any(step.has_upgrade for step in steps)
        for (old, _), steps in zip(ends, within, strict=True)
    ]
    counts = (
        len(stayed) + len(left),
        sum(is_new),
        sum(is_upgraded),
        len(left),
        len(stayed),
        sum(new is not None for _, new in ends),
    )
    held = [step for pair in stayed for step in pair] + left
    currencies = {currency for step in held for currency in step.currencies}
    amounts = (None, None, None, None)
    if len(currencies) < 2 and all(known_amount(step) is not None for step in held):
        rises = [(new.amount or 0) - (old.amount or 0) for old, new in stayed]
        lost = [old.amount or 0 for old in left]
        before = sum(old.amount or 0 for old, _ in stayed) + sum(lost)
        amounts = (
            before,
            sum(rise for rise in rises if rise > 0),
            -sum(rise for rise in rises if rise < 0),
            sum(lost),
        )
    return start, stop <= horizon.date(), *counts, *amounts


def reference_months(events: list[Event], horizon: datetime) -> list[tuple]:
    lives = [life_of(events, visitor) for visitor in "abc"]
    moments = [step.moment for steps in lives for step in steps]
    rows, start = [], first_of_month(min(moments).date()) if moments else None
    while start is not None and start <= horizon.date():
        rows.append(reference_month(lives, start, horizon))
        start = next_month(start)
    return rows


def reference_retention(events: list[Event], horizon: datetime) -> set[tuple]:
    """Rows of retention without their rates, one member and period at a time."""
    joined: dict[str, datetime] = {}
    for event in sorted(events, key=lambda event: event.occurred_at):
        if event.role == "cohort_joined":
            joined.setdefault(event.visitor_id, event.occurred_at)
    cohorts: dict[tuple[str, date], list[str]] = defaultdict(list)
    for visitor, moment in joined.items():
        day = moment.date()
        cohorts["week", day - timedelta(days=day.weekday())].append(visitor)
        cohorts["month", first_of_month(day)].append(visitor)
    rows = set()
    for (grain, start), members in cohorts.items():
        length = timedelta(days=GRAINS[grain])
        stop = start + timedelta(days=7) if grain == "week" else next_month(start)
        number = 0
        while min(joined[each] for each in members) + number * length <= horizon:
            active, returning = set(), set()
            for event in events:
                if event.role != "cohort_active" or event.visitor_id not in members:
                    continue
                passed = event.occurred_at - joined[event.visitor_id]
                if passed >= number * length:
                    returning.add(event.visitor_id)
                    if passed < (number + 1) * length:
                        active.add(event.visitor_id)
            last = max(joined[each] for each in members)
            is_over = last + (number + 1) * length <= horizon
            is_mature = is_over and stop <= horizon.date()
            counts = len(members), len(active), len(returning)
            rows.add((grain, start, number, is_mature, *counts))
            number += 1
    return rows


@pytest.fixture(scope="module")
def compiled() -> Warehouse:
    """A warehouse with empty inputs, and the compiled models."""
    warehouse = empty_warehouse()
    warehouse.execute(
        """
        create table intermediate.int_events__cleaned (occurred_at timestamp);
        create table intermediate.int_events__assigned_to_roles (
            event_id varchar, role varchar, visitor_id varchar, occurred_at timestamp,
            value decimal(18, 4), currency varchar, occurred_date date
        )
        """
    )
    return warehouse, compile_models(MODELS, {})


def run(compiled: Warehouse, events: list[Event], horizon: datetime) -> None:
    """Build all models on the events; another event marks the end of the data."""
    warehouse, models = compiled
    warehouse.execute("delete from intermediate.int_events__assigned_to_roles")
    warehouse.execute("delete from intermediate.int_events__cleaned")
    warehouse.execute(
        "insert into intermediate.int_events__cleaned values (?)", [horizon]
    )
    warehouse.execute(
        """
        insert into intermediate.int_events__assigned_to_roles by name
        select *, cast(occurred_at as date) as occurred_date
        from (select unnest(cast(? as struct(
            event_id varchar, role varchar, visitor_id varchar, occurred_at timestamp,
            value decimal(18, 4), currency varchar
        ) []), recursive := true))
        """,
        [
            [
                {"event_id": f"{number:03}", **asdict(event)}
                for number, event in enumerate(events)
            ]
        ],
    )
    for name in MODELS:
        schema = "intermediate" if name.startswith("int_") else "marts"
        warehouse.execute(f"create or replace table {schema}.{name} as {models[name]}")


@CHECKED
@given(events=subscription_histories(), days=st.integers(0, 40))
def test_subscription_months_equal_the_reference(
    compiled: Warehouse, events: list[Event], days: int
) -> None:
    horizon = max([START, *(event.occurred_at for event in events)]) + days * DAY
    run(compiled, events, horizon)
    found = compiled[0].sql(
        """
        select
            period_start, is_mature, customers_at_start, new_customers,
            upgraded_customers, cancelled_customers, retained_customers,
            customers_at_end, start_amount, expansion_amount, contraction_amount,
            churned_amount
        from marts.subscription_months
        order by period_start
        """
    )
    assert found.fetchall() == reference_months(events, horizon)


@CHECKED
# Thirty days after its only sign-up, January still has a day to go.
@example(events=[Event("cohort_joined", "a", START)], days=30, edge=0)
@given(
    events=cohort_histories(),
    days=st.sampled_from([0, 1, 7, 14, 30, 31]),
    edge=st.integers(-1, 1),
)
def test_retention_equals_the_reference(
    compiled: Warehouse, events: list[Event], days: int, edge: int
) -> None:
    latest = max(event.occurred_at for event in events)
    horizon = max(latest, latest + days * DAY + edge * MICROSECOND)
    run(compiled, events, horizon)
    found = compiled[0].sql(
        """
        select
            period_grain, period_start, period_number, is_mature, cohort_users,
            active_users, returning_users
        from marts.retention
        """
    )
    assert set(found.fetchall()) == reference_retention(events, horizon)


def test_the_reference_itself_knows_a_lost_customer() -> None:
    """So that reference and SQL cannot share a wrong idea of a month."""
    started = Event("subscription_started", "a", START, 20, "EUR")
    raised = Event("subscription_upgraded", "a", START + 35 * DAY, 5, "EUR")
    ended = Event("subscription_cancelled", "a", START + 40 * DAY)
    other = Event("subscription_started", "b", START + DAY, 10, "EUR")
    found = reference_months([started, raised, ended, other], START + 60 * DAY)
    assert found == [
        (date(2026, 1, 1), True, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0),
        (date(2026, 2, 1), True, 2, 0, 1, 1, 1, 1, 30, 0, 0, 20),
        (date(2026, 3, 1), False, 1, 0, 0, 0, 1, 1, 10, 0, 0, 0),
    ]
