"""Sums that are kept are added to once, and nothing is left of how that was done.

A shop of five visitors is built in two parts. The second part tells more of Bob's day
in July, calls Ann by her login, and has two days of August; the data end in December
both times, so that no window ends in between.
"""

import json
import shutil
from pathlib import Path

import duckdb
import pytest
from small_builds import NO_TESTS, WAREHOUSE, build, run_dbt
from test_rebuild import fingerprints

ITEM = {"items": [{"item_id": "A", "price": 10, "quantity": 2}]}
FIRST = """
ann page_view 07-01T10:00
ann view_item 07-01T10:01
ann add_to_cart 07-01T10:02
ann begin_checkout 07-01T10:03
ann purchase 07-01T10:05 20 EUR
bob page_view 07-02T10:00
bob view_item 07-02T10:01
carl page_view 07-03T10:00
carl view_item 07-03T10:01
carl add_to_cart 07-03T10:02
carl generate_lead 07-03T10:05
zoe page_view 12-01T10:00
"""
SECOND = """
ann ping 07-01T10:06
bob add_to_cart 07-02T10:05
bob page_view 08-01T10:00
bob purchase 08-01T10:05 30 USD
dora page_view 08-02T10:00
"""
OF_A_DAY = "where period_grain = 'day' and dimension = 'all'"
OF_ALL = "where period_grain = 'all'"
# What is kept, and the same counted from the rows of events and sessions.
DIRECT_COUNTS = {
    "int_visits__rolled_up": (
        f"select period_start, sessions, visitors from {{sums}} {OF_A_DAY}",
        """
        select session_date, count(*), count(distinct visitor_id)
        from intermediate.int_sessions__attributed group by all
        """,
    ),
    "int_conversions__rolled_up": (
        f"""
        select conversion, currency, period_start, conversions, value_amount
        from {{sums}} {OF_A_DAY} and conversions > 0 and conversion not like 'any_%'
        """,
        """
        select
            conversion, coalesce(currency, ''), conversion_date, count(*),
            coalesce(sum(value_amount), 0)
        from intermediate.int_conversions__counted group by all
        """,
    ),
    "int_milestones__rolled_up": (
        f"select milestone, period_start, sessions, milestone_events from {{sums}} "
        f"{OF_A_DAY}",
        """
        select milestone, session_date, count(distinct session_id), count(*)
        from intermediate.int_milestones__dated where milestone <> 'visit' group by all
        """,
    ),
    "int_rates__rolled_up": (
        f"select rate_name, period_start, units_entered, units_followed from {{sums}} "
        f"{OF_A_DAY}",
        """
        select rate_name, session_date, count(*), count(*) filter (is_followed)
        from intermediate.int_cohorts__followed
        inner join intermediate.int_sessions__attributed using (session_id)
        group by all
        union all
        select rate_name, session_date, 0, count(distinct unit_id)
        from intermediate.int_units__followed
        inner join intermediate.int_sessions__attributed using (session_id)
        where is_followed_in_day
        group by all
        """,
    ),
    "int_items__rolled_up": (
        f"""
        select item_id, sum(viewers), sum(buyers), sum(units), sum(revenue_amount)
        from {{sums}} {OF_ALL} group by all
        """,
        """
        select
            item_id,
            count(distinct visitor_id) filter (role = 'item_viewed'),
            count(distinct visitor_id) filter (role = 'item_bought'),
            sum(units) filter (role = 'item_bought'),
            sum(revenue_amount) filter (role = 'item_bought')
        from intermediate.int_items__unnested group by all
        """,
    ),
    "int_channel_steps__counted": (
        """
        select
            sum(moves) filter (to_state = '(conversion)'),
            sum(moves) filter (to_state not in ('(conversion)', '(null)'))
        from {sums}
        """,
        """
        select
            count(distinct conversion_id),
            count(*) + (
                select count(*) from intermediate.int_sessions__attributed
                where session_id not in (
                    select session_id from intermediate.int_touches__listed
                )
            )
        from intermediate.int_touches__listed
        """,
    ),
    "int_funnel_entries__counted": (
        f"select funnel, period_start, entered, excluded from {{sums}} {OF_A_DAY}",
        """
        select
            funnel, period_start,
            count(*) filter (not is_excluded), count(*) filter (is_excluded)
        from intermediate.int_funnel_journeys__best_of_periods
        where period_grain = 'day' group by all
        """,
    ),
}
Rows = list[tuple[object, ...]]


def write(path: Path, lines: str) -> None:
    """Raw rows of events like: bob purchase 08-01T10:05 30 USD."""
    rows = []
    for line in lines.strip().splitlines():
        name, event, at, *amount = line.split()
        row = {"event_id": line, "device_id": f"{name}-phone", "event_name": event}
        row |= {"occurred_at": f"2025-{at}:00Z"}
        row |= {"properties": ITEM} if "item" in event or amount else {}
        row |= {"user_id": name} if event == "ping" else {}
        row |= dict(zip(("value", "currency"), amount, strict=bool(amount)))
        rows.append(json.dumps(row))
    path.write_text("\n".join(rows) + "\n")


def rows(warehouse: Path, query: str) -> Rows:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return sorted(connection.sql(query).fetchall())


def versions(warehouse: Path) -> Rows:
    """Tables that only a build needs."""
    query = """
        select table_name from duckdb_tables()
        where regexp_matches(table_name, '__(before|now|changes)$')
    """
    return rows(warehouse, query)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a warehouse built in two parts, and a copy of the first."""
    folder = tmp_path_factory.mktemp("shop")
    events = folder / "raw" / "generic" / "events"
    events.mkdir(parents=True)
    write(events / "first.ndjson", FIRST)
    shutil.copy(build(folder), folder / "first.duckdb")
    write(events / "second.ndjson", SECOND)
    build(folder)
    return folder


@pytest.mark.parametrize("sums", DIRECT_COUNTS)
def test_sums_equal_a_direct_count(shop: Path, sums: str) -> None:
    kept, counted = DIRECT_COUNTS[sums]
    found = rows(shop / WAREHOUSE, kept.format(sums=f"intermediate.{sums}"))
    assert found == rows(shop / WAREHOUSE, counted)
    # Else it would not matter whether they were added up.
    before = rows(shop / "first.duckdb", kept.format(sums=f"intermediate.{sums}"))
    assert before != found
    assert before


def test_only_days_with_other_sums_are_made_anew(shop: Path) -> None:
    """Ann by another name is one visitor as before; Carl and Zoe were not touched."""
    query = """
        select strftime(period_start, '%m-%d') from intermediate.int_periods__changed
        where period_grain = 'day'
    """
    days = [("07-02",), ("08-01",), ("08-02",)]
    assert rows(shop / WAREHOUSE, query) == days


def test_only_funnels_with_other_journeys_are_made_anew(shop: Path) -> None:
    """Exactly the days and segments whose rates are not as before."""
    shown = "period_grain = 'day' and dimension in ('all', 'device_category')"
    cells = "funnel, period_start, dimension, dimension_value"
    changed = rows(
        shop / WAREHOUSE,
        f"select {cells} from intermediate.int_funnel_cells__changed where {shown}",
    )
    query = f"select {cells}, * from marts.funnel_rates where {shown}"
    before = set(rows(shop / "first.duckdb", query))
    now = set(rows(shop / WAREHOUSE, query))
    assert changed == sorted({row[:4] for row in before ^ now})
    assert changed
    assert {row[:4] for row in now} - set(changed)


def test_no_version_of_a_table_is_left(shop: Path) -> None:
    assert versions(shop / WAREHOUSE) == []


def test_a_build_of_some_models_adds_nothing_twice(shop: Path) -> None:
    """A build of some models that keep versions leaves none behind either."""
    complete = fingerprints(shop / WAREHOUSE)
    chosen = ("int_visits__rolled_up", "int_sessions__attributed")
    for models in (chosen[:1], chosen):
        build(shop, "--select", *models, *NO_TESTS)
        assert versions(shop / WAREHOUSE) == []
        assert changes(complete, fingerprints(shop / WAREHOUSE)) == set()


@pytest.mark.parametrize("state", ["first.duckdb", WAREHOUSE])
def test_after_a_broken_build_nothing_is_made_of_some_visitors_only(
    shop: Path, tmp_path: Path, state: str
) -> None:
    """The first build left all rows everywhere, the second only what it worked on."""
    before = fingerprints(shop / state)
    shutil.copytree(shop / "raw", tmp_path / "raw")
    shutil.copy(shop / state, tmp_path / WAREHOUSE)
    with duckdb.connect(str(tmp_path / WAREHOUSE)) as warehouse:
        # This is how a build begins; only one that has ended says so again.
        warehouse.execute("delete from build_state.known_facts where kind = 'build'")
    said = run_dbt(tmp_path, "build", "--select", "carts", *NO_TESTS)
    if state == WAREHOUSE:
        assert "carts has to be made of all rows, and reads int_carts__" in said
        assert "which holds only what the last build worked on." in said
    else:
        assert said.startswith("success: True"), said
        assert changes(before, fingerprints(tmp_path / WAREHOUSE)) == set()


def changes(one: dict[str, object], other: dict[str, object]) -> set[str]:
    """Names of tables that are not the same in both."""
    names = one.keys() | other.keys()
    return {name for name in names if one.get(name) != other.get(name)}
