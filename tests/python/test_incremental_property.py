"""Whatever way raw rows are cut into builds, the marts equal those of one full build.

Random histories of small families that share devices, logins and orders lie together in
one warehouse, so that one series of builds tests many of them. HISTORIES says how many.
"""

import json
import os
import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from small_builds import build
from warehouse_differences import differences

HISTORIES = int(os.environ.get("HISTORIES", "50"))
AT_ONCE = 50
BATCHES = 3
START = datetime(2026, 3, 30, 22)
MINUTE, DAY = 60, 86400
# Around the session timeout, midnight, a week, the windows of funnels, and months.
GAPS = [0, 1, 29 * MINUTE, 30 * MINUTE, 30 * MINUTE + 1, 2 * 3600, 5 * 3600]
GAPS += [DAY, DAY + 1, 7 * DAY, 14 * DAY, 31 * DAY, 95 * DAY]
NAMES = [
    *("page_view", "page_view", "page_view", "view_item", "add_to_cart"),
    *("begin_checkout", "add_payment_info", "purchase", "purchase", "sign_up"),
    *("login", "generate_lead", "file_download", "form_start", "subscribe"),
    *("refund", "view_cart", "scroll", "offline_purchase"),
]
URLS = [
    *(None, "https://shop.example/", "https://shop.example/pricing"),
    "https://shop.example/p/1?utm_source=news&utm_medium=email&utm_campaign=spring",
    "https://shop.example/p/2?gclid=abc&utm_source=google&utm_medium=cpc",
    "https://shop.example/blog/a?utm_source=chatgpt.com",
    "https://shop.example/blog/b?fbclid=abc",
    "https://shop.example/p/2?utm_source=fb&gclid=abc",
    "https://shop.example/blog/b#:~:text=words",
]
REFERRERS = [
    *(None, None, "https://www.google.com/", "https://chatgpt.com/"),
    "https://claude.ai/",
    *(
        "https://www.paypal.com/pay",
        "https://shop.example/cart",
        "https://blog.example",
    ),
]
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
AGENTS = [None, BROWSER, BROWSER, "Googlebot/2.1 (+http://www.google.com/bot.html)"]
Row = dict[str, object]
# Raw rows, each with the number of the build that it arrives for.
Family = list[tuple[int, Row]]


@st.composite
def rows_of_a_family(draw: st.DrawFn) -> Family:
    seconds, rows = 0, []
    for number in range(draw(st.integers(2, 14))):
        seconds += draw(st.sampled_from(GAPS))
        row = draw(a_row(number, START + timedelta(seconds=seconds)))
        rows.append((draw(st.integers(0, BATCHES - 1)), row))
        # A copy may come earlier or later, say something else, and be received before.
        if draw(st.integers(0, 5)) == 0:
            copy = draw(a_row(number, START + timedelta(seconds=seconds + 60)))
            rows.append((draw(st.integers(0, BATCHES - 1)), copy))
    return rows


@st.composite
def a_row(draw: st.DrawFn, number: int, at: datetime) -> Row:
    name = draw(st.sampled_from(NAMES))
    late = timedelta(seconds=draw(st.sampled_from([0, 1, 3600, 60 * DAY])))
    row: Row = {
        "event_id": f"e{number}" if draw(st.integers(0, 30)) else None,
        "event_name": name,
        "occurred_at": at.isoformat() + "Z",
        "received_at": draw(st.sampled_from([None, (at + late).isoformat() + "Z"])),
        "device_id": draw(st.sampled_from(["d1", "d1", "d2", "d3", None])),
        "user_id": draw(st.sampled_from([None, None, None, "u1", "u2"])),
        "page_url": draw(st.sampled_from(URLS)),
        "referrer_url": draw(st.sampled_from(REFERRERS)),
        "user_agent": draw(st.sampled_from(AGENTS)),
        "device_category": draw(st.sampled_from([None, "mobile", "desktop"])),
        "country": draw(st.sampled_from(["NL", "DE", None])),
        "has_analytics_consent": draw(st.sampled_from([None, None, True, False])),
    }
    if name in ("purchase", "add_to_cart", "subscribe", "refund"):
        row["value"] = draw(st.sampled_from([None, 10, 12.5]))
        row["currency"] = draw(st.sampled_from(["EUR", "EUR", "USD"]))
        row["transaction_id"] = draw(st.sampled_from([None, "t1", "t2", "t3"]))
        item = {"item_id": "A", "quantity": 1, "price": 10}
        row["properties"] = draw(st.sampled_from([{}, {"items": [item]}]))
    return row


def named(family: int, row: Row) -> Row:
    """The row with ids of its own family."""
    ids = ("event_id", "device_id", "user_id", "transaction_id")
    return row | {
        key: f"f{family} {row[key]}" for key in ids if row.get(key) is not None
    }


def write_batch(folder: Path, number: int, rows: list[Row]) -> None:
    events = folder / "raw" / "generic" / "events"
    events.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(row) for row in rows]
    (events / f"batch_{number}.ndjson").write_text("\n".join(lines) + "\n")


def write_answers(folder: Path) -> None:
    """Readings of AI visibility, a week apart, for visits to be compared with."""
    answers = folder / "raw" / "ai_visibility"
    answers.mkdir(parents=True, exist_ok=True)
    lines = ["date,platform,prompt,brand,cited,sample_size"]
    for week in range(20):
        day = (START + timedelta(weeks=week)).date()
        lines += [
            f"{day},ChatGPT,p,shop.example,{week % 7},10",
            f"{day},AI Overviews,p,shop.example,{week % 5},10",
        ]
    (answers / "answers.csv").write_text("\n".join(lines) + "\n")


def compare_builds(folder: Path, families: list[Family]) -> None:
    rows = [
        (number, named(family, row))
        for family, members in enumerate(families)
        for number, row in members
    ]
    random.Random(0).shuffle(rows)
    parts, whole = folder / "parts", folder / "whole"
    write_answers(parts)
    write_answers(whole)
    for number in range(BATCHES):
        batch = [row for wanted, row in rows if wanted == number]
        for place in (parts, whole):
            write_batch(place, number, batch)
        built = build(parts)
    assert list(differences(built, build(whole))) == []


def collected(histories: int) -> list[Family]:
    """Families as hypothesis draws them: each would be an example of its own."""
    families: list[Family] = []

    @settings(
        max_examples=histories,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(rows_of_a_family())
    def collect(family: Family) -> None:
        families.append(family)

    collect()
    return families


def test_builds_in_parts_equal_a_full_build(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    families = collected(HISTORIES)
    for first in range(0, len(families), AT_ONCE):
        folder = tmp_path_factory.mktemp(f"histories_{first}")
        compare_builds(folder, families[first : first + AT_ONCE])
