"""A second build of the same raw files loads nothing and changes nothing.

TEST_SECOND_WAREHOUSE names the warehouse of the tests after one more build.
Slices are made for the visitors of the last build, so they alone may differ.
"""

import os
from pathlib import Path
from typing import Any

import duckdb
import pytest

SECOND = os.environ.get("TEST_SECOND_WAREHOUSE", "")
TABLES = """
select table_schema || '.' || table_name from information_schema.tables
where table_type = 'BASE TABLE' and table_catalog = current_database()
and table_schema <> 'build_state'
order by 1
"""
built_again = pytest.mark.skipif(
    not SECOND, reason="TEST_SECOND_WAREHOUSE is not set: nothing to compare"
)

# Who and what the last build worked on.
WHAT_IS_NEW = {
    "intermediate.int_events__arrived",
    "intermediate.int_visitors__touched",
    "intermediate.int_periods__matured",
    "intermediate.int_periods__changed",
    "intermediate.int_funnel_cells__changed",
}
Nodes = list[dict[str, Any]]
Fingerprints = dict[str, tuple[int, int]]


def fingerprints(database: Path) -> Fingerprints:
    """Rows of each table and a hash of them that does not depend on their order.

    The number of a unit is another in every build, and where the data ended before it
    is known to some builds only: both may differ.
    """
    with duckdb.connect(str(database), read_only=True) as warehouse:
        names = [name for (name,) in warehouse.sql(TABLES).fetchall()]
        query = """
            select count(*), coalesce(sum(hash(row_)), 0)
            from (
                select columns(name -> name not in ('unit_number', 'known_horizon_at'))
                from {}
            ) as row_
        """
        return {name: warehouse.sql(query.format(name)).fetchall()[0] for name in names}


def table_of(node: dict[str, Any]) -> str:
    return f"{node['schema']}.{node['name']}"


@pytest.fixture(scope="module")
def models(manifest: dict[str, Any]) -> Nodes:
    nodes = manifest["nodes"].values()
    return [node for node in nodes if node["resource_type"] == "model"]


@pytest.fixture(scope="module")
def slices(models: Nodes) -> set[str]:
    """Tables that hold what the last build worked on."""
    tagged = {table_of(node) for node in models if "slice" in node["tags"]}
    return tagged | WHAT_IS_NEW


@built_again
def test_a_second_build_changes_nothing(
    warehouse: Path, models: Nodes, slices: set[str]
) -> None:
    first = fingerprints(warehouse)
    second = fingerprints(Path(SECOND))
    kept = {table_of(node) for node in models if is_for_good(node)}
    assert kept <= first.keys() - slices
    # The rows of what a view_with_slice showed to the last build.
    extra = {name for name in first | second if name.endswith("__slice")}
    assert without(second, slices | extra) == without(first, slices | extra)


@built_again
def test_a_second_build_works_on_few_visitors(warehouse: Path) -> None:
    """Nothing arrives; who waits for the end of a window is looked at again."""
    first = fingerprints(warehouse)
    second = fingerprints(Path(SECOND))
    assert second["intermediate.int_events__arrived"][0] == 0
    touched = second["intermediate.int_visitors__touched"][0]
    assert touched < first["marts.visitors"][0] / 2
    summarised = "intermediate.int_sessions__summarised"
    assert second[summarised][0] < first[summarised][0] / 2


def is_for_good(node: dict[str, Any]) -> bool:
    """Whether the rows of a model stay: those of a mart, or of a kept model."""
    return node["config"]["materialized"] == "incremental" or (
        node["schema"] == "marts" and node["config"]["materialized"] == "table"
    )


def without(found: Fingerprints, left_out: set[str]) -> Fingerprints:
    return {name: each for name, each in found.items() if name not in left_out}


def test_a_fingerprint_sees_one_changed_value(tmp_path: Path) -> None:
    found = []
    for value in (1, 2):
        path = tmp_path / f"{value}.duckdb"
        with duckdb.connect(str(path)) as warehouse:
            warehouse.execute(f"create table numbers as select {value} as number")
        found.append(fingerprints(path))
    assert found[0] != found[1]
