"""The check of raw files at the door finds the files that dbt finds, and asks the same.

Files are added to those of the story, so that nothing else is wrong.
"""

import importlib
from pathlib import Path

import pytest
from adapter_checks import Adapter, assert_one_line
from adapters import adapters
from dialects.story import STORY
from landing_profile import FileProfile, Profiler, connect
from test_check_landing import found_files, plan

# A file of 0 bytes there is found by dbt, which stops.
FOUND_BY_DBT = [
    "generic/events/more.json.gz",
    "ga4/more.parquet",
    "snowplow/events/more.csv.gz",
    "snowplow/com_example_basket_1/1.parquet",
    "segment/screens/1.csv",
    "segment/order_refunded/1.csv.gz",
    "posthog/events/more.jsonl.zst",
    "posthog/events/more.parquet.zst",
    "posthog/events/more.csv.zst",
    "matomo/piwik_log_visit/1.csv",
    "matomo/log_action/1.parquet",
    "matomo/piwik_goal/1.csv.gz",
]
# dbt asks for columns that this header lacks.
LACKING = [
    ("generic/events/more.csv", "Event_Id,event_name,occurred_at,user_id", "event_id"),
    (
        "snowplow/events/more.csv",
        "event_id,event,derived_tstamp,user_id",
        "collector_tstamp",
    ),
    (
        "snowplow/events/more.csv",
        "event_id,event,collector_tstamp,network_userid",
        "domain_userid or user_id",
    ),
    ("snowplow/com_example_basket_1/1.csv", "root_id,price", "root_tstamp"),
    (
        "segment/tracks/more.csv",
        "id,received_at,anonymous_id",
        "timestamp or original_timestamp",
    ),
    ("segment/order_refunded/1.csv", "ID,TIMESTAMP", "anonymous_id or user_id"),
    ("posthog/events/more.csv", "uuid,event,Distinct_Id,timestamp", "distinct_id"),
    ("matomo/piwik_log_visit/1.csv", "idvisit", "idvisitor"),
    ("matomo/log_action/1.csv", "idaction,name", "type"),
    ("matomo/goal/1.csv", "name", "idgoal"),
]


def write_story(source: str, raw: Path) -> None:
    importlib.import_module(f"dialects.{source}").write(STORY, raw)


def profiles(source: str, raw: Path) -> dict[str, FileProfile]:
    """What the door sees of each file, by its path."""
    chosen = plan(source, raw=raw)
    with connect(raw / "landing.duckdb") as connection:
        profiler = Profiler(connection, chosen.macros, chosen.settings)
        return {
            path: profiler.add(*one, path, kind)
            for *one, path, kind in found_files(chosen)
        }


@pytest.mark.parametrize("source", adapters())
def test_files_of_the_story_are_good_for_both(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], source: str
) -> None:
    write_story(source, tmp_path)
    assert Adapter(source).message(tmp_path, capfd) == ""
    seen = profiles(source, tmp_path)
    assert set(seen) == {
        str(path) for path in (tmp_path / source).rglob("*") if path.is_file()
    }
    assert not [one.details for one in seen.values() if one.details]


@pytest.mark.parametrize("place", FOUND_BY_DBT)
def test_a_file_that_dbt_finds_is_found_at_the_door(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], place: str
) -> None:
    source, path = place.split("/")[0], tmp_path / place
    write_story(source, tmp_path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    message = Adapter(source).message(tmp_path, capfd)
    assert_one_line(message, str(path), "is empty")
    assert profiles(source, tmp_path)[str(path)].unreadable_files == 1


@pytest.mark.parametrize(("place", "header", "lacking"), LACKING)
def test_a_column_that_dbt_asks_for_is_asked_for_at_the_door(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    place: str,
    header: str,
    lacking: str,
) -> None:
    source, path = place.split("/")[0], tmp_path / place
    write_story(source, tmp_path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{header}\n{'1,' * header.count(',')}1\n")
    words = f"equired column {lacking} is missing; found "
    message = Adapter(source).message(tmp_path, capfd)
    assert_one_line(message, str(path), words)
    assert words in profiles(source, tmp_path)[str(path)].details["missing_columns"][0]


def test_a_folder_of_raw_data_may_have_an_apostrophe_in_its_name(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / "it's raw"
    write_story("generic", raw)
    assert Adapter("generic").message(raw, capfd) == ""
    assert [Path(path).name for path in profiles("generic", raw)] == ["story.ndjson"]
