"""The story as Snowplow loads it into atomic.events, in all three layouts.

Events take turns: a row of CSV with entities as JSON text, a row of Parquet with nested
entities, and a row of CSV whose entities lie in tables beside it.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dialects.files import write_csv, write_parquet
from dialects.story import StoryEvent

# Properties that this tracker adds of its own.
FURTHER_KEYS = {"page_view_id", "step"}
OWN = "com_snowplowanalytics_snowplow_"
SHOP = OWN + "ecommerce_"
ACTIONS = {
    "view_item": "product_view",
    "add_to_cart": "add_to_cart",
    "begin_checkout": "checkout_step",
    "purchase": "transaction",
}
EVENTS = {
    "view_search_results": "site_search",
    "form_start": "focus_form",
    "form_submit": "submit_form",
}
NESTED = {
    f"contexts_{OWN}web_page_1_0_0": "struct(id varchar)[]",
    f"contexts_{SHOP}product_1_0_0": (
        "struct(id varchar, name varchar, category varchar, price double,"
        " quantity bigint, currency varchar)[]"
    ),
    f"unstruct_event_{SHOP}snowplow_ecommerce_action_1_0_2": 'struct("type" varchar)',
    f"unstruct_event_{OWN}site_search_1_0_0": "struct(terms varchar[])",
    f"unstruct_event_{OWN}web_vitals_1_0_0": "struct(lcp bigint)",
    "unstruct_event_example_shop_scroll_1_0_0": "struct(percent_scrolled bigint)",
}

Entities = dict[str, list[dict[str, Any]]]


def product(item: Mapping[str, Any]) -> dict[str, Any]:
    """A product entity; its currency is required."""
    names = {"item_id": "id", "item_name": "name", "item_category": "category"}
    return {names.get(key, key): each for key, each in item.items()} | {
        "currency": "EUR"
    }


def self_describing(event: StoryEvent) -> tuple[str, str, dict[str, Any]]:
    """Vendor, name and content of the event itself; page views have none."""
    own = "com.snowplowanalytics.snowplow"
    others = {key: each for key, each in event.properties.items() if key != "items"}
    match event.event_name:
        case "page_view":
            return own, "page_view", {}
        case name if name in ACTIONS:
            content = {"type": ACTIONS[name]}
            return f"{own}.ecommerce", "snowplow_ecommerce_action", content
        case "view_search_results":
            return own, "site_search", {"terms": [others["search_term"]]}
        case "form_start" | "form_submit" as name:
            typed = {"value": "typed by a visitor"}
            return own, EVENTS[name], {"formId": others["form_id"]} | typed
        case "web_vitals":
            return own, "web_vitals", others
        case name:
            return "example.shop", name, others


def contexts(event: StoryEvent, number: int) -> Entities:
    """Entities by their schema."""
    found: Entities = {f"{OWN}web_page": [{"id": f"page-{number}"}]}
    if "items" in event.properties:
        items = event.properties["items"]
        found[f"{SHOP}product"] = [product(item) for item in items]
    if event.event_name == "begin_checkout":
        found[f"{SHOP}checkout_step"] = [{"step": 1, "account_type": "guest"}]
    if event.event_name == "purchase":
        order = {
            "transaction_id": event.transaction_id,
            "revenue": event.value,
            "currency": event.currency,
        }
        found[f"{SHOP}transaction"] = [order]
    return found


def atomic(number: int, event: StoryEvent) -> dict[str, Any]:
    """The columns that every event has."""
    vendor, name, _ = self_describing(event)
    return {
        "event_id": f"00000000-0000-4000-8000-{number:012}",
        "event": "page_view" if name == "page_view" else "unstruct",
        "event_vendor": vendor,
        "event_name": name,
        "collector_tstamp": f"{event.occurred_at}.000 UTC",
        "derived_tstamp": f"{event.occurred_at}.000 UTC",
        "domain_userid": event.device_id,
        "domain_sessionid": event.source_session_id,
        "user_id": event.user_id,
        "user_ipaddress": "192.0.2.1",
        "page_url": event.page_url,
        "page_title": event.page_title,
        "page_referrer": event.referrer_url,
        "mkt_source": event.source,
        "mkt_medium": event.medium,
        "mkt_campaign": event.campaign,
    }


def columns(event: StoryEvent, number: int) -> dict[str, Any]:
    """Entities as columns, with the version of their schema in the name."""
    vendor, name, content = self_describing(event)
    found: dict[str, Any] = {
        f"contexts_{schema}_1_0_0": entities
        for schema, entities in contexts(event, number).items()
    }
    if content:
        version = "1_0_2" if event.event_name in ACTIONS else "1_0_0"
        schema = f"{vendor.replace('.', '_')}_{name}_{version}"
        found[f"unstruct_event_{schema}"] = content
    return found


def write(story: list[StoryEvent], raw: Path) -> None:
    """Files below snowplow/events, and below one folder per table of entities."""
    folder = raw / "snowplow"
    numbered = list(enumerate(story))
    texts = [
        atomic(number, event)
        | {name: json.dumps(each) for name, each in columns(event, number).items()}
        for number, event in numbered[0::3]
    ]
    write_csv(folder / "events" / "texts.csv", texts)
    nested = [atomic(*each) | columns(each[1], each[0]) for each in numbered[1::3]]
    times = {"collector_tstamp": "timestamptz", "derived_tstamp": "timestamptz"}
    kinds = NESTED | times
    types = {name: kinds.get(name, "varchar") for row in nested for name in row}
    write_parquet(folder / "events" / "nested.parquet", types, nested)
    bare = [atomic(*each) for each in numbered[2::3]]
    write_csv(folder / "events" / "bare.csv", bare)
    tables: Entities = defaultdict(list)
    for number, event in numbered[2::3]:
        row = atomic(number, event)
        root = {"root_id": row["event_id"], "root_tstamp": row["collector_tstamp"]}
        vendor, name, content = self_describing(event)
        found = contexts(event, number)
        if content:
            # Loaders for these tables write names of fields with _ between words.
            content = {name.replace("I", "_i"): each for name, each in content.items()}
            found[f"{vendor.replace('.', '_')}_{name}"] = [content]
        for schema, entities in found.items():
            tables[f"{schema}_1"] += [root | entity for entity in entities]
    for table, rows in tables.items():
        write_csv(folder / table / "1.csv", rows)
