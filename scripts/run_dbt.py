"""dbt build with a progress line and one clear line per failure.

Importing this module takes seconds, because it imports dbt.
"""

import os
from pathlib import Path

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from dbt_common.events.base_types import EventMsg
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

# What dbt puts around the words of an error.
NOISE = ("Runtime Error", "Compilation Error", "Database Error", "compiled code", ">")
FAILURES = {"error", "fail", "runtime error", "partial success"}


def first_lines(message: str | None) -> str:
    """The part of a dbt message that says what is wrong: its lines but the hints."""
    lines = [line.strip() for line in (message or "no message").strip().splitlines()]
    kept = [line for line in lines if line and not line.startswith(NOISE)]
    return "\n  ".join(kept[:6]).replace("Invalid Input Error: ", "")


def run_dbt(arguments: list[str], database: Path, console: Console) -> bool | None:
    """Run dbt build on a DuckDB file, in this process; true if everything succeeded.

    None if dbt stopped, because of its input or because it was asked to.
    """
    columns = TextColumn("{task.description:<46}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Reading the project", total=None)

        def watch(event: EventMsg) -> None:
            if event.info.name == "ConcurrencyLine":
                progress.update(
                    task, description="Building", total=event.data.node_count
                )
            elif event.info.name == "NodeFinished":
                name = event.data.node_info.node_name
                progress.update(task, advance=1, description=name[:46])

        os.environ["WAREHOUSE_PATH"] = str(database)
        outcome = dbtRunner(callbacks=[watch]).invoke(
            ["build", "--log-level", "none", *arguments]
        )
        # dbt keeps the file open for writing, and DuckDB has one way in at a time.
        DuckDBConnectionManager.close_all_connections()
    if outcome.exception is not None:
        reason = str(outcome.exception) or "on request."
        console.print(f"[red]Stopped:[/red] {first_lines(reason)}")
        return None
    for result in outcome.result or []:
        if result.status in FAILURES:
            name = result.node.name
            console.print(f"[red]Failed[/red] {name}\n  {first_lines(result.message)}")
        elif result.status == "warn":
            console.print(
                f"[yellow]Warning[/yellow] {result.node.name}: {result.message}"
            )
    return outcome.success
