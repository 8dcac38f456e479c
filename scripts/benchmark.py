"""What the project's SQL costs, measured in turns beside things worth comparing with.

Usage: python scripts/benchmark.py builds [--events N ...] [--memory-limit 8GB]
       python scripts/benchmark.py days [--events N] [--days N ...] [--check]
       python scripts/benchmark.py funnels [--events N] [--rounds 3]
       python scripts/benchmark.py peers [--events N] [--check] [--chdb-python PATH]

Every run is a fresh process. Ratios are taken inside a round, and the median of the
rounds is reported with the lowest and the highest: a busy machine moves the seconds,
the ratios hardly. Every second round goes backwards where contestants do not build on
each other. ``table.md`` and ``result.json`` go to --out, with ``picture.md`` of builds
and days, which GitHub draws.

CPU seconds are user and system time of the process and of those that it waited for;
the peak is the largest resident memory of any of them. Jobs of plain SQL count from
the start of interpreter and engine library on, whole builds count everything: the
start of Python, reading the project (``read_project`` says how much), definitions,
checks of raw files, all models, the closing of the file. Data tests and unit tests are
outside. --threads goes to plain jobs and to dbt build; the engine inside dbt takes all
processors that it sees.

builds
    floor_N        one lag() over (visitor, time) on all events of a Parquet file: what
                   sorting the events once by their text ids costs
    build_N        ``dbt build`` of everything into a new warehouse, from the raw files
                   of the sample: events, offline conversions, spend, AI visibility
    cleaned_N      the project's SQL from raw files to cleaned events: read, typed,
                   redacted, checked, each event once. Every column is read into a
                   hash; writing them is in build_N alone
    sessionized_N  int_activity__sessionized made in memory, on the cleaned events of
                   the warehouse: filters, whose events they are, sessions; then
                   int_events__sessionized read for session, name and time. The join
                   looks into the stored copy of the same table
    attributed_N   the project's SQL from sessions and conversions to the credits of all
                   attribution models: journeys and the steps of the chain made in
                   memory, every column of the credits read into a hash. The equations
                   of the chain, a few numbers, are in build_N alone
    credits_written_N  the same credits read from their mart and written to another file
    read_project   ``dbt parse`` without anything known from before, once

    The floor reads four narrow columns of the web events; the build reads all 25, and
    the few rows of CSV and NDJSON files too. More than 10 million events are copies of
    10 million with other ids, so people and orders grow with the events; spend and AI
    visibility do not. Making files is outside the clock. The seconds of the ten dearest
    models in ``result.json`` are dbt's wall seconds, and two models may run at once.

days
    The same events laid out over more or fewer days: one file of all days but the
    last, then one of the last day, as received. Over fewer than 92 days time is folded,
    and the folds are other people; over more, people are dealt into groups that follow
    each other. Whole days are cut, so up to 1 event in 40 is missing, and more where 92
    is far from a multiple of the days: the table says the rows. Web events alone.

    full_D, day_D  ``dbt build`` of the history, and of one more day
    rerun_dbt_D    ``dbt build`` with nothing new: it reads the project and looks
    rerun_copy_D   ``scripts/build.py`` after that, which does not know yet that nothing
                   is new: it copies the warehouse and runs dbt on the copy
    rerun_D        ``scripts/build.py`` with nothing new, and its summary. The raw files
                   are not checked by Great Expectations, which would come on top of a
                   build of something

    --check builds history and day in one and compares all marts, outside the clock.

funnels
    floor      as above
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

peers
    Page views of 91 days, 0.5 % of them twice, 1 % up to five days late, then one more
    day with 3.3 % of all, as in the runs that the note under the table quotes.

    ours_full, ours_day        ``dbt build`` of all marts, and of one more day
    classic_full, classic_day  one hand-written job: each event once, lag and running
                               sum over all columns written to a table, sessions by
                               group by, a funnel of five pages by windows. The day
                               makes anew what occurred in the last three days before
                               the end of the table, as incremental models often do,
                               and counts the funnel on everything
    chdb_full, chdb_day        chDB counts sessions and the levels of the funnel on the
                               Parquet files; the day counts everything once more

    They do not do the same: ours makes all marts, the classic two tables and a funnel,
    chDB two numbers. The start of dbt is in the clock of ours, that of Python is in
    none of the others'. What each finds is in the table: sessions after the day that
    are not those of the classic's own full refresh, by visitor, start, end and views
    (missing: the refresh alone has them; surplus: it does not), and visitors by the
    deepest page of the funnel that they reached in order.
    Ours must have none, and exact contestants must agree, or the exit code is 1.
    --check compares all marts of ours with a full build too.

The events are the seeded sample of make_sample_events.py, written once for each number
of events and seed below --work; page views are made for each round.
"""

import argparse
import sys
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import duckdb
from benchmark_builds import benchmark_builds, benchmark_days
from benchmark_frame import (
    ENGINE_OPTIONS,
    BenchmarkError,
    Contestant,
    Run,
    chdb_interpreter,
    chdb_version,
    check_agreement,
    common_facts,
    events_file,
    floor,
    publish,
    run,
    run_rounds,
    summary,
)
from benchmark_peers import benchmark_peers
from compiled_models import CATALOG, compile_models
from make_sample_events import DEFAULT_SEED, FEWEST_EVENTS, at_least
from rich.console import Console

# ---------------------------------------------------------------------- funnels

SCHEMAS = ("intermediate", "definitions")
PREPARED_MODELS = (
    "int_funnel_steps__shared",
    "int_funnel_steps__planned",
    "int_funnel_events__numbered",
)
WALKED_MODEL = "int_funnels__walked"

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
        **common_facts(chosen),
        "events": duckdb.sql(f"select count(*) from '{events}'").fetchone()[0],
        "visitors": duckdb.sql(
            f"select count(distinct visitor_id) from '{events}'"
        ).fetchone()[0],
    }
    if python:
        facts["chdb"] = chdb_version(python)
    everything = {**{one.name: [cost] for one, cost in prepared.items()}, **runs}
    abouts = {each.name: each.about for each in [*prepared, *contestants]}
    result = summary(abouts, everything, pairs, facts)
    publish(result, chosen.out, console)
    check_agreement(runs)
    console.print("all contestants count the same visitors on every level")


# ----------------------------------------------------------------- command line

BENCHMARKS = {
    "builds": benchmark_builds,
    "days": benchmark_days,
    "funnels": benchmark_funnels,
    "peers": benchmark_peers,
}
# Where the command line says nothing.
EVENTS = {
    "builds": [1_000_000, 10_000_000],
    "days": [10_000_000],
    "funnels": [10_000_000],
    "peers": [2_300_000],
}
ROUNDS = {"builds": 1, "days": 1, "funnels": 3, "peers": 1}
DAYS = [30, 90, 365]


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The chosen options; ``sizes`` are all numbers of events, ``events`` the first."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("benchmark", choices=sorted(BENCHMARKS))
    parser.add_argument(
        "--events",
        type=at_least(FEWEST_EVENTS),
        nargs="+",
        metavar="N",
        help="default: 10 million; builds 1 and 10 million, of peers 2.3 million",
    )
    parser.add_argument(
        "--days",
        type=at_least(2),
        nargs="+",
        default=DAYS,
        metavar="N",
        help="lengths of the history, of days alone (default: %(default)s)",
    )
    parser.add_argument("--seed", type=at_least(0), default=DEFAULT_SEED)
    parser.add_argument("--rounds", type=at_least(1), help="default: 1, of funnels 3")
    parser.add_argument("--threads", type=at_least(1), default=2)
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FOLDER",
        help="folder of the result (default: target/benchmark/<benchmark>)",
    )
    parser.add_argument(
        "--work",
        type=Path,
        default=Path(tempfile.gettempdir()) / "conversion_analytics_benchmark",
        metavar="FOLDER",
        help="folder for the events, kept between runs (default: %(default)s)",
    )
    parser.add_argument(
        "--memory-limit", metavar="SIZE", help="of the engine in builds, such as 8GB"
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="days and peers: compare with one full build at the end",
    )
    parser.add_argument(
        "--chdb-python", metavar="PATH", help="a Python interpreter that has chdb"
    )
    chosen = parser.parse_args(arguments)
    chosen.sizes = chosen.events or EVENTS[chosen.benchmark]
    if len(chosen.sizes) > 1 and chosen.benchmark != "builds":
        parser.error(f"{chosen.benchmark} takes one number of events")
    chosen.events = chosen.sizes[0]
    chosen.rounds = chosen.rounds or ROUNDS[chosen.benchmark]
    # Commands run in other folders.
    chosen.out = chosen.out or Path("target/benchmark") / chosen.benchmark
    chosen.work = chosen.work.resolve()
    return chosen


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns the exit code."""
    chosen = parse(arguments)
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
