"""Funnels in SQL agree with brute force, entry by entry, on random journeys.

Each case is a funnel and one unit that passes through it. Many cases are loaded at
once as funnels of their own, which also proves that funnels do not disturb each other.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import duckdb
import pytest
from compiled_models import compile_models, empty_warehouse
from funnel_journeys_strategy import PROFILES, Case, cases, plain_cases
from funnel_reference import Attempt, Funnel, Hit, Step, attempts, best_attempt
from funnel_traps import BEST, journey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

MODELS = [
    "int_events__bounded",
    "int_funnel_steps__shared",
    "int_funnel_steps__planned",
    "int_funnel_events__numbered",
    "int_funnel_exclusions__dated",
    "int_funnels__walked",
    "int_funnel_walks__read",
    "int_funnel_events__placed",
    "int_funnels__searched",
    "int_funnel_searches__chosen",
    "int_funnel_subsets__listed",
    "int_funnel_subsets__numbered",
    "int_funnel_subsets__filled",
    "int_funnels__gathered",
    "int_funnel_attempts__united",
    "int_funnel_gaps__listed",
    "int_funnel_gaps__filled",
    "int_funnel_attempts__filled",
    "int_funnel_journeys__judged",
    "funnel_journeys",
]
RATE_MODELS = [
    "int_funnel_journeys__best_of_periods",
    "int_visits__rolled_up",
    "int_funnel_cells__changed",
    "int_funnel_entries__counted",
    "int_funnel_reach__counted",
    "int_funnel_rates__counted",
    "funnel_rates",
    "int_funnel_drop_offs__explained",
]
START = datetime(2026, 7, 1)
CASES_AT_ONCE = 40
TABLES = """
    create table intermediate.int_events__matched_to_milestones (
        milestone varchar, event_source varchar, event_id varchar, session_id varchar,
        visitor_id varchar, occurred_at timestamp
    );
    create table intermediate.int_events__with_offline (
        event_source varchar, event_id varchar, session_id varchar, visitor_id varchar,
        occurred_at timestamp
    );
    create table intermediate.int_events__cleaned (occurred_at timestamp);
    create table intermediate.int_sessions__attributed (
        session_id varchar, visitor_id varchar, started_at timestamp,
        ended_at timestamp, session_date date, channel varchar, ai_assistant varchar,
        device_category varchar, country varchar, campaign varchar,
        landing_page_path varchar, is_new_visitor boolean, identity_level integer
    );
    create table definitions.definition_milestones (
        milestone varchar, event_source varchar, event_name varchar
    );
    create table definitions.definition_funnels (
        funnel varchar, unit varchar, ordering varchar, window_seconds bigint,
        attempt varchar, business_model varchar
    );
    create table definitions.definition_funnel_steps (
        funnel varchar, step_number integer, milestone varchar, is_optional boolean,
        within_seconds bigint
    );
    create table definitions.definition_funnel_exclusions (
        funnel varchar, milestone varchar, after_step integer, before_step integer
    );
"""
Rows = dict[str, list[tuple[Any, ...]]]
Journeys = dict[str, tuple[tuple[datetime | None, ...], int, bool, bool, bool]]


@pytest.fixture(scope="session")
def funnel_models() -> dict[str, str]:
    """Compiled SQL of the funnel models; shorter funnels plan faster."""
    return compile_models([*MODELS, *RATE_MODELS], {"funnel_steps_at_most": 6})


def definition_rows(name: str, funnel: Funnel, unit: str, hits: Sequence[Hit]) -> Rows:
    """The rows that a person would write for this funnel.

    An event is named after the milestones it fits, and each milestone has a rule for
    every such name: so two milestones share a rule's event where an event fits both.
    """
    rules = {
        (each, "+".join(sorted(hit.milestones)))
        for hit in hits
        for each in hit.milestones
    }
    limits = (funnel.window_seconds, funnel.attempt, "all")
    return {
        "definition_milestones": [
            (f"{name} {milestone}", None, f"{name} {event}")
            for milestone, event in rules
        ],
        "definition_funnels": [(name, unit, funnel.ordering, *limits)],
        "definition_funnel_steps": [
            (
                name,
                step.number,
                f"{name} {step.milestone}",
                step.is_optional,
                step.within_seconds,
            )
            for step in funnel.steps
        ],
        "definition_funnel_exclusions": [
            (name, f"{name} {each.milestone}", each.after_step, each.before_step)
            for each in dict.fromkeys(funnel.exclusions)
        ],
    }


def event_rows(name: str, hits: Sequence[Hit]) -> Rows:
    """The unit's events, all in one session, and what they reached."""
    times = {hit.event_id: START + timedelta(seconds=hit.at) for hit in hits}
    events = [
        ("web", f"{name} {hit.event_id}", name, name, times[hit.event_id])
        for hit in hits
    ]
    last, nothing = max(times.values()), (None,) * 6
    return {
        "int_events__with_offline": events,
        "int_events__cleaned": [(event[-1],) for event in events],
        "int_events__matched_to_milestones": [
            (f"{name} {milestone}", *event)
            for hit, event in zip(hits, events, strict=True)
            for milestone in hit.milestones
        ],
        "int_sessions__attributed": [
            (name, name, START, last, START.date(), *nothing, True, 2)
        ],
    }


def load(connection: duckdb.DuckDBPyConnection, schema: str, rows: Rows) -> None:
    """Adds rows to the tables of a schema."""
    for table, values in rows.items():
        if values:
            marks = ", ".join("?" * len(values[0]))
            statement = f"insert into {schema}.{table} values ({marks})"
            connection.executemany(statement, values)


def build(
    connection: duckdb.DuckDBPyConnection, models: dict[str, str], names: Sequence[str]
) -> None:
    """Builds models on what is loaded."""
    for name in names:
        schema = "intermediate" if name.startswith("int_") else "marts"
        connection.execute(f"create table {schema}.{name} as {models[name]}")


def run_models(
    connection: duckdb.DuckDBPyConnection, models: dict[str, str], found: Sequence[Case]
) -> None:
    """Loads the cases as funnels f0, f1, ... and builds the models on them."""
    for number, (hits, funnel) in enumerate(found):
        name, unit = f"f{number}", ["visitor", "session"][number % 2]
        load(connection, "definitions", definition_rows(name, funnel, unit, hits))
        load(connection, "intermediate", event_rows(name, hits))
    build(connection, models, MODELS)


def journeys_of(connection: duckdb.DuckDBPyConnection, name: str) -> Journeys:
    """What the mart says of each entry of a funnel, by event id."""
    rows = connection.execute(
        """
        select event_id, step_times, furthest_step, is_completed, is_excluded,
            is_best_attempt
        from marts.funnel_journeys where funnel = ?
        """,
        [name],
    ).fetchall()
    return {
        event_id.split()[1]: (tuple(times), *rest) for event_id, times, *rest in rows
    }


def expected_journeys(hits: Sequence[Hit], funnel: Funnel) -> Journeys:
    """The same by brute force."""
    found = attempts(hits, funnel)
    best = best_attempt(found, funnel)

    def times(attempt: Attempt) -> tuple[datetime | None, ...]:
        numbers = [step.number for step in funnel.steps]
        moments = [attempt.times.get(number) for number in numbers]
        return tuple(
            None if at is None else START + timedelta(seconds=at) for at in moments
        )

    return {
        each.entry_event_id: (
            times(each),
            each.furthest_step,
            each.is_completed,
            each.is_excluded,
            best is not None and each.entry_event_id == best.entry_event_id,
        )
        for each in found
    }


def test_every_trap_is_seen_through(funnel_models: dict[str, str]) -> None:
    """Traps counted by hand; see funnel_traps.py."""
    traps = {
        name: (definition, journey(text))
        for name, (definition, text, _) in BEST.items()
    }
    found = [(tuple(hits), definition) for definition, hits in traps.values()]
    with empty_warehouse() as connection:
        connection.execute(TABLES)
        run_models(connection, funnel_models, found)
        wrong = []
        for number, (name, (definition, hits)) in enumerate(traps.items()):
            if journeys_of(connection, f"f{number}") != expected_journeys(
                hits, definition
            ):
                wrong.append(name)
    assert not wrong


@pytest.mark.parametrize("profile", sorted(PROFILES))
@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
)
@given(data=st.data())
def test_every_entry_of_every_funnel_is_as_by_brute_force(
    profile: str, data: st.DataObject, funnel_models: dict[str, str]
) -> None:
    found = data.draw(st.lists(cases(profile), min_size=1, max_size=CASES_AT_ONCE))
    with empty_warehouse() as connection:
        connection.execute(TABLES)
        run_models(connection, funnel_models, found)
        for number, (hits, funnel) in enumerate(found):
            journeys = journeys_of(connection, f"f{number}")
            assert journeys == expected_journeys(hits, funnel)


def deepest(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """The furthest step of the journey that counts; 0 if the unit never entered."""
    depth = "coalesce(max(furthest_step), 0)"
    journeys = "marts.funnel_journeys where is_best_attempt and funnel = ?"
    row = connection.execute(f"select {depth} from {journeys}", [name]).fetchone()
    return row[0] if row else 0


def variants(hits: Sequence[Hit], funnel: Funnel) -> list[Case]:
    """The case itself, then what must not lower it, then what must not raise it."""
    everything = frozenset(step.milestone for step in funnel.steps)
    later = (*hits, Hit("later", max(hit.at for hit in hits) + 1, everything))
    seconds = funnel.window_seconds
    longer = None if seconds is None else seconds + 1
    return [
        (tuple(hits), funnel),
        (tuple(reversed(hits)), funnel),
        (later, funnel),
        (tuple(hits), replace(funnel, window_seconds=longer)),
        (tuple(hits), replace(funnel, ordering="unordered")),
        (tuple(hits), replace(funnel, ordering="strict")),
    ]


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(found=st.lists(plain_cases(), min_size=1, max_size=10))
def test_more_freedom_never_leads_less_far(
    found: list[Case], funnel_models: dict[str, str]
) -> None:
    """Shuffled rows, a later event, a longer window; unordered >= ordered >= strict."""
    every = [variant for case in found for variant in variants(*case)]
    with empty_warehouse() as connection:
        connection.execute(TABLES)
        run_models(connection, funnel_models, every)
        depths = [deepest(connection, f"f{number}") for number in range(len(every))]
    for start in range(0, len(every), 6):
        as_is, shuffled, later, longer, unordered, strict = depths[start : start + 6]
        assert shuffled == as_is
        assert min(later, longer, unordered) >= as_is >= strict


def clock(text: str) -> int:
    """Seconds of a time like 58:15, in hours and minutes."""
    hours, minutes = text.split(":")
    return 3600 * int(hours) + 60 * int(minutes)


# The visitors of the worked example in models/overview.md, from Monday 0:00 on.
EXAMPLE = {
    "Anna": "a@9:00 b@9:05 a@58:00 b@58:02 c@58:10 d@58:15",
    "Ben": "a@36:00 c@36:30 d@36:30",
    "Cleo": "b@80:00 a@80:05",
    "Dirk": "a@166:00 b@166:10 -@167:00",
}


def test_the_worked_example_of_the_documentation(funnel_models: dict[str, str]) -> None:
    steps = tuple(Step(number, name) for number, name in enumerate("abcd", start=1))
    example = Funnel("ordered", clock("24:00"), "best", steps)
    with empty_warehouse() as connection:
        connection.execute(TABLES)
        for visitor, text in EXAMPLE.items():
            events = [event.split("@") for event in text.split()]
            hits = [
                Hit(str(number), clock(at), frozenset(name) - {"-"})
                for number, (name, at) in enumerate(events)
            ]
            load(connection, "intermediate", event_rows(visitor, hits))
        load(connection, "definitions", definition_rows("f", example, "visitor", []))
        connection.execute("""
            update intermediate.int_events__matched_to_milestones
            set milestone = 'f ' || split_part(milestone, ' ', 2)
        """)
        build(connection, funnel_models, [*MODELS, *RATE_MODELS])
        total = "period_grain = 'all' and dimension = 'all' order by step_number"
        rates = connection.execute(f"""
            select step_number, entered, reached, in_progress, dropped_off, step_rate,
                overall_rate
            from marts.funnel_rates where {total}
        """).fetchall()
        lost = connection.execute("""
            select events.unit_id, drop_off_reason
            from intermediate.int_funnel_drop_offs__explained as lost
            inner join intermediate.int_funnel_events__numbered as events
                using (unit_number)
            group by all order by all
        """).fetchall()
    assert rates == [
        (1, 4, 4, 0, 0, 1.0, 1.0),
        (2, 4, 2, 0, 2, 0.5, 0.5),
        (3, 4, 1, 1, 0, 0.5, 0.25),
        (4, 4, 1, 0, 0, 1.0, 0.25),
    ]
    assert lost == [("Ben", "never_happened"), ("Cleo", "before_the_entry")]
