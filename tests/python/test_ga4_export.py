"""A real GA4 export builds, and the marts agree with its raw rows.

Set GA4_EXPORT_DIR to a folder that holds ga4/events_*.parquet. The figures expected are
read from the raw files by plain queries; where the files are the week 2021-01-11 to
17 of Google's public sample, they are compared with its known figures too.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
EXPORT = os.environ.get("GA4_EXPORT_DIR", "")
KNOWN_WEEK = {
    "events": 275_598,
    "devices": 23_379,
    "source_sessions": 27_712,
    "session_starts": 27_400,
    "add_to_carts": 3_861,
    "purchases": 254,
    "revenue": 13_188,
}

pytestmark = pytest.mark.skipif(
    not EXPORT, reason="GA4_EXPORT_DIR is not set: no real GA4 export to build"
)


def run_dbt(warehouse: Path, variables: str) -> None:
    environment = os.environ | {
        "RAW_DATA_DIR": str(Path(EXPORT).resolve()),
        "WAREHOUSE_PATH": str(warehouse),
    }
    command = [str(Path(sys.executable).parent / "dbt"), "--quiet", "build"]
    places = ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT)]
    output = ["--target-path", str(warehouse.parent / "target"), "--vars", variables]
    subprocess.run([*command, *places, *output], env=environment, check=True)


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of the export, with its raw rows as the view raw_rows."""
    warehouse = tmp_path_factory.mktemp("ga4") / "ga4.duckdb"
    run_dbt(warehouse, "{event_sources: [ga4]}")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{warehouse}' as built (read_only); use built")
        connection.execute(
            f"""
            create temp view raw_rows as
            select *, list_filter(
                event_params, lambda item: item.key = 'ga_session_id'
            )[1].value.int_value as ga_session_id
            from read_parquet('{EXPORT}/ga4/*.parquet', union_by_name = true)
            """
        )
        yield connection


def one_row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple:
    found = connection.sql(query).fetchone()
    assert found is not None
    return found


def test_no_event_is_lost(built: duckdb.DuckDBPyConnection) -> None:
    raw = one_row(
        built, "select count(*), count(distinct user_pseudo_id) from raw_rows"
    )
    query = "select sum(raw), sum(kept), sum(rejected) from marts.event_audit"
    audited, kept, rejected = one_row(built, query)
    assert audited == raw[0] == kept + rejected
    assert one_row(built, "select count(*) from marts.visitors") == raw[1:]
    assert one_row(built, "select sum(events) from marts.sessions") == (kept,)


def test_orders_and_revenue_are_those_of_the_raw_rows(
    built: duckdb.DuckDBPyConnection,
) -> None:
    # An order number counts once, and a purchase without one counts by itself.
    raw = one_row(
        built,
        """
        with purchases as (
            select
                nullif(ecommerce.transaction_id, '(not set)') as transaction_id,
                ecommerce.purchase_revenue,
                row_number() over (
                    partition by ecommerce.transaction_id order by event_timestamp
                ) as copy_number
            from raw_rows
            where event_name = 'purchase'
        )

        select count(*), cast(sum(purchase_revenue) as decimal(18, 4))
        from purchases
        where transaction_id is null or copy_number = 1
        """,
    )
    query = "select count(*), sum(value_amount) from marts.conversions where {}"
    assert one_row(built, query.format("conversion = 'purchase'")) == raw


def test_items_are_those_of_the_raw_rows(built: duckdb.DuckDBPyConnection) -> None:
    raw = one_row(
        built,
        """
        with items as (
            select
                user_pseudo_id, event_name, event_timestamp,
                nullif(ecommerce.transaction_id, '(not set)') as transaction_id,
                unnest(items) as item
            from raw_rows
            where event_name in ('view_item', 'add_to_cart', 'purchase')
        ),

        first_orders as (
            select
                *,
                transaction_id is null or event_name <> 'purchase'
                or event_timestamp = min(event_timestamp) over (
                    partition by event_name, transaction_id
                ) as counts
            from items
        ),

        pairs as (
            select
                min(event_timestamp) filter (event_name = 'view_item') as first_view,
                min(event_timestamp) filter (event_name = 'add_to_cart') as first_cart,
                max(event_timestamp) filter (event_name = 'purchase') as last_purchase,
                sum(item.quantity) filter (event_name = 'purchase') as units,
                sum(item.price * item.quantity) filter (event_name = 'purchase')
                    as revenue
            from first_orders
            where counts and item.item_id not in ('(not set)', '')
            group by user_pseudo_id, item.item_id
        )

        select
            count(first_view), count(first_cart), count(last_purchase),
            count(*) filter (first_view <= last_purchase), sum(units),
            round(sum(revenue), 2)
        from pairs
        """,
    )
    query = """
    select
        sum(viewers), sum(carters), sum(buyers), sum(viewers_who_bought), sum(units),
        cast(sum(revenue_amount) as double)
    from marts.product_conversion
    where period_grain = 'all'
    """
    assert one_row(built, query) == raw
    assert raw[0] > 0


def test_the_parameters_of_every_type_are_kept(
    built: duckdb.DuckDBPyConnection,
) -> None:
    query = """
    select sum(cast(properties ->> 'percent_scrolled' as integer))
    from intermediate.int_events__cleaned
    """
    raw = """
    select sum(list_filter(
        event_params, lambda item: item.key = 'percent_scrolled'
    )[1].value.int_value)
    from raw_rows
    """
    assert one_row(built, query) == one_row(built, raw)


def test_the_known_week_has_its_known_figures(
    built: duckdb.DuckDBPyConnection,
) -> None:
    if one_row(built, "select count(*) from raw_rows") != (KNOWN_WEEK["events"],):
        pytest.skip("not the week 2021-01-11 to 17 of the public sample")
    found = one_row(
        built,
        """
        select
            count(*),
            count(distinct device_id),
            count(distinct (device_id, source_session_id)),
            count(*) filter (event_name = 'session_start'),
            count(*) filter (event_name = 'add_to_cart'),
            count(*) filter (event_name = 'purchase'),
            cast(sum(value) filter (event_name = 'purchase') as integer)
        from intermediate.int_events__cleaned
        """,
    )
    assert dict(zip(KNOWN_WEEK, found, strict=True)) == KNOWN_WEEK


def test_trusted_sessions_are_the_trackers_own(
    tmp_path: Path, built: duckdb.DuckDBPyConnection
) -> None:
    warehouse = tmp_path / "trusted.duckdb"
    run_dbt(warehouse, "{event_sources: [ga4], trust_source_sessions: true}")
    query = "select count(distinct (user_pseudo_id, ga_session_id)) from raw_rows"
    with duckdb.connect(str(warehouse), read_only=True) as trusted:
        found = one_row(trusted, "select count(*) from marts.sessions")
    assert found == one_row(built, query)
