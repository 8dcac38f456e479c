"""Raw files for the benchmarks of whole builds: copies, days, and plain page views.

Everything is made from a seed. Ids of copies and of folds carry a number after them, so
that these are other people with other orders; the sample names devices, logins and
orders in these columns alone (``test_benchmark_data.py`` looks for others).
"""

import csv
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
from benchmark_frame import BenchmarkError
from make_sample_events import DAYS, FIRST_DAY, write_sample
from rich.console import Console

# A sample of more events than this is made of copies of one of this many.
MOST_GENERATED = 10_000_000
EVENTS = "generic/events"
IDS = ("event_id", "device_id", "user_id", "transaction_id")
MORE_IDS = (*IDS, "conversion_id", "click_id")
LAST_DAY = "last_day.parquet"
HISTORY = "history.parquet"
DAY_US = 86_400_000_000


# ------------------------------------------------------------- sample and copies


def sample_folder(work: Path, events: int, seed: int, console: Console) -> Path:
    """Folder with the raw files of a seeded sample, made if it is not there yet.

    Raises BenchmarkError for a number of events that no whole copies add up to.
    """
    folder = work / f"raw_{events}_{seed}"
    if folder.exists():
        return folder
    if events > MOST_GENERATED and events % MOST_GENERATED:
        raise BenchmarkError(
            f"{events:,} events are no whole copies of {MOST_GENERATED:,}"
        )
    console.print(f"writing {events:,} events to {folder}")
    with tempfile.TemporaryDirectory(dir=work) as place:
        draft = Path(place) / "raw"
        if events <= MOST_GENERATED:
            write_sample(draft, events, seed)
        else:
            base = sample_folder(work, MOST_GENERATED, seed, console)
            for number in range(1, events // MOST_GENERATED + 1):
                with console.status(f"copy {number} of the sample"):
                    write_copy(base, draft, number)
        draft.replace(folder)
    return folder


def write_copy(base: Path, target: Path, number: int) -> None:
    """Write all raw files of a folder once more, with other people and orders.

    Events of all Parquet files become one file. Spend and AI visibility know nobody, so
    the first copy alone brings them.
    """
    events = target / EVENTS
    events.mkdir(parents=True, exist_ok=True)
    suffix = f"_{number}"
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'; set preserve_insertion_order = false")
        connection.execute(f"""
            copy (
                select * replace ({suffixed_columns(IDS, f"'{suffix}'")})
                from read_parquet('{base / EVENTS}/*.parquet', union_by_name = true)
            ) to '{events}/copy_{number:03d}.parquet'
            (format parquet, compression zstd)
        """)
    for path in sorted((base / EVENTS).iterdir()):
        if path.suffix in WRITERS:
            WRITERS[path.suffix](path, events / numbered(path, number), suffix)
    for path in sorted((base / "offline_conversions").glob("*.csv")):
        copied = target / "offline_conversions" / numbered(path, number)
        copied.parent.mkdir(exist_ok=True)
        copy_csv(path, copied, suffix)
    if number == 1:
        for name in ("ad_spend", "ai_visibility"):
            shutil.copytree(base / name, target / name)


def numbered(path: Path, number: int) -> str:
    """The name of a file's copy."""
    return f"{path.stem}_{number:03d}{path.suffix}"


def suffixed_columns(names: tuple[str, ...], suffix: str) -> str:
    """SQL that puts a text after ids; one that is missing or blank stays so."""
    return ", ".join(
        f"if(trim({name}) = '', {name}, {name} || {suffix}) as {name}" for name in names
    )


def suffixed(row: dict, suffix: str) -> dict:
    """The same for a row of a text file."""
    return {
        name: f"{value}{suffix}" if name in MORE_IDS and value else value
        for name, value in row.items()
    }


def copy_csv(source: Path, target: Path, suffix: str) -> None:
    """Copy a CSV file with other ids."""
    with source.open(newline="") as read, target.open("w", newline="") as written:
        rows = csv.DictReader(read)
        writer = csv.DictWriter(written, rows.fieldnames or [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(suffixed(row, suffix) for row in rows)


def copy_ndjson(source: Path, target: Path, suffix: str) -> None:
    """Copy a file of JSON lines with other ids."""
    with source.open() as read, target.open("w") as written:
        for line in read:
            row = suffixed(json.loads(line), suffix)
            written.write(json.dumps(row, ensure_ascii=False) + "\n")


WRITERS: dict[str, Callable[[Path, Path, str], None]] = {
    ".csv": copy_csv,
    ".ndjson": copy_ndjson,
}


# ------------------------------------------------------------------ other lengths


def tile(days: int) -> tuple[str, str]:
    """SQL of the number of a row's tile, and of how many days it moves.

    The sample fills 92 days. Over fewer days time is folded: each whole stretch of so
    many days is a tile. Over more days visitors are dealt into groups by a hash of the
    device, and each group lies 92 days before the one before it.
    """
    if days <= DAYS:
        number = f"(epoch_us(moment) - {start_us()}) // {days * DAY_US}"
        return number, f"{DAYS - days} - {days} * tile"
    groups = -(-days // DAYS)
    lot = "md5_number_lower(coalesce(device_id, event_id, ''))"
    return f"cast({lot} % {groups} as bigint)", f"-{DAYS} * tile"


def start_us() -> int:
    """Microseconds since 1970 of the first day of the sample."""
    return int(FIRST_DAY.astype("datetime64[us]").astype(np.int64))


def write_days(raw: Path, days: int, target: Path) -> dict[str, int]:
    """Lay the web events of a sample out over so many days that end as the sample does.

    Writes HISTORY, what was received before the last day, and LAST_DAY below
    ``target``, and returns their numbers of rows. Time of receipt minus time of event
    stays; only complete days are kept, and what was received after them has not come
    yet. An event dated after its receipt is placed by the receipt. The few rows of
    other formats than Parquet are left out.
    """
    number, shift = tile(days)
    end = start_us() + DAYS * DAY_US
    target.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'; set preserve_insertion_order = false")
        connection.execute(f"""
            create view laid_out as
            with placed as (
                select *, least(occurred_at, received_at) as moment
                from read_parquet('{raw / EVENTS}/*.parquet', union_by_name = true)
            ),
            tiled as (
                select *, {number} as tile from placed
            ),
            moved as (
                select *, to_days(cast({shift} as integer)) as shift
                from tiled
                where tile < {max(DAYS // days, -(-days // DAYS))}
            )
            select
                * exclude (moment, tile, shift) replace (
                    {suffixed_columns(IDS, "'_' || tile")},
                    occurred_at + shift as occurred_at,
                    received_at + shift as received_at
                ),
                epoch_us(coalesce(received_at, occurred_at) + shift) as arrived_us
            from moved
            where epoch_us(moment + shift) >= {end - days * DAY_US}
        """)
        return {
            name: copied(connection, "laid_out", between, target / name)
            for name, between in (
                (HISTORY, f"arrived_us < {end - DAY_US}"),
                (LAST_DAY, f"arrived_us >= {end - DAY_US} and arrived_us < {end}"),
            )
        }


def copied(
    connection: duckdb.DuckDBPyConnection, view: str, condition: str, path: Path
) -> int:
    """Write the rows of a view that meet a condition, and return how many there are."""
    query = f"select * exclude (arrived_us) from {view} where {condition}"
    options = "(format parquet, compression zstd)"
    written = connection.execute(f"copy ({query}) to '{path}' {options}")
    return written.fetchone()[0]


# --------------------------------------------------------------------- page views

VIEW_DAYS = 91
# Of all rows, as in the peers' runs: 76,000 after 2.27 million.
LAST_DAY_SHARE = 0.033
VIEWS_OF_A_SESSION = 6.8
SESSIONS_OF_A_VISITOR = 4.2
DUPLICATE_SHARE = 0.005
LATE_SHARE = 0.01
LATEST_DAYS = 5
PAGES = ("/", "/list", "/item", "/cart", "/thanks", "/guide")
PAGE_WEIGHTS = (0.2, 0.25, 0.35, 0.1, 0.03, 0.07)
REFERRERS = ("https://www.google.com/", "https://chatgpt.com/", "https://blog.example/")


def page_views(events: int, seed: int) -> dict[str, np.ndarray]:
    """Columns of about ``events`` page views: numbers and microseconds since the start.

    Rows come in no order of time. Copies of a view have its number and are received
    later.
    """
    rng = np.random.default_rng(seed)
    sessions = max(1, round(events / VIEWS_OF_A_SESSION / (1 + DUPLICATE_SHARE)))
    is_last = rng.random(sessions) < LAST_DAY_SHARE
    started = rng.integers(0, VIEW_DAYS * DAY_US, sessions)
    started[is_last] = rng.integers(
        VIEW_DAYS * DAY_US, (VIEW_DAYS + 1) * DAY_US, int(is_last.sum())
    )
    visitors = max(1, round(sessions / SESSIONS_OF_A_VISITOR))
    visitor = (visitors * rng.random(sessions) ** 1.5).astype(np.int64)
    views = rng.geometric(1 / VIEWS_OF_A_SESSION, sessions)
    session = np.repeat(np.arange(sessions), views)
    total = len(session)
    is_first = np.diff(session, prepend=-1) > 0
    pause = np.minimum(rng.exponential(90, total), 1500) * 1_000_000
    pause[is_first] = 0
    walked = np.cumsum(pause.astype(np.int64))
    occurred = started[session] + walked - np.repeat(walked[is_first], views)
    delay = rng.integers(0, 5_000_000, total)
    is_late = rng.random(total) < LATE_SHARE
    delay[is_late] = rng.integers(DAY_US // 24, LATEST_DAYS * DAY_US, is_late.sum())
    referrer = np.where(is_first, rng.integers(-1, len(REFERRERS), total), -1)
    columns = {
        "view": np.arange(total),
        "visitor": visitor[session],
        "occurred": occurred,
        "received": occurred + delay,
        "page": rng.choice(len(PAGES), total, p=PAGE_WEIGHTS),
        "referrer": referrer,
    }
    again = np.flatnonzero(rng.random(total) < DUPLICATE_SHARE)
    copies = {name: column[again] for name, column in columns.items()}
    copies["received"] = copies["received"] + rng.integers(1, DAY_US, len(again))
    return {
        name: np.concatenate([column, copies[name]]) for name, column in columns.items()
    }


def write_page_views(events: int, seed: int, target: Path) -> dict[str, int]:
    """Write page views of 91 days and of one more, by the day that they were received.

    Writes HISTORY and LAST_DAY below ``target`` and returns their numbers of rows. What
    would have been received after the last day has not come yet.
    """
    target.mkdir(parents=True, exist_ok=True)
    pages = ", ".join(f"'https://shop.example{page}'" for page in PAGES)
    referrers = ", ".join(f"'{one}'" for one in REFERRERS)
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.register("views", page_views(events, seed))
        connection.execute(f"""
            create view prepared as
            select
                printf('v%010d', view) as event_id,
                'page_view' as event_name,
                make_timestamp(occurred + {start_us()}) as occurred_at,
                make_timestamp(received + {start_us()}) as received_at,
                printf('d%08d', visitor) as device_id,
                [{pages}][page + 1] as page_url,
                if(referrer < 0, null, [{referrers}][referrer + 1]) as referrer_url,
                received as arrived_us
            from views
        """)
        border, end = VIEW_DAYS * DAY_US, (VIEW_DAYS + 1) * DAY_US
        return {
            name: copied(connection, "prepared", between, target / name)
            for name, between in (
                (HISTORY, f"arrived_us < {border}"),
                (LAST_DAY, f"arrived_us >= {border} and arrived_us < {end}"),
            )
        }
