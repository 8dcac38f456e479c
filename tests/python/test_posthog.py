"""PostHog's batch export: the story comes back, and its traps are stepped around.

All files lie side by side: the story as Parquet and JSON lines, the traps as JSON lines
and CSV.
"""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from adapter_checks import Adapter, Row, as_story, assert_one_line
from dialects import posthog
from dialects.story import STORY

POSTHOG = Adapter("posthog")
NOON = "2026-07-05T12:00:00Z"
AT_NOON = datetime(2026, 7, 5, 12)
PAGE = "https://shop.example/"


def line(uuid: str, event: str, sender: str, **properties: object) -> str:
    """One line of a JSON lines export; names of properties without their $."""
    own = {f"${name}": value for name, value in properties.items() if name != "own"}
    row = {"uuid": uuid, "event": event, "distinct_id": sender, "timestamp": NOON}
    return json.dumps(row | {"properties": own | properties.get("own", {})})  # type: ignore[operator]


WHO = [
    # One device, two persons, and nobody after the second has left.
    line("two_1", "$pageview", "ann", device_id="d1", is_identified=True),
    line("two_2", "$pageview", "bob", device_id="d1", user_id="bob"),
    line("two_3", "$pageview", "d1-new", device_id="d1", is_identified=False),
    line("server", "Order Completed", "ann"),
    line("nobody", "$pageview", "d2", process_person_profile=False),
    line("old_anonymous", "$pageview", "d3", device_id="d3"),
    line("old_login", "$pageview", "cid", device_id="d3"),
    line("identify", "$identify", "dan", anon_distinct_id="d4", user_id="dan"),
]
MUG = {"product_id": "7", "name": "Mug", "category": "kitchen", "price": 9.5}
WHAT = [
    line("one", "Product Added", "d1", own=MUG | {"quantity": 2, "cart_id": "c"}),
    line("sku", "product_viewed", "d1", own={"sku": "S7", "name": "Mug"}),
    line(
        "text", "Order Completed", "d1", own={"products": json.dumps([MUG]), "total": 9}
    ),
    line("items", "purchase", "d1", own={"items": [{"item_id": "7"}], "value": 3}),
    line("named", "plan_chosen", "d1", own={"name": "pro", "price": 5}),
    line("list", "Product List Viewed", "d1", own={"products": [], "category": "x"}),
    line("screen", "$screen", "d1", screen_name="Start"),
    line("click", "$autocapture", "d1", el_text="Buy", event_type="click"),
    line("refund", "Order Refunded", "d1", own={"order_id": "T9", "total": 4.5}),
    line(
        "notes",
        "$web_vitals",
        "d1",
        lib="web",
        ip="1.2.3.4",
        web_vitals_CLS_value=0.1,
        web_vitals_CLS_event={"rating": "good"},
        geoip_latitude=52.1,
        geoip_country_name="Netherlands",
        device_type="Mobile",
        browser="Chrome",
        own={"$feature/new-cart": "test", "flag": None},
    ),
]
TAB = {"utm_source": "news", "utm_medium": "email"}
VISITS = [
    # A browser tab remembers its campaign and referrer for as long as it lives.
    line("tab_1", "clicked", "d5", session_id="s1", referrer="$direct", own=TAB),
    line(
        "tab_2",
        "$pageview",
        "d5",
        session_id="s1",
        current_url=PAGE,
        referrer="https://a.example/",
        own=TAB,
    ),
    line("tab_3", "$pageview", "d5", session_id="s1", current_url=PAGE, own=TAB),
    line(
        "later",
        "$pageview",
        "d5",
        session_id="s2",
        session_entry_url=PAGE,
        session_entry_referrer="$direct",
        referrer="https://a.example/",
        own=TAB,
    ),
    line("no_visit", "$pageview", "d5", referrer="https://b.example/", own=TAB),
]
BROKEN = ['{"uuid": "cut_off", "event": "$pagev']
TIMES = {
    "seconds": "1783252800",
    "milliseconds": "1783252800000",
    "microseconds": "1783252800000000",
    "offset": "2026-07-05T14:00:00+02:00",
    "blank_between": "2026-07-05 12:00:00.000000",
    "odd": "yesterday",
}
CSV = "uuid,event,distinct_id,timestamp,properties\n" + "".join(
    f"{name},$pageview,d9,{time},\n" for name, time in TIMES.items()
)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    """All staged rows by their id; the row without one is called broken."""
    raw = tmp_path_factory.mktemp("posthog")
    posthog.write(STORY, raw)
    folder = raw / "posthog" / "events"
    lines = [*WHO, *WHAT, *VISITS, *BROKEN]
    (folder / "traps.jsonl").write_text("\n".join(lines) + "\n\n")
    bad = 'bad_json,$pageview,d9,2026-07-05 12:00:00,"{""a"": "\n'
    (folder / "traps.csv").write_text(CSV + bad)
    # It lists the files of an export and is none of them.
    (folder / "manifest.json").write_text('{"files": ["traps.jsonl"]}')
    found = POSTHOG.staged(raw)
    assert len(found) == len(STORY) + len(lines) + len(TIMES) + 1
    return {row["event_id"] or "broken": row for row in found}


def columns(rows: dict[str, Row], event_id: str, *names: str) -> tuple[Any, ...]:
    return tuple(rows[event_id][name] for name in names)


def test_the_story_comes_back(rows: dict[str, Row]) -> None:
    told = [rows[posthog.event_uuid(place)] for place in range(len(STORY))]
    assert [as_story(row) for row in told] == STORY
    assert {row["unreadable_part"] for row in told} == {None}
    assert all(row["received_at"] > row["occurred_at"] for row in told)


def test_device_and_login_are_told_apart(rows: dict[str, Row]) -> None:
    found = {
        line: columns(rows, line, "device_id", "user_id")
        for line in (json.loads(text)["uuid"] for text in WHO)
    }
    assert found == {
        "two_1": ("d1", "ann"),
        "two_2": ("d1", "bob"),
        "two_3": ("d1", None),
        "server": (None, "ann"),
        "nobody": ("d2", None),
        "old_anonymous": ("d3", None),
        "old_login": ("d3", "cid"),
        "identify": ("d4", "dan"),
    }
    assert rows["identify"]["event_name"] == "identify"


def test_products_become_items(rows: dict[str, Row]) -> None:
    item = {"item_id": "7", "item_name": "Mug", "item_category": "kitchen"}
    item |= {"price": 9.5}
    assert rows["one"]["properties"] == {
        "cart_id": "c",
        "items": [item | {"quantity": 2}],
    }
    (viewed,) = rows["sku"]["properties"]["items"]
    assert (viewed["item_id"], viewed["item_name"]) == ("S7", "Mug")
    assert rows["text"]["properties"]["items"] == [item | {"quantity": None}]
    assert rows["items"]["properties"] == {"items": [{"item_id": "7"}]}
    assert rows["named"]["properties"] == {"name": "pro", "price": 5}
    assert rows["list"]["properties"] == {"items": [], "category": "x"}


def test_names_and_worth_are_those_of_the_contract(rows: dict[str, Row]) -> None:
    names = {row["event_id"]: row["event_name"] for row in rows.values()}
    assert names["one"] == "add_to_cart"
    assert names["sku"] == "view_item"
    assert names["list"] == "view_item_list"
    assert names["screen"] == "screen_view"
    assert names["click"] == "$autocapture"
    assert names["named"] == "plan_chosen"
    assert columns(rows, "text", "event_name", "value") == ("purchase", 9)
    assert columns(rows, "items", "event_name", "value") == ("purchase", 3)
    refund = columns(rows, "refund", "event_name", "value", "transaction_id")
    assert [str(part) for part in refund] == ["refund", "4.5000", "T9"]
    assert columns(rows, "screen", "page_title", "is_page_view") == ("Start", True)


def test_own_notes_do_not_go_on_and_the_sites_own_do(rows: dict[str, Row]) -> None:
    assert rows["notes"]["properties"] == {
        "cls": 0.1,
        "$feature/new-cart": "test",
        "flag": None,
    }
    place = columns(rows, "notes", "country", "device_category", "browser")
    assert place == ("Netherlands", "mobile", "Chrome")
    assert rows["click"]["properties"] == {"$el_text": "Buy", "$event_type": "click"}


def test_a_visit_tells_once_what_brought_it(rows: dict[str, Row]) -> None:
    found = {
        row: columns(rows, row, "source", "referrer_url")
        for row in ("tab_1", "tab_2", "tab_3", "later", "no_visit")
    }
    assert found == {
        "tab_1": (None, None),
        "tab_2": ("news", "https://a.example/"),
        "tab_3": (None, None),
        "later": (None, None),
        "no_visit": ("news", "https://b.example/"),
    }


def test_times_are_read_in_every_form(rows: dict[str, Row]) -> None:
    found = {name: rows[name]["occurred_at"] for name in TIMES}
    assert found == dict.fromkeys(TIMES, AT_NOON) | {"odd": None}
    assert rows["odd"]["unreadable_part"] == "occurred_at"


def test_a_broken_row_is_kept_to_be_shown(rows: dict[str, Row]) -> None:
    assert columns(rows, "broken", "unreadable_part", "raw_row") == ("row", BROKEN[0])
    assert columns(rows, "bad_json", "unreadable_part", "user_id") == (
        "properties",
        "d9",
    )


def nothing(folder: Path) -> None:
    """An empty folder."""


def no_column(folder: Path) -> None:
    (folder / "no_name.jsonl").write_text('{"uuid": "1", "distinct_id": "d"}\n')


def empty_file(folder: Path) -> None:
    (folder / "empty.csv").touch()


def not_parquet(folder: Path) -> None:
    (folder / "text.parquet.zst").write_text("this is no Parquet file")


def no_time(folder: Path) -> None:
    query = "select '1' as uuid, '$pageview' as event, 'd' as distinct_id"
    duckdb.sql(f"copy ({query}) to '{folder}/no_time.parquet'")


CASES: dict[Callable[[Path], None], tuple[str, ...]] = {
    nothing: ("No event files", "posthog/events", "*.jsonl", "RAW_DATA_DIR"),
    no_column: ("no_name.jsonl", "column event is missing", "found", "Export the file"),
    empty_file: ("empty.csv", "is empty", "Export it again"),
    not_parquet: ("text.parquet.zst", "No magic bytes"),
    no_time: ("no_time.parquet", "column timestamp is missing", "Export the file"),
}


@pytest.mark.parametrize("spoil", CASES, ids=lambda case: case.__name__)
def test_a_bad_file_is_named_with_its_mend(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    spoil: Callable[[Path], None],
) -> None:
    folder = tmp_path / "posthog" / "events"
    folder.mkdir(parents=True)
    spoil(folder)
    assert_one_line(POSTHOG.message(tmp_path, capfd), *CASES[spoil])
