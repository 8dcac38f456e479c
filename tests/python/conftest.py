"""One warehouse for all tests: built once from the sample, or the one that is given.

TEST_WAREHOUSE and TEST_MANIFEST name a DuckDB file and the manifest.json of its build.
Where both are set a copy of that file is used; else everything is built, which takes
about half a minute. TEST_RAW_DATA names the raw files of the given warehouse.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from breakable import Breakable

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLE_EVENTS = 20_000


def run_python(*arguments: str, **environment: str) -> None:
    """Run a script of the project in its own process; if it fails, show its words."""
    outcome = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if outcome.returncode:
        pytest.exit(f"{arguments[0]} failed:\n{outcome.stdout}{outcome.stderr}", 1)


def given_build() -> tuple[Path, Path] | None:
    """The warehouse and the manifest named by the environment, if both are."""
    warehouse = os.environ.get("TEST_WAREHOUSE")
    manifest = os.environ.get("TEST_MANIFEST")
    return (Path(warehouse), Path(manifest)) if warehouse and manifest else None


def build_from_sample(folder: Path) -> tuple[Path, Path]:
    """A small sample, and all models, seeds and tests built from it."""
    raw, warehouse, target = folder / "raw", folder / "warehouse.duckdb", folder / "dbt"
    size = ["--events", str(SAMPLE_EVENTS), "--seed", "7"]
    run_python("scripts/make_sample_events.py", "--out", str(raw), *size)
    places = {"RAW_DATA_DIR": str(raw), "WAREHOUSE_PATH": str(warehouse)}
    run_python("tests/python/build_warehouse.py", str(target), **places)
    return warehouse, target / "manifest.json"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Warehouse and manifest of one build that no test may change for the others."""
    folder = tmp_path_factory.mktemp("warehouse")
    given = given_build()
    if given is None:
        return build_from_sample(folder)
    copies = (folder / given[0].name, folder / given[1].name)
    for original, copy in zip(given, copies, strict=True):
        shutil.copy(original, copy)
    return copies


@pytest.fixture(scope="session")
def warehouse(built: tuple[Path, Path]) -> Path:
    """The DuckDB file of the build."""
    return built[0]


@pytest.fixture(scope="session")
def raw_data(built: tuple[Path, Path]) -> Path:
    """The folder of the raw files, and of the truth about them."""
    if given_build() is None:
        return built[0].parent / "raw"
    if "TEST_RAW_DATA" not in os.environ:
        pytest.skip("TEST_RAW_DATA does not say where the given warehouse came from")
    return Path(os.environ["TEST_RAW_DATA"])


@pytest.fixture(scope="session")
def manifest(built: tuple[Path, Path]) -> dict[str, Any]:
    """The manifest of the build, with the compiled SQL of its tests."""
    return json.loads(built[1].read_text())


@pytest.fixture(scope="session")
def breakable(warehouse: Path, manifest: dict[str, Any]) -> Breakable:
    """The warehouse in a form whose tables can be broken without harm."""
    return Breakable(warehouse, manifest)


@pytest.fixture(scope="session")
def analyses(
    warehouse: Path, manifest: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Compiled SQL of each analysis by name; a build alone does not compile them."""
    compiled = compiled_analyses(manifest)
    if all(compiled.values()):
        return compiled
    target = tmp_path_factory.mktemp("analyses")
    run_python(
        "tests/python/build_warehouse.py",
        str(target),
        "path:analyses",
        WAREHOUSE_PATH=str(warehouse),
    )
    return compiled_analyses(json.loads((target / "manifest.json").read_text()))


def compiled_analyses(manifest: dict[str, Any]) -> dict[str, str]:
    """Compiled SQL of each analysis by name, empty where it has not been compiled."""
    return {
        node["name"]: node.get("compiled_code") or ""
        for node in manifest["nodes"].values()
        if node["resource_type"] == "analysis"
    }
