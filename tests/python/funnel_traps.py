"""Traps of funnels, each with a journey that falls into it, counted by hand.

A journey is written ``a@0 bc@5 -@7``: what an event fits, and when. Events are numbered
from 1 as they are written, which is the order of rows at one instant.
"""

from funnel_reference import Exclusion, Funnel, Hit, Step

Times = dict[int, int]


def journey(text: str) -> list[Hit]:
    """Events from their short form."""
    hits = []
    for number, event in enumerate(text.split(), start=1):
        milestones, at = event.split("@")
        fitting = frozenset(milestones) - {"-"}
        hits.append(Hit(str(number), int(at), fitting))
    return hits


def funnel(
    steps: str,
    *exclusions: Exclusion,
    ordering: str = "ordered",
    window: int | None = None,
    attempt: str = "best",
    within: dict[int, int] | None = None,
) -> Funnel:
    """A funnel from its short form, in which ``o?`` is an optional step."""
    made = tuple(
        Step(number, step[0], step.endswith("?"), (within or {}).get(number))
        for number, step in enumerate(steps.split(), start=1)
    )
    return Funnel(ordering, window, attempt, made, exclusions)


def strict(steps: str, *exclusions: Exclusion, **others: object) -> Funnel:
    return funnel(steps, *exclusions, ordering="strict", **others)


def unordered(steps: str, *exclusions: Exclusion, **others: object) -> Funnel:
    return funnel(steps, *exclusions, ordering="unordered", **others)


NO_X = Exclusion("x")
NO_X_BETWEEN_1_AND_2 = Exclusion("x", 1, 2)
NO_X_BETWEEN_2_AND_3 = Exclusion("x", 2, 3)

# The steps that the best attempt reached, and when; None where the unit does not count.
BEST: dict[str, tuple[Funnel, str, Times | None]] = {
    # Ordered
    "a_journey_without_an_entry_does_not_count": (funnel("a b"), "b@0 -@1", None),
    "steps_in_the_wrong_order_do_not_count": (funnel("a b"), "b@0 a@1", {1: 1}),
    "a_step_that_was_left_out_stops": (funnel("a b c"), "a@0 c@1", {1: 0}),
    "other_events_in_between_are_fine": (
        funnel("a b c"), "a@0 c@1 -@2 b@3 a@4 c@5", {1: 0, 2: 3, 3: 5}
    ),
    "equal_times_are_in_order": (funnel("a b c"), "a@0 b@0 c@0", {1: 0, 2: 0, 3: 0}),
    "equal_times_are_in_order_whatever_the_row_order": (
        funnel("a b c"), "c@0 b@0 a@0", {1: 0, 2: 0, 3: 0}
    ),
    "one_event_fills_one_step": (funnel("a a"), "a@0", {1: 0}),
    "two_events_at_one_time_fill_two_steps": (funnel("a a"), "a@0 a@0", {1: 0, 2: 0}),
    "an_event_that_fits_two_steps_fills_one": (funnel("a b"), "ab@0", {1: 0}),
    "an_entry_cannot_be_used_again": (funnel("a b a"), "a@0 b@0", {1: 0, 2: 0}),
    "of_equal_times_those_are_used_that_lead_further": (
        funnel("a b c"), "a@0 bc@5 b@5", {1: 0, 2: 5, 3: 5}
    ),
    "of_equal_times_those_are_used_that_lead_further_whatever_the_row_order": (
        funnel("a b c"), "a@0 b@5 bc@5", {1: 0, 2: 5, 3: 5}
    ),
    "the_window_includes_its_end": (
        funnel("a b", window=10), "a@0 b@10", {1: 0, 2: 10}
    ),
    "a_second_after_the_window_is_too_late": (
        funnel("a b", window=10), "a@0 b@11", {1: 0}
    ),
    "the_window_runs_from_the_entry": (
        funnel("a b c", window=10), "a@0 b@6 c@12", {1: 0, 2: 6}
    ),
    "a_window_of_nothing_is_one_instant": (
        funnel("a b c", window=0), "a@5 b@5 c@6", {1: 5, 2: 5}
    ),
    "no_window_never_ends": (funnel("a b"), "a@0 b@99999999", {1: 0, 2: 99999999}),
    "within_includes_its_end": (
        funnel("a b", within={2: 5}), "a@0 b@5", {1: 0, 2: 5}
    ),
    "a_second_more_than_within_is_too_late": (
        funnel("a b", within={2: 5}), "a@0 b@6", {1: 0}
    ),
    "within_runs_from_the_previous_step": (
        funnel("a b c", within={3: 5}), "a@0 b@9 c@14", {1: 0, 2: 9, 3: 14}
    ),
    "the_earliest_next_step_may_be_the_wrong_one_for_within": (
        funnel("a b c", within={3: 5}), "a@0 b@1 b@8 c@12", {1: 0, 2: 8, 3: 12}
    ),
    "within_and_window_both_bind": (
        funnel("a b c", window=9, within={3: 5}), "a@0 b@8 c@10", {1: 0, 2: 8}
    ),
    "every_entry_is_an_attempt": (
        funnel("a b", window=5), "a@0 a@10 b@15", {1: 10, 2: 15}
    ),
    "the_deepest_attempt_counts_and_not_the_last": (
        funnel("a b"), "a@0 b@1 a@2", {1: 0, 2: 1}
    ),
    "of_equal_depth_the_earliest_completion_counts": (
        funnel("a b"), "a@0 b@5 a@6 b@7", {1: 0, 2: 5}
    ),
    "of_equal_completions_the_latest_start_counts": (
        funnel("a b"), "a@0 a@1 b@5", {1: 1, 2: 5}
    ),
    "the_latest_start_outranks_the_earliest_middle": (
        funnel("a b c"), "a@0 b@1 a@2 b@3 c@4", {1: 2, 2: 3, 3: 4}
    ),
    "of_two_ways_the_earliest_middle_counts": (
        funnel("a b c"), "a@0 b@1 b@2 c@3", {1: 0, 2: 1, 3: 3}
    ),
    "the_first_attempt_may_be_a_shallow_one": (
        funnel("a b", window=5, attempt="first"), "a@0 a@10 b@15", {1: 0}
    ),
    "two_entries_at_the_first_instant_both_compete": (
        funnel("a b", attempt="first"), "ab@0 a@0 -@9", {1: 0, 2: 0}
    ),
    "the_first_attempt_takes_the_earliest_steps": (
        funnel("a b", attempt="first"), "a@0 a@1 b@2 b@3", {1: 0, 2: 2}
    ),
    # Exclusions
    "an_exclusion_between_two_steps_removes_the_unit": (
        funnel("a b", NO_X), "a@0 x@1 b@2", None
    ),
    "an_exclusion_at_the_time_of_the_entry_is_harmless": (
        funnel("a b", NO_X), "a@0 x@0 b@2", {1: 0, 2: 2}
    ),
    "an_exclusion_at_the_time_of_the_last_step_is_harmless": (
        funnel("a b", NO_X), "a@0 x@2 b@2", {1: 0, 2: 2}
    ),
    "before_the_entry_and_after_the_end_nothing_is_excluded": (
        funnel("a b", NO_X), "x@0 a@1 b@2 x@3", {1: 1, 2: 2}
    ),
    "after_the_last_step_reached_the_window_is_open": (
        funnel("a b", NO_X, window=5), "a@0 x@5", None
    ),
    "after_the_window_nothing_is_excluded": (
        funnel("a b", NO_X, window=5), "a@0 x@6", {1: 0}
    ),
    "without_a_window_an_exclusion_may_come_at_any_time": (
        funnel("a b", NO_X), "a@0 x@99999999", None
    ),
    "at_the_instant_of_the_last_step_reached_nothing_is_excluded": (
        funnel("a b", NO_X), "a@0 x@0", {1: 0}
    ),
    "a_later_clean_attempt_as_deep_rescues": (
        funnel("a b", NO_X), "a@0 x@1 a@2 b@3", {1: 2, 2: 3}
    ),
    "a_clean_attempt_that_completes_later_rescues": (
        funnel("a b", NO_X), "a@0 x@1 b@2 a@3 b@4", {1: 3, 2: 4}
    ),
    "a_clean_attempt_less_deep_does_not_rescue": (
        funnel("a b", NO_X), "a@0 x@1 b@2 a@3", None
    ),
    "a_clean_way_as_deep_is_preferred": (
        funnel("a b c", NO_X_BETWEEN_2_AND_3),
        "a@0 b@1 x@2 b@3 c@4",
        {1: 0, 2: 3, 3: 4},
    ),
    "a_clean_way_is_preferred_to_an_earlier_one": (
        funnel("a b c", NO_X_BETWEEN_2_AND_3),
        "a@0 b@1 x@2 c@3 b@4 c@5",
        {1: 0, 2: 4, 3: 5},
    ),
    "an_exclusion_of_later_steps_leaves_earlier_ones_alone": (
        funnel("a b c", NO_X_BETWEEN_2_AND_3), "a@0 x@1 b@2 c@3", {1: 0, 2: 2, 3: 3}
    ),
    "an_exclusion_of_earlier_steps_leaves_later_ones_alone": (
        funnel("a b c", NO_X_BETWEEN_1_AND_2), "a@0 b@1 x@2 c@3", {1: 0, 2: 1, 3: 3}
    ),
    "an_exclusion_of_earlier_steps_ends_when_they_are_reached": (
        funnel("a b c", NO_X_BETWEEN_1_AND_2), "a@0 b@1 x@2", {1: 0, 2: 1}
    ),
    "an_exclusion_begins_when_its_step_is_reached": (
        funnel("a b c", NO_X_BETWEEN_2_AND_3), "a@0 x@1", {1: 0}
    ),
    "an_exclusion_that_has_begun_waits_for_its_end": (
        funnel("a b c", NO_X_BETWEEN_2_AND_3), "a@0 b@1 x@2", None
    ),
    "a_blank_end_is_the_last_required_step": (
        funnel("a b c o?", NO_X), "a@0 b@1 x@2 c@3", None
    ),
    "a_blank_beginning_is_the_first_required_step": (
        funnel("o? a b", NO_X), "o@0 x@1 a@2 b@3", {1: 0, 2: 2, 3: 3}
    ),
    "the_second_exclusion_excludes_too": (
        funnel("a b", Exclusion("y"), NO_X), "a@0 x@1 b@2", None
    ),
    "a_step_may_be_an_exclusion_too": (
        funnel("a b c", Exclusion("b", 1, 3)), "a@0 b@1 c@2", None
    ),
    "a_tainted_first_attempt_removes_the_unit": (
        funnel("a b", NO_X, attempt="first"), "a@0 x@1 a@2 b@3", None
    ),
    # Optional steps
    "an_optional_step_is_reported": (
        funnel("a o? b"), "a@0 o@1 b@2", {1: 0, 2: 1, 3: 2}
    ),
    "an_optional_step_is_not_needed": (funnel("a o? b"), "a@0 b@2", {1: 0, 3: 2}),
    "the_earliest_optional_event_counts": (
        funnel("a o? b"), "a@0 o@1 o@2 b@3", {1: 0, 2: 1, 3: 3}
    ),
    "an_optional_step_does_not_come_before_the_step_before_it": (
        funnel("a o? b"), "o@0 a@1 b@2", {1: 1, 3: 2}
    ),
    "an_optional_step_does_not_come_after_the_step_after_it": (
        funnel("a o? b"), "a@0 b@2 o@3", {1: 0, 3: 2}
    ),
    "an_optional_step_ends_with_the_very_next_required_one": (
        funnel("a o? b c"), "a@0 b@2 o@3", {1: 0, 3: 2}
    ),
    "an_optional_step_ends_with_the_very_next_required_one_of_several": (
        funnel("a o? b c"), "a@0 b@2 o@3 c@4", {1: 0, 3: 2, 4: 4}
    ),
    "an_optional_step_may_share_the_time_of_the_step_before_it": (
        funnel("a o? b"), "a@0 o@0 b@2", {1: 0, 2: 0, 3: 2}
    ),
    "an_optional_step_may_share_the_time_of_the_step_after_it": (
        funnel("a o? b"), "a@0 o@2 b@2", {1: 0, 2: 2, 3: 2}
    ),
    "at_the_time_of_a_step_events_are_kept_for_required_steps": (
        funnel("a o? b"), "a@0 bo@2 b@2", {1: 0, 3: 2}
    ),
    "at_the_time_of_a_step_events_are_kept_whatever_the_row_order": (
        funnel("a o? b"), "a@0 b@2 bo@2", {1: 0, 3: 2}
    ),
    "at_the_time_of_an_optional_step_no_event_is_kept": (
        funnel("a o? b"), "a@0 bo@1 bo@2", {1: 0, 3: 1}
    ),
    "at_other_times_an_event_of_a_required_step_may_fill_an_optional_one": (
        funnel("a b o? c"), "a@0 b@1 bo@2 c@3", {1: 0, 2: 1, 3: 2, 4: 3}
    ),
    "optional_steps_follow_each_other": (
        funnel("a o? p? b"), "a@0 p@1 o@2 b@3", {1: 0, 2: 2, 4: 3}
    ),
    "optional_steps_may_share_a_time": (
        funnel("a o? p? b"), "a@0 p@1 o@1 b@3", {1: 0, 2: 1, 3: 1, 4: 3}
    ),
    "an_event_fills_one_optional_step": (
        funnel("a o? o? b"), "a@0 o@1 b@3", {1: 0, 2: 1, 4: 3}
    ),
    "optional_steps_that_may_share_events_share_no_instant": (
        funnel("a o? p? b"), "a@0 o@1 op@1 b@3", {1: 0, 2: 1, 4: 3}
    ),
    "an_optional_event_is_taken_even_if_the_next_step_needs_it": (
        funnel("a o? p? b"), "a@0 op@1 o@1 b@3", {1: 0, 2: 1, 4: 3}
    ),
    "an_optional_step_does_not_take_from_a_required_one": (
        funnel("a b? b"), "a@0 b@1 -@2", {1: 0, 3: 1}
    ),
    "without_the_next_step_the_window_ends_an_optional_step": (
        funnel("a o? b", window=5), "a@0 o@5", {1: 0, 2: 5}
    ),
    "after_the_window_an_optional_step_is_too_late": (
        funnel("a o? b", window=5), "a@0 o@6", {1: 0}
    ),
    "an_optional_step_needs_the_step_before_it": (
        funnel("a b o? c"), "a@0 o@1 c@2", {1: 0}
    ),
    "a_last_optional_step_follows_the_end": (
        funnel("a b o?", window=5), "a@0 o@1 b@2 o@5", {1: 0, 2: 2, 3: 5}
    ),
    "within_is_not_about_optional_steps": (
        funnel("a o? b", within={2: 1, 3: 5}), "a@0 o@4 b@5", {1: 0, 2: 4, 3: 5}
    ),
    "within_runs_from_the_previous_required_step": (
        funnel("a o? b", within={3: 5}), "a@0 o@4 b@6", {1: 0, 2: 4}
    ),
    "a_leading_optional_step_comes_before_the_entry": (
        funnel("o? a b"), "o@0 a@1 b@2", {1: 0, 2: 1, 3: 2}
    ),
    "a_leading_optional_step_is_no_entry": (funnel("o? a b"), "o@0 b@2", None),
    "the_latest_leading_event_counts": (
        funnel("o? a b"), "o@0 o@1 a@2 o@3 b@4", {1: 1, 2: 2, 3: 4}
    ),
    "a_leading_step_may_share_the_time_of_the_entry": (
        funnel("o? a b"), "o@0 a@2 o@2 b@4", {1: 2, 2: 2, 3: 4}
    ),
    "the_window_reaches_back_as_far_as_forward": (
        funnel("o? a b", window=5), "o@0 a@5 b@6", {1: 0, 2: 5, 3: 6}
    ),
    "before_the_window_a_leading_step_is_too_early": (
        funnel("o? a b", window=5), "o@0 a@6 b@7", {2: 6, 3: 7}
    ),
    "leading_steps_are_filled_from_the_last": (
        funnel("o? p? a b"), "p@0 o@1 a@2 b@3", {2: 0, 3: 2, 4: 3}
    ),
    "leading_steps_precede_each_other": (
        funnel("o? p? a b"), "o@0 p@1 o@1 a@2 b@3", {1: 1, 2: 1, 3: 2, 4: 3}
    ),
    "an_event_fills_one_leading_step_the_last": (
        funnel("o? o? a b"), "o@0 a@2 b@3", {2: 0, 3: 2, 4: 3}
    ),
    "of_equal_times_a_leading_step_takes_the_last_id": (
        funnel("o? p? a b"), "p@0 op@0 a@1 b@2", {2: 0, 3: 1, 4: 2}
    ),
    "a_leading_step_that_may_share_events_comes_strictly_before": (
        funnel("o? a o? b"), "o@0 a@1 o@1 o@2 b@5", {1: 0, 2: 1, 3: 2, 4: 5}
    ),
    # Strict
    "strict_every_next_event_must_be_the_next_step": (
        strict("a b c"), "-@0 a@1 b@2 c@3 -@4", {1: 1, 2: 2, 3: 3}
    ),
    "strict_an_event_of_no_milestone_breaks": (strict("a b"), "a@0 -@1 b@2", {1: 0}),
    "strict_an_event_of_a_later_step_breaks": (
        strict("a b c"), "a@0 c@1 b@2 c@3", {1: 0}
    ),
    "strict_a_repeat_breaks_and_begins_again": (
        strict("a b"), "a@0 a@1 b@2", {1: 1, 2: 2}
    ),
    "strict_a_repeat_of_a_later_step_breaks": (
        strict("a b c"), "a@0 b@1 b@2 c@3", {1: 0, 2: 1}
    ),
    "strict_at_one_instant_rows_are_in_the_order_of_ids": (
        strict("a b"), "b@0 a@0 -@0 b@1", {1: 0}
    ),
    "strict_at_one_instant_a_row_in_between_breaks": (
        strict("a b"), "a@0 -@0 b@0", {1: 0}
    ),
    "strict_at_one_instant_rows_can_follow_each_other": (
        strict("a b"), "a@0 b@0 -@0", {1: 0, 2: 0}
    ),
    "strict_one_event_fills_one_step": (strict("a b"), "ab@0", {1: 0}),
    "strict_the_window_includes_its_end": (
        strict("a b", window=5), "a@0 b@5", {1: 0, 2: 5}
    ),
    "strict_the_window_ends": (strict("a b", window=5), "a@0 b@6", {1: 0}),
    "strict_within_includes_its_end": (
        strict("a b", within={2: 5}), "a@0 b@5", {1: 0, 2: 5}
    ),
    "strict_within_ends": (strict("a b", within={2: 5}), "a@0 b@6", {1: 0}),
    "strict_within_runs_from_the_previous_required_step": (
        strict("a o? b", within={3: 5}), "a@0 o@2 b@6", {1: 0, 2: 2}
    ),
    "strict_within_is_not_about_optional_steps": (
        strict("a o? b", within={2: 1, 3: 6}), "a@0 o@5 b@6", {1: 0, 2: 5, 3: 6}
    ),
    "strict_an_optional_step_may_come_in_between": (
        strict("a o? b"), "a@0 o@1 b@2", {1: 0, 2: 1, 3: 2}
    ),
    "strict_an_optional_step_may_be_left_out": (
        strict("a o? b"), "a@0 b@2", {1: 0, 3: 2}
    ),
    "strict_a_required_step_may_not_be_left_out": (
        strict("a b o? c"), "a@0 o@1 c@2", {1: 0}
    ),
    "strict_a_repeated_optional_step_breaks": (
        strict("a o? b"), "a@0 o@1 o@2 b@3", {1: 0, 2: 1}
    ),
    "strict_optional_steps_are_in_order": (
        strict("a o? p? b"), "a@0 p@1 o@2 b@3", {1: 0, 3: 1}
    ),
    "strict_an_event_is_what_leads_further": (
        strict("a o? b c"), "a@0 bo@1 b@2 c@3", {1: 0, 2: 1, 3: 2, 4: 3}
    ),
    "strict_an_event_is_a_required_step_where_that_leads_further": (
        strict("a o? b c"), "a@0 bo@1 c@2", {1: 0, 3: 1, 4: 2}
    ),
    "strict_the_earliest_completion_outranks_an_optional_step": (
        strict("a o? b"), "a@0 bo@1 b@2", {1: 0, 3: 1}
    ),
    "strict_last_optional_steps_follow_at_once": (
        strict("a b o? p?"), "a@0 b@1 o@2 p@3", {1: 0, 2: 1, 3: 2, 4: 3}
    ),
    "strict_last_optional_steps_end_with_the_first_other_event": (
        strict("a b o? p?"), "a@0 b@1 o@2 -@3 p@4", {1: 0, 2: 1, 3: 2}
    ),
    "strict_last_optional_steps_end_with_the_window": (
        strict("a b o? p?", window=2), "a@0 b@1 o@2 p@3", {1: 0, 2: 1, 3: 2}
    ),
    "strict_as_many_optional_steps_as_possible_are_filled": (
        strict("a b o? p?"), "a@0 b@1 op@2 p@3", {1: 0, 2: 1, 3: 2, 4: 3}
    ),
    "strict_an_event_of_two_optional_steps_fills_the_first": (
        strict("a b o? p?"), "a@0 b@1 op@2", {1: 0, 2: 1, 3: 2}
    ),
    "strict_an_exclusion_after_the_last_step_reached_removes_the_unit": (
        strict("a b", NO_X, window=5), "a@0 x@5 b@6", None
    ),
    "strict_after_the_window_nothing_is_excluded": (
        strict("a b", NO_X, window=5), "a@0 -@5 x@6", {1: 0}
    ),
    "strict_a_row_may_be_step_and_exclusion": (
        strict("a b c", NO_X), "a@0 bx@1 c@2", None
    ),
    "strict_a_clean_way_is_preferred_to_an_earlier_one": (
        strict("a o? b p? c", Exclusion("b", 1, 3)),
        "a@0 bo@1 bp@2 c@3",
        {1: 0, 3: 1, 4: 2, 5: 3},
    ),
    "strict_the_first_attempt_may_be_a_shallow_one": (
        strict("a b", attempt="first"), "a@0 a@1 b@2", {1: 0}
    ),
    # Unordered
    "unordered_every_step_is_an_entry": (
        unordered("a b c"), "c@0 a@1 b@3", {1: 0, 2: 1, 3: 3}
    ),
    "unordered_other_events_are_no_entries": (unordered("a b"), "-@0 x@1", None),
    "unordered_a_repeat_counts_once": (
        unordered("a b c"), "a@0 a@1 a@2", {1: 0}
    ),
    "unordered_the_latest_start_counts": (
        unordered("a b"), "a@0 a@1 b@2", {1: 1, 2: 2}
    ),
    "unordered_an_event_fills_one_step": (unordered("a b"), "ab@0", {1: 0}),
    "unordered_an_event_fills_the_step_that_lets_others_fill_theirs": (
        unordered("a b c"), "abc@0 ab@1 a@2", {1: 0, 2: 1, 3: 2}
    ),
    "unordered_two_events_of_one_step_are_not_two_steps": (
        unordered("a b c"), "ab@0 ab@1 ab@2", {1: 0, 2: 1}
    ),
    "unordered_a_step_named_twice_needs_two_events": (
        unordered("a a"), "a@0 a@5", {1: 0, 2: 5}
    ),
    "unordered_events_of_one_instant_fill_several_steps": (
        unordered("a b c"), "a@0 b@2 c@2", {1: 0, 2: 2, 3: 2}
    ),
    "unordered_the_window_includes_its_end": (
        unordered("a b", window=5), "a@0 b@5", {1: 0, 2: 5}
    ),
    "unordered_the_window_ends": (unordered("a b", window=5), "a@0 b@6", {1: 0}),
    "unordered_a_later_entry_has_its_own_window": (
        unordered("a b c", window=5), "a@0 b@4 c@6 a@9", {1: 4, 2: 6, 3: 9}
    ),
    "unordered_an_exclusion_voids_the_attempt_but_not_the_next": (
        unordered("a b", NO_X), "a@0 x@1 b@2", {1: 2}
    ),
    "unordered_an_exclusion_at_the_entry_or_the_end_is_harmless": (
        unordered("a b", NO_X), "a@0 x@0 b@2 x@2", {1: 0, 2: 2}
    ),
    "unordered_before_the_entry_and_after_the_end_nothing_is_excluded": (
        unordered("a b", NO_X), "x@0 a@1 b@2 x@3", {1: 1, 2: 2}
    ),
    "unordered_until_completion_the_window_is_open": (
        unordered("a b", NO_X, window=5), "a@0 x@5", None
    ),
    "unordered_after_the_window_nothing_is_excluded": (
        unordered("a b", NO_X, window=5), "a@0 x@6", {1: 0}
    ),
    "unordered_without_a_window_an_exclusion_may_come_at_any_time": (
        unordered("a b", NO_X), "a@0 x@99999999", None
    ),
    "unordered_exclusions_cover_everything_whatever_their_steps": (
        unordered("a b c", NO_X_BETWEEN_2_AND_3), "a@0 x@1 b@2 c@3", {1: 2, 2: 3}
    ),
    "unordered_the_second_exclusion_excludes_too": (
        unordered("a b", Exclusion("y"), NO_X), "a@0 x@1", None
    ),
    "unordered_a_void_attempt_is_not_the_first": (
        unordered("a b", NO_X, attempt="first"), "a@0 x@1 a@2 a@3 b@4", {1: 2, 2: 4}
    ),
}  # fmt: skip
