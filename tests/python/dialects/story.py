"""What three visits were, in the words of the contract, whoever tracked them.

Every dialect writes these events as its tracker would have sent them, and staging must
give them back: equal in every contract column but event_id. So the story holds only
what all sources can carry. Times are UTC in whole seconds; a visit has one
source_session_id; what a tracker notes once per visit (the referrer, the campaign)
stands at its first page. Addresses carry no tags of campaigns, which Matomo takes out;
what happens on a page comes after its page view, which alone tells some trackers the
title; and the cart is bought in another visit, or Matomo would make it the order.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

SITE = "https://shop.example"
CURRENCY = "EUR"
MUG = {
    "item_id": "SKU-1",
    "item_name": "Mug",
    "item_category": "kitchen",
    "price": 12.5,
}


@dataclass(frozen=True)
class StoryEvent:
    """One event, with the names and types of the generic contract."""

    event_name: str
    occurred_at: datetime
    device_id: str
    source_session_id: str
    page_url: str
    page_title: str
    user_id: str | None = None
    referrer_url: str | None = None
    source: str | None = None
    medium: str | None = None
    campaign: str | None = None
    value: float | None = None
    currency: str | None = None
    transaction_id: str | None = None
    properties: dict[str, Any] = field(default_factory=dict)


def at(day: int, clock: str) -> datetime:
    """A time on a day of July 2026, UTC."""
    return datetime.fromisoformat(f"2026-07-{day:02}T{clock}")


FIRST = {"device_id": "00000000000000a1", "source_session_id": "1001"}
SECOND = FIRST | {"source_session_id": "1002", "user_id": "u-1"}
THIRD = {"device_id": "00000000000000b2", "source_session_id": "1003"}
HOME = {"page_url": f"{SITE}/", "page_title": "Home"}
PRODUCT = {"page_url": f"{SITE}/p/mug", "page_title": "Mug"}
CHECKOUT = {"page_url": f"{SITE}/checkout", "page_title": "Checkout"}
SEARCH = {"page_url": f"{SITE}/search", "page_title": "Search"}
ONE_MUG = {"items": [MUG | {"quantity": 1}]}
TWO_MUGS = {"items": [MUG | {"quantity": 2}]}

STORY = [
    # Day 1: from the newsletter to the checkout.
    StoryEvent(
        "page_view",
        at(1, "10:00:00"),
        **FIRST,
        **HOME,
        source="newsletter",
        medium="email",
        campaign="july",
    ),
    StoryEvent(
        "scroll",
        at(1, "10:00:20"),
        **FIRST,
        **HOME,
        properties={"percent_scrolled": 90},
    ),
    StoryEvent("page_view", at(1, "10:01:00"), **FIRST, **PRODUCT),
    StoryEvent(
        "view_item",
        at(1, "10:01:01"),
        **FIRST,
        **PRODUCT,
        properties=ONE_MUG,
    ),
    StoryEvent(
        "add_to_cart",
        at(1, "10:02:00"),
        **FIRST,
        **PRODUCT,
        value=12.5,
        currency=CURRENCY,
        properties=ONE_MUG,
    ),
    StoryEvent("page_view", at(1, "10:05:00"), **FIRST, **CHECKOUT),
    StoryEvent("begin_checkout", at(1, "10:05:01"), **FIRST, **CHECKOUT),
    StoryEvent(
        "web_vitals",
        at(1, "10:05:02"),
        **FIRST,
        **CHECKOUT,
        properties={"lcp": 2100},
    ),
    # Day 2: the same device comes from an assistant, logged in, and buys.
    StoryEvent(
        "page_view",
        at(2, "09:00:00"),
        **SECOND,
        **HOME,
        referrer_url="https://chatgpt.com/",
    ),
    StoryEvent("page_view", at(2, "09:00:59"), **SECOND, **SEARCH),
    StoryEvent(
        "view_search_results",
        at(2, "09:01:00"),
        **SECOND,
        **SEARCH,
        properties={"search_term": "teapot"},
    ),
    StoryEvent(
        "form_start",
        at(2, "09:02:00"),
        **SECOND,
        **SEARCH,
        properties={"form_id": "stock-alert"},
    ),
    StoryEvent(
        "form_submit",
        at(2, "09:03:00"),
        **SECOND,
        **SEARCH,
        properties={"form_id": "stock-alert"},
    ),
    StoryEvent("page_view", at(2, "09:08:00"), **SECOND, **CHECKOUT),
    StoryEvent(
        "purchase",
        at(2, "09:09:00"),
        **SECOND,
        **CHECKOUT,
        value=25.0,
        currency=CURRENCY,
        transaction_id="T-1",
        properties=TWO_MUGS,
    ),
    # Day 3: another device looks at one page.
    StoryEvent(
        "page_view",
        at(3, "23:59:59"),
        **THIRD,
        **HOME,
        referrer_url="https://www.google.com/",
    ),
]
