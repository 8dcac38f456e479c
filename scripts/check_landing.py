"""Checks raw files at the door: before dbt builds them, with Great Expectations.

What is expected is told in landing_expectations.yml, one row per expectation. Results
are on the screen and in target/landing: summary.html and summary.json, which need no
network, and data_docs/index.html, the report of Great Expectations, whose styles do.

A failure ends with exit code 1, wrong use with 2. Warnings and notes end with 0. Files
that have not changed since they were last checked on the same day are not read again.
"""

import argparse
import hashlib
import os
import shutil
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import yaml
from adapters import adapters
from landing_gx import LEVELS, CheckBrokeError, Expectation, Outcome, judge
from landing_macros import FOLDER as MACROS_FOLDER
from landing_macros import Macros
from landing_profile import FileProfile, Profiler, Settings, Table, connect, find_files
from landing_report import (
    Check,
    CheckedTable,
    Finding,
    Report,
    print_report,
    read_report,
    write_report,
)
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

ROOT = Path(__file__).parents[1]
SCRIPTS = Path(__file__).parent
EXPECTATIONS = SCRIPTS / "landing_expectations.yml"
DEFAULT_FOLDER = Path("target/landing")
Found = list[tuple[Table, str, str]]


class WrongUseError(Exception):
    """The words of the command, or its settings, mean nothing."""


class Plan:
    """What is checked, and against what: the two YAML files and the command line."""

    def __init__(self, options: argparse.Namespace) -> None:
        told = read_yaml(EXPECTATIONS)
        variables = read_yaml(ROOT / "dbt_project.yml")["vars"]
        tolerance = variables["future_tolerance_minutes"] * 60
        self.settings = Settings(options.now, tolerance, told["settings"])
        self.expectations = [read_expectation(row) for row in told["expectations"]]
        self.sources = chosen_sources(options.sources or variables["event_sources"])
        described = {row["source"] for row in told["tables"]}
        self.unchecked = [one for one in self.sources if one not in described]
        self.macros = Macros(options.raw_data)
        self.tables = [
            table
            for row in told["tables"]
            if row["source"] in self.sources
            for table in read_tables(row, self.macros)
        ]


def read_yaml(path: Path) -> dict[str, Any]:
    # The loader in C is several times faster, where there is one.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


def chosen_sources(words: Iterable[str]) -> list[str]:
    """Names of adapters, from words that may hold several. Raises WrongUseError."""
    chosen = [one for word in words for one in word.replace(",", " ").split()]
    known = adapters()
    for name in chosen:
        if name not in known:
            names = ", ".join(known)
            raise WrongUseError(f"There is no source '{name}': use {names}.")
    return list(dict.fromkeys(chosen))


def read_tables(row: dict[str, Any], macros: Macros) -> Iterable[Table]:
    """The tables that a row stands for: folders, formats and columns are dbt's."""
    values = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in row.items()
    }
    source, name = row["source"], values.pop("table")
    compared = values.pop("compared", None)
    is_optional = values.pop("is_optional", False)
    values["formats"] = macros.source_formats(source)
    required = macros.required_columns(source)[name]
    values["required"] = tuple(tuple(line) for line in required)
    folders = macros.table_folders(source, name)
    if not folders and not is_optional:
        folders = [f"{source}/*"]
    for folder in folders:
        is_compared = compared is None or folder.split("/")[-1] in compared
        table = Table(folder=folder, is_compared=is_compared, **values)
        if not is_optional or any(find_files(table, macros)):
            yield table


def read_expectation(row: dict[str, Any]) -> Expectation:
    return Expectation(**row | {"sources": tuple(row.get("sources", ()))})


def fingerprint(plan: Plan, found: Found, moment: str) -> str:
    """Changes when a file, an expectation, a rule of reading or the moment changes."""
    values = plan.settings.values, plan.settings.tolerance_seconds, plan.sources
    digest = hashlib.sha256(repr((moment, values)).encode())
    for _, path, _ in found:
        stat = Path(path).stat()
        digest.update(repr((path, stat.st_size, stat.st_mtime_ns)).encode())
    for rule in sorted([*SCRIPTS.glob("*landing*"), *MACROS_FOLDER.glob("*.sql")]):
        digest.update(rule.read_bytes())
    return digest.hexdigest()


def check(
    plan: Plan, found: Found, stamp: str, folder: Path, console: Console
) -> Report:
    """Profile the files, judge the profiles, and put the outcome in words."""
    database = folder / "landing.duckdb"
    remove(database)
    columns = TextColumn("{task.description:<46}"), BarColumn(), MofNCompleteColumn()
    with (
        connect(database) as connection,
        Progress(*columns, console=console, transient=True) as progress,
    ):
        task = progress.add_task("Reading raw files", total=len(found))
        profiler = Profiler(connection, plan.macros, plan.settings)
        for table, path, file_format in found:
            progress.update(task, description=f"Reading {Path(path).name}"[:46])
            profiler.add(table, path, file_format)
            progress.advance(task)
        progress.update(task, description="Comparing days and files")
        profiler.finish(plan.tables)
        reporter = Reporter(plan, connection, profiler.profiles)
    docs = folder / "data_docs"
    shutil.rmtree(docs, ignore_errors=True)
    with console.status("Asking Great Expectations"):
        outcomes = judge(database, plan.expectations, docs)
    remove(database)
    return reporter.report(outcomes, stamp)


def remove(database: Path) -> None:
    """Delete a work database and what DuckDB may have left beside it."""
    for ending in ("", ".wal"):
        Path(f"{database}{ending}").unlink(missing_ok=True)
    shutil.rmtree(f"{database}.tmp", ignore_errors=True)


class Reporter:
    """Puts outcomes in words, with the numbers of the rows that missed."""

    def __init__(
        self,
        plan: Plan,
        connection: duckdb.DuckDBPyConnection,
        profiles: list[FileProfile],
    ) -> None:
        self.plan = plan
        self.details = {one.path: one.details for one in profiles}
        self.tables = {one.folder: one for one in plan.tables}
        self.rows = {name: self.read(connection, name) for name in LEVELS.values()}

    @staticmethod
    def read(
        connection: duckdb.DuckDBPyConnection, table: str
    ) -> dict[str, dict[str, Any]]:
        """The rows of a table by their place."""
        result = connection.execute(f"from {table}")
        names = [column[0] for column in result.description]
        rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
        return {row["place"]: row for row in rows}

    def report(self, outcomes: list[Outcome], stamp: str) -> Report:
        return Report(
            checked_at=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
            fingerprint=stamp,
            tables=[self.checked_table(one) for one in self.plan.tables],
            checks=[self.checked(one) for one in outcomes],
            findings=list(self.findings(outcomes)),
            notes=list(self.notes()),
        )

    def findings(self, outcomes: list[Outcome]) -> Iterable[Finding]:
        """What missed, once: a failure of a measure stands for its warning too."""
        failed = {
            (one.expectation.measure, place)
            for one in outcomes
            for place in one.missed
            if one.expectation.severity == "failure"
        }
        for one in outcomes:
            rule = one.expectation
            for place in one.missed:
                if rule.severity == "failure" or (rule.measure, place) not in failed:
                    yield self.finding(rule, place)

    def within(self, folder: str, name: str) -> list[dict[str, Any]]:
        return [row for row in self.rows[name].values() if row["folder"] == folder]

    def notes(self) -> Iterable[str]:
        """What was not checked, and why."""
        for source in self.plan.unchecked:
            yield (
                f"Source {source} has no rows in scripts/{EXPECTATIONS.name}: "
                "its files were not checked."
            )
        for folder in self.tables:
            days = self.within(folder, "days")
            judged = [one for one in days if one["is_judged"]]
            if judged and all(one["volume_score"] is None for one in judged):
                fewest = self.plan.settings.values["fewest_weeks"]
                yield (
                    f"Volume of {folder} was not compared: that takes {fewest} weeks "
                    f"before a day, there are {len(days)} days in all."
                )

    def checked_table(self, table: Table) -> CheckedTable:
        row = self.rows["tables"][table.folder]
        files = self.within(table.folder, "files")
        days = self.within(table.folder, "days")
        return CheckedTable(
            source=table.source,
            folder=table.folder,
            files=row["files"],
            rows=sum(one["rows"] or 0 for one in files),
            bytes=int(row["bytes"]),
            first_day=str(days[0]["day"]) if days else "",
            last_day=str(days[-1]["day"]) if days else "",
            days=[(str(one["day"]), one["rows"], self.is_unusual(one)) for one in days],
        )

    def is_unusual(self, day: dict[str, Any]) -> bool:
        rule = next(one for one in self.plan.expectations if one.level == "day")
        score = day["volume_score"]
        return score is not None and not rule.at_least <= score <= rule.at_most

    @staticmethod
    def checked(outcome: Outcome) -> Check:
        one = outcome.expectation
        return Check(
            name=one.name.replace("_", " "),
            level=one.level,
            severity=one.severity,
            limit=limit(one),
            guards=one.guards,
            judged=outcome.judged,
            missed=len(outcome.missed),
        )

    def finding(self, expectation: Expectation, place: str) -> Finding:
        row = self.rows[LEVELS[expectation.level]][place]
        table = self.tables[row["folder"]]
        value = row[expectation.measure]
        detail, mend = self.details.get(place, {}).get(expectation.measure, ("", ""))
        is_share = expectation.measure.endswith("_share")
        endings = [f"*.{some[0]}" for some in table.formats.values()]
        known = row | {
            "value": value,
            "count": f"{round(value * row['judged']) if is_share else value:,}",
            "columns": " or ".join(getattr(table, expectation.role or "key")),
            "detail": detail,
            "endings": ", ".join(endings),
            "earliest_day": self.plan.settings.values["earliest_day"],
        }
        if expectation.level == "file":
            known["rows"] = f"{row['rows'] or 0:,}"
        says = expectation.says.format(**known)
        if is_share:
            says += f" Expected {limit(expectation)}."
        if expectation.level == "day":
            place = f"{place}, a {row['weekday']}"
        words = mend or expectation.mend.format(**known)
        return Finding(
            severity=expectation.severity,
            expectation=expectation.name,
            level=expectation.level,
            folder=table.folder,
            place=place,
            says=says,
            mend=words,
        )


def limit(expectation: Expectation) -> str:
    """The bounds of an expectation: 'at most 5 %'."""
    bounds = {"at least": expectation.at_least, "at most": expectation.at_most}
    scale, unit = (100, " %") if expectation.measure.endswith("_share") else (1, "")
    told = [
        f"{name} {scale * one:g}{unit}"
        for name, one in bounds.items()
        if one is not None
    ]
    return " and ".join(told)


def write_skipped(report: Report, folder: Path) -> None:
    """The list that macros/raw_files.sql leaves out: empty unless files are skipped."""
    heading = (
        "# Raw files that a build leaves out. Written by scripts/check_landing.py."
    )
    lines = [heading, *report.left_out]
    (folder / "skipped_files.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sources", nargs="+", help="default: the var event_sources of dbt_project.yml"
    )
    parser.add_argument(
        "--raw-data",
        default=os.environ.get("RAW_DATA_DIR", "data/raw"),
        help="folder of raw files; default: RAW_DATA_DIR, else data/raw",
    )
    parser.add_argument("--out", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument(
        "--now",
        type=datetime.fromisoformat,
        help="judge as if it were this moment in UTC, such as 2026-10-01T00:00:00",
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--force", action="store_true", help="go on in spite of failures"
    )
    choice.add_argument(
        "--skip-failing",
        action="store_true",
        help="leave failing files out of the build",
    )
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    options = parse(arguments)
    console = Console(highlight=False, soft_wrap=True)
    present = datetime.now(UTC).replace(tzinfo=None)
    # What was found today holds until tomorrow, unless a moment is asked for.
    moment = str(options.now or present.date())
    options.now = options.now or present
    try:
        plan = Plan(options)
    except WrongUseError as error:
        console.print(str(error))
        return 2
    folder = options.out
    found = [
        (table, *file)
        for table in plan.tables
        for file in find_files(table, plan.macros)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    stamp = fingerprint(plan, found, moment)
    report = read_report(folder / "summary.json")
    if report is None or report.fingerprint != stamp:
        try:
            report = check(plan, found, stamp, folder, console)
        except CheckBrokeError as error:
            console.print(f"Raw files could not be checked: {escape(str(error))}")
            return 1
    else:
        console.print(f"Nothing changed since the check of {report.checked_at}.")
    report = report.decided(options.force, options.skip_failing)
    write_report(report, folder)
    write_skipped(report, folder)
    print_report(report, folder, console)
    if options.skip_failing and report.verdict == "failed":
        console.print(report.kept_from_skipping())
    return 1 if report.verdict == "failed" else 0


if __name__ == "__main__":
    sys.exit(main())
