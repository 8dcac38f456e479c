"""Profiles of raw files: one row per file, per day and per table, each file read once.

A narrow copy of the rows (key, time, flags; about 30 bytes each) lies on disk while it
works, so that memory stays small however many rows there are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb
from landing_macros import Macros, StoppedError

# The columns of a source that play a part in a check, by role.
ROLES = ("key", "name", "time", "received", "actor")
MEMORY_LIMIT = "1GB"
# Lines of a JSON file in which its columns are looked for first.
LINES_LOOKED_AT = 1000

LANDED = """
create table landed (
    file integer,
    key ubigint,
    event ubigint,
    occurred_at timestamp,
    received timestamp,
    has_time boolean,
    has_name boolean,
    has_actor boolean,
    is_broken boolean,
    -- One bit per typed column: it holds something; it can be read.
    filled integer,
    readable integer
)
"""
# Keys that occur more than once, with the file and the event that have them first.
REPEATED_KEYS = """
create temp table repeated_keys as
select
    key,
    min({'file': file, 'event': event}) as first_row
from landed
where key is not null
group by key
having count(*) > 1
"""
REPEATS = """
create temp table repeats as
select
    landed.file,
    count(*) - count(distinct landed.key)
        filter (first_row.file = landed.file) as later,
    count_if(landed.event != first_row.event) as clashing
from landed
inner join repeated_keys using (key)
group by landed.file
"""
# A role that no column of the file plays has nothing to be judged: null.
FILES = """
create or replace table files as
with counted as (
    select
        file,
        count(*) as rows,
        greatest(count(*), $smallest_file_rows) as judged,
        count_if(is_broken) as broken,
        count_if(key is null and not is_broken) as missing_key,
        count_if(not has_name and not is_broken) as missing_name,
        count_if(not has_time and not is_broken) as missing_time,
        count_if(not has_actor and not is_broken) as missing_actor,
        count_if(filled != readable) as unreadable,
        bit_or(filled - readable) as unreadable_columns,
        count_if(occurred_at < $earliest) as early,
        count_if(
            occurred_at > least(coalesce(received, $now), $now) + to_seconds($tolerance)
        ) as future
    from landed
    group by file
)

select
    known.source,
    known.folder,
    known.path as place,
    known.bytes,
    known.unreadable_files,
    known.missing_columns,
    known.wrong_types,
    known.broken_csv_lines,
    case when known.unreadable_files = 0 then coalesce(counted.rows, 0) end as rows,
    case when known.format = 'json' then counted.broken / judged end
        as broken_json_share,
    case when known.has_key then missing_key / judged end as missing_key_share,
    case when known.has_name then missing_name / judged end as missing_name_share,
    case when known.has_time then missing_time / judged end as missing_time_share,
    case when known.has_actor then missing_actor / judged end as missing_actor_share,
    counted.unreadable / judged as unreadable_share,
    counted.unreadable_columns,
    case when known.has_time then early / judged end as early_share,
    case when known.has_time then future / judged end as future_share,
    case when known.has_key then coalesce(clashing, 0) / judged end as clashing_share,
    -- Those that are another event are no copies.
    case when known.has_key then coalesce(later - clashing, 0) / judged end
        as repeated_share,
    counted.judged
from known
left join counted on known.file = counted.file
left join repeats on known.file = repeats.file
order by known.file
"""
# Days without rows between the first and the last are days too.
DAYS = """
create or replace table days as
with per_day as (
    select
        source,
        folder,
        cast(occurred_at as date) as day,
        count(*) as rows,
        max(occurred_at) as newest_event_at
    from landed
    inner join known using (file)
    where
        known.is_compared
        and occurred_at >= $earliest
        and occurred_at
        <= least(coalesce(received, $now), $now) + to_seconds($tolerance)
    group by all
),

bounds as (
    select
        source,
        folder,
        cast(min(day) as timestamp) as first_day,
        cast(max(day) as timestamp) as last_day
    from per_day
    group by all
),

spine as (
    select
        source,
        folder,
        cast(last_day as date) as last_day,
        cast(unnest(generate_series(first_day, last_day, interval 1 day)) as date)
            as day
    from bounds
),

all_days as (
    select
        spine.*,
        coalesce(per_day.rows, 0) as rows,
        per_day.newest_event_at
    from spine
    left join per_day using (source, folder, day)
),

-- The last days, but not today, which is not over yet.
judged as (
    select * from all_days
    where day > last_day - $judged_days and day < cast($now as date)
),

usual as (
    select
        judged.source,
        judged.folder,
        judged.day,
        median(earlier.rows) as usual,
        mad(earlier.rows) as deviation
    from judged
    inner join all_days as earlier using (source, folder)
    where
        earlier.day < judged.day
        and earlier.day >= judged.day - 7 * $weeks_compared
        and (judged.day - earlier.day) % 7 = 0
    group by all
    having count(*) >= $fewest_weeks
),

-- 1.4826 times the median deviation is the standard deviation of a normal variable;
-- counts vary by their root, however steady the days before were.
spread as (
    select
        *,
        greatest(
            1.4826 * deviation, $smallest_spread * usual, sqrt(usual), 1
        ) as spread
    from usual
)

select
    all_days.source,
    all_days.folder,
    all_days.folder || ' on ' || all_days.day as place,
    all_days.day,
    strftime(all_days.day, '%A') as weekday,
    all_days.rows,
    all_days.newest_event_at,
    spread.usual,
    (all_days.rows - spread.usual) / spread.spread as volume_score,
    judged.day is not null as is_judged
from all_days
left join judged using (source, folder, day)
left join spread using (source, folder, day)
order by all_days.source, all_days.folder, all_days.day
"""
TABLES = """
create or replace table tables as
with ends as (
    select
        source,
        folder,
        max(newest_event_at) as newest_event_at
    from days
    group by all
),

counted as (
    select
        source,
        folder,
        count(*) as found,
        sum(bytes) as bytes
    from known
    group by all
)

select
    checked.source,
    checked.folder,
    checked.folder as place,
    coalesce(found, 0) as files,
    coalesce(counted.bytes, 0) as bytes,
    newest_event_at,
    epoch($now - newest_event_at) / 3600 as newest_event_age_hours,
    epoch(max(newest_event_at) over () - newest_event_at) / 3600
        as hours_behind_others
from checked
left join counted using (source, folder)
left join ends using (source, folder)
order by checked.position
"""


@dataclass(frozen=True)
class Table:
    """One table of a source: a folder of files, and the parts that its columns play."""

    source: str
    folder: str
    # Endings of files by format.
    formats: dict[str, list[str]]
    required: tuple[tuple[str, ...], ...]
    key: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    has_contract_columns: bool = False
    is_time_in_microseconds: bool = False
    # Whether its days are compared with those before, and its end with other tables'.
    is_compared: bool = True

    def typed(self, macros: Macros) -> dict[str, str]:
        """Columns that must be readable as a type; all others are taken as text."""
        if self.has_contract_columns:
            columns = macros.event_columns()
            return {name: one for name, one in columns.items() if one != "varchar"}
        unit = "microseconds" if self.is_time_in_microseconds else "timestamp"
        times = dict.fromkeys(self.received, "timestamp")
        return times | dict.fromkeys(self.time, unit)


@dataclass(frozen=True)
class Settings:
    """Bounds of what is judged; now is the moment of the check, in UTC."""

    now: datetime
    tolerance_seconds: int
    values: dict[str, object]


@dataclass
class FileProfile:
    """What is known of one file before its rows are counted.

    ``details`` explains a measure in words: (reason, mend), the mend may be blank.
    """

    number: int
    table: Table
    path: str
    format: str
    bytes: int = 0
    unreadable_files: int = 0
    missing_columns: int = 0
    wrong_types: int = 0
    broken_csv_lines: int | None = None
    # The columns as the file spells them, by their lower-case names, with their types.
    columns: dict[str, str] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)
    details: dict[str, tuple[str, str]] = field(default_factory=dict)

    def has(self, role: str) -> bool:
        return any(column in self.spelled for column in getattr(self.table, role))


def connect(database: Path) -> duckdb.DuckDBPyConnection:
    """A work database of its own, which spills to disk rather than fill the memory."""
    connection = duckdb.connect(str(database))
    connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
    connection.execute("set temp_directory = ?", [f"{database}.tmp"])
    connection.execute("set preserve_insertion_order = false")
    # Times without a zone are UTC, as in profiles.yml.
    connection.execute("set TimeZone = 'UTC'")
    connection.execute("set enable_progress_bar = false")
    return connection


def find_files(table: Table, macros: Macros) -> Iterator[tuple[str, str]]:
    """Path and format of each file, as dbt finds and spells them."""
    for one, endings in table.formats.items():
        for path in macros.raw_files(table.folder, endings):
            yield path, one


class Profiler:
    """Takes the profiles of files into the tables files, days and tables."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        macros: Macros,
        settings: Settings,
    ) -> None:
        self.connection, self.macros, self.settings = connection, macros, settings
        self.profiles: list[FileProfile] = []
        connection.execute(LANDED)

    def add(self, table: Table, path: str, file_format: str) -> FileProfile:
        """Read one file. What is wrong with it is in its profile; nothing is raised."""
        profile = FileProfile(len(self.profiles), table, path, file_format)
        self.profiles.append(profile)
        profile.bytes = Path(path).stat().st_size
        problem = unreadable_as_a_whole(profile)
        try:
            if not problem:
                self.find_columns(profile)
                self.check_columns(profile)
                self.land(profile)
        except (duckdb.Error, UnicodeDecodeError) as error:
            problem = f"cannot be read as {file_format}: {first_line(error)}"
        if problem:
            profile.unreadable_files = 1
            profile.details["unreadable_files"] = (problem, "")
        return profile

    def relation(self, profile: FileProfile) -> str:
        """The rows of a file; JSON has each line as the column event."""
        if profile.format == "csv":
            # Lines that do not fit are listed instead of ending the read.
            return (
                f"read_csv({self.macros.sql_list([profile.path])}, all_varchar = true, "
                "header = true, store_rejects = true)"
            )
        read = self.macros.read_raw_file(profile.format, [profile.path])
        if profile.format == "json":
            return (
                f"(select try_cast(line as json) as event from {read} "
                "where trim(line) != '')"
            )
        return read

    def find_columns(self, profile: FileProfile) -> None:
        relation = self.relation(profile)
        if profile.format == "json":
            keys = (
                "select distinct unnest(json_keys(event)), 'JSON' "
                "from (from {} limit {})"
            )
            rows = self.connection.execute(
                keys.format(relation, LINES_LOOKED_AT)
            ).fetchall()
            needed = {one for line in profile.table.required for one in line}
            if not needed <= {name for name, _ in rows}:
                everything = "select distinct unnest(json_keys(event)), 'JSON' from "
                rows = self.connection.execute(everything + relation).fetchall()
            rows.sort()
        else:
            rows = self.connection.execute(f"describe from {relation}").fetchall()
        names = {row[0]: row[1] for row in rows if row[0] != "filename"}
        profile.columns = names
        profile.spelled = {name.lower(): name for name in names}

    def check_columns(self, profile: FileProfile) -> None:
        """Required columns and, in Parquet, their types; a wrong one is not read."""
        found = list(profile.columns)
        if profile.format != "json" and not profile.table.has_contract_columns:
            found = [self.macros.column_name(name) for name in found]
        for line in profile.table.required:
            try:
                self.macros.check_columns_are_there("", found, [list(line)])
            except StoppedError as stopped:
                profile.missing_columns += 1
                note(profile, "missing_columns", stopped)
        if profile.format != "parquet":
            return
        checked = profile.table.typed(self.macros)
        if profile.table.has_contract_columns:
            checked = self.macros.event_columns()
        for column, expected in checked.items():
            if column in profile.spelled:
                self.check_type(profile, column, expected)

    def check_type(self, profile: FileProfile, column: str, expected: str) -> None:
        found = profile.columns[profile.spelled[column]]
        try:
            if profile.table.has_contract_columns:
                self.macros.check_column_types("", {column: found}, {column: expected})
            elif not fits(found, expected):
                raise StoppedError(
                    f": column {column} has type {found}, expected {expected}.",
                    "Export it with that type.",
                )
        except StoppedError as stopped:
            del profile.spelled[column]
            profile.wrong_types += 1
            note(profile, "wrong_types", stopped)

    def land(self, profile: FileProfile) -> None:
        """Copy what is needed of each row, and count the lines that do not fit."""
        rejects = ("reject_errors", "reject_scans")
        for name in rejects:
            self.connection.execute(f"drop table if exists {name}")
        typed = profile.table.typed(self.macros)
        select = landed_columns(profile, self.macros, typed)
        self.connection.execute(
            f"insert into landed by name select {select} from {self.relation(profile)}"
        )
        if profile.format != "csv":
            return
        lines, first, reason = self.connection.execute(
            "select count(distinct line), min(line), lower(min_by(error_type, line))"
            " from reject_errors"
        ).fetchone()
        profile.broken_csv_lines = lines
        if lines:
            words = f"line {first} ({reason})"
            profile.details["broken_csv_lines"] = (words, "")
        self.check_values(profile, typed)

    def check_values(self, profile: FileProfile, typed: dict[str, str]) -> None:
        """A column of text of which no value at all can be read has the wrong type."""
        for position, (column, expected) in enumerate(typed.items()):
            if column not in profile.spelled:
                continue
            filled, readable = self.connection.execute(
                "select count_if(filled & $bit != 0), count_if(readable & $bit != 0) "
                "from landed where file = $file",
                {"bit": 1 << position, "file": profile.number},
            ).fetchone()
            if filled and not readable:
                # Told as a wrong type, and not as unreadable rows too.
                self.connection.execute(
                    "update landed set filled = filled - (filled & $bit) "
                    "where file = $file",
                    {"bit": 1 << position, "file": profile.number},
                )
                words = f"None of the {filled:,} values of column {column} can be read"
                profile.wrong_types += 1
                profile.details["wrong_types"] = (f"{words} as {expected}.", "")

    def finish(self, tables: list[Table]) -> None:
        """Make the tables files, days and tables, and drop the copy of the rows."""
        run = self.connection.execute
        run(
            "create table known (file integer, source varchar, folder varchar, "
            "path varchar, format varchar, bytes bigint, unreadable_files integer, "
            "missing_columns integer, wrong_types integer, broken_csv_lines integer, "
            "has_key boolean, has_name boolean, has_time boolean, has_actor boolean, "
            "is_compared boolean)"
        )
        for one in self.profiles:
            table = (one.table.source, one.table.folder)
            counts = (one.unreadable_files, one.missing_columns, one.wrong_types)
            roles = [one.has(role) for role in ROLES if role != "received"]
            run(
                f"insert into known values ({', '.join('?' * 15)})",
                [one.number, *table, one.path, one.format, one.bytes]
                + [*counts, one.broken_csv_lines, *roles, one.table.is_compared],
            )
        run("create table checked (position integer, source varchar, folder varchar)")
        for position, table in enumerate(tables):
            row = [position, table.source, table.folder]
            run("insert into checked values (?, ?, ?)", row)
        # Rows of a file that broke off are no rows of it.
        run(
            "delete from landed where file in "
            "(select file from known where unreadable_files > 0)"
        )
        run(REPEATED_KEYS)
        run(REPEATS)
        for query in (FILES, DAYS, TABLES):
            run(query, self.parameters(query))
        for name in ("landed", "known", "checked", "repeated_keys", "repeats"):
            run(f"drop table {name}")
        self.name_unreadable_columns()

    def name_unreadable_columns(self) -> None:
        """Explain a share of unreadable rows by the columns that are to blame."""
        profiles = {one.path: one for one in self.profiles}
        rows = self.connection.execute(
            "select place, unreadable_columns from files where unreadable_columns > 0"
        ).fetchall()
        for path, bits in rows:
            names = profiles[path].table.typed(self.macros)
            blamed = [name for i, name in enumerate(names) if bits & 1 << i]
            words = " or ".join(blamed)
            profiles[path].details["unreadable_share"] = (words, "")

    def parameters(self, query: str) -> dict[str, object]:
        values = self.settings.values
        known = {
            "now": self.settings.now,
            "tolerance": self.settings.tolerance_seconds,
            "earliest": datetime.combine(values["earliest_day"], datetime.min.time()),
        }
        known |= {name: value for name, value in values.items() if name not in known}
        return {name: value for name, value in known.items() if f"${name}" in query}


def note(profile: FileProfile, measure: str, stopped: StoppedError) -> None:
    """Keep the first problem of a measure, without its blank file name."""
    words = stopped.problem.removeprefix(": ")
    words = words[0].upper() + words[1:]
    profile.details.setdefault(measure, (words, stopped.mend))


def first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def fits(found: str, expected: str) -> bool:
    """Whether values of a Parquet type can be read as timestamp or microseconds."""
    names = {"timestamp": ("TIMESTAMP", "DATE", "VARCHAR")}
    accepted = names.get(expected, ("BIGINT", "INTEGER", "HUGEINT", "DECIMAL"))
    return found.removeprefix("U").startswith(accepted) and not found.endswith("[]")


def unreadable_as_a_whole(profile: FileProfile) -> str:
    """Why the file cannot be what its name says; blank if it may be."""
    if profile.bytes == 0:
        return "is empty (0 bytes): expected at least a header"
    if profile.format != "parquet":
        return ""
    with Path(profile.path).open("rb") as file:
        start = file.read(4)
        file.seek(max(profile.bytes - 4, 0))
        end = file.read(4)
    if start != b"PAR1":
        return "is not Parquet, whatever its name says"
    return "" if end == b"PAR1" else "is cut off: it begins as Parquet and has no end"


def landed_columns(profile: FileProfile, macros: Macros, typed: dict[str, str]) -> str:
    """The select list that turns a row of the file into one of landed."""
    table = profile.table

    def raw(column: str) -> str:
        if column not in profile.spelled:
            return "null"
        name = profile.spelled[column]
        if profile.format != "json":
            return '"' + name.replace('"', '""') + '"'
        arrow = "->" if typed.get(column) == "json" else "->>"
        return f"(event {arrow} '{name}')"

    def text(column: str) -> str:
        return macros.read_as(raw(column), "varchar")

    def time(column: str) -> str:
        if table.is_time_in_microseconds and column in table.time:
            return f"make_timestamp(try_cast({raw(column)} as bigint))"
        return macros.read_as(raw(column), "timestamp")

    def first(columns: tuple[str, ...], reader: Callable[[str], str]) -> str:
        readers = [reader(one) for one in columns if one in profile.spelled]
        return f"coalesce({', '.join(readers)})" if readers else "null"

    def is_readable(column: str) -> str:
        if column in table.time or typed[column] == "timestamp":
            return f"{time(column)} is not null"
        return f"{macros.read_as(raw(column), typed[column])} is not null"

    bits = {
        column: 1 << position
        for position, column in enumerate(typed)
        if column in profile.spelled
    }
    has_text = {
        one: f"trim(coalesce(cast({raw(one)} as varchar), '')) != ''" for one in bits
    }
    filled = [f"if({has_text[one]}, {bit}, 0)" for one, bit in bits.items()]
    readable = [
        f"if({has_text[one]} and {is_readable(one)}, {bit}, 0)"
        for one, bit in bits.items()
    ]
    if len(table.key) == 1:
        parts = [text(table.key[0])]
    else:
        parts = [raw(one) for one in table.key]
    key = (
        f"if({' or '.join(f'{one} is not null' for one in parts)}, "
        f"hash('{table.folder}', {', '.join(parts)}), null)"
    )
    columns = {
        "file": str(profile.number),
        "key": key if table.key else "null",
        "event": f"hash({first(table.time, time)}, {first(table.name, text)})",
        "occurred_at": first(table.time, time),
        "received": first(table.received, time),
        "has_time": f"{first(table.time, text)} is not null",
        "has_name": f"{first(table.name, text)} is not null",
        "has_actor": f"{first(table.actor, text)} is not null",
        "is_broken": (
            "event is null or json_type(event) != 'OBJECT'"
            if profile.format == "json"
            else "false"
        ),
        "filled": " + ".join(filled) or "0",
        "readable": " + ".join(readable) or "0",
    }
    return ", ".join(f"{value} as {name}" for name, value in columns.items())
