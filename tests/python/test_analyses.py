"""Each analysis runs on the built warehouse, so that none of them goes stale."""

from pathlib import Path

import pytest
from breakable import Breakable

ROOT = Path(__file__).parents[2]
ANALYSES = sorted(path.stem for path in (ROOT / "analyses").glob("*.sql"))
# Good news has no rows: where every event means something, and whoever did every step
# counts as converted, nothing is listed.
MAY_BE_EMPTY = {"which_events_match_no_milestone", "why_is_this_not_a_conversion"}


def test_there_are_analyses() -> None:
    assert ANALYSES


@pytest.mark.parametrize("name", ANALYSES)
def test_analysis_answers_its_question(
    name: str, analyses: dict[str, str], breakable: Breakable
) -> None:
    assert breakable.rows(analyses[name]) or name in MAY_BE_EMPTY


def test_an_event_without_a_milestone_is_listed(
    analyses: dict[str, str], breakable: Breakable
) -> None:
    unknown = (
        "update broken.int_events__identified set event_name = 'never_seen_before' "
        "where event_id = (select min(event_id) from broken.int_events__identified)"
    )
    unmatched = "delete from broken.int_events__matched_to_milestones"
    listed = breakable.rows(
        analyses["which_events_match_no_milestone"],
        unknown,
        unmatched,
    )
    assert listed


def test_who_did_every_step_and_is_lost_is_listed(
    analyses: dict[str, str], breakable: Breakable
) -> None:
    lost = "update broken.funnel_drop_offs set has_every_milestone = true"
    assert breakable.rows(analyses["why_is_this_not_a_conversion"], lost)
