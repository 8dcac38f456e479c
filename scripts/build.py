"""Builds a copy of the warehouse with dbt and puts it in place when everything is good.

Where nothing is new it says so, without dbt. Arguments are handed to dbt build as they
are, for example --vars '{...}' or --select, except for --landing='...': raw files are
checked first, with these arguments of scripts/check_landing.py.
"""

import argparse
import os
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from build_facts import build_facts, builds_everything, skipped_fact, skipped_files
from rich.console import Console
from summarise import print_summary
from warehouse_file import BuildRefusedError, Warehouse, clock

CHECK = Path(__file__).with_name("check_landing.py")
# In target/ a plain dbt command keeps what it read of the project, for its own file.
TARGET_PATH = "target/build"


def parse(arguments: list[str]) -> tuple[str | None, list[str]]:
    """The arguments of the landing check, if it is asked for, and those of dbt."""
    parser = argparse.ArgumentParser(
        usage="build.py [--landing='...'] [argument of dbt build ...]",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--landing", help="arguments of scripts/check_landing.py")
    options, rest = parser.parse_known_args(arguments)
    return options.landing, rest


def is_landing_good(landing: str) -> bool:
    command = [sys.executable, str(CHECK), *shlex.split(landing)]
    return subprocess.run(command, check=False).returncode == 0


def build_copy(warehouse: Warehouse, arguments: list[str], console: Console) -> bool:
    """Run dbt on the copy; says what becomes of it if something failed."""
    # Imported this late because it takes seconds, which nobody waits for in vain.
    from run_dbt import run_dbt

    if not {"--target-path", "DBT_TARGET_PATH"} & {*arguments, *os.environ}:
        arguments = [*arguments, "--target-path", TARGET_PATH]
    succeeded = run_dbt(arguments, warehouse.copy, console)
    if not succeeded:
        known = "stays as it was" if warehouse.file.exists() else "was not made"
        console.print(f"{warehouse.path} {known}.")
    if succeeded is False:
        console.print(f"What was built lies in {warehouse.copy} until the next build.")
    return bool(succeeded)


def build(warehouse: Warehouse, console: Console) -> int:
    """Check, build and put in place, unless nothing is new."""
    landing, arguments = parse(sys.argv[1:])
    started = datetime.now(UTC)
    facts = build_facts(sys.argv[1:])
    since = builds_everything(arguments) and warehouse.unchanged_since(facts)
    if since:
        console.print(f"Nothing new since {clock(since)}: the warehouse is up to date.")
    else:
        if landing is not None and not is_landing_good(landing):
            return 1
        facts |= skipped_fact()
        with warehouse.copied():
            if not build_copy(warehouse, arguments, console):
                return 1
            warehouse.publish(facts, started)
    print_summary(warehouse.path, console)
    for file in skipped_files():
        console.print(f"[red]Not in these numbers:[/red] {file} failed its check.")
    return 0


def main() -> int:
    console = Console(highlight=False, soft_wrap=True)
    path = os.environ.get("WAREHOUSE_PATH", "conversion_analytics.duckdb")
    warehouse = Warehouse(Path(path))
    try:
        with warehouse.one_build():
            return build(warehouse, console)
    except BuildRefusedError as error:
        console.print(str(error), markup=False)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
