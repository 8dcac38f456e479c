"""A second build of the same raw files gives the same content, table by table."""

import os
from pathlib import Path

import duckdb
import pytest

FIRST = os.environ.get("TEST_FIRST_WAREHOUSE", "")
TABLES = """
select table_schema || '.' || table_name from information_schema.tables
where table_type = 'BASE TABLE' and table_catalog = current_database()
order by 1
"""


def fingerprints(database: Path) -> dict[str, tuple[int, int]]:
    """Rows of each table and a hash of them that does not depend on their order."""
    with duckdb.connect(str(database), read_only=True) as warehouse:
        names = [name for (name,) in warehouse.sql(TABLES).fetchall()]
        query = "select count(*), coalesce(sum(hash(row_)), 0) from {} as row_"
        return {name: warehouse.sql(query.format(name)).fetchall()[0] for name in names}


@pytest.mark.skipif(
    not FIRST, reason="TEST_FIRST_WAREHOUSE is not set: nothing to compare"
)
def test_a_second_build_changes_nothing(warehouse: Path) -> None:
    assert fingerprints(warehouse) == fingerprints(Path(FIRST))


def test_a_fingerprint_sees_one_changed_value(tmp_path: Path) -> None:
    found = []
    for value in (1, 2):
        path = tmp_path / f"{value}.duckdb"
        with duckdb.connect(str(path)) as warehouse:
            warehouse.execute(f"create table numbers as select {value} as number")
        found.append(fingerprints(path))
    assert found[0] != found[1]
