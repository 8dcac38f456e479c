"""What is not the same in the marts of two warehouses."""

from collections.abc import Iterator
from pathlib import Path

import duckdb


def tables(connection: duckdb.DuckDBPyConnection, catalog: str) -> list[str]:
    """Names of all marts of an attached warehouse, sorted."""
    return [
        name
        for (name,) in connection.execute(
            "select table_name from information_schema.tables"
            " where table_catalog = ? and table_schema = 'marts' order by 1",
            [catalog],
        ).fetchall()
    ]


def differences(one: Path, other: Path) -> Iterator[str]:
    """Every mart whose rows are not the same in both warehouses, with some of them.

    A mart that only one of them has comes first. Raises duckdb.Error where a file
    cannot be read.
    """
    with duckdb.connect() as connection:
        connection.execute(f"attach '{one}' as one (read_only)")
        connection.execute(f"attach '{other}' as other (read_only)")
        here, there = (set(tables(connection, name)) for name in ("one", "other"))
        yield from (f"{name}: only one has it" for name in sorted(here ^ there))
        for name in sorted(here & there):
            yield from rows_apart(connection, name)


def rows_apart(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[str]:
    """Some rows of a mart that only one of both warehouses has."""
    for here, there in (("one", "other"), ("other", "one")):
        query = f"from {here}.marts.{name} except all from {there}.marts.{name}"
        found = connection.execute(f"{query} limit 3").fetchall()
        if found:
            yield f"{name}: only in {here}: {found}"
