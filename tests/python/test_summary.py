"""The summary that `make build` ends with says what the marts say, on 80 columns."""

from io import StringIO
from pathlib import Path

import duckdb
import pytest
import summarise
from rich.console import Console

FUNNEL = """
select step_number, milestone, reached, step_rate, mature_entered, mature_rate
from marts.funnel_rates
where
    funnel = 'ecom_purchase' and not is_optional
    and period_grain = 'all' and dimension = 'all'
order by step_number
"""


@pytest.fixture(scope="module")
def copy(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse as another file: other tests of this process hold it open."""
    copy = tmp_path_factory.mktemp("summary") / "copy.duckdb"
    copy.write_bytes(warehouse.read_bytes())
    return copy


@pytest.fixture(scope="module")
def text(copy: Path) -> str:
    """What is printed on a terminal of 80 columns."""
    console = Console(file=StringIO(), width=80)
    summarise.print_summary(copy, console)
    return console.file.getvalue()


def test_nothing_is_cut_off_on_80_columns(text: str) -> None:
    assert "…" not in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_a_funnel_is_told_with_its_weakest_step(text: str, copy: Path) -> None:
    with duckdb.connect(str(copy), read_only=True) as database:
        steps = database.sql(FUNNEL).fetchall()
    *_, entered, completed = steps[-1]
    weakest = min(steps, key=lambda step: step[3])[1]
    line = next(line for line in text.splitlines() if line.startswith("ecom_purchase"))
    words = line.split()
    assert float(words[1]) == pytest.approx(100 * completed, abs=0.005)
    assert words[-2:] == [f"{entered:,}", weakest]


def test_a_file_that_is_no_warehouse_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["summarise.py", str(tmp_path / "no.duckdb")])
    assert summarise.main() == 1
    assert "no.duckdb is not a built warehouse" in capsys.readouterr().out
