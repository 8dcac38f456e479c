"""Bad input stops the build with one line that says what, where and how to mend it.

Each case breaks one thing in a copy of the project or of its raw files, runs dbt in
this process and reads what a person would see. The mended input then builds, so nothing
half-written stays behind.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

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


@cache
def read(project: Path, *variables: str) -> Any:  # noqa: ANN401
    """The project as dbt reads it, which takes longest: once for all tests.

    What the tests break is looked at later, when a build starts.
    """
    places = ["--project-dir", str(project), "--profiles-dir", str(project)]
    outcome = dbtRunner().invoke(["--quiet", "parse", *places, *variables])
    assert outcome.success, outcome.exception
    return outcome.result


def run(project: Path, *command: str, variables: tuple[str, ...] = ()) -> bool:
    """Run a dbt command in this process; true if it succeeds."""
    places = ["--project-dir", str(project), "--profiles-dir", str(project)]
    runner = dbtRunner(manifest=read(project, *variables))
    options = [*places, *variables, "--no-write-json"]
    return runner.invoke([*command, *options]).success


def build(project: Path, selection: str = "stg_generic__events") -> bool:
    """Whether `dbt build` of a selection succeeds."""
    return run(project, "build", "--select", selection)


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


def half_of_parquet(folder: Path) -> Path:
    path = folder / "half.parquet"
    write_parquet(path, GOOD_EVENT)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def half_of_csv(folder: Path) -> Path:
    path = folder / "half.csv"
    path.write_text(GOOD_CSV[: len(GOOD_CSV) * 2 // 3])
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
    half_of_parquet: ["No magic bytes"],
    half_of_csv: ["line 3", "missing columns"],
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


GOOD_TABLES = {
    "snowplow/events/good.csv": (
        "event_id,event_name,collector_tstamp,domain_userid\n"
        "e1,page_view,2026-07-01 12:00:00.000,d1\n"
    ),
    "segment/pages/good.csv": (
        "id,timestamp,anonymous_id,url\nc1,2026-07-01T12:00:00Z,d1,https://a.example/\n"
    ),
}
# A file, what it says, and what is then said; no text means that the folder is gone.
TABLE_CASES: dict[str, tuple[str, str | None, list[str]]] = {
    "no_key": (
        "snowplow/events/bad.csv",
        "event_name,collector_tstamp,domain_userid\npage_view,2026-07-01 12:00:00,d\n",
        [
            "event_id is missing",
            "found event_name, collector_tstamp",
            "Export the file",
        ],
    ),
    "no_actor": (
        "snowplow/events/bad.csv",
        "event_id,event,collector_tstamp\ne1,page_view,2026-07-01 12:00:00\n",
        ["domain_userid or user_id is missing", "Export the file"],
    ),
    "entity_of_no_event": (
        "snowplow/com_snowplowanalytics_snowplow_web_page_1/bad.csv",
        "id,root_tstamp\np1,2026-07-01 12:00:00\n",
        ["root_id is missing", "Export the file"],
    ),
    "not_parquet": (
        "snowplow/events/bad.parquet",
        "this is not a Parquet file, whatever its name says",
        ["No magic bytes"],
    ),
    "no_snowplow_events": ("snowplow/events", None, ["No event files", "RAW_DATA_DIR"]),
    "no_time": (
        "segment/order_completed/bad.csv",
        "id,anonymous_id\nc2,d1\n",
        ["timestamp or original_timestamp is missing", "Export the file"],
    ),
    "empty_file": ("segment/tracks/bad.csv", "", ["is empty", "Export it again"]),
    "broken_line": (
        "segment/pages/bad.csv",
        GOOD_TABLES["segment/pages/good.csv"] + "c3,2026-07-01T12:00:00Z,d1,u,more\n",
        ["line 3", "too many columns", "Quote values"],
    ),
    "no_segment_tables": ("segment/pages", None, ["No event files", "RAW_DATA_DIR"]),
}


def check_tables(project: Path) -> bool:
    """The check at the start of a build of two sources of tables, by itself."""
    sources = ("--vars", "{event_sources: [snowplow, segment]}")
    return run(project, "run-operation", "check_raw_events", variables=sources)


@pytest.fixture
def tables(project: Path) -> Iterator[Path]:
    """Raw files of Snowplow and Segment, good before a test and gone after it."""
    raw = project / "raw"
    for name, text in GOOD_TABLES.items():
        (raw / name).parent.mkdir(parents=True)
        (raw / name).write_text(text)
    yield raw
    shutil.rmtree(raw)


def test_good_tables_are_let_through(project: Path, tables: Path) -> None:
    assert check_tables(project)


@pytest.mark.parametrize("case", TABLE_CASES)
def test_a_bad_table_is_named_with_its_mend(
    project: Path, tables: Path, capfd: pytest.CaptureFixture[str], case: str
) -> None:
    name, text, expected = TABLE_CASES[case]
    path = tables / name
    if text is None:
        shutil.rmtree(path)
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    assert not check_tables(project)
    place = str(path).removesuffix("/pages")
    assert_one_clear_line(capfd.readouterr().out, [place, *expected])


# Files of optional inputs: where, what is in them, and what is said of them.
INPUT_CASES: dict[str, tuple[str, str, list[str]]] = {
    "offline_without_a_key": (
        "offline_conversions/sales.csv",
        "conversion_name,occurred_at,value\nsale,2026-07-01T12:00:00Z,5\n",
        [
            "column user_id or transaction_id or click_id or device_id is missing",
            "Export the file with that column",
        ],
    ),
    "offline_times_in_words": (
        "offline_conversions/sales.csv",
        "conversion_name,occurred_at,user_id\nsale,monday,u1\nsale,tuesday,u1\n",
        ["none of the 2 values of column occurred_at", "'monday'", "2026-07-01T12"],
    ),
    "offline_spreadsheet": (
        "offline_conversions/sales.xlsx",
        "not text",
        ["cannot be read", "ends in .parquet, .csv", "or move it out"],
    ),
    "spend_without_cost": (
        "ad_spend/week.ndjson",
        '{"date": "2026-07-01", "platform": "news", "spend": 1}\n',
        ["cost is missing; found date, platform, spend", "Export the file"],
    ),
    "spend_with_a_broken_line": (
        "ad_spend/week.csv",
        "date,platform,cost\n2026-07-01,news,1\n2026-07-02,news,1,000\n",
        ["line 3", "too many columns", "Quote values"],
    ),
    "connector_table_without_its_key": (
        "ad_spend/google_ads/campaign_stats/stats.csv",
        "date,id,cost_micros\n2026-07-01,1,1\n",
        ["column customer_id is missing", "Export the file"],
    ),
    "empty_history": (
        "ad_spend/facebook_ads/ad_history/history.csv",
        "",
        ["is empty (0 bytes)", "Export it again"],
    ),
    "visibility_without_prompts": (
        "ai_visibility/readings.csv",
        "date,platform,brand,cited\n2026-07-01,ChatGPT,ours,1\n",
        ["column prompt is missing", "Export the file"],
    ),
}


@pytest.mark.parametrize("case", INPUT_CASES)
def test_a_bad_file_of_another_input_is_named_with_its_mend(
    project: Path, events: Path, capfd: pytest.CaptureFixture[str], case: str
) -> None:
    name, content, expected = INPUT_CASES[case]
    (events / "good.csv").write_text(GOOD_CSV)
    path = project / "raw" / name
    path.parent.mkdir(parents=True)
    path.write_text(content)
    assert not build(project)
    assert_one_clear_line(capfd.readouterr().out, [path.name, *expected])


def test_a_parquet_file_of_another_input_has_readable_types(
    project: Path, events: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (events / "good.csv").write_text(GOOD_CSV)
    folder = project / "raw" / "ad_spend"
    folder.mkdir()
    row = {"date": "20260701", "platform": "'news'", "cost": "1.5"}
    write_parquet(folder / "week.parquet", row)
    assert not build(project)
    expected = ["week.parquet", "column date has type INTEGER", "expected date"]
    assert_one_clear_line(capfd.readouterr().out, expected)
    # Hidden files are the file system's own, and a mended file builds.
    (folder / ".DS_Store").write_text("x")
    write_parquet(folder / "week.parquet", row | {"date": "date '2026-07-01'"})
    assert build(project, "stg_generic__ad_spend")


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


IDENTITY_CASES: dict[str, tuple[dict[str, object], str, list[str]]] = {
    "no_salt": (
        {"include_cookieless": True}, "",
        ["PRIVACY_SALT has fewer than 16", "Set it to a long random text"],
    ),
    "window_in_words": (
        {"identity_window_days": "30 days"}, "",
        ["identity_window_days is '30 days'", "Write a whole number"],
    ),
    "window_of_half_a_day": (
        {"identity_window_days": 0.5}, "",
        ["identity_window_days is '0.5'", "Write a whole number"],
    ),
    "negative_window": (
        {"identity_window_days": -1}, "",
        ["identity_window_days is '-1'", "Write a whole number"],
    ),
    "as_it_is": ({}, "", []),
    "window_of_nothing": ({"identity_window_days": 0}, "", []),
    "with_salt": ({"include_cookieless": True}, "sixteen letters.", []),
}  # fmt: skip


@pytest.mark.parametrize("case", IDENTITY_CASES)
def test_bad_vars_of_identity_are_named_with_their_mend(case: str) -> None:
    changed, salt, expected = IDENTITY_CASES[case]
    said = stopped("check_identity", changed, salt)
    assert len(said) == bool(expected)
    for words in expected:
        assert words in said[0]


NO_CLASSES = ["which is no list of classes", "Write [macro], [micro]"]
ATTRIBUTION_CASES: dict[str, tuple[dict[str, object], list[str]]] = {
    "lookback_in_words": (
        {"attribution_lookback_days": "90 days"},
        ["attribution_lookback_days is '90 days'", "Write a whole number"],
    ),
    "negative_lookback": ({"attribution_lookback_days": -1}, ["lookback_days is '-1'"]),
    "half_a_day": ({"attribution_lookback_days": 0.5}, ["lookback_days is '0.5'"]),
    "no_class": ({"attributed_conversion_classes": []}, NO_CLASSES),
    "null": ({"attributed_conversion_classes": None}, NO_CLASSES),
    "a_text": ({"attributed_conversion_classes": "macro"}, NO_CLASSES),
    "a_conversion": ({"attributed_conversion_classes": ["purchase"]}, NO_CLASSES),
    "as_it_is": ({}, []),
    "no_lookback": ({"attribution_lookback_days": 0}, []),
    "both_classes": ({"attributed_conversion_classes": ["micro", "macro"]}, []),
}


@pytest.mark.parametrize("case", ATTRIBUTION_CASES)
def test_bad_vars_of_attribution_are_named_with_their_mend(case: str) -> None:
    changed, expected = ATTRIBUTION_CASES[case]
    said = stopped("check_attribution", changed)
    assert len(said) == bool(expected)
    for words in expected:
        assert words in said[0]


def stopped(check: str, changed: dict[str, object], salt: str = "") -> list[str]:
    """What a check of vars says, rendered here: a start of dbt each takes too long."""
    defaults = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]
    said: list[str] = []
    macro = (ROOT / "macros" / f"{check}.sql").read_text()
    Environment().from_string(f"{macro}{{{{ {check}() }}}}").render(
        execute=True,
        var=(defaults | changed).__getitem__,
        env_var=lambda name, default: salt,
        stop=lambda problem, mend: said.append(f"{problem} {mend}"),
    )
    return said


def test_refused_events_are_not_counted_without_a_salt(
    project: Path, events: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (events / "good.csv").write_text(GOOD_CSV)
    path = project / "dbt_project.yml"
    good = path.read_text()
    path.write_text(good.replace("cookieless: false", "cookieless: true"))
    try:
        assert not build(project)
        expected = ["PRIVACY_SALT has fewer than 16", "Set it to a long random text"]
        assert_one_clear_line(capfd.readouterr().out, expected)
    finally:
        path.write_text(good)


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
