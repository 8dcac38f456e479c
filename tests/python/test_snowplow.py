"""The Snowplow adapter: its traps, and what real exports hold.

Set SNOWPLOW_SAMPLES_DIR to a folder with snowplow_web/ and snowplow_ecommerce/, events
and tables of entities as CSV, for the tests on real rows: what they expect is read from
the files by plain queries. That rows of all layouts are read is seen in
test_one_story.py.
"""

import csv
import json
import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import duckdb
import pytest
from adapter_checks import staged_by
from compiled_models import compile_models, empty_warehouse
from dialects.files import Row, write_csv, write_parquet
from small_builds import build
from warehouse_differences import differences

SAMPLES = Path(os.environ.get("SNOWPLOW_SAMPLES_DIR", ""))
staged = partial(staged_by, "snowplow")
SHOP = "com_snowplowanalytics_snowplow_ecommerce_"
ACTION = f"unstruct_event_{SHOP}snowplow_ecommerce_action_1_0_2"
CONSENT = "unstruct_event_com_snowplowanalytics_snowplow_consent_preferences_1_0_0"
FORM = "unstruct_event_com_snowplowanalytics_snowplow_submit_form_1_0_0"
MODELS = {
    "stg_snowplow__events": "staging",
    "int_events__unioned": "intermediate",
    "int_events__checked": "intermediate",
    "int_events__cleaned": "intermediate",
}
TIME = "2026-07-01 12:00:00.5"
ACTOR: Row = {"domain_userid": "d", "collector_tstamp": TIME}

real = pytest.mark.skipif(
    not SAMPLES.name, reason="SNOWPLOW_SAMPLES_DIR is not set: no real events to read"
)


def action(event_id: str, kind: str, **entities: Row) -> Row:
    """An e-commerce action with entities of the same vendor."""
    found = {
        f"contexts_{SHOP}{name}_1_0_0": json.dumps([entity])
        for name, entity in entities.items()
    }
    names = {"event": "unstruct", "event_name": "snowplow_ecommerce_action"}
    content = {ACTION: json.dumps({"type": kind})}
    return {"event_id": event_id, **ACTOR, **names, **content, **found}


def consent(event_id: str, kind: str, *scopes: str) -> Row:
    """A choice of consent, in the spelling of the schema."""
    content = {"eventType": kind, "consentScopes": list(scopes)}
    name = {"event": "unstruct", "event_name": "consent_preferences"}
    return {"event_id": event_id, **ACTOR, **name, CONSENT: json.dumps(content)}


ORDER = {"transaction_id": "T", "revenue": 12.5, "currency": "EUR"}
REFUND = {"transaction_id": "T", "refund_amount": 2.5, "currency": "EUR"}
STEPS = {
    "step1": ({"step": 1, "payment_method": "card"}, "begin_checkout"),
    "step2": (
        {"step": 2, "payment_method": "card", "delivery_method": "post"},
        "add_payment_info",
    ),
    "step3": ({"step": 2, "delivery_provider": "post"}, "add_shipping_info"),
    "step4": ({"step": 3}, "checkout_step"),
}
CONSENTS = {
    "all": (("allow_all", "necessary"), True),
    "some": (("allow_selected", "necessary", "Analytics"), True),
    "few": (("allow_selected", "necessary"), False),
    "none": (("deny_all", "necessary"), False),
    "later": (("pending", "necessary"), None),
}
TEXTS: list[Row] = [
    {"event_id": "page", "event": "page_view", "event_name": "page_view"}
    | {"collector_tstamp": TIME, "user_id": "u", "user_ipaddress": "192.0.2.1"}
    | {f"contexts_{SHOP}transaction_1_0_0": json.dumps([ORDER])},
    {"event_id": "times", "event": "page_view", **ACTOR}
    | {"derived_tstamp": "2026-07-01T11:00:00Z", "etl_tstamp": "2026-07-01 13:00:00"},
    {"event_id": "ping", "event": "page_ping", "event_name": "page_ping", **ACTOR}
    | {"pp_yoffset_max": "500", "br_viewheight": "400", "doc_height": "1000"},
    {"event_id": "struct", "event": "struct", "event_name": "event", **ACTOR}
    | {"se_category": "media", "se_action": "play", "se_value": "7"},
    {"event_id": "broken", "event": "page_view", **ACTOR, FORM: "{not json"},
    {"event_id": "form", "event": "unstruct", "event_name": "submit_form", **ACTOR}
    | {FORM: json.dumps({"formId": "f", "elements": [{"value": "Jane"}]})},
    action("order", "transaction", transaction=ORDER),
    action("refund", "refund", refund=REFUND),
    *(
        action(key, "checkout_step", checkout_step=each)
        for key, (each, _) in STEPS.items()
    ),
    *(consent(key, *each) for key, (each, _) in CONSENTS.items()),
]
# Another version of a schema, an app without a cookie, and names in capitals.
NESTED: Row = {
    "EVENT_ID": "app",
    "EVENT": "unstruct",
    "EVENT_NAME": "product_view",
    "COLLECTOR_TSTAMP": TIME,
    "USER_ID": None,
    "CONTEXTS_COM_SNOWPLOWANALYTICS_SNOWPLOW_CLIENT_SESSION_1": [
        {"userId": "app-1", "sessionId": "session-1"}
    ],
    "CONTEXTS_NL_BASJES_YAUAA_CONTEXT_1_0_4": [
        {"deviceClass": "Phone", "agentName": "Unknown", "operatingSystemName": "iOS"}
    ],
    "BR_FAMILY": "Safari",
}
NESTED_TYPES = {name: "varchar" for name in NESTED} | {
    "CONTEXTS_COM_SNOWPLOWANALYTICS_SNOWPLOW_CLIENT_SESSION_1": (
        'struct("userId" varchar, "sessionId" varchar)[]'
    ),
    "CONTEXTS_NL_BASJES_YAUAA_CONTEXT_1_0_4": (
        'struct("deviceClass" varchar, "agentName" varchar,'
        ' "operatingSystemName" varchar)[]'
    ),
}
COPIED: Row = action("copied", "add_to_cart")
# An order of two equal lines, of an event that was exported twice.
LINES = [{"root_id": "copied", "root_tstamp": TIME, "id": "A", "price": "2.5"}] * 4


def write_traps(folder: Path) -> None:
    """Files of a few rows each, one trap per row."""
    write_csv(folder / "events" / "texts.csv", [*TEXTS, COPIED, COPIED])
    write_parquet(folder / "events" / "nested.parquet", NESTED_TYPES, [NESTED])
    write_csv(folder / f"{SHOP}product_1" / "lines.csv", LINES)


def sample(path: Path) -> str:
    """SQL of the rows of a sample, as texts."""
    return f"read_csv('{path}', header = true, all_varchar = true)"


def copy(path: Path, target: Path, prefix: str, without: str = "no such") -> None:
    """A sample without the columns that begin so; its keys get a prefix."""
    with path.open(newline="") as file:
        rows = [
            {
                name: prefix + each if name in ("event_id", "root_id") else each
                for name, each in row.items()
                if not re.match(without, name)
            }
            for row in csv.DictReader(file)
        ]
    write_csv(target, rows)


def copy_samples(folder: Path) -> None:
    """Real events as they are, and those of the shop again with tables beside them."""
    shop, web = SAMPLES / "snowplow_ecommerce", SAMPLES / "snowplow_web"
    events = folder / "events"
    copy(shop / "snowplow_ecommerce_events.csv", events / "ecommerce.csv", "")
    copy(web / "snowplow_web_events.csv", events / "web.csv", "")
    copy(web / "snowplow_web_vital_events.csv", events / "vitals.csv", "vital-")
    entities = "contexts_|unstruct_event_"
    copy(shop / "snowplow_ecommerce_events.csv", events / "bare.csv", "bare-", entities)
    for path in shop.glob("com_*.csv"):
        copy(path, folder / path.stem / "rows.csv", "bare-")


@pytest.mark.parametrize("beside", [False, True], ids=["columns", "tables"])
def test_builds_of_new_files_equal_a_full_build(tmp_path: Path, beside: bool) -> None:
    """Rows whose entities are columns stand alone; with tables all are read again."""
    parts, whole = tmp_path / "parts", tmp_path / "whole"
    # The text of a rejected row has the columns of all files that were read with it.
    rows = [row for row in TEXTS if row["event_id"] != "broken"]
    batches = [rows[::2], [*rows[1::2], rows[0]]]
    for number, batch in enumerate(batches):
        for place in (parts, whole):
            folder = place / "raw" / "snowplow"
            write_csv(folder / "events" / f"{number}.csv", batch)
            if beside and number:
                write_csv(folder / f"{SHOP}product_1" / "lines.csv", LINES)
        built = build(parts, sources=["snowplow"])
    once = build(whole, sources=["snowplow"])
    assert list(differences(built, once)) == []
    with duckdb.connect(str(built), read_only=True) as connection:
        query = "select count(*) from intermediate.int_events__arrived"
        [arrived] = connection.execute(query).fetchone() or [None]
    # Beside the new rows the event that the copy may replace.
    assert arrived == (0 if beside else len(batches[1]) + 1)


@pytest.fixture(scope="module")
def warehouse(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    raw = tmp_path_factory.mktemp("snowplow")
    write_traps(raw / "snowplow")
    if SAMPLES.name:
        copy_samples(raw / "snowplow")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "RAW_DATA_DIR", str(raw))
        models = compile_models(list(MODELS), {"event_sources": ["snowplow"]})
    connection = empty_warehouse()
    for name, schema in MODELS.items():
        connection.execute(f"create table {schema}.{name} as {models[name]}")
    yield connection


def test_the_checkout_is_named_by_what_it_asks_for(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = dict(staged(warehouse, "event_id, event_name", "step%"))
    assert found == {key: name for key, (_, name) in STEPS.items()}


def test_a_choice_of_consent_says_whether_analytics_are_allowed(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = dict(staged(warehouse, "event_id, has_analytics_consent", "%"))
    assert {key: found[key] for key in CONSENTS} == {
        key: allowed for key, (_, allowed) in CONSENTS.items()
    }
    assert found["page"] is None


def test_orders_and_refunds_alone_have_the_worth_of_their_entity(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    columns = "event_name, cast(value as double), currency, transaction_id"
    assert staged(warehouse, columns, "order") == [("purchase", 12.5, "EUR", "T")]
    assert staged(warehouse, columns, "refund") == [("refund", 2.5, "EUR", "T")]
    assert staged(warehouse, columns, "page") == [("page_view", None, None, None)]


def test_entities_in_tables_are_shared_out_among_copies_of_an_event(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    columns = "cast(value as double), json_array_length(properties, '/items')"
    assert staged(warehouse, columns, "copied") == [(5.0, 2), (5.0, 2)]


def test_an_app_is_a_device_by_its_client_session(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    columns = "event_name, device_id, source_session_id, device_category, browser"
    expected = ("view_item", "app-1", "session-1", "mobile", "Safari")
    assert staged(warehouse, columns, "app") == [expected]
    assert staged(warehouse, "operating_system", "app") == [("iOS",)]


def test_times_fall_back_on_the_collector(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    columns = "strftime(occurred_at, '%H:%M:%S.%g'), strftime(received_at, '%H:%M:%S')"
    assert staged(warehouse, columns, "times") == [("11:00:00.000", "13:00:00")]
    assert staged(warehouse, columns, "page") == [("12:00:00.500", "12:00:00")]


def test_structured_events_and_pings_say_what_they_are(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = staged(warehouse, "event_name, properties", "struct")
    assert found == [("play", '{"se_category":"media","se_value":"7"}')]
    found = staged(warehouse, "event_name, properties", "ping")
    assert found == [("page_ping", '{"percent_scrolled":90.0}')]


def test_broken_json_is_a_reason_to_reject_the_row(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert staged(warehouse, "unreadable_part", "broken") == [("properties",)]


def test_what_tells_who_somebody_is_goes_no_further(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = staged(warehouse, "event_name, properties", "form")
    assert found == [("form_submit", '{"form_id":"f"}')]
    query = "select count(*) from staging.stg_snowplow__events where raw_row like {}"
    assert warehouse.sql(query.format("'%192.0.2.1%'")).fetchall() == [(0,)]


@real
def test_every_real_row_is_kept_a_copy_or_rejected(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """Rejected are those without an actor, and those later than their own receipt."""
    for name in ("ecommerce", "web"):
        path = SAMPLES / f"snowplow_{name}" / f"snowplow_{name}_events.csv"
        received = "load_tstamp, " if name == "web" else ""
        expected = warehouse.sql(
            f"""
            with raw as (
                select
                    event_id,
                    case
                        when domain_userid is null and user_id is null
                            and platform != 'mob' then 'missing_actor'
                        when cast(derived_tstamp as timestamptz) > cast(
                            coalesce({received} etl_tstamp) as timestamptz
                        ) + interval 1 hour then 'in_the_future'
                    end as reason
                from {sample(path)}
            )
            select reason, count(*), count(distinct event_id) from raw group by reason
            """
        )
        found = warehouse.sql(
            f"""
            select rejection_reason, count(*), count(distinct event_id)
            from intermediate.int_events__checked
            where event_id in (select event_id from {sample(path)})
            group by rejection_reason
            """
        )
        assert set(found.fetchall()) == set(expected.fetchall())
        kept = {ids for reason, _, ids in expected.fetchall() if reason is None}
        query = f"""
        select count(*) from intermediate.int_events__cleaned
        where event_id in (select event_id from {sample(path)})
        """
        assert set(warehouse.sql(query).fetchone() or ()) == kept


@real
@pytest.mark.parametrize("prefix", ["", "bare-"])
def test_steps_and_orders_are_those_of_the_tables(
    warehouse: duckdb.DuckDBPyConnection, prefix: str
) -> None:
    """Rows with entities in columns, and the same rows with entities in tables."""
    tables = {
        name: sample(SAMPLES / "snowplow_ecommerce" / f"{SHOP}{name}_1.csv")
        for name in ("action", "transaction", "product", "checkout_step")
    }
    expected = warehouse.sql(
        f"""
        with actions as (
            select
                actions.root_id, actions.type, steps.step,
                cast(orders.revenue as decimal(18, 4)) as revenue
            from {tables["action"]} as actions
            left join {tables["checkout_step"]} as steps using (root_id)
            left join {tables["transaction"]} as orders using (root_id)
        )
        select
            count(*) filter (type = 'product_view'),
            count(*) filter (type = 'list_view'),
            count(*) filter (type = 'add_to_cart'),
            count(*) filter (type = 'checkout_step' and step = '1'),
            count(*) filter (type = 'transaction'),
            sum(revenue) filter (type = 'transaction'),
            (
                select count(*) from {tables["product"]}
                where root_id in (select root_id from actions)
            )
        from actions
        """
    )
    found = warehouse.sql(
        f"""
        select
            count(*) filter (event_name = 'view_item'),
            count(*) filter (event_name = 'view_item_list'),
            count(*) filter (event_name = 'add_to_cart'),
            count(*) filter (event_name = 'begin_checkout'),
            count(*) filter (event_name = 'purchase'),
            sum(value) filter (event_name = 'purchase'),
            sum(json_array_length(properties, '/items'))
        from staging.stg_snowplow__events
        where event_id in (
            select '{prefix}' || root_id from {tables["action"]}
        )
        """
    )
    assert found.fetchall() == expected.fetchall()


@real
def test_real_rows_are_the_same_with_entities_in_columns_or_tables(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    query = """
    select
        columns(* exclude (event_id, raw_row, properties)),
        properties ->> 'cart_id', properties ->> 'page_view_id',
        properties ->> 'is_guest', list_sort(list_transform(
            from_json(properties -> '/items', '["json"]'),
            lambda item: cast(item as varchar)
        ))
    from staging.stg_snowplow__events
    where event_id like 'bare-%' = {} and event_id in (
        select {} || root_id from {}
    )
    """
    actions = sample(SAMPLES / "snowplow_ecommerce" / f"{SHOP}action_1.csv")
    columns = warehouse.sql(query.format("false", "''", actions)).fetchall()
    tables = warehouse.sql(query.format("true", "'bare-'", actions)).fetchall()
    assert sorted(columns, key=str) == sorted(tables, key=str)
    assert len(columns) == 833


@real
def test_sessions_vitals_and_consent_are_those_of_the_raw_rows(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    shop = sample(SAMPLES / "snowplow_ecommerce" / "snowplow_ecommerce_events.csv")
    vitals = sample(SAMPLES / "snowplow_web" / "snowplow_web_cwv_context.csv")
    choices = sample(SAMPLES / "snowplow_web" / "snowplow_web_consent_preferences.csv")
    expected = warehouse.sql(
        f"""
        select
            (select count(distinct domain_sessionid) from {shop}),
            (select round(sum(cast(lcp as double))) from {vitals}),
            (select count(*) from {choices} where event_type = 'deny_all')
        """
    )
    found = warehouse.sql(
        """
        select
            count(distinct source_session_id) filter (
                (raw_row ->> '/filename') like '%/ecommerce.csv'
                and (raw_row ->> '/platform') = 'web'
            ),
            round(sum(cast(properties ->> '/lcp' as double))),
            count(*) filter (
                (raw_row ->> '/filename') like '%/web.csv' and not has_analytics_consent
                and (properties ->> '/event_type') = 'deny_all'
            )
        from staging.stg_snowplow__events
        """
    )
    assert found.fetchall() == expected.fetchall()
