"""What the project's SQL costs, measured in turns beside things worth comparing with.

Usage: python scripts/benchmark.py funnels [--events N] [--rounds 3] [--threads 2]

Every run is a fresh process. The order of the contestants turns round from one round
to the next, ratios are taken inside a round, and the median of the rounds is reported
with the lowest and the highest: a busy machine moves the seconds, the ratios hardly.
CPU seconds are user and system time of the process without the start of interpreter
and engine library; wall seconds begin there too. The peak is the process's largest
resident memory, start included. ``table.md`` and ``result.json`` go to --out.

funnels
    floor      one lag() over (visitor, time) on all events of a Parquet file: what
               sorting the events once by their text ids costs
    ours_1     an ordered funnel of five steps by the project's own compiled models
    ours_20    twenty such funnels, which begin alike and end differently, with windows
               from 30 minutes to 30 days
    chdb_*     the same levels by windowFunnel over the same Parquet file, if chDB is
               there: as a package of this interpreter, or of --chdb-python
    prepare_*  int_funnel_steps__planned and int_funnel_events__numbered, once

    Inside the clock of ours: int_funnels__walked (every attempt of every visitor with
    the time of every step, which windowFunnel does not give) and its reading: the
    fastest attempt of each visitor on each way, compared with the windows and counted.
    Nothing is written, as with the others.
    Outside it: matching events to milestones, for which a plain join on the event name
    stands in, not timed; and numbering the visitors, done once for all uses of
    funnels, in the lines prepare_*, with the writing of its table. chDB and the floor
    begin with the events as they are, so compare with and without these lines.
    Before the exit every contestant must have counted the same visitors on every
    level, or the exit code is 1.

The events are the seeded sample of make_sample_events.py, written once for each number
of events and seed below --work.
"""

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
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path

import duckdb
from compiled_models import CATALOG, compile_models
from make_sample_events import DEFAULT_SEED, FEWEST_EVENTS, at_least, write_sample
from rich.console import Console
from rich.table import Table

JOB_SCRIPT = Path(__file__).with_name("benchmark_job.py")
SCHEMAS = ("intermediate", "definitions")
MEBIBYTE = 2**20


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
            console.print(
                f"round {number}/{rounds}  {contestant.name:<20}"
                f"{measured.cpu_seconds:8.2f} CPU s {measured.wall_seconds:8.2f} s"
                f" {measured.peak_mebibytes:8,.0f} MiB"
            )
    return runs


def ratio(runs: dict[str, list[Run]], one: str, other: str) -> Spread:
    """CPU seconds of one contestant over another's, taken inside each round."""
    pairs = zip(runs[one], runs[other], strict=True)
    return spread([mine.cpu_seconds / theirs.cpu_seconds for mine, theirs in pairs])


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
    contestants: list[Contestant],
    runs: dict[str, list[Run]],
    pairs: list[tuple[str, str]],
    facts: dict[str, object],
) -> dict:
    """Everything that was found, ready for JSON."""
    measured = {
        each.name: {
            "about": each.about,
            "cpu_seconds": asdict(spread([one.cpu_seconds for one in runs[each.name]])),
            "wall_seconds": asdict(
                spread([one.wall_seconds for one in runs[each.name]])
            ),
            "peak_mebibytes": asdict(
                spread([one.peak_mebibytes for one in runs[each.name]])
            ),
            "runs": [asdict(one) for one in runs[each.name]],
        }
        for each in contestants
    }
    ratios = {
        f"{one} / {other}": asdict(ratio(runs, one, other)) for one, other in pairs
    }
    return {"facts": facts, "contestants": measured, "ratios": ratios}


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


def publish(result: dict, out: Path, console: Console) -> None:
    """Print the tables, and write them and the JSON below ``out``."""
    facts = ", ".join(f"{name} {value}" for name, value in result["facts"].items())
    parts = [(table_rows(result), 2), (ratio_rows(result), 1)]
    out.mkdir(parents=True, exist_ok=True)
    (out / "result.json").write_text(json.dumps(result, indent=2) + "\n")
    tables = "\n\n".join(markdown(*each, texts) for each, texts in parts)
    (out / "table.md").write_text(f"{facts}\n\n{tables}\n")
    for each, texts in parts:
        console.print()
        console.print(drawn(*each, texts))
    console.print(f"\n{facts}\n{out / 'result.json'}, {out / 'table.md'}")


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
        duckdb.sql(f"""
            copy (
                select
                    event_id,
                    coalesce(user_id, device_id) as visitor_id,
                    cast(occurred_at as timestamp) as occurred_at,
                    event_name
                from read_parquet('{folder}/generic/events/*.parquet')
                where
                    event_id is not null
                    and event_name is not null
                    and occurred_at is not null
                    and coalesce(user_id, device_id) is not null
            ) to '{draft}' (format parquet)
        """)
        draft.replace(path)
    return path


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


# ---------------------------------------------------------------------- funnels

PREPARED_MODELS = (
    "int_funnel_steps__shared",
    "int_funnel_steps__planned",
    "int_funnel_events__numbered",
)
WALKED_MODEL = "int_funnels__walked"
# As the macro set_engine_options does at the start of every run of dbt.
ENGINE_OPTIONS = "set global asof_loop_join_threshold = 0"

# The event of the sample for each milestone that the funnels use.
MILESTONES = {
    "page_viewed": "page_view",
    "product_list_viewed": "view_item_list",
    "site_searched": "view_search_results",
    "product_viewed": "view_item",
    "added_to_wishlist": "add_to_wishlist",
    "added_to_cart": "add_to_cart",
    "cart_viewed": "view_cart",
    "checkout_started": "begin_checkout",
    "shipping_info_entered": "add_shipping_info",
    "payment_info_entered": "add_payment_info",
    "purchased": "purchase",
    "signed_up": "sign_up",
    "logged_in": "login",
}

# A way begins with the words before the bar; each funnel goes on in one way after it.
BRANCHES = {
    "page_viewed product_viewed added_to_cart": (
        "checkout_started purchased",
        "checkout_started payment_info_entered",
        "checkout_started shipping_info_entered",
        "cart_viewed checkout_started",
        "cart_viewed purchased",
        "shipping_info_entered purchased",
        "payment_info_entered purchased",
    ),
    "page_viewed product_list_viewed product_viewed": (
        "added_to_cart purchased",
        "added_to_cart checkout_started",
        "added_to_cart cart_viewed",
        "added_to_wishlist added_to_cart",
    ),
    "page_viewed site_searched product_viewed": (
        "added_to_cart purchased",
        "added_to_cart checkout_started",
    ),
    "product_viewed added_to_cart checkout_started": (
        "shipping_info_entered purchased",
        "payment_info_entered purchased",
        "shipping_info_entered payment_info_entered",
    ),
    "product_viewed added_to_cart cart_viewed": ("checkout_started purchased",),
    "page_viewed signed_up product_viewed": ("added_to_cart purchased",),
    "page_viewed logged_in product_viewed": ("added_to_cart purchased",),
    "page_viewed product_viewed added_to_wishlist": ("added_to_cart purchased",),
}
HOUR = 3600
DAY = 24 * HOUR
WINDOWS = (
    *(DAY, HOUR // 2, HOUR, 2 * HOUR, 4 * HOUR, 12 * HOUR),
    *(2 * DAY, 3 * DAY, 7 * DAY, 14 * DAY, 21 * DAY, 30 * DAY),
)


@dataclass(frozen=True)
class Funnel:
    """An ordered funnel of visitors."""

    name: str
    steps: tuple[str, ...]
    window_seconds: int


def funnels() -> list[Funnel]:
    """The twenty funnels; the first one is also measured on its own."""
    ways = [f"{begin} {end}" for begin, ends in BRANCHES.items() for end in ends]
    return [
        Funnel(
            f"funnel_{number + 1}", tuple(way.split()), WINDOWS[number % len(WINDOWS)]
        )
        for number, way in enumerate(ways)
    ]


def definition_statements(chosen: list[Funnel]) -> list[str]:
    """Statements that fill the definition seeds with these funnels."""
    milestones = [(name, event) for name, event in MILESTONES.items()]
    rows = [(each.name, each.window_seconds) for each in chosen]
    steps = [
        (each.name, number, milestone)
        for each in chosen
        for number, milestone in enumerate(each.steps, start=1)
    ]
    place = f"create table {CATALOG}.definitions"
    return [
        *(f"create schema {CATALOG}.{schema}" for schema in SCHEMAS),
        f"{place}.definition_milestones as select milestone, event_name,"
        " cast(null as varchar) as event_source"
        f" from (values {sql_rows(milestones)}) as made (milestone, event_name)",
        f"{place}.definition_funnels as select funnel, 'visitor' as unit,"
        " 'ordered' as ordering, cast(window_seconds as bigint) as window_seconds,"
        " 'best' as attempt,"
        " 'ecommerce' as business_model"
        f" from (values {sql_rows(rows)}) as made (funnel, window_seconds)",
        f"{place}.definition_funnel_steps as select funnel, step_number, milestone,"
        " false as is_optional, cast(null as bigint) as within_seconds"
        f" from (values {sql_rows(steps)}) as made (funnel, step_number, milestone)",
        f"{place}.definition_funnel_exclusions (funnel varchar, milestone varchar,"
        " after_step integer, before_step integer)",
    ]


def sql_rows(rows: list[tuple]) -> str:
    """Rows of texts and whole numbers as SQL literals."""
    return ", ".join(
        "(" + ", ".join(repr(value) for value in row) + ")" for row in rows
    )


def match_events(events: Path, database: Path) -> None:
    """Write a stand-in for int_events__matched_to_milestones, made by a plain join."""
    database.unlink(missing_ok=True)
    with duckdb.connect(str(database)) as connection:
        connection.execute(f"""
            create table matched as
            select
                milestone,
                'generic' as event_source,
                event_id,
                visitor_id,
                visitor_id as session_id,
                occurred_at
            from '{events}'
            inner join (values {sql_rows(list(MILESTONES.items()))})
                as made (milestone, event_name)
                using (event_name)
        """)


def preparation(
    name: str,
    chosen: list[Funnel],
    models: dict[str, str],
    matched: Path,
    target: Path,
) -> Contestant:
    """The job that plans the funnels and numbers the visitors, into a new database."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    return Contestant(
        name,
        f"numbering the visitors of {len(chosen)} funnel(s), written, once",
        sys.executable,
        "duckdb",
        (
            *definition_statements(chosen),
            f"create view {CATALOG}.intermediate.int_events__matched_to_milestones"
            " as select * from matched.matched",
            *(
                f"create table {CATALOG}.intermediate.{model} as {models[model]}"
                for model in PREPARED_MODELS
            ),
        ),
        (
            ("matched", str(matched), "read_only"),
            (CATALOG, str(target), "read_write"),
        ),
    )


def ours(name: str, chosen: list[Funnel], database: Path, walked: str) -> Contestant:
    """The job that walks the funnels by the project's SQL and counts the levels."""
    return Contestant(
        name,
        f"{len(chosen)} funnel(s) of five steps: every attempt with its times",
        sys.executable,
        "duckdb",
        (
            ENGINE_OPTIONS,
            f"""
            with walked as (
                {walked}
            ),
            fastest as (
                select
                    path_number,
                    unit_number,
                    min(reached_us - entered_us) as duration_us
                from walked
                group by path_number, unit_number
                union all
                select distinct steps.path_number, events.unit_number, 0
                from {CATALOG}.intermediate.int_funnel_steps__planned as steps
                inner join {CATALOG}.intermediate.int_funnel_events__numbered as events
                    on steps.milestone_number = events.milestone_number
                where steps.required_position = 1
            )
            select steps.funnel, steps.required_position, count(*)
            from fastest
            inner join {CATALOG}.intermediate.int_funnel_steps__planned as steps
                on fastest.path_number = steps.path_number
            where fastest.duration_us <= steps.window_us
            group by steps.funnel, steps.required_position
            """,
        ),
        ((CATALOG, str(database), "read_only"),),
        counts_by_funnel,
    )


def counts_by_funnel(rows: list) -> dict[str, list[int]]:
    """Visitors by deepest level, from rows of funnel, level and visitors who got there.

    Who got to a level has been on all before it, so those who got no further are left
    when those who did are taken away.
    """
    reached = {funnel: [0] * 6 for funnel, _, _ in rows}
    for funnel, level, visitors in rows:
        reached[funnel][level - 1] = visitors
    return {
        funnel: [here - beyond for here, beyond in pairwise(counts)]
        for funnel, counts in reached.items()
    }


def in_chdb(
    name: str, chosen: list[Funnel], events: Path, python: str, mode: str
) -> Contestant:
    """The job that counts the same levels by windowFunnel."""
    levels = ", ".join(
        f"windowFunnel({each.window_seconds * 1_000_000}{mode})(at, "
        + ", ".join(f"event_name = '{MILESTONES[step]}'" for step in each.steps)
        + f") as {each.name}"
        for each in chosen
    )
    counts = ", ".join(
        f"[{', '.join(f'countIf({each.name} = {level})' for level in range(1, 6))}]"
        for each in chosen
    )
    query = f"""
        select {counts} from (
            select {levels} from (
                select
                    visitor_id,
                    event_name,
                    toUInt64(toUnixTimestamp64Micro(occurred_at)) as at
                from file('{events}', Parquet)
            )
            group by visitor_id
        )
    """

    def counted(rows: list) -> dict[str, list[int]]:
        return {
            each.name: [int(count) for count in counts]
            for each, counts in zip(chosen, rows[0], strict=True)
        }

    about = f"{len(chosen)} windowFunnel(s) over Parquet{mode}: the levels alone"
    return Contestant(name, about, python, "chdb", (query,), levels=counted)


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


def check_plan(database: Path) -> None:
    """Raise BenchmarkError unless the project walks all of these funnels."""
    with duckdb.connect(str(database), read_only=True) as connection:
        methods = connection.execute(
            "select distinct method from intermediate.int_funnel_steps__planned"
        ).fetchall()
    if methods != [("walk",)]:
        raise BenchmarkError(f"the funnels are planned for {methods}, not to be walked")


def benchmark_funnels(chosen: argparse.Namespace, console: Console) -> None:
    """Measure, publish, and raise BenchmarkError where counts disagree."""
    python = chdb_interpreter(chosen.chdb_python)
    if python is None:
        console.print("chDB is not installed here: its lines are left out")
    events = events_file(chosen.work, chosen.events, chosen.seed, console)
    twenty = funnels()
    sets = {"1": twenty[:1], "20": twenty}
    console.print("compiling the project's models")
    try:
        models = compile_models([*PREPARED_MODELS, WALKED_MODEL], {})
    except RuntimeError as error:
        raise BenchmarkError(str(error)) from error
    contestants, pairs = [floor(events)], []
    prepared: dict[Contestant, Run] = {}
    with tempfile.TemporaryDirectory(dir=chosen.work) as folder:
        matched = Path(folder) / "matched.duckdb"
        console.print("matching the events to milestones")
        match_events(events, matched)
        for size, some in sets.items():
            database = Path(folder) / size / f"{CATALOG}.duckdb"
            prepare = preparation(f"prepare_{size}", some, models, matched, database)
            console.print(f"preparing {size} funnel(s)")
            prepared[prepare] = run(prepare, chosen.threads)
            check_plan(database)
            mine = ours(f"ours_{size}", some, database, models[WALKED_MODEL])
            contestants.append(mine)
            pairs.append((mine.name, "floor"))
            modes = {"": ""} if size == "20" else {"": "", "_once": ", 'strict_once'"}
            for suffix, mode in modes.items() if python else ():
                theirs = in_chdb(f"chdb_{size}{suffix}", some, events, python, mode)
                contestants.append(theirs)
                pairs += [(theirs.name, "floor"), (mine.name, theirs.name)]
        runs = run_rounds(contestants, chosen.rounds, chosen.threads, console)
    facts = {
        "benchmark": "funnels",
        "events": duckdb.sql(f"select count(*) from '{events}'").fetchone()[0],
        "visitors": duckdb.sql(
            f"select count(distinct visitor_id) from '{events}'"
        ).fetchone()[0],
        "seed": chosen.seed,
        "rounds": chosen.rounds,
        "threads": chosen.threads,
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "duckdb": duckdb.__version__,
        "dbt-core": importlib.metadata.version("dbt-core"),
    }
    if python:
        asked = "import chdb; print(chdb.__version__)"
        found = subprocess.run([python, "-c", asked], capture_output=True, text=True)
        facts["chdb"] = found.stdout.strip()
    everything = {**{one.name: [cost] for one, cost in prepared.items()}, **runs}
    result = summary([*prepared, *contestants], everything, pairs, facts)
    publish(result, chosen.out, console)
    check_agreement(runs)
    console.print("all contestants count the same visitors on every level")


# ----------------------------------------------------------------- command line

BENCHMARKS = {"funnels": benchmark_funnels}


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("benchmark", choices=sorted(BENCHMARKS))
    parser.add_argument("--events", type=at_least(FEWEST_EVENTS), default=10_000_000)
    parser.add_argument("--seed", type=at_least(0), default=DEFAULT_SEED)
    parser.add_argument("--rounds", type=at_least(1), default=3)
    parser.add_argument("--threads", type=at_least(1), default=2)
    parser.add_argument("--out", type=Path, default=Path("target/benchmark"))
    parser.add_argument(
        "--work",
        type=Path,
        default=Path(tempfile.gettempdir()) / "conversion_analytics_benchmark",
        help="folder for the events, kept between runs (default: %(default)s)",
    )
    parser.add_argument(
        "--chdb-python", metavar="PATH", help="a Python interpreter that has chdb"
    )
    chosen = parser.parse_args(arguments)
    chosen.work.mkdir(parents=True, exist_ok=True)
    console = Console(highlight=False, soft_wrap=True)
    try:
        BENCHMARKS[chosen.benchmark](chosen, console)
    except BenchmarkError as error:
        print(f"benchmark: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
