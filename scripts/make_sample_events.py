"""Seeded sample of raw web events, and the truth that the marts must return.

One shop, https://shop.example, in the third quarter of 2026 (UTC, fixed dates):

    visitors   most come once, a few come often; a quarter of them are members
    channels   ten, with their own rates; AI assistants grow all quarter long
    rhythm     week days, hours, mild growth, a mailing every Tuesday
    August     a two-week summer_sale brings more traffic and fuller carts
    sessions   page -> list -> item -> cart -> checkout -> payment -> purchase
    8-9 Sept.  Safari cannot finish a payment
    logins     who logs in was logged out before; some lose their cookies, some share
               a device with another member
    server     refunds of members' orders, days later, sessions of their own (Direct)
    noise      duplicates, late rows, broken rows: each counted, none by accident

The rates are told in ``Plan``, so what comes out can be checked against what went in.
Everything that can be counted exactly is counted into ``sample_truth.json``:

* A visitor is one person. A member sends the user_id with every event, but in sessions
  with a login or a sign-up only from there on: what comes before it belongs to the
  login nearest in time on its device. Members who share a device come hours apart.
  Who is no member is one device.
* A session belongs to the planted channel of its first event. Refund rows have no
  source evidence: their sessions are Direct, and counted in ``server_only_sessions``.
* A session belongs to the AI assistant that its evidence names, if any.
* A purchase is credited to the sessions of its visitor that began at most 90 days
  before it, by rules that look at nothing but these sessions.
* An order names its items; their prices times quantities add up to its value. Items
  are counted as pairs of a visitor and an item, by category of the item.
* Months are those of the session start; ``late`` assumes that of several rows with the
  same event_id the one received first is kept.

Usage: python scripts/make_sample_events.py [--out data/raw] [--events N] [--seed 7]
"""

import argparse
import json
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np
from numpy.random import Generator
from sample_inputs import write_inputs

# ------------------------------------------------------- time, in microseconds

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
SESSION_TIMEOUT = 30 * MINUTE
SAFE_GAP = SESSION_TIMEOUT + MINUTE
LONGEST_PAUSE = 8 * MINUTE
# Between sessions of two people on one device: more than any wait for a login.
SHARED_GAP = 6 * HOUR
FIRST_DAY = np.datetime64("2026-07-01")
DAYS = 92
QUARTER_START = int(FIRST_DAY.astype("datetime64[us]").astype(np.int64))
QUARTER_LENGTH = DAYS * DAY
MONTHS = ("2026-07", "2026-08", "2026-09", "2026-10")
# Times are kept as microseconds since the quarter began; they fit in this many bits.
TIME_BITS = 43

# -------------------------------------------------------------------- the plan

FUNNEL = (
    "view_item",
    "add_to_cart",
    "begin_checkout",
    "add_shipping_info",
    "add_payment_info",
    "purchase",
)
TRUTH_CONVERSIONS = (
    "purchase",
    "add_to_cart",
    "begin_checkout",
    "sign_up",
    "newsletter_signup",
)
# Pairs of a visitor and an item, then pieces and money.
ITEM_COUNTS = (
    "viewed",
    "carted",
    "bought",
    "viewed_and_bought",
    "units",
    "revenue",
)
CREDIT_RULES = (
    "first_touch",
    "last_touch",
    "last_non_direct",
    "linear",
    "position_based",
    "time_decay",
)
CREDIT_LOOKBACK_DAYS = 90
CREDIT_HALF_LIFE_DAYS = 7
REASONS = (
    "missing_event_id",
    "missing_event_name",
    "missing_occurred_at",
    "missing_actor",
    "in_the_future",
    "unreadable_occurred_at",
    "unreadable_value",
)
UNREADABLE_REASONS = REASONS[-2:]


class Evidence(NamedTuple):
    """What the first page view of a session shows about where it came from."""

    weight: float
    query: str | None = None
    referrer: str | None = None
    source: str | None = None
    medium: str | None = None
    campaign: str | None = None
    is_sale: bool = False
    assistant: str | None = None


class Channel(NamedTuple):
    """A planted channel: its share of traffic and its rates.

    ``steps[i]`` is the probability of ``FUNNEL[i]`` in a session that reached the step
    before it (any session, for the first), on a desktop and outside the sale.
    ``growth`` is what the weight gains over the quarter (2.0: it triples).
    """

    name: str
    weight: float
    steps: tuple[float, float, float, float, float, float]
    evidence: tuple[Evidence, ...]
    growth: float = 0.0


def tagged(
    weight: float,
    tags: str,
    referrer: str | None = None,
    is_sale: bool = False,
) -> Evidence:
    """Evidence in UTM parameters: 'source/medium/campaign', parts may be blank."""
    names = ("utm_source", "utm_medium", "utm_campaign")
    pairs = zip(names, tags.split("/"), strict=True)
    query = "?" + "&".join(f"{name}={value}" for name, value in pairs if value)
    return Evidence(weight, query, referrer, is_sale=is_sale)


def referred(weight: float, referrer: str) -> Evidence:
    """Evidence in the referrer only."""
    return Evidence(weight, referrer=referrer)


def by_assistant(assistant: str, evidence: Evidence) -> Evidence:
    """Evidence of a visit that an AI assistant sent."""
    return evidence._replace(assistant=assistant)


GOOGLE = "https://www.google.com/"
FACEBOOK = "https://m.facebook.com/"

CHANNELS = (
    Channel(
        "Organic Search",
        0.30,
        (0.55, 0.150, 0.52, 0.84, 0.86, 0.88),
        (
            referred(0.55, GOOGLE),
            referred(0.17, "https://www.google.nl/"),
            referred(0.10, "https://www.google.de/"),
            referred(0.12, "https://www.bing.com/"),
            referred(0.06, "https://duckduckgo.com/"),
        ),
    ),
    Channel("Direct", 0.21, (0.50, 0.180, 0.58, 0.86, 0.88, 0.90), (Evidence(1.0),)),
    Channel(
        "Paid Search",
        0.13,
        (0.60, 0.170, 0.55, 0.85, 0.87, 0.88),
        (
            tagged(0.55, "google/cpc/brand_search", GOOGLE),
            tagged(0.40, "google/cpc/generic_search", GOOGLE),
            tagged(0.05, "Google/CPC/Brand_Search", GOOGLE),
            tagged(1.00, "google/cpc/summer_sale", GOOGLE, is_sale=True),
        ),
    ),
    Channel(
        "Paid Social",
        0.08,
        (0.45, 0.100, 0.42, 0.80, 0.82, 0.84),
        (
            tagged(0.60, "facebook/paid_social/prospecting", FACEBOOK),
            tagged(0.36, "facebook/paid_social/lookalike"),
            tagged(0.04, "Facebook/Paid_Social/prospecting", FACEBOOK),
            tagged(1.00, "facebook/paid_social/summer_sale", FACEBOOK, is_sale=True),
        ),
    ),
    Channel(
        "Organic Social",
        0.06,
        (0.42, 0.080, 0.40, 0.80, 0.82, 0.84),
        (
            referred(0.65, "https://www.instagram.com/"),
            referred(0.35, "https://www.reddit.com/"),
        ),
    ),
    Channel(
        "Email",
        0.07,
        (0.62, 0.200, 0.58, 0.86, 0.88, 0.90),
        (
            tagged(0.96, "newsletter/email/weekly_mailing"),
            tagged(0.04, "Newsletter/EMAIL/weekly_mailing"),
            tagged(1.00, "newsletter/email/summer_sale", is_sale=True),
        ),
    ),
    Channel(
        "Referral",
        0.05,
        (0.50, 0.120, 0.50, 0.82, 0.85, 0.87),
        (
            referred(0.5, "https://blog.garden-notes.example/best-tools"),
            referred(0.3, "https://www.slow-kitchen.example/"),
            referred(0.2, "https://home-and-light.example/lamps/reviews"),
        ),
    ),
    Channel(
        "Affiliates",
        0.04,
        (0.50, 0.120, 0.48, 0.82, 0.84, 0.86),
        (
            Evidence(0.7, source="awin", medium="affiliate", campaign="partner_deals"),
            Evidence(0.3, source="awin", medium="affiliate", campaign="cashback"),
        ),
    ),
    Channel(
        "Display",
        0.03,
        (0.35, 0.060, 0.38, 0.80, 0.80, 0.82),
        (
            tagged(1.0, "criteo/display/reminder_banner"),
            tagged(1.0, "criteo/display/summer_sale", is_sale=True),
        ),
    ),
    Channel(
        "AI Assistant",
        0.018,
        (0.72, 0.320, 0.66, 0.90, 0.91, 0.92),
        (
            by_assistant(
                "ChatGPT", tagged(0.30, "chatgpt.com//", "https://chatgpt.com/")
            ),
            by_assistant("ChatGPT", tagged(0.10, "chatgpt.com//")),
            by_assistant("ChatGPT", referred(0.22, "https://chatgpt.com/")),
            by_assistant("Perplexity", referred(0.15, "https://www.perplexity.ai/")),
            by_assistant("Claude", referred(0.09, "https://claude.ai/")),
            by_assistant("Gemini", referred(0.09, "https://gemini.google.com/")),
            by_assistant("Copilot", referred(0.05, "https://copilot.microsoft.com/")),
        ),
        growth=2.0,
    ),
)
DIRECT = next(i for i, channel in enumerate(CHANNELS) if channel.name == "Direct")


@dataclass(frozen=True)
class Plan:
    """Everything the sample is told. Probabilities and shares are fractions 0..1."""

    channels: tuple[Channel, ...] = CHANNELS
    # (device category, multiplier of each FUNNEL step)
    device_multipliers: tuple[tuple[str, tuple[float, ...]], ...] = (
        ("desktop", (1.0, 1.0, 1.0, 1.0, 1.0, 1.0)),
        ("mobile", (0.95, 0.72, 0.90, 1.0, 1.0, 0.95)),
        ("tablet", (1.0, 0.88, 0.95, 1.0, 1.0, 1.0)),
    )
    # Sale: first day, days, multiplier of traffic, of add_to_cart, share of tagged
    # sessions that carry the campaign
    sale_first_day: str = "2026-08-10"
    sale_days: int = 14
    sale_traffic: float = 1.4
    sale_add_to_cart: float = 1.25
    sale_campaign_share: float = 0.6
    # Fault: sessions of this browser lose the purchase when payment or purchase would
    # fall on these days
    fault_browser: str = "Safari"
    fault_first_day: str = "2026-09-08"
    fault_days: int = 2
    # Visitors
    visits_tail: float = 1.6
    most_visits: int = 80
    growth: float = 0.2
    member_share: float = 0.25
    consent_share: float = 1.0
    # Of members: who has another device id from half of the visits on, who uses the
    # device of another member
    lost_cookie_share: float = 0.1
    shared_device_share: float = 0.25
    # Sessions: of a member's first one, of a member's others, of all
    sign_up_share: float = 0.4
    login_share: float = 0.5
    newsletter_share: float = 0.012
    # Of members' purchases
    refund_share: float = 0.15
    # Noise, of good rows; broken_share and unreadable_share are per reason
    duplicate_share: float = 0.01
    late_share: float = 0.01
    broken_share: float = 0.0003
    unreadable_share: float = 0.00005
    # Planted gaps of exactly 30:00 and of 30:00.000001, of each kind
    boundary_gaps: int = 12


DEFAULT_PLAN = Plan()
DEFAULT_EVENTS = 250_000
DEFAULT_FOLDER = Path("data/raw")
FEWEST_EVENTS = 1_000
DEFAULT_SEED = 7
CANDIDATES_PER_CHUNK = 250_000

# -------------------------------------------------------------------- the shop


class Agent(NamedTuple):
    """A device type as the tracker sees it."""

    weight: float
    device_category: str
    browser: str
    operating_system: str
    user_agent: str


class Place(NamedTuple):
    """Where a visitor lives, and the language of the browser."""

    weight: float
    country: str
    region: str
    city: str
    language: str


WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
BLINK = "AppleWebKit/537.36 (KHTML, like Gecko)"
ANDROID = f"Mozilla/5.0 (Linux; Android 10; K) {BLINK}"
IPHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) {WEBKIT}"
IPAD = f"Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) {WEBKIT}"
WINDOWS = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {BLINK}"
MACOS = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
CHROME = "Chrome/138.0.0.0 Safari/537.36"
MOBILE_CHROME = "Chrome/138.0.0.0 Mobile Safari/537.36"
MOBILE_SAFARI = "Version/18.5 Mobile/15E148 Safari/604.1"
IOS_CHROME = "CriOS/138.0.7204.119 Mobile/15E148 Safari/604.1"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101"

AGENTS = tuple(
    Agent(*one)
    for one in (
        (0.27, "mobile", "Safari", "iOS", f"{IPHONE} {MOBILE_SAFARI}"),
        (0.25, "mobile", "Chrome", "Android", f"{ANDROID} {MOBILE_CHROME}"),
        (
            *(0.05, "mobile", "Samsung Internet", "Android"),
            f"{ANDROID} SamsungBrowser/28.0 {MOBILE_CHROME}",
        ),
        (0.02, "mobile", "Chrome", "iOS", f"{IPHONE} {IOS_CHROME}"),
        (0.17, "desktop", "Chrome", "Windows", f"{WINDOWS} {CHROME}"),
        (0.06, "desktop", "Edge", "Windows", f"{WINDOWS} {CHROME} Edg/138.0.0.0"),
        (0.03, "desktop", "Firefox", "Windows", f"{FIREFOX} Firefox/140.0"),
        (
            *(0.06, "desktop", "Safari", "macOS"),
            f"{MACOS} {WEBKIT} Version/18.5 Safari/605.1.15",
        ),
        (0.04, "desktop", "Chrome", "macOS", f"{MACOS} {BLINK} {CHROME}"),
        (0.03, "tablet", "Safari", "iPadOS", f"{IPAD} {MOBILE_SAFARI}"),
        (0.02, "tablet", "Chrome", "Android", f"{ANDROID} {CHROME}"),
    )
)

PLACES = (
    Place(0.20, "NL", "North Holland", "Amsterdam", "nl-nl"),
    Place(0.14, "NL", "South Holland", "Rotterdam", "nl-nl"),
    Place(0.10, "NL", "Utrecht", "Utrecht", "nl-nl"),
    Place(0.04, "NL", "North Brabant", "Eindhoven", "en-us"),
    Place(0.12, "DE", "Berlin", "Berlin", "de-de"),
    Place(0.08, "DE", "Bavaria", "Munich", "de-de"),
    Place(0.07, "BE", "Antwerp", "Antwerp", "nl-be"),
    Place(0.05, "BE", "Brussels", "Brussels", "fr-be"),
    Place(0.07, "FR", "Île-de-France", "Paris", "fr-fr"),
    Place(0.03, "FR", "Auvergne-Rhône-Alpes", "Lyon", "fr-fr"),
    Place(0.06, "GB", "England", "London", "en-gb"),
    Place(0.02, "GB", "Scotland", "Edinburgh", "en-gb"),
    Place(0.02, "US", "New York", "New York", "en-us"),
)

CATEGORIES = (
    "garden",
    "kitchen",
    "lighting",
    "bathroom",
    "office",
    "storage",
    "textiles",
    "toys",
)
ITEMS = 200
SEARCHES = ("lamp", "garden hose", "desk", "towel set", "shelf", "pan", "kite")
GUIDES = ("delivery", "returns", "care", "gift-ideas", "about-us", "small-spaces")
SCROLLS = (25, 50, 75, 90)
BAD_TIMES = ("2026-13-45 99:00", "31/31/2026", "yesterday noon", "2026-08-0?")
BAD_VALUES = ("12,50 EUR", "twelve", "#REF!", "19.95.00")

ITEM_CATEGORY = np.arange(ITEMS) % len(CATEGORIES)
# Prices from 4.95 to 229.95, most of them well below 100.
ITEM_CENTS = 495 + 500 * ((np.arange(ITEMS) * 7) % 16) * (1 + np.arange(ITEMS) % 3)


def page_table() -> tuple[list[str], list[str], dict[str, int]]:
    """Paths and titles of all pages, and where each kind of page begins."""
    paths: list[str] = []
    titles: list[str] = []
    begins: dict[str, int] = {}

    def add(kind: str, pages: list[tuple[str, str]]) -> None:
        begins[kind] = len(paths)
        paths.extend(path for path, _ in pages)
        titles.extend(f"{title} | Shop" for _, title in pages)

    add("home", [("/", "Home")])
    add("sale", [("/sale/summer", "Summer sale")])
    add("category", [(f"/category/{name}", name.title()) for name in CATEGORIES])
    add("item", [(f"/product/{item_id(i)}", f"Item {i:04d}") for i in range(ITEMS)])
    add("search", [(f"/search?q={q.replace(' ', '+')}", "Search") for q in SEARCHES])
    add("guide", [(f"/guide/{name}", name.replace("-", " ")) for name in GUIDES])
    add("login", [("/account/login", "Log in")])
    add("register", [("/account/register", "Create an account")])
    add("cart", [("/cart", "Cart")])
    add("checkout", [("/checkout", "Checkout")])
    add("shipping", [("/checkout/shipping", "Shipping")])
    add("payment", [("/checkout/payment", "Payment")])
    add("thanks", [("/checkout/thank-you", "Thank you")])
    return paths, titles, begins


def item_id(item: int) -> str:
    """Public key of an item."""
    return f"sku-{item:04d}"


def item_object(item: int) -> dict[str, str]:
    """What events say about an item."""
    return {
        "item_id": item_id(item),
        "item_name": f"Item {item:04d}",
        "item_category": CATEGORIES[ITEM_CATEGORY[item]],
    }


def item_prefixes() -> list[str]:
    """For each item the JSON of its line in an order, up to the quantity."""
    prices = [{"price": cents / 100, "quantity": 0} for cents in ITEM_CENTS.tolist()]
    lines = [json.dumps(item_object(i) | price) for i, price in enumerate(prices)]
    return [line.removesuffix("0}") for line in lines]


def property_table() -> tuple[list[str], dict[str, int]]:
    """JSON objects that events carry, and where each kind begins."""
    kinds = {
        "item": [item_object(i) for i in range(ITEMS)],
        "list": [{"item_list_name": name} for name in CATEGORIES],
        "search": [{"search_term": term} for term in SEARCHES],
        "scroll": [{"percent_scrolled": percent} for percent in SCROLLS],
        "method": [{"method": "email"}],
    }
    texts: list[str] = []
    begins: dict[str, int] = {}
    for kind, objects in kinds.items():
        begins[kind] = len(texts)
        texts.extend(json.dumps(one) for one in objects)
    return texts, begins


PAGE_PATHS, PAGE_TITLES, PAGE = page_table()
PROPERTIES, PROPERTY = property_table()

# -------------------------------------------------- what a session consists of


class Slot(NamedTuple):
    """A place in the fixed order of things that can happen in a session, once.

    ``pause`` is the kind of waiting time before it, a key of PAUSES.
    """

    key: str
    event: str
    pause: str


# kind: (median in seconds, spread of the logarithm)
PAUSES = {
    "page": (24.0, 1.0),
    "at_once": (0.4, 0.5),
    "scroll": (9.0, 0.7),
    "form": (35.0, 0.6),
}
MOST_ITEMS = 6

SLOTS = (
    Slot("landing", "page_view", "page"),
    Slot("landing_item", "view_item", "at_once"),
    Slot("landing_scroll", "scroll", "scroll"),
    Slot("login_page", "page_view", "page"),
    Slot("login", "login", "form"),
    Slot("register_page", "page_view", "page"),
    Slot("sign_up", "sign_up", "form"),
    Slot("search_page", "page_view", "page"),
    Slot("search", "view_search_results", "at_once"),
    Slot("category_page", "page_view", "page"),
    Slot("item_list", "view_item_list", "at_once"),
    *(
        slot
        for i in range(MOST_ITEMS)
        for slot in (
            Slot(f"item_page_{i}", "page_view", "page"),
            Slot(f"view_item_{i}", "view_item", "at_once"),
        )
    ),
    Slot("item_scroll", "scroll", "scroll"),
    Slot("wishlist", "add_to_wishlist", "scroll"),
    Slot("add_to_cart", "add_to_cart", "page"),
    Slot("add_another", "add_to_cart", "page"),
    Slot("cart_page", "page_view", "scroll"),
    Slot("view_cart", "view_cart", "at_once"),
    Slot("checkout_page", "page_view", "page"),
    Slot("begin_checkout", "begin_checkout", "at_once"),
    Slot("shipping", "add_shipping_info", "form"),
    Slot("payment", "add_payment_info", "form"),
    Slot("thanks_page", "page_view", "form"),
    Slot("purchase", "purchase", "at_once"),
    Slot("guide_page", "page_view", "page"),
    Slot("other_guide_page", "page_view", "page"),
    Slot("newsletter", "newsletter_signup", "form"),
)
SLOT = {slot.key: i for i, slot in enumerate(SLOTS)}
EVENT_NAMES = (*dict.fromkeys(slot.event for slot in SLOTS), "refund")
EVENT = {name: i for i, name in enumerate(EVENT_NAMES)}
SLOT_EVENT = np.array([EVENT[slot.event] for slot in SLOTS], np.int16)

Columns = dict[str, np.ndarray]
# Columns of what an order holds: an item, pieces of it, and one piece of another item.
BASKET = ("item", "quantity", "other_item")


@dataclass
class Chunk:
    """One part of the sample, whole visitors only.

    ``good``: columns of the rows to keep; ``rows``: those, duplicates and broken rows.
    Both are arrays of one length per key (see ``web_rows``), times in microseconds
    since the quarter began. ``sessions``: the planted sessions, one element each.
    """

    sessions: Columns
    good: Columns
    rows: Columns


def take(columns: Columns, index: np.ndarray) -> Columns:
    """The chosen rows (integer or boolean index) of every column."""
    return {name: column[index] for name, column in columns.items()}


def stack(parts: list[Columns]) -> Columns:
    """Rows of several column sets below each other."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def choose(rng: Generator, weights: np.ndarray, size: int) -> np.ndarray:
    """Indexes drawn in proportion to the weights, shape (size,), int16."""
    cumulative = np.cumsum(weights) / np.sum(weights)
    cumulative[-1] = 1.0
    return np.searchsorted(cumulative, rng.random(size), "right").astype(np.int16)


def scramble(numbers: np.ndarray) -> np.ndarray:
    """A one-to-one shuffle of all 64-bit numbers: distinct in, distinct out."""
    x = numbers.astype(np.uint64)
    x ^= x >> np.uint64(30)
    x *= np.uint64(0xBF58476D1CE4E5B9)
    x ^= x >> np.uint64(27)
    x *= np.uint64(0x94D049BB133111EB)
    x ^= x >> np.uint64(31)
    return x


def day_number(date: str) -> int:
    """Days from the beginning of the quarter."""
    return int((np.datetime64(date) - FIRST_DAY).astype(int))


def is_within(day: np.ndarray, first: str, days: int) -> np.ndarray:
    """Whether each day number lies in the given run of days."""
    begin = day_number(first)
    return (day >= begin) & (day < begin + days)


# --------------------------------------------------------- visitors and visits


def make_visitors(
    plan: Plan, rng: Generator, first: int, size: int, salt: int
) -> Columns:
    """People with a device of their own, shape (size,). Only those who visit appear."""
    number = np.arange(first, first + size, dtype=np.uint64) + np.uint64(salt)
    return {
        "device_key": scramble(number),
        "user_key": scramble(~number),
        "is_member": rng.random(size) < plan.member_share,
        "has_consent": rng.random(size) < plan.consent_share,
        "agent": choose(rng, np.array([agent.weight for agent in AGENTS]), size),
        "place": choose(rng, np.array([place.weight for place in PLACES]), size),
    }


def traffic(plan: Plan) -> np.ndarray:
    """Relative traffic, shape (days, channels)."""
    day = np.arange(DAYS)
    weekday = (day + 2) % 7  # Monday is 0; 2026-07-01 is a Wednesday
    by_weekday = np.array([1.08, 1.0, 0.98, 0.97, 0.90, 0.95, 1.12])[weekday]
    by_day = by_weekday * (1 + plan.growth * day / DAYS)
    in_sale = is_within(day, plan.sale_first_day, plan.sale_days)
    by_day = by_day * np.where(in_sale, plan.sale_traffic, 1.0)
    mailing = np.where(weekday == 1, 3.0, np.where(weekday == 2, 1.4, 0.5))
    columns = [
        channel.weight
        * (1 + channel.growth * day / DAYS)
        * (mailing if channel.name == "Email" else 1.0)
        for channel in plan.channels
    ]
    return by_day[:, None] * np.stack(columns, axis=1)


def make_visits(plan: Plan, rng: Generator, visitors: Columns) -> Columns:
    """Moments at which visitors come, and by which channel, sorted by visitor, start.

    Candidates come from a steady stream that begins before the quarter; each is kept in
    proportion to the traffic of its day.
    """
    size = len(visitors["agent"])
    visits = np.minimum(rng.random(size) ** (-1 / plan.visits_tail), plan.most_visits)
    visits = visits.astype(np.int64)
    visitor = np.repeat(np.arange(size), visits)
    days_apart = np.minimum(9.0, 60.0 / visits)
    wait = rng.exponential(days_apart[visitor])
    first = np.cumsum(visits) - visits
    wait[first] = 0.0
    waited = np.cumsum(wait)
    arrival = rng.uniform(-30, DAYS, size)
    day = np.floor(arrival[visitor] + waited - waited[first][visitor]).astype(np.int64)

    weight = traffic(plan)
    by_day = weight.sum(axis=1)
    chance = np.where((day >= 0) & (day < DAYS), by_day[day % DAYS], 0) / by_day.max()
    kept = rng.random(len(day)) < chance
    visitor, day = visitor[kept], day[kept]

    cumulative = np.cumsum(weight, axis=1)
    cumulative /= cumulative[:, -1:]
    draw = rng.random(len(day))
    channel = (draw[:, None] >= cumulative[day]).sum(axis=1).astype(np.int16)

    start = day * DAY + hour_of_day(rng, day) * HOUR + rng.integers(0, HOUR, len(day))
    order = np.lexsort((start, visitor))
    in_sale = is_within(day, plan.sale_first_day, plan.sale_days)
    return {
        "visitor": visitor[order],
        "start": start[order],
        "channel": channel[order],
        "in_sale": in_sale[order],
        "evidence": draw_evidence(plan, rng, channel, in_sale)[order],
    }


def hour_of_day(rng: Generator, day: np.ndarray) -> np.ndarray:
    """Hour (UTC) of each visit, 0..23: evenings in Europe, mornings too at weekends."""

    def around(centre: float, width: float) -> np.ndarray:
        apart = (np.arange(24) - centre + 12) % 24 - 12
        return np.exp(-((apart / width) ** 2))

    morning, evening, late = around(10.5, 3.8), around(18.8, 3.0), around(22.8, 2.0)
    weekday = 0.06 + evening + 0.7 * morning + 0.2 * late
    weekend = 0.06 + 0.8 * evening + morning + 0.3 * late
    chosen_weekday = choose(rng, weekday, len(day))
    chosen_weekend = choose(rng, weekend, len(day))
    return np.where((day + 2) % 7 >= 5, chosen_weekend, chosen_weekday).astype(np.int64)


def all_evidence(plan: Plan) -> list[Evidence]:
    """Evidence of all channels, in order; rows refer to it by position."""
    return [one for channel in plan.channels for one in channel.evidence]


def all_assistants(plan: Plan) -> list[str]:
    """Names of the AI assistants that send visits, in order of their first evidence."""
    names = [one.assistant for one in all_evidence(plan) if one.assistant]
    return list(dict.fromkeys(names))


def draw_evidence(
    plan: Plan, rng: Generator, channel: np.ndarray, in_sale: np.ndarray
) -> np.ndarray:
    """Position in ``all_evidence`` for each visit, int16."""
    evidence = np.zeros(len(channel), np.int16)
    wants_campaign = in_sale & (rng.random(len(channel)) < plan.sale_campaign_share)
    begin = 0
    for number, one in enumerate(plan.channels):
        is_sale = np.array([each.is_sale for each in one.evidence])
        weight = np.array([each.weight for each in one.evidence])
        of_channel = channel == number
        for with_campaign in (False, True):
            wanted = wants_campaign & is_sale.any()
            chosen = of_channel & (wanted == with_campaign)
            if chosen.any():
                usable = np.where(is_sale == with_campaign, weight, 0.0)
                evidence[chosen] = begin + choose(rng, usable, int(chosen.sum()))
        begin += len(one.evidence)
    return evidence


# -------------------------------------------------------------------- sessions


def step_probabilities(
    plan: Plan, channel: np.ndarray, agent: np.ndarray, in_sale: np.ndarray
) -> np.ndarray:
    """Told probability of each step given the step before, shape (sessions, 6)."""
    steps = np.array([one.steps for one in plan.channels])
    multipliers = dict(plan.device_multipliers)
    by_agent = np.array([multipliers[one.device_category] for one in AGENTS])
    probability = steps[channel] * by_agent[agent]
    probability[:, 1] *= np.where(in_sale, plan.sale_add_to_cart, 1.0)
    return np.minimum(probability, 1.0)


def fill_slots(
    plan: Plan, rng: Generator, visits: Columns, visitors: Columns
) -> tuple[np.ndarray, Columns]:
    """What happens in each session: flags of shape (sessions, slots), and its nouns."""
    size = len(visits["start"])
    visitor = visits["visitor"]
    agent = visitors["agent"][visitor]
    is_member = visitors["is_member"][visitor]
    is_first = np.diff(visitor, prepend=-1) != 0

    def chance(probability: float) -> np.ndarray:
        return rng.random(size) < probability

    told = step_probabilities(plan, visits["channel"], agent, visits["in_sale"])
    reached = np.logical_and.accumulate(rng.random((size, 6)) < told, axis=1)
    viewed, added, checkout, shipping, payment, purchase = reached.T
    items_viewed = np.where(viewed, np.minimum(rng.geometric(0.5, size), MOST_ITEMS), 0)
    lands_on_item = viewed & chance(0.35)
    signs_up = is_member & is_first & chance(plan.sign_up_share)
    logs_in = is_member & ~signs_up & chance(plan.login_share)
    searches = chance(0.12)
    lists = ~searches & np.where(viewed, chance(0.5), chance(0.3))
    sees_cart = checkout | (added & chance(0.6))

    happens = np.zeros((size, len(SLOTS)), bool)
    flags = {
        "landing": np.ones(size, bool),
        "landing_scroll": chance(0.4),
        "login_page": logs_in,
        "login": logs_in,
        "register_page": signs_up,
        "sign_up": signs_up,
        "search_page": searches,
        "search": searches,
        "category_page": lists,
        "item_list": lists,
        "item_scroll": viewed & chance(0.4),
        "wishlist": viewed & chance(0.05),
        "add_to_cart": added,
        "add_another": added & chance(0.25),
        "cart_page": sees_cart,
        "view_cart": sees_cart,
        "checkout_page": checkout,
        "begin_checkout": checkout,
        "shipping": shipping,
        "payment": payment,
        "thanks_page": purchase,
        "purchase": purchase,
        "guide_page": chance(0.22),
        "other_guide_page": chance(0.08),
        "newsletter": chance(plan.newsletter_share),
    }
    for number in range(MOST_ITEMS):
        flags[f"view_item_{number}"] = items_viewed > number
        flags[f"item_page_{number}"] = items_viewed > number
    # Who lands on the first item sees it there.
    flags["landing_item"] = lands_on_item
    flags["view_item_0"] = flags["item_page_0"] = viewed & ~lands_on_item
    for key, flag in flags.items():
        happens[:, SLOT[key]] = flag

    popularity = rng.random((size, MOST_ITEMS + 1)) ** 2
    return happens, {
        "items": (popularity * ITEMS).astype(np.int16),
        "items_viewed": items_viewed,
        "lands_on_item": lands_on_item,
        "quantity": 1 + (rng.random(size) < 0.15) + (rng.random(size) < 0.05),
        "search": rng.integers(0, len(SEARCHES), size, np.int16),
        "category": rng.integers(0, len(CATEGORIES), size, np.int16),
        "guide": rng.integers(0, len(GUIDES), (size, 2), np.int16),
        "scroll": rng.integers(0, len(SCROLLS), (size, 2), np.int16),
        "landing_draw": rng.random(size),
    }


def slot_times(
    plan: Plan, rng: Generator, happens: np.ndarray, start: np.ndarray, planted: bool
) -> np.ndarray:
    """Moment of everything that happens, shape (sessions, slots), 0 elsewhere."""
    slot = np.nonzero(happens)[1]
    median = np.array([PAUSES[one.pause][0] for one in SLOTS])
    spread = np.array([PAUSES[one.pause][1] for one in SLOTS])
    seconds = median[slot] * np.exp(spread[slot] * rng.standard_normal(len(slot)))
    pause = np.clip(seconds * SECOND, 1000, LONGEST_PAUSE).astype(np.int64)
    at_once = np.array([one.pause == "at_once" for one in SLOTS])
    # Trackers send in bursts: some pairs carry the same time.
    pause[at_once[slot] & (rng.random(len(slot)) < 0.02)] = 0
    if planted:
        # Exactly the timeout, before a category page: no neighbour is ever taken away.
        usable = np.flatnonzero(slot == SLOT["category_page"])
        size = min(plan.boundary_gaps, len(usable))
        pause[rng.choice(usable, size, replace=False)] = SESSION_TIMEOUT
    first = slot == SLOT["landing"]
    pause[first] = 0
    passed = np.cumsum(pause)
    begin = passed[first][np.cumsum(first) - 1]
    times = np.zeros(happens.shape, np.int64)
    times[happens] = passed - begin + np.repeat(start, happens.sum(axis=1))
    return times


def apply_fault(
    plan: Plan, happens: np.ndarray, times: np.ndarray, agent: np.ndarray
) -> None:
    """Take away, in place, the purchases that the checkout fault prevents."""
    has_browser = np.array([one.browser == plan.fault_browser for one in AGENTS])
    fails = np.zeros(len(happens), bool)
    for key in ("payment", "purchase"):
        day = times[:, SLOT[key]] // DAY
        fails |= is_within(day, plan.fault_first_day, plan.fault_days)
    fails &= happens[:, SLOT["purchase"]] & has_browser[agent]
    for key in ("thanks_page", "purchase"):
        happens[fails, SLOT[key]] = False


def keep_apart(visitor: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Flags of sessions that begin well after all earlier ones of the visitor ended.

    Sessions that would run out of the quarter are dropped too.
    """
    base = visitor.astype(np.int64) << TIME_BITS
    latest = np.maximum.accumulate(base + end)
    before = np.concatenate([[-1 << TIME_BITS], latest[:-1]])
    return (base + start > before + SAFE_GAP) & (end < QUARTER_LENGTH)


def plant_new_sessions(
    plan: Plan, rng: Generator, happens: np.ndarray, times: np.ndarray, visits: Columns
) -> None:
    """Move, in place, a few last sessions to 30:00.000001 after the one before."""
    visitor = visits["visitor"]
    follows = np.diff(visitor, prepend=-1) == 0
    is_last = np.diff(visitor, append=-1) != 0
    usable = np.flatnonzero(follows & is_last & ~happens[:, SLOT["payment"]])
    size = min(plan.boundary_gaps, len(usable))
    chosen = rng.choice(usable, size, replace=False)
    start = times[chosen - 1].max(axis=1) + SESSION_TIMEOUT + 1
    shift = start - visits["start"][chosen]
    times[chosen] += np.where(happens[chosen], shift[:, None], 0)
    visits["start"][chosen] = start


def device_keys(
    plan: Plan, rng: Generator, visitors: Columns, visits: Columns
) -> np.ndarray:
    """Key of the device of each visit, uint64, shape (visits,).

    Members may lose their cookies, and in pairs of neighbours the second may be on the
    device of the first, unless the two ever come within SHARED_GAP of each other.
    """
    visitor, is_member = visits["visitor"], visitors["is_member"]
    size, pair = len(is_member), visitor // 2
    loses_cookie = is_member & (rng.random(size) < plan.lost_cookie_share)
    is_guest = is_member & (rng.random(size) < plan.shared_device_share)
    is_guest &= (np.arange(size) % 2 == 1) & np.roll(is_member, 1)

    order = np.lexsort((visits["start"], pair))
    begin, end = visits["start"][order], visits["end"][order]
    is_near = (np.diff(pair[order]) == 0) & (np.diff(visitor[order]) != 0)
    is_near &= begin[1:] - end[:-1] < SHARED_GAP
    is_guest[pair[order][1:][is_near] * 2 + 1] = False

    key = visitors["device_key"][visitor - is_guest[visitor]]
    number = np.arange(len(visitor)) - np.searchsorted(visitor, visitor)
    visits_of_visitor = np.bincount(visitor, minlength=size)[visitor]
    is_late = loses_cookie[visitor] & (2 * number >= visits_of_visitor) & (number > 0)
    return np.where(is_late & ~is_guest[visitor], ~key, key)


# ------------------------------------------------------------------------ rows


def slot_pages(plan: Plan, visits: Columns, nouns: Columns) -> np.ndarray:
    """Page on which each slot happens, shape (sessions, slots), int16."""
    size = len(visits["start"])
    page = np.zeros((size, len(SLOTS)), np.int16)
    draw = nouns["landing_draw"]
    is_campaign = np.array([one.is_sale for one in all_evidence(plan)])
    landing = np.select(
        [
            nouns["lands_on_item"],
            is_campaign[visits["evidence"]],
            draw < 0.5,
            draw < 0.85,
        ],
        [
            PAGE["item"] + nouns["items"][:, 0],
            PAGE["sale"],
            PAGE["home"],
            PAGE["category"] + nouns["category"],
        ],
        PAGE["guide"] + nouns["guide"][:, 0],
    )
    last = np.maximum(nouns["items_viewed"] - 1, 0)
    item = nouns["items"][np.arange(size), last]
    pages = {
        ("landing", "landing_item", "landing_scroll", "newsletter"): landing,
        ("login_page", "login"): PAGE["login"],
        ("register_page", "sign_up"): PAGE["register"],
        ("search_page", "search"): PAGE["search"] + nouns["search"],
        ("category_page", "item_list"): PAGE["category"] + nouns["category"],
        ("item_scroll", "wishlist", "add_to_cart"): PAGE["item"] + item,
        ("add_another",): PAGE["item"] + nouns["items"][:, -1],
        ("cart_page", "view_cart"): PAGE["cart"],
        ("checkout_page", "begin_checkout"): PAGE["checkout"],
        ("shipping",): PAGE["shipping"],
        ("payment",): PAGE["payment"],
        ("thanks_page", "purchase"): PAGE["thanks"],
        ("guide_page",): PAGE["guide"] + nouns["guide"][:, 0],
        ("other_guide_page",): PAGE["guide"] + nouns["guide"][:, 1],
    }
    for number in range(MOST_ITEMS):
        keys = (f"item_page_{number}", f"view_item_{number}")
        pages[keys] = PAGE["item"] + nouns["items"][:, number]
    for keys, value in pages.items():
        for key in keys:
            page[:, SLOT[key]] = value
    return page


def slot_properties(page: np.ndarray, nouns: Columns) -> np.ndarray:
    """Position in PROPERTIES for each slot, -1 for none, shape as ``page``, int16."""
    found = np.full(page.shape, -1, np.int16)
    on_item = ("landing_item", "wishlist", "add_to_cart", "add_another")
    for key in (*on_item, *(f"view_item_{i}" for i in range(MOST_ITEMS))):
        column = SLOT[key]
        found[:, column] = page[:, column] - PAGE["item"] + PROPERTY["item"]
    found[:, SLOT["item_list"]] = PROPERTY["list"] + nouns["category"]
    found[:, SLOT["search"]] = PROPERTY["search"] + nouns["search"]
    found[:, SLOT["landing_scroll"]] = PROPERTY["scroll"] + nouns["scroll"][:, 0]
    found[:, SLOT["item_scroll"]] = PROPERTY["scroll"] + nouns["scroll"][:, 1]
    found[:, [SLOT["login"], SLOT["sign_up"]]] = PROPERTY["method"]
    return found


def slot_cents(happens: np.ndarray, page: np.ndarray, nouns: Columns) -> np.ndarray:
    """Value in euro cents for each slot, -1 for none, shape as ``page``, int64."""
    cents = np.full(page.shape, -1, np.int64)
    basket = np.zeros(len(page), np.int64)
    for key, quantity in (("add_to_cart", nouns["quantity"]), ("add_another", 1)):
        column = SLOT[key]
        cents[:, column] = ITEM_CENTS[page[:, column] - PAGE["item"]] * quantity
        basket += np.where(happens[:, column], cents[:, column], 0)
    for key in ("view_cart", "begin_checkout", "shipping", "payment", "purchase"):
        cents[:, SLOT[key]] = basket
    return cents


def basket_columns(
    is_purchase: np.ndarray, session: np.ndarray, happens: np.ndarray, nouns: Columns
) -> Columns:
    """What each row buys: an item, its quantity, and another item, -1 for none."""
    last = np.maximum(nouns["items_viewed"] - 1, 0)
    item = nouns["items"][np.arange(len(happens)), last]
    has_other = happens[:, SLOT["add_another"]]
    other = np.where(has_other, nouns["items"][:, -1], -1)
    of_session = dict(zip(BASKET, (item, nouns["quantity"], other), strict=True))
    return {
        name: np.where(is_purchase, column[session], -1).astype(np.int16)
        for name, column in of_session.items()
    }


def web_rows(
    plan: Plan,
    happens: np.ndarray,
    times: np.ndarray,
    visits: Columns,
    nouns: Columns,
    first_order: int,
) -> Columns:
    """Rows of all sessions in order of session and time; see the keys below.

    event: position in EVENT_NAMES; occurred: microseconds; visitor: number within the
    chunk; session: number within the chunk; channel: planted; page, referrer_page: in
    PAGE_PATHS; evidence: in all_evidence; property: in PROPERTIES; cents; order: number
    of the order; item, quantity, other_item: what is bought; sends_user: whether a
    member's user_id is known; device_key. -1 means none.
    """
    session, slot = np.nonzero(happens)
    page = slot_pages(plan, visits, nouns)
    is_landing = slot == SLOT["landing"]
    is_page_view = SLOT_EVENT[slot] == EVENT["page_view"]
    pages = page[happens]
    before = np.concatenate([pages[:1], pages[:-1]])
    is_purchase = slot == SLOT["purchase"]
    order = np.full(len(slot), -1, np.int64)
    order[is_purchase] = first_order + np.arange(is_purchase.sum())
    # Slots of a session come in this order, whatever their times.
    login_slot = np.select(
        [happens[:, SLOT[key]] for key in ("login", "sign_up")],
        [SLOT[key] for key in ("login", "sign_up")],
    )
    return {
        "event": SLOT_EVENT[slot],
        "occurred": times[happens],
        "visitor": visits["visitor"][session],
        "session": session,
        "channel": visits["channel"][session],
        "page": pages,
        "referrer_page": np.where(is_page_view & ~is_landing, before, -1),
        "evidence": np.where(is_landing, visits["evidence"][session], -1),
        "property": slot_properties(page, nouns)[happens],
        "cents": slot_cents(happens, page, nouns)[happens],
        "order": order,
        **basket_columns(is_purchase, session, happens, nouns),
        "sends_user": slot >= login_slot[session],
        "device_key": visits["device_key"][session],
    }


def refund_rows(
    plan: Plan, rng: Generator, rows: Columns, visitors: Columns, visits: Columns
) -> Columns:
    """Refunds of members' orders, far from any session, one per visitor at most.

    They have no page and no source evidence: sessions of their own, channel Direct.
    """
    is_members = visitors["is_member"][rows["visitor"]]
    bought = np.flatnonzero((rows["event"] == EVENT["purchase"]) & is_members)
    bought = bought[rng.random(len(bought)) < plan.refund_share]
    refunds = take(rows, bought)
    refunds["occurred"] = refunds["occurred"] + rng.integers(
        2 * DAY, 16 * DAY, len(bought)
    )
    moment = (refunds["visitor"] << TIME_BITS) + refunds["occurred"]
    base = visits["visitor"] << TIME_BITS
    begun = np.searchsorted(base + visits["start"], moment + SAFE_GAP)
    ended = np.searchsorted(base + visits["end"], moment - SAFE_GAP)
    first_of_visitor = np.zeros(len(bought), bool)
    first_of_visitor[np.unique(refunds["visitor"], return_index=True)[1]] = True
    fits = (begun == ended) & (refunds["occurred"] < QUARTER_LENGTH)
    refunds = take(refunds, fits & first_of_visitor)
    refunds["event"][:] = EVENT["refund"]
    refunds["session"][:] = -1
    refunds["channel"][:] = DIRECT
    for key in ("page", "referrer_page", "evidence", "property", *BASKET):
        refunds[key][:] = -1
    return refunds


# ----------------------------------------------------------------------- noise

PARQUET, CSV, NDJSON = 0, 1, 2


def add_receipt(plan: Plan, rng: Generator, rows: Columns) -> None:
    """Add, in place, when each row was received: at once, or 1 to 5 days late."""
    size = len(rows["occurred"])
    delay = rng.integers(SECOND, MINUTE, size, endpoint=True)
    late = rng.random(size) < plan.late_share
    delay[late] = rng.integers(DAY + SECOND, 5 * DAY, int(late.sum()))
    rows["received"] = rows["occurred"] + delay


def make_duplicates(plan: Plan, rng: Generator, good: Columns) -> Columns:
    """Copies of rows, received 1 second to 2 days after the first.

    Copies of members' purchases come from the server, in the CSV file.
    """
    chosen = rng.random(len(good["event"])) < plan.duplicate_share
    copies = take(good, chosen)
    again = rng.integers(SECOND, 2 * DAY, len(copies["event"]))
    copies["received"] = copies["received"] + again
    from_server = (copies["event"] == EVENT["purchase"]) & copies["is_member"]
    copies["target"] = np.where(from_server, CSV, copies["target"]).astype(np.int8)
    return copies


def make_broken(
    plan: Plan, rng: Generator, good: Columns, key_of: "KeyMaker"
) -> list[Columns]:
    """Extra rows, each with one defect: copies of good rows under ids of their own."""
    usable = np.flatnonzero(good["target"] == PARQUET)
    members = usable[good["is_member"][usable]]
    parts = []
    for number, reason in enumerate(REASONS, start=1):
        unreadable = reason in UNREADABLE_REASONS
        share = plan.unreadable_share if unreadable else plan.broken_share
        pool = members if unreadable else usable
        if share == 0 or len(pool) == 0:
            continue
        size = max(1, round(share * len(good["event"])))
        rows = take(good, rng.choice(pool, size))
        rows["defect"][:] = number
        rows["event_key"] = key_of(size)
        if reason == "in_the_future":
            rows["occurred"] = rows["received"] + rng.integers(
                DAY + SECOND, 400 * DAY, size
            )
        if unreadable:
            rows["event"][:] = EVENT["refund"]
            rows["sends_user"][:] = True
            rows["cents"] = ITEM_CENTS[rng.integers(0, ITEMS, size)]
            rows["order"][:] = -1
            rows["target"][:] = CSV
        parts.append(rows)
    return parts


class KeyMaker:
    """Hands out 64-bit event keys that are unique over all chunks of a seed."""

    def __init__(self, chunk: int, salt: int) -> None:
        self.next = (chunk << 32) + salt
        self.mask = (1 << 64) - 1

    def __call__(self, size: int) -> np.ndarray:
        begin = np.uint64(self.next & self.mask)
        self.next += size
        return scramble(begin + np.arange(size, dtype=np.uint64))


# ---------------------------------------------------------------------- chunks


def make_chunk(
    plan: Plan, seed: int, chunk: int, candidates: int, first_candidate: int = 0
) -> Chunk:
    """One part of the sample: what ``candidates`` possible visitors do.

    Deterministic in its arguments, and independent of all other chunks.
    """
    rng = np.random.default_rng([seed, chunk])
    salt = int(np.random.default_rng(seed).integers(1 << 62))
    visitors = make_visitors(plan, rng, first_candidate, candidates, salt)
    visits = make_visits(plan, rng, visitors)
    happens, nouns = fill_slots(plan, rng, visits, visitors)
    times = slot_times(plan, rng, happens, visits["start"], planted=chunk == 0)
    apply_fault(plan, happens, times, visitors["agent"][visits["visitor"]])

    times[~happens] = 0
    kept = keep_apart(visits["visitor"], visits["start"], times.max(axis=1))
    visits, nouns = take(visits, kept), take(nouns, kept)
    happens, times = happens[kept], times[kept]
    if chunk == 0:
        plant_new_sessions(plan, rng, happens, times, visits)
    visits["end"] = times.max(axis=1)
    # Drawn apart, so that devices leave everything else as it is.
    own_rng = np.random.default_rng([seed, chunk, 1])
    visits["device_key"] = device_keys(plan, own_rng, visitors, visits)

    first_order = 10_000_000 + chunk * 1_000_000
    web = web_rows(plan, happens, times, visits, nouns, first_order)
    good = stack([web, refund_rows(plan, rng, web, visitors, visits)])
    for key in ("user_key", "is_member", "has_consent", "agent", "place"):
        good[key] = visitors[key][good["visitor"]]
    add_receipt(plan, rng, good)
    key_of = KeyMaker(chunk, salt)
    size = len(good["event"])
    good["event_key"] = key_of(size)
    good["defect"] = np.zeros(size, np.int8)
    good["target"] = np.select(
        [good["event"] == EVENT["refund"], good["event"] == EVENT["newsletter_signup"]],
        [np.int8(CSV), np.int8(NDJSON)],
        np.int8(PARQUET),
    )
    broken = make_broken(plan, rng, good, key_of)
    rows = stack([good, make_duplicates(plan, rng, good), *broken])
    return Chunk(visits, good, rows)


@lru_cache(maxsize=8)
def rows_per_candidate(plan: Plan) -> float:
    """Rows that one possible visitor makes on average, from a trial of fixed seed."""
    trial = 10_000
    return len(make_chunk(plan, 0, 1, trial).rows["event"]) / trial


def make_events(plan: Plan, events: int, seed: int) -> Iterator[tuple[Chunk, int]]:
    """Chunks of a sample of about ``events`` rows, each with the number of chunks."""
    candidates = max(1, round(events / rows_per_candidate(plan)))
    firsts = range(0, candidates, CANDIDATES_PER_CHUNK)
    for number, first in enumerate(firsts):
        size = min(CANDIDATES_PER_CHUNK, candidates - first)
        yield make_chunk(plan, seed, number, size, first), len(firsts)


# ----------------------------------------------------------------------- truth


def count_chunk(plan: Plan, chunk: Chunk) -> Columns:
    """Exact counts of one chunk. Visitors are whole in a chunk, so counts add up.

    Sessions are found anew from the rows, not taken from the plan.
    """
    good = take(
        chunk.good,
        np.lexsort((chunk.good["occurred"], chunk.good["visitor"])),
    )
    visitor, occurred = good["visitor"], good["occurred"]
    gap = np.diff(occurred, prepend=0)
    is_new_visitor = np.diff(visitor, prepend=-1) != 0
    is_new = is_new_visitor | (gap > SESSION_TIMEOUT)
    session = np.cumsum(is_new) - 1
    last_of_session = np.concatenate([np.flatnonzero(is_new)[1:], [len(visitor)]]) - 1
    start, end = occurred[is_new], occurred[last_of_session]
    channel, owner = good["channel"][is_new], visitor[is_new]
    month_starts = [day_number(f"{month}-01") * DAY for month in MONTHS]
    month = np.searchsorted(month_starts, start, "right") - 1
    people = int(visitor.max(initial=-1)) + 1
    assistants = all_assistants(plan)
    # Of each evidence, and last of none: -1 is no assistant.
    told = [one.assistant for one in all_evidence(plan)]
    number = [assistants.index(name) if name else -1 for name in told]
    assistant = np.array([*number, -1])[good["evidence"][is_new]]

    def per_group(group: np.ndarray, groups: int, chosen: np.ndarray) -> np.ndarray:
        """Distinct visitors and sessions among the chosen sessions, (2, groups)."""
        seen = np.zeros((people, groups), bool)
        seen[owner[chosen], group[chosen]] = True
        sessions = np.bincount(group[chosen], minlength=groups)
        return np.stack([seen.sum(axis=0), sessions])

    every = np.ones(len(start), bool)
    event_rows = np.bincount(good["event"], minlength=len(EVENT_NAMES))
    conversions = []
    for name in TRUTH_CONVERSIONS:
        found = session[good["event"] == EVENT[name]]
        rows = [len(found), len(np.unique(found)), len(np.unique(owner[found]))]
        conversions.append(rows)
    bought = np.zeros(len(start), bool)
    is_purchase = good["event"] == EVENT["purchase"]
    bought[session[is_purchase]] = True
    credits_of_channels = count_credits(
        plan,
        {"start": start, "visitor": owner, "channel": channel},
        {
            "session": session[is_purchase],
            "occurred": occurred[is_purchase],
            "cents": good["cents"][is_purchase],
        },
    )
    channels, months = len(plan.channels), len(MONTHS)
    sent = assistant >= 0
    inside = ~is_new_visitor
    counts = {
        "raw_rows": len(chunk.rows["event"]),
        "kept": len(visitor),
        "duplicates": np.sum(chunk.rows["defect"] == 0) - len(visitor),
        "rejected": np.bincount(chunk.rows["defect"], minlength=len(REASONS) + 1)[1:],
        "late": np.sum(good["received"] - occurred > DAY),
        "visitors": is_new_visitor.sum(),
        "sessions": len(start),
        "server_only_sessions": np.sum(good["event"][is_new] == EVENT["refund"]),
        "sessions_across_midnight": np.sum(start // DAY != end // DAY),
        "gaps_of_30_minutes": np.sum(inside & (gap == SESSION_TIMEOUT)),
        "gaps_of_30_minutes_and_1_microsecond": np.sum(
            inside & (gap == SESSION_TIMEOUT + 1)
        ),
        **count_people(good),
        "purchases": len(np.unique(good["order"][is_purchase])),
        "cents": good["cents"][is_purchase].sum(),
        "events": event_rows,
        "item_categories": count_items(good),
        "conversions": np.array(conversions),
        "channels": np.stack(
            [per_group(channel, channels, every), per_group(channel, channels, bought)]
        ),
        "credits": credits_of_channels,
        "ai_assistants": np.stack(
            [
                per_group(assistant, len(assistants), sent),
                per_group(assistant, len(assistants), sent & bought),
            ]
        ),
        "months": np.stack(
            [per_group(month, months, every), per_group(month, months, bought)]
        ),
    }
    planted = len(chunk.sessions["start"]) + int(counts["server_only_sessions"])
    if counts["sessions"] != planted:
        raise RuntimeError(f"{counts['sessions']} sessions in rows, {planted} planted")
    return {name: np.asarray(value) for name, value in counts.items()}


def count_credits(plan: Plan, sessions: Columns, purchases: Columns) -> np.ndarray:
    """Purchases and cents credited to channels, shape (rules, channels, 2).

    Sessions are sorted by visitor and start; ``session`` of a purchase is a position
    among them. Rules are those of CREDIT_RULES, in this order.
    """
    owner, start = sessions["visitor"].astype(np.int64) << TIME_BITS, sessions["start"]
    own = purchases["session"]
    since = np.maximum(purchases["occurred"] - CREDIT_LOOKBACK_DAYS * DAY, 0)
    first = np.minimum(np.searchsorted(owner + start, owner[own] + since), own)
    visits = own - first + 1
    begin = np.cumsum(visits) - visits
    purchase = np.repeat(np.arange(len(own)), visits)
    place = np.arange(len(purchase)) - begin[purchase]
    visit = first[purchase] + place
    last = visits[purchase] - 1
    channel = sessions["channel"][visit]
    is_direct = np.array([one.name == "Direct" for one in plan.channels])[channel]
    # Where all visits are direct, the last of them is as good as any.
    chosen = np.full(len(own), -1)
    np.maximum.at(chosen, purchase, np.where(is_direct, -1, place))
    chosen = np.where(chosen < 0, visits - 1, chosen)[purchase]
    ends = (place == 0) + 0.0 + (place == last)
    between = 0.2 / np.maximum(last - 1, 1)
    age = (start[own][purchase] - start[visit]) / (CREDIT_HALF_LIFE_DAYS * DAY)
    weights = {
        "first_touch": place == 0,
        "last_touch": place == last,
        "last_non_direct": place == chosen,
        "linear": np.ones(len(place)),
        "position_based": np.where(ends > 0, 0.4 * ends, between),
        "time_decay": 0.5**age,
    }
    credits_of_rules = []
    for rule in CREDIT_RULES:
        weight = np.asarray(weights[rule], float)
        credit = weight / np.bincount(purchase, weight, len(own))[purchase]
        worth = [credit, credit * purchases["cents"][purchase]]
        credits_of_rules.append(
            [np.bincount(channel, one, len(plan.channels)) for one in worth]
        )
    return np.array(credits_of_rules).transpose(0, 2, 1)


def count_people(good: Columns) -> dict[str, int]:
    """What identity stitching has to find: people, their devices, unnamed events."""
    is_member = good["is_member"]
    on_device = is_member & (good["target"] != CSV)
    pairs = np.stack([good["visitor"].astype(np.uint64), good["device_key"]])
    pairs = np.unique(pairs[:, on_device], axis=1)
    _, devices = np.unique(pairs[0], return_counts=True)
    _, members = np.unique(pairs[1], return_counts=True)
    return {
        "members": len(np.unique(good["visitor"][is_member])),
        "members_on_two_devices": np.sum(devices > 1),
        "devices_of_two_members": np.sum(members > 1),
        "events_before_login": np.sum(is_member & ~good["sends_user"]),
    }


def count_items(good: Columns) -> np.ndarray:
    """Counts of ITEM_COUNTS by category, shape (categories, counts)."""

    def pairs(rows: np.ndarray, item: np.ndarray) -> np.ndarray:
        return good["visitor"][rows].astype(np.int64) * ITEMS + item

    viewed, carted = (
        np.flatnonzero(good["event"] == EVENT[name])
        for name in ("view_item", "add_to_cart")
    )
    first, other = (np.flatnonzero(good[name] >= 0) for name in ("item", "other_item"))
    bought = np.concatenate([first, other])
    bought_item = np.concatenate([good["item"][first], good["other_item"][other]])
    quantity = np.concatenate([good["quantity"][first], np.ones(len(other), np.int64)])
    by_time = np.argsort(bought, kind="stable")
    bought, bought_item = bought[by_time], bought_item[by_time]
    quantity = quantity[by_time]
    views = pairs(viewed, good["property"][viewed] - PROPERTY["item"])
    carts = pairs(carted, good["property"][carted] - PROPERTY["item"])
    buys = pairs(bought, bought_item)
    # Rows are in order of time: the first view and the last purchase of each pair.
    seen, first_view = np.unique(views, return_index=True)
    owned, last_buy = np.unique(buys[::-1], return_index=True)
    both, in_seen, in_owned = np.intersect1d(seen, owned, return_indices=True)
    viewed_at = good["occurred"][viewed[first_view[in_seen]]]
    bought_at = good["occurred"][bought[::-1][last_buy[in_owned]]]
    weights = (
        (seen, 1),
        (np.unique(carts), 1),
        (owned, 1),
        (both[viewed_at <= bought_at], 1),
        (buys, quantity),
        (buys, quantity * ITEM_CENTS[bought_item]),
    )
    return np.stack(
        [
            np.bincount(
                ITEM_CATEGORY[pair % ITEMS],
                np.broadcast_to(weight, len(pair)),
                len(CATEGORIES),
            ).astype(np.int64)
            for pair, weight in weights
        ],
        axis=1,
    )


def describe_truth(plan: Plan, counts: Columns) -> dict:
    """The counts under readable names, with the planned rates beside them."""
    single = {name: int(count) for name, count in counts.items() if count.ndim == 0}
    cents = single.pop("cents")

    def groups(names: list[str], table: np.ndarray) -> dict:
        keys = ("visitors", "sessions", "converting_visitors", "converting_sessions")
        rows = table.reshape(4, -1).T.tolist()
        return {
            name: dict(zip(keys, row, strict=True))
            for name, row in zip(names, rows, strict=True)
            if row[1] > 0
        }

    return {
        **single,
        "revenue": round(cents / 100, 2),
        "currency": "EUR",
        "rejected": dict(zip(REASONS, counts["rejected"].tolist(), strict=True)),
        "events": dict(zip(EVENT_NAMES, counts["events"].tolist(), strict=True)),
        "item_categories": {
            name: dict(zip(ITEM_COUNTS, row, strict=True))
            | {"revenue": round(row[-1] / 100, 2)}
            for name, row in zip(
                CATEGORIES, counts["item_categories"].tolist(), strict=True
            )
        },
        "conversions": {
            name: dict(zip(("events", "sessions", "visitors"), row, strict=True))
            for name, row in zip(
                TRUTH_CONVERSIONS, counts["conversions"].tolist(), strict=True
            )
        },
        "channels": groups([one.name for one in plan.channels], counts["channels"]),
        "credits": describe_credits(plan, counts["credits"]),
        "ai_assistants": groups(all_assistants(plan), counts["ai_assistants"]),
        "months": groups(list(MONTHS), counts["months"]),
        "planned": describe_plan(plan),
    }


def describe_credits(plan: Plan, counts: np.ndarray) -> dict:
    """What ``count_credits`` found, by rule and channel, without what got nothing."""
    return {
        rule: {
            channel.name: {
                "purchases": round(purchases, 6),
                "revenue": round(cents / 100, 2),
            }
            for channel, (purchases, cents) in zip(plan.channels, found, strict=True)
            if purchases > 0
        }
        for rule, found in zip(CREDIT_RULES, counts.tolist(), strict=True)
    }


def describe_plan(plan: Plan) -> dict:
    """The plan as plain values; evidence is left out."""
    told = asdict(plan)
    told["channels"] = {
        one.name: {
            "weight": one.weight,
            "growth": one.growth,
            "step_rates": dict(zip(FUNNEL, one.steps, strict=True)),
        }
        for one in plan.channels
    }
    told["device_multipliers"] = {
        device: dict(zip(FUNNEL, multipliers, strict=True))
        for device, multipliers in plan.device_multipliers
    }
    return told


# ----------------------------------------------------------------------- files

ID = "'{prefix}_' || lpad(lower(hex({column})), 16, '0')"
EVENT_ID = ID.format(prefix="e", column="event_key")
DEVICE_ID = ID.format(prefix="d", column="device_key")
USER_ID = (
    f"if(is_member and sends_user, {ID.format(prefix='u', column='user_key')}, null)"
)
SHOP = "'https://shop.example'"
OCCURRED_AT = f"make_timestamp(occurred + {QUARTER_START})"
RECEIVED_AT = f"make_timestamp(received + {QUARTER_START})"
CURRENCY = "if(cents < 0, null, 'EUR')"
TRANSACTION_ID = 'if("order" < 0, null, \'T\' || "order")'
VALUE = "if(cents < 0, null, cast(cents * 0.01 as decimal(18, 4)))"


def look_up(table: str, code: str) -> str:
    """SQL for the text at a position of a table of texts; null for position -1."""
    return f"getvariable('{table}')[{code} + 1]"


def unless(reason: str, expression: str) -> str:
    """SQL for an expression that is null in rows broken in the given way."""
    return f"if(defect = {REASONS.index(reason) + 1}, null, {expression})"


EVENT_NAME = look_up("event_names", "event")
BASKET_ITEMS = (
    f"'{{\"items\": [' || {look_up('item_prefixes', 'item')} || quantity || '}}'"
    f" || if(other_item < 0, '', ', ' || {look_up('item_prefixes', 'other_item')}"
    " || '1}') || ']}'"
)

WEB_COLUMNS = {
    "event_id": unless("missing_event_id", EVENT_ID),
    "event_name": unless("missing_event_name", EVENT_NAME),
    "occurred_at": unless("missing_occurred_at", OCCURRED_AT),
    "received_at": RECEIVED_AT,
    "device_id": unless("missing_actor", DEVICE_ID),
    "user_id": unless("missing_actor", USER_ID),
    "page_url": f"{SHOP} || {look_up('page_paths', 'page')}"
    f" || coalesce({look_up('queries', 'evidence')}, '')",
    "page_title": look_up("page_titles", "page"),
    "referrer_url": f"coalesce({look_up('referrers', 'evidence')},"
    f" {SHOP} || {look_up('page_paths', 'referrer_page')})",
    "source": look_up("sources", "evidence"),
    "medium": look_up("mediums", "evidence"),
    "campaign": look_up("campaigns", "evidence"),
    "user_agent": look_up("user_agents", "agent"),
    "device_category": look_up("device_categories", "agent"),
    "browser": look_up("browsers", "agent"),
    "operating_system": look_up("operating_systems", "agent"),
    "country": look_up("countries", "place"),
    "region": look_up("regions", "place"),
    "city": look_up("cities", "place"),
    "language": look_up("languages", "place"),
    "has_analytics_consent": "has_consent",
    "value": VALUE,
    "currency": CURRENCY,
    "transaction_id": TRANSACTION_ID,
    "properties": f"if(item < 0, {look_up('properties', 'property')}, {BASKET_ITEMS})",
}
SERVER_COLUMNS = {
    "event_id": EVENT_ID,
    "event_name": EVENT_NAME,
    "occurred_at": f"if(defect = {REASONS.index('unreadable_occurred_at') + 1},"
    f" {look_up('bad_times', f'cast(event_key % {len(BAD_TIMES)} as int)')},"
    f" strftime({OCCURRED_AT}, '%Y-%m-%d %H:%M:%S.%f'))",
    "received_at": f"strftime({RECEIVED_AT}, '%Y-%m-%d %H:%M:%S.%f')",
    "user_id": USER_ID,
    "transaction_id": TRANSACTION_ID,
    "value": f"if(defect = {REASONS.index('unreadable_value') + 1},"
    f" {look_up('bad_values', f'cast(event_key % {len(BAD_VALUES)} as int)')},"
    " cast(cast(cents * 0.01 as decimal(18, 2)) as varchar))",
    "currency": CURRENCY,
}
NEWSLETTER_COLUMNS = {
    "event_id": EVENT_ID,
    "event_name": EVENT_NAME,
    "occurred_at": f"strftime({OCCURRED_AT}, '%Y-%m-%dT%H:%M:%S.%fZ')",
    "received_at": f"strftime({RECEIVED_AT}, '%Y-%m-%dT%H:%M:%S.%fZ')",
    "device_id": DEVICE_ID,
    "user_id": USER_ID,
    "page_url": f"{SHOP} || {look_up('page_paths', 'page')}",
    "has_analytics_consent": "has_consent",
    "properties": "{'list': 'weekly'}",
}


def select(columns: dict[str, str]) -> str:
    """SQL that reads the registered rows."""
    wanted = ", ".join(f'{code} as "{name}"' for name, code in columns.items())
    return f"select {wanted} from rows"


def text_tables(plan: Plan) -> dict[str, list]:
    """Lists of texts that rows refer to by position."""
    evidence = all_evidence(plan)
    return {
        "event_names": list(EVENT_NAMES),
        "page_paths": PAGE_PATHS,
        "page_titles": PAGE_TITLES,
        "properties": PROPERTIES,
        "item_prefixes": item_prefixes(),
        "queries": [one.query for one in evidence],
        "referrers": [one.referrer for one in evidence],
        "sources": [one.source for one in evidence],
        "mediums": [one.medium for one in evidence],
        "campaigns": [one.campaign for one in evidence],
        "device_categories": [one.device_category for one in AGENTS],
        "browsers": [one.browser for one in AGENTS],
        "operating_systems": [one.operating_system for one in AGENTS],
        "user_agents": [one.user_agent for one in AGENTS],
        "countries": [one.country for one in PLACES],
        "regions": [one.region for one in PLACES],
        "cities": [one.city for one in PLACES],
        "languages": [one.language for one in PLACES],
        "bad_times": list(BAD_TIMES),
        "bad_values": list(BAD_VALUES),
    }


def sql_text(text: str | None) -> str:
    """A text as an SQL literal."""
    return "null" if text is None else "'" + text.replace("'", "''") + "'"


class EventWriter:
    """Writes chunks into one folder; ``rows`` counts what went into which file."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.folder = folder
        self.rows: dict[str, int] = {}
        self.connection = duckdb.connect()
        self.connection.execute("set memory_limit = '2GB'")
        for name, texts in text_tables(plan).items():
            literals = ", ".join(sql_text(text) for text in texts)
            self.connection.execute(
                f"set variable {name} = cast([{literals}] as varchar[])"
            )
        self.started: set[str] = set()

    def add(self, rows: Columns, suffix: str) -> None:
        """Write one chunk: Parquet per month at once, text formats at the end."""
        rows = take(rows, np.argsort(rows["received"], kind="stable"))
        web = take(rows, rows["target"] == PARQUET)
        months = [day_number(f"{month}-01") * DAY for month in MONTHS[1:]]
        cuts = [0, *np.searchsorted(web["received"], months), len(web["received"])]
        for month, begin, end in zip(MONTHS, cuts[:-1], cuts[1:], strict=True):
            if end > begin:
                name = f"web_{month.replace('-', '_')}{suffix}.parquet"
                self.rows[name] = int(end - begin)
                path = sql_text(str(self.folder / name))
                self.copy(
                    {key: column[begin:end] for key, column in web.items()},
                    f"copy ({select(WEB_COLUMNS)}) to {path}"
                    " (format parquet, compression zstd)",
                )
        server, newsletter = (rows["target"] == target for target in (CSV, NDJSON))
        self.collect("server_orders", SERVER_COLUMNS, take(rows, server))
        self.collect("newsletter", NEWSLETTER_COLUMNS, take(rows, newsletter))

    def copy(self, rows: Columns, statement: str) -> None:
        """Run a statement that reads ``rows``."""
        self.connection.register("rows", rows)
        self.connection.execute(statement)
        self.connection.unregister("rows")

    def collect(self, table: str, columns: dict[str, str], rows: Columns) -> None:
        """Append rows to a table in memory."""
        is_new = table not in self.started
        self.started.add(table)
        prefix = f"create table {table} as" if is_new else f"insert into {table}"
        self.copy(rows, f"{prefix} {select(columns)}")

    def close(self) -> None:
        """Write the text files and let go of the memory."""
        files = {
            "server_orders": ("server_orders.csv", "(format csv, header)"),
            "newsletter": ("newsletter.ndjson", "(format json)"),
        }
        for table, (name, options) in files.items():
            path = sql_text(str(self.folder / name))
            written = self.connection.execute(f"copy {table} to {path} {options}")
            self.rows[name] = written.fetchone()[0]
        self.connection.close()


OWN_NAME = re.compile(
    r"web_2026_\d\d(_\d{4})?\.parquet|server_orders\.csv|newsletter\.ndjson"
)


class ForeignFilesError(Exception):
    """The folder holds files that this script did not make."""


def own_files(folder: Path, truth: Path, force: bool) -> set[str]:
    """Names of the files in the folder that an earlier run made.

    Known from the name and size in its truth; if forced, from the name alone.
    """
    if not folder.is_dir():
        return set()
    present = {path.name: path for path in folder.iterdir() if path.is_file()}
    if force:
        return {name for name in present if OWN_NAME.fullmatch(name)}
    try:
        made = json.loads(truth.read_text())["files"]
        return {
            name
            for name, path in present.items()
            if name in made and made[name]["bytes"] == path.stat().st_size
        }
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def foreign_files(folder: Path, own: set[str]) -> list[str]:
    """Names in the folder that are not in ``own``, sorted."""
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.name not in own)


def publish(partial: Path, folder: Path, own: set[str]) -> None:
    """Put the finished folder in place of the files of an earlier run."""
    if foreign_files(folder, own):
        for name in own:
            (folder / name).unlink()
        for path in partial.iterdir():
            path.replace(folder / path.name)
        partial.rmdir()
        return
    replaced = folder.with_name(folder.name + ".replaced")
    shutil.rmtree(replaced, ignore_errors=True)
    if folder.exists():
        folder.rename(replaced)
    partial.rename(folder)
    shutil.rmtree(replaced, ignore_errors=True)


def write_sample(
    out: Path,
    events: int = DEFAULT_EVENTS,
    seed: int = DEFAULT_SEED,
    plan: Plan = DEFAULT_PLAN,
    force: bool = False,
) -> dict:
    """Write about ``events`` rows below ``out`` and return the truth about them.

    Raises ForeignFilesError before anything is written. The truth file is taken away
    first and put back last: a folder without it is not complete.
    """
    folder, truth_file = out / "generic" / "events", out / "sample_truth.json"
    own = own_files(folder, truth_file, force)
    foreign = [name for name in foreign_files(folder, own) if name[0] != "."]
    if foreign and not force:
        raise ForeignFilesError(
            f"{folder} holds files that this script did not make ({foreign[0]}"
            f"{', ...' if len(foreign) > 1 else ''}); use --force or another --out"
        )
    partial = folder.with_name(folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        counts, span, rows = write_chunks(plan, events, seed, partial)
        files = {
            path.name: {"rows": rows[path.name], "bytes": path.stat().st_size}
            for path in sorted(partial.iterdir())
        }
        truth_file.unlink(missing_ok=True)
        publish(partial, folder, own)
        inputs = write_inputs(out, folder, seed)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    truth = {
        "seed": seed,
        "requested_events": events,
        "first_occurred_at": span[0],
        "last_occurred_at": span[1],
        **describe_truth(plan, counts),
        "files": files,
        "inputs": inputs,
    }
    draft = truth_file.with_suffix(".partial")
    draft.write_text(json.dumps(truth, indent=2) + "\n")
    draft.replace(truth_file)
    return truth


def write_chunks(
    plan: Plan, events: int, seed: int, folder: Path
) -> tuple[Columns, tuple[str, str], dict[str, int]]:
    """Write all chunks; return counts, first and last kept time, rows per file."""
    began = time.monotonic()
    writer = EventWriter(plan, folder)
    counts: Columns = {}
    first, last = QUARTER_LENGTH, 0
    for number, (chunk, chunks) in enumerate(make_events(plan, events, seed), start=1):
        found = count_chunk(plan, chunk)
        counts = {name: counts.get(name, 0) + found[name] for name in found}
        first = min(first, int(chunk.good["occurred"].min(initial=first)))
        last = max(last, int(chunk.good["occurred"].max(initial=last)))
        writer.add(chunk.rows, f"_{number:04d}" if chunks > 1 else "")
        print(
            f"chunk {number}/{chunks}: {int(counts['raw_rows']):,} rows,"
            f" {time.monotonic() - began:.1f} s",
            file=sys.stderr,
        )
    writer.close()
    return counts, (iso_time(first), iso_time(last)), writer.rows


def iso_time(moment: int) -> str:
    """ISO text of microseconds since the quarter began."""
    return str(np.datetime64(moment + QUARTER_START, "us")) + "Z"


# ---------------------------------------------------------------- command line


def at_least(least: int) -> Callable[[str], int]:
    """A reader of whole numbers from ``least`` on, for argparse."""

    def whole_number(text: str) -> int:
        number = int(text)
        if number < least:
            raise argparse.ArgumentTypeError(f"must be at least {least}")
        return number

    return whole_number


def is_wanted(out: Path) -> bool:
    """Whether a build needs the sample: nobody has put raw files in the folder.

    A folder that does not exist is made only if it is the default one. Any other is
    probably misspelt, and made-up numbers are the last thing its owner expects.
    """
    if not out.exists():
        return out == DEFAULT_FOLDER
    files = (path.relative_to(out) for path in out.rglob("*") if path.is_file())
    return not any(".partial" not in str(path) for path in files)


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        description="Write a seeded sample of raw web events and the truth about them."
    )
    parser.add_argument("--out", type=Path, default=DEFAULT_FOLDER, metavar="FOLDER")
    parser.add_argument(
        "--events",
        type=at_least(FEWEST_EVENTS),
        default=DEFAULT_EVENTS,
        metavar="N",
        help="rows to make, about (default: %(default)s)",
    )
    parser.add_argument("--seed", type=at_least(0), default=DEFAULT_SEED, metavar="N")
    parser.add_argument(
        "--force", action="store_true", help="replace own files among others' files"
    )
    parser.add_argument(
        "--if-empty", action="store_true", help="do nothing where raw files are already"
    )
    chosen = parser.parse_args(arguments)
    if chosen.if_empty and not is_wanted(chosen.out):
        return 0
    try:
        truth = write_sample(chosen.out, chosen.events, chosen.seed, force=chosen.force)
    except ForeignFilesError as error:
        print(f"make_sample_events: {error}", file=sys.stderr)
        return 2
    rejected = sum(truth["rejected"].values())
    print(
        f"rows:  {truth['raw_rows']:,} ({truth['kept']:,} kept, {truth['duplicates']:,}"
        f" duplicates, {rejected:,} broken)"
    )
    print(f"files: {len(truth['files'])} in {chosen.out / 'generic' / 'events'}")
    print(f"time:  {truth['first_occurred_at']} to {truth['last_occurred_at']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
