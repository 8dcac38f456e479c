"""Benchmarks of whole builds: what is run, divided, shown and compared.

One build of a tiny sample goes through the real functions; the rest stands in for it.
"""

import argparse
import json
import os
import sys
from pathlib import Path

import benchmark
import benchmark_builds
import duckdb
import pytest
from benchmark_builds import Place
from benchmark_data import HISTORY, LAST_DAY
from benchmark_frame import BenchmarkError, Run
from compiled_models import options, read_project
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from rich.console import Console
from small_builds import run_dbt

QUIET = Console(quiet=True)
SIZES = (1_000, 2_000)


def costing(cpu: float, **details: object) -> Run:
    """A run that cost so many seconds."""
    return Run(cpu, cpu, 1, 0, {}, details)


def place_in(folder: Path, limit: str | None = None) -> Place:
    """A place whose folders are there."""
    (folder / "warehouse").mkdir()
    return Place(folder / "raw", folder / "warehouse", 1, limit)


def result_of(folder: Path) -> dict:
    """What a benchmark wrote as JSON."""
    return json.loads((folder / "result.json").read_text())


# --------------------------------------------------------------- commands in a place


def test_the_cost_of_a_command_is_its_own(tmp_path: Path) -> None:
    held = bytearray(300 * 2**20)
    spin = "import time\nwhile time.process_time() < 0.5: pass"
    run = benchmark_builds.measured(
        "spin", [sys.executable, "-c", spin], place_in(tmp_path), QUIET
    )
    assert 0.5 <= run.cpu_seconds < 5
    assert run.wall_seconds >= 0.4
    # What this process holds is not the command's.
    assert 1 < run.peak_mebibytes < 200 < len(held) / 2**20


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('disk full'); raise SystemExit(3)"]
    with pytest.raises(BenchmarkError, match="build failed:\ndisk full"):
        benchmark_builds.measured("build", command, place_in(tmp_path), QUIET)


def test_a_build_takes_nothing_from_the_environment_that_would_change_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DBT_FULL_REFRESH", "1")
    monkeypatch.setenv("WAREHOUSE_MEMORY_LIMIT", "1GB")
    found = place_in(tmp_path).environment()
    assert "DBT_FULL_REFRESH" not in found
    assert found["WAREHOUSE_MEMORY_LIMIT"] == ""
    assert found["WAREHOUSE_PATH"] == str(tmp_path / "warehouse" / "compiled.duckdb")
    assert found["PATH"] == os.environ["PATH"]


def test_the_dearest_models_are_named_by_dbts_own_record(tmp_path: Path) -> None:
    results = [
        {"unique_id": f"model.project.model_{number}", "execution_time": number}
        for number in range(20)
    ]
    results.append({"unique_id": "seed.project.slow", "execution_time": 99})
    record = tmp_path / "run_results.json"
    record.write_text(json.dumps({"results": results}))
    found = benchmark_builds.dearest_models(record)
    assert list(found) == [f"model_{number}" for number in range(19, 9, -1)]


# ------------------------------------------------------------------ one real build


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the result of a benchmark of one tiny build under a limit."""
    folder = tmp_path_factory.mktemp("builds")
    with pytest.MonkeyPatch.context() as patch:
        # Half a minute in which nothing new would be tried.
        patch.setattr(benchmark_builds, "read_project", lambda *_: costing(1))
        code = benchmark.main(
            ["builds", "--events", "1000", "--memory-limit", "2GB", "--threads", "1"]
            + ["--work", str(folder / "work"), "--out", str(folder)]
        )
    assert code == 0
    return folder


def test_a_build_is_measured_beside_its_floor_and_its_parts(built: Path) -> None:
    result = result_of(built)
    names = ["read_project"]
    parts = ("cleaned", "sessionized", "attributed", "credits_written")
    names += [f"{name}_1000" for name in ("floor", "build", *parts)]
    assert list(result["contestants"]) == names
    costs = {
        name: each["cpu_seconds"]["median"]
        for name, each in result["contestants"].items()
    }
    assert all(cost > 0 for cost in costs.values())
    ratios = result["ratios"]
    assert ratios["build_1000 / floor_1000"]["median"] == pytest.approx(
        costs["build_1000"] / costs["floor_1000"]
    )
    together = costs["cleaned_1000"] + costs["sessionized_1000"]
    assert ratios["(cleaned_1000 + sessionized_1000) / floor_1000"][
        "median"
    ] == pytest.approx(together / costs["floor_1000"])
    [build] = result["contestants"]["build_1000"]["runs"]
    assert build["details"]["warehouse_mebibytes"] > 1
    assert len(build["details"]["dearest_models"]) == 10
    assert build["details"]["floor_rows"] > 900


def test_a_build_leaves_its_raw_files_alone(built: Path) -> None:
    assert [path.name for path in (built / "work").iterdir()] == ["raw_1000_7"]


def test_the_picture_is_a_chart_that_github_draws(built: Path) -> None:
    charts = (built / "picture.md").read_text().split("\n\n")
    assert len(charts) == 2
    for each in charts:
        assert each.startswith("```mermaid\nxychart-beta\n    title ")
        assert '    x-axis "million events" ["0.001"]' in each
        assert each.rstrip().endswith("```")


@pytest.mark.parametrize("limit", ["", "3GB"])
def test_the_memory_limit_is_set_where_the_variable_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, limit: str
) -> None:
    monkeypatch.setenv("WAREHOUSE_MEMORY_LIMIT", limit)
    monkeypatch.setenv("WAREHOUSE_PATH", str(tmp_path / "compiled.duckdb"))
    command = ["compile", "--inline", "{{ set_engine_options() }}"]
    runner = dbtRunner(manifest=read_project("null"))
    outcome = runner.invoke([*command, *options(str(tmp_path))])
    DuckDBConnectionManager.close_all_connections()
    [node] = [each.node for each in outcome.result]
    with duckdb.connect() as connection:
        setting = "select current_setting('memory_limit')"
        before = connection.execute(setting).fetchone()
        connection.execute(node.compiled_code)
        after = connection.execute(setting).fetchone()
    assert after == (("2.7 GiB",) if limit else before)


def test_a_memory_limit_that_is_no_size_stops_with_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WAREHOUSE_MEMORY_LIMIT", "80%")
    said = run_dbt(tmp_path, "compile", "--inline", "{{ set_engine_options() }}")
    assert "WAREHOUSE_MEMORY_LIMIT is '80%', which is no size. Write a number" in said


# --------------------------------------------------------------------- both stand in


def test_growth_is_between_sizes_that_follow_each_other() -> None:
    pairs = benchmark_builds.builds_pairs([1, 10, 100])
    assert ("build_10", "build_1") in pairs
    assert ("build_100", "build_10") in pairs
    assert ("build_100", "build_1") not in pairs
    assert {other for _, other in pairs if other.startswith("floor")} == {
        "floor_1",
        "floor_10",
        "floor_100",
    }


def test_every_second_round_goes_backwards() -> None:
    assert benchmark_builds.turned([1, 2, 3], 1) == [1, 2, 3]
    assert benchmark_builds.turned([1, 2, 3], 2) == [3, 2, 1]


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Builds that make a file and cost as many seconds as there are files to read.

    Returns what was run, in order.
    """
    order: list[str] = []

    def build(name: str, place: Place, console: Console) -> Run:
        files = sorted(path.name for path in place.raw.rglob("*.parquet"))
        place.warehouse.touch()
        order.append(f"{name}: {' '.join(files)}")
        return costing(len(files), warehouse_mebibytes=1)

    monkeypatch.setattr(benchmark_builds, "dbt_build", build)
    monkeypatch.setattr(benchmark_builds, "script_build", build)
    return order


def measure_days(folder: Path, *further: str) -> int:
    """Run the benchmark of days on a tiny sample; returns the exit code."""
    return benchmark.main(
        ["days", "--events", "1000", "--days", "30", "7", *further]
        + ["--work", str(folder / "work"), "--out", str(folder)]
    )


def test_one_more_day_arrives_as_a_file_after_the_history(
    stand_in: list[str], tmp_path: Path
) -> None:
    assert measure_days(tmp_path) == 0
    both = f"{HISTORY} {LAST_DAY}"
    steps = [f"full: {HISTORY}", f"day: {both}", f"rerun_dbt: {both}"]
    steps += [f"rerun_copy: {both}", f"rerun: {both}"]
    assert stand_in == steps * 2
    result = result_of(tmp_path)
    assert set(result["ratios"]) == {
        *("day_7 / full_7", "day_30 / full_30", "day_30 / day_7")
    }
    assert result["ratios"]["day_7 / full_7"]["median"] == 2
    assert {found["last_day_rows"] > 0 for found in result["days"].values()} == {True}
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["raw_1000_7"]
    table = (tmp_path / "table.md").read_text()
    assert table.count("not checked") == 2
    assert (tmp_path / "picture.md").read_text().count("xychart-beta") == 2


@pytest.mark.usefixtures("stand_in")
def test_a_warehouse_unlike_a_full_build_ends_in_exit_code_1(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(benchmark_builds, "differences", lambda *_: ["sessions: gone"])
    assert measure_days(tmp_path, "--check") == 1
    assert "builds in parts and a full build differ" in capsys.readouterr().err
    assert result_of(tmp_path)["days"]["7"]["differences"] == ["sessions: gone"]


def test_what_differed_in_one_round_is_not_hidden_by_the_next(
    stand_in: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = iter([["sessions: gone"], [], [], []])
    monkeypatch.setattr(benchmark_builds, "differences", lambda *_: next(found))
    assert measure_days(tmp_path, "--check", "--rounds", "2") == 1
    assert stand_in.count(f"full: {HISTORY}") == 4
    assert len(result_of(tmp_path)["days"]["7"]["differences"]) == 1


def test_only_builds_takes_several_sizes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        benchmark.main(["days", "--events", "1000", "2000"])
    assert "days takes one number of events" in capsys.readouterr().err


def test_each_benchmark_has_its_own_defaults() -> None:
    chosen: argparse.Namespace = benchmark.parse(["builds"])
    assert chosen.sizes == [1_000_000, 10_000_000]
    assert (chosen.rounds, str(chosen.out)) == (1, "target/benchmark/builds")
    assert benchmark.parse(["funnels"]).rounds == 3
    assert benchmark.parse(["peers"]).events == 2_300_000
    assert benchmark.parse(["days"]).days == [30, 90, 365]
    names = set(benchmark.BENCHMARKS)
    assert set(benchmark.EVENTS) == set(benchmark.ROUNDS) == names
