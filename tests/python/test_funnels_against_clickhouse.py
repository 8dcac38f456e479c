"""Ordered funnels agree with ClickHouse's windowFunnel(..., 'strict_once').

ClickHouse shares nothing with this project: neither the engine nor the way of counting.
It knows no exclusions, no limit between two steps and no optional steps.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, replace
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest
from clickhouse import NO_LIMIT, funnel_levels
from funnel_journeys_strategy import Case, plain_cases
from funnel_reference import Hit, attempts, best_attempt
from funnel_traps import BEST, NO_X, funnel, journey, strict, unordered
from hypothesis import HealthCheck, Phase, given, settings

RANDOM_CASES = 2_000


@pytest.fixture(autouse=True, scope="module")
def clickhouse() -> None:
    """Skip where it is not installed, except where every check has to run."""
    if find_spec("chdb"):
        return
    missing = "chdb is missing: make test installs it from requirements-clickhouse.lock"
    if "CLICKHOUSE_REQUIRED" in os.environ:
        pytest.fail(missing)
    pytest.skip(missing)


def reference_level(case: Case) -> int:
    """How many steps the best attempt reached."""
    hits, definition = case
    found = best_attempt(attempts(hits, definition), definition)
    return found.furthest_step if found else 0


def clickhouse_levels(by_name: Mapping[str, Case], folder: Path) -> dict[str, int]:
    """The level of each case."""
    rows = [
        {
            "unit": name,
            "at": hit.at,
            "window_length": NO_LIMIT if window is None else window,
            "fits": [step.milestone in hit.milestones for step in definition.steps],
        }
        for name, (hits, definition) in by_name.items()
        for window in [definition.window_seconds]
        for hit in hits
    ]
    columns = 'unit varchar, "at" ubigint, window_length ubigint, fits boolean []'
    with duckdb.connect() as connection:
        given_rows = "unnest(cast(? as struct({columns}) []), recursive := true)"
        relation = connection.sql(
            f"select {given_rows.format(columns=columns)}", params=[rows]
        )
        return funnel_levels(relation, folder)


def disagreements(by_name: Mapping[str, Case], folder: Path) -> list[tuple]:
    """The shortest cases, with both levels, on which ClickHouse says something else."""
    levels = clickhouse_levels(by_name, folder)
    wrong = [
        (case, reference_level(case), levels[name])
        for name, case in by_name.items()
        if reference_level(case) != levels[name]
    ]
    return sorted(wrong, key=lambda each: len(each[0][0]))[:3]


def test_cases_counted_by_hand(tmp_path: Path) -> None:
    by_name = {
        trap: (tuple(journey(text)), definition)
        for trap, (definition, text, _) in BEST.items()
        if definition.ordering == "ordered"
        and definition.attempt == "best"
        and not definition.exclusions
        and not any(
            step.is_optional or step.within_seconds for step in definition.steps
        )
    }
    assert "of_equal_times_those_are_used_that_lead_further" in by_name
    expected = {trap: len(BEST[trap][2] or {}) for trap in by_name}
    assert clickhouse_levels(by_name, tmp_path) == expected


def test_random_journeys(tmp_path: Path) -> None:
    by_name: dict[str, Case] = {}

    @settings(
        max_examples=RANDOM_CASES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(plain_cases())
    def collect(case: Case) -> None:
        by_name[str(len(by_name))] = case

    collect()
    assert len(by_name) == RANDOM_CASES
    assert disagreements(by_name, tmp_path) == []


def test_a_disagreement_is_seen(tmp_path: Path) -> None:
    """Of an order that windowFunnel does not know, so that it counts differently."""
    case = (tuple(journey("a@0 -@1 b@2")), strict("a b"))
    assert disagreements({"strict": case}, tmp_path) == [(case, 1, 2)]


# The funnels that ClickHouse can count, and their events with the steps they fit.
PLAIN_STEPS = """
with plain as (
    select
        funnel,
        unit,
        coalesce(window_seconds * 1000000, {no_limit}) as window_length
    from definitions.definition_funnels
    where
        ordering = 'ordered'
        and attempt = 'best'
        and not exists (
            select 1 from definitions.definition_funnel_exclusions as exclusions
            where exclusions.funnel = definition_funnels.funnel
        )
)
select
    funnel,
    unit,
    window_length,
    list(milestone order by step_number) as milestones,
    list(step_number order by step_number) as numbers
from plain
inner join definitions.definition_funnel_steps using (funnel)
where not is_optional
group by all
having count(within_seconds) = 0
"""
EVENTS = """
with events as (
    select
        event_source,
        event_id,
        visitor_id,
        session_id,
        occurred_at,
        list(milestone) as reached
    from intermediate.int_events__matched_to_milestones
    group by all
)
select
    funnel || '/' || case unit when 'session' then session_id else visitor_id end
        as unit,
    epoch_us(occurred_at) as "at",
    window_length,
    [list_contains(reached, milestone) for milestone in milestones] as fits
from plain_steps
inner join events on list_has_any(reached, milestones)
"""
BEST_ATTEMPTS = """
select
    funnel || '/' || unit_id as unit,
    coalesce(list_position(numbers, furthest_step), 0) as level
from marts.funnel_journeys
inner join plain_steps using (funnel)
where is_best_attempt
"""


def clickhouse_side(warehouse: duckdb.DuckDBPyConnection, folder: Path) -> Counter:
    """Units and their levels; level 0 is a unit that never entered the funnel."""
    plain_steps = PLAIN_STEPS.format(no_limit=NO_LIMIT)
    warehouse.execute(f"create temp view plain_steps as {plain_steps}")
    levels = funnel_levels(warehouse.sql(EVENTS), folder)
    return Counter(each for each in levels.items() if each[1])


def mart_side(warehouse: duckdb.DuckDBPyConnection) -> Counter:
    """Units and their levels, by the mart; needs the view of clickhouse_side."""
    return Counter(warehouse.sql(BEST_ATTEMPTS).fetchall())


def test_the_mart_of_the_built_warehouse(warehouse: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        counted = clickhouse_side(connection, tmp_path)
        mart = mart_side(connection)
    # Where nobody gets beyond the first step, all ways of counting agree.
    assert max(level for _, level in counted) > 1
    assert sorted(mart - counted)[:5] == []
    assert sorted(counted - mart)[:5] == []


TOY_FUNNELS = {
    "plain": funnel("a b c", window=10),
    "by_session": funnel("a b"),
    "with_optional_steps": funnel("o? a p? b", window=10),
    "with_an_exclusion": funnel("a b", NO_X),
    "with_a_limit": funnel("a b", within={2: 1}),
    "first": funnel("a b", attempt="first"),
    "strict": strict("a b"),
    "unordered": unordered("a b"),
}
COMPARED = ["plain", "by_session", "with_optional_steps"]
# The journey of each session of each visitor.
TOY_JOURNEYS = {
    ("ann", "ann 1"): "a@0 -@1 b@2 c@10",
    ("ann", "ann 2"): "a@50 b@60",
    ("bob", "bob 1"): "a@0 o@3 c@4",
    ("bob", "bob 2"): "b@9",
    ("eve", "eve 1"): "b@1 ap@1 abc@11",
    ("joe", "joe 1"): "b@1 o@2",
}
TOY_TABLES = """
create schema definitions;
create schema intermediate;
create schema marts;
create table definitions.definition_funnels (
    funnel varchar, unit varchar, ordering varchar, window_seconds bigint,
    attempt varchar
);
create table definitions.definition_funnel_steps (
    funnel varchar, step_number integer, milestone varchar, is_optional boolean,
    within_seconds bigint
);
create table definitions.definition_funnel_exclusions (
    funnel varchar, milestone varchar, after_step integer, before_step integer
);
create table intermediate.int_events__matched_to_milestones (
    milestone varchar, event_source varchar, event_id varchar, session_id varchar,
    visitor_id varchar, occurred_at timestamp
);
create table marts.funnel_journeys (
    funnel varchar, unit varchar, unit_id varchar, furthest_step integer,
    is_best_attempt boolean
);
"""


def insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple]
) -> None:
    """Put rows into a table of the toy."""
    for row in rows:
        values = ", ".join("?" for _ in row)
        connection.execute(f"insert into {table} values ({values})", row)


def toy_journeys(unit: str) -> dict[str, list[Hit]]:
    """All events of each visitor or session."""
    found = defaultdict(list)
    for (visitor, session), text in TOY_JOURNEYS.items():
        for hit in journey(text):
            event_id = f"{session} {hit.event_id}"
            found[session if unit == "session" else visitor].append(
                replace(hit, event_id=event_id)
            )
    return found


def toy_events() -> Iterator[tuple]:
    """One row per event and milestone; two sources take turns and number alike."""
    start = datetime(2026, 7, 1, 23, 59, 55, 250_000)
    for (visitor, session), text in TOY_JOURNEYS.items():
        for number, hit in enumerate(journey(text)):
            source, event_id = ("web", "app")[number % 2], f"{session} {number // 2}"
            occurred_at = start + timedelta(seconds=hit.at)
            for milestone in hit.milestones:
                yield milestone, source, event_id, session, visitor, occurred_at


def toy_mart() -> Iterator[tuple]:
    """What the mart should say, by the reference; nonsense on what is not compared."""
    for name, definition in TOY_FUNNELS.items():
        unit = "session" if name == "by_session" else "visitor"
        for unit_id, hits in toy_journeys(unit).items():
            found = attempts(hits, definition)
            best = best_attempt(found, definition)
            for each in found:
                furthest = each.furthest_step if name in COMPARED else 99
                yield name, unit, unit_id, furthest, each is best


@pytest.fixture(scope="module")
def toy() -> duckdb.DuckDBPyConnection:
    """A warehouse with what is compared, small enough to be looked through."""
    connection = duckdb.connect()
    connection.execute(TOY_TABLES)
    for name, made in TOY_FUNNELS.items():
        unit = "session" if name == "by_session" else "visitor"
        row = (name, unit, made.ordering, made.window_seconds, made.attempt)
        steps = [(name, *astuple(step)) for step in made.steps]
        exclusions = [(name, *astuple(exclusion)) for exclusion in made.exclusions]
        insert(connection, "definitions.definition_funnels", [row])
        insert(connection, "definitions.definition_funnel_steps", steps)
        insert(connection, "definitions.definition_funnel_exclusions", exclusions)
    insert(connection, "intermediate.int_events__matched_to_milestones", toy_events())
    insert(connection, "marts.funnel_journeys", toy_mart())
    return connection


@pytest.fixture(scope="module")
def counted(
    toy: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory
) -> Counter:
    """What ClickHouse says of the toy."""
    return clickhouse_side(toy, tmp_path_factory.mktemp("toy"))


def test_a_right_mart_agrees(toy: duckdb.DuckDBPyConnection, counted: Counter) -> None:
    assert {unit.split("/")[0] for unit, _ in counted} == set(COMPARED)
    assert counted["plain/ann", 3] == 1
    assert counted["with_optional_steps/eve", 2] == 1
    assert mart_side(toy) == counted


@pytest.mark.parametrize(
    "mistake",
    [
        "update marts.funnel_journeys set furthest_step = 2 where funnel = 'plain'",
        "update marts.funnel_journeys set furthest_step = 3 where furthest_step = 4",
        "update marts.funnel_journeys set is_best_attempt = true",
        "delete from marts.funnel_journeys where unit_id = 'bob'",
        "insert into marts.funnel_journeys values ('plain', 'visitor', 'joe', 1, true)",
        "insert into marts.funnel_journeys from marts.funnel_journeys",
    ],
)
def test_a_wrong_mart_does_not(
    toy: duckdb.DuckDBPyConnection, counted: Counter, mistake: str
) -> None:
    toy.begin()
    toy.execute(mistake)
    mart = mart_side(toy)
    toy.rollback()
    assert mart != counted
