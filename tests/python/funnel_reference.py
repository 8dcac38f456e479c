"""Funnels by brute force: of one unit, every possible attempt is made and compared.

Slow, small and written from the definition alone, so that it can judge the SQL. It
takes all events of one visitor or session, also those that fit no milestone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal


@dataclass(frozen=True)
class Hit:
    """One event of the unit, and the milestones it fits."""

    event_id: str
    at: int
    milestones: frozenset[str]


@dataclass(frozen=True)
class Step:
    """A step; within_seconds binds a required step to the required one before it."""

    number: int
    milestone: str
    is_optional: bool = False
    within_seconds: int | None = None


@dataclass(frozen=True)
class Exclusion:
    """What must not happen between two required steps; None is the first, the last."""

    milestone: str
    after_step: int | None = None
    before_step: int | None = None


@dataclass(frozen=True)
class Funnel:
    """A definition. Unordered ones have no optional steps and no within_seconds, strict
    ones begin with a required step."""

    ordering: Literal["ordered", "strict", "unordered"]
    window_seconds: int | None
    attempt: Literal["best", "first"]
    steps: tuple[Step, ...]
    exclusions: tuple[Exclusion, ...] = ()

    @property
    def required(self) -> list[Step]:
        """The steps that have to be reached."""
        return [step for step in self.steps if not step.is_optional]

    @property
    def leading(self) -> list[Step]:
        """The optional steps before the first required one."""
        return [step for step in self.steps if step.number < self.required[0].number]

    @property
    def window(self) -> float:
        """The seconds that an attempt may take."""
        return inf if self.window_seconds is None else self.window_seconds


@dataclass(frozen=True)
class Attempt:
    """What one entry came to; unordered, times[k] is when k steps were reached."""

    entry_event_id: str
    times: dict[int, int]
    furthest_step: int
    is_completed: bool
    is_excluded: bool


# The event that fills a step, by the number of the step.
Chain = dict[int, Hit]


def attempts(hits: Sequence[Hit], funnel: Funnel) -> list[Attempt]:
    """The attempt of every entry event, in the order of time and event id."""
    rows = sorted(hits, key=lambda hit: (hit.at, hit.event_id))
    if funnel.ordering == "unordered":
        any_step = {step.milestone for step in funnel.steps}
        entries = [hit for hit in rows if fits(hit, any_step)]
        return [unordered_attempt(entry, rows, funnel) for entry in entries]
    entries = [hit for hit in rows if fits(hit, {funnel.required[0].milestone})]
    return [attempt_from(entry, rows, funnel) for entry in entries]


def best_attempt(found: Sequence[Attempt], funnel: Funnel) -> Attempt | None:
    """The attempt that counts; None without an entry, or if an exclusion hit it."""
    numbers = [step.number for step in funnel.required]

    def start(attempt: Attempt) -> int:
        return attempt.times[numbers[0]]

    def rank(attempt: Attempt) -> tuple:
        times = [attempt.times.get(step.number, inf) for step in funnel.steps]
        end = attempt.times[attempt.furthest_step]
        depth, is_excluded = -attempt.furthest_step, attempt.is_excluded
        return depth, is_excluded, end, -start(attempt), times, attempt.entry_event_id

    # An exclusion voids an unordered attempt; in other funnels it removes the unit.
    if funnel.ordering == "unordered":
        found = [each for each in found if not each.is_excluded]
    if funnel.attempt == "first":
        earliest = min(map(start, found), default=None)
        found = [each for each in found if start(each) == earliest]
    best = min(found, key=rank, default=None)
    return None if best is None or best.is_excluded else best


def fits(hit: Hit, milestones: set[str]) -> bool:
    """Whether an event is one of these milestones."""
    return not milestones.isdisjoint(hit.milestones)


def attempt_from(entry: Hit, rows: Sequence[Hit], funnel: Funnel) -> Attempt:
    """The best of all chains that begin with this event."""
    is_strict = funnel.ordering == "strict"
    numbers = [step.number for step in funnel.required]

    def rank(chain: Chain) -> tuple:
        reached = [number for number in numbers if number in chain]
        end, is_bad = chain[reached[-1]].at, is_tainted(chain, rows, funnel)
        steps = [step.number for step in funnel.steps]
        times = [chain[step].at if step in chain else inf for step in steps]
        return -len(reached), is_bad, end, -len(chain), times

    make_chains = strict_chains if is_strict else ordered_chains
    chain = min(make_chains(entry, rows, funnel), key=rank)
    furthest = max(number for number in numbers if number in chain)
    is_completed = furthest == numbers[-1]
    is_excluded = is_tainted(chain, rows, funnel)
    filled = chain
    if not is_strict:
        filled = with_optional_steps(chain, entry, rows, funnel)
    times = {number: hit.at for number, hit in filled.items()}
    return Attempt(entry.event_id, times, furthest, is_completed, is_excluded)


def ordered_chains(entry: Hit, rows: Sequence[Hit], funnel: Funnel) -> Iterator[Chain]:
    """Every choice of different events for the first one, two, ... required steps."""
    required = funnel.required

    def extend(chain: Chain, missing: list[Step]) -> Iterator[Chain]:
        yield chain
        for hit in rows if missing else []:
            is_after = hit.at >= chain[max(chain)].at
            is_new = hit not in chain.values()
            if is_after and is_new and may_fill(missing[0], hit, chain, entry, funnel):
                yield from extend({**chain, missing[0].number: hit}, missing[1:])

    yield from extend({required[0].number: entry}, required[1:])


def strict_chains(entry: Hit, rows: Sequence[Hit], funnel: Funnel) -> Iterator[Chain]:
    """Every way for the rows after the entry to fill steps, one row after the other."""

    def extend(chain: Chain, following: Sequence[Hit]) -> Iterator[Chain]:
        yield chain
        for step in next_steps(max(chain), funnel) if following else []:
            if may_fill(step, following[0], chain, entry, funnel):
                yield from extend({**chain, step.number: following[0]}, following[1:])

    following = rows[rows.index(entry) + 1 :]
    yield from extend({funnel.required[0].number: entry}, following)


def next_steps(number: int, funnel: Funnel) -> list[Step]:
    """The steps after this one, up to the next that cannot be left out."""
    after = [step for step in funnel.steps if step.number > number]
    stop = min((step.number for step in after if not step.is_optional), default=inf)
    return [step for step in after if step.number <= stop]


def may_fill(step: Step, hit: Hit, chain: Chain, entry: Hit, funnel: Funnel) -> bool:
    """Whether an event fits a step, inside the window and the limit of the step."""
    required = [each.number for each in funnel.required if each.number in chain]
    is_inside = hit.at <= entry.at + funnel.window
    if step.within_seconds is not None and not step.is_optional:
        seconds = hit.at - chain[required[-1]].at
        is_inside = is_inside and seconds <= step.within_seconds
    return is_inside and step.milestone in hit.milestones


def is_tainted(chain: Chain, rows: Sequence[Hit], funnel: Funnel) -> bool:
    """Whether something excluded happened strictly between the steps it is about."""
    numbers = [step.number for step in funnel.required]
    end = chain[numbers[0]].at + funnel.window
    for exclusion in funnel.exclusions:
        after = exclusion.after_step or numbers[0]
        before = exclusion.before_step or numbers[-1]
        for hit in rows if after in chain else []:
            is_after = hit.at > chain[after].at
            is_before = hit.at < chain[before].at if before in chain else hit.at <= end
            if is_after and is_before and exclusion.milestone in hit.milestones:
                return True
    return False


def with_optional_steps(
    chain: Chain, entry: Hit, rows: Sequence[Hit], funnel: Funnel
) -> Chain:
    """An ordered chain and the optional steps that it leaves room for.

    A step that may share an event with another one is filled strictly between its
    neighbours' times, so that it never takes what a required step needs.
    """
    filled = dict(chain)

    def candidates(step: Step, since: float, until: float) -> list[Hit]:
        found = [hit for hit in rows if step.milestone in hit.milestones]
        taken = {hit.at for hit in filled.values()}
        if shares_events(step, rows, funnel):
            found = [hit for hit in found if hit.at not in taken]
        return [hit for hit in found if since <= hit.at <= until]

    for step in reversed(funnel.leading):
        nearest = filled[min(number for number in filled if number > step.number)]
        found = candidates(step, entry.at - funnel.window, nearest.at)
        if found:
            filled[step.number] = found[-1]

    for step in funnel.steps:
        before = [each.number for each in funnel.required if each.number < step.number]
        after = [each.number for each in funnel.required if each.number > step.number]
        if not step.is_optional or not before or before[-1] not in chain:
            continue
        nearest = filled[max(number for number in filled if number < step.number)]
        is_followed = after and after[0] in chain
        until = chain[after[0]].at if is_followed else entry.at + funnel.window
        found = candidates(step, nearest.at, until)
        if found:
            filled[step.number] = found[0]
    return filled


def shares_events(step: Step, rows: Sequence[Hit], funnel: Funnel) -> bool:
    """Whether an event can be this step and another one."""
    others = [each.milestone for each in funnel.steps if each.number != step.number]
    alone = {step.milestone}
    return step.milestone in others or any(
        fits(hit, alone) and fits(hit, set(others)) for hit in rows
    )


def unordered_attempt(entry: Hit, rows: Sequence[Hit], funnel: Funnel) -> Attempt:
    """When the first, the second, ... of the steps was reached from this event on."""
    milestones = [step.milestone for step in funnel.steps]
    end = entry.at + funnel.window
    inside = [hit for hit in rows if entry.at <= hit.at <= end]
    times: dict[int, int] = {}
    for hit in inside:
        so_far = [each for each in inside if each.at <= hit.at]
        for count in range(1, most_filled(milestones, so_far) + 1):
            times.setdefault(count, hit.at)
    is_completed = len(times) == len(milestones)

    excluded = {exclusion.milestone for exclusion in funnel.exclusions}
    after = [hit for hit in rows if hit.at > entry.at and fits(hit, excluded)]
    before = [hit for hit in after if hit.at <= end]
    if is_completed:
        before = [hit for hit in after if hit.at < times[len(times)]]
    return Attempt(entry.event_id, times, len(times), is_completed, bool(before))


def most_filled(milestones: Sequence[str], hits: Sequence[Hit]) -> int:
    """How many steps can be filled at once when no event fills two of them."""
    # Every set of steps that some choice of events fills.
    choices: set[frozenset[int]] = {frozenset()}
    for hit in hits:
        fitting = [step for step, name in enumerate(milestones) if fits(hit, {name})]
        choices |= {choice | {step} for choice in choices for step in fitting}
    return max(map(len, choices))
