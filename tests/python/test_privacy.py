"""What says who somebody is stays in the raw files, and nobody forgotten comes back."""

import csv
import hashlib

import pytest
from adapter_checks import Adapter

SALT = "a salt of the test"


def hashed(text: str) -> str:
    return hashlib.sha256(f"{SALT} {text}".encode()).hexdigest()


CLICK = hashed("Abc+1")
# A text of a column of the contract, and what is left of it.
TEXTS: dict[str, dict[str, str]] = {
    "user_id": {
        "Ann.Lee@shop.example": "hash-" + hashed("ann.lee@shop.example"),
        "ann.lee%40shop.example": "hash-" + hashed("ann.lee%40shop.example"),
        "+49 170 1234567": "hash-" + hashed("+49 170 1234567"),
        "203.0.113.45": "hash-" + hashed("203.0.113.45"),
        "2001:db8::7:1": "hash-" + hashed("2001:db8::7:1"),
        "GA1.2.123456789.1760000000": "GA1.2.123456789.1760000000",
        "user-4711@4": "user-4711@4",
    },
    "page_url": {
        "https://a.example/p?gclid=Abc%2B1": f"https://a.example/p?gclid={CLICK}",
        "https://a.example/?x=1&amp;GCLID=Abc%2B1&y=2#top": (
            f"https://a.example/?x=1&amp;GCLID={CLICK}&y=2#top"
        ),
        "https://a.example/?fbclid=Abc%2B1&gclid=Abc%2B1": (
            f"https://a.example/?fbclid={CLICK}&gclid={CLICK}"
        ),
        "https://a.example/#/p?gclid=Abc%2B1": f"https://a.example/#/p?gclid={CLICK}",
        "https://a.example/?gclid=&x=1": "https://a.example/?gclid=&x=1",
        "https://a.example/?gclid=%FF%": f"https://a.example/?gclid={hashed('%FF%')}",
        "https://a.example/?gclsrc=aw.ds&mc_cid=77": (
            "https://a.example/?gclsrc=aw.ds&mc_cid=77"
        ),
        "https://a.example/?mc_eid=77&x=1": "https://a.example/?mc_eid=(redacted)&x=1",
        "https://a.example/?x=1&Email=ann&y=2": (
            "https://a.example/?x=1&Email=(redacted)&y=2"
        ),
        "https://a.example/?q=ann.lee%40b.example": "https://a.example/?q=(redacted)",
        "https://a.example/u/ann@b.example/x": "https://a.example/u/(redacted)/x",
        "https://ann@b.example/x": "https://(redacted)/x",
        "https://medium.example/@ann.lee/x": "https://medium.example/@ann.lee/x",
        "https://a.example/?tel=%2B491701234567": "https://a.example/?tel=(redacted)",
        "https://a.example/?q=size+12345678": "https://a.example/?q=size+12345678",
        "https://a.example/?from=203.0.113.45": "https://a.example/?from=203.0.113.0",
        "http://127.0.0.1:8080/x?y=1": "http://127.0.0.1:8080/x?y=1",
        "https://a.example/x?y=1#:~:text=my%20illness,and%20more": (
            "https://a.example/x?y=1#:~:text="
        ),
        "https://a.example/x#part:~:text=illness": "https://a.example/x#part:~:text=",
        "https://a.example/x#:~:text=": "https://a.example/x#:~:text=",
        "https://a.example/?from=2001:db8:85a3:1:2:3:4:5": (
            "https://a.example/?from=2001:db8:85a3::"
        ),
        "https://a.example/?at=2026-07-01T10:00:00.000": (
            "https://a.example/?at=2026-07-01T10:00:00.000"
        ),
    },
    "page_title": {
        "Order of ann.lee@b.example": "Order of (redacted)",
        "Call +1 (202) 555-0143, or +49-170-1234567": "Call (redacted), or (redacted)",
        "3 + 4 = 7 items @ 10": "3 + 4 = 7 items @ 10",
        "summer+20260701": "summer+20260701",
        "a.example/#:~:text=illness": "a.example/#:~:text=",
    },
    "properties": {
        '{"email":"x","ok":1}': '{"email":"(redacted)","ok":1}',
        '{"Phone": 1234567}': '{"Phone": "(redacted)"}',
        '{"last_name":"O\\"Hara, \\u00e9","a":[1,2]}': (
            '{"last_name":"(redacted)","a":[1,2]}'
        ),
        '{"gclid":"Abc+1","click_id":"x"}': (
            '{"gclid":"(redacted)","click_id":"(redacted)"}'
        ),
        '{"link_url":"https://b.example/?gclid=Abc&x=1"}': (
            '{"link_url":"https://b.example/?gclid=(redacted)&x=1"}'
        ),
        '{"note":"ann\\u0040b.example"}': '{"note":"(redacted)"}',
        '{"note":"from 203.0.113.45"}': '{"note":"from 203.0.113.0"}',
        '{"note":"from 2001:db8::7:1"}': '{"note":"from 2001:db8::"}',
        '{"link_url":"https://b.example/#:~:text=illness","ok":1}': (
            '{"link_url":"https://b.example/#:~:text=","ok":1}'
        ),
        '{"email_type":"newsletter","version":"4.2.1"}': (
            '{"email_type":"newsletter","version":"4.2.1"}'
        ),
    },
}
CASES = [(column, text) for column, texts in TEXTS.items() for text in texts]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """What staging leaves of each text, by column and text."""
    raw = tmp_path_factory.mktemp("privacy")
    names = ["event_id", "event_name", "occurred_at", "device_id", *TEXTS]
    (raw / "generic" / "events").mkdir(parents=True)
    with (raw / "generic" / "events" / "a.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        for number, (column, text) in enumerate(CASES):
            fixed = {"event_id": str(number), "event_name": "page_view"}
            fixed |= {"occurred_at": "2026-07-01T10:00:00Z", "device_id": "d"}
            writer.writerow(fixed | {column: text})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRIVACY_SALT", SALT)
        adapter = Adapter("generic")
        rows = adapter.staged(raw, with_properties_as_text=True)
    by_id = {int(row["event_id"]): row for row in rows}
    return {case: by_id[number][case[0]] for number, case in enumerate(CASES)}


@pytest.mark.parametrize(("column", "text"), CASES)
def test_personal_data_is_taken_out_and_the_rest_is_left(
    left: dict[tuple[str, str], str], column: str, text: str
) -> None:
    assert left[column, text] == TEXTS[column][text]
