"""Runs dbt on the raw files of one test, in this process.

The project is read once for all of them, which is the dear part.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from compiled_models import CATALOG, ROOT, options, read_project
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

# Compiled SQL names the database, so the file in every folder is called that.
WAREHOUSE = f"{CATALOG}.duckdb"
NO_TESTS = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")


def run_dbt(
    folder: Path,
    *command: str,
    salt: str = "",
    sources: Sequence[str] = (),
    project: Path = ROOT,
) -> str:
    """Run dbt in a folder, on its raw files and its warehouse; returns what it says.

    First whether it succeeded.
    """
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        # A broken row says its file: the same in every folder.
        patch.chdir(folder)
        patch.setenv("RAW_DATA_DIR", "raw")
        patch.setenv("WAREHOUSE_PATH", str(folder / WAREHOUSE))
        if salt:
            patch.setenv("PRIVACY_SALT", salt)
        listener = [lambda event: said.append(event.info.msg)]
        manifest = read_project(json.dumps(list(sources) or None), project)
        runner = dbtRunner(manifest=manifest, callbacks=listener)
        given = options(str(folder / "target"), project)
        if sources:
            given += ["--vars", json.dumps({"event_sources": list(sources)})]
        outcome = runner.invoke([*command, *given])
        DuckDBConnectionManager.close_all_connections()
    return "\n".join([f"success: {outcome.success}", *said, str(outcome.exception)])


def build(
    folder: Path,
    *choice: str,
    salt: str = "",
    sources: Sequence[str] = (),
    project: Path = ROOT,
) -> Path:
    """Build from the raw files of a folder; returns the warehouse.

    Everything but tests, unless the choice says what.
    """
    command = ["build", *(choice or NO_TESTS)]
    said = run_dbt(folder, *command, salt=salt, sources=sources, project=project)
    assert said.startswith("success: True"), said
    return folder / WAREHOUSE
