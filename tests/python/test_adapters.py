"""The adapters read every shape they promise, side by side, in one build.

GA4 exports of two ages (the schema of 2020 and a newer one) and generic files of three
formats, with optional columns missing, lie together; staging gives one contract.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from small_builds import build

VALUE = (
    "string_value varchar, int_value bigint, float_value double, double_value double"
)
PARAMS = f'struct("key" varchar, "value" struct({VALUE}))[]'
OLD_FIELDS = {
    "event_timestamp": "bigint",
    "event_name": "varchar",
    "event_params": PARAMS,
    "event_bundle_sequence_id": "bigint",
    "user_id": "varchar",
    "user_pseudo_id": "varchar",
    # Exported as numbers while nobody has consent mode: the type changes with use.
    "privacy_info": "struct(analytics_storage bigint)",
    "device": "struct(category varchar, web_info struct(browser varchar))",
    "geo": "struct(country varchar, city varchar)",
    "stream_id": "bigint",
    "ecommerce": "struct(purchase_revenue double, transaction_id varchar)",
    "items": "struct(item_id varchar, item_name varchar)[]",
}
NEW_FIELDS = OLD_FIELDS | {
    "privacy_info": "struct(analytics_storage varchar)",
    "stream_id": "varchar",
    "batch_event_index": "bigint",
    "collected_traffic_source": (
        "struct(manual_source varchar, manual_medium varchar,"
        " manual_campaign_name varchar, gclid varchar)"
    ),
    "session_traffic_source_last_click": "struct(manual_campaign struct(x varchar))",
}

Row = dict[str, object]


def parameter(key: str, **value: object) -> Row:
    return {"key": key, "value": value}


OLD_ROWS: list[Row] = [
    {
        "event_timestamp": 1_610_000_000_123_456,
        "event_name": "page_view",
        "user_pseudo_id": "device.1",
        "stream_id": 7,
        "geo": {"country": "Peru", "city": "(not set)"},
        "device": {"category": "mobile", "web_info": {"browser": "Chrome"}},
        "event_params": [
            parameter("ga_session_id", int_value=42),
            parameter("page_location", string_value="https://shop.example/a"),
            parameter("source", string_value="bing"),
            parameter("medium", string_value="organic"),
            parameter("campaign", string_value="(organic)"),
            parameter("score", double_value=0.5),
        ],
    },
    {
        "event_timestamp": 1_610_000_001_000_000,
        "event_name": "purchase",
        "user_pseudo_id": "device.1",
        "stream_id": 7,
        "ecommerce": {"purchase_revenue": 19.99, "transaction_id": "T1"},
        "event_params": [
            parameter("currency", string_value="USD"),
            parameter("value", double_value=25.0),
        ],
        "items": [
            {"item_id": "sku1", "item_name": 'A "quoted" name'},
            {"item_id": "(not set)", "item_name": ""},
        ],
    },
    {
        "event_timestamp": 1_610_000_002_000_000,
        "event_name": "purchase",
        "user_pseudo_id": "device.1",
        "stream_id": 7,
        "ecommerce": {"transaction_id": "(not set)"},
        "event_params": [],
    },
]
NEW_ROWS: list[Row] = [
    {
        "event_timestamp": 1_760_000_000_000_001 + number,
        "event_name": "session_start",
        "user_pseudo_id": f"device.{number}",
        "user_id": "u1",
        "stream_id": "7",
        "privacy_info": {"analytics_storage": "No" if number else "Yes"},
        "batch_event_index": number,
        "collected_traffic_source": source,
        "event_params": [],
    }
    for number, source in enumerate(
        [
            {"manual_source": "mail", "manual_medium": "email"},
            {"gclid": "abc"},
        ]
    )
]


def write_export(path: Path, fields: dict[str, str], rows: list[Row]) -> None:
    """Rows as a Parquet file with the given schema, through JSON."""
    source = path.with_suffix(".tmp")
    source.write_text("\n".join(json.dumps(row) for row in rows))
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in fields.items())
    duckdb.sql(
        f"copy (select * from read_json('{source}', format = 'newline_delimited',"
        f" columns = {{{columns}}})) to '{path}' (format parquet)"
    )
    source.unlink()


def write_generic(folder: Path) -> None:
    """Three formats; the Parquet file alone has all the columns."""
    folder.mkdir(parents=True)
    duckdb.sql(
        f"""
        copy (
            select
                'p1' as event_id, 'page_view' as event_name,
                timestamptz '2026-07-01 14:00:00.5+02:00' as occurred_at,
                7 as device_id, 'https://shop.example/a?utm_source=News' as page_url,
                1.25 as value, true as has_analytics_consent,
                {{'plan': 'pro'}} as properties, 'ignored' as unknown_column
        ) to '{folder}/a.parquet'
        """
    )
    (folder / "b.csv").write_text(
        "event_name,event_id,occurred_at,user_id,properties\n"
        'sign_up,c1,2026-07-01T12:00:01Z,u1,"{""plan"": ""pro""}"\n'
    )
    (folder / "c.ndjson").write_text(
        '{"event_id": "j1", "event_name": "sign_up", "user_id": "u2", "occurred_at":'
        ' "2026-07-01T14:00:02+02:00", "properties": {"plan": "pro"}}\n'
    )


@pytest.fixture(scope="module")
def warehouse(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("adapters")
    write_generic(folder / "raw" / "generic" / "events")
    export = folder / "raw" / "ga4"
    export.mkdir()
    write_export(export / "events_20210107.parquet", OLD_FIELDS, OLD_ROWS)
    write_export(export / "events_20251009.parquet", NEW_FIELDS, NEW_ROWS)
    # The same day once more: rows and parameters in another order, a wider schema.
    shuffled = [dict(reversed(row.items())) for row in reversed(OLD_ROWS)]
    for row in shuffled:
        random.Random(1).shuffle(row["event_params"])  # type: ignore[arg-type]
    fields = NEW_FIELDS | {"privacy_info": OLD_FIELDS["privacy_info"]}
    write_export(export / "events_20210107_again.parquet", fields, shuffled)
    path = build(folder, sources=["generic", "ga4"])
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        yield connection


def rows(warehouse: duckdb.DuckDBPyConnection, query: str) -> list[tuple]:
    return warehouse.sql(query).fetchall()


def test_a_reload_of_an_export_adds_nothing(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    query = """
    select sum(raw), sum(kept), sum(duplicates), sum(filtered_refused)
    from marts.event_audit
    where event_source = 'ga4'
    """
    assert rows(warehouse, query) == [(8, 4, 3, 1)]


def test_times_keep_their_microseconds(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = """
    select epoch_us(occurred_at) from intermediate.int_events__cleaned
    where event_source = 'ga4' order by 1
    """
    times = [row["event_timestamp"] for row in OLD_ROWS + NEW_ROWS]
    assert rows(warehouse, query) == [(time,) for time in times]


def test_parameters_of_every_type_and_items_are_kept(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    query = """
    select
        source_session_id, page_url, country, city, device_category, browser,
        properties, campaign
    from intermediate.int_events__cleaned
    where event_source = 'ga4' and event_name = 'page_view'
    """
    page = "https://shop.example/a"
    # What a column of the contract holds is not repeated among the properties.
    left = '{"score":0.5}'
    expected = ("42", page, "Peru", None, "mobile", "Chrome", left, None)
    assert rows(warehouse, query) == [expected]
    query = """
    select
        properties -> 'items' -> 0 ->> 'item_name',
        properties -> 'items' -> 1 ->> 'item_id',
        properties -> 'items' -> 1 ->> 'item_name'
    from intermediate.int_events__cleaned where transaction_id = 'T1'
    """
    assert rows(warehouse, query) == [('A "quoted" name', None, None)]
    query = "select role, item_id, item_name from intermediate.int_items__unnested"
    assert rows(warehouse, query) == [("item_bought", "sku1", 'A "quoted" name')]


def test_revenue_wins_over_the_value_parameter_and_not_set_is_null(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    query = """
    select transaction_id, cast(value as double), currency
    from intermediate.int_events__cleaned
    where event_name = 'purchase' order by occurred_at
    """
    assert rows(warehouse, query) == [("T1", 19.99, "USD"), (None, None, None)]


def test_the_traffic_source_is_read_from_either_schema(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    query = """
    select source, medium, has_analytics_consent
    from intermediate.int_events__cleaned
    where event_name in ('page_view', 'session_start') and event_source = 'ga4'
    order by occurred_at
    """
    assert rows(warehouse, query) == [
        ("bing", "organic", None),
        ("mail", "email", True),
        ("google", "cpc", False),
    ]


def test_three_formats_give_one_contract(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    query = """
    select
        event_id, strftime(occurred_at, '%H:%M:%S.%g'), visitor_id,
        cast(value as double), has_analytics_consent, properties ->> 'plan'
    from intermediate.int_events__identified
    where event_source = 'generic' order by occurred_at
    """
    assert rows(warehouse, query) == [
        ("p1", "12:00:00.500", "7", 1.25, True, "pro"),
        ("c1", "12:00:01.000", "u1", None, None, "pro"),
        ("j1", "12:00:02.000", "u2", None, None, "pro"),
    ]


def test_both_sources_reach_the_marts(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "select conversion, conversions from marts.conversion_rates where {} {}"
    grain = "period_grain = 'all' and dimension = 'all'"
    names = "and conversion in ('purchase', 'sign_up') order by 1"
    assert rows(warehouse, query.format(grain, names)) == [
        ("purchase", 2),
        ("sign_up", 2),
    ]
