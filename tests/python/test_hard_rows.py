"""Rows that break careless pipelines: nothing crashes, each is counted in its place.

One build reads them all. The guards of results run on it too: what is odd in a text
must not make any number wrong. BUSY_EVENTS says how many events one visitor has.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from small_builds import build

BUSY_EVENTS = int(os.environ.get("BUSY_EVENTS", "50000"))
# In one text: quotes of all kinds, escapes, control characters, a zero byte, emoji, a
# text from right to left, a half of a surrogate pair's name and a formula.
ODD = "\"'`\\ \\u0041 \t\r\n\x01\x07\x1b\x7f\x00 🛒👩‍👧"
ODD += " שלום é {{ x }} %s $1 =1+1 -- ; drop"
TEXTS = [
    *("event_name", "device_id", "user_id", "source_session_id", "page_url"),
    *("page_title", "referrer_url", "source", "medium", "campaign", "user_agent"),
    *("device_category", "browser", "operating_system", "country", "region", "city"),
    *("language", "currency", "transaction_id"),
]
LONG_URL = "https://shop.example/search?q=" + "a%20" * 50_000
DAY = "2026-07-01T10:00:00"
LINES: dict[str, dict[str, object]] = {
    **{
        # Else all events of the device would belong to the odd login.
        f"odd {name}": {"device_id": name, name: f"{ODD} {name}"}
        for name in TEXTS
    },
    "odd properties": {"properties": {ODD: ODD, "nested": {"list": [1, None, ODD]}}},
    "broken properties": {"properties": '{"a": '},
    "properties that are a list": {"properties": [1, 2]},
    "properties that are a number": {"properties": 7},
    "long": {"page_url": LONG_URL},
    "zone": {"occurred_at": "2026-07-01T23:30:00-02:00"},
    "no zone": {"occurred_at": "2026-07-01 23:30:00"},
    "milliseconds": {"occurred_at": "1782907200000"},
    "milliseconds as a number": {"occurred_at": 1782907200000},
    "far future": {"occurred_at": "2999-01-01T00:00:00Z"},
    "before the web": {"occurred_at": "0001-01-01T00:00:00Z"},
    "negative": {"value": -12.5, "currency": "EUR", "event_name": "purchase"},
    "infinite": {"value": "Infinity", "currency": "EUR"},
    "not a number": {"value": "NaN", "currency": "EUR"},
    "too large": {"value": 1e30, "currency": "EUR"},
    "unknown currency": {"value": 5, "currency": "Galleons", "event_name": "purchase"},
    "empty device": {"device_id": ""},
    "empty id": {"event_id": ""},
}
REJECTED = {
    "broken properties": "unreadable_properties",
    "empty device": "missing_actor",
    "far future": "in_the_future",
    "infinite": "unreadable_value",
    "milliseconds": "unreadable_occurred_at",
    "milliseconds as a number": "unreadable_occurred_at",
    "not a number": "unreadable_value",
    "too large": "unreadable_value",
    None: "missing_event_id",
}
# What the lines of a file that was cut off in the middle of its last one are.
CUT_LINE = '{"event_id": "cut off", "event_name": "page_vi'


def write_raw(events: Path) -> None:
    """Lines of JSON, two files whose types differ, and one busy visitor."""
    fixed = {"event_name": "page_view", "occurred_at": f"{DAY}Z", "device_id": "d"}
    lines = [
        json.dumps({"event_id": name, **fixed, **changes})
        for name, changes in LINES.items()
    ]
    (events / "hard.ndjson").write_text("\n".join([*lines, CUT_LINE]) + "\n")
    duckdb.sql(
        f"""
        copy (
            select 'typed' as event_id, 'purchase' as event_name, 'd' as device_id,
                timestamp '{DAY}' as occurred_at, 12.5 as value, 'EUR' as currency,
                7 as transaction_id, true as has_analytics_consent
        ) to '{events}/monday.parquet';
        copy (
            select 'retyped' as event_id, 'purchase' as event_name, 'd' as device_id,
                '{DAY}.5+00:00' as occurred_at, '12.50' as value, 'EUR' as currency,
                'eight' as transaction_id, 'true' as has_analytics_consent
        ) to '{events}/tuesday.parquet';
        copy (
            select
                'busy ' || i as event_id,
                ['page_view', 'view_item', 'add_to_cart', 'begin_checkout', 'purchase']
                    [1 + i % 5] as event_name,
                timestamp '{DAY}' + to_milliseconds(i * 700) as occurred_at,
                'busy' as device_id,
                'https://shop.example/' || i % 100 as page_url
            from range({BUSY_EVENTS}) as numbers (i)
        ) to '{events}/busy.parquet'
        """
    )


@pytest.fixture(scope="module")
def warehouse(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Built from the rows, with every guard of results."""
    folder = tmp_path_factory.mktemp("hard")
    events = folder / "raw" / "generic" / "events"
    events.mkdir(parents=True)
    write_raw(events)
    path = build(folder, "--exclude", "resource_type:unit_test", "test_type:generic")
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def test_what_cannot_be_used_is_rejected_with_its_reason(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    query = (
        "select event_id, reason from marts.rejected_events where event_id is distinct"
    )
    found = warehouse.sql(f"{query} from 'cut off'").fetchall()
    assert (None, "unreadable_row") in found
    found.remove((None, "unreadable_row"))
    assert dict(found) == REJECTED


def test_every_row_is_accounted_for(warehouse: duckdb.DuckDBPyConnection) -> None:
    [(raw, kept, duplicates, rejected, filtered)] = warehouse.sql(
        """
        select sum(raw), sum(kept), sum(duplicates), sum(rejected), sum(filtered)
        from marts.event_audit
        """
    ).fetchall()
    assert raw == len(LINES) + 1 + 2 + BUSY_EVENTS
    assert rejected == len(REJECTED) + 1
    assert (duplicates, filtered) == (0, 0)
    assert raw == kept + rejected


@pytest.mark.parametrize("column", TEXTS)
def test_an_odd_text_is_kept_as_it_is(
    warehouse: duckdb.DuckDBPyConnection, column: str
) -> None:
    query = f"select {column} from intermediate.int_events__cleaned where event_id = ?"
    assert warehouse.execute(query, [f"odd {column}"]).fetchall() == [
        (f"{ODD} {column}",)
    ]


def test_times_become_utc(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.sql(
        """
        select event_id, cast(occurred_at as varchar)
        from intermediate.int_events__cleaned
        where event_id in ('zone', 'no zone', 'before the web', 'typed', 'retyped')
        """
    ).fetchall()
    assert dict(found) == {
        "zone": "2026-07-02 01:30:00",
        "no zone": "2026-07-01 23:30:00",
        "before the web": "0001-01-01 00:00:00",
        "typed": "2026-07-01 10:00:00",
        "retyped": "2026-07-01 10:00:00.5",
    }


def test_a_column_may_change_its_type_between_two_files(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = warehouse.sql(
        """
        select event_id, transaction_id, value, has_analytics_consent
        from intermediate.int_events__cleaned where event_id in ('typed', 'retyped')
        order by event_id
        """
    ).fetchall()
    assert [(*row[:2], float(row[2]), row[3]) for row in found] == [
        ("retyped", "eight", 12.5, True),
        ("typed", "7", 12.5, True),
    ]


def test_amounts_of_odd_currencies_and_signs_stay_apart(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """Sums never mix currencies: there is none where several meet."""
    query = "select event_id, currency, value_amount from marts.conversions"
    found = warehouse.sql(f"{query} where value_amount is not null").fetchall()
    amounts = {key: (currency, float(value)) for key, currency, value in found}
    assert amounts["negative"] == ("EUR", -12.5)
    assert amounts["unknown currency"] == ("Galleons", 5.0)
    query = "select value from marts.visitors where visitor_id = 'd'"
    assert warehouse.sql(query).fetchall() == [(None,)]


def test_a_busy_visitor_is_one_visitor(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "select sum(events), count(distinct visitor_id) from marts.sessions"
    found = warehouse.sql(f"{query} where visitor_id = 'busy'").fetchall()
    assert found == [(BUSY_EVENTS, 1)]
