"""The Segment adapter: its traps, in tables as Segment and RudderStack load them.

Set SEGMENT_SAMPLES_DIR to the folder of example_segment_pages.csv to read that page of
theirs too. That a whole story comes through is seen in test_one_story.py.
"""

import json
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import duckdb
import pytest
from adapter_checks import staged_by
from compiled_models import compile_models, empty_warehouse
from dialects.files import Row, write_csv, write_parquet

TIME = "2026-07-01 12:00:00.5Z"
SAMPLES = Path(os.environ.get("SEGMENT_SAMPLES_DIR", ""))
staged = partial(staged_by, "segment")


def call(event_id: str, **columns: object) -> Row:
    """The columns that every call has, and some more."""
    return {"id": event_id, "anonymous_id": "d", "timestamp": TIME, **columns}


CART = {"name": "Mug", "price": "2.5"}
TABLES: dict[str, list[Row]] = {
    "pages": [
        call(
            "page",
            name="Home page",
            url="https://shop.example/?q=1",
            path="/",
            search="?q=1",
            context_page_url="https://shop.example/other",
            context_ip="192.0.2.1",
            context_user_agent="Agent",
            context_locale="nl-NL",
            context_consent_category_preferences_analytics="false",
        )
    ],
    "screens": [call("screen", name="Settings")],
    "identifies": [
        call("link", user_id="u", email="jane@shop.example", context_traits_name="Jane")
    ],
    # The last state of a person: no call.
    "users": [{"id": "u", "email": "jane@shop.example", "received_at": TIME}],
    "tracks": [
        call(
            "seen", event="product_viewed", context_page_url="https://shop.example/mug"
        ),
        call(
            "seen", event="product_viewed", context_page_url="https://shop.example/mug"
        ),
        call("lone", event="order_refunded", event_text="Order Refunded"),
        call("own", event="lesson_done", event_text="Lesson Done", user_id="u"),
    ],
    "product_viewed": [
        call("seen", product_id="", sku="SKU-1", name="Mug", category="k")
    ],
    "product_added": [
        call("cart", event="product_added", **CART),
        call("cart2", event="product_added", **CART, quantity="2"),
        call("cart3", event="product_added", **CART, quantity="2", value="4"),
    ],
    "lesson_done": [
        call("own", name="Lesson 1", url="https://video.example", category="art")
    ],
    "order_completed": [
        call("broken", products="[{not json", order_id="T-1"),
        call("order", products='[{"product_id": 7, "price": "1.5"}]', order_id="T-2")
        | {"total": "9", "revenue": "", "value": "1", "coupon": "SUMMER"},
    ],
}
# RudderStack: nested columns in Parquet, names in capitals, times under another name.
NESTED: Row = {
    "ID": "nested",
    "USER_ID": "u",
    "ORIGINAL_TIMESTAMP": TIME,
    "EVENT_TEXT": "Cart Viewed",
    "CONTEXT_SESSION_ID": 1001,
    "PRODUCTS": [{"product_id": "A", "quantity": 2}],
    "CONTEXT_REQUEST_IP": "192.0.2.1",
}
NESTED_TYPES = dict.fromkeys(NESTED, "varchar") | {
    "ORIGINAL_TIMESTAMP": "timestamptz",
    "CONTEXT_SESSION_ID": "bigint",
    "PRODUCTS": "struct(product_id varchar, quantity bigint)[]",
}


@pytest.fixture(scope="module")
def warehouse(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    raw = tmp_path_factory.mktemp("segment")
    for table, rows in TABLES.items():
        write_csv(raw / "segment" / table / "1.csv", rows)
    write_parquet(raw / "segment" / "cart_viewed" / "1.parquet", NESTED_TYPES, [NESTED])
    if SAMPLES.name:
        page = (SAMPLES / "example_segment_pages.csv").read_text()
        (raw / "segment" / "pages" / "real.csv").write_text(page)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "RAW_DATA_DIR", str(raw))
        name = "stg_segment__events"
        models = compile_models([name], {"event_sources": ["segment"]})
    connection = empty_warehouse()
    connection.execute(f"create table staging.{name} as {models[name]}")
    yield connection


def test_a_track_and_its_row_in_the_table_of_its_event_are_one(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """Each gives what the other lacks, and copies in tracks add nothing."""
    found = staged(warehouse, "event_name, page_url, properties", "seen")
    assert [row[:2] for row in found] == [("view_item", "https://shop.example/mug")]
    (item,) = json.loads(found[0][2])["items"]
    named = {"item_id": "SKU-1", "item_name": "Mug", "item_category": "k"}
    assert {key: each for key, each in item.items() if each} == named
    assert staged(warehouse, "user_id", "own") == [("u",)]


def test_a_track_without_a_table_is_an_event_by_itself(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = staged(warehouse, "event_name, properties", "lone")
    assert found == [("refund", "{}")]


def test_a_page_says_itself_where_it_is(warehouse: duckdb.DuckDBPyConnection) -> None:
    columns = "event_name, is_page_view, page_url, properties"
    page = ("page_view", True, "https://shop.example/?q=1", '{"name":"Home page"}')
    assert staged(warehouse, columns, "page") == [page]
    screen = ("screen_view", True, "Settings")
    found = staged(warehouse, "event_name, is_page_view, page_title", "screen")
    assert found == [screen]


def test_other_calls_keep_properties_that_are_called_like_columns(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = staged(warehouse, "event_name, page_url, properties", "own")
    own = {"name": "Lesson 1", "url": "https://video.example", "category": "art"}
    assert [row[:2] for row in found] == [("Lesson Done", None)]
    assert json.loads(found[0][2]) == own


def test_an_identify_call_ties_a_device_to_a_login_and_tells_no_more(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    columns = "event_name, device_id, user_id, properties"
    assert staged(warehouse, columns, "link") == [("identify", "d", "u", "{}")]
    query = """
    select count(*) from staging.stg_segment__events
    where regexp_matches(raw_row, '192.0.2.1|Jane|jane@')
    """
    assert warehouse.sql(query).fetchall() == [(0,)]


def test_what_goes_into_a_cart_is_worth_its_price_unless_it_says_otherwise(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = staged(warehouse, "event_name, cast(value as double)", "cart%")
    assert found == [("add_to_cart", worth) for worth in (2.5, 5.0, 4.0)]


def test_an_order_is_worth_its_revenue_or_else_its_total(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    columns = "event_name, cast(value as double), transaction_id, properties"
    ((name, value, transaction, properties),) = staged(warehouse, columns, "order")
    assert (name, value, transaction) == ("purchase", 9.0, "T-2")
    found = json.loads(properties)
    assert found.keys() == {"coupon", "items"}
    assert found["items"][0]["item_id"] == "7"


def test_broken_json_is_a_reason_to_reject_the_row(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert staged(warehouse, "unreadable_part", "broken") == [("properties",)]


def test_nested_products_capitals_and_original_times_are_read(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    columns = "event_name, user_id, source_session_id, strftime(occurred_at, '%H:%M')"
    assert staged(warehouse, columns, "nested") == [("view_cart", "u", "1001", "12:00")]
    items = staged(warehouse, "properties ->> '/items/0/item_id'", "nested")
    assert items == [("A",)]


def test_consent_language_and_agent_are_those_of_the_context(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    columns = "has_analytics_consent, language, user_agent"
    assert staged(warehouse, columns, "page") == [(False, "nl-NL", "Agent")]


def test_every_call_is_one_row_and_a_state_is_none(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    ids = {
        row["id"] for table, rows in TABLES.items() if table != "users" for row in rows
    }
    found = [row for row in staged(warehouse, "event_id", "%") if row[0][:4] != "ajs-"]
    assert sorted(found) == sorted((each,) for each in ids | {"nested"})


@pytest.mark.skipif(not SAMPLES.name, reason="SEGMENT_SAMPLES_DIR is not set")
def test_a_real_page_is_read(warehouse: duckdb.DuckDBPyConnection) -> None:
    columns = "page_url, page_title, referrer_url, source, medium, campaign, properties"
    assert staged(warehouse, columns, "ajs-%") == [
        (
            *("https://www.getdbt.com/", "Product", "https://www.google.com/"),
            *("facebook", "social", "autumn_collection_2015", "{}"),
        )
    ]
