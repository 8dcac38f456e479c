"""Great Expectations over the profiles of raw files, in DuckDB, without a network."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

# Read when Great Expectations is imported: it would report its use to its makers.
os.environ["GX_ANALYTICS_ENABLED"] = "false"

SEVERITIES = {"failure": "critical", "warning": "warning", "note": "info"}
# The table whose rows a level judges; each row is known by its column place.
LEVELS = {"file": "files", "day": "days", "table": "tables"}


@dataclass(frozen=True)
class Expectation:
    """One row of landing_expectations.yml."""

    name: str
    level: str
    measure: str
    severity: str
    says: str
    guards: str
    mend: str
    role: str = ""
    at_least: float | None = None
    at_most: float | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """How many rows an expectation judged, and the places of those that missed it."""

    expectation: Expectation
    judged: int
    missed: list[str]


def read_whole_results() -> Callable[[], None]:
    """Make SQLAlchemy read DuckDB's results before the connection is given back.

    Great Expectations reads a result after closing its connection, which DuckDB does
    not allow: without this every expectation ends in an error. Returns what undoes it
    and closes the engines that were used.
    """
    from sqlalchemy import event
    from sqlalchemy.engine import Connection, CursorResult, Engine, ExecutionContext
    from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy

    engines: set[Engine] = set()

    def buffer(
        connection: Connection,
        cursor: Any,  # noqa: ANN401 (the driver's own)
        statement: str,
        parameters: object,
        context: ExecutionContext,
        executemany: bool,
    ) -> CursorResult | None:
        engines.add(connection.engine)
        if connection.dialect.name == "duckdb" and cursor.description:
            context.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(
                cursor,
                alternate_description=cursor.description,
                initial_buffer=cursor.fetchall(),
            )

    arguments = Engine, "after_cursor_execute", buffer
    event.listen(*arguments)

    def undo() -> None:
        event.remove(*arguments)
        for engine in engines:
            engine.dispose()

    return undo


class CheckBrokeError(RuntimeError):
    """Great Expectations could not evaluate an expectation."""


def judge(database: Path, expectations: list[Expectation], docs: Path) -> list[Outcome]:
    """Judge the tables files, days and tables; write Data Docs into the folder docs.

    Raises CheckBrokeError where an expectation could not be evaluated: an error is
    neither a pass nor a miss.
    """
    # It takes seconds to import, so nothing else here does.
    import great_expectations as gx

    undo = read_whole_results()
    try:
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = {"globally": False}
        site = {
            "class_name": "SiteBuilder",
            "store_backend": {
                "class_name": "TupleFilesystemStoreBackend",
                "base_directory": str(docs.resolve()),
            },
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        }
        context.update_data_docs_site("local_site", site)
        results = build_checkpoint(gx, context, database, expectations).run()
        context.build_data_docs()
    finally:
        undo()
    found = [
        read_outcome(expectations, result)
        for run in results.run_results.values()
        for result in run.results
    ]
    return sorted(found, key=lambda one: expectations.index(one.expectation))


def build_checkpoint(
    gx: ModuleType,
    context: Any,  # noqa: ANN401 (it has no public type)
    database: Path,
    expectations: list[Expectation],
) -> Any:  # noqa: ANN401
    """A suite for each level and choice of sources, over the rows that it speaks of."""
    url = f"duckdb:///{database}"
    store = context.data_sources.add_sql("landing", connection_string=url)
    suites: dict[tuple[str, tuple[str, ...]], list[Expectation]] = {}
    for one in expectations:
        suites.setdefault((one.level, one.sources), []).append(one)
    definitions = []
    for (level, sources), members in suites.items():
        name = " of ".join([LEVELS[level], *filter(None, [" and ".join(sources)])])
        query = f"select * from {LEVELS[level]}"
        if sources:
            names = ", ".join(f"'{source}'" for source in sources)
            query += f" where source in ({names})"
        batch = store.add_query_asset(name, query=query)
        suite = gx.ExpectationSuite(
            name=name, expectations=[as_great_expectation(gx, one) for one in members]
        )
        definition = gx.ValidationDefinition(
            name=name,
            data=batch.add_batch_definition_whole_table("all"),
            suite=context.suites.add(suite),
        )
        definitions.append(context.validation_definitions.add(definition))
    checkpoint = gx.Checkpoint(
        name="landing",
        validation_definitions=definitions,
        result_format={
            "result_format": "COMPLETE",
            "unexpected_index_column_names": ["place"],
        },
    )
    return context.checkpoints.add(checkpoint)


def as_great_expectation(gx: ModuleType, expectation: Expectation) -> object:
    """A measure between bounds; null, which cannot be judged, is let through."""
    return gx.expectations.ExpectColumnValuesToBeBetween(
        column=expectation.measure,
        min_value=expectation.at_least,
        max_value=expectation.at_most,
        severity=SEVERITIES[expectation.severity],
        description=expectation.name.replace("_", " "),
        notes=f"{expectation.guards} {expectation.mend}",
        meta={"name": expectation.name},
    )


def read_outcome(expectations: list[Expectation], result: Any) -> Outcome:  # noqa: ANN401
    """What a validation result of Great Expectations says in our words."""
    name = result.expectation_config.meta["name"]
    expectation = next(one for one in expectations if one.name == name)
    counts = result.result
    if "element_count" not in counts:
        raise CheckBrokeError(f"{name} could not be checked: {exception_of(result)}")
    missed = [row["place"] for row in counts.get("unexpected_index_list") or []]
    if result.success == bool(missed):
        raise CheckBrokeError(f"{name} could not be read: {counts}")
    return Outcome(
        expectation, counts["element_count"] - counts["missing_count"], sorted(missed)
    )


def exception_of(result: Any) -> str:  # noqa: ANN401
    """The first message of the exceptions in a validation result."""
    found = result.exception_info
    if "exception_message" not in found:
        found = next(iter(found.values()), {})
    return str(found.get("exception_message")).strip().splitlines()[0]
