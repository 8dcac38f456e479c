"""Funnel levels as ClickHouse counts them, in a process of its own beside DuckDB's."""

import json
import subprocess
import sys
from pathlib import Path

import duckdb

# Longer than any data lasts, and still far from the largest number.
NO_LIMIT = 10**17
LEVELS = """
select unit, windowFunnel({window}, 'strict_once')(toUInt64(at), {conditions}) as level
from file('{rows}', Parquet)
where window_length = {window}
group by unit
"""
RUN = """
import chdb, sys
print(chdb.query(sys.stdin.read(), "JSONCompactEachRow"), end="")
"""


def funnel_levels(rows: duckdb.DuckDBPyRelation, folder: Path) -> dict[str, int]:
    """The level that each unit reached.

    Rows have: unit; at, a whole number; window_length, in units of at and the same for
    all rows of a unit; and fits, a list that says for each step if the event fits it.
    """
    parquet = folder / "rows.parquet"
    rows.write_parquet(str(parquet))
    windows = rows.project("window_length").distinct().fetchall()
    (steps,) = rows.aggregate("max(len(fits))").fetchall()[0]
    conditions = ", ".join(f"ifNull(fits[{number + 1}], 0)" for number in range(steps))
    place = str(parquet).replace("'", "\\'")
    query = " union all ".join(
        LEVELS.format(window=window, conditions=conditions, rows=place)
        for (window,) in windows
    )
    outcome = subprocess.run(
        [sys.executable, "-c", RUN],
        input=query,
        capture_output=True,
        text=True,
        check=False,
    )
    if outcome.returncode:
        raise RuntimeError(f"ClickHouse failed: {outcome.stderr}")
    found = map(json.loads, outcome.stdout.splitlines())
    return {unit: int(level) for unit, level in found}
