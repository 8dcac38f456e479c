"""A built warehouse whose tables can be broken without harm.

The file is attached read only. A statement that breaks something names its table as
``broken.<name>``: a plain copy, without constraints and with views made into tables,
that compiled SQL is pointed at instead of the real one. Everything is rolled back.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).parents[2]


def quoted(path: Path) -> str:
    """A path as SQL text; it may hold an apostrophe."""
    return "'" + str(path).replace("'", "''") + "'"


class Breakable:
    """Runs compiled SQL on the warehouse as it is, or after something broke in it."""

    def __init__(self, warehouse: Path, manifest: dict[str, Any]) -> None:
        nodes = manifest["nodes"].values()
        relations = [node for node in nodes if node.get("relation_name")]
        relations = [node for node in relations if node["resource_type"] != "test"]
        self.names = {node["name"]: node["relation_name"] for node in relations}
        catalog = relations[0]["database"]
        self.connection = duckdb.connect()
        self.connection.execute("set TimeZone = 'UTC'")
        self.connection.execute(f"set file_search_path = {quoted(ROOT)}")
        self.connection.execute(
            f'attach {quoted(warehouse)} as "{catalog}" (read_only)'
        )
        self.connection.execute("attach ':memory:' as broken")
        self.views = self._names_of_views(catalog)
        self.copied: set[str] = set()

    def rows(self, compiled: str, *statements: str) -> list[tuple[Any, ...]]:
        """Some rows of a query after the statements have broken what they name."""
        self._copy(re.findall(r"\bbroken\.(\w+)", " ".join(statements)))
        # A view over raw files is slow to read again and again.
        self._copy(name for name in self.views if self.names[name] in compiled)
        self.connection.begin()
        try:
            for statement in statements:
                self.connection.execute(statement)
            return self.connection.execute(self._redirect(compiled)).fetchmany(5)
        finally:
            self.connection.rollback()

    def column_types(self, name: str) -> dict[str, str]:
        """Type by column of a table or view, in order."""
        description = self.connection.sql(f"select * from {self.names[name]}")
        return dict(zip(description.columns, map(str, description.types), strict=True))

    def _copy(self, names: Iterable[str]) -> None:
        for name in set(names) - self.copied:
            self.connection.execute(
                f"create table broken.{name} as select * from {self.names[name]}"
            )
            self.copied.add(name)

    def _redirect(self, compiled: str) -> str:
        for name in self.copied:
            compiled = compiled.replace(self.names[name], f"broken.{name}")
        return compiled

    def _names_of_views(self, catalog: str) -> set[str]:
        found = self.connection.execute(
            "select view_name from duckdb_views() where database_name = ?", [catalog]
        )
        return {name for (name,) in found.fetchall()} & set(self.names)
