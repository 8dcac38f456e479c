"""The story as GA4 exports it to BigQuery: one table per day, parameters in a list."""

from datetime import UTC
from pathlib import Path
from typing import Any

from dialects.files import write_parquet
from dialects.story import StoryEvent

VALUE = "string_value varchar, int_value bigint, double_value double"
ITEM = (
    "item_id varchar, item_name varchar, item_category varchar, price double,"
    " quantity bigint"
)
FIELDS = {
    "event_timestamp": "bigint",
    "event_name": "varchar",
    "event_params": f'struct("key" varchar, "value" struct({VALUE}))[]',
    "user_id": "varchar",
    "user_pseudo_id": "varchar",
    "stream_id": "varchar",
    "ecommerce": "struct(purchase_revenue double, transaction_id varchar)",
    "items": f"struct({ITEM})[]",
}


def parameters(event: StoryEvent) -> list[dict[str, Any]]:
    """The event's parameters, each in the field of its type."""
    others = {key: each for key, each in event.properties.items() if key != "items"}
    given = {
        "ga_session_id": int(event.source_session_id),
        "page_location": event.page_url,
        "page_title": event.page_title,
        "page_referrer": event.referrer_url,
        "source": event.source,
        "medium": event.medium,
        "campaign": event.campaign,
        "value": event.value,
        "currency": event.currency,
        "transaction_id": event.transaction_id,
    } | others
    fields = {str: "string_value", int: "int_value", float: "double_value"}
    return [
        {"key": key, "value": {fields[type(each)]: each}}
        for key, each in given.items()
        if each is not None
    ]


def row(event: StoryEvent) -> dict[str, Any]:
    """One row of the export; an order has its revenue in a place of its own, too."""
    instant = event.occurred_at.replace(tzinfo=UTC)
    order = {
        "purchase_revenue": event.value,
        "transaction_id": event.transaction_id,
    }
    return {
        "event_timestamp": int(instant.timestamp()) * 1_000_000,
        "event_name": event.event_name,
        "event_params": parameters(event),
        "user_id": event.user_id,
        "user_pseudo_id": event.device_id,
        "stream_id": "1",
        "ecommerce": order if event.event_name == "purchase" else None,
        "items": event.properties.get("items", []),
    }


def write(story: list[StoryEvent], raw: Path) -> None:
    """One file per day."""
    for day in sorted({event.occurred_at.date() for event in story}):
        rows = [row(event) for event in story if event.occurred_at.date() == day]
        write_parquet(raw / "ga4" / f"events_{day:%Y%m%d}.parquet", FIELDS, rows)
