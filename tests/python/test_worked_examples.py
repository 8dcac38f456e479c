"""Worked examples that are answered by an analysis or a definition, not by a model.

The others (T01 to T06, T08, T09, T11, T17 to T20) are unit tests of the models.
"""

import csv
import re
from pathlib import Path

import duckdb
import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
COLUMNS = """
    conversion, period_grain, period_start, dimension, dimension_value, visitors,
    converting_visitors, visitor_conversion_rate, visitor_conversion_rate_lower,
    visitor_conversion_rate_upper, value_amount
"""


def ask(query: str, segments: list[tuple[str, int, int]]) -> list[dict[str, object]]:
    """Run a compiled analysis on segments: name, visitors, converting visitors."""
    rows = ", ".join(
        f"""(
            '{conversion}', 'all', date '2026-07-01',
            '{"all" if name == "all" else "channel"}', '{name}', {visitors}, {buyers},
            {buyers} / {visitors}, 0.9 * {buyers} / {visitors},
            1.1 * {buyers} / {visitors}, {buyers * 50}
        )"""
        for name, visitors, buyers in segments
        for conversion in ("purchase", "any_macro")
    )
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        connection.execute(
            f"create table marts.conversion_rates as"
            f" select * from (values {rows}) as rates ({COLUMNS})"
        )
        plain = re.sub(
            r'"[^"]+"\."marts"\."conversion_rates"', "marts.conversion_rates", query
        )
        found = connection.sql(plain)
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def seed(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open() as file:
        return list(csv.DictReader(file))


def test_t07_the_better_rate_ranks_first_with_its_volume_beside_it(
    analyses: dict[str, str],
) -> None:
    segments = [("all", 11_000, 150), ("one", 10_000, 100), ("two", 1_000, 50)]
    ranked = ask(analyses["which_channel_converts_best"], segments)
    assert [row["channel"] for row in ranked] == ["two", "one"]
    assert [row["converting_visitors"] for row in ranked] == [50, 100]
    rates = [float(str(row["visitor_conversion_rate"])) for row in ranked]
    assert rates == pytest.approx([0.05, 0.01])


def what_if(analyses: dict[str, str], uplift: float) -> dict[str, float]:
    """100,000 visitors at 2 %, each order worth 50, raised by a relative uplift."""
    query = analyses["what_if_conversion_rate_rises"]
    rows = ask(query, [("all", 100_000, 2_000)])
    (row,) = [each for each in rows if float(str(each["relative_uplift"])) == uplift]
    numbers = {name: value for name, value in row.items() if "dimension" not in name}
    return {name: float(str(value)) for name, value in numbers.items()}


def test_t10_a_quarter_more_is_half_a_point_and_500_conversions(
    analyses: dict[str, str],
) -> None:
    row = what_if(analyses, 0.25)
    assert row["new_rate"] == pytest.approx(0.025)
    assert row["uplift_in_percentage_points"] == pytest.approx(0.5)
    assert row["new_converting_visitors"] == pytest.approx(2_500)
    assert row["extra_converting_visitors"] == pytest.approx(500)
    assert row["extra_value_at_equal_order_value"] == pytest.approx(2_000 * 50 * 0.25)


def test_t12_fifteen_percent_more_than_two_is_not_seventeen(
    analyses: dict[str, str],
) -> None:
    assert what_if(analyses, 0.15)["new_rate"] == pytest.approx(0.023)


def test_t16_a_rate_of_2_5_instead_of_2_makes_a_conversion_a_fifth_cheaper(
    analyses: dict[str, str],
) -> None:
    cheaper = what_if(analyses, 0.25)["change_in_cost_per_conversion"]
    assert cheaper == pytest.approx(-0.2)
    assert 1.00 / 0.02 * (1 + cheaper) == pytest.approx(40.00)


def test_t13_the_published_averages_are_on_file() -> None:
    rates = {row["benchmark_id"]: row for row in seed("benchmarks/benchmark_rates")}
    overall, landing_pages = rates["S01"], rates["B03"]
    assert (overall["average_low"], overall["average_high"]) == ("0.029", "0.033")
    assert float(landing_pages["average_low"]) == 0.066


@pytest.mark.parametrize(
    ("conversion", "conversion_class"),
    [
        ("add_to_cart", "micro"),
        ("demo_video_view", "micro"),
        ("file_download", "micro"),
        ("sign_up", "micro"),
        ("video_complete", "micro"),
        ("purchase", "macro"),
        ("generate_lead", "macro"),
        ("trial_start", "macro"),
        ("subscription_start", "macro"),
    ],
)
def test_t14_t15_hard_and_soft_conversions_have_their_class(
    conversion: str, conversion_class: str
) -> None:
    rows = seed("definitions/definition_conversions")
    classes = {row["conversion"]: row["conversion_class"] for row in rows}
    assert classes[conversion] == conversion_class
