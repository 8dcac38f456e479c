"""Credits of visits agree with published examples and with small, obvious references.

Journeys are told as visits of visitors and what they bought; the compiled models run on
them in memory. The references read each definition aloud: every set of channels for
Shapley values, visitors walking step by step for the chain, fractions for the rest.
"""

import math
import string
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import duckdb
import pytest
from compiled_models import ROOT, compile_models, create_table, empty_warehouse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NOW = datetime(2026, 6, 30, 12)
DAY = timedelta(days=1)
LOOKBACK = 90 * DAY
MODELS = {
    "int_touches__listed": "intermediate",
    "int_channel_steps__counted": "intermediate",
    "int_channels__removed": "intermediate",
    "int_touches__placed": "intermediate",
    "int_touches__weighed": "intermediate",
    "int_touches__credited": "intermediate",
    "attributed_conversions": "marts",
    "channel_attribution": "marts",
    "channel_removal_effects": "marts",
}
TABLES = """
    create table definitions.definition_attribution_models as
        select * from read_csv('{seed}', types = {{
            first_share: 'decimal(9, 6)', last_share: 'decimal(9, 6)',
            half_life_days: 'decimal(9, 3)', passed_over_channel: 'varchar'
        }});
    create table intermediate.int_sessions__attributed (
        session_id varchar, visitor_id varchar, started_at timestamp, channel varchar,
        source varchar, medium varchar, campaign varchar
    );
    create table intermediate.int_conversions__counted (
        conversion_id varchar, visitor_id varchar, session_id varchar,
        occurred_at timestamp, value_amount decimal(18, 4), currency varchar,
        conversion varchar default 'purchase', conversion_class varchar default 'macro',
        conversion_date date default date '2026-06-30'
    );
    create table intermediate.int_customers__won (
        visitor_id varchar, conversion_id varchar
    );
    create table intermediate.int_currency_days__rated (
        currency varchar, amount_date date, exchange_rate decimal(20, 10)
    );
    create table intermediate.int_visits__rolled_up as
        select 'day' as period_grain, 'all' as dimension,
            date '2026-01-01' as period_start;
"""
SEED = ROOT / "seeds" / "definitions" / "definition_attribution_models.csv"


@dataclass(frozen=True)
class Visit:
    """A visit of a visitor; its id orders visits of one instant."""

    session_id: str
    visitor_id: str
    started_at: datetime
    channel: str


@dataclass(frozen=True)
class Sale:
    """A conversion in a visit."""

    conversion_id: str
    visit: Visit
    occurred_at: datetime
    value: Decimal | None


class Credits:
    """The compiled models on rows of a test."""

    def __init__(self) -> None:
        self.compiled = compile_models(list(MODELS), {})
        self.warehouse = empty_warehouse()
        self.warehouse.execute(TABLES.format(seed=SEED))

    def build(self, visits: Sequence[Visit], sales: Sequence[Sale]) -> None:
        self._fill(
            "int_sessions__attributed (session_id, visitor_id, started_at, channel)",
            [
                (each.session_id, each.visitor_id, each.started_at, each.channel)
                for each in visits
            ],
        )
        self._fill(
            "int_conversions__counted (conversion_id, visitor_id, session_id,"
            " occurred_at, value_amount)",
            [
                (
                    *(each.conversion_id, each.visit.visitor_id, each.visit.session_id),
                    *(each.occurred_at, each.value),
                )
                for each in sales
            ],
        )
        for name, schema in MODELS.items():
            create_table(self.warehouse, f"{schema}.{name}", self.compiled[name])

    def rows(self, query: str) -> list[tuple]:
        return self.warehouse.execute(query).fetchall()

    def _fill(self, table: str, rows: list[tuple]) -> None:
        self.warehouse.execute(f"delete from intermediate.{table.split()[0]}")
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self.warehouse.executemany(
                f"insert into intermediate.{table} values ({marks})", rows
            )

    def tell(self, journeys: Sequence[tuple[str, int, int]]) -> None:
        """Journeys such as ("a > b", 3, 1): three convert and one does not."""
        visits: list[Visit] = []
        sales: list[Sale] = []
        for number, (path, converting, lost) in enumerate(journeys):
            for copy in range(converting + lost):
                visitor = f"{number} {copy}"
                for day, channel in enumerate(path.split(" > ")):
                    moment = NOW + day * DAY
                    visits.append(Visit(f"{visitor} {day}", visitor, moment, channel))
                if copy < converting:
                    sales.append(Sale(visitor, visits[-1], moment, Decimal(1)))
        self.build(visits, sales)

    def effects(self, column: str) -> dict[str, float]:
        """A column of channel_removal_effects by channel."""
        query = f"select channel, {column} from marts.channel_removal_effects"
        return {channel: float(number) for channel, number in self.rows(query)}


@pytest.fixture(scope="module")
def credits() -> Iterator[Credits]:
    built = Credits()
    yield built
    built.warehouse.close()


# ------------------------------------------------------------------ published examples

PUZYROV = [
    ("google_ads", 2, 1),
    ("mailing", 1, 0),
    ("google_ads > mailing", 1, 0),
]
BRYL = [("C1 > C2 > C3", 1, 0), ("C1", 0, 1), ("C2 > C3", 0, 1)]
LOOPS = [("A > B > A", 3, 1), ("B", 1, 4), ("A > C", 2, 3), ("C > B > C", 1, 2)]
CHAINS = {
    "puzyrov": (
        PUZYROV,
        Fraction(4, 5),
        {"google_ads": Fraction(3, 4), "mailing": Fraction(1, 2)},
        {"google_ads": 2.4, "mailing": 1.6},
    ),
    "bryl": (
        BRYL,
        Fraction(1, 3),
        {"C1": Fraction(1, 2), "C2": Fraction(1), "C3": Fraction(1)},
        {"C1": 0.2, "C2": 0.4, "C3": 0.4},
    ),
    "loops": (
        LOOPS,
        Fraction(7, 17),
        {"A": Fraction(92, 123), "B": Fraction(452, 1001), "C": Fraction(99, 196)},
        {"A": 3.071522443, "B": 1.854280087, "C": 2.074197470},
    ),
}


@pytest.mark.parametrize("example", CHAINS)
def test_removal_effects_are_the_published_ones(credits: Credits, example: str) -> None:
    journeys, rate, effects, conversions = CHAINS[example]
    credits.tell(journeys)
    found = credits.effects("journey_conversion_rate")
    assert found == pytest.approx(dict.fromkeys(effects, float(rate)), abs=1e-11)
    wanted = {channel: float(effect) for channel, effect in effects.items()}
    assert credits.effects("removal_effect") == pytest.approx(wanted, abs=1e-11)
    found = credits.effects("markov_conversions")
    assert found == pytest.approx(conversions, abs=1e-9)


GAMES = {
    "puzyrov": (PUZYROV, {"google_ads": 2.5, "mailing": 1.5}),
    "facebook_organic_linkedin": (
        [
            *(("F", 20, 0), ("O", 10, 0), ("L", 17, 0), ("F > O", 17, 0)),
            *(("F > L", 30, 0), ("F > O > L", 6, 0)),
        ],
        {"F": 45.5, "O": 20.5, "L": 34.0},
    ),
    "facebook_google_linkedin": (
        [
            *(("F", 18, 0), ("G", 4, 0), ("L", 8, 0), ("F > G", 10, 0)),
            *(("F > L", 26, 0), ("G > L", 7, 0), ("F > G > L", 27, 0)),
        ],
        {"F": 45.0, "G": 21.5, "L": 33.5},
    ),
}


@pytest.mark.parametrize("example", GAMES)
def test_shapley_values_are_the_published_ones(credits: Credits, example: str) -> None:
    journeys, conversions = GAMES[example]
    credits.tell(journeys)
    found = credits.effects("shapley_conversions")
    assert found == pytest.approx(conversions, abs=1e-9)
    # Here the credits of single conversions add up to the values of the game.
    query = """
        select dimension_value, credited_conversions from marts.channel_attribution
        where attribution_model = 'shapley' and period_grain = 'all'
            and dimension = 'channel' and conversion = 'purchase'
    """
    found = {channel: float(number) for channel, number in credits.rows(query)}
    assert found == pytest.approx(conversions, abs=1e-9)


def values(credits: Credits, model: str, days: Sequence[float]) -> list[float]:
    """What visits so many days before a sale of 100 are credited with."""
    visits = [
        Visit(str(number), "v", NOW - timedelta(days=each), "Email")
        for number, each in enumerate(days)
    ]
    credits.build(visits, [Sale("sale", visits[-1], NOW, Decimal(100))])
    query = f"""
        select credit, credited_value_amount from marts.attributed_conversions
        where attribution_model = '{model}' order by touch_number
    """
    found = credits.rows(query)
    for credit, value in found:
        assert float(value) == pytest.approx(float(credit) * 100, abs=0.0001)
    return [float(credit) * 100 for credit, _ in found]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([9, 5, 2, 0], [40, 10, 10, 40]),
        ([9, 5, 2], [40, 20, 40]),
        ([9, 5], [50, 50]),
        ([9], [100]),
    ],
)
def test_position_based_credit_of_one_to_four_visits(
    credits: Credits, days: list[float], expected: list[float]
) -> None:
    assert values(credits, "position_based", days) == pytest.approx(expected)


def test_time_decay_halves_in_seven_days(credits: Credits) -> None:
    expected = [10.174568, 20.349136, 28.778024, 40.698272]
    found = values(credits, "time_decay", [14, 7, 3.5, 0])
    assert found == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Email > Search > Direct > Direct", [0, 1, 0, 0]),
        ("Direct > Direct", [0, 1]),
        ("Email > Direct > Search", [0, 0, 1]),
    ],
)
def test_last_non_direct_passes_direct_over_unless_all_are(
    credits: Credits, path: str, expected: list[int]
) -> None:
    credits.tell([(path, 1, 0)])
    query = """
        select credit from marts.attributed_conversions
        where attribution_model = 'last_non_direct' order by touch_number
    """
    assert [credit for (credit,) in credits.rows(query)] == expected


def test_participation_gives_all_to_everybody_and_stays_apart(credits: Credits) -> None:
    credits.tell([("Email > Search > Direct", 1, 0)])
    query = """
        select credit, credited_value_amount from marts.attributed_conversions
        where attribution_model = 'participation'
    """
    assert credits.rows(query) == [(1, 1)] * 3
    published = credits.rows(
        "select distinct attribution_model from marts.channel_attribution"
    )
    assert ("participation",) not in published
    assert len(published) == 8


def test_channels_may_be_called_like_the_states_of_other_tools(
    credits: Credits,
) -> None:
    """A channel called C, taken for the conversion, would give 0.776, not 7/17."""
    names = dict(zip("ABC", ("start", "null", "conversion"), strict=True))
    renamed = [
        (" > ".join(names[each] for each in path.split(" > ")), converting, lost)
        for path, converting, lost in LOOPS
    ]
    credits.tell(LOOPS)
    expected = credits.effects("removal_effect")
    credits.tell(renamed)
    found = credits.effects("removal_effect")
    assert found == {names[channel]: effect for channel, effect in expected.items()}


def test_without_a_conversion_nothing_is_credited(credits: Credits) -> None:
    credits.tell([("Email > Search", 0, 2)])
    assert credits.rows("from marts.attributed_conversions") == []
    query = """
        select channel, journey_conversion_rate, removal_effect, removal_share,
            markov_conversions, shapley_conversions
        from marts.channel_removal_effects
    """
    expected = [("Email", 0, None, 0, 0, 0), ("Search", 0, None, 0, 0, 0)]
    assert credits.rows(query) == expected


def test_without_a_visit_there_are_no_channels(credits: Credits) -> None:
    credits.tell([])
    assert credits.rows("from marts.channel_removal_effects") == []
    assert credits.rows("from marts.channel_attribution") == []


# ------------------------------------------------------------------------- currencies


@pytest.fixture(scope="module")
def rates() -> str:
    """The compiled model of rates, for reports in dollars."""
    model = "int_currency_days__rated"
    return compile_models([model], {"reporting_currency": "USD"})[model]


def rated(compiled: str, spend: list[str], sales: list[str]) -> list[tuple]:
    """Rates of spend and sales in these currencies; the seed knows euros alone."""
    warehouse = empty_warehouse()
    seed = SEED.with_name("definition_exchange_rates.csv")
    warehouse.execute(
        f"""
        create table definitions.definition_exchange_rates as
            select * from read_csv('{seed}', types = {{
                valid_from: 'date', rate: 'decimal(18, 8)'
            }});
        create table intermediate.int_ad_spend__checked as
            select unnest({spend}::varchar[]) as currency,
                date '2026-07-01' as spend_date, null as rejection_reason,
                false as is_duplicate;
        create table intermediate.int_touches__listed as
            select unnest({sales}::varchar[]) as currency,
                date '2026-07-02' as conversion_date, 10 as value_amount
        """
    )
    query = f"select currency, exchange_rate from ({compiled})"
    return warehouse.execute(query).fetchall()


@pytest.mark.parametrize(
    ("spend", "sales", "missing"),
    [
        (["USD", "EUR"], [], "EUR to USD on 2026-07-01"),
        (["USD"], ["GBP"], "GBP to USD on 2026-07-02"),
    ],
)
def test_a_currency_without_a_rate_stops_with_one_line(
    rates: str, spend: list[str], sales: list[str], missing: str
) -> None:
    with pytest.raises(duckdb.Error) as caught:
        rated(rates, spend, sales)
    assert str(caught.value).count("\n") == 0
    expected = ["definition_exchange_rates.csv: there is no rate from", missing]
    for words in [*expected, "Add a row", "or set the var reporting_currency"]:
        assert words in str(caught.value)


def test_amounts_in_the_reporting_currency_need_no_rate(rates: str) -> None:
    assert rated(rates, ["USD"], []) == [("USD", 1)]
    # Without spend there is nothing to compare.
    assert rated(rates, [], ["GBP"]) == [("GBP", None)]


# ------------------------------------------------------------------ random histories

CHANNELS = ["Direct", "Email", "Search", "Social"]
PAUSES = [
    *(timedelta(0), timedelta(hours=1), 7 * DAY, 30 * DAY, 60 * DAY),
    *(LOOKBACK, LOOKBACK + timedelta(microseconds=1)),
]
AMOUNTS = [None, Decimal(0), Decimal("0.01"), Decimal(100), Decimal("99.99")]


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Visit], list[Sale]]:
    """Visits of a few visitors, and sales in some of them or long after."""
    visits: list[Visit] = []
    sales: list[Sale] = []
    for visitor in "abc"[: draw(st.integers(1, 3))]:
        moment = NOW - 200 * DAY
        for number in range(draw(st.integers(1, 6))):
            moment += draw(st.sampled_from(PAUSES))
            name = f"{draw(st.sampled_from(string.ascii_lowercase))}{visitor}{number}"
            channel = draw(st.sampled_from(CHANNELS))
            visits.append(Visit(name, visitor, moment, channel))
            for sale in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
                # A sale in a shop may follow the visit after long.
                later = draw(st.sampled_from([timedelta(0), timedelta(1), 100 * DAY]))
                value = draw(st.sampled_from(AMOUNTS))
                sales.append(Sale(f"{name} {sale}", visits[-1], moment + later, value))
    return visits, sales


def journey(sale: Sale, visits: Sequence[Visit]) -> list[Visit]:
    """The visits that a sale is credited to, in order."""
    found = [
        each
        for each in visits
        if each.visitor_id == sale.visit.visitor_id
        and (
            each == sale.visit
            or sale.occurred_at - LOOKBACK <= each.started_at <= sale.occurred_at
        )
    ]
    return sorted(found, key=lambda each: (each.started_at, each.session_id))


def lost_journeys(visits: Sequence[Visit], sales: Sequence[Sale]) -> list[list[Visit]]:
    """Visits that led to no sale, in journeys."""
    credited = {each for sale in sales for each in journey(sale, visits)}
    found: list[list[Visit]] = []
    before: Visit | None = None
    for each in sorted(
        visits, key=lambda each: (each.visitor_id, each.started_at, each.session_id)
    ):
        goes_on = (
            before is not None
            and before not in credited
            and before.visitor_id == each.visitor_id
            and each.started_at - before.started_at <= LOOKBACK
        )
        if each not in credited and goes_on:
            found[-1].append(each)
        elif each not in credited:
            found.append([each])
        before = each
    return found


def path(visits: Sequence[Visit]) -> list[str]:
    return [each.channel for each in visits]


def paths(
    visits: Sequence[Visit], sales: Sequence[Sale]
) -> tuple[list[list[str]], list[list[str]]]:
    """Channels of the journeys that convert, and of those that do not."""
    converting = [path(journey(sale, visits)) for sale in sales]
    return converting, [path(each) for each in lost_journeys(visits, sales)]


def chain(converting: list[list[str]], lost: list[list[str]]) -> Counter:
    """How often one state follows another."""
    steps: Counter = Counter()
    for journeys, end in ((converting, "(conversion)"), (lost, "(null)")):
        for each in journeys:
            states = ["(start)", *each, end]
            steps.update(zip(states, states[1:], strict=False))
    return steps


def conversion_rate(steps: Counter, removed: str = "") -> float:
    """Visitors walk the chain until next to none of them is still on the way."""
    outgoing: Counter = Counter()
    for (before, _), number in steps.items():
        outgoing[before] += number
    where = {"(start)": 1.0}
    converted = 0.0
    while sum(where.values()) > 1e-13:
        there: Counter = Counter()
        for (before, after), number in steps.items():
            share = where.get(before, 0.0) * number / outgoing[before]
            if after == "(conversion)":
                converted += share
            elif after not in ("(null)", removed):
                there[after] += share
        where = dict(there)
    return converted


def shapley(converting: list[list[str]]) -> dict[str, float]:
    """The definition: what a channel adds to every set of others, weighted."""
    players = sorted({channel for each in converting for channel in each})

    def worth(team: Sequence[str]) -> int:
        return sum(set(each) <= set(team) for each in converting)

    return {
        player: sum(
            math.factorial(size)
            * math.factorial(len(players) - size - 1)
            / math.factorial(len(players))
            * (worth([*team, player]) - worth(team))
            for size in range(len(players))
            for team in combinations([p for p in players if p != player], size)
        )
        for player in players
    }


def weights(
    model: str, visits: Sequence[Visit], sale: Sale, effects: dict[str, float]
) -> list[float]:
    """What a model gives to each visit of a journey, in any unit."""
    size, channels = len(visits), Counter(path(visits))
    last_wanted = max(
        [n for n, each in enumerate(visits) if each.channel != "Direct"],
        default=size - 1,
    )
    found = []
    for number, each in enumerate(visits):
        days = (sale.occurred_at - each.started_at) / DAY
        middle = 0.2 / (size - 2) if size > 2 else 0
        found.append(
            {
                "first_touch": number == 0,
                "last_touch": number == size - 1,
                "last_non_direct": number == last_wanted,
                "linear": 1,
                "position_based": 0.4 if number in (0, size - 1) else middle,
                "time_decay": 2 ** (-days / 7),
                "markov": effects[each.channel] / channels[each.channel],
                "shapley": 1 / channels[each.channel],
            }[model]
        )
    return found


RUN = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@RUN
@given(histories())
def test_every_visit_has_the_credit_of_the_definition(
    credits: Credits, history: tuple[list[Visit], list[Sale]]
) -> None:
    visits, sales = history
    credits.build(visits, sales)
    effects = credits.effects("coalesce(removal_effect, 0)")
    found = credits.rows(
        "select conversion_id, attribution_model, touch_number, session_id, credit,"
        " credited_value_amount from marts.attributed_conversions where is_additive"
        " order by all"
    )
    expected = {}
    for sale in sales:
        touches = journey(sale, visits)
        for model in (
            *("first_touch", "last_touch", "last_non_direct", "linear"),
            *("position_based", "time_decay", "markov", "shapley"),
        ):
            parts = weights(model, touches, sale, effects)
            for number, (each, part) in enumerate(zip(touches, parts, strict=True), 1):
                key = (sale.conversion_id, model, number, each.session_id)
                expected[key] = part / sum(parts)
    assert [row[:4] for row in found] == sorted(expected)
    total: Counter = Counter()
    value: Counter = Counter()
    amounts = {sale.conversion_id: sale.value for sale in sales}
    for *key, credit, credited in found:
        sale_id, model = key[:2]
        assert float(credit) == pytest.approx(expected[tuple(key)], abs=2e-12)
        total[sale_id, model] += credit
        assert (credited is None) == (amounts[sale_id] is None)
        if credited is not None:
            assert abs(credited - credit * amounts[sale_id]) <= Decimal("0.0001")
            value[sale_id, model] += credited
    # To the last decimal.
    assert set(total.values()) <= {1}
    assert all(value[key] == amounts[key[0]] for key in value)


@RUN
@given(histories())
def test_the_chain_is_that_of_visitors_who_walk_it(
    credits: Credits, history: tuple[list[Visit], list[Sale]]
) -> None:
    visits, sales = history
    credits.build(visits, sales)
    converting, lost = paths(visits, sales)
    steps = chain(converting, lost)
    found = credits.rows("from intermediate.int_channel_steps__counted")
    assert {(before, after): number for before, after, number in found} == steps
    rate = len(converting) / (len(converting) + len(lost))
    assert conversion_rate(steps) == pytest.approx(rate, abs=1e-9)
    for each in credits.effects("journey_conversion_rate").values():
        assert each == pytest.approx(rate, abs=1e-9)
    for channel, each in credits.effects("rate_without_channel").items():
        assert each == pytest.approx(conversion_rate(steps, channel), abs=1e-9)
    shares = credits.rows(
        "select sum(removal_share) from marts.channel_removal_effects"
    )
    assert shares == [(1 if sales else 0,)]
    found = credits.rows(
        "select sum(markov_conversions) from marts.channel_removal_effects"
    )
    assert found == [(len(sales),)]


@RUN
@given(histories())
def test_shapley_values_are_those_of_every_set_of_channels(
    credits: Credits, history: tuple[list[Visit], list[Sale]]
) -> None:
    visits, sales = history
    credits.build(visits, sales)
    converting, _ = paths(visits, sales)
    expected = shapley(converting)
    found = credits.effects("shapley_conversions")
    assert {name: each for name, each in found.items() if each} == pytest.approx(
        expected, abs=1e-9
    )
    # Efficiency; a channel of no journey that converts is a null player.
    assert sum(found.values()) == pytest.approx(len(sales), abs=1e-9)
    assert set(found) - set(expected) == {n for n, each in found.items() if each == 0}
    # Symmetry: who is in the same journeys has the same value.
    for one, other in combinations(expected, 2):
        if all((one in each) == (other in each) for each in converting):
            assert found[one] == found[other]


JOURNEYS = st.lists(
    st.tuples(
        st.lists(st.sampled_from("ABC"), min_size=1, max_size=4),
        *(st.integers(0, 2), st.integers(0, 2)),
    ),
    min_size=1,
    max_size=4,
)


@RUN
@given(JOURNEYS)
def test_repeated_visits_of_a_channel_do_not_change_removal_effects(
    credits: Credits, journeys: list[tuple[list[str], int, int]]
) -> None:
    once = [
        (
            [each for n, each in enumerate(path) if n == 0 or path[n - 1] != each],
            *numbers,
        )
        for path, *numbers in journeys
    ]
    twice = [([each for each in path for _ in "12"], *rest) for path, *rest in once]
    found = []
    for each in (once, twice):
        credits.tell([(" > ".join(path), *numbers) for path, *numbers in each])
        found.append(credits.effects("coalesce(removal_effect, 2)"))
    assert found[0] == pytest.approx(found[1], abs=1e-9)


def test_rows_in_another_order_give_the_same_credits(credits: Credits) -> None:
    """To the last bit: arrival must not show in what is published."""
    told = []
    for journeys in (LOOPS, LOOPS[::-1]):
        credits.tell(journeys)
        order = "select attribution_model, channel, credit"
        told.append(
            [
                credits.rows("from marts.channel_removal_effects order by all"),
                credits.rows(f"{order} from marts.attributed_conversions order by all"),
                credits.rows("from marts.channel_attribution order by all"),
            ]
        )
    assert told[0] == told[1]
