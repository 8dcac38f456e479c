"""Builds a warehouse for the tests: everything, then the analyses, in one process.

Usage: python tests/python/build_warehouse.py TARGET_PATH [SELECTION]

RAW_DATA_DIR and WAREHOUSE_PATH say from what and where to, as for any dbt command. With
a SELECTION nothing is built: only what it names is compiled.
"""

import sys
from pathlib import Path

from dbt.cli.main import dbtRunner

PROJECT = Path(__file__).parents[2]


def run(command: str, target_path: str, *options: str) -> None:
    """Run one dbt command, or leave with its message."""
    places = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    output = ["--target-path", target_path, "--log-path", target_path, "--quiet"]
    # Unit tests leave nothing in the warehouse.
    left_out = ["--exclude", "resource_type:unit_test"]
    result = dbtRunner().invoke([command, *places, *output, *left_out, *options])
    if not result.success:
        sys.exit(str(result.exception or f"dbt {command} failed, see above"))


def main(target_path: str, selection: str | None = None) -> None:
    """Build and compile everything, or compile the selection alone."""
    if selection:
        run("compile", target_path, "--select", selection)
        return
    run("build", target_path)
    run("compile", target_path)


if __name__ == "__main__":
    main(*sys.argv[1:])
