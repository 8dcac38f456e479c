"""What each channel does in the first-order Markov chain of all journeys.

The chain goes from channel to channel as often as visitors did. A channel is removed by
sending everybody who would come through it to the end without a conversion; the removal
effect is the share of conversions that is lost by that.
"""

from typing import Any

import numpy as np

START, CONVERSION, NOTHING = "(start)", "(conversion)", "(null)"
# Far below what a person can see, far above what is lost in computing.
DECIMALS = 12


def conversion_rate(
    starts: np.ndarray, moves: np.ndarray, converts: np.ndarray
) -> float:
    """Probability that the chain ends in a conversion.

    By channel: probability to start there, to move on to each, to convert from there.
    """
    from_each = np.linalg.solve(np.eye(len(starts)) - moves, converts)
    return float(starts @ from_each)


def removed(steps: list[tuple[str, str, int]]) -> list[tuple[Any, ...]]:
    """Channel, rate with it and without it, removal effect, share of all effects.

    One row per channel, in order of their names. Steps are a state, the next state, and
    how often one followed the other.
    """
    counts = {(before, after): number for before, after, number in steps}
    channels = sorted({after for _, after in counts} - {CONVERSION, NOTHING})
    if not channels:
        return []
    states = [*channels, CONVERSION, NOTHING]
    table = np.array(
        [[counts.get((each, after), 0) for after in states] for each in channels],
        dtype=float,
    )
    table /= table.sum(axis=1, keepdims=True)
    moves, converts = table[:, : len(channels)], table[:, len(channels)]
    starts = np.array([counts.get((START, each), 0) for each in channels], dtype=float)
    starts /= starts.sum()
    rate = conversion_rate(starts, moves, converts)
    rates = []
    for number in range(len(channels)):
        without = np.ones(len(channels))
        without[number] = 0
        rates.append(conversion_rate(starts * without, moves * without, converts))
    if not converts.any():
        return [(channel, 0.0, 0.0, None, 0.0) for channel in channels]
    effects = np.round(1 - np.array(rates) / rate, DECIMALS)
    # Differences of a rounded running sum add up to exactly 1.
    running = np.round(np.cumsum(effects) / effects.sum(), DECIMALS)
    shares = np.round(np.diff(running, prepend=0), DECIMALS)
    rounded = np.round([rate, *rates], DECIMALS).tolist()
    return list(
        zip(
            channels,
            [rounded[0]] * len(channels),
            rounded[1:],
            effects.tolist(),
            shares.tolist(),
            strict=True,
        )
    )


def model(dbt: Any, session: Any) -> Any:  # noqa: ANN401
    dbt.config(materialized="table")
    rows = removed(dbt.ref("int_channel_steps__counted").fetchall())
    columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * 5
    names = ("channel", "rate", "without", "effect", "share")
    return session.sql(
        """
        select
            unnest(cast($channel as varchar[])) as channel,
            unnest(cast($rate as double[])) as journey_conversion_rate,
            unnest(cast($without as double[])) as rate_without_channel,
            unnest(cast($effect as double[])) as removal_effect,
            cast(unnest(cast($share as double[])) as decimal(13, 12)) as removal_share
        """,
        params=dict(zip(names, columns, strict=True)),
    )
