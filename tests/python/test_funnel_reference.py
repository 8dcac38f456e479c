"""The reference for funnels says what can be counted by hand, trap after trap."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from funnel_journeys_strategy import PROFILES, Case, any_case, cases
from funnel_reference import Attempt, Funnel, Hit, Step, attempts, best_attempt
from funnel_traps import (
    BEST,
    NO_X,
    NO_X_BETWEEN_2_AND_3,
    funnel,
    journey,
    strict,
    unordered,
)
from hypothesis import HealthCheck, Phase, given, settings


def best(definition: Funnel, hits: list[Hit]) -> Attempt | None:
    return best_attempt(attempts(hits, definition), definition)


@pytest.mark.parametrize("trap", BEST)
def test_best_attempt(trap: str) -> None:
    definition, text, expected = BEST[trap]
    found = best(definition, journey(text))
    assert (found.times if found else None) == expected


@pytest.mark.parametrize("trap", BEST)
def test_the_order_of_the_list_is_of_no_account(trap: str) -> None:
    definition, text, _ = BEST[trap]
    hits = journey(text)
    assert best(definition, hits[::-1]) == best(definition, hits)


def test_every_entry_has_its_attempt_in_order_of_time() -> None:
    found = attempts(journey("ab@9 a@0 b@1 -@2"), funnel("a b"))
    assert found == [
        Attempt("2", {1: 0, 2: 1}, 2, is_completed=True, is_excluded=False),
        Attempt("1", {1: 9}, 1, is_completed=False, is_excluded=False),
    ]


def test_unordered_every_event_of_any_step_has_its_attempt() -> None:
    found = attempts(journey("b@1 -@2 a@3"), unordered("a b"))
    assert found == [
        Attempt("1", {1: 1, 2: 3}, 2, is_completed=True, is_excluded=False),
        Attempt("3", {1: 3}, 1, is_completed=False, is_excluded=False),
    ]


def test_an_attempt_says_that_it_is_excluded() -> None:
    for definition in (funnel("a b", NO_X), unordered("a b", NO_X)):
        found = attempts(journey("a@0 x@1 b@2"), definition)[0]
        assert found == Attempt("1", {1: 0, 2: 2}, 2, True, is_excluded=True)


def test_the_deepest_way_counts_even_if_only_that_is_excluded() -> None:
    (found,) = attempts(journey("a@0 b@1 x@2"), funnel("a b c", NO_X_BETWEEN_2_AND_3))
    assert (found.furthest_step, found.is_excluded) == (2, True)


def test_the_furthest_step_is_the_number_of_a_required_one() -> None:
    (found,) = attempts(journey("o@0 a@1 o@2"), funnel("o? a o? b"))
    assert (found.times, found.furthest_step) == ({1: 0, 2: 1, 3: 2}, 2)
    assert not found.is_completed


def test_a_funnel_is_completed_without_its_last_optional_step() -> None:
    for definition in (funnel("a b o?"), strict("a b o?")):
        (found,) = attempts(journey("a@0 b@1"), definition)
        assert (found.furthest_step, found.is_completed) == (2, True)


@pytest.mark.parametrize("make", [funnel, strict, unordered])
def test_a_funnel_is_completed_with_its_last_required_step(
    make: Callable[[str], Funnel],
) -> None:
    found = [
        attempts(journey(text), make("a b c"))[0] for text in ("a@0 b@1", "a@0 b@1 c@2")
    ]
    assert [each.is_completed for each in found] == [False, True]


def test_of_equal_attempts_the_smallest_entry_id_counts() -> None:
    definition = funnel("a b")
    found = attempts(journey("a@0 a@0 b@1"), definition)
    found = best_attempt(found[::-1], definition)
    assert found is not None
    assert found.entry_event_id == "1"


def test_the_earliest_middle_outranks_the_entry_id() -> None:
    """From event 1, which has to be step 1, step 2 is only reached at 3."""
    found = best(funnel("a b c"), journey("ab@0 a@0 b@3 c@5"))
    assert found is not None
    assert (found.entry_event_id, found.times[2]) == ("2", 0)


def test_a_clean_attempt_outranks_an_earlier_tainted_one() -> None:
    found = best(funnel("a b", NO_X), journey("a@0 x@1 b@2 a@3 b@4"))
    assert found is not None
    assert found.entry_event_id == "4"


QUICK = settings(
    max_examples=100, deadline=None, suppress_health_check=list(HealthCheck)
)


@QUICK
@given(any_case())
def test_a_stricter_order_never_leads_further(case: Case) -> None:
    hits, drawn = case
    steps = tuple(Step(step.number, step.milestone) for step in drawn.steps)
    plain = replace(drawn, steps=steps, exclusions=(), attempt="best")
    depths = []
    for ordering in ("strict", "ordered", "unordered"):
        found = best(replace(plain, ordering=ordering), list(hits))
        depths.append(found.furthest_step if found else 0)
    assert depths == sorted(depths)


@QUICK
@given(any_case())
def test_a_longer_window_never_ends_earlier(case: Case) -> None:
    hits, drawn = case
    window = drawn.window_seconds
    longer = None if window is None else window + 1
    found = attempts(hits, drawn)
    for one, other in zip(
        found, attempts(hits, replace(drawn, window_seconds=longer)), strict=True
    ):
        assert other.furthest_step >= one.furthest_step


@QUICK
@given(any_case())
def test_an_attempt_keeps_to_the_window_and_the_order(case: Case) -> None:
    hits, drawn = case
    required = [step.number for step in drawn.required]
    for found in attempts(hits, drawn):
        times = [found.times[each] for each in required if each in found.times]
        assert times == sorted(times)
        assert found.is_completed == (len(times) == len(required))
        assert max(found.times.values()) - times[0] <= drawn.window
        assert times[0] - min(found.times.values()) <= drawn.window


def traits(case: Case) -> set[str]:
    """What can be said of a case and of what its attempts came to."""
    hits, drawn = case
    found = attempts(hits, drawn)
    counted = best_attempt(found, drawn)
    optional = {step.number for step in drawn.steps if step.is_optional}
    lasted = {max(each.times.values()) - min(each.times.values()) for each in found}
    said = {
        "events share a time": len({hit.at for hit in hits}) < len(hits),
        "several entries": len(found) > 1,
        "an attempt is excluded": any(each.is_excluded for each in found),
        "the window is filled": drawn.window_seconds in lasted - {0},
        "nothing counts": bool(found) and counted is None,
    }
    if counted:
        said |= {
            "completed": counted.is_completed,
            "not completed": not counted.is_completed,
            "an optional step is filled": bool(optional & counted.times.keys()),
            "a later entry counts": counted.entry_event_id != found[0].entry_event_id,
        }
    return {trait for trait, is_so in said.items() if is_so}


@pytest.mark.parametrize("profile", PROFILES)
def test_random_journeys_are_rich_in_what_their_profile_says(profile: str) -> None:
    seen: Counter[str] = Counter()

    @settings(
        QUICK,
        max_examples=200,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
    )
    @given(cases(profile))
    def look(case: Case) -> None:
        seen.update(traits(case))

    look()
    wanted = PROFILES[profile]
    least = {
        "events share a time": 80,
        "several entries": 80,
        "the window is filled": 5,
        "completed": 20,
        "not completed": 20,
        "a later entry counts": 15 if wanted.attempt == "best" else 0,
        "an optional step is filled": 20 if wanted.has_optional else 0,
        "an attempt is excluded": 10 if wanted.has_exclusions else 0,
    }
    assert {trait for trait in least if seen[trait] < least[trait]} == set()
