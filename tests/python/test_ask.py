"""`make ask` answers from the built warehouse, and helps where it cannot."""

import shutil
from decimal import Decimal
from pathlib import Path

import ask
import pytest


def test_a_question_is_answered(
    warehouse: Path,
    raw_data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    # A copy, because other tests of this process hold the warehouse open.
    database = shutil.copy(warehouse, tmp_path / "asked.duckdb")
    monkeypatch.setenv("WAREHOUSE_PATH", str(database))
    monkeypatch.setenv("RAW_DATA_DIR", str(raw_data))
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.chdir(Path(ask.__file__).parents[1])
    assert ask.main(["which_channel_converts_best"]) == 0
    printed = capsys.readouterr().out
    assert "AI Assistant" in printed
    assert "%" in printed


def test_an_unknown_question_lists_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ask.main(["why_is_the_sky_blue"]) == 2
    printed = capsys.readouterr().out
    assert "no question called why_is_the_sky_blue" in printed
    assert all(name in printed for name in ask.questions())


def test_every_question_says_what_it_answers() -> None:
    assert all(len(text) > 40 for text in ask.questions().values())


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("visitor_conversion_rate", 0.0312, "3.12 %"),
        ("uplift", 0.5, "0.50"),
        ("visitors", 12345, "12,345"),
        ("year", 2024, "2024"),
        ("value_amount", Decimal("1234.5"), "1,234.50"),
        ("note", None, "-"),
    ],
)
def test_values_are_written_for_people(
    column: str, value: object, expected: str
) -> None:
    assert ask.readable(column, value) == expected
