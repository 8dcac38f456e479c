"""Benchmarks of whole builds: by number of events, and by number of days.

What they measure and what not is said in benchmark.py, which runs them.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import duckdb
from benchmark_data import EVENTS, HISTORY, LAST_DAY, sample_folder, write_days
from benchmark_frame import (
    ENGINE_OPTIONS,
    MEBIBYTE,
    BenchmarkError,
    Contestant,
    Part,
    Run,
    chart,
    common_facts,
    floor,
    line,
    publish,
    publish_charts,
    run,
    summary,
    write_narrow_events,
)
from compiled_models import CATALOG, ROOT, compile_models
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.progress import TimeElapsedColumn as Elapsed
from warehouse_differences import differences

COMMAND_SCRIPT = Path(__file__).with_name("benchmark_command.py")
BUILD_SCRIPT = Path(__file__).with_name("build.py")
NO_TESTS = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")
# What dbt says when it begins or ends a model: its number, and how many there are.
COUNTED = re.compile(r"(\d+) of (\d+) (START|OK|ERROR|SKIP|WARN)")
DEAREST_MODELS = 10
# Settings of whoever started the benchmark that would change what is built.
LEFT_OUT = ("DBT_FULL_REFRESH", "SKIPPED_FILES_LIST", "WAREHOUSE_MEMORY_LIMIT")
# A rerun with nothing new should take less.
RERUN_GOAL_SECONDS = 10

Runs = dict[str, list[Run]]


# ------------------------------------------------------------- commands of builds


@dataclass(frozen=True)
class Place:
    """A warehouse to be built in a folder, from raw files, and how."""

    raw: Path
    folder: Path
    threads: int
    memory_limit: str | None = None

    @property
    def warehouse(self) -> Path:
        """The DuckDB file, called as compiled models name their database."""
        return self.folder / f"{CATALOG}.duckdb"

    @property
    def target(self) -> Path:
        """Where dbt writes what it read and what it did."""
        return self.folder / "target"

    def environment(self) -> dict[str, str]:
        """The environment of a build here."""
        kept = {name: each for name, each in os.environ.items() if name not in LEFT_OUT}
        limit = {"WAREHOUSE_MEMORY_LIMIT": self.memory_limit or ""}
        return {
            **kept,
            **limit,
            "RAW_DATA_DIR": str(self.raw),
            "WAREHOUSE_PATH": str(self.warehouse),
            "DBT_PROFILES_DIR": str(ROOT),
            "DBT_TARGET_PATH": str(self.target),
            "DBT_LOG_PATH": str(self.target),
        }


def place_of(chosen: argparse.Namespace, raw: Path, folder: Path) -> Place:
    """A new place for a warehouse, with the options of the command line."""
    folder.mkdir(parents=True)
    return Place(raw, folder, chosen.threads, chosen.memory_limit)


def dbt_command(place: Place, command: str) -> list[str]:
    """A dbt command in a process of its own."""
    options = ["--no-use-colors", "--threads", str(place.threads)]
    return [sys.executable, "-m", "dbt.cli.main", command, *options]


def measured(name: str, command: list[str], place: Place, console: Console) -> Run:
    """Run a command in the environment of a place, and show how far dbt is.

    Raises BenchmarkError with the last lines of what it said when it fails.
    """
    said: deque[str] = deque(maxlen=12)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with (
        tempfile.TemporaryDirectory() as folder,
        # Drawn once a second: the command is measured on the same processors.
        Progress(
            *columns, Elapsed(), console=console, transient=True, refresh_per_second=1
        ) as progress,
    ):
        task = progress.add_task(name, total=None)
        answer = Path(folder) / "answer.json"
        process = subprocess.Popen(
            [sys.executable, str(COMMAND_SCRIPT), str(answer), *command],
            cwd=ROOT,
            env=place.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for text in process.stdout or ():
            said.append(text.rstrip())
            counted = COUNTED.search(text)
            if counted:
                done, total = int(counted[1]), int(counted[2])
                progress.update(task, completed=done, total=total)
        if process.wait() != 0:
            raise BenchmarkError("\n".join([f"{name} failed:", *said]))
        cost = json.loads(answer.read_text())
    peak = cost["peak_bytes"] / MEBIBYTE
    return Run(cost["cpu_seconds"], cost["wall_seconds"], peak, 0.0, {})


def dbt_build(name: str, place: Place, console: Console) -> Run:
    """A whole dbt build without tests, and the size of the warehouse after it."""
    command = [*dbt_command(place, "build"), *NO_TESTS]
    found = measured(name, command, place, console)
    details = {
        "warehouse_mebibytes": place.warehouse.stat().st_size / MEBIBYTE,
        "dearest_models": dearest_models(place.target / "run_results.json"),
    }
    return replace(found, details=details)


def script_build(name: str, place: Place, console: Console) -> Run:
    """A build by scripts/build.py, without tests."""
    return measured(
        name, [sys.executable, str(BUILD_SCRIPT), *NO_TESTS], place, console
    )


def read_project(place: Place, console: Console) -> Run:
    """What dbt takes to read the project, which every first build in a folder does."""
    return measured("read_project", dbt_command(place, "parse"), place, console)


def dearest_models(run_results: Path) -> dict[str, float]:
    """Wall seconds of the models that took longest, from dbt's own record."""
    results = json.loads(run_results.read_text())["results"]
    seconds = {
        each["unique_id"].split(".")[-1]: each["execution_time"]
        for each in results
        if each["unique_id"].startswith("model.")
    }
    ordered = sorted(seconds.items(), key=lambda pair: -pair[1])
    return dict(ordered[:DEAREST_MODELS])


def compiled(names: Sequence[str]) -> dict[str, str]:
    """Compiled SQL of models; raises BenchmarkError where dbt cannot compile them."""
    try:
        return compile_models(list(names), {})
    except RuntimeError as error:
        raise BenchmarkError(str(error)) from error


def collect(
    rounds: int, console: Console, one_round: Callable[[int], dict[str, Run]]
) -> Runs:
    """The runs of all rounds by name."""
    runs: Runs = {}
    for number in range(1, rounds + 1):
        console.print(f"round {number}/{rounds}")
        for name, each in one_round(number).items():
            runs.setdefault(name, []).append(each)
    return runs


def turned(values: Sequence[int], number: int) -> list[int]:
    """Every second round goes backwards."""
    return list(values if number % 2 else values[::-1])


def size_part(result: dict) -> Part:
    """Table of the warehouses' sizes, for contestants that leave one."""
    rows = [
        [name, f"{each['runs'][-1]['details']['warehouse_mebibytes']:,.0f}"]
        for name, each in result["contestants"].items()
        if "warehouse_mebibytes" in each["runs"][-1]["details"]
    ]
    return (["warehouse after", "MiB"], rows), 1


def median_cpu(result: dict, name: str) -> float:
    """Median CPU seconds of a contestant."""
    return result["contestants"][name]["cpu_seconds"]["median"]


# ------------------------------------------------------------------------- builds

CLEANED_MODEL = "int_events__cleaned"
ACTIVITY_MODEL = "int_activity__sessionized"
TOUCHES_MODEL = "int_touches__listed"
STEPS_MODEL = "int_channel_steps__counted"
CREDITS_MODEL = "attributed_conversions"
MEASURED_MODELS = [
    *(CLEANED_MODEL, ACTIVITY_MODEL, TOUCHES_MODEL, STEPS_MODEL, CREDITS_MODEL)
]
BUILDS_ABOUT = {
    "floor": "one lag() by visitor and time over Parquet",
    "build": "dbt build of all models, without tests",
    "cleaned": "raw files to cleaned events, every column read, not written",
    "sessionized": "cleaned events to events with sessions, in the warehouse",
    "attributed": "sessions and conversions to credits of all models, not written",
    "credits_written": "these credits from their table into another one",
}


def in_warehouse(
    name: str, about: str, statements: Sequence[str], place: Place
) -> Contestant:
    """A job that reads a finished warehouse."""
    limit = place.memory_limit
    return Contestant(
        name,
        about,
        sys.executable,
        "duckdb",
        (
            *([f"set memory_limit = '{limit}'"] if limit else []),
            ENGINE_OPTIONS,
            *statements,
        ),
        ((CATALOG, str(place.warehouse), "read_only"),),
    )


def cleaned(place: Place, models: dict[str, str]) -> Contestant:
    """The job that reads raw files and makes cleaned events of them."""
    query = (
        f"select count(*), bit_xor(hash(made))::text from ({models[CLEANED_MODEL]})"
        " as made"
    )
    return in_warehouse("cleaned", BUILDS_ABOUT["cleaned"], [query], place)


def sessionized(place: Place, models: dict[str, str]) -> Contestant:
    """The job that gives events their sessions and reads ids and names of all."""
    statements = (
        f"create temp table activity as {models[ACTIVITY_MODEL]}",
        "select count(session_id), count(event_name), max(occurred_at)::text"
        f" from {CATALOG}.intermediate.int_events__sessionized",
    )
    return in_warehouse("sessionized", BUILDS_ABOUT["sessionized"], statements, place)


def attributed(place: Place, models: dict[str, str]) -> Contestant:
    """The job that lists journeys, counts the steps of the chain and makes credits."""
    statements = (
        f"create temp table touches as {models[TOUCHES_MODEL]}",
        f"create temp table steps as {models[STEPS_MODEL]}",
        f"select count(*), bit_xor(hash(made))::text from ({models[CREDITS_MODEL]})"
        " as made",
    )
    return in_warehouse("attributed", BUILDS_ABOUT["attributed"], statements, place)


def credits_written(place: Place) -> Contestant:
    """The job that writes the credits, and nothing else."""
    name = "credits_written"
    statements = (
        f"attach '{place.folder / 'written.duckdb'}' as written",
        f"create table written.credits as from {CATALOG}.marts.{CREDITS_MODEL}",
        "checkpoint written",
        "select count(*) from written.credits",
    )
    return in_warehouse(name, BUILDS_ABOUT[name], statements, place)


def builds_round(
    size: int, chosen: argparse.Namespace, models: dict[str, str], console: Console
) -> dict[str, Run]:
    """Floor, build and parts of it for one number of events; leaves nothing behind."""
    raw = sample_folder(chosen.work, size, chosen.seed, console)
    with tempfile.TemporaryDirectory(dir=chosen.work) as folder:
        place = place_of(chosen, raw, Path(folder) / "warehouse")
        events = Path(folder) / "events.parquet"
        with console.status("writing the events of the floor"):
            write_narrow_events(raw, events)
        rows = duckdb.sql(f"select count(*) from '{events}'").fetchone()[0]
        runs = {"floor": run(floor(events), chosen.threads)}
        console.print(line(f"{size:,}", "floor", runs["floor"]))
        build = dbt_build("build", place, console)
        runs["build"] = replace(build, details=build.details | {"floor_rows": rows})
        console.print(line(f"{size:,}", "build", build))
        parts = (
            *(cleaned(place, models), sessionized(place, models)),
            *(attributed(place, models), credits_written(place)),
        )
        for part in parts:
            runs[part.name] = run(part, chosen.threads)
            console.print(line(f"{size:,}", part.name, runs[part.name]))
    return {f"{name}_{size}": each for name, each in runs.items()}


def builds_pairs(sizes: Sequence[int]) -> list[tuple[str, str]]:
    """What is divided by what: by the floor of each size, and by the size before."""
    over_floor = [
        (each, f"floor_{size}")
        for size in sizes
        for each in (
            f"build_{size}",
            f"cleaned_{size}",
            f"sessionized_{size}",
            f"cleaned_{size} + sessionized_{size}",
            f"attributed_{size}",
            f"credits_written_{size}",
        )
    ]
    growth = [(f"build_{more}", f"build_{less}") for less, more in pairwise(sizes)]
    return over_floor + growth


def builds_charts(result: dict, sizes: Sequence[int]) -> list[str]:
    """Cost against size: in all, and of each million events."""
    builds = [median_cpu(result, f"build_{size}") for size in sizes]
    floors = [median_cpu(result, f"floor_{size}") for size in sizes]
    labels = [f"{size / 1e6:g}" for size in sizes]
    each = [cost / (size / 1e6) for cost, size in zip(builds, sizes, strict=True)]
    return [
        chart(
            "Whole build (upper line) and one sort of its events (lower line)",
            *("million events", labels, [builds, floors]),
        ),
        chart("Whole build per million events", "million events", labels, [each]),
    ]


def benchmark_builds(chosen: argparse.Namespace, console: Console) -> None:
    """Measure whole builds of each size, and publish.

    Raises BenchmarkError when a build fails.
    """
    sizes = sorted(set(chosen.sizes))
    console.print("compiling the project's models")
    models = compiled(MEASURED_MODELS)
    with tempfile.TemporaryDirectory(dir=chosen.work) as folder:
        raw = sample_folder(chosen.work, sizes[0], chosen.seed, console)
        place = place_of(chosen, raw, Path(folder) / "parse")
        reading = read_project(place, console)

    def one_round(number: int) -> dict[str, Run]:
        found: dict[str, Run] = {}
        for size in turned(sizes, number):
            found |= builds_round(size, chosen, models, console)
        return found

    runs = {"read_project": [reading], **collect(chosen.rounds, console, one_round)}
    abouts = {"read_project": "dbt parse: a part of every build here"}
    for size in sizes:
        for name, about in BUILDS_ABOUT.items():
            abouts[f"{name}_{size}"] = about
    facts = common_facts(chosen) | {"events": " ".join(map(str, sizes))}
    if chosen.memory_limit:
        facts["memory limit"] = chosen.memory_limit
    result = summary(abouts, runs, builds_pairs(sizes), facts)
    publish(result, chosen.out, console, [size_part(result)])
    publish_charts(builds_charts(result, sizes), chosen.out, console)


# --------------------------------------------------------------------------- days

DAYS_ABOUT = {
    "full": "dbt build of all days but the last",
    "day": "dbt build of one more day",
    "rerun_dbt": "dbt build with nothing new",
    "rerun_copy": "build.py after a dbt build: copies the warehouse, loads nothing",
    "rerun": "build.py with nothing new",
}


def arrive(layout: Path, name: str, place: Place) -> None:
    """Put a file of a layout among the raw files of a place."""
    target = place.raw / EVENTS / name
    target.parent.mkdir(parents=True, exist_ok=True)
    (layout / name).replace(target)


def compare_with_full_build(place: Place, whole: Place, console: Console) -> list[str]:
    """What differs in the marts from a full build of the same raw files."""
    dbt_build("full build to compare with", whole, console)
    with console.status("comparing all marts"):
        return list(differences(place.warehouse, whole.warehouse))


def days_round(
    days: int, base: Path, chosen: argparse.Namespace, console: Console
) -> tuple[dict[str, Run], dict[str, object]]:
    """Costs of one number of days; and what was there, and what differs if asked."""
    with tempfile.TemporaryDirectory(dir=chosen.work) as name:
        folder = Path(name)
        place = place_of(chosen, folder / "raw", folder / "parts")
        with console.status(f"laying the events out over {days} days"):
            rows = write_days(base, days, folder / "layout")
        steps: dict[str, Callable[[str, Place, Console], Run]] = {
            "full": dbt_build,
            "day": dbt_build,
            "rerun_dbt": dbt_build,
            "rerun_copy": script_build,
            "rerun": script_build,
        }
        files, runs = {"full": HISTORY, "day": LAST_DAY}, {}
        for step, build in steps.items():
            if step in files:
                arrive(folder / "layout", files[step], place)
            runs[f"{step}_{days}"] = build(step, place, console)
            console.print(line(f"{days} days", step, runs[f"{step}_{days}"]))
        found: dict[str, object] = {
            "history_rows": rows[HISTORY],
            "last_day_rows": rows[LAST_DAY],
        }
        if chosen.check:
            whole = place_of(chosen, place.raw, folder / "whole")
            found["differences"] = compare_with_full_build(place, whole, console)
    return runs, found


def days_pairs(days: Sequence[int]) -> list[tuple[str, str]]:
    """What is divided by what: a day by its full build, and by the fewest days' day."""
    shares = [(f"day_{each}", f"full_{each}") for each in days]
    growth = [(f"day_{more}", f"day_{days[0]}") for more in days[1:]]
    return shares + growth


def days_part(result: dict) -> Part:
    """Table of rows, the slowest rerun in wall seconds, and checks, by days."""
    rows = []
    for days, found in result["days"].items():
        wall = result["contestants"][f"rerun_{days}"]["wall_seconds"]["highest"]
        differing = found.get("differences")
        rows.append(
            [
                days,
                f"{found['history_rows']:,}",
                f"{found['last_day_rows']:,}",
                f"{wall:.1f}",
                "yes" if wall < RERUN_GOAL_SECONDS else "no",
                "not checked" if differing is None else str(len(differing)),
            ]
        )
    headings = ["days", "rows before", "last day", "rerun s"]
    headings += [f"< {RERUN_GOAL_SECONDS} s", "marts differing"]
    return (headings, rows), 0


def days_charts(result: dict, days: Sequence[int]) -> list[str]:
    """Cost against days: of the history, and of one more day."""
    labels = [str(each) for each in days]
    titles = {"full": "Full build of the history", "day": "Build of one more day"}
    charts = []
    for name, title in titles.items():
        costs = [median_cpu(result, f"{name}_{each}") for each in days]
        about = f"{title}, the same number of events over more days"
        charts.append(chart(about, "days", labels, [costs]))
    return charts


def check_equal(found: dict[str, dict]) -> None:
    """Raise BenchmarkError where a warehouse was not what a full build makes."""
    for name, each in found.items():
        if each.get("differences"):
            raise BenchmarkError(
                f"{name}: builds in parts and a full build differ:"
                f" {each['differences'][0]}"
            )


def benchmark_days(chosen: argparse.Namespace, console: Console) -> None:
    """Measure one more day after histories of different length, and publish.

    Raises BenchmarkError when a build fails, or differs from a full one.
    """
    days = sorted(set(chosen.days))
    base = sample_folder(chosen.work, chosen.events, chosen.seed, console)
    layouts: dict[str, dict] = {}

    def one_round(number: int) -> dict[str, Run]:
        found: dict[str, Run] = {}
        for each in turned(days, number):
            runs, about = days_round(each, base, chosen, console)
            found |= runs
            # What differs in one round must not be hidden by the next.
            differing = layouts.get(str(each), {}).get("differences", [])
            if "differences" in about:
                about["differences"] = [*differing, *about["differences"]]
            layouts[str(each)] = about
        return found

    runs = collect(chosen.rounds, console, one_round)
    abouts = {
        f"{name}_{each}": about for each in days for name, about in DAYS_ABOUT.items()
    }
    facts = common_facts(chosen) | {"events": chosen.events}
    result = summary(abouts, runs, days_pairs(days), facts)
    result["days"] = {str(each): layouts[str(each)] for each in days}
    publish(result, chosen.out, console, [days_part(result), size_part(result)])
    publish_charts(days_charts(result, days), chosen.out, console)
    check_equal({f"{name} days": each for name, each in result["days"].items()})
