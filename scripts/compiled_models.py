"""Compiled models as plain SQL, for tests and benchmarks to run on their own rows."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

ROOT = Path(__file__).parents[1]
# The database that compiled models refer to; a file of it has to be called that too.
CATALOG = "compiled"


def compile_models(names: list[str], variables: dict[str, object]) -> dict[str, str]:
    """Compiled SQL by model name, for a set of vars.

    Raises RuntimeError when dbt cannot compile.
    """
    with TemporaryDirectory() as folder, warehouse_in(folder):
        # Other vars change what models say, this one also which of them there are.
        sources = json.dumps(variables.get("event_sources"))
        command = ["compile", "--select", *names, "--vars", json.dumps(variables)]
        # Tests that belong to a selected model would be compiled with it.
        left_out = ["--exclude", "resource_type:test", "resource_type:unit_test"]
        runner = dbtRunner(manifest=read_project(sources))
        outcome = runner.invoke([*command, *options(folder), *left_out])
        DuckDBConnectionManager.close_all_connections()
    found = {each.node.name: each.node.compiled_code for each in outcome.result or []}
    missing = [name for name in names if name not in found]
    if not outcome.success or missing:
        reason = outcome.exception or f"no model is called {', '.join(missing)}"
        raise RuntimeError(f"dbt cannot compile the models: {reason}")
    return found


def read_project(sources: str, project: Path = ROOT) -> Any:  # noqa: ANN401
    """A project as dbt reads it, which takes longest: once per list of sources."""
    return read_once(sources, project)


@cache
def read_once(sources: str, project: Path) -> Any:  # noqa: ANN401
    """As read_project; a cache tells a default from the same value given."""
    # What dbt reads names the database: who reads first must not choose it for all.
    with TemporaryDirectory() as folder, warehouse_in(folder):
        chosen = json.loads(sources)
        variables = {"event_sources": chosen} if chosen else {}
        command = ["parse", "--vars", json.dumps(variables)]
        outcome = dbtRunner().invoke([*command, *options(folder, project)])
    if not outcome.success:
        raise RuntimeError(f"dbt cannot read the project: {outcome.exception}")
    return outcome.result


@contextmanager
def warehouse_in(folder: str) -> Iterator[None]:
    """Within, dbt's warehouse is a file of a folder that is called like CATALOG."""
    before = os.environ.get("WAREHOUSE_PATH")
    os.environ["WAREHOUSE_PATH"] = str(Path(folder) / f"{CATALOG}.duckdb")
    try:
        yield
    finally:
        del os.environ["WAREHOUSE_PATH"]
        if before is not None:
            os.environ["WAREHOUSE_PATH"] = before


def options(target: str, project: Path = ROOT) -> list[str]:
    """Options of every dbt command here: it is silent and leaves few files."""
    silent = ["--quiet", "--log-level", "none", "--no-write-json"]
    places = ["--project-dir", str(project), "--profiles-dir", str(project)]
    return [*silent, *places, "--target-path", target]


def create_table(
    connection: duckdb.DuckDBPyConnection, table: str, compiled: str
) -> None:
    """Make the table of a compiled model anew, whether it is SQL or Python."""
    if "class dbtObj" not in compiled:
        connection.execute(f"create or replace table {table} as {compiled}")
        return
    # What dbt adds to the code of a Python model reads the tables that it names.
    names: dict[str, Any] = {}
    exec(compile(compiled, table, "exec"), names)
    dbt = names["dbtObj"](lambda name: connection.sql(f"select * from {name}"))
    dbt.config = lambda **_: None
    connection.register("rows_of_model", names["model"](dbt, connection))
    connection.execute(f"create or replace table {table} as from rows_of_model")
    connection.unregister("rows_of_model")


def empty_warehouse() -> duckdb.DuckDBPyConnection:
    """A warehouse in memory with the schemas that compiled models refer to.

    Nobody in it was forgotten.
    """
    connection = duckdb.connect()
    connection.execute("set TimeZone = 'UTC'; set threads = 1")
    connection.execute(f"attach ':memory:' as {CATALOG}; use {CATALOG}")
    for schema in ("staging", "intermediate", "marts", "definitions", "benchmarks"):
        connection.execute(f"create schema {schema}")
    connection.execute(
        "create table intermediate.int_forgotten_keys__merged"
        " (key_hash varchar, forgotten_at timestamp)"
    )
    return connection
