"""One story, told by every source, gives one set of rows and one set of figures.

Each module of tests/python/dialects with a function ``write`` lays the story out as the
files of one source, under its own name. dbt builds them all side by side, once. What
comes after staging is then run for each source alone, in memory, on compiled SQL.
"""

import importlib
import json
import os
import pkgutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import dialects
import duckdb
import pytest
from dialects.story import STORY, StoryEvent

ROOT = Path(__file__).parents[2]
UNIONED = "int_events__unioned"
# What sources do not share: keys of their own, and when they received an event.
OWN_COLUMNS = {"event_source", "event_id", "received_at", "raw_row"}

Row = dict[str, Any]
Rows = Counter[tuple[Any, ...]]


def found_dialects() -> dict[str, ModuleType]:
    """Modules that tell the story, by name of the source, if it has an adapter."""
    names = [each.name for each in pkgutil.iter_modules(dialects.__path__)]
    modules = {name: importlib.import_module(f"dialects.{name}") for name in names}
    adapters = {path.name for path in (ROOT / "models" / "staging").iterdir()}
    return {
        name: module
        for name, module in modules.items()
        if hasattr(module, "write") and name in adapters
    }


DIALECTS = found_dialects()


def build(folder: Path) -> Path:
    """Seeds and models of the story of all sources together; return the warehouse."""
    warehouse = folder / "story.duckdb"
    environment = os.environ | {
        "RAW_DATA_DIR": str(folder / "raw"),
        "WAREHOUSE_PATH": str(warehouse),
    }
    command = [str(Path(sys.executable).parent / "dbt"), "--quiet", "build"]
    kinds = ["--exclude-resource-type", "test", "--exclude-resource-type", "unit_test"]
    places = ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT)]
    output = ["--target-path", str(folder / "target")]
    variables = ["--vars", json.dumps({"event_sources": list(DIALECTS)})]
    subprocess.run(
        [*command, *kinds, *places, *output, *variables], env=environment, check=True
    )
    return warehouse


class Story:
    """The built warehouse, and its models made anew for some of the sources."""

    def __init__(self, warehouse: Path, manifest: dict[str, Any]) -> None:
        nodes = manifest["nodes"]
        self.unioned = next(key for key in nodes if key.endswith(f".{UNIONED}"))
        below = self._below(manifest["child_map"], nodes)
        self.models = [nodes[key] for key in below]
        self.marts = [node["name"] for node in self.models if node["schema"] == "marts"]
        self.told: dict[str, dict[str, Rows]] = {}
        self.connection = duckdb.connect()
        self.connection.execute("set TimeZone = 'UTC'")
        self.connection.execute(f"attach '{warehouse}' (read_only)")
        self.rows = f"{nodes[self.unioned]['relation_name']}"

    def _below(self, children: dict[str, list[str]], nodes: Row) -> list[str]:
        """Keys of all models that rest on the unioned events, in order of building."""
        wanted, open_keys = set(), [self.unioned]
        while open_keys:
            for child in children[open_keys.pop()]:
                if child.startswith("model.") and child not in wanted:
                    wanted.add(child)
                    open_keys.append(child)
        ordered: list[str] = []
        while wanted:
            ready = {
                key
                for key in wanted
                if not wanted.intersection(nodes[key]["depends_on"]["nodes"])
            }
            ordered += sorted(ready)
            wanted -= ready
        return ordered

    def staged(self, source: str) -> list[Row]:
        """The rows of one source after staging, in order of time."""
        found = self.connection.execute(
            f"select * exclude (raw_row) from {self.rows} where event_source = ?"
            " order by occurred_at, event_name",
            [source],
        )
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def tell(self, name: str, sources: list[str]) -> None:
        """Make all models anew from these sources alone, in the database ``name``."""
        self.connection.execute(f"attach ':memory:' as {name}")
        self.connection.execute(
            f"create table {name}.{UNIONED} as select * from {self.rows}"
            f" where list_contains({sources}, event_source)"
        )
        mine = {self.rows: f"{name}.{UNIONED}"}
        for node in self.models:
            compiled = node["compiled_code"]
            for relation, own in mine.items():
                compiled = compiled.replace(relation, own)
            self.connection.execute(f"create table {name}.{node['name']} as {compiled}")
            mine[node["relation_name"]] = f"{name}.{node['name']}"

    def figures(self, source: str) -> dict[str, Rows]:
        """All rows of each mart for one source, without what names the source."""
        if source not in self.told:
            self.tell(f"of_{source}", [source])
            self.told[source] = {
                mart: self._rows_of(f"of_{source}.{mart}") for mart in self.marts
            }
        return self.told[source]

    def _rows_of(self, table: str) -> Rows:
        own = OWN_COLUMNS | {"conversion_id", "raw_row"}
        columns = [
            each[0] for each in self.connection.sql(f"describe {table}").fetchall()
        ]
        shared = ", ".join(f'"{name}"' for name in columns if name not in own)
        return Counter(self.connection.sql(f"select {shared} from {table}").fetchall())


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("story")
    for dialect in DIALECTS.values():
        dialect.write(STORY, folder / "raw")
    warehouse = build(folder)
    manifest = json.loads((folder / "target" / "manifest.json").read_text())
    yield Story(warehouse, manifest)


def without_nulls(value: object) -> object:
    """A JSON value in which a key without a value is no key."""
    if isinstance(value, dict):
        filled = {key: without_nulls(each) for key, each in value.items()}
        return {key: each for key, each in filled.items() if each is not None}
    if isinstance(value, list):
        return [without_nulls(each) for each in value]
    return value


def expected(event: StoryEvent, columns: list[str]) -> Row:
    """The columns of an event as staging should give them."""
    told: Row = dict.fromkeys(columns) | vars(event)
    told["is_page_view"] = event.event_name == "page_view"
    return {name: each for name, each in told.items() if name not in OWN_COLUMNS}


def found(row: Row, further_keys: set[str]) -> Row:
    """A row of staging, without what only its source knows."""
    properties = json.loads(row["properties"] or "{}")
    assert isinstance(row["occurred_at"], datetime)
    own = {key: each for key, each in properties.items() if key not in further_keys}
    value = None if row["value"] is None else float(row["value"])
    told = row | {"properties": without_nulls(own), "value": value}
    return {name: each for name, each in told.items() if name not in OWN_COLUMNS}


@pytest.mark.parametrize("source", DIALECTS)
def test_staging_gives_the_story_back(story: Story, source: str) -> None:
    rows = story.staged(source)
    further_keys = getattr(DIALECTS[source], "FURTHER_KEYS", set())
    ordered = sorted(STORY, key=lambda event: (event.occurred_at, event.event_name))
    told = [found(row, further_keys) for row in rows]
    assert told == [expected(event, list(rows[0])) for event in ordered]


@pytest.mark.parametrize("source", DIALECTS)
def test_figures_are_those_of_every_other_source(story: Story, source: str) -> None:
    figures = story.figures(source)
    assert figures == story.figures("generic")
    filled = {mart for mart, rows in figures.items() if rows}
    assert filled >= {
        *("sessions", "visitors", "conversions", "conversion_rates", "business_rates"),
        *("funnel_rates", "funnel_journeys", "carts", "product_conversion"),
    }


def test_an_order_that_two_sources_saw_counts_once(story: Story) -> None:
    story.tell("seen_twice", ["ga4", "segment"])
    purchases = f"from seen_twice.{UNIONED} where event_name = 'purchase'"
    counted = "from seen_twice.conversions where conversion = 'purchase'"
    query = (
        f"select (select count(*) {purchases}), count(*), sum(value_amount) {counted}"
    )
    assert story.connection.sql(query).fetchall() == [(2, 1, 25)]
