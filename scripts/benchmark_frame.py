"""What all benchmarks share: contestants, rounds, ratios, tables and the floor."""

import argparse
import importlib.metadata
import importlib.util
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import duckdb
from make_sample_events import write_sample
from rich.console import Console
from rich.table import Table

JOB_SCRIPT = Path(__file__).with_name("benchmark_job.py")
MEBIBYTE = 2**20
# As the macro set_engine_options does at the start of every run of dbt.
ENGINE_OPTIONS = (
    "set global asof_loop_join_threshold = 0;"
    "set global disabled_optimizers = 'common_subplan'"
)


class BenchmarkError(Exception):
    """The benchmark cannot be run, or its contestants disagree."""


# -------------------------------------------------------------------- the frame


@dataclass(frozen=True)
class Contestant:
    """A job with a name: ``levels`` turns its rows into what all must agree on."""

    name: str
    about: str
    python: str
    engine: str
    statements: tuple[str, ...]
    databases: tuple[tuple[str, str, str], ...] = ()
    levels: Callable[[list], dict[str, list[int]]] = field(default=lambda rows: {})


@dataclass(frozen=True)
class Run:
    """What one run cost, and what it found."""

    cpu_seconds: float
    wall_seconds: float
    peak_mebibytes: float
    startup_cpu_seconds: float
    levels: dict[str, list[int]]
    details: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Spread:
    """A median with the lowest and the highest of the rounds."""

    median: float
    lowest: float
    highest: float


def spread(values: list[float]) -> Spread:
    """The median and the ends of some values."""
    return Spread(statistics.median(values), min(values), max(values))


def run(contestant: Contestant, threads: int) -> Run:
    """Run a contestant in a process of its own.

    Raises BenchmarkError when it fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        job, answer = Path(folder) / "job.json", Path(folder) / "answer.json"
        errors = Path(folder) / "errors.txt"
        job.write_text(
            json.dumps(
                {
                    "engine": contestant.engine,
                    "threads": threads,
                    "databases": contestant.databases,
                    "statements": contestant.statements,
                }
            )
        )
        command = [contestant.python, str(JOB_SCRIPT), str(job), str(answer)]
        with errors.open("w") as stderr:
            process = subprocess.Popen(command, cwd=folder, stderr=stderr)
            # wait4 tells the use of this very process, which Popen does not.
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            reason = errors.read_text().strip() or f"exit code {process.returncode}"
            raise BenchmarkError(f"{contestant.name} failed: {reason.splitlines()[-1]}")
        found = json.loads(answer.read_text())
    return Run(
        used.ru_utime + used.ru_stime - found["startup_cpu_seconds"],
        found["wall_seconds"],
        found["peak_bytes"] / MEBIBYTE,
        found["startup_cpu_seconds"],
        contestant.levels(found["rows"]),
    )


def run_rounds(
    contestants: list[Contestant], rounds: int, threads: int, console: Console
) -> dict[str, list[Run]]:
    """All runs by contestant, one a round; every second round goes backwards."""
    runs: dict[str, list[Run]] = {each.name: [] for each in contestants}
    for number in range(1, rounds + 1):
        ordered = contestants if number % 2 else contestants[::-1]
        for contestant in ordered:
            measured = run(contestant, threads)
            runs[contestant.name].append(measured)
            console.print(line(f"round {number}/{rounds}", contestant.name, measured))
    return runs


def line(round_name: str, name: str, measured: Run) -> str:
    """What a run cost, to be read while the others go on."""
    return (
        f"{round_name}  {name:<24}{measured.cpu_seconds:8.2f} CPU s"
        f" {measured.wall_seconds:8.2f} s {measured.peak_mebibytes:8,.0f} MiB"
    )


def ratio(runs: dict[str, list[Run]], one: str, other: str) -> Spread:
    """CPU seconds of one contestant over another's, taken inside each round.

    "a + b" is what two contestants cost together.
    """
    pairs = zip(cpu_seconds(runs, one), cpu_seconds(runs, other), strict=True)
    return spread([mine / theirs for mine, theirs in pairs])


def cpu_seconds(runs: dict[str, list[Run]], names: str) -> list[float]:
    """CPU seconds of each round, added up over contestants joined by " + "."""
    rounds = zip(*(runs[name] for name in names.split(" + ")), strict=True)
    return [sum(run.cpu_seconds for run in each) for each in rounds]


def check_agreement(runs: dict[str, list[Run]]) -> None:
    """Raise BenchmarkError unless all runs agree on every funnel that they share."""
    seen: dict[str, tuple[str, list[int]]] = {}
    for name, each in runs.items():
        for funnel, counts in [pair for one in each for pair in one.levels.items()]:
            first, expected = seen.setdefault(funnel, (name, counts))
            if counts != expected:
                raise BenchmarkError(
                    f"{first} and {name} disagree on {funnel}: visitors by level are"
                    f" {expected} and {counts}"
                )


# ------------------------------------------------------------------- the report


def summary(
    abouts: dict[str, str],
    runs: dict[str, list[Run]],
    pairs: Sequence[tuple[str, str]],
    facts: dict[str, object],
) -> dict:
    """Everything that was found, ready for JSON; abouts say what each contestant is."""
    measured = {
        name: {
            "about": about,
            **{
                cost: asdict(spread([getattr(one, cost) for one in runs[name]]))
                for cost in ("cpu_seconds", "wall_seconds", "peak_mebibytes")
            },
            "runs": [asdict(one) for one in runs[name]],
        }
        for name, about in abouts.items()
    }
    ratios = {
        f"({one}) / {other}" if " + " in one else f"{one} / {other}": asdict(
            ratio(runs, one, other)
        )
        for one, other in pairs
    }
    return {"facts": facts, "contestants": measured, "ratios": ratios}


def common_facts(chosen: argparse.Namespace) -> dict[str, object]:
    """What has to be known about a run of any benchmark: machine, versions, options."""
    return {
        "benchmark": chosen.benchmark,
        "seed": chosen.seed,
        "rounds": chosen.rounds,
        "threads": chosen.threads,
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "duckdb": duckdb.__version__,
        "dbt-core": importlib.metadata.version("dbt-core"),
    }


def table_rows(result: dict) -> tuple[list[str], list[list[str]]]:
    """Headings and texts of the table of contestants."""
    rows = [
        [
            name,
            each["about"],
            f"{each['cpu_seconds']['median']:.2f}",
            f"{each['wall_seconds']['median']:.2f}",
            f"{each['peak_mebibytes']['highest']:,.0f}",
            str(len(each["runs"])),
        ]
        for name, each in result["contestants"].items()
    ]
    return ["contestant", "what", "CPU s", "wall s", "peak MiB", "runs"], rows


def ratio_rows(result: dict) -> tuple[list[str], list[list[str]]]:
    """Headings and texts of the table of ratios."""
    rows = [
        [
            name,
            *(f"{each[part]:.2f}" for part in ("median", "lowest", "highest")),
        ]
        for name, each in result["ratios"].items()
    ]
    return ["CPU ratio", "median", "lowest", "highest"], rows


def markdown(headings: list[str], rows: list[list[str]], texts: int) -> str:
    """A Markdown table; columns after the first ``texts`` are numbers."""
    rule = ["---"] * texts + ["---:"] * (len(headings) - texts)
    return "\n".join("| " + " | ".join(row) + " |" for row in (headings, rule, *rows))


def drawn(headings: list[str], rows: list[list[str]], texts: int) -> Table:
    """The same for the console."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for number, heading in enumerate(headings):
        table.add_column(
            heading, justify="left" if number < texts else "right", no_wrap=number != 1
        )
    for row in rows:
        table.add_row(*row)
    return table


Part = tuple[tuple[list[str], list[list[str]]], int]


def publish(
    result: dict,
    out: Path,
    console: Console,
    parts: Sequence[Part] = (),
    notes: Sequence[str] = (),
) -> None:
    """Print the tables, and write them and the JSON below ``out``.

    ``parts`` are further tables, each with the number of its columns of text, which
    stand before those of contestants and ratios; ``notes`` are sentences after them.
    """
    facts = ", ".join(f"{name} {value}" for name, value in result["facts"].items())
    shown = [*parts, (table_rows(result), 2), (ratio_rows(result), 1)]
    out.mkdir(parents=True, exist_ok=True)
    (out / "result.json").write_text(json.dumps(result, indent=2) + "\n")
    tables = [markdown(*each, texts) for each, texts in shown]
    (out / "table.md").write_text("\n\n".join([facts, *tables, *notes]) + "\n")
    for each, texts in shown:
        console.print()
        console.print(drawn(*each, texts))
    for note in notes:
        console.print(f"\n{note}", markup=False)
    console.print(f"\n{facts}\n{out / 'result.json'}, {out / 'table.md'}")


def chart(
    title: str, axis: str, labels: Sequence[str], lines: list[list[float]]
) -> str:
    """A picture as text, which GitHub draws: CPU seconds of each line over labels."""
    names = ", ".join(f'"{label}"' for label in labels)
    drawn_lines = (
        f"    line [{', '.join(f'{value:.1f}' for value in each)}]" for each in lines
    )
    return "\n".join(
        [
            "```mermaid",
            "xychart-beta",
            f'    title "{title}"',
            f'    x-axis "{axis}" [{names}]',
            '    y-axis "CPU seconds"',
            *drawn_lines,
            "```",
        ]
    )


def publish_charts(charts: Sequence[str], out: Path, console: Console) -> None:
    """Write pictures below ``out``."""
    (out / "picture.md").write_text("\n\n".join(charts) + "\n")
    console.print(str(out / "picture.md"))


# --------------------------------------------------------------------- the data


def events_file(work: Path, events: int, seed: int, console: Console) -> Path:
    """Parquet file with the events of a seeded sample, made if it is not there yet.

    One row per event that has an id, a name, a visitor and a time; a visitor is the
    user, or the device of those who never log in.
    """
    path = work / f"events_{events}_{seed}.parquet"
    if path.exists():
        return path
    console.print(f"writing {events:,} events to {path}")
    with tempfile.TemporaryDirectory(dir=work) as folder:
        write_sample(Path(folder), events, seed)
        draft = Path(folder) / path.name
        write_narrow_events(Path(folder), draft)
        draft.replace(path)
    return path


def write_narrow_events(raw: Path, target: Path) -> None:
    """Write id, visitor, time and name of the usable rows in a folder's Parquet files.

    The sample's few rows of other formats are left out.
    """
    duckdb.sql(f"""
        copy (
            select
                event_id,
                coalesce(user_id, device_id) as visitor_id,
                cast(occurred_at as timestamp) as occurred_at,
                event_name
            from read_parquet('{raw}/generic/events/*.parquet')
            where
                event_id is not null
                and event_name is not null
                and occurred_at is not null
                and coalesce(user_id, device_id) is not null
        ) to '{target}' (format parquet)
    """)


def chdb_interpreter(asked: str | None) -> str | None:
    """An interpreter that has chDB, or nothing where none was named and none is here.

    Raises BenchmarkError when the one that was asked for does not have it.
    """
    if asked is None:
        return sys.executable if importlib.util.find_spec("chdb") else None
    tried = subprocess.run([asked, "-c", "import chdb"], capture_output=True)
    if tried.returncode != 0:
        raise BenchmarkError(f"{asked} cannot import chdb; --chdb-python needs one")
    return asked


def chdb_version(python: str) -> str:
    """The version of chDB that an interpreter has."""
    asked = "import chdb; print(chdb.__version__)"
    found = subprocess.run([python, "-c", asked], capture_output=True, text=True)
    return found.stdout.strip()


def floor(events: Path) -> Contestant:
    """The sort that no method on raw events can do without."""
    return Contestant(
        "floor",
        "one lag() by visitor and time over Parquet",
        sys.executable,
        "duckdb",
        (
            f"""
            select count(previous_at), sum(length(event_name)), max(occurred_at)::text
            from (
                select
                    event_name,
                    occurred_at,
                    lag(occurred_at) over (
                        partition by visitor_id order by occurred_at
                    ) as previous_at
                from '{events}'
            )
            """,
        ),
    )
