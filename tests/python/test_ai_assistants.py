"""The numbers on AI assistants are those that other implementations find.

The models run as dbt compiles them, on rows that a person can check.
"""

import math
from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import numpy as np
import pytest
from compiled_models import compile_models, empty_warehouse

MODELS = ["ai_assistant_landing_pages", "ai_assistant_performance"]
EFFECT = "ai_visibility_effect"
Z = 1.959963984540054
FIRST = date(2026, 1, 5)


@pytest.fixture(scope="module")
def models() -> dict[str, str]:
    return compile_models([*MODELS, EFFECT], {"event_sources": ["generic"]})


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    with empty_warehouse() as connection:
        connection.execute(
            """
            create table intermediate.int_visits__rolled_up (
                dimension varchar, period_grain varchar, period_start date,
                sessions bigint
            );
            create table intermediate.int_sessions__valued (
                session_id varchar, lowest_currency varchar, highest_currency varchar,
                value_amount decimal(18, 4)
            );
            """
        )
        yield connection


# Converting sessions and sessions of the assistant and of Google, then the index and
# the ends of its interval to three places, as published with the definitions.
INDEXES = {
    "T11": (44, 500, 200, 10_000, (4.4, 3.215, 6.022)),
    "T07": (50, 1_000, 100, 10_000, (5.0, 3.583, 6.977)),
    "just enough": (5, 100, 5, 100, (1.0, 0.299, 3.347)),
    "all convert": (10, 10, 20, 20, (1.0, 1.0, 1.0)),
    "too few from the assistant": (4, 100, 5, 100, (None, None, None)),
    "too few from Google": (5, 100, 4, 100, (None, None, None)),
    "none from Google": (5, 100, 0, 0, (None, None, None)),
}


@pytest.mark.parametrize("case", INDEXES)
def test_the_index_and_its_interval(
    case: str, models: dict[str, str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    converting, sessions, base_converting, base_sessions, expected = INDEXES[case]
    warehouse.execute(
        f"""
        create table marts.sessions as
        select
            'a ' || number as session_id, 'v ' || number as visitor_id,
            date '2026-07-01' as session_date, 'ChatGPT' as ai_assistant,
            'chatgpt.com' as source, 'AI Assistant' as channel,
            '/' as landing_page_path, true as is_engaged, false as has_text_fragment,
            number < {converting} as has_macro_conversion
        from range({sessions}) as numbers(number)
        union all
        select
            'g ' || number, 'w ' || number, date '2026-07-01', null, 'google',
            'Organic Search', '/', true, false, number < {base_converting}
        from range({base_sessions}) as numbers(number);
        insert into intermediate.int_visits__rolled_up
        values ('all', 'day', date '2026-07-01', {sessions + base_sessions})
        """
    )
    for name in MODELS:
        warehouse.execute(f"create table marts.{name} as {models[name]}")
    found = warehouse.sql(
        """
        select conversion_index, conversion_index_lower, conversion_index_upper
        from marts.ai_assistant_performance
        where ai_assistant = 'ChatGPT' and period_grain = 'day'
        """
    ).fetchone()
    assert found is not None
    rounded = tuple(None if each is None else round(each, 3) for each in found)
    assert rounded == expected


def ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 1; equal values have the mean of theirs."""
    below = (values[:, None] > values).sum(axis=1)
    equal = (values[:, None] == values).sum(axis=1)
    return below + (equal + 1) / 2


def with_interval(x: np.ndarray, y: np.ndarray, variance: float) -> list[float]:
    """A correlation and the ends of its interval after Fisher, by inverse tangents."""
    correlation = float(np.corrcoef(x, y)[0, 1])
    reach = Z * math.sqrt(variance / (len(x) - 3))
    ends = (math.tanh(math.atanh(correlation) + sign * reach) for sign in (-1, 1))
    return [correlation, *ends]


def effect(
    models: dict[str, str],
    warehouse: duckdb.DuckDBPyConnection,
    shares: list[float],
    sessions: list[int],
) -> dict[int, list[float]]:
    """Correlations by lag of weekly shares of citations and weekly sessions."""
    weeks = [FIRST + timedelta(weeks=number) for number in range(len(sessions))]
    days = [FIRST + timedelta(days=number) for number in (0, 7 * len(sessions) - 1)]
    warehouse.execute(
        """
        create table marts.ai_visibility_by_period (
            ai_assistant varchar, brand varchar, period_grain varchar,
            period_start date, citation_rate double
        );
        create table marts.ai_assistant_performance (
            ai_assistant varchar, period_grain varchar, period_start date,
            sessions bigint
        );
        """
    )
    warehouse.executemany(
        "insert into marts.ai_visibility_by_period"
        " values ('ChatGPT', 'own', 'week', ?, ?)",
        [*zip(weeks, shares, strict=False)],
    )
    warehouse.executemany(
        "insert into marts.ai_assistant_performance values ('ChatGPT', 'week', ?, ?)",
        [*zip(weeks, sessions, strict=True)],
    )
    warehouse.executemany(
        "insert into intermediate.int_visits__rolled_up values ('all', ?, ?, 1)",
        [("day", day) for day in days] + [("week", week) for week in weeks],
    )
    rows = warehouse.sql(
        f"""
        select
            lag_periods, correlation, correlation_lower, correlation_upper,
            rank_correlation, rank_correlation_lower, rank_correlation_upper,
            change_correlation, change_correlation_lower, change_correlation_upper
        from ({models[EFFECT]})
        """
    ).fetchall()
    return {lag: numbers for lag, *numbers in rows}


def test_a_known_correlation_is_found_at_its_lag(
    models: dict[str, str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    """1 to 8 with 2, 1, 4, 3, 6, 5, 8, 7 a week later: 19/21, and of ranks as well."""
    shares = [number / 10 for number in range(1, 9)]
    found = effect(models, warehouse, shares, [40, 2, 1, 4, 3, 6, 5, 8, 7])
    assert found[1][0] == pytest.approx(19 / 21)
    assert found[1][1:3] == pytest.approx([0.55206, 0.98282], abs=1e-5)
    assert found[1][3] == pytest.approx(19 / 21)
    # Seven changes are fewer than the eight that are asked for.
    assert found[1][6:] == [None, None, None]
    assert found[0][0] < 0


@pytest.mark.parametrize("seed", range(5))
def test_correlations_equal_those_of_another_implementation(
    seed: int, models: dict[str, str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    generator = np.random.default_rng(seed)
    # Few different values, so that ranks are shared.
    shares = generator.integers(0, 8, 30) / 20
    sessions = generator.integers(0, 9, 30) + np.arange(30) // 10
    found = effect(models, warehouse, shares.tolist(), sessions.tolist())
    assert sorted(found) == [0, 1, 2, 3, 4]
    for lag, numbers in found.items():
        x, y = shares[: len(shares) - lag], sessions[lag:]
        expected = [
            *with_interval(x, y, 1.0),
            *with_interval(ranks(x), ranks(y), 1.06),
            *with_interval(np.diff(x), np.diff(y), 1.0),
        ]
        assert numbers == pytest.approx(expected), lag


def test_numbers_that_go_exactly_together_have_an_interval_too(
    models: dict[str, str], warehouse: duckdb.DuckDBPyConnection
) -> None:
    shares = [number / 10 for number in range(1, 10)]
    found = effect(models, warehouse, shares, [*range(10, 1, -1)])
    assert found[0][:6] == pytest.approx([-1] * 6)
