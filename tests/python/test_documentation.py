"""What is documented is what is there: columns, types of seeds, files, the README."""

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
MODELS = sorted(
    path for kind in ("sql", "py") for path in (ROOT / "models").rglob(f"*.{kind}")
)
SEEDS = sorted((ROOT / "seeds").rglob("*.csv"))
TABLES = [path.stem for path in MODELS + SEEDS]
MARTS = [path.stem for path in MODELS if "marts" in path.parts]

Columns = dict[tuple[str, str], list[str]]


@pytest.fixture(scope="module")
def nodes(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Models and seeds of the build by name; those switched off are not among them."""
    kinds = ("model", "seed")
    found = [each for each in manifest["nodes"].values() if each["name"] in TABLES]
    return {each["name"]: each for each in found if each["resource_type"] in kinds}


@pytest.fixture(scope="module")
def real_columns(warehouse: Path) -> Columns:
    """Columns in order by schema and table, as the warehouse has them."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = connection.execute(
            "select table_schema, table_name, column_name "
            "from information_schema.columns order by ordinal_position"
        ).fetchall()
    columns: Columns = {}
    for schema, table, column in rows:
        columns.setdefault((schema, table), []).append(column)
    return columns


def test_most_tables_are_built(nodes: dict[str, dict[str, Any]]) -> None:
    assert set(MARTS) <= set(nodes)
    assert {path.stem for path in SEEDS} <= set(nodes)


@pytest.mark.parametrize("table", TABLES)
def test_documented_columns_are_the_real_ones(
    table: str, nodes: dict[str, dict[str, Any]], real_columns: Columns
) -> None:
    if table not in nodes:
        pytest.skip("not enabled: its source is not among the event_sources")
    node = nodes[table]
    documented = list(node["columns"])
    real = real_columns[node["schema"], table]
    if node["config"]["contract"]["enforced"]:
        assert documented == real
    assert sorted(documented) == sorted(real)


@pytest.mark.parametrize("seed", [path.stem for path in SEEDS])
def test_every_seed_column_has_a_type(
    seed: str, nodes: dict[str, dict[str, Any]], real_columns: Columns
) -> None:
    node = nodes[seed]
    typed = node["config"]["column_types"]
    assert sorted(typed) == sorted(real_columns[node["schema"], seed])


@pytest.mark.parametrize("model", MODELS, ids=lambda path: path.stem)
def test_every_model_has_its_yaml_beside_it(model: Path) -> None:
    assert model.with_suffix(".yml").is_file()


def listed_models(readme: str) -> set[str]:
    """Names in the first column of the README's tables, written as code."""
    return set(re.findall(r"^\|\s*\[?`(\w+)`", readme, flags=re.MULTILINE))


def test_the_readme_lists_every_mart() -> None:
    if not README.is_file():
        pytest.skip("README.md is not written yet")
    listed = listed_models(README.read_text())
    if not listed & set(MARTS):
        pytest.skip("README.md has no table of models yet")
    assert set(MARTS) - listed == set()
