"""Compiled models as plain SQL, for tests and benchmarks to run on their own rows."""

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

ROOT = Path(__file__).parents[1]
# The database that compiled models refer to; a file of it has to be called that too.
CATALOG = "compiled"


def compile_models(names: list[str], variables: dict[str, object]) -> dict[str, str]:
    """Compiled SQL by model name, for a set of vars; one dbt start.

    Raises RuntimeError when dbt cannot compile.
    """
    before = dict(os.environ)
    with TemporaryDirectory() as folder:
        os.environ["WAREHOUSE_PATH"] = str(Path(folder) / f"{CATALOG}.duckdb")
        command = ["--quiet", "--log-level", "none", "compile", "--select", *names]
        places = ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT)]
        output = ["--target-path", folder, "--vars", json.dumps(variables)]
        # Tests that belong to a selected model would be compiled with it.
        left_out = ["--exclude", "resource_type:test", "resource_type:unit_test"]
        outcome = dbtRunner().invoke([*command, *places, *output, *left_out])
        DuckDBConnectionManager.close_all_connections()
        os.environ.clear()
        os.environ.update(before)
    found = {each.node.name: each.node.compiled_code for each in outcome.result or []}
    missing = [name for name in names if name not in found]
    if not outcome.success or missing:
        reason = outcome.exception or f"no model is called {', '.join(missing)}"
        raise RuntimeError(f"dbt cannot compile the models: {reason}")
    return found


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
