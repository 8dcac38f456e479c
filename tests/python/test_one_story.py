"""One story, told by every source, gives one set of rows and one set of figures.

Each module of tests/python/dialects with a function ``write`` lays the story out as the
files of one source, under its own name. dbt compiles all models once, for all sources
side by side; their SQL is then run in memory, for one source after the other.
"""

import importlib
import json
import os
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import dialects
import pytest
import yaml
from adapters import adapters
from compiled_models import (
    CATALOG,
    ROOT,
    compile_models,
    create_table,
    empty_warehouse,
)
from dialects.story import STORY, StoryEvent

UNIONED = "int_events__unioned"
# What sources do not share: their keys, keys made of those, and times of receipt.
OWN_COLUMNS = {
    *("event_source", "event_id", "conversion_id", "journey_id"),
    *("received_at", "raw_row"),
}
FILLED_MARTS = {
    *("sessions", "visitors", "conversions", "conversion_rates", "business_rates"),
    *("funnel_rates", "funnel_journeys", "carts", "product_conversion"),
    *("attributed_conversions", "channel_attribution", "channel_removal_effects"),
    *("campaign_performance", "conversion_paths"),
}

Row = dict[str, Any]


def found_dialects() -> dict[str, ModuleType]:
    """Modules that tell the story, by name of the source, if it has an adapter."""
    names = [each.name for each in pkgutil.iter_modules(dialects.__path__)]
    modules = {name: importlib.import_module(f"dialects.{name}") for name in names}
    known = adapters()
    return {
        name: module
        for name, module in modules.items()
        if hasattr(module, "write") and name in known
    }


DIALECTS = found_dialects()


def seeds() -> dict[str, str]:
    """SQL that reads each seed with the types that its YAML declares, by its table."""
    found = {}
    for path in (ROOT / "seeds").glob("*/*.yml"):
        for seed in yaml.safe_load(path.read_text())["seeds"]:
            file = path.parent / f"{seed['name']}.csv"
            types = json.dumps(seed["config"]["column_types"]).replace('"', "'")
            found[f"{path.parent.name}.{seed['name']}"] = (
                f"select * from read_csv('{file}', header = true, types = {types})"
            )
    return found


def in_order(compiled: dict[str, str]) -> list[str]:
    """Names of models, each after those that its SQL reads."""
    # Within Python the quotes of a name are escaped.
    relation = re.compile(rf'"{CATALOG}\\?"\.\\?"\w+\\?"\.\\?"(\w+)')
    waiting = {
        name: set(relation.findall(query)) & (compiled.keys() - {name})
        for name, query in compiled.items()
    }
    ordered: list[str] = []
    while waiting:
        ready = sorted(
            name for name, needs in waiting.items() if not needs & set(waiting)
        )
        ordered += ready
        for name in ready:
            del waiting[name]
    return ordered


class Told:
    """The story of all sources in staging, and the marts of any of them."""

    def __init__(self) -> None:
        models = ROOT / "models"
        paths = [*models.glob("*/*/*.sql"), *models.glob("*/*/*.py")]
        self.layers = {path.stem: path.parts[-3] for path in paths}
        for name in list(self.layers):
            source, _, what = name.removeprefix("stg_").partition("__")
            is_adapter = name.startswith("stg_") and what == "events"
            if is_adapter and source not in DIALECTS:
                del self.layers[name]
        self.compiled = compile_models(
            list(self.layers), {"event_sources": list(DIALECTS)}
        )
        self.order = in_order(self.compiled)
        self.warehouse = empty_warehouse()
        for table, query in seeds().items():
            self.warehouse.execute(f"create table {table} as {query}")
        for name in self.order:
            if self.layers[name] == "staging" or name == UNIONED:
                self._create(name, self.compiled[name])
        self.warehouse.execute(
            f"create table all_sources as select * from intermediate.{UNIONED}"
        )

    def _create(self, name: str, query: str) -> None:
        create_table(self.warehouse, f"{self.layers[name]}.{name}", query)

    def rows(self, query: str) -> list[Row]:
        result = self.warehouse.execute(query)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def build(self, *sources: str) -> None:
        """Make all models after staging anew, from the rows of these sources alone."""
        self._create(
            UNIONED,
            "select * from all_sources"
            f" where list_contains({list(sources)}, event_source)",
        )
        for name in self.order:
            if self.layers[name] != "staging" and name != UNIONED:
                self._create(name, self.compiled[name])

    def figures(self) -> dict[str, list[str]]:
        """The rows of each mart as texts, without what names their source."""
        return {
            name: sorted(
                str({key: each for key, each in row.items() if key not in OWN_COLUMNS})
                for row in self.rows(f"select * from marts.{name}")
            )
            for name in self.order
            if self.layers[name] == "marts"
        }


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    raw = tmp_path_factory.mktemp("story") / "raw"
    for dialect in DIALECTS.values():
        dialect.write(STORY, raw)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "RAW_DATA_DIR", str(raw))
        yield Told()


@pytest.fixture(scope="module")
def reference(told: Told) -> dict[str, list[str]]:
    """The figures of the story in the project's own layout."""
    told.build("generic")
    return told.figures()


def without_nulls(value: object) -> object:
    """A JSON value in which a key without a value is no key."""
    if isinstance(value, dict):
        filled = {key: without_nulls(each) for key, each in value.items()}
        return {key: each for key, each in filled.items() if each is not None}
    if isinstance(value, list):
        return [without_nulls(each) for each in value]
    return value


def wanted(event: StoryEvent, columns: list[str]) -> Row:
    """The columns of an event as staging should give them."""
    row: Row = dict.fromkeys(columns) | vars(event)
    row["is_page_view"] = event.event_name == "page_view"
    return {name: each for name, each in row.items() if name not in OWN_COLUMNS}


def shared(row: Row, further_keys: set[str]) -> Row:
    """A row of staging, without what only its source knows."""
    properties = json.loads(row["properties"] or "{}")
    own = {key: each for key, each in properties.items() if key not in further_keys}
    value = None if row["value"] is None else float(row["value"])
    row = row | {"properties": without_nulls(own), "value": value}
    return {name: each for name, each in row.items() if name not in OWN_COLUMNS}


@pytest.mark.parametrize("source", DIALECTS)
def test_staging_gives_the_story_back(told: Told, source: str) -> None:
    rows = told.rows(
        f"select * from staging.stg_{source}__events order by occurred_at, event_name"
    )
    further_keys = getattr(DIALECTS[source], "FURTHER_KEYS", set())
    ordered = sorted(STORY, key=lambda event: (event.occurred_at, event.event_name))
    found = [shared(row, further_keys) for row in rows]
    assert found == [wanted(event, list(rows[0])) for event in ordered]


@pytest.mark.parametrize("source", sorted(DIALECTS.keys() - {"generic"}))
def test_figures_are_those_of_every_other_source(
    told: Told, reference: dict[str, list[str]], source: str
) -> None:
    assert {mart for mart, rows in reference.items() if rows} >= FILLED_MARTS
    told.build(source)
    assert told.figures() == reference


def test_an_order_that_two_sources_saw_counts_once(told: Told) -> None:
    told.build("ga4", "segment")
    purchases = f"from intermediate.{UNIONED} where event_name = 'purchase'"
    counted = "from marts.conversions where conversion = 'purchase'"
    query = (
        f"select (select count(*) {purchases}), count(*), sum(value_amount) {counted}"
    )
    assert told.warehouse.sql(query).fetchall() == [(2, 1, 25)]
