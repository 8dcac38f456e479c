"""One person is removed everywhere, and nothing else changes.

The person's raw rows lie in files of their own. So what is left after the operation,
and after the next build, has to be what a build without those files gives. Some of the
files were loaded by a later build than the others.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from small_builds import WAREHOUSE, build, run_dbt

SALT = "a salt of the test"
LOGIN = "Ann.Lee@shop.example"
# What identifies the person in raw rows: no table may hold any of it afterwards.
SECRETS = ("ann-phone", "ann-laptop", "ann-note", "A-1001", "ann.lee")
EVENTS = """
event_id,event_name,occurred_at,device_id,user_id,transaction_id,value,currency,page_url
{rows}
"""
OTHERS = """
o1,page_view,2026-07-01T10:00:00Z,bob-phone,,,,,https://shop.example/
o2,add_to_cart,2026-07-01T10:02:00Z,bob-phone,,,,,https://shop.example/cart
o3,purchase,2026-07-01T10:05:00Z,bob-phone,bob,B-1,20,EUR,https://shop.example/thanks
o4,page_view,2026-07-02T10:00:00Z,family-tablet,bob,,,,https://shop.example/
o5,add_to_cart,2026-07-02T10:01:00Z,family-tablet,bob,,,,https://shop.example/cart
o6,page_view,2026-07-09T10:00:00Z,family-tablet,bob,,,,https://shop.example/
o7,page_view,2026-07-03T10:00:00Z,carl-phone,,,,,https://shop.example/
o8,,2026-07-03T10:00:00Z,carl-phone,,,,,https://shop.example/
"""
PERSON = """
p1,page_view,2026-07-01T09:00:00Z,ann-phone,,,,,https://shop.example/
p2,add_to_cart,2026-07-01T09:01:00Z,ann-phone,,,,,https://shop.example/cart
p3,begin_checkout,2026-07-01T09:02:00Z,ann-phone,,,,,https://shop.example/checkout
p4,purchase,2026-07-01T09:05:00Z,ann-phone,{login},A-1001,30,EUR,https://shop.example/ok
p4,purchase,2026-07-01T09:05:00Z,ann-phone,{login},A-1001,30,EUR,https://shop.example/ok
p5,page_view,2026-07-05T10:00:00Z,family-tablet,{login},,,,https://shop.example/
p6,page_view,2026-07-05T10:05:00Z,family-tablet,,,,,https://shop.example/sale
p7,page_view,2026-07-06T10:00:00Z,ann-laptop,{login},,,,https://shop.example/
p8,,2026-07-06T10:01:00Z,ann-laptop,,,,,https://shop.example/
p11,page_view,2026-07-06T11:00:00Z,x1,{login},,,,https://shop.example/
"""
BROKEN_LINE = '{"event_id": "p9", "device_id": "ann-laptop", "note": "ann-note"'
GOOD_LINE = """
{"event_id": "p10", "event_name": "page_view", "device_id": "ann-laptop",
 "occurred_at": "2026-07-06T10:02:00Z"}
""".replace("\n", "")
# The name of a device of Ann's means something else here.
OTHER_LINES = """
{"event_id": "o9", "device_id": "carl-phone", "sku": "x1"
{"event_id": "o10", "event_name": "page_view", "device_id": "carl-phone",
 "occurred_at": "2026-07-06T10:02:00Z"}
""".replace(",\n", ",")
CALLS = "conversion_name,occurred_at,user_id,transaction_id\n"
LATER_FILES = ("generic/events/ann.ndjson", "generic/events/others.ndjson")
PERSONS_FILES = ("generic/events/ann.csv", "generic/events/ann.ndjson")
PERSONS_FILES += ("offline_conversions/ann.csv",)


def write_raw(raw: Path) -> None:
    """Raw files of a family: three people, one tablet."""
    texts = {
        "generic/events/others.csv": EVENTS.format(rows=OTHERS.strip()),
        "generic/events/ann.csv": EVENTS.format(
            rows=PERSON.strip().format(login=LOGIN)
        ),
        "generic/events/ann.ndjson": f"{BROKEN_LINE}\n{GOOD_LINE}\n",
        "generic/events/others.ndjson": OTHER_LINES,
        "offline_conversions/others.csv": CALLS
        + "phone_call,2026-07-10T10:00:00Z,bob,\n",
        "offline_conversions/ann.csv": CALLS
        + f"phone_call,2026-07-10T11:00:00Z,{LOGIN},\n"
        + "offline_purchase,2026-07-11T10:00:00Z,,A-1001\n",
    }
    for name, text in texts.items():
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip())


def dbt(folder: Path, *command: str, salt: str = SALT) -> str:
    """Run dbt on the raw files and the warehouse of a folder; returns what it says."""
    return run_dbt(folder, *command, salt=salt)


Warehouses = dict[str, duckdb.DuckDBPyConnection]


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose warehouse was built with everybody, before and after."""
    folder = tmp_path_factory.mktemp("family")
    write_raw(folder / "raw")
    for name in LATER_FILES:
        (folder / "raw" / name).rename(folder / Path(name).name)
    build(folder, salt=SALT)
    for name in LATER_FILES:
        (folder / Path(name).name).rename(folder / "raw" / name)
    build(folder, salt=SALT)
    return folder


@pytest.fixture(scope="module")
def warehouses(family: Path) -> Iterator[Warehouses]:
    """The warehouse before, after the operation and rebuilt, and one without Ann."""
    stranger = family.parent / "stranger"
    shutil.copytree(family / "raw", stranger / "raw")
    for name in PERSONS_FILES:
        (stranger / "raw" / name).unlink()
    build(stranger, salt=SALT)
    shutil.copy(family / WAREHOUSE, family / "before.duckdb")
    said = dbt(
        family, "run-operation", "forget_visitor", "--args", f"visitor_id: {LOGIN}"
    )
    assert said.startswith("success: True"), said
    assert "Forgot Ann.Lee@shop.example: 9 events" in said
    shutil.copy(family / WAREHOUSE, family / "after.duckdb")
    build(family, salt=SALT)
    shutil.copy(family / WAREHOUSE, family / "rebuilt.duckdb")
    paths = {
        "before": family / "before.duckdb",
        "after": family / "after.duckdb",
        "rebuilt": family / "rebuilt.duckdb",
        "without": stranger / WAREHOUSE,
    }
    opened = {
        name: duckdb.connect(str(path), read_only=True) for name, path in paths.items()
    }
    yield opened
    for connection in opened.values():
        connection.close()


def rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """All rows of a table as texts, in order."""
    return sorted(map(str, connection.sql(f"select * from {table}").fetchall()))


def tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Tables, no views, of the models."""
    query = """
        select schema_name || '.' || table_name from duckdb_tables()
        where schema_name in ('intermediate', 'marts') order by all
    """
    return [table for (table,) in connection.sql(query).fetchall()]


def test_the_person_was_everywhere(warehouses: Warehouses) -> None:
    """Else the other tests would see nothing."""
    before = warehouses["before"]
    content = "".join("".join(rows(before, table)) for table in tables(before))
    assert [secret for secret in SECRETS if secret not in content] == ["ann.lee"]
    for table in ("carts", "funnel_journeys", "rejected_events", "offline_conversions"):
        found = set(rows(before, f"marts.{table}"))
        assert found - set(rows(warehouses["without"], f"marts.{table}")), table


@pytest.mark.parametrize("moment", ["after", "rebuilt"])
def test_nothing_is_left_of_the_person(warehouses: Warehouses, moment: str) -> None:
    [(visitor_id,)] = (
        warehouses["before"]
        .sql("select visitor_id from marts.visitors where visitor_id like 'hash-%'")
        .fetchall()
    )
    for table in tables(warehouses[moment]):
        content = "".join(rows(warehouses[moment], table))
        for secret in (*SECRETS, visitor_id):
            assert secret not in content, table


def test_the_operation_deletes_and_changes_nothing_else(
    warehouses: Warehouses,
) -> None:
    for table in tables(warehouses["after"]):
        before, after = (
            rows(warehouses["before"], table),
            rows(warehouses["after"], table),
        )
        assert set(after) <= set(before), table
    for table in ("sessions", "visitors", "conversions", "carts", "funnel_journeys"):
        found = rows(warehouses["after"], f"marts.{table}")
        assert found == rows(warehouses["without"], f"marts.{table}"), table


def test_the_next_build_is_a_build_without_the_person(warehouses: Warehouses) -> None:
    rebuilt, without = warehouses["rebuilt"], warehouses["without"]
    for table in tables(rebuilt):
        # Both count the rows of the person that are left out.
        if table not in ("marts.event_audit", "intermediate.int_raw_events__counted"):
            found = [row for row in rows(rebuilt, table) if "(forgotten)" not in row]
            assert found == rows(without, table), table
    audit = """
        select event_source, sum(raw), sum(kept), sum(rejected), sum(filtered_forgotten)
        from marts.event_audit group by all order by all
    """
    assert rebuilt.sql(audit).fetchall() == [
        # The broken line still counts as one that cannot be read; its text is gone.
        ("generic", 22, 8, 3, 11),
        ("offline", 3, 1, 0, 2),
    ]


def test_a_later_row_of_the_person_stays_away(
    family: Path, warehouses: Warehouses
) -> None:
    """It occurred before, and comes on a device and with an id that nobody knew."""
    late = (
        f"late,page_view,2026-07-07T10:00:00Z,new-phone,{LOGIN},,,,https://x.example/"
    )
    (family / "raw" / "generic" / "events" / "late.csv").write_text(
        EVENTS.format(rows=late).lstrip()
    )
    build(family, salt=SALT)
    with duckdb.connect(str(family / WAREHOUSE), read_only=True) as connection:
        found = connection.sql("select event_id from intermediate.int_events__cleaned")
        assert sorted(found.fetchall()) == [
            (f"o{number}",) for number in (1, 10, *range(2, 8))
        ]
        loads = """
            select loaded_at, sum(raw), sum(forgotten)
            from intermediate.int_raw_events__counted group by all order by all
        """
        counts = [counted for _, *counted in connection.sql(loads).fetchall()]
        assert counts == [[22, 11], [1, 1]]


def test_another_salt_is_noticed(family: Path, warehouses: Warehouses) -> None:
    said = dbt(family, "build", "--select", "int_events__bounded", salt="another salt")
    assert not said.startswith("success: True")
    assert "its keys were hashed with another PRIVACY_SALT" in said


def test_nobody_of_that_name_is_said(family: Path, warehouses: Warehouses) -> None:
    said = dbt(
        family, "run-operation", "forget_visitor", "--args", "visitor_id: nobody"
    )
    assert not said.startswith("success: True")
    assert "No visitor is called 'nobody', nor by its hash." in said
