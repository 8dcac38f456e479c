"""Answer one of the questions in analyses/ from the built warehouse.

Without a name it lists the questions. Usage: python scripts/ask.py [NAME]
"""

import os
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from rich.console import Console
from rich.table import Table
from summarise import percent

ANALYSES = Path(__file__).parents[1] / "analyses"
MOST_ROWS = 60
LONGEST_TEXT = 60


def questions() -> dict[str, str]:
    """The opening comment of each analysis, by name."""
    found = {}
    for path in sorted(ANALYSES.glob("*.sql")):
        lines = path.read_text().splitlines()
        comment = [line[3:] for line in lines if line.startswith("-- ")]
        found[path.stem] = " ".join(comment)
    return found


def compiled(name: str) -> str:
    """The SQL of an analysis with its relations filled in.

    Raises RuntimeError when dbt cannot compile it.
    """
    command = ["--quiet", "--log-level", "none", "compile", "--select", name]
    outcome = dbtRunner().invoke(command)
    DuckDBConnectionManager.close_all_connections()
    if not outcome.success or not outcome.result:
        raise RuntimeError(f"{name} cannot be compiled: {outcome.exception}")
    return outcome.result[0].node.compiled_code


def readable(column: str, value: object) -> str:
    """A value for people: rates in percent, thousands apart, null as a dash."""
    if value is None:
        return "-"
    if isinstance(value, float):
        return percent(value) if "rate" in column else f"{value:,.2f}"
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    if type(value) is int and column != "year":
        return f"{value:,}"
    text = str(value)
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"


def drawn(columns: list[str], rows: list[tuple]) -> Table:
    """An answer as a table; its headings may break at the words of a name."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column, example in zip(columns, rows[0] if rows else columns, strict=True):
        table.add_column(
            column.replace("_", " "),
            justify="left" if isinstance(example, str) else "right",
            vertical="bottom",
            no_wrap=column == columns[0],
        )
    for row in rows:
        table.add_row(*map(readable, columns, row))
    return table


def main(names: list[str]) -> int:
    known = questions()
    if not names or names[0] not in known:
        if names:
            print(f"There is no question called {names[0]} in analyses/. There are:")
        for name, text in known.items():
            print(f"{name}\n    {text}")
        return 2 if names else 0
    database = os.environ.get("WAREHOUSE_PATH", "conversion_analytics.duckdb")
    try:
        query = compiled(names[0])
        with duckdb.connect(database, read_only=True) as warehouse:
            answer = warehouse.sql(query)
            columns, rows = answer.columns, answer.fetchmany(MOST_ROWS)
    except (duckdb.Error, RuntimeError) as error:
        print(f"{database} cannot answer yet ({str(error).splitlines()[0]})")
        print("Run make build first.")
        return 1
    print(known[names[0]], end="\n\n")
    Console(highlight=False).print(drawn(columns, rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
