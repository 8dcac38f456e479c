"""Bad input stops the build with one line that says what, where and how to mend it.

Each case breaks one thing in a copy of the project or of its raw files, runs dbt in
this process and reads what a person would see. The mended input then builds, so nothing
half-written stays behind.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from dbt.cli.main import dbtRunner

ROOT = Path(__file__).parents[2]
PARTS = [
    "dbt_project.yml", "profiles.yml", "models", "macros", "seeds", "tests/generic"
]  # fmt: skip
GOOD_EVENT = {
    "event_id": "'e1'",
    "event_name": "'page_view'",
    "occurred_at": "timestamp '2026-07-01 12:00:00'",
    "device_id": "'d1'",
}
GOOD_CSV = "event_id,event_name,occurred_at,device_id\n" + "".join(
    f"e{n},page_view,2026-07-01T12:00:0{n}Z,d1\n" for n in range(3)
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the project, with its environment, that a test may break."""
    folder = tmp_path_factory.mktemp("project")
    for part in PARTS:
        source, target = ROOT / part, folder / part
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    before, home = dict(os.environ), Path.cwd()
    os.environ["WAREHOUSE_PATH"] = str(folder / "warehouse.duckdb")
    os.environ["RAW_DATA_DIR"] = str(folder / "raw")
    yield folder
    os.chdir(home)
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def events(project: Path) -> Iterator[Path]:
    """The folder of generic event files, empty before and after each test."""
    folder = project / "raw" / "generic" / "events"
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(project / "raw")


def build(project: Path, selection: str = "stg_generic__events") -> bool:
    """Run `dbt build` for a selection in this process; true if it succeeds."""
    command = ["build", "--select", selection, "--project-dir", str(project)]
    return dbtRunner().invoke([*command, "--profiles-dir", str(project)]).success


def write_parquet(path: Path, columns: dict[str, str]) -> None:
    """One event as Parquet; columns maps a name to a SQL value."""
    row = ", ".join(f"{value} as {name}" for name, value in columns.items())
    duckdb.sql(f"copy (select {row}) to '{path}'")


def without(column: str) -> dict[str, str]:
    return {name: value for name, value in GOOD_EVENT.items() if name != column}


def empty_file(folder: Path) -> Path:
    path = folder / "empty.csv"
    path.touch()
    return path


def no_header(folder: Path) -> Path:
    path = folder / "no_name.csv"
    path.write_text(GOOD_CSV.replace("event_name,", "name,"))
    return path


def missing_in_parquet(folder: Path) -> Path:
    path = folder / "no_time.parquet"
    write_parquet(path, without("occurred_at"))
    return path


def missing_in_json(folder: Path) -> Path:
    path = folder / "no_id.ndjson"
    path.write_text('{"event_name": "page_view", "device_id": "d1"}\n')
    return path


def no_actor(folder: Path) -> Path:
    path = folder / "no_actor.parquet"
    write_parquet(path, without("device_id"))
    return path


def epoch_in_parquet(folder: Path) -> Path:
    path = folder / "epoch.parquet"
    write_parquet(path, GOOD_EVENT | {"occurred_at": "1782907200"})
    return path


def nested_in_parquet(folder: Path) -> Path:
    path = folder / "nested.parquet"
    write_parquet(path, GOOD_EVENT | {"value": "[1.5]"})
    return path


def wrong_type_in_csv(folder: Path) -> Path:
    path = folder / "epoch.csv"
    path.write_text(
        GOOD_CSV.replace("2026-07-01T12:00:0", "178290720").replace("Z", "")
    )
    return path


def broken_line_in_csv(folder: Path) -> Path:
    path = folder / "broken.csv"
    path.write_text(GOOD_CSV + "e4,page_view,2026-07-01T12:00:09Z,d1,one,too,many\n")
    return path


def not_parquet(folder: Path) -> Path:
    path = folder / "text.parquet"
    path.write_text("this is not a Parquet file, whatever its name says")
    return path


RAW_CASES: dict[Callable[[Path], Path], list[str]] = {
    empty_file: ["is empty", "Export it again"],
    no_header: ["event_name is missing", "found event_id, name", "Export the file"],
    missing_in_parquet: ["occurred_at is missing", "Export the file"],
    missing_in_json: ["event_id is missing", "Export the file"],
    no_actor: ["device_id or user_id is missing", "Export the file"],
    epoch_in_parquet: ["column occurred_at has type INTEGER", "expected timestamp"],
    nested_in_parquet: ["column value has type DECIMAL(2,1)[]", "expected decimal"],
    wrong_type_in_csv: ["none of the 3 values of column occurred_at", "2026-07-01T12"],
    broken_line_in_csv: ["line 5", "too many columns", "Quote values"],
    not_parquet: ["No magic bytes"],
}


def assert_one_clear_line(printed: str, expected: list[str]) -> None:
    """One line holds all that was expected, and no stack was printed."""
    lines = [line for line in printed.splitlines() if expected[0] in line]
    assert len(lines) == 1, printed
    for words in expected:
        assert words in lines[0], lines[0]
    assert "Traceback" not in printed
    assert "in macro" not in printed


@pytest.mark.parametrize("spoil", RAW_CASES, ids=lambda case: case.__name__)
def test_a_bad_file_is_named_with_its_mend(
    project: Path,
    events: Path,
    capfd: pytest.CaptureFixture[str],
    spoil: Callable[[Path], Path],
) -> None:
    (events / "good.csv").write_text(GOOD_CSV)
    path = spoil(events)
    assert not build(project)
    assert_one_clear_line(capfd.readouterr().out, [path.name, *RAW_CASES[spoil]])
    path.unlink()
    assert build(project)


def test_a_missing_folder_is_named_with_its_mend(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert not build(project)
    expected = [
        str(project / "raw" / "generic" / "events"),
        "No event files",
        "RAW_DATA",
    ]
    assert_one_clear_line(capfd.readouterr().out, expected)


MILESTONES = "definition_milestones"
CONVERSIONS = "definition_conversions"
RATES = "definition_rates"
SEED_CASES: dict[str, tuple[str, str, list[str]]] = {
    "unknown_operator": (
        MILESTONES,
        "odd_milestone,,odd_event,,country,like,N%,x\n",
        ["operator 'like' is unknown for milestone odd_milestone", "Use one of equals"],
    ),
    "unknown_milestone": (
        CONVERSIONS,
        "odd,macro,no_such_milestone,every,none,,all,,,x\n",
        ["conversion odd names milestone 'no_such_milestone'", "or add it there"],
    ),
    "unreadable_date": (
        CONVERSIONS,
        "odd,macro,purchased,every,none,,all,2026-31-01,,x\n",
        ["conversion odd is valid from 2026-31-01", "Write dates as"],
    ),
    "overlapping_validity": (
        CONVERSIONS,
        "odd,micro,purchased,every,none,,all,,2026-03-31,x\n"
        "odd,micro,purchased,every,none,,all,2026-03-31,,x\n",
        [
            "conversion odd overlaps in validity with line",
            "Let valid_to of one row end",
        ],
    ),
    "unknown_numerator": (
        RATES,
        "odd,no_such_milestone,visit,visitor,,false,,all,x\n",
        ["rate odd names numerator 'no_such_milestone'", "Use visit or a milestone"],
    ),
    "missing_denominator": (
        RATES,
        "odd,purchased,,visitor,,false,,all,x\n",
        ["rate odd names denominator ''", "Use visit or a milestone"],
    ),
    "unknown_unit": (
        RATES,
        "odd,purchased,visit,cart,,false,,all,x\n",
        ["rate odd has unit 'cart'", "Use visitor, session or event"],
    ),
    "no_time": (
        RATES,
        "odd,purchased,purchased,visitor,0,false,,all,x\n",
        ["rate odd has within_seconds '0'", "such as 86400 for a day"],
    ),
    "no_number_of_seconds": (
        RATES,
        "odd,purchased,purchased,visitor,30 d,false,,all,x\n",
        ["rate odd has within_seconds '30 d'", "such as 86400 for a day"],
    ),
    "neither_true_nor_false": (
        RATES,
        "odd,purchased,visit,visitor,,maybe,,all,x\n",
        ["rate odd has is_complement 'maybe'", "Write true for 1 - numerator"],
    ),
    "complement_of_an_event_ratio": (
        RATES,
        "odd,purchased,page_viewed,event,,true,,all,x\n",
        ["rate odd is the complement of a ratio of events", "Set is_complement to"],
    ),
    "window_of_an_event_ratio": (
        RATES,
        "odd,purchased,page_viewed,event,60,false,,all,x\n",
        ["rate odd gives a ratio of events a window", "Leave within_seconds blank"],
    ),
}


@pytest.mark.parametrize("case", SEED_CASES)
def test_a_bad_definition_is_named_with_its_mend(
    project: Path, events: Path, capfd: pytest.CaptureFixture[str], case: str
) -> None:
    seed, rows, expected = SEED_CASES[case]
    (events / "good.csv").write_text(GOOD_CSV)
    path = project / "seeds" / "definitions" / f"{seed}.csv"
    good = path.read_text()
    path.write_text(good + rows)
    last_line = len((good + rows).splitlines())
    try:
        assert not build(project)
        place = f"{seed}.csv line {last_line}"
        assert_one_clear_line(capfd.readouterr().out, [place, *expected])
    finally:
        path.write_text(good)
    assert build(project)
