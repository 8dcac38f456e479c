"""Identity stitching agrees with a small, obvious reference on random histories.

The reference looks at all logins of a device for every single event. The histories are
full of what is hard to place: two people on one device, one on many, events exactly the
window away or exactly half-way between two logins, equal times, refusals.
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
    "int_devices__linked",
    "int_user_agents__identified",
    "int_events__filtered",
    "int_events__identified",
    "int_activity__sessionized",
    "int_events__sessionized",
]
SETTINGS: dict[str, dict[str, object]] = {
    "stitched": {"identity_window_days": 1, "include_cookieless": True},
    "off": {"identity_stitching": False},
}
START = datetime(2026, 7, 1, 22, 0)
WINDOW = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)
GAPS = [
    timedelta(0),
    MICROSECOND,
    *3 * [timedelta(minutes=20)],
    *3 * [timedelta(hours=6)],
    WINDOW / 2,
    WINDOW,
    WINDOW + MICROSECOND,
    2 * WINDOW,
    2 * WINDOW + MICROSECOND,
]

COLUMNS = """
    event_source varchar, event_id varchar, event_name varchar, occurred_at timestamp,
    received_at timestamp, device_id varchar, user_id varchar,
    source_session_id varchar, page_url varchar, page_title varchar,
    referrer_url varchar, source varchar, medium varchar, campaign varchar,
    user_agent varchar, device_category varchar, browser varchar,
    operating_system varchar, country varchar, region varchar, city varchar,
    language varchar, has_analytics_consent boolean, value decimal(18, 4),
    currency varchar, transaction_id varchar, properties json, is_page_view boolean
"""


@dataclass(frozen=True)
class Event:
    event_id: str
    occurred_at: datetime
    device_id: str | None
    user_id: str | None
    has_analytics_consent: bool | None = None

    @property
    def is_allowed(self) -> bool:
        return self.has_analytics_consent is not False


Found = dict[str, tuple[str, int, str]]
Models = dict[str, str]
Setting = tuple[duckdb.DuckDBPyConnection, Models, dict[str, object]]


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Events as they arrive, in any order."""
    moment, events = START, []
    for number in range(draw(st.integers(1, 20))):
        moment += draw(st.sampled_from(GAPS))
        user_id = draw(st.sampled_from([None, None, "u", "v"]))
        devices = ["a", "a", "a", "b"] + [None] * (user_id is not None)
        device_id = draw(st.sampled_from(devices))
        consent = draw(st.sampled_from([*6 * [None], True, False]))
        events.append(Event(f"e{number:02}", moment, device_id, user_id, consent))
    return draw(st.permutations(events))


def reference_visitor(
    event: Event, events: Iterable[Event], variables: dict[str, object]
) -> tuple[str, int] | None:
    """Visitor and level of an event, or None where it does not count."""
    if not event.is_allowed:
        if not variables.get("include_cookieless"):
            return None
        actor = event.device_id or event.user_id
        return f"{actor} on {event.occurred_at.date()}", 1
    if event.user_id:
        return event.user_id, 3
    logins = [
        (abs(event.occurred_at - other.occurred_at), other.occurred_at, other.user_id)
        for other in events
        if other.user_id
        and other.is_allowed
        and other.device_id == event.device_id
        and abs(event.occurred_at - other.occurred_at) <= WINDOW
    ]
    if logins and variables.get("identity_stitching", True):
        return min(logins)[2], 3
    return str(event.device_id), 2


def sql_visitors(
    warehouse: duckdb.DuckDBPyConnection, models: Models, rows: list[Event]
) -> Found:
    """Visitor, level and session by event id, from the compiled models."""
    warehouse.execute("delete from intermediate.int_events__cleaned")
    warehouse.execute(
        """
        insert into intermediate.int_events__cleaned by name
        select
            'generic' as event_source,
            unnest(cast(? as struct(
                event_id varchar, occurred_at timestamp, device_id varchar,
                user_id varchar, has_analytics_consent boolean
            ) []), recursive := true)
        """,
        [[asdict(row) for row in rows]],
    )
    for name in MODELS:
        kind = "view" if name == "int_events__identified" else "table"
        warehouse.execute(
            f"create or replace {kind} intermediate.{name} as {models[name]}"
        )
    found = warehouse.sql(
        """
        select event_id, visitor_id, identity_level, session_id
        from intermediate.int_events__sessionized
        """
    ).fetchall()
    assert len(found) == len({event_id for event_id, *_ in found})
    return {event_id: tuple(rest) for event_id, *rest in found}


def events_by_visitor(found: Found) -> dict[str, frozenset[str]]:
    """Event ids of each visitor."""
    events: dict[str, set[str]] = defaultdict(set)
    for event_id, (visitor_id, *_) in found.items():
        events[visitor_id].add(event_id)
    return {visitor: frozenset(ids) for visitor, ids in events.items()}


@pytest.fixture(scope="module", params=SETTINGS)
def setting(request: pytest.FixtureRequest) -> Setting:
    """A warehouse with cleaned events to fill, the compiled models, the vars."""
    variables = SETTINGS[request.param]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRIVACY_SALT", "a salt of the test")
        models = compile_models(MODELS, variables)
    warehouse = empty_warehouse()
    warehouse.execute(f"create table intermediate.int_events__cleaned ({COLUMNS})")
    # No bots and no rules: what is left out here was refused.
    warehouse.execute(
        "create table definitions.definition_bots (bot_pattern varchar,"
        " match_type varchar, bot varchar, category varchar, is_ai_crawler boolean);"
        "create table definitions.definition_exclusions"
        " (exclusion varchar, property varchar, operator varchar, value varchar)"
    )
    return warehouse, models, variables


EXAMPLES = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@EXAMPLES
@given(rows=histories())
def test_visitors_equal_the_reference(setting: Setting, rows: list[Event]) -> None:
    warehouse, models, variables = setting
    expected = {
        event.event_id: visitor
        for event in rows
        if (visitor := reference_visitor(event, rows, variables))
    }
    found = sql_visitors(warehouse, models, rows)
    assert {event_id: level for event_id, (_, level, _) in found.items()} == {
        event_id: level for event_id, (_, level) in expected.items()
    }
    # A hash stands for a device and a day: which events share one is what counts.
    named = {
        (visitor_id if level > 1 else "a hash", expected[event_id][0])
        for event_id, (visitor_id, level, _) in found.items()
    }
    assert all(found_id in ("a hash", name) for found_id, name in named)
    names: dict[str, set[str]] = defaultdict(set)
    for event_id, (name, _) in expected.items():
        names[name].add(event_id)
    assert set(events_by_visitor(found).values()) == set(map(frozenset, names.values()))


@EXAMPLES
@given(rows=histories(), data=st.data())
def test_a_new_login_moves_no_session_of_others(
    setting: Setting, rows: list[Event], data: st.DataObject
) -> None:
    warehouse, models, _ = setting
    place = data.draw(st.sampled_from(rows))
    login = replace(place, event_id="new", device_id="a", user_id="w")
    before = sql_visitors(warehouse, models, rows)
    after = sql_visitors(warehouse, models, [*rows, login])

    moved = {
        event_id for event_id in before if before[event_id][0] != after[event_id][0]
    }
    without_login = {
        event.event_id for event in rows if event.device_id == "a" and not event.user_id
    }
    assert moved <= without_login
    visitors_before, visitors_after = map(events_by_visitor, (before, after))
    for visitor_id, events in visitors_before.items():
        if visitors_after.get(visitor_id) == events:
            for event_id in events:
                assert before[event_id] == after[event_id]


def test_the_reference_itself_knows_the_boundaries() -> None:
    """So that reference and SQL cannot share a wrong idea of window and half-way."""
    login = Event("e1", START, "a", "u")
    other = replace(login, event_id="e2", occurred_at=START + WINDOW, user_id="v")
    cases = {
        -WINDOW: "u",
        -WINDOW - MICROSECOND: "a",
        WINDOW / 2: "u",
        WINDOW / 2 + MICROSECOND: "v",
        2 * WINDOW: "v",
        2 * WINDOW + MICROSECOND: "a",
    }
    for shift, visitor_id in cases.items():
        event = Event("e3", START + shift, "a", None)
        found = reference_visitor(event, [login, other, event], {})
        assert found is not None and found[0] == visitor_id, shift
