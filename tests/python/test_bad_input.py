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
import yaml
from dbt.cli.main import dbtRunner
from jinja2 import Environment

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
FUNNELS = "definition_funnels"
STEPS = "definition_funnel_steps"
EXCLUSIONS = "definition_funnel_exclusions"
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
    "unknown_milestone_of_a_step": (
        STEPS,
        "webinar,3,no_such_milestone,false,,x\n",
        ["funnel webinar names milestone 'no_such_milestone'", "or add it there"],
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


NOT_BETWEEN = ["funnel odd", "does not lie between two required steps", "leave them"]
FUNNEL = "odd,visitor,{},,best,all,x\n"
TWO_STEPS = "odd,1,product_viewed,false,,x\nodd,2,purchased,false,,x\n"
OPTIONAL_STEP = "odd,3,page_viewed,true,,x\nodd,4,signed_up,false,,x\n"
# Rows that are added to seeds, the last of which in the first seed is wrong.
FUNNEL_CASES: dict[str, tuple[dict[str, str], list[str]]] = {
    "unknown_unit": (
        {FUNNELS: "odd,account,ordered,,best,all,x\n", STEPS: TWO_STEPS},
        ["unit 'account' of funnel odd is unknown", "Use one of visitor, session"],
    ),
    "unknown_ordering": (
        {FUNNELS: FUNNEL.format("loose"), STEPS: TWO_STEPS},
        ["ordering 'loose' of funnel odd", "Use one of ordered, strict, unordered"],
    ),
    "unknown_attempt": (
        {FUNNELS: "odd,visitor,ordered,,,all,x\n", STEPS: TWO_STEPS},
        ["attempt '' of funnel odd is unknown", "Use one of best, first"],
    ),
    "window_in_words": (
        {FUNNELS: "odd,visitor,ordered,1 day,best,all,x\n", STEPS: TWO_STEPS},
        ["window_seconds '1 day' of funnel odd", "digits alone"],
    ),
    "window_of_nothing": (
        {FUNNELS: "odd,visitor,ordered,0,best,all,x\n", STEPS: TWO_STEPS},
        ["window_seconds '0' of funnel odd", "digits alone"],
    ),
    "no_steps": (
        {FUNNELS: FUNNEL.format("ordered")},
        ["funnel odd has 0 required steps", "or delete the funnel"],
    ),
    "one_required_step": (
        {
            FUNNELS: FUNNEL.format("ordered"),
            STEPS: "odd,1,purchased,false,,x\nodd,2,signed_up,true,,x\n",
        },
        ["funnel odd has 1 required steps, expected two or more", "Add steps"],
    ),
    "funnel_of_a_step": (
        {STEPS: "odd,1,purchased,false,,x\n"},
        ["funnel 'odd' does not exist", "or add it there"],
    ),
    "milestone_of_a_step": (
        {STEPS: "webinar,3,nothing,false,,x\n"},
        ["funnel webinar names milestone 'nothing'", "or add it there"],
    ),
    "step_number": (
        {STEPS: "webinar,last,purchased,false,,x\n"},
        ["step_number 'last' of funnel webinar", "Number the steps"],
    ),
    "repeated_step": (
        {STEPS: "webinar,2,purchased,false,,x\n"},
        ["funnel webinar has step_number 2 more than once", "a number of its own"],
    ),
    "too_many_steps": (
        {STEPS: "".join(f"webinar,{n},purchased,false,,x\n" for n in range(3, 22))},
        ["funnel webinar has 21 steps, expected no more than 20", "raise the var"],
    ),
    "negative_limit": (
        {STEPS: "webinar,3,purchased,false,-5,x\n"},
        ["within_seconds '-5' of funnel webinar", "digits alone"],
    ),
    "half_a_second": (
        {STEPS: "webinar,3,purchased,false,0.5,x\n"},
        ["within_seconds '0.5' of funnel webinar", "digits alone"],
    ),
    "limit_of_an_optional_step": (
        {STEPS: "webinar,3,purchased,true,60,x\n"},
        [
            "optional step 3 of funnel webinar has within_seconds",
            "Leave within_seconds",
        ],
    ),
    "strict_funnel_begins_optional": (
        {
            STEPS: TWO_STEPS.replace("1", "8").replace("2", "9")
            + "odd,7,page_viewed,true,,x\n",
            FUNNELS: FUNNEL.format("strict"),
        },
        ["strict funnel odd begins with an optional step", "Set is_optional to false"],
    ),
    "unordered_funnel_has_an_optional_step": (
        {
            STEPS: TWO_STEPS + "odd,3,page_viewed,true,,x\n",
            FUNNELS: FUNNEL.format("unordered"),
        },
        ["unordered funnel odd has an optional step", "use ordering ordered"],
    ),
    "unordered_funnel_has_a_limit": (
        {
            STEPS: TWO_STEPS + "odd,3,page_viewed,false,60,x\n",
            FUNNELS: FUNNEL.format("unordered"),
        },
        ["unordered funnel odd", "or one with within_seconds", "use ordering ordered"],
    ),
    "unordered_funnel_shares_too_much": (
        {
            STEPS: "".join(f"odd,{n},purchased,false,,x\n" for n in range(1, 12)),
            FUNNELS: FUNNEL.format("unordered"),
        },
        ["unordered funnel odd has 11 steps that one event could fill", "Leave some"],
    ),
    "funnel_of_an_exclusion": (
        {EXCLUSIONS: "odd,purchased,,,x\n"},
        ["funnel 'odd' does not exist", "or add it there"],
    ),
    "milestone_of_an_exclusion": (
        {EXCLUSIONS: "webinar,nothing,,,x\n"},
        ["funnel webinar names milestone 'nothing'", "or add it there"],
    ),
    "exclusion_after_no_step": (
        {
            EXCLUSIONS: "odd,signed_up,7,,x\n",
            FUNNELS: FUNNEL.format("ordered"),
            STEPS: TWO_STEPS,
        },
        ["from step '7' to step '2'", *NOT_BETWEEN],
    ),
    "exclusion_before_an_optional_step": (
        {
            EXCLUSIONS: "odd,signed_up,1,3,x\n",
            FUNNELS: FUNNEL.format("strict"),
            STEPS: TWO_STEPS + OPTIONAL_STEP,
        },
        ["from step '1' to step '3'", *NOT_BETWEEN],
    ),
    "exclusion_that_ends_before_it_begins": (
        {
            EXCLUSIONS: "odd,signed_up,2,1,x\n",
            FUNNELS: FUNNEL.format("ordered"),
            STEPS: TWO_STEPS,
        },
        ["from step '2' to step '1'", *NOT_BETWEEN],
    ),
    "exclusion_in_words": (
        {
            EXCLUSIONS: "odd,signed_up,first,,x\n",
            FUNNELS: FUNNEL.format("ordered"),
            STEPS: TWO_STEPS,
        },
        ["from step 'first' to step '2'", *NOT_BETWEEN],
    ),
}
GOOD_FUNNELS: dict[str, dict[str, str]] = {
    "as_they_are": {},
    "exclusion_of_the_whole_funnel": {
        EXCLUSIONS: "odd,signed_up,,,x\n",
        FUNNELS: FUNNEL.format("ordered"),
        STEPS: TWO_STEPS + OPTIONAL_STEP,
    },
    "exclusion_of_a_funnel_without_order": {
        EXCLUSIONS: "odd,signed_up,7,3,x\n",
        FUNNELS: FUNNEL.format("unordered"),
        STEPS: TWO_STEPS,
    },
    "ten_steps_share_an_event": {
        FUNNELS: FUNNEL.format("unordered"),
        STEPS: "".join(f"odd,{n},purchased,false,,x\n" for n in range(1, 11)),
    },
    "strict_with_an_optional_step_inside": {
        FUNNELS: "odd,visitor,strict,60,first,all,x\n",
        STEPS: TWO_STEPS + OPTIONAL_STEP.replace("false,,", "false,60,"),
    },
    "twenty_steps": {
        STEPS: "".join(f"webinar,{n},purchased,false,,x\n" for n in range(3, 21))
    },
}


def funnel_problems(folder: Path, rows: dict[str, str]) -> list[tuple[str, str]]:
    """What the check at the start says of the seeds with these rows added.

    It is rendered here, since a start of dbt for every case would take minutes; that
    dbt asks it is seen above.
    """
    target = folder / "seeds" / "definitions"
    shutil.copytree(ROOT / "seeds" / "definitions", target)
    for seed, added in rows.items():
        with (target / f"{seed}.csv").open("a") as file:
            file.write(added)
    macros = [
        (ROOT / "macros" / f"{name}.sql").read_text()
        for name in ("read_definition", "funnel_problems")
    ]
    settings = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]
    query = (
        Environment()
        .from_string("".join(macros) + "{{ funnel_problems() }}")
        .render(
            invocation_args_dict={"project_dir": str(folder)}, var=settings.__getitem__
        )
    )
    return duckdb.sql(query).fetchall()


@pytest.mark.parametrize("case", FUNNEL_CASES)
def test_a_bad_funnel_is_named_with_its_mend(tmp_path: Path, case: str) -> None:
    rows, expected = FUNNEL_CASES[case]
    problems = funnel_problems(tmp_path, rows)
    seed = next(iter(rows))
    lines = (tmp_path / "seeds/definitions" / f"{seed}.csv").read_text().splitlines()
    place = f"seeds/definitions/{seed}.csv line {len(lines)}: "
    assert problems
    said = " ".join(problems[0])
    assert said.startswith(place), problems
    for words in expected:
        assert words in said


@pytest.mark.parametrize("case", GOOD_FUNNELS)
def test_a_good_funnel_is_let_through(tmp_path: Path, case: str) -> None:
    assert funnel_problems(tmp_path, GOOD_FUNNELS[case]) == []
