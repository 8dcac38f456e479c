"""Each expectation on raw files is seen failing on a file that breaks just that.

Great Expectations takes seconds to start and to answer, so all cases are checked in one
run: each has a folder of raw data of its own, and a table that reads it.
"""

import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import check_landing
import duckdb
import landing_gx
import pytest
from check_landing import Plan, parse
from landing_macros import Macros
from landing_profile import find_files
from landing_report import Finding, Report, write_report
from rich.console import Console
from test_bad_input import RAW_CASES

NOW = "2026-07-29T06:00:00"
# Four weeks, Monday to Sunday, with a tenth of the traffic at weekends.
FIRST_DAY = "2026-06-29"
EVENTS = f"""
select
    'e' || row_number() over (order by day, number) as event_id,
    'page_view' as event_name,
    cast(day + to_seconds(number * 60) as timestamp) as occurred_at,
    'd' || number as device_id,
    19.95 as value
from generate_series(
    timestamp '{FIRST_DAY}', timestamp '{FIRST_DAY}' + interval 28 days, interval 1 day
) as days (day)
cross join generate_series(1, 50) as numbers (number)
where isodow(day) < 6 or number <= 5
"""
# Other events of other devices, for files that are to be broken.
OTHERS = f"""
select * replace ('b' || event_id as event_id, 'b' || device_id as device_id)
from ({EVENTS})
"""
# How the events look at each source: the columns of its public layout.
LAYOUTS = {
    "generic": ("generic/events", "*"),
    "ga4": (
        "ga4",
        "epoch_us(occurred_at) as event_timestamp, event_name, device_id as "
        "user_pseudo_id, cast(null as varchar) as user_id, [{'key': 'page', 'value': "
        "{'string_value': event_id}}] as event_params",
    ),
    "snowplow": (
        "snowplow/events",
        "event_id, event_name, occurred_at as derived_tstamp, occurred_at as "
        "collector_tstamp, device_id as domain_userid",
    ),
    "segment": (
        "segment/tracks",
        "event_id as id, occurred_at as timestamp, occurred_at as received_at, "
        "device_id as anonymous_id",
    ),
    "posthog": (
        "posthog/events",
        "event_id as uuid, event_name as event, device_id as distinct_id, occurred_at "
        "as timestamp",
    ),
    "matomo": (
        "matomo/log_link_visit_action",
        "event_id as idlink_va, device_id as idvisit, occurred_at as server_time",
    ),
}
FORMATS = {
    "parquet": "(format parquet)",
    "csv": "(format csv, header)",
    "ndjson": "(format json)",
}


def write(path: Path, query: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    duckdb.sql(f"copy ({query}) to '{path}' {FORMATS[path.suffix[1:]]}")


def write_good(raw: Path, source: str, ending: str = "parquet") -> Path:
    """Four weeks of good events of one source, as one file."""
    folder, columns = LAYOUTS[source]
    path = raw / folder / f"events_good.{ending}"
    write(path, f"select {columns} from ({EVENTS})")
    if source == "matomo":
        visits = "select distinct device_id as idvisit, 'v' as idvisitor"
        write(raw / "matomo/log_visit/visits.csv", f"{visits} from ({EVENTS})")
        texts = "select 1 as idaction, 'Home' as name, 4 as type"
        write(raw / "matomo/log_action/texts.csv", texts)
    return path


def plan(*sources: str, raw: Path = Path("data/raw")) -> Plan:
    options = parse(["--sources", *sources, "--raw-data", str(raw)])
    options.now = datetime.fromisoformat(NOW)
    return Plan(options)


def found_files(chosen: Plan) -> check_landing.Found:
    return [
        (table, *file)
        for table in chosen.tables
        for file in find_files(table, chosen.macros)
    ]


def check_all(chosen: Plan, found: check_landing.Found, out: Path) -> Report:
    """The report on these files, in this process."""
    out.mkdir(parents=True, exist_ok=True)
    return check_landing.check(chosen, found, "", out, Console(quiet=True))


# --------------------------------------------------------------- what is broken


def replaced(expression: str) -> str:
    return f"select * replace ({expression}) from ({OTHERS})"


def null_where_late(column: str) -> str:
    """Events without a value of a column on the last of four weeks: 310 of 1,090."""
    late = "occurred_at >= timestamp '2026-07-20'"
    return replaced(f"case when not ({late}) then {column} end as {column}")


def text_in(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def cut_off(path: Path) -> None:
    write(path, OTHERS)
    path.write_bytes(path.read_bytes()[:2000])


def broken_line(path: Path) -> None:
    write(path, OTHERS)
    path.write_text(path.read_text() + "e,page_view,2026-07-01,d,1,one,too,many\n")


def not_json(path: Path) -> None:
    write(path, OTHERS)
    path.write_text(path.read_text() + "[1, 2]\nbroken\n" * 40)


def query(sql: str) -> Callable[[Path], None]:
    return lambda path: write(path, sql)


GENERIC = "generic/events"
GA4 = f"select {LAYOUTS['ga4'][1]} from ({OTHERS})"
# File, what makes it, the expectation that must fail, words that must be said.
CASES: dict[str, tuple[str, Callable[[Path], None], str, list[str]]] = {
    "empty": (
        f"{GENERIC}/bad.csv",
        lambda path: text_in(path, ""),
        "a_file_can_be_read",
        ["is empty", "Export or copy it again"],
    ),
    "cut_off": (
        f"{GENERIC}/bad.parquet",
        cut_off,
        "a_file_can_be_read",
        ["is cut off", "Export or copy it again"],
    ),
    "text_as_parquet": (
        f"{GENERIC}/bad.parquet",
        lambda path: text_in(path, "no Parquet"),
        "a_file_can_be_read",
        ["is not Parquet, whatever its name says"],
    ),
    "damaged": (
        "ga4/events_bad.parquet",
        lambda path: text_in(path, "PAR1" + "x" * 500 + "PAR1"),
        "a_file_can_be_read",
        ["cannot be read as parquet", "Export or copy it again"],
    ),
    "no_column": (
        f"{GENERIC}/bad.parquet",
        query(f"select * exclude (occurred_at) from ({OTHERS})"),
        "required_columns_are_there",
        ["Required column occurred_at is missing", "found event_id, event_name"],
    ),
    "no_ga4_column": (
        "ga4/events_bad.parquet",
        query(f"select * exclude (event_params) from ({GA4})"),
        "required_columns_are_there",
        ["event_params is missing"],
    ),
    "no_actor_in_json": (
        f"{GENERIC}/bad.ndjson",
        query(f"select * exclude (device_id) from ({OTHERS})"),
        "required_columns_are_there",
        ["device_id or user_id is missing"],
    ),
    "epoch": (
        f"{GENERIC}/bad.parquet",
        query(replaced("epoch(occurred_at)::integer as occurred_at")),
        "columns_have_readable_types",
        ["Column occurred_at has type INTEGER, expected timestamp"],
    ),
    "epoch_in_csv": (
        f"{GENERIC}/bad.csv",
        query(replaced("epoch(occurred_at)::bigint as occurred_at")),
        "columns_have_readable_types",
        ["None of the 1,090 values of column occurred_at can be read as timestamp"],
    ),
    "text_for_microseconds": (
        "ga4/events_bad.parquet",
        query(GA4.replace("epoch_us(occurred_at)", "cast(occurred_at as varchar)")),
        "columns_have_readable_types",
        ["event_timestamp has type VARCHAR, expected microseconds"],
    ),
    "line_too_long": (
        f"{GENERIC}/bad.csv",
        broken_line,
        "csv_lines_fit_their_header",
        ["cannot be read as CSV: 1, the first is line 1092 (too many columns)"],
    ),
    "not_json": (
        f"{GENERIC}/bad.ndjson",
        not_json,
        "json_lines_are_objects",
        ["80 of 1,170 lines are not a JSON object", "at most 5 %", "one JSON object"],
    ),
    "no_rows": (
        f"{GENERIC}/bad.parquet",
        query(f"select * from ({OTHERS}) where false"),
        "a_file_has_rows",
        ["no rows"],
    ),
    "no_ids": (
        f"{GENERIC}/bad.csv",
        query(null_where_late("event_id")),
        "keys_are_filled",
        ["310 of 1,090 rows have no event_id", "Send an id with every event"],
    ),
    "no_names": (
        f"{GENERIC}/bad.ndjson",
        query(null_where_late("event_name")),
        "names_are_filled",
        ["310 of 1,090 rows have no event_name"],
    ),
    "no_names_in_ga4": (
        "ga4/events_bad.parquet",
        query(f"select * replace (null as event_name) from ({GA4})"),
        "names_are_filled",
        ["1,090 of 1,090 rows have no event_name"],
    ),
    "no_times": (
        f"{GENERIC}/bad.parquet",
        query(null_where_late("occurred_at")),
        "times_are_filled",
        ["310 of 1,090 rows have no occurred_at"],
    ),
    "no_actors": (
        f"{GENERIC}/bad.parquet",
        query(null_where_late("device_id")),
        "actors_are_filled",
        ["310 of 1,090 rows have no device_id or user_id"],
    ),
    "no_actors_in_ga4": (
        "ga4/events_bad.parquet",
        query(f"select * replace (null::varchar as user_pseudo_id) from ({GA4})"),
        "actors_are_filled",
        ["1,090 of 1,090 rows have no user_pseudo_id or user_id"],
    ),
    "few_unreadable": (
        f"{GENERIC}/bad.csv",
        query(
            replaced("case when device_id < 'bd2' then '12 EUR' else '1' end as value")
        ),
        "values_are_readable",
        ["rows have a value that cannot be read in value", "marts.rejected_events"],
    ),
    "most_unreadable": (
        f"{GENERIC}/bad.ndjson",
        query(replaced("strftime(occurred_at, '%d/%m/%Y') as occurred_at")),
        "most_values_are_readable",
        ["1,090 of 1,090 rows have a value that cannot be read in occurred_at"],
    ),
    "clock_at_zero": (
        f"{GENERIC}/bad.parquet",
        query(replaced("occurred_at - interval 50 years as occurred_at")),
        "times_are_not_before_tracking",
        ["rows have occurred_at before 2005-01-01"],
    ),
    "milliseconds_in_ga4": (
        "ga4/events_bad.parquet",
        query(GA4.replace("epoch_us", "epoch_ms")),
        "times_are_not_before_tracking",
        ["1,090 of 1,090 rows have event_timestamp before 2005-01-01"],
    ),
    "next_year": (
        f"{GENERIC}/bad.parquet",
        query(replaced("occurred_at + interval 1 year as occurred_at")),
        "times_are_not_in_the_future",
        ["1,090 of 1,090 rows have occurred_at after they were received"],
    ),
    "before_received": (
        f"{GENERIC}/bad.parquet",
        query(
            f"select *, occurred_at - interval 3 hours as received_at from ({OTHERS})"
        ),
        "times_are_not_in_the_future",
        ["Write times in UTC or with their offset"],
    ),
    "session_id_as_key": (
        f"{GENERIC}/bad.parquet",
        query(replaced("'s' || device_id as event_id")),
        "a_key_means_one_event",
        ["1,040 of 1,090 rows have the event_id of another event"],
    ),
    "delivered_twice": (
        f"{GENERIC}/events_good_again.parquet",
        query(EVENTS),
        "files_do_not_repeat_events",
        ["1,090 of 1,090 rows are copies", "Delete the file if it is a copy"],
    ),
    "delivered_twice_by_ga4": (
        "ga4/events_good_again.parquet",
        query(f"select {LAYOUTS['ga4'][1]} from ({EVENTS})"),
        "files_do_not_repeat_events",
        ["1,090 of 1,090 rows are copies"],
    ),
}


@pytest.fixture(scope="module", autouse=True)
def offline() -> Iterator[None]:
    """Whoever opens a connection to another machine fails."""

    def refuse(*arguments: object) -> None:
        raise AssertionError(f"a connection was opened: {arguments}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "create_connection", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("landing")


def good_case(source: str, ending: str) -> Callable[[Path], None]:
    return lambda raw: write_good(raw, source, ending) and None


def dbt_case(spoil: Callable[[Path], Path]) -> Callable[[Path], None]:
    def write_case(raw: Path) -> None:
        (raw / GENERIC).mkdir(parents=True)
        spoil(raw / GENERIC)

    return write_case


def poor_monday(raw: Path) -> None:
    """As many events on the last Monday as on a Sunday."""
    monday = "occurred_at >= timestamp '2026-07-27' and device_id > 'd14'"
    write(raw / GENERIC / "events.parquet", f"from ({EVENTS}) where not ({monday})")


def short_history(raw: Path) -> None:
    recent = "occurred_at >= timestamp '2026-07-20'"
    write(raw / GENERIC / "events.parquet", f"from ({EVENTS}) where {recent}")


def ended_early(raw: Path) -> None:
    early = "occurred_at < timestamp '2026-07-25'"
    write(raw / GENERIC / "events.parquet", f"from ({EVENTS}) where {early}")


def rare_calls(raw: Path) -> None:
    """Orders were last refunded a week before the end, one a day."""
    write_good(raw, "segment")
    rare = "occurred_at < timestamp '2026-07-20' and device_id = 'd1'"
    refunds = f"select {LAYOUTS['segment'][1]} from ({EVENTS}) where {rare}"
    write(raw / "segment/order_refunded/refunds.parquet", refunds)


def few_broken_rows(raw: Path) -> None:
    """A small file of broken rows alone: they are rejected one by one."""
    write_good(raw, "generic")
    write(raw / GENERIC / "bad.csv", f"{replaced('null as event_id')} limit 50")


CASES_OF_FORMATS = {
    (source, ending): (source, good_case(source, ending))
    for source in LAYOUTS
    for ending in FORMATS
}
IS_READ = {
    (source, ending): ending in sum(Macros().source_formats(source).values(), [])
    for source, ending in CASES_OF_FORMATS
}
GOOD = {
    f"good_{source}_{ending}": case
    for (source, ending), case in CASES_OF_FORMATS.items()
    if IS_READ[source, ending]
}
# dbt reads no files of these formats from these sources.
UNREAD = {
    f"unread_{source}_{ending}": case
    for (source, ending), case in CASES_OF_FORMATS.items()
    if not IS_READ[source, ending]
}
OTHER_CASES = {
    "poor_monday": ("generic", poor_monday),
    "short_history": ("generic", short_history),
    "ended_early": ("generic", ended_early),
    "few_broken_rows": ("generic", few_broken_rows),
    "rare_calls": ("segment", rare_calls),
    "nothing": ("generic", lambda raw: None),
    "nothing_of_segment": ("segment", lambda raw: None),
}
STOPPED_BY_DBT = {
    f"dbt_{spoil.__name__}": ("generic", dbt_case(spoil)) for spoil in RAW_CASES
}


def bad_case(place: str, spoil: Callable[[Path], None]) -> Callable[[Path], None]:
    def write_case(raw: Path) -> None:
        write_good(raw, place.split("/")[0])
        spoil(raw / place)

    return write_case


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    """The report on the folders of all cases, checked as one."""
    cases = GOOD | UNREAD | OTHER_CASES | STOPPED_BY_DBT
    cases |= {
        name: (place.split("/")[0], bad_case(place, spoil))
        for name, (place, spoil, _, _) in CASES.items()
    }
    chosen = plan(*LAYOUTS, raw=folder)
    chosen.tables = []
    for case, (source, write_case) in cases.items():
        write_case(folder / case)
        chosen.tables += [
            replace(one, folder=f"{case}/{one.folder}", source=case)
            for one in plan(source, raw=folder / case).tables
        ]
    return check_all(chosen, found_files(chosen), folder / "out")


@pytest.fixture(scope="module")
def found(report: Report) -> Callable[[str], list[Finding]]:
    """What was found in the folder of a case, notes left out."""
    return lambda case: [
        one
        for one in report.findings
        if one.folder.split("/")[0] == case and one.severity != "note"
    ]


Find = Callable[[str], list[Finding]]


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_fails_and_is_named(folder: Path, found: Find, case: str) -> None:
    place, _, expectation, expected = CASES[case]
    findings = found(case)
    assert [one.place for one in findings] == [str(folder / case / place)], findings
    assert findings[0].expectation == expectation
    for words in expected:
        assert words in f"{findings[0].says} {findings[0].mend}"


@pytest.mark.parametrize("case", [*GOOD, "few_broken_rows", "short_history"])
def test_good_files_pass(found: Find, case: str) -> None:
    assert not [one for one in found(case) if one.severity == "failure"]
    assert not [one for one in found(case) if one.level != "table"]


@pytest.mark.parametrize("case", STOPPED_BY_DBT)
def test_a_file_that_stops_dbt_is_stopped_at_the_door(found: Find, case: str) -> None:
    assert [one.severity for one in found(case) if one.level == "file"] == ["failure"]


def test_a_day_is_compared_with_the_same_weekday(found: Find) -> None:
    findings = found("poor_monday")
    assert [one.place for one in findings] == [
        "poor_monday/generic/events on 2026-07-27, a Monday"
    ]
    assert findings[0].says == "6 rows, 50 are usual for that day."
    assert findings[0].severity == "warning"


def test_a_volume_without_history_is_not_judged_and_that_is_said(
    report: Report,
) -> None:
    notes = [one for one in report.notes if "short_history" in one]
    assert len(notes) == 1
    assert "there are 8 days in all" in notes[0]


def test_a_source_that_ends_before_the_others_is_named(found: Find) -> None:
    findings = found("ended_early")
    assert [one.expectation for one in findings] == ["sources_end_together"]
    assert "72 hours older" in findings[0].says


def test_a_table_of_rare_calls_may_end_before_the_others(
    report: Report, found: Find
) -> None:
    assert found("rare_calls") == []
    counted = {one.folder: one.rows for one in report.tables}
    assert counted["rare_calls/segment/order_refunded"] == 21


def test_old_events_are_a_note(report: Report) -> None:
    notes = [one for one in report.findings if one.folder == f"ended_early/{GENERIC}"]
    assert {one.expectation for one in notes if one.severity == "note"} == {
        "events_are_fresh"
    }


@pytest.mark.parametrize(
    ("case", "endings"),
    [
        ("nothing", "*.parquet, *.csv, *.ndjson"),
        ("nothing_of_segment", "*.parquet, *.csv"),
    ],
)
def test_a_source_without_files_fails(found: Find, case: str, endings: str) -> None:
    (missing,) = found(case)
    assert missing.expectation == "a_source_has_files"
    assert f"expected {endings} files there" in missing.says


@pytest.mark.parametrize("case", UNREAD)
def test_files_that_dbt_does_not_read_are_none(found: Find, case: str) -> None:
    (missing,) = found(case)
    assert (missing.expectation, missing.severity) == ("a_source_has_files", "failure")


def test_every_expectation_was_seen_failing(report: Report) -> None:
    assert not [one.name for one in report.checks if not one.missed]


# ----------------------------------------------------------- Great Expectations


@pytest.fixture
def known_bad(tmp_path: Path) -> tuple[Path, list[landing_gx.Expectation]]:
    """A database with one row that is bad, and the expectation that says so."""
    database = tmp_path / "known.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "create table files as select 'generic' as source, 'f' || share as place, "
            "share from (values (0.01), (0.9), (null)) as one (share)"
        )
    rule = plan("generic").expectations[7]
    return database, [replace(rule, measure="share", at_most=0.5)]


def test_a_known_bad_row_fails(
    tmp_path: Path, known_bad: tuple[Path, list[landing_gx.Expectation]]
) -> None:
    outcome = landing_gx.judge(*known_bad, tmp_path / "docs")[0]
    assert (outcome.judged, outcome.missed) == (2, ["f0.90"])
    assert (tmp_path / "docs" / "index.html").exists()


def test_without_the_listener_nothing_can_be_judged(
    tmp_path: Path,
    known_bad: tuple[Path, list[landing_gx.Expectation]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(landing_gx, "read_whole_results", lambda: lambda: None)
    with pytest.raises(landing_gx.CheckBrokeError, match="could not be checked"):
        landing_gx.judge(*known_bad, tmp_path / "docs")


# ------------------------------------------------------------- the command line


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Raw data with a good file and one that cannot be read, and results beside it."""
    place = tmp_path_factory.mktemp("shop")
    write_good(place / "raw", "generic")
    (place / "raw" / GENERIC / "bad, it's.csv").touch()
    return place


def run(shop: Path, *options: str) -> int:
    places = ["--raw-data", str(shop / "raw"), "--out", str(shop / "out")]
    return check_landing.main([*places, "--now", NOW, *options])


def skipped(shop: Path) -> list[str]:
    return (shop / "out" / "skipped_files.txt").read_text().splitlines()[1:]


def test_failures_stop_and_can_be_forced_or_left_out(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = str(shop / "raw" / GENERIC / "bad, it's.csv")
    assert run(shop) == 1
    assert f"Failure {bad}" in capsys.readouterr().out
    assert skipped(shop) == []
    # Nothing changed, so nothing is read again.
    assert run(shop, "--force") == 0
    printed = capsys.readouterr().out
    assert "Nothing changed since" in printed
    assert f"Failure, forced: {bad}" in printed
    assert skipped(shop) == []
    assert run(shop, "--skip-failing") == 0
    assert f"Left out of this build {bad}" in capsys.readouterr().out
    assert skipped(shop) == [bad]
    summary = json.loads((shop / "out" / "summary.json").read_text())
    assert summary["left_out"] == [bad]
    assert run(shop) == 1
    assert skipped(shop) == []


def test_what_is_skipped_is_left_out_by_the_macro(shop: Path) -> None:
    run(shop, "--skip-failing")
    macros = Macros()
    macros.environment.globals |= {
        "execute": True,
        "env_var": {
            "RAW_DATA_DIR": str(shop / "raw"),
            "SKIPPED_FILES_LIST": str(shop / "out" / "skipped_files.txt"),
        }.get,
        "run_query": lambda sql: Rows(duckdb.sql(sql).fetchall()),
    }
    files = macros.raw_files(GENERIC, ["csv", "parquet"])
    assert [Path(file).name for file in files] == ["events_good.parquet"]


class Rows:
    """The part of a result of dbt's run_query that the macro reads."""

    def __init__(self, rows: list[tuple[object, ...]]) -> None:
        self.columns = [dict(enumerate(row[0] for row in rows))]


def test_the_last_file_of_a_table_is_not_left_out(
    shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "raw" / GENERIC).mkdir(parents=True)
    (tmp_path / "raw" / GENERIC / "bad.csv").touch()
    assert run(tmp_path, "--skip-failing") == 1
    assert "nothing would be left" in capsys.readouterr().out


def test_an_input_beside_the_events_is_no_source(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(shop, "--sources", "ad_spend") == 2
    printed = capsys.readouterr().out.strip()
    names = "ga4, generic, matomo, posthog, segment, snowplow"
    assert printed == f"There is no source 'ad_spend': use {names}."


def test_wrong_use_ends_with_2(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(shop, "--sources", "generic, nonsense") == 2
    assert "There is no source 'nonsense': use " in capsys.readouterr().out
    with pytest.raises(SystemExit) as stopped:
        run(shop, "--force", "--skip-failing")
    assert stopped.value.code == 2


def test_the_page_needs_no_network_and_shows_what_was_found(
    report: Report, tmp_path: Path
) -> None:
    odd = replace(report.findings[0], place="<script>alert(1)</script>")
    write_report(replace(report, findings=[odd, *report.findings]), tmp_path)
    page = (tmp_path / "summary.html").read_text()
    assert "http" not in page
    assert "<script" not in page
    for one in report.findings:
        assert Path(one.place).name.split(",")[0] in page
