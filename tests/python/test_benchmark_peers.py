"""The benchmark beside peers: what they find is right, or is told to be wrong."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import benchmark
import benchmark_peers
import duckdb
import pytest
from benchmark_builds import Place
from benchmark_data import EVENTS, HISTORY, LAST_DAY
from benchmark_frame import BenchmarkError, Contestant, Run, run
from benchmark_peers import FUNNEL, Warehouses
from rich.console import Console

VIEWS = 20_000
START = datetime(2026, 7, 1)
MINUTE = timedelta(minutes=1)


def write_views(path: Path, rows: list[tuple[str, str, timedelta, str]]) -> Path:
    """A file of page views: id, visitor, time since the start, page."""
    with duckdb.connect() as connection:
        connection.execute(
            "create table views (event_id varchar, device_id varchar,"
            " occurred_at timestamp, received_at timestamp, page_url varchar,"
            " referrer_url varchar)"
        )
        for number, visitor, after, page in rows:
            at = START + after
            url = f"https://shop.example{page}"
            connection.execute(
                "insert into views values (?, ?, ?, ?, ?, null)",
                [number, visitor, at, at, url],
            )
        connection.execute(f"copy views to '{path}' (format parquet)")
    return path


def sessions(database: Path) -> list[tuple]:
    """Visitor, start, end and views of the classic's sessions."""
    query = benchmark_peers.CLASSIC.format("classic")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{database}' as classic (read_only)")
        return connection.execute(f"{query} order by all").fetchall()


def measured(contestant: Contestant) -> Run:
    return run(contestant, 1)


def test_the_classic_counts_sessions_and_each_view_once(tmp_path: Path) -> None:
    views = write_views(
        tmp_path / "views.parquet",
        [
            ("1", "a", 0 * MINUTE, "/"),
            ("1", "a", 0 * MINUTE, "/"),
            ("2", "a", 30 * MINUTE, "/list"),
            ("3", "a", 60 * MINUTE + timedelta(microseconds=1), "/item"),
            ("4", "b", 10 * MINUTE, "/"),
        ],
    )
    database = tmp_path / "classic.duckdb"
    measured(benchmark_peers.classic_full([views], database))
    late = START + 60 * MINUTE + timedelta(microseconds=1)
    assert sessions(database) == [
        ("a", START, START + 30 * MINUTE, 2),
        ("a", late, late, 1),
        ("b", START + 10 * MINUTE, START + 10 * MINUTE, 1),
    ]


def test_the_classics_funnel_takes_steps_in_order_within_a_day(tmp_path: Path) -> None:
    hour = 60 * MINUTE
    complete = [("all", page, number) for number, page in enumerate(FUNNEL)]
    # From the first start two pages were in time, from the second all.
    again = [("again", page, 25 + number) for number, page in enumerate(FUNNEL)]
    again += [("again", "/", 0), ("again", "/list", 1)]
    # A day is the limit, and it is in.
    slow = [("slow", page, 6 * number) for number, page in enumerate(FUNNEL)]
    too_slow = [("too slow", page, 6.01 * number) for number, page in enumerate(FUNNEL)]
    backwards = [("backwards", page, -number) for number, page in enumerate(FUNNEL)]
    rows = [*complete, *again, *slow, *too_slow, *backwards, ("none", "/list", 1)]
    views = write_views(
        tmp_path / "views.parquet",
        [
            (str(number), visitor, after * hour, page)
            for number, (visitor, page, after) in enumerate(rows)
        ],
    )
    found = measured(benchmark_peers.classic_full([views], tmp_path / "classic.duckdb"))
    assert found.levels == {"funnel": [1, 0, 0, 1, 3]}


def test_the_classics_day_forgets_what_is_older_than_its_look_back(
    tmp_path: Path,
) -> None:
    day = 24 * 60 * MINUTE
    before = write_views(
        tmp_path / "before.parquet",
        [("1", "a", 0 * day, "/"), ("2", "b", 10 * day, "/")],
    )
    after = write_views(
        tmp_path / "after.parquet",
        [
            ("3", "b", 11 * day, "/"),
            # Late by less than the look-back, and by more.
            ("4", "b", 8 * day, "/"),
            ("5", "a", 5 * MINUTE, "/list"),
        ],
    )
    database, refreshed = tmp_path / "classic.duckdb", tmp_path / "refreshed.duckdb"
    measured(benchmark_peers.classic_full([before], database))
    measured(benchmark_peers.classic_day([before, after], database))
    measured(benchmark_peers.classic_full([before, after], refreshed))
    assert [row[3] for row in sessions(database)] == [1, 1, 1, 1]
    assert [row[3] for row in sessions(refreshed)] == [2, 1, 1, 1]


# ------------------------------------------------------------- all of them together


def equal_marts(place: Place) -> None:
    """Sessions of ours, as a full refresh by the classic's SQL has them."""
    files = sorted((place.raw / EVENTS).glob("*.parquet"))
    made = place.folder / "made.duckdb"
    made.unlink(missing_ok=True)
    place.warehouse.unlink(missing_ok=True)
    measured(benchmark_peers.classic_full(files, made))
    with duckdb.connect(str(place.warehouse)) as connection:
        connection.execute(f"attach '{made}' as made (read_only)")
        connection.execute("create schema marts")
        connection.execute("create table marts.sessions as from made.sessions")


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds of ours whose sessions are right; no chDB."""

    def build(name: str, place: Place, console: Console) -> Run:
        equal_marts(place)
        return Run(3, 3, 1, 0, {}, {"warehouse_mebibytes": 1})

    monkeypatch.setattr(benchmark_peers, "dbt_build", build)
    monkeypatch.setattr(benchmark_peers, "chdb_interpreter", lambda asked: None)


def measure(folder: Path, *further: str) -> int:
    """Run the benchmark on few page views; returns the exit code."""
    return benchmark.main(
        ["peers", "--events", str(VIEWS), *further]
        + ["--work", str(folder / "work"), "--out", str(folder)]
    )


@pytest.mark.usefixtures("stand_in")
def test_all_contestants_are_measured_on_history_and_day(tmp_path: Path) -> None:
    assert measure(tmp_path) == 0
    result = json.loads((tmp_path / "result.json").read_text())
    names = ["ours_full", "ours_day", "classic_full", "classic_day"]
    assert list(result["contestants"]) == names
    assert set(result["ratios"]) == {
        *("ours_day / ours_full", "classic_day / classic_full"),
        *("ours_full / classic_full", "ours_day / classic_day"),
    }
    assert result["wrong_sessions"]["ours_day"] == {"missing": 0, "surplus": 0}
    assert set(result["wrong_sessions"]["classic_day"]) == {"missing", "surplus"}
    assert set(result["rows"]) == {HISTORY, LAST_DAY}
    assert list((tmp_path / "work").iterdir()) == []


@pytest.mark.usefixtures("stand_in")
def test_the_table_says_that_the_peers_figures_are_of_another_run(
    tmp_path: Path,
) -> None:
    assert measure(tmp_path) == 0
    table = (tmp_path / "table.md").read_text()
    assert "Measured in another run" in table
    assert "not checked" in table


@pytest.mark.usefixtures("stand_in")
def test_marts_unlike_a_full_build_end_in_exit_code_1(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(
        benchmark_peers, "compare_with_full_build", lambda *_: ["sessions: gone"]
    )
    assert measure(tmp_path, "--check") == 1
    assert "differ: sessions: gone" in capsys.readouterr().err


def test_a_session_is_wrong_in_each_of_its_four_parts(tmp_path: Path) -> None:
    right = [("a", START, START + MINUTE, 2), ("b", START, START, 1)]
    wrong = [("a", START, START + 2 * MINUTE, 2), ("b", START, START, 1)]
    paths = {}
    for name, schema, rows in (
        ("ours", "marts", right),
        ("classic", "main", [*wrong, ("c", START, START, 1)]),
        ("refreshed", "main", right),
    ):
        paths[name] = tmp_path / f"{name}.duckdb"
        with duckdb.connect(str(paths[name])) as connection:
            connection.execute(f"create schema if not exists {schema}")
            connection.execute(
                f"create table {schema}.sessions (visitor_id varchar,"
                " started_at timestamp, ended_at timestamp, page_views bigint)"
            )
            connection.executemany(
                f"insert into {schema}.sessions values (?, ?, ?, ?)", rows
            )
    assert benchmark_peers.wrong_sessions(Warehouses(**paths)) == {
        "ours_day": {"missing": 0, "surplus": 0},
        "classic_day": {"missing": 1, "surplus": 2},
    }


def test_exact_contestants_that_disagree_are_named() -> None:
    contestants = {
        name: {"runs": [{"levels": {"sessions": [count]}}]}
        for name, count in (("ours_full", 3), ("chdb_full", 4))
    }
    names = ("ours_full", "classic_full", "chdb_full")
    with pytest.raises(BenchmarkError, match="disagree on sessions: .*chdb_full"):
        benchmark_peers.check_same(contestants, "sessions", names)
