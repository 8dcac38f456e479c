"""Cleaning and sessionizing agree with a small, obvious reference on random histories.

The reference reads events one by one, as a person would. The histories are full of what
breaks sessions: gaps of exactly the timeout and one microsecond more, equal times,
duplicates, several visitors, midnights, campaigns that change and come back.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

import duckdb
import pytest
from compiled_models import compile_models, empty_warehouse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

MODELS = [
    "int_events__checked",
    "int_events__cleaned",
    "int_devices__linked",
    "int_events__identified",
    "int_activity__sessionized",
    "int_events__sessionized",
]
# Stitching has a test of its own: test_identity_property.py.
UNSTITCHED = {"identity_stitching": False}
SETTINGS: dict[str, dict[str, object]] = {
    "default": {},
    "tracker": {"trust_source_sessions": True},
    "midnight": {"session_cut_at_midnight": True},
    "campaign": {"session_cut_on_new_campaign": True},
    "short": {"session_timeout_minutes": 5, "session_cut_at_midnight": True},
}
START = datetime(2026, 7, 1, 22, 0)
TIMEOUT = timedelta(minutes=30)
MICROSECOND = timedelta(microseconds=1)
GAPS = [
    timedelta(0),
    timedelta(seconds=1),
    timedelta(minutes=5),
    timedelta(minutes=5) + MICROSECOND,
    TIMEOUT - MICROSECOND,
    TIMEOUT,
    TIMEOUT + MICROSECOND,
    timedelta(hours=3),
]

EVENT_COLUMNS = """
    event_source varchar, event_id varchar, event_name varchar, occurred_at timestamp,
    received_at timestamp, device_id varchar, user_id varchar,
    source_session_id varchar, page_url varchar, page_title varchar,
    referrer_url varchar, source varchar, medium varchar, campaign varchar,
    user_agent varchar, device_category varchar, browser varchar,
    operating_system varchar, country varchar, region varchar, city varchar,
    language varchar, has_analytics_consent boolean, value decimal(18, 4),
    currency varchar, transaction_id varchar, properties json, is_page_view boolean,
    unreadable_part varchar, raw_row varchar
"""


@dataclass(frozen=True)
class Event:
    event_id: str
    occurred_at: datetime
    received_at: datetime | None
    device_id: str | None
    user_id: str | None
    source_session_id: str | None
    campaign: str | None

    @property
    def visitor_id(self) -> str:
        return self.user_id or self.device_id or ""


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Rows as they arrive: any order, with copies of some events."""
    moment, events = START, []
    for number in range(draw(st.integers(1, 25))):
        moment += draw(st.sampled_from(GAPS))
        delay = draw(st.sampled_from([None, 1, 2, 90_000]))
        received = moment + timedelta(seconds=delay) if delay else None
        devices, users = st.sampled_from(["a", "b"]), st.sampled_from([None, None, "u"])
        trackers = st.sampled_from([None, "1", "2"])
        campaigns = st.sampled_from([None, None, None, "sale", "mail"])
        events.append(
            Event(
                f"e{draw(st.integers(0, 9))}{number:02}",
                moment,
                received,
                draw(devices),
                draw(users),
                draw(trackers),
                draw(campaigns),
            )
        )
    for event in draw(st.lists(st.sampled_from(events), max_size=5)):
        shift = timedelta(seconds=draw(st.integers(0, 3)))
        events.append(replace(event, received_at=event.occurred_at + shift))
    return draw(st.permutations(events))


def kept_events(rows: Iterable[Event]) -> list[Event]:
    """Of equal ids the one received first; rows without a time of receipt come last."""
    kept: dict[str, Event] = {}
    for row in sorted(rows, key=lambda row: row.received_at or datetime.max):
        kept.setdefault(row.event_id, row)
    return list(kept.values())


def reference_sessions(
    rows: Iterable[Event], variables: dict[str, object]
) -> set[frozenset[str]]:
    """Event ids by session, reading every visitor's events in order of time."""
    timeout = timedelta(minutes=int(str(variables.get("session_timeout_minutes", 30))))
    trusts_tracker = variables.get("trust_source_sessions")
    threads: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in kept_events(rows):
        tracker = (event.source_session_id or "") if trusts_tracker else ""
        threads[event.visitor_id, tracker].append(event)

    sessions: list[set[str]] = []
    for (_, tracker), events in threads.items():
        previous: datetime | None = None
        campaign: str | None = None
        for moment in sorted({event.occurred_at for event in events}):
            here = [event for event in events if event.occurred_at == moment]
            here.sort(key=lambda event: event.event_id)
            named = next((each.campaign for each in here if each.campaign), None)
            is_gap = previous is not None and moment - previous > timeout
            is_midnight = (
                variables.get("session_cut_at_midnight")
                and previous is not None
                and previous.date() < moment.date()
            )
            is_new_campaign = (
                variables.get("session_cut_on_new_campaign")
                and named is not None
                and named != campaign
            )
            cuts = (is_gap or is_midnight or is_new_campaign) and not tracker
            if previous is None or cuts:
                sessions.append(set())
            sessions[-1].update(event.event_id for event in here)
            previous, campaign = moment, named or campaign
    return {frozenset(session) for session in sessions}


def load_rows(warehouse: duckdb.DuckDBPyConnection, rows: list[Event]) -> None:
    """Rows as int_events__unioned would give them."""
    warehouse.execute("delete from intermediate.int_events__unioned")
    warehouse.execute(
        """
        insert into intermediate.int_events__unioned by name
        select
            'generic' as event_source,
            'page_view' as event_name,
            false as is_page_view,
            unnest(cast(? as struct(
                event_id varchar, occurred_at timestamp, received_at timestamp,
                device_id varchar, user_id varchar, source_session_id varchar,
                campaign varchar
            ) []), recursive := true)
        """,
        [[asdict(row) for row in rows]],
    )


def sql_sessions(
    warehouse: duckdb.DuckDBPyConnection, models: dict[str, str], rows: list[Event]
) -> set[frozenset[str]]:
    """Event ids by session, from the compiled models."""
    load_rows(warehouse, rows)
    for name in MODELS:
        warehouse.execute(
            f"create or replace table intermediate.{name} as {models[name]}"
        )
    found = warehouse.sql(
        """
        select list(event_id) from intermediate.int_events__sessionized
        group by session_id
        """
    ).fetchall()
    return {frozenset(session) for (session,) in found}


@pytest.fixture(scope="module", params=SETTINGS)
def setting(
    request: pytest.FixtureRequest,
) -> tuple[duckdb.DuckDBPyConnection, dict[str, str], dict[str, object]]:
    """A warehouse with an empty union of events, the compiled models, the vars."""
    variables = SETTINGS[request.param]
    models = compile_models(MODELS, variables | UNSTITCHED)
    warehouse = empty_warehouse()
    warehouse.execute(
        f"create table intermediate.int_events__unioned ({EVENT_COLUMNS})"
    )
    # Nothing is left out: exclusions have unit tests of their own.
    warehouse.execute(
        "create table intermediate.int_events__filtered"
        " (event_source varchar, event_id varchar)"
    )
    return warehouse, models, variables


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(rows=histories())
def test_sessions_equal_the_reference(
    setting: tuple[duckdb.DuckDBPyConnection, dict[str, str], dict[str, object]],
    rows: list[Event],
) -> None:
    warehouse, models, variables = setting
    expected = reference_sessions(rows, variables)
    assert sql_sessions(warehouse, models, rows) == expected


def test_the_reference_itself_knows_the_boundary() -> None:
    """So that reference and SQL cannot share a wrong idea of thirty minutes."""
    first = Event("e1", START, None, "a", None, None, None)
    at_limit = replace(first, event_id="e2", occurred_at=START + TIMEOUT)
    beyond = replace(
        first, event_id="e3", occurred_at=START + 2 * TIMEOUT + MICROSECOND
    )
    found = reference_sessions([first, at_limit, beyond], {})
    assert found == {frozenset({"e1", "e2"}), frozenset({"e3"})}
