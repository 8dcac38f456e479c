"""Matomo's log tables: what it keeps of the story comes back, without its traps.

The traps are a second set of files without a prefix, in other spellings of null and of
visitor ids, beside those of the story.
"""

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from adapter_checks import Adapter, Row, as_story, assert_one_line
from dialects import matomo
from dialects.story import STORY

MATOMO = Adapter("matomo")
SHOP = "shop.example"
# Numbers of texts, far from those of the story.
TEXTS = {
    901: (1, 3, f"{SHOP}/a"),
    902: (1, 0, f"{SHOP}/b"),
    903: (4, None, "Page &quot;A&quot; &amp; more"),
    904: (4, None, "Page B"),
    905: (3, 2, f"{SHOP}/price.pdf"),
    906: (2, 1, "partner.example/x?a=1&b=2"),
    907: (8, None, "blue mug"),
    908: (10, None, "Videos"),
    909: (11, None, "Form Started"),
    910: (12, None, "contact"),
    911: (11, None, "  Rated  "),
    912: (12, None, "Stars"),
    913: (5, None, "S-9"),
    914: (6, None, "Pot"),
    915: (7, None, "garden"),
    916: (13, None, "Banner"),
    917: (14, None, "banner.png"),
    918: (11, None, "signup"),
}
VISIT = {"idsite": 1, "idvisitor": "00000000000000C3", "idvisit": 2001}
MOBILE = {"config_device_type": "1.0", "config_browser_name": "MF", "config_os": "XYZ"}
VISITS = [
    # The same visit in two exports: the later one knows the login.
    VISIT
    | MOBILE
    | {"visit_last_action_time": "2026-07-05 12:00:09", "user_id": "NULL"},
    VISIT
    | MOBILE
    | {"visit_last_action_time": "2026-07-05 12:30:00", "user_id": "u-3"}
    | {"referer_type": 6, "referer_name": "summer", "location_country": "nl"},
    VISIT
    | {"idvisit": 2002, "idsite": 2}
    | {"referer_type": 8, "referer_name": "ChatGPT", "location_country": "xx"},
]
PAGE_A = {"idaction_url": "901.0", "idaction_name": 903}
PAGE_B = {"idaction_url": 902, "idaction_name": 904}
POT = {
    "idaction_product_sku": 913,
    "idaction_product_name": 914,
    "idaction_product_cat": 915,
    "product_price": 4.5,
}
# Number and second of the action, and what it says. Two have the same second.
ACTIONS: list[tuple[int, int, Row]] = [
    (8999, 0, PAGE_A),
    (99, 1, PAGE_A | POT),
    (100, 1, PAGE_B | {"idaction_product_cat": 915}),
    (101, 2, {"idaction_url": 905}),
    (102, 3, {"idaction_url": 906}),
    (103, 4, {"idaction_name": 907, "search_cat": "pots", "search_count": 0}),
    (104, 5, PAGE_A | {"idaction_event_action": 909, "idaction_name": 910}),
    (
        105,
        6,
        PAGE_B
        | {"idaction_event_action": 911, "idaction_event_category": 908}
        | {"idaction_name": 912, "custom_float": 4.5},
    ),
    (
        106,
        7,
        PAGE_B
        | {"idaction_event_action": 918, "idaction_event_category": 908}
        | {"idaction_name": "", "custom_float": 3},
    ),
    (107, 8, {"idaction_url": 902, "idaction_content_name": 916}),
    (
        108,
        9,
        {"idaction_url": 902, "idaction_content_name": 916}
        | {"idaction_content_piece": 917, "idaction_content_interaction": 917},
    ),
    (109, 9, PAGE_A | {"idaction_event_action": 999}),
]
CONVERSIONS = [
    # An order, a cart filled after it, a goal with a name and one without.
    {"idgoal": 0, "idorder": "T-9", "buster": 5, "items": 2, "revenue": 13.5},
    {"idgoal": -1, "buster": 0, "items": 1, "revenue": 4.5},
    {"idgoal": 1, "buster": 0, "revenue": 2, "idaction_url": 901, "idlink_va": 100},
    {"idgoal": 2, "buster": 77, "revenue": 0, "idaction_url": 902, "idlink_va": 102},
    # Another visit emptied its cart, on a site whose currency nobody exported.
    {"idgoal": -1, "buster": 0, "items": 0, "revenue": 0, "idvisit": 2002}
    | {"idsite": 2},
]
LINE = {"idaction_sku": 913, "idaction_name": 914, "idaction_category": 915}
ITEMS = [
    LINE | {"idorder": "T-9", "price": 4.5, "quantity": 3, "deleted": 0},
    LINE | {"idorder": "T-9", "idaction_sku": 914, "quantity": 1, "deleted": 1},
    LINE | {"idorder": "0", "price": 4.5, "quantity": 1, "deleted": 0},
]


def second(number: int) -> str:
    return f"2026-07-05 12:00:{number:02}"


def table(folder: Path, name: str, rows: list[Row]) -> None:
    """Write one table as CSV with the columns that its rows have."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    path = folder / name / "export.csv"
    path.parent.mkdir(parents=True)
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="NULL")
        writer.writeheader()
        writer.writerows(rows)


def write_traps(folder: Path) -> None:
    """The second set of files."""
    texts = [
        {"idaction": number, "type": kind, "url_prefix": prefix, "name": text}
        for number, (kind, prefix, text) in TEXTS.items()
    ]
    table(folder, "log_action", [*texts, texts[0]])
    table(folder, "log_visit", VISITS)
    actions = [
        VISIT | {"idlink_va": number, "server_time": second(time)} | said
        for number, time, said in ACTIONS
    ]
    table(folder, "log_link_visit_action", actions)
    times = [{"server_time": second(time)} for time in (20, 21, 1, 3, 5)]
    conversions = [
        VISIT | when | row for when, row in zip(times, CONVERSIONS, strict=True)
    ]
    table(folder, "log_conversion", conversions)
    table(folder, "log_conversion_item", [VISIT | row for row in ITEMS])
    table(folder, "goal", [{"idsite": 1, "idgoal": 1, "name": "Newsletter"}])


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    raw = tmp_path_factory.mktemp("matomo")
    matomo.write(STORY, raw)
    write_traps(raw / "matomo")
    return raw


@pytest.fixture(scope="module")
def rows(raw: Path) -> list[Row]:
    return Adapter("matomo", matomo_currency="USD").staged(raw)


@pytest.fixture(scope="module")
def traps(rows: list[Row]) -> dict[str, Row]:
    """Rows of the traps by event id, with the numbers of actions made short."""
    return {
        row["event_id"].replace("0" * 16, ""): row
        for row in rows
        if row["source_session_id"] in ("2001", "2002")
    }


def columns(row: Row, *names: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def test_what_matomo_keeps_of_the_story_comes_back(rows: list[Row]) -> None:
    told = [row for row in rows if row["source_session_id"] in ("1001", "1002", "1003")]
    assert [as_story(row) for row in told] == matomo.carried(STORY)
    assert {row["unreadable_part"] for row in told} == {None}


def test_every_row_has_an_id_of_its_own(rows: list[Row]) -> None:
    ids = [row["event_id"] for row in rows]
    assert len(ids) == len(set(ids))
    # Two page views show a product or a category besides.
    expected = len(matomo.carried(STORY)) + len(ACTIONS) + 2 + len(CONVERSIONS)
    assert len(ids) == expected


def test_an_action_is_what_its_columns_say(traps: dict[str, Row]) -> None:
    found = {
        name: columns(row, "event_name", "properties")
        for name, row in traps.items()
        if name.startswith("action ")
    }
    pot = {"item_id": "S-9", "item_name": "Pot", "item_category": "garden"}
    pot |= {"price": 4.5, "quantity": 1}
    link = "http://www.partner.example/x?a=1&b=2"
    searched = {"search_term": "blue mug", "search_category": "pots"}
    assert found == {
        "action 8999": ("page_view", {}),
        "action 0099": ("page_view", {}),
        "action 0099 product": ("view_item", {"items": [pot]}),
        "action 0100": ("page_view", {}),
        "action 0100 product": ("view_item_list", {"item_list_name": "garden"}),
        "action 0101": ("file_download", {"link_url": f"https://{SHOP}/price.pdf"}),
        "action 0102": ("click", {"link_url": link}),
        "action 0103": ("view_search_results", searched | {"search_results": 0}),
        "action 0104": ("form_start", {"form_id": "contact"}),
        "action 0105": ("Rated", {"event_category": "Videos", "stars": 4.5}),
        "action 0106": ("sign_up", {"event_category": "Videos", "event_value": 3}),
        "action 0107": ("content_impression", {"content_name": "Banner"}),
        "action 0108": (
            "content_interaction",
            {
                "content_name": "Banner",
                "content_piece": "banner.png",
                "content_interaction": "banner.png",
            },
        ),
        # Its text was not exported: a row without a name, which will be rejected.
        "action 0109": (None, {}),
    }


def test_within_a_second_events_keep_their_order(traps: dict[str, Row]) -> None:
    found = [name for name, row in traps.items() if row["occurred_at"].second == 1]
    # 99 comes before 100, and a goal after the action that reached it.
    assert found == [
        "action 0099",
        "action 0099 product",
        "action 0100",
        "action 0100 product",
        "goal 2001 1 0",
    ]


def test_pages_are_filled_in_from_the_last_one_seen(traps: dict[str, Row]) -> None:
    page_a = (f"https://www.{SHOP}/a", 'Page "A" & more')
    page_b = (f"http://{SHOP}/b", "Page B")
    expected = {
        "action 0099": page_a,
        "action 0100": page_b,
        # A file, a link and a search have no page of their own.
        "action 0101": page_b,
        "action 0102": page_b,
        "action 0103": page_b,
        # An event on a page in another tab has that one's title.
        "action 0104": page_a,
        "action 0107": page_b,
        "order 2001 T-9": page_b,
        "goal 2001 1 0": page_a,
        "goal 2001 2 77": page_b,
    }
    found = {name: columns(traps[name], "page_url", "page_title") for name in expected}
    assert found == expected


def test_orders_carts_and_goals(traps: dict[str, Row]) -> None:
    said = ("event_name", "value", "currency", "transaction_id")
    found = {
        name: columns(row, *said)
        for name, row in traps.items()
        if not name.startswith("action ")
    }
    assert found == {
        "order 2001 T-9": ("purchase", 13.5, "EUR", "T-9"),
        "cart 2001": ("add_to_cart", 4.5, "EUR", None),
        "goal 2001 1 0": ("Newsletter", 2, "EUR", None),
        "goal 2001 2 77": ("goal_2", 0, "EUR", None),
        "cart 2002": ("remove_from_cart", 0, "USD", None),
    }
    ordered = traps["order 2001 T-9"]["properties"]["items"]
    assert [(item["item_id"], item["quantity"]) for item in ordered] == [("S-9", 3)]
    (in_cart,) = traps["cart 2001"]["properties"]["items"]
    assert (in_cart["item_name"], in_cart["price"]) == ("Pot", 4.5)
    assert traps["cart 2002"]["properties"] == {}


def test_a_visit_is_told_once_and_in_words(traps: dict[str, Row]) -> None:
    brought = {
        name: columns(row, "source", "campaign")
        for name, row in traps.items()
        if row["source"] or row["campaign"]
    }
    assert brought == {
        "action 8999": (None, "summer"),
        "cart 2002": ("ChatGPT", None),
    }
    who = ("device_id", "user_id", "device_category", "browser", "operating_system")
    first = traps["action 8999"]
    device = ("00000000000000c3", "u-3", "mobile", "Mobile Safari", "XYZ")
    assert columns(first, *who, "country") == (*device, "NL")
    assert traps["cart 2002"]["country"] is None
    assert first["occurred_at"] == datetime(2026, 7, 5, 12)


def nothing(folder: Path) -> None:
    """No table at all."""


def no_texts(folder: Path) -> None:
    table(folder, "log_visit", VISITS)
    table(folder, "log_link_visit_action", [VISIT | {"idlink_va": 1, "server_time": 1}])


def no_visitor(folder: Path) -> None:
    table(folder, "piwik_log_visit", [{"idvisit": 1, "visitor": "c3"}])


def no_goal(folder: Path) -> None:
    write_traps(folder)
    (folder / "log_conversion" / "more.csv").write_text(
        "idvisit,server_time\n1,2026-07-05 12:00:00\n"
    )


def broken_line(folder: Path) -> None:
    table(folder, "log_visit", VISITS)
    path = folder / "log_visit" / "export.csv"
    path.write_text(path.read_text() + "1,2,3,4,5,6,7,8,9,10,11,12,13,14\n")


def not_parquet(folder: Path) -> None:
    (folder / "log_visit").mkdir(parents=True)
    (folder / "log_visit" / "text.parquet").write_text("this is no Parquet file")


CASES: dict[Callable[[Path], None], tuple[str, ...]] = {
    nothing: ("No event files", "log_visit", "*.csv", "RAW_DATA_DIR"),
    no_texts: ("No event files", "log_action"),
    no_visitor: ("piwik_log_visit", "idvisitor is missing", "Export the file"),
    no_goal: ("more.csv", "idgoal is missing", "found idvisit, server_time"),
    broken_line: ("export.csv line", "too many columns", "Quote values"),
    not_parquet: ("text.parquet", "No magic bytes"),
}


@pytest.mark.parametrize("spoil", CASES, ids=lambda case: case.__name__)
def test_a_bad_table_is_named_with_its_mend(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], spoil: Callable[[Path], None]
) -> None:
    spoil(tmp_path / "matomo")
    assert_one_line(MATOMO.message(tmp_path, capfd), *CASES[spoil])


def test_good_tables_pass(raw: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert MATOMO.message(raw, capfd) == ""


def test_the_tables_that_may_be_missing_may_be_missing(tmp_path: Path) -> None:
    folder = tmp_path / "matomo"
    matomo.write(STORY, tmp_path)
    for name in ("log_conversion", "log_conversion_item", "site"):
        (folder / f"matomo_{name}" / "1.csv").unlink()
    found = [row["event_name"] for row in MATOMO.staged(tmp_path)]
    # Carts and orders stand in log_conversion.
    names = [event.event_name for event in matomo.carried(STORY)]
    kept = [name for name in names if name not in ("add_to_cart", "purchase")]
    assert sorted(found) == sorted(kept)


def test_visitor_ids_come_as_bytes_or_as_digits(rows: list[Row]) -> None:
    # Bytes in the Parquet file of visits, hex digits in the tables of actions.
    devices = {row["device_id"] for row in rows}
    assert devices == {"00000000000000a1", "00000000000000b2", "00000000000000c3"}
