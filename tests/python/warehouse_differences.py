"""What is not the same in the marts of two warehouses."""

from collections.abc import Iterator
from pathlib import Path

import duckdb


def tables(connection: duckdb.DuckDBPyConnection, catalog: str) -> list[str]:
    return [
        name
        for (name,) in connection.execute(
            "select table_name from information_schema.tables"
            " where table_catalog = ? and table_schema = 'marts' order by 1",
            [catalog],
        ).fetchall()
    ]


def differences(one: Path, other: Path) -> Iterator[str]:
    """Every mart whose rows are not the same in both warehouses, with some of them."""
    connection = duckdb.connect()
    connection.execute(f"attach '{one}' as one (read_only)")
    connection.execute(f"attach '{other}' as other (read_only)")
    assert tables(connection, "one") == tables(connection, "other")
    for name in tables(connection, "other"):
        for here, there in (("one", "other"), ("other", "one")):
            query = f"from {here}.marts.{name} except all from {there}.marts.{name}"
            found = connection.execute(f"{query} limit 3").fetchall()
            if found:
                yield f"{name}: only in {here}: {found}"
