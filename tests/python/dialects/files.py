"""Rows written as the files of an export."""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

Row = Mapping[str, Any]


def write_parquet(path: Path, columns: Mapping[str, str], rows: Iterable[Row]) -> None:
    """Rows as Parquet; columns maps a name to a SQL type, a key left out is null."""
    path.parent.mkdir(parents=True, exist_ok=True)
    source = path.with_suffix(".tmp")
    source.write_text("\n".join(json.dumps(row, default=str) for row in rows))
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    duckdb.sql(
        f"copy (select * from read_json('{source}', format = 'newline_delimited',"
        f" columns = {{{types}}})) to '{path}' (format parquet)"
    )
    source.unlink()


def write_csv(path: Path, rows: Iterable[Row]) -> None:
    """Rows as CSV with the columns of all of them; a key left out is blank."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = list(rows)
    with path.open("w", newline="") as file:
        names = list(dict.fromkeys(name for row in rows for name in row))
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
