"""`scripts/benchmark.py` measures every contestant in each round and checks its counts.

Never how long anything took: that is for people to judge, on a quiet machine.
"""

import json
import sys
from pathlib import Path

import benchmark
import benchmark_frame
import pytest
from benchmark import BenchmarkError, Contestant, Run

EVENTS = 4_000
ROUNDS = 2


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the result of a small benchmark of funnels, without chDB."""
    folder = tmp_path_factory.mktemp("benchmark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(benchmark, "chdb_interpreter", lambda asked: None)
        code = benchmark.main(
            ["funnels", "--events", str(EVENTS), "--rounds", str(ROUNDS)]
            + ["--work", str(folder / "work"), "--out", str(folder / "out")]
        )
    assert code == 0
    return folder


@pytest.fixture(scope="module")
def result(measured: Path) -> dict:
    """What the benchmark wrote as JSON."""
    return json.loads((measured / "out" / "result.json").read_text())


def test_every_contestant_has_a_run_in_every_round(result: dict) -> None:
    runs = {name: len(each["runs"]) for name, each in result["contestants"].items()}
    prepared = {"prepare_1": 1, "prepare_20": 1}
    assert runs == prepared | dict.fromkeys(("floor", "ours_1", "ours_20"), ROUNDS)
    for each in result["contestants"].values():
        for cost in ("cpu_seconds", "wall_seconds", "peak_mebibytes"):
            values = sorted(one[cost] for one in each["runs"])
            assert values[0] > 0
            assert each[cost]["lowest"] == values[0]
            assert each[cost]["highest"] == values[-1]


def test_ratios_are_taken_inside_a_round(result: dict) -> None:
    costs = {
        name: [run["cpu_seconds"] for run in each["runs"]]
        for name, each in result["contestants"].items()
    }
    assert set(result["ratios"]) == {"ours_1 / floor", "ours_20 / floor"}
    for pair, found in result["ratios"].items():
        one, other = (costs[name] for name in pair.split(" / "))
        ratios = [mine / theirs for mine, theirs in zip(one, other, strict=True)]
        assert found["lowest"] == pytest.approx(min(ratios))
        assert found["highest"] == pytest.approx(max(ratios))


def test_the_funnel_on_its_own_counts_as_among_twenty(result: dict) -> None:
    one, twenty = (
        [run["levels"] for run in result["contestants"][name]["runs"]]
        for name in ("ours_1", "ours_20")
    )
    assert {len(levels) for levels in one} == {1}
    assert {len(levels) for levels in twenty} == {20}
    assert sum(one[0]["funnel_1"]) > 0
    for levels in twenty:
        assert levels["funnel_1"] == one[0]["funnel_1"]


def test_levels_are_those_of_a_plain_search(result: dict, measured: Path) -> None:
    (events,) = (measured / "work").glob("events_*.parquet")
    rows = benchmark.duckdb.sql(
        f"select visitor_id, event_name, epoch_us(occurred_at) from '{events}'"
    ).fetchall()
    times: dict[str, dict[str, list[int]]] = {}
    for visitor, name, moment in rows:
        times.setdefault(visitor, {}).setdefault(name, []).append(moment)
    found = result["contestants"]["ours_20"]["runs"][0]["levels"]
    for funnel in benchmark.funnels():
        names = [benchmark.MILESTONES[step] for step in funnel.steps]
        levels = [
            deepest(reached, names, funnel.window_seconds * 1_000_000)
            for reached in times.values()
        ]
        expected = [levels.count(level) for level in range(1, len(names) + 1)]
        assert found[funnel.name] == expected, funnel


def deepest(times: dict[str, list[int]], names: list[str], window: int) -> int:
    """The deepest level of one visitor: each first step, then the earliest next one."""
    best = 0
    for entered in times.get(names[0], []):
        level, moment = 1, entered
        for name in names[1:]:
            later = [each for each in times.get(name, []) if each >= moment]
            if not later or min(later) > entered + window:
                break
            level, moment = level + 1, min(later)
        best = max(best, level)
    return best


def test_the_markdown_table_has_a_line_for_each_contestant_and_ratio(
    result: dict, measured: Path
) -> None:
    lines = (measured / "out" / "table.md").read_text().splitlines()
    first_cells = {line.split(" | ")[0].strip("| ") for line in lines if line}
    assert set(result["contestants"]) | set(result["ratios"]) <= first_cells


def test_contestants_that_disagree_are_named() -> None:
    runs = {
        "ours_1": [Run(1, 1, 1, 0, {"funnel_1": [3, 2]})],
        "chdb_1": [Run(1, 1, 1, 0, {"funnel_1": [3, 1]})],
    }
    with pytest.raises(BenchmarkError, match="ours_1 and chdb_1 disagree on funnel_1"):
        benchmark.check_agreement(runs)


def test_disagreement_ends_in_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def disagree(*_: object) -> None:
        raise BenchmarkError("they disagree")

    monkeypatch.setitem(benchmark.BENCHMARKS, "funnels", disagree)
    assert benchmark.main(["funnels", "--work", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "benchmark: they disagree\n"


def test_a_contestant_that_fails_is_named() -> None:
    broken = Contestant("broken", "", sys.executable, "duckdb", ("select no_column",))
    with pytest.raises(BenchmarkError, match="broken failed: .*no_column"):
        benchmark.run(broken, 1)


def test_an_interpreter_without_chdb_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "python"
    empty.write_text("#!/bin/sh\nexit 1\n")
    empty.chmod(0o755)
    with pytest.raises(BenchmarkError, match="cannot import chdb"):
        benchmark.chdb_interpreter(str(empty))


def test_rounds_turn_round(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    def noted(contestant: Contestant, threads: int) -> Run:
        order.append(contestant.name)
        return Run(1, 1, 1, 0, {})

    monkeypatch.setattr(benchmark_frame, "run", noted)
    both = [Contestant(name, "", "", "duckdb", ()) for name in "ab"]
    benchmark.run_rounds(both, 3, 1, benchmark.Console(quiet=True))
    assert order == list("abbaab")


def test_the_engine_is_set_as_dbt_sets_it(manifest: dict) -> None:
    hooks = [
        node["raw_code"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "operation"
    ]
    macro = Path(__file__).parents[2] / "macros" / "set_engine_options.sql"
    assert any("set_engine_options" in hook for hook in hooks)
    set_by_dbt = macro.read_text()
    assert all(option in set_by_dbt for option in benchmark.ENGINE_OPTIONS.split(";"))
