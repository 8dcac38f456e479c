"""What a check of raw files found: on the screen, as a page and as JSON."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from rich.console import Console
from rich.markup import escape
from rich.table import Table

FINDINGS_ON_SCREEN = 8
COLOURS = {"failure": "red", "warning": "yellow", "note": "dim"}
VERDICTS = {
    "passed": "Every raw file may be built.",
    "failed": "Some raw files must not be built as they are.",
    "forced": "FORCED: the build goes on in spite of failures.",
    "skipped": "SKIPPED: failing files are left out of the build.",
}
PAGE = Path(__file__).parent / "landing_page.html"


@dataclass(frozen=True)
class Finding:
    """An expectation that one place missed: a file, a day of a table, a table."""

    severity: str
    expectation: str
    level: str
    folder: str
    place: str
    says: str
    mend: str


@dataclass(frozen=True)
class CheckedTable:
    """One table of raw data. days: (day, rows, whether its volume was missed)."""

    source: str
    folder: str
    files: int
    rows: int
    bytes: int
    first_day: str
    last_day: str
    days: list[tuple[str, int, bool]]


@dataclass(frozen=True)
class Check:
    """An expectation, how many places it judged and how many missed it."""

    name: str
    level: str
    severity: str
    limit: str
    guards: str
    judged: int
    missed: int


@dataclass(frozen=True)
class Report:
    """Everything that one check found. left_out: files that the build leaves out."""

    checked_at: str
    fingerprint: str
    tables: list[CheckedTable]
    checks: list[Check]
    findings: list[Finding]
    notes: list[str]
    verdict: str = "passed"
    left_out: list[str] = field(default_factory=list)

    def count(self, severity: str) -> int:
        return sum(one.severity == severity for one in self.findings)

    def decided(self, is_forced: bool, skips: bool) -> "Report":
        """With its verdict, and the files that are left out where failing ones are."""
        failures = [one for one in self.findings if one.severity == "failure"]
        verdict, left_out = "passed", []
        if failures and is_forced:
            verdict = "forced"
        elif failures and skips and not self.kept_from_skipping():
            verdict = "skipped"
            left_out = sorted({one.place for one in failures})
        elif failures:
            verdict = "failed"
        return replace(self, verdict=verdict, left_out=left_out)

    def kept_from_skipping(self) -> str:
        """Why leaving out the failing files would not help; blank if it does."""
        failures = [one for one in self.findings if one.severity == "failure"]
        if any(one.level != "file" for one in failures):
            return "Only files can be left out, and not every failure is about one."
        failing = Counter(
            folder for folder, _ in {(one.folder, one.place) for one in failures}
        )
        for table in self.tables:
            if table.files and failing[table.folder] == table.files:
                return f"Every file of {table.folder} fails: nothing would be left."
        return ""


def read_report(path: Path) -> Report | None:
    """The report of an earlier check; None if there is none that can be read."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        values["tables"] = [CheckedTable(**one) for one in values["tables"]]
        values["checks"] = [Check(**one) for one in values["checks"]]
        values["findings"] = [Finding(**one) for one in values["findings"]]
        return Report(**values)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_report(report: Report, folder: Path) -> None:
    """summary.json and summary.html, which needs no network and no other file."""
    values = json.dumps(asdict(report), indent=1, ensure_ascii=False)
    (folder / "summary.json").write_text(values + "\n", encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(PAGE.parent), autoescape=True, trim_blocks=True
    )
    page = environment.get_template(PAGE.name)
    severities = ("failure", "warning", "note")
    text = page.render(
        report=report,
        words=VERDICTS[report.verdict],
        counts={one: report.count(one) for one in severities},
        groups={
            one: [finding for finding in report.findings if finding.severity == one]
            for one in severities
        },
        charts={one.folder: bars(one.days) for one in report.tables},
    )
    (folder / "summary.html").write_text(text, encoding="utf-8")


def bars(days: list[tuple[str, int, bool]]) -> list[dict[str, Any]]:
    """Heights in percent of the busiest of the last 120 days."""
    shown = days[-120:]
    most = max((rows for _, rows, _ in shown), default=0) or 1
    return [
        {
            "day": day,
            "rows": rows,
            "height": round(100 * rows / most, 1),
            "is_missed": is_missed,
        }
        for day, rows, is_missed in shown
    ]


def print_report(report: Report, folder: Path, console: Console) -> None:
    """One screen: what was read, what is wrong with it, and where there is more."""
    console.print()
    console.print("[bold]Raw files[/bold]")
    console.print(tables_on_screen(report))
    shown = sorted(
        (one for one in report.findings if one.severity != "note"),
        key=lambda one: one.severity,
    )
    for one in shown[:FINDINGS_ON_SCREEN]:
        colour = COLOURS[one.severity]
        word = one.severity.capitalize()
        if one.severity == "failure" and report.verdict == "forced":
            word = "Failure, forced:"
        console.print(f"[{colour}]{word}[/{colour}] {escape(one.place)}")
        console.print(f"  {escape(one.says)} {escape(one.mend)}")
    if len(shown) > FINDINGS_ON_SCREEN:
        console.print(f"… and {len(shown) - FINDINGS_ON_SCREEN} more")
    for file in report.left_out:
        console.print(f"[red]Left out of this build[/red] {escape(file)}")
    passed = sum(not one.missed for one in report.checks)
    console.print(
        f"{passed} of {len(report.checks)} expectations met, "
        f"{plural(report.count('failure'), 'failure')}, "
        f"{plural(report.count('warning'), 'warning')}, "
        f"{plural(report.count('note'), 'note')}: {folder}/summary.html"
    )
    for one in report.notes:
        console.print(escape(one))
    if report.verdict != "passed":
        console.print(f"[red]{VERDICTS[report.verdict]}[/red]")
    if report.verdict == "failed":
        console.print(
            "Mend the files, or go on with make build SKIP_FAILING=1 (without them) or "
            "FORCE=1 (with them)."
        )


def plural(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def tables_on_screen(report: Report) -> Table:
    drawn = Table(box=None, padding=(0, 2, 0, 0))
    drawn.add_column("folder")
    for heading in ("files", "rows", "failures", "warnings"):
        drawn.add_column(heading, justify="right")
    drawn.add_column("days")
    for one in report.tables:
        found = Counter(
            finding.severity
            for finding in report.findings
            if finding.folder == one.folder
        )
        drawn.add_row(
            escape(one.folder),
            f"{one.files:,}",
            f"{one.rows:,}",
            f"{found['failure']:,}",
            f"{found['warning']:,}",
            f"{one.first_day} to {one.last_day}" if one.days else "-",
        )
    return drawn
