"""Comparisons of segments agree with other ways to work them out.

The models run as dbt compiles them. Small counts are compared with sums of fractions,
large ones with an integral over a fine grid, and corrections with their definition.
"""

import math
import random
from fractions import Fraction

import numpy as np
import pytest
from compiled_models import compile_models, empty_warehouse

MODELS = ["int_segments__compared", "segment_ranking"]
# Both segments with uniform priors: conversions and sessions of the one, of the other,
# and the probability that the other is better, as published in section 4.2.
ORACLES = [
    (49, 100, 51, 100, 0.610770523),
    (20, 100, 28, 110, 0.823155592),
    (120, 1000, 140, 1000, 0.907872586),
    (200, 10000, 230, 10000, 0.928017068),
    (2000, 100000, 2500, 100000, 1.0),
    (100, 10000, 50, 1000, 1.0),
]
# Beyond 100 of everything the sum gives way to an approximation.
ALLOWED = 0.00001

Pair = tuple[int, int, int, int]


def ranking(
    rows: list[tuple[str, str, int, int]],
) -> list[tuple[str, str, float, float]]:
    """Of conversion, segment, sessions and converting sessions, what they are worth.

    Conversion, segment, the probability to be better and the false discovery rate.
    """
    models = compile_models(
        MODELS, {"event_sources": ["generic"], "ranking_min_sessions": 0}
    )
    connection = empty_warehouse()
    connection.execute(
        "create table intermediate.int_conversion_rates__counted as select "
        "'' as conversion, 'macro' as conversion_class, 'month' as period_grain, "
        "date '2026-01-01' as period_start, 'channel' as dimension, "
        "'' as dimension_value, 0::bigint as sessions, "
        "0::bigint as converting_sessions limit 0"
    )
    connection.executemany(
        "insert into intermediate.int_conversion_rates__counted values "
        "(?, 'macro', 'month', date '2026-01-01', 'channel', ?, ?, ?)",
        rows,
    )
    for name, schema in zip(MODELS, ("intermediate", "marts"), strict=True):
        connection.execute(f"create table {schema}.{name} as {models[name]}")
    return connection.execute(
        "select conversion, dimension_value, probability_better, false_discovery_rate "
        "from marts.segment_ranking order by all"
    ).fetchall()


def probabilities(pairs: list[Pair]) -> list[float]:
    """For each pair of segments the probability that the second is better."""
    rows = []
    for number, (own, sessions, other, other_sessions) in enumerate(pairs):
        rows.append((f"{number:06}", "a", sessions, own))
        rows.append((f"{number:06}", "b", other_sessions, other))
    found = {row[:2]: row[2] for row in ranking(rows)}
    pairwise = [
        (found[f"{n:06}", "a"], found[f"{n:06}", "b"]) for n in range(len(pairs))
    ]
    # One of the two is better.
    assert [first + second for first, second in pairwise] == pytest.approx(
        [1.0] * len(pairs), abs=2 * ALLOWED
    )
    return [second for _, second in pairwise]


def exactly(own: int, sessions: int, other: int, other_sessions: int) -> float:
    """The probability that the other is better, by counting orders of the draws.

    Of n uniform draws the one at place k + 1 of n + 1 is Beta(k + 1, n - k + 1).
    """
    draws, others = sessions + 1, other_sessions + 1
    rank, other_rank = own + 1, other + 1
    total = sum(
        math.comb(rank + below - 1, below)
        * math.comb(draws - rank + others - below, others - below)
        for below in range(other_rank)
    )
    return float(Fraction(total, math.comb(draws + others, others)))


def by_integral(own: int, sessions: int, other: int, other_sessions: int) -> float:
    """The same, by adding up the densities of both over a fine grid."""
    rates = [(own + 1) / (sessions + 2), (other + 1) / (other_sessions + 2)]
    widths = [
        math.sqrt(rate * (1 - rate) / size)
        for rate, size in zip(rates, (sessions, other_sessions), strict=True)
    ]
    low = max(1e-12, min(r - 16 * w for r, w in zip(rates, widths, strict=True)))
    high = min(1 - 1e-12, max(r + 16 * w for r, w in zip(rates, widths, strict=True)))
    grid = np.linspace(low, high, 400_001)
    masses = []
    for count, size in ((own, sessions), (other, other_sessions)):
        logs = count * np.log(grid) + (size - count) * np.log1p(-grid)
        mass = np.exp(logs - logs.max())
        masses.append(mass / mass.sum())
    first, second = masses
    return float(np.sum(second * (np.cumsum(first) - first / 2)))


def test_the_published_probabilities_are_met() -> None:
    found = probabilities([case[:4] for case in ORACLES])
    assert found[:3] == pytest.approx([case[4] for case in ORACLES[:3]], abs=ALLOWED)
    assert found[3:] == pytest.approx([case[4] for case in ORACLES[3:]], abs=ALLOWED)
    # Counts of up to 100 are exact.
    assert found[0] == pytest.approx(ORACLES[0][4], abs=1e-9)
    assert found[1] == pytest.approx(ORACLES[1][4], abs=1e-9)
    assert found[5] > 1 - 1e-9
    assert all(0 <= each <= 1 for each in found)


def test_small_counts_are_exact_whichever_is_the_smallest() -> None:
    draw = random.Random(1)
    pairs: list[Pair] = [(0, 1, 0, 1), (1, 1, 0, 1), (0, 100, 0, 3), (50, 50, 7, 7)]
    for _ in range(400):
        sizes = draw.randint(1, 150), draw.randint(1, 150)
        pairs.append(
            (draw.randint(0, sizes[0]), sizes[0], draw.randint(0, sizes[1]), sizes[1])
        )
    expected = [exactly(*pair) for pair in pairs]
    assert probabilities(pairs) == pytest.approx(expected, abs=1e-9)


def test_large_counts_are_off_by_less_than_is_said() -> None:
    """Close to the bound, where it is worst, and far beyond it."""
    draw = random.Random(2)
    pairs: list[Pair] = [(100, 200, 100, 200), (100, 10**7, 100, 10**7)]
    for _ in range(150):
        count = draw.choice([100, 101, 150, 1000, 20000])
        size = count + draw.choice([100, 101, 1000, 10**5, 10**7])
        other_size = draw.choice([300, 5000, 10**6])
        rate = count / size * draw.uniform(0.7, 1.4)
        other = min(max(round(other_size * rate), 100), other_size - 100)
        pairs.append((count, size, other, other_size))
    expected = np.array([by_integral(*pair) for pair in pairs])
    found = np.array(probabilities(pairs))
    assert float(np.mean((expected > 0.01) & (expected < 0.99))) > 0.2
    assert float(np.max(np.abs(found - expected))) < ALLOWED


def test_the_integral_agrees_with_the_exact_count() -> None:
    for pair in [(49, 100, 51, 100), (120, 1000, 140, 1000), (10, 150, 8, 90)]:
        assert by_integral(*pair) == pytest.approx(exactly(*pair), abs=1e-6)


def test_corrected_chances_are_those_of_the_definition() -> None:
    """The lowest rate at which a segment is found, over many sets of segments."""
    draw = random.Random(3)
    rows = []
    for number in range(40):
        for segment in range(draw.randint(2, 12)):
            sessions = draw.randint(20, 4000)
            rate = draw.choice([0.03, 0.03, 0.05])
            converting = sum(draw.random() < rate for _ in range(sessions))
            rows.append((f"{number:02}", f"{segment:02}", sessions, converting))
    found: dict[str, list[tuple[float, float]]] = {}
    for conversion, _, probability, corrected in ranking(rows):
        chance = 2 * min(probability, 1 - probability)
        found.setdefault(conversion, []).append((chance, corrected))
    assert len(found) == 40
    for pairs in found.values():
        chances = [chance for chance, _ in pairs]
        for chance, corrected in pairs:
            expected = min(
                each * len(chances) / sum(other <= each for other in chances)
                for each in chances
                if each >= chance
            )
            assert corrected == pytest.approx(min(1, expected))


def test_hardly_any_segment_is_called_different_where_none_is() -> None:
    """Sets in which anything is found are at most about the share that is allowed."""
    draw = np.random.default_rng(4)
    rows = []
    for number in range(600):
        for segment in range(8):
            sessions = int(draw.integers(100, 3000))
            converting = int(draw.binomial(sessions, 0.03))
            rows.append((f"{number:03}", str(segment), sessions, converting))
    found: dict[str, float] = {}
    for conversion, _, _, corrected in ranking(rows):
        found[conversion] = min(corrected, found.get(conversion, 1.0))
    share = sum(corrected <= 0.05 for corrected in found.values()) / len(found)
    # 600 sets give or take three standard errors.
    assert 0.01 < share < 0.05 + 3 * math.sqrt(0.05 * 0.95 / 600)
