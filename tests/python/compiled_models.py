"""Compiled models as plain SQL, so that a test can run them on its own rows."""

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from dbt.cli.main import dbtRunner

ROOT = Path(__file__).parents[2]
CATALOG = "compiled"


def compile_models(names: list[str], variables: dict[str, object]) -> dict[str, str]:
    """Compiled SQL by model name, for a set of vars; one dbt start.

    Raises RuntimeError when dbt cannot compile.
    """
    before = dict(os.environ)
    with TemporaryDirectory() as folder:
        os.environ["WAREHOUSE_PATH"] = str(Path(folder) / f"{CATALOG}.duckdb")
        command = ["--quiet", "compile", "--select", *names]
        places = ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT)]
        output = ["--target-path", folder, "--vars", json.dumps(variables)]
        outcome = dbtRunner().invoke([*command, *places, *output])
        os.environ.clear()
        os.environ.update(before)
    if not outcome.success or outcome.result is None:
        raise RuntimeError(f"dbt compile failed: {outcome.exception}")
    return {each.node.name: each.node.compiled_code for each in outcome.result}


def empty_warehouse() -> duckdb.DuckDBPyConnection:
    """A warehouse in memory with the schemas that compiled models refer to."""
    connection = duckdb.connect()
    connection.execute("set TimeZone = 'UTC'; set threads = 1")
    connection.execute(f"attach ':memory:' as {CATALOG}; use {CATALOG}")
    for schema in ("staging", "intermediate", "marts", "definitions", "benchmarks"):
        connection.execute(f"create schema {schema}")
    return connection
