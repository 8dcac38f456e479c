"""Random funnels with journeys through them, full of what misleads a funnel.

Few different times, so that many events share one; event ids that say nothing of the
order; events that fit several steps or none; starts that are repeated; windows and
limits that some pair of events meets exactly, or misses by one second.
"""

from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement

from funnel_reference import Exclusion, Funnel, Hit, Step
from hypothesis import strategies as st

Case = tuple[tuple[Hit, ...], Funnel]

EXCLUDED = "excluded"
MOST_STEPS = 5
LETTERS = "abcd"
MOVES = ["next"] * 4 + ["again", "skip", "restart", "wander", "wander"]
JOURNEY_LENGTHS = st.sampled_from([*range(1, 10), *range(4, 10)])
ID_FACTORS = st.sampled_from([1, 3, 7, 9])
MILESTONES = {
    size: st.lists(st.sampled_from(LETTERS), min_size=size, max_size=size)
    for size in range(2, MOST_STEPS + 1)
}


@dataclass(frozen=True)
class Profile:
    """What a set of cases shall be rich in."""

    ordering: str = "ordered"
    attempt: str = "best"
    gaps: tuple[int, ...] = (0, 0, 1, 1, 2, 3, 60)
    overlap: int = 1
    has_within: bool = False
    has_exclusions: bool = False
    has_optional: bool = False
    # No two steps can be the same event.
    is_apart: bool = False


TIES = (0, 0, 0, 1, 2)
PROFILES = {
    "apart": Profile(is_apart=True),
    "apart_optional": Profile(is_apart=True, has_optional=True, gaps=TIES),
    "plain": Profile(),
    "plain_ties": Profile(gaps=TIES, overlap=2),
    "within": Profile(has_within=True),
    "exclusions": Profile(has_exclusions=True),
    "optional": Profile(has_optional=True),
    "optional_ties": Profile(has_optional=True, gaps=TIES, overlap=2),
    "first": Profile(attempt="first", has_exclusions=True),
    "ordered": Profile(
        gaps=TIES, overlap=2, has_within=True, has_exclusions=True, has_optional=True
    ),
    "strict": Profile(ordering="strict"),
    "strict_optional": Profile(ordering="strict", has_optional=True, overlap=2),
    "strict_all": Profile(
        ordering="strict",
        gaps=TIES,
        has_within=True,
        has_exclusions=True,
        has_optional=True,
    ),
    "strict_first": Profile(ordering="strict", attempt="first", has_exclusions=True),
    "unordered": Profile(ordering="unordered"),
    "unordered_ties": Profile(ordering="unordered", gaps=TIES, overlap=2),
    "unordered_exclusions": Profile(ordering="unordered", has_exclusions=True),
    "unordered_first": Profile(
        ordering="unordered", attempt="first", has_exclusions=True, overlap=2
    ),
}
# What ClickHouse can count too: windowFunnel knows no limits, exclusions, options.
PLAIN_PROFILES = ["apart", "plain", "plain_ties"]


@st.composite
def cases(draw: st.DrawFn, profile: str) -> Case:
    """One unit's events, in no order of time, and a funnel for them."""
    wanted = PROFILES[profile]
    shortest = 3 if wanted.has_optional else 2
    size = draw(st.integers(shortest, MOST_STEPS))
    milestones = draw(MILESTONES[size])
    if wanted.is_apart:
        milestones = list(LETTERS + "e")[:size]
    optional = draw(optional_numbers(size, wanted)) if wanted.has_optional else set()
    hits = draw(journeys(milestones, wanted))
    limits = limits_met_or_missed(hits)
    steps: list[Step] = []
    for number, milestone in enumerate(milestones, start=1):
        is_optional = number in optional
        # The first step has none before it to be within some seconds of.
        may_be_limited = wanted.has_within and steps and not is_optional
        within = draw(limits) if may_be_limited else None
        steps.append(Step(number, milestone, is_optional, within))
    funnel = Funnel(
        ordering=wanted.ordering,
        window_seconds=draw(limits),
        attempt=wanted.attempt,
        steps=tuple(steps),
        exclusions=draw(exclusions_of(steps)) if wanted.has_exclusions else (),
    )
    return tuple(sorted(hits, key=lambda hit: hit.event_id)), funnel


def any_case() -> st.SearchStrategy[Case]:
    """A case of any profile."""
    return st.sampled_from(sorted(PROFILES)).flatmap(cases)


def plain_cases() -> st.SearchStrategy[Case]:
    """Ordered, and neither limits between steps nor exclusions nor optional steps."""
    return st.sampled_from(PLAIN_PROFILES).flatmap(cases)


@st.composite
def journeys(draw: st.DrawFn, milestones: list[str], wanted: Profile) -> list[Hit]:
    """Events that walk through the steps, stumble, begin again and wander off."""
    event = events(wanted)
    # Counts through all digits, so that ids rise, fall or jump with time.
    factor = draw(ID_FACTORS)
    at, position, hits = 0, 0, []
    for number in range(1, draw(JOURNEY_LENGTHS) + 1):
        gap, move, fitting = draw(event)
        at += gap
        position = {"restart": 0, "skip": position + 1}.get(move, position)
        if wanted.is_apart:
            fitting = frozenset(sorted(fitting)[: move == "wander"])
        if move != "wander":
            fitting = fitting | {milestones[position % len(milestones)]}
            position += move != "again"
        hits.append(Hit(f"e{number * factor % 10}", at, fitting))
    return hits


@cache
def events(wanted: Profile) -> st.SearchStrategy[tuple[int, str, frozenset[str]]]:
    """Seconds since the event before, how to go on, what the event fits besides."""
    names = [*LETTERS, EXCLUDED] if wanted.has_exclusions else list(LETTERS)
    several = [set(pair) for pair in combinations_with_replacement(names, 2)]
    several += [{EXCLUDED}] * len(names) if wanted.has_exclusions else []
    nothing = [set()] * (len(several) * (4 - wanted.overlap) // wanted.overlap)
    besides = [frozenset(each) for each in nothing + several]
    return st.tuples(
        st.sampled_from(wanted.gaps), st.sampled_from(MOVES), st.sampled_from(besides)
    )


def limits_met_or_missed(hits: list[Hit]) -> st.SearchStrategy[int | None]:
    """Seconds between two of the events, or one less; or no limit."""
    distances = {abs(one.at - other.at) for one in hits for other in hits}
    limits = {max(distance - short, 0) for distance in distances for short in (0, 1)}
    # The longer ones come more often, as the short ones end every attempt at once.
    longer = [limit for limit in limits if 2 * limit >= max(distances)]
    return st.sampled_from([None, *sorted(limits), *sorted(longer)])


@st.composite
def optional_numbers(draw: st.DrawFn, steps: int, wanted: Profile) -> set[int]:
    """Numbers of one optional step or more; two steps at least are required."""
    first = 2 if wanted.ordering == "strict" else 1
    numbers = draw(st.permutations(range(first, steps + 1)))
    return set(numbers[: draw(st.integers(1, steps - 2))])


@st.composite
def exclusions_of(draw: st.DrawFn, steps: list[Step]) -> tuple[Exclusion, ...]:
    """One or two milestones that must not lie between two required steps."""
    required = [step.number for step in steps if not step.is_optional]
    milestones = st.sampled_from([EXCLUDED, EXCLUDED, steps[-1].milestone])
    pair = st.lists(st.sampled_from(required), min_size=2, max_size=2, unique=True)
    exclusions = []
    for _ in range(draw(st.sampled_from([1, 1, 2]))):
        after, before = sorted(draw(pair))
        # The first and the last required step may go without saying.
        is_blank = draw(st.booleans())
        exclusions.append(
            Exclusion(
                milestone=draw(milestones),
                after_step=None if is_blank and after == required[0] else after,
                before_step=None if is_blank and before == required[-1] else before,
            )
        )
    return tuple(exclusions)
