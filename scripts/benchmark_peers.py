"""One load and one more day of page views, beside methods that people use for it.

What is measured and what not is said in benchmark.py, which runs it.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
from benchmark_builds import (
    Place,
    Runs,
    arrive,
    collect,
    compare_with_full_build,
    dbt_build,
    place_of,
    size_part,
)
from benchmark_data import EVENTS, HISTORY, LAST_DAY, PAGES, write_page_views
from benchmark_frame import (
    BenchmarkError,
    Contestant,
    Part,
    Run,
    chdb_interpreter,
    chdb_version,
    common_facts,
    line,
    publish,
    run,
    summary,
)
from rich.console import Console

TIMEOUT_MINUTES = 30
LOOK_BACK_DAYS = 3
FUNNEL_HOURS = 24
FUNNEL = PAGES[:5]

ABOUT = {
    "ours_full": "dbt build of all marts, 91 days",
    "ours_day": "dbt build of one more day",
    "classic_full": "lag and running sum, sessions, one funnel: 91 days",
    "classic_day": f"the same with a look-back of {LOOK_BACK_DAYS} days: one more day",
    "chdb_full": "sessions counted and one windowFunnel: 91 days",
    "chdb_day": "the same once more over all files",
}
NOTE = (
    "Measured in another run, on 2.27 million page views and 76,000 more, wall seconds"
    " on a shared machine: dbt-labs/segment, patched for DuckDB, 63 s full and 24 s for"
    " the day; snowplow-web 0.15.2 on PostgreSQL 378 s and 33 s (with tables analysed"
    " between steps). Compare orders of magnitude, not digits."
)


# ------------------------------------------------------------------- the classic


def wide_rows(files: str, condition: str) -> str:
    """Page views, each once, with the number and the start of their session."""
    return f"""
        with once as (
            select * exclude (copy_number)
            from (
                select *, row_number() over (
                    partition by event_id order by received_at
                ) as copy_number
                from read_parquet({files})
                where {condition}
            )
            where copy_number = 1
        ),
        with_previous as (
            select *, lag(occurred_at) over (
                partition by device_id order by occurred_at, event_id
            ) as previous_at
            from once
        ),
        with_numbers as (
            select *, sum(
                case
                    when previous_at is null
                        or occurred_at
                        > previous_at + interval {TIMEOUT_MINUTES} minutes
                        then 1
                    else 0
                end
            ) over (
                partition by device_id order by occurred_at, event_id
                rows between unbounded preceding and current row
            ) as session_number
            from with_previous
        )
        select
            *,
            min(occurred_at) over (
                partition by device_id, session_number
            ) as session_started_at
        from with_numbers
    """


SESSIONS = """
    select
        device_id as visitor_id,
        session_started_at as started_at,
        max(occurred_at) as ended_at,
        count(*) as page_views,
        arg_min(page_url, occurred_at) as landing_page,
        arg_min(referrer_url, occurred_at) as referrer
    from classic.events_sessionized
    where {condition}
    group by device_id, session_started_at
"""


def page_is(number: int) -> str:
    """SQL of a view of one step's page; steps count from 0."""
    return f"page_url = 'https://shop.example{FUNNEL[number]}'"


def funnel_query() -> str:
    """Visitors by their deepest level of a five-step funnel in order, by windows.

    Each level carries the latest start that leads to it, which is the best one for a
    limit of time.
    """
    levels = [
        f"level_1 as (select *, if({page_is(0)}, occurred_at, null) as start_1"
        " from classic.events_sessionized)"
    ]
    for number in range(1, len(FUNNEL)):
        levels.append(f"""level_{number + 1} as (
            select *, if(
                {page_is(number)},
                max(start_{number}) over (
                    partition by device_id order by occurred_at, event_id
                    rows between unbounded preceding and current row
                ),
                null
            ) as carried_{number + 1},
            if(
                occurred_at - carried_{number + 1} <= interval {FUNNEL_HOURS} hours,
                carried_{number + 1},
                null
            ) as start_{number + 1}
            from level_{number}
        )""")
    depth = " + ".join(
        f"max(if(start_{level} is null, 0, 1))" for level in range(1, len(FUNNEL) + 1)
    )
    return f"""
        with {", ".join(levels)},
        depths as (
            select device_id, {depth} as depth
            from level_{len(FUNNEL)}
            group by device_id
        )
        select depth, count(*) from depths where depth > 0 group by depth order by depth
    """


def classic(
    name: str, database: Path, statements: tuple[str, ...], about: str
) -> Contestant:
    """A job on the classic's own warehouse: its funnel is counted at the end."""
    return Contestant(
        name,
        about,
        sys.executable,
        "duckdb",
        (*statements, funnel_query()),
        (("classic", str(database), "read_write"),),
        lambda rows: {"funnel": by_level(rows)},
    )


def by_level(rows: list) -> list[int]:
    """Visitors by deepest level, from rows of level and visitors."""
    counts = {int(level): int(visitors) for level, visitors in rows}
    return [counts.get(level, 0) for level in range(1, len(FUNNEL) + 1)]


def classic_full(files: list[Path], database: Path) -> Contestant:
    """The classic from all rows: events with sessions, sessions, and the funnel."""
    rows = wide_rows(file_list(files), "true")
    return classic(
        "classic_full",
        database,
        (
            f"create table classic.events_sessionized as {rows}",
            f"create table classic.sessions as {SESSIONS.format(condition='true')}",
        ),
        ABOUT["classic_full"],
    )


def classic_day(files: list[Path], database: Path) -> Contestant:
    """The classic as an incremental model: what lies in the look-back is made anew."""
    since = "(select since from classic.look_back)"
    window = f"occurred_at >= {since}"
    starts = f"session_started_at >= {since}"
    rows = wide_rows(file_list(files), window)
    return classic(
        "classic_day",
        database,
        (
            "create table classic.look_back as select max(occurred_at)"
            f" - interval {LOOK_BACK_DAYS} days as since"
            " from classic.events_sessionized",
            f"delete from classic.events_sessionized where {window}",
            f"insert into classic.events_sessionized {rows}",
            f"delete from classic.sessions where started_at >= {since}",
            f"insert into classic.sessions {SESSIONS.format(condition=starts)}",
        ),
        ABOUT["classic_day"],
    )


def file_list(files: list[Path]) -> str:
    """Files as an SQL list."""
    return "[" + ", ".join(f"'{each}'" for each in files) + "]"


# ------------------------------------------------------------------------- chDB


def in_chdb(name: str, files: list[Path], python: str) -> Contestant:
    """The job that counts sessions and funnel levels over Parquet."""
    window, gap = FUNNEL_HOURS * 3_600_000_000, TIMEOUT_MINUTES * 60_000_000
    pattern = files[0].parent / ("*.parquet" if len(files) > 1 else files[0].name)
    source = f"""
        select
            device_id,
            page_url,
            toUInt64(toUnixTimestamp64Micro(occurred_at)) as at
        from file('{pattern}', Parquet)
    """
    steps = ", ".join(page_is(number) for number in range(len(FUNNEL)))
    counts = ", ".join(
        f"countIf(level = {number})" for number in range(1, len(FUNNEL) + 1)
    )
    query = f"""
        select
            (
                select countIf(at - previous_at > {gap}) from (
                    select at, lagInFrame(at, 1, 0) over (
                        partition by device_id order by at
                        rows between unbounded preceding and current row
                    ) as previous_at
                    from ({source})
                )
            ) as sessions,
            (
                select [{counts}] from (
                    select windowFunnel({window})(at, {steps}) as level
                    from ({source})
                    group by device_id
                )
            ) as levels
    """

    def found(rows: list) -> dict[str, list[int]]:
        [[sessions, levels]] = rows
        return {
            "sessions": [int(sessions)],
            "funnel": [int(each) for each in levels],
        }

    return Contestant(name, ABOUT[name], python, "chdb", (query,), levels=found)


# -------------------------------------------------------------------- the results


@dataclass(frozen=True)
class Warehouses:
    """Where the results of one round lie."""

    ours: Path
    classic: Path
    refreshed: Path


OURS = (
    "select visitor_id, started_at, ended_at, cast(page_views as bigint)"
    " from ours.marts.sessions"
)
KINDS = ("missing", "surplus")
CLASSIC = "select visitor_id, started_at, ended_at, page_views from {}.sessions"


def count_sessions(path: Path, table: str) -> int:
    """Number of rows of a table of sessions."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(f"select count(*) from {table}").fetchone()[0]


def wrong_sessions(places: Warehouses) -> dict[str, dict[str, int]]:
    """Sessions unlike those of the classic's own full refresh, by contestant.

    Missing are sessions of the full refresh that are not there with the same visitor,
    start, end and number of views; surplus are those that it does not have.
    """
    with duckdb.connect() as connection:
        for alias, path in vars(places).items():
            connection.execute(f"attach '{path}' as {alias} (read_only)")
        right = CLASSIC.format("refreshed")
        found = {}
        for name, query in {
            "ours_day": OURS,
            "classic_day": CLASSIC.format("classic"),
        }.items():
            missing, surplus = (
                connection.execute(
                    f"select count(*) from ({one} except all {other})"
                ).fetchone()[0]
                for one, other in ((right, query), (query, right))
            )
            found[name] = {"missing": missing, "surplus": surplus}
        return found


def sessions_part(result: dict) -> Part:
    """Table of sessions counted, and of those that a full refresh has otherwise."""
    rows = []
    for name, each in result["contestants"].items():
        wrong = result["wrong_sessions"].get(name, {})
        rows.append(
            [
                name,
                f"{each['runs'][-1]['levels']['sessions'][0]:,}",
                *(f"{wrong[kind]:,}" if wrong else "-" for kind in KINDS),
                differing_text(result, name),
            ]
        )
    return (["contestant", "sessions", *KINDS, "marts differing"], rows), 1


def funnel_part(result: dict) -> Part:
    """Table of visitors by the deepest step that they reached."""
    rows = [
        [name, *(f"{count:,}" for count in each["runs"][-1]["levels"]["funnel"])]
        for name, each in result["contestants"].items()
        if "funnel" in each["runs"][-1]["levels"]
    ]
    steps = [f"{number + 1} {page}" for number, page in enumerate(FUNNEL)]
    return (["visitors by deepest page", *steps], rows), 1


def differing_text(result: dict, name: str) -> str:
    """How many marts differ from a full build, for ours after the day."""
    if name != "ours_day":
        return "-"
    found = result["differences"]
    return "not checked" if found is None else str(len(found))


def check_results(result: dict) -> None:
    """Raise BenchmarkError where exact contestants do not agree.

    The classic after one more day is none: how far it is off is a result.
    """
    if result["differences"]:
        raise BenchmarkError(
            f"builds in parts and a full build differ: {result['differences'][0]}"
        )
    off = result["wrong_sessions"]["ours_day"]
    if any(off.values()):
        raise BenchmarkError(f"ours_day has other sessions than a full refresh: {off}")
    for what, groups in {
        "sessions": [
            ("ours_full", "classic_full", "chdb_full"),
            ("ours_day", "chdb_day"),
        ],
        "funnel": [("classic_full", "chdb_full")],
    }.items():
        for group in groups:
            check_same(result["contestants"], what, group)


def check_same(contestants: dict, what: str, names: tuple[str, ...]) -> None:
    """Raise BenchmarkError unless all of these that took part count the same."""
    counts = {
        name: contestants[name]["runs"][-1]["levels"][what]
        for name in names
        if name in contestants
    }
    if len({tuple(each) for each in counts.values()}) > 1:
        raise BenchmarkError(f"contestants disagree on {what}: {counts}")


# ---------------------------------------------------------------------- the rounds


def with_sessions(found: Run, sessions: int) -> Run:
    """A run with the number of sessions among its results."""
    return replace(found, levels={"sessions": [sessions], **found.levels})


def ours_run(name: str, place: Place, console: Console) -> Run:
    """A build of ours, and the sessions it made."""
    found = dbt_build(name, place, console)
    return with_sessions(found, count_sessions(place.warehouse, "marts.sessions"))


def classic_run(contestant: Contestant, threads: int) -> Run:
    """A run of the classic, and the sessions it made."""
    found = run(contestant, threads)
    [(_, database, _)] = contestant.databases
    return with_sessions(found, count_sessions(Path(database), "sessions"))


def peers_round(
    folder: Path, python: str | None, chosen: argparse.Namespace, console: Console
) -> tuple[dict[str, Run], dict]:
    """All contestants: 91 days, then one more; what they cost and what is wrong."""
    threads, layout = chosen.threads, folder / "layout"
    place = place_of(chosen, folder / "raw", folder / "parts")
    rows = write_page_views(chosen.events, chosen.seed, layout)
    database, refreshed = folder / "classic.duckdb", folder / "refreshed.duckdb"
    files = [place.raw / EVENTS / name for name in (HISTORY, LAST_DAY)]
    runs: dict[str, Run] = {}

    def note(name: str, measure: Callable[[], Run]) -> None:
        runs[name] = measure()
        console.print(line("peers", name, runs[name]))

    def chdb(name: str, those: list[Path]) -> None:
        if python:
            note(name, lambda: run(in_chdb(name, those, python), threads))

    arrive(layout, HISTORY, place)
    note("ours_full", lambda: ours_run("ours_full", place, console))
    full = classic_full(files[:1], database)
    note("classic_full", lambda: classic_run(full, threads))
    chdb("chdb_full", files[:1])
    arrive(layout, LAST_DAY, place)
    note("ours_day", lambda: ours_run("ours_day", place, console))
    day = classic_day(files, database)
    note("classic_day", lambda: classic_run(day, threads))
    chdb("chdb_day", files)
    with console.status("the classic's own full refresh, to compare with"):
        run(classic_full(files, refreshed), threads)
    found: dict = {
        "rows": rows,
        "wrong_sessions": wrong_sessions(
            Warehouses(place.warehouse, database, refreshed)
        ),
        "differences": None,
    }
    if chosen.check:
        whole = place_of(chosen, place.raw, folder / "whole")
        found["differences"] = compare_with_full_build(place, whole, console)
    return runs, found


def peers_pairs(runs: Runs) -> list[tuple[str, str]]:
    """What is divided by what: a day by the load before it, and ours by the others."""
    methods = [name.removesuffix("_full") for name in runs if name.endswith("_full")]
    days = [(f"{each}_day", f"{each}_full") for each in methods]
    others = [
        (f"ours_{part}", f"{each}_{part}")
        for each in methods
        if each != "ours"
        for part in ("full", "day")
    ]
    return days + others


def benchmark_peers(chosen: argparse.Namespace, console: Console) -> None:
    """Measure all contestants, publish, and compare what they found.

    Raises BenchmarkError when one fails, or when exact ones disagree.
    """
    python = chdb_interpreter(chosen.chdb_python)
    if python is None:
        console.print("chDB is not installed here: its lines are left out")
    results: list[dict] = []

    def one_round(_: int) -> dict[str, Run]:
        with tempfile.TemporaryDirectory(dir=chosen.work) as folder:
            runs, found = peers_round(Path(folder), python, chosen, console)
        results.append(found)
        return runs

    runs = collect(chosen.rounds, console, one_round)
    facts = common_facts(chosen) | {
        "rows of 91 days": results[-1]["rows"][HISTORY],
        "rows of the day after": results[-1]["rows"][LAST_DAY],
    }
    if python:
        facts["chdb"] = chdb_version(python)
    abouts = {name: ABOUT[name] for name in ABOUT if name in runs}
    result = summary(abouts, runs, peers_pairs(runs), facts) | worst(results)
    parts = [sessions_part(result), funnel_part(result), size_part(result)]
    publish(result, chosen.out, console, parts, [NOTE])
    check_results(result)
    console.print("exact contestants agree on sessions and funnel levels")


def worst(results: list[dict]) -> dict:
    """What was found wrong, of the round in which ours was furthest off."""
    return max(
        results,
        key=lambda each: (
            len(each["differences"] or []),
            sum(each["wrong_sessions"]["ours_day"].values()),
        ),
    )
