"""The story as a batch export of PostHog: Parquet of its first day, then JSON lines.

The browser library sends more than it is asked for: campaign and referrer come with
every event of a visit, the title with the page view alone, and many notes to itself.
"""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import duckdb

from .story import StoryEvent

NAMES = {
    "page_view": "$pageview",
    "view_search_results": "Products Searched",
    "view_item": "Product Viewed",
    "add_to_cart": "Product Added",
    "begin_checkout": "Checkout Started",
    "purchase": "Order Completed",
    "web_vitals": "$web_vitals",
}
OWN_NOTES = {
    "token": "phc_story",
    "$lib": "web",
    "$lib_version": "1.300.0",
    "$screen_height": 900,
    "$viewport_width": 1440,
    "$host": "shop.example",
    "$set": {"$browser_version": 140},
}
TIMES = ["timestamp", "created_at", "_inserted_at"]


def write(story: list[StoryEvent], raw: Path) -> None:
    """Write the files of posthog/events below the folder raw."""
    folder = raw / "posthog" / "events"
    folder.mkdir(parents=True)
    rows = [row_of(story, place) for place in range(len(story))]
    first_day = story[0].occurred_at.date()
    write_parquet(
        folder / "day_1.parquet",
        [r for r in rows if r["timestamp"].date() == first_day],
    )
    later = [row for row in rows if row["timestamp"].date() != first_day]
    (folder / "later.jsonl").write_text("".join(map(json_line, later)))


def write_parquet(path: Path, rows: list[dict[str, Any]]) -> None:
    """Times are Parquet timestamps in UTC, properties are JSON as text."""
    columns = ", ".join(
        f"cast({name} as timestamptz) as {name}" if name in TIMES else name
        for name in rows[0]
    )
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        values = [row | {"properties": json.dumps(row["properties"])} for row in rows]
        connection.execute(
            f"""
            copy (
                select {columns}
                from (select unnest($rows, recursive := true))
            ) to '{path}' (format parquet)
            """,
            {"rows": values},
        )


def json_line(row: dict[str, Any]) -> str:
    """Times are ISO 8601 with an offset, properties are an object inside the line."""
    times = {name: row[name].isoformat() + "+00:00" for name in TIMES}
    return json.dumps(row | times) + "\n"


def row_of(story: list[StoryEvent], place: int) -> dict[str, Any]:
    """One row of the export."""
    event = story[place]
    return {
        "uuid": event_uuid(place),
        "event": NAMES.get(event.event_name, event.event_name),
        "distinct_id": event.user_id or event.device_id,
        "person_id": str(uuid5(NAMESPACE_URL, event.device_id)),
        "properties": properties_of(story, place),
        "timestamp": event.occurred_at,
        "created_at": event.occurred_at + timedelta(seconds=1),
        "_inserted_at": event.occurred_at + timedelta(seconds=5),
    }


def event_uuid(place: int) -> str:
    """Ids that sort in the order of the story, as those of version 7 do."""
    return f"0197c000-0000-7000-8000-{place:012}"


def properties_of(story: list[StoryEvent], place: int) -> dict[str, Any]:
    """What the library sends with the event of the story at this place."""
    event = story[place]
    visit = [e for e in story if e.source_session_id == event.source_session_id]
    start = visit[0]
    properties = OWN_NOTES | {
        "distinct_id": event.user_id or event.device_id,
        "$device_id": event.device_id,
        "$user_id": event.user_id,
        "$is_identified": event.user_id is not None,
        "$process_person_profile": event.user_id is not None,
        "$session_id": event.source_session_id,
        "$current_url": event.page_url,
        "$referrer": start.referrer_url or "$direct",
        "utm_source": start.source,
        "utm_medium": start.medium,
        "utm_campaign": start.campaign,
        "$session_entry_url": start.page_url,
        "$session_entry_referrer": start.referrer_url or "$direct",
        "$session_entry_utm_source": start.source,
        "$session_entry_utm_medium": start.medium,
        "$session_entry_utm_campaign": start.campaign,
    }
    return properties | title_of(story, place) | told_by(event)


def title_of(story: list[StoryEvent], place: int) -> dict[str, str]:
    """The title itself, or the id of the page view that it came with.

    A site that changes the page without a page view has to send the title itself.
    """
    event = story[place]
    for earlier in range(place, -1, -1):
        page = story[earlier]
        if page.event_name != "page_view":
            continue
        if page.source_session_id != event.source_session_id:
            break
        if page.page_title == event.page_title:
            title = {"title": event.page_title} if earlier == place else {}
            return title | {"$pageview_id": event_uuid(earlier)}
        break
    return {"title": event.page_title}


def told_by(event: StoryEvent) -> dict[str, Any]:
    """What the event itself says, under the names of the e-commerce specification."""
    told = dict(event.properties)
    if event.event_name == "web_vitals":
        told = {f"$web_vitals_{name.upper()}_value": told[name] for name in told}
    if "search_term" in told:
        told["query"] = told.pop("search_term")
    products = [product_of(item) for item in told.pop("items", [])]
    if event.event_name == "purchase":
        told["products"] = products
    elif products:
        told |= products[0]
    if event.value is not None:
        worth = "revenue" if event.event_name == "purchase" else "value"
        told |= {worth: event.value, "currency": event.currency}
    if event.transaction_id:
        told["order_id"] = event.transaction_id
    return told


def product_of(item: dict[str, Any]) -> dict[str, Any]:
    """An item of the story as a product."""
    names = {"item_id": "product_id", "item_name": "name", "item_category": "category"}
    return {names.get(key, key): value for key, value in item.items()}
