"""The story as an export of Matomo's tables: visits as Parquet, the others as CSV.

Searches have no address in Matomo and conversions no title: both belong to the page
seen last. What else it does not keep of a story is left out by carried().
"""

import csv
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb

from .story import CURRENCY, StoryEvent

Row = dict[str, Any]
TYPES = {
    "url": 1,
    "title": 4,
    "sku": 5,
    "item_name": 6,
    "category": 7,
    "keyword": 8,
    "event_category": 10,
    "event_action": 11,
    "event_name": 12,
}
PREFIXES = {"http://": 0, "http://www.": 1, "https://": 2, "https://www.": 3}
COLUMNS = {
    "log_link_visit_action": [
        "idlink_va", "idsite", "idvisitor", "idvisit", "server_time", "idaction_url",
        "idaction_name", "idaction_event_category", "idaction_event_action",
        "custom_float", "idaction_product_sku", "idaction_product_name",
        "idaction_product_cat", "product_price",
    ],
    "log_action": ["idaction", "name", "hash", "type", "url_prefix"],
    "log_conversion": [
        "idvisit", "idsite", "idvisitor", "server_time", "idaction_url", "idlink_va",
        "idgoal", "buster", "idorder", "items", "url", "revenue", "revenue_tax",
    ],
    "log_conversion_item": [
        "idsite", "idvisitor", "server_time", "idvisit", "idorder", "idaction_sku",
        "idaction_name", "idaction_category", "price", "quantity", "deleted",
    ],
    "site": ["idsite", "name", "currency"],
}  # fmt: skip


def write(story: list[StoryEvent], raw: Path) -> None:
    """Write the tables below the folder raw/matomo."""
    tables = Tables()
    kept = carried(story)
    for event in kept:
        tables.add(event)
    folder = raw / "matomo"
    for table, columns in COLUMNS.items():
        rows = tables.rows.get(table, [])
        write_csv(folder / f"matomo_{table}" / "1.csv", columns, rows)
    write_visits(folder / "matomo_log_visit" / "1.parquet", visits_of(kept))


def carried(story: list[StoryEvent]) -> list[StoryEvent]:
    """What Matomo keeps of a story.

    It takes the tags of campaigns out of addresses, makes a cart the order of the same
    visit, knows a page's title only where the page was viewed, and notes a search
    without its address.
    """
    ordered = {e.source_session_id for e in story if e.event_name == "purchase"}
    kept: list[StoryEvent] = []
    pages: dict[str, tuple[str, str]] = {}
    titles: dict[tuple[str, str], str] = {}
    for event in story:
        visit = event.source_session_id
        if event.event_name == "add_to_cart" and visit in ordered:
            continue
        url = event.page_url.split("?utm_")[0]
        if event.event_name == "page_view":
            pages[visit] = (url, event.page_title)
            titles[visit, url] = event.page_title
        if event.event_name in ("view_search_results", "purchase", "add_to_cart"):
            url = pages[visit][0]
        title = titles.get((visit, url))
        kept.append(replace(event, page_url=url, page_title=title))
    return kept


class Tables:
    """The rows of the log tables, filled event by event."""

    def __init__(self) -> None:
        site = {"idsite": 1, "name": "Shop", "currency": CURRENCY}
        self.rows: dict[str, list[Row]] = {"site": [site]}
        self.numbers: dict[tuple[str, int, int | None], int] = {}

    def number(self, kind: str, text: str | None) -> int | None:
        """The number of a text in log_action, a new one where it is new."""
        if text is None:
            return None
        prefix = None
        if kind == "url":
            scheme = f"{urlsplit(text).scheme}://"
            prefix, text = PREFIXES[scheme], text.removeprefix(scheme)
        key = (text, TYPES[kind], prefix)
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers) + 1
            row = {"idaction": self.numbers[key], "name": text, "hash": 7}
            row |= {"type": TYPES[kind], "url_prefix": prefix}
            self.rows.setdefault("log_action", []).append(row)
        return self.numbers[key]

    def add(self, event: StoryEvent) -> None:
        """Note one event of the story where Matomo would."""
        row = {
            "idsite": 1,
            "idvisit": int(event.source_session_id),
            "idvisitor": f"0x{event.device_id.upper()}",
            "server_time": event.occurred_at.isoformat(" "),
        }
        if event.event_name in ("purchase", "add_to_cart"):
            self.add_conversion(event, row)
            return
        actions = self.rows.setdefault("log_link_visit_action", [])
        row |= {"idlink_va": len(actions) + 1} | self.action_of(event)
        actions.append(row)

    def action_of(self, event: StoryEvent) -> Row:
        """Page view, search or custom event, with the product that it shows."""
        if event.event_name == "view_search_results":
            keyword = event.properties["search_term"]
            return {"idaction_name": self.number("keyword", keyword)}
        row: Row = {"idaction_url": self.number("url", event.page_url)}
        if event.event_name == "page_view":
            return row | {"idaction_name": self.number("title", event.page_title)}
        label, value = label_of(event)
        row |= {
            "idaction_event_category": self.number("event_category", event.event_name),
            "idaction_event_action": self.number("event_action", event.event_name),
            "idaction_name": self.number("event_name", label),
            "custom_float": value,
        }
        for item in event.properties.get("items", []):
            row |= {
                "idaction_product_sku": self.number("sku", item["item_id"]),
                "idaction_product_name": self.number("item_name", item["item_name"]),
                "idaction_product_cat": self.number("category", item["item_category"]),
                "product_price": item["price"],
            }
        return row

    def add_conversion(self, event: StoryEvent, row: Row) -> None:
        """An order, or a cart, and its items."""
        items = event.properties.get("items", [])
        is_order = event.event_name == "purchase"
        conversion = {
            "idgoal": 0 if is_order else -1,
            "buster": 4711 if is_order else 0,
            "idorder": event.transaction_id,
            "items": sum(item["quantity"] for item in items),
            "url": "",
            "revenue": event.value,
            "revenue_tax": 0 if is_order else None,
        }
        self.rows.setdefault("log_conversion", []).append(row | conversion)
        for item in items:
            line = {
                "idorder": event.transaction_id or "0",
                "idaction_sku": self.number("sku", item["item_id"]),
                "idaction_name": self.number("item_name", item["item_name"]),
                "idaction_category": self.number("category", item["item_category"]),
                "price": item["price"],
                "quantity": item["quantity"],
                "deleted": 0,
            }
            self.rows.setdefault("log_conversion_item", []).append(row | line)


def label_of(event: StoryEvent) -> tuple[str | None, float | None]:
    """Name and value of a custom event: one property is all that it can say."""
    told = {key: value for key, value in event.properties.items() if key != "items"}
    for key, value in told.items():
        if isinstance(value, str):
            return value, None
        return key.upper() if event.event_name == "web_vitals" else key, value
    return None, None


def visits_of(story: Iterable[StoryEvent]) -> list[Row]:
    """One row per visit; what brought it is that of its first event."""
    visits: dict[str, Row] = {}
    for event in story:
        visits.setdefault(
            event.source_session_id,
            {
                "idvisit": int(event.source_session_id),
                "idsite": 1,
                "idvisitor": bytes.fromhex(event.device_id),
                "visit_last_action_time": event.occurred_at,
                "user_id": event.user_id,
                "referer_type": 6 if event.campaign else 1,
                "referer_name": event.campaign,
                "referer_url": event.referrer_url or "",
                "campaign_source": event.source,
                "campaign_medium": event.medium,
                "campaign_name": event.campaign,
            },
        )
    return list(visits.values())


def write_csv(path: Path, columns: list[str], rows: list[Row]) -> None:
    """Null is written as MySQL writes it into files."""
    path.parent.mkdir(parents=True)
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        for row in rows:
            values = {name: row.get(name) for name in columns}
            writer.writerow(
                {name: r"\N" if v is None else v for name, v in values.items()}
            )


def write_visits(path: Path, rows: list[Row]) -> None:
    """The visitor's id as the bytes that the database holds."""
    path.parent.mkdir(parents=True)
    with duckdb.connect() as connection:
        connection.execute(
            f"""
            copy (select * from (select unnest($rows, recursive := true)))
            to '{path}' (format parquet)
            """,
            {"rows": rows},
        )
