"""The story as Segment and RudderStack load it: a table per kind of call and event.

Sessions are numbered by RudderStack alone, in context_session_id; Segment has none.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from dialects.files import Row, write_csv, write_parquet
from dialects.story import StoryEvent

# What the specification calls the events of the contract; others keep their names.
NAMES = {
    "view_item": "Product Viewed",
    "add_to_cart": "Product Added",
    "begin_checkout": "Checkout Started",
    "purchase": "Order Completed",
    "view_search_results": "Products Searched",
}
COLUMNS = {
    "timestamp": "timestamptz",
    "received_at": "timestamptz",
    "context_session_id": "bigint",
    "revenue": "double",
    "price": "double",
    "quantity": "bigint",
    "percent_scrolled": "bigint",
    "lcp": "double",
}


def call(number: int, event: StoryEvent) -> dict[str, Any]:
    """What every call says, whatever its table."""
    return {
        "id": f"ajs-{number}",
        "anonymous_id": event.device_id,
        "user_id": event.user_id,
        "timestamp": f"{event.occurred_at}Z",
        "received_at": f"{event.occurred_at}Z",
        "context_session_id": event.source_session_id,
        "context_campaign_source": event.source,
        "context_campaign_medium": event.medium,
        "context_campaign_name": event.campaign,
        "context_ip": "192.0.2.1",
    }


def page(event: StoryEvent) -> dict[str, Any]:
    """Columns of a page call."""
    return {
        "url": event.page_url,
        "title": event.page_title,
        "referrer": event.referrer_url,
        "path": event.page_url.removeprefix("https://shop.example").split("?")[0],
    }


def track(event: StoryEvent) -> dict[str, Any]:
    """Columns of a track call, as they stand in tracks and in the event's table."""
    text = NAMES.get(event.event_name, event.event_name)
    return {
        "event": text.lower().replace(" ", "_"),
        "event_text": text,
        "context_page_url": event.page_url,
        "context_page_title": event.page_title,
        "context_page_referrer": event.referrer_url,
    }


def product(item: Row) -> dict[str, Any]:
    """A product in the words of the specification."""
    names = {"item_id": "product_id", "item_name": "name", "item_category": "category"}
    return {names.get(key, key): each for key, each in item.items()}


def details(event: StoryEvent) -> dict[str, Any]:
    """Columns of the event's own table."""
    found: dict[str, Any] = {"currency": event.currency}
    if event.event_name == "purchase":
        products = [product(item) for item in event.properties["items"]]
        order = {"order_id": event.transaction_id, "revenue": event.value}
        return found | order | {"products": json.dumps(products)}
    for key, each in event.properties.items():
        if key == "items":
            found |= product(each[0])
        else:
            found["query" if key == "search_term" else key] = each
    return found


def write(story: list[StoryEvent], raw: Path) -> None:
    """Pages as CSV; tracks and a table for each event as Parquet."""
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, event in enumerate(story):
        if event.event_name == "page_view":
            tables["pages"].append(call(number, event) | page(event))
            continue
        row = call(number, event) | track(event)
        tables["tracks"].append(row)
        tables[row["event"]].append(row | details(event))
    for table, rows in tables.items():
        folder = raw / "segment" / table
        if table == "pages":
            write_csv(folder / "1.csv", rows)
            continue
        names = dict.fromkeys(name for row in rows for name in row)
        columns = {name: COLUMNS.get(name, "varchar") for name in names}
        write_parquet(folder / "1.parquet", columns, rows)
