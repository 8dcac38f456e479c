"""A changed definition is noticed, and what rests on it is built from all rows.

And nothing else: the graph of the project says what rests on what.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from compiled_models import ROOT, read_project
from make_sample_events import main as make_sample_events
from small_builds import WAREHOUSE, build, run_dbt
from warehouse_differences import differences

# Rows of seeds before and after, in a project of its own. All change at once, because
# a project costs most to read: each is seen in another mart.
EDITS = {
    "definition_milestones": ("view_item,", "view_item_list,"),
    "definition_conversions": ("once_per_session", "every"),
    "definition_funnels": ("2592000", "3600"),
    "definition_rates": ("86400", "3600"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with raw files and a warehouse that was built from them."""
    folder = tmp_path_factory.mktemp("definitions")
    make_sample_events(["--out", str(folder / "raw"), "--events", "3000"])
    build(folder)
    return folder


def explained(folder: Path, **choices: Path) -> dict[str, list[str]]:
    """What explain_build says: a list of names by what it says of them."""
    said = run_dbt(folder, "run-operation", "explain_build", **choices)
    assert said.startswith("success: True"), said
    lines = [line.split(": ", 1) for line in said.splitlines() if ": " in line]
    names = ("Changed", "Built from all rows", "New files")
    return {name: rest.split(", ") for name, rest in lines if name in names}


def forget(folder: Path, name: str) -> None:
    """Make the warehouse believe that it was built with another version of it."""
    with duckdb.connect(str(folder / WAREHOUSE)) as warehouse:
        changed = warehouse.execute(
            "update build_state.known_facts set value = 'another' where name = ?",
            [name],
        )
        assert changed.fetchone() == (1,)


def resting_on(seed: str) -> set[str]:
    """Names of the models that depend on a seed, and the slices that those read."""
    manifest = read_project("null")
    nodes = {
        key: node
        for key, node in manifest.nodes.items()
        if node.resource_type == "model" or key == seed
    }
    found, grown = {seed}, True
    while grown:
        more = {
            key
            for key, node in nodes.items()
            if found & set(node.depends_on_nodes if key != seed else ())
        }
        grown, found = not more <= found, found | more
    grown = True
    while grown:
        parents = {
            parent
            for key in found - {seed}
            for parent in nodes[key].depends_on_nodes
            if parent in nodes and "slice" in getattr(nodes[parent], "tags", ())
        }
        grown, found = not parents <= found, found | parents
    return {key.split(".")[-1] for key in found - {seed}}


SEEDS = sorted(path.stem for path in (ROOT / "seeds").rglob("*.csv"))
# Hashes of click ids are made before there are rows: everything rests on their list.
READ_BY_STAGING = "definition_click_ids"


@pytest.fixture
def facts(built: Path) -> Iterator[Path]:
    """The built folder; what a test makes its warehouse believe is taken back."""
    with duckdb.connect(str(built / WAREHOUSE)) as warehouse:
        warehouse.execute("create table kept as from build_state.known_facts")
    yield built
    with duckdb.connect(str(built / WAREHOUSE)) as warehouse:
        warehouse.execute(
            "create or replace table build_state.known_facts as from kept"
        )
        warehouse.execute("drop table kept")


def test_without_a_change_nothing_is_built_anew(facts: Path) -> None:
    assert explained(facts) == {
        "Changed": ["nothing"],
        "Built from all rows": ["nothing"],
        "New files": ["none"],
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_a_changed_seed_builds_what_rests_on_it_anew(facts: Path, seed: str) -> None:
    forget(facts, f"seed.conversion_analytics.{seed}")
    said = explained(facts)
    assert said["Changed"] == [seed]
    models = set(said["Built from all rows"])
    if seed == READ_BY_STAGING:
        assert {"int_events__cleaned", "sessions", "funnel_journeys"} < models
    else:
        assert models == resting_on(f"seed.conversion_analytics.{seed}")


@pytest.mark.parametrize("name", ["code", "vars", "salt"])
def test_another_project_builds_everything_anew(facts: Path, name: str) -> None:
    forget(facts, name)
    models = explained(facts)["Built from all rows"]
    assert len(models) > 90
    assert {"int_events__cleaned", "sessions", "funnel_journeys"} < set(models)


def test_a_file_that_is_gone_builds_everything_anew(facts: Path) -> None:
    gone = "generic/events/gone.parquet"
    with duckdb.connect(str(facts / WAREHOUSE)) as warehouse:
        warehouse.execute(
            f"insert into build_state.known_facts values ('file', '{gone}', '1')"
        )
    said = explained(facts)
    assert said["Changed"] == [gone]
    assert "int_events__cleaned" in said["Built from all rows"]


def test_a_new_file_is_no_reason_to_read_the_others(facts: Path) -> None:
    with duckdb.connect(str(facts / WAREHOUSE)) as warehouse:
        ((name,), *_) = warehouse.execute(
            "delete from build_state.known_facts where name like '%web%' returning name"
        ).fetchall()
    said = explained(facts)
    assert (said["Changed"], said["Built from all rows"]) == (["nothing"], ["nothing"])
    assert name in said["New files"]


def test_changed_rows_of_several_seeds_give_what_a_full_build_gives(
    built: Path, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    ignored = shutil.ignore_patterns(".*", "target", "logs", "data", "*.duckdb")
    shutil.copytree(ROOT, project, ignore=ignored)
    for seed, (before, after) in EDITS.items():
        path = project / "seeds" / "definitions" / f"{seed}.csv"
        text = path.read_text()
        assert before in text
        path.write_text(text.replace(before, after, 1))
    folders = [tmp_path / "edited", tmp_path / "fresh"]
    for folder in folders:
        shutil.copytree(built / "raw", folder / "raw")
    shutil.copy(built / WAREHOUSE, folders[0] / WAREHOUSE)
    assert set(explained(folders[0], project=project)["Changed"]) >= set(EDITS)
    paths = [build(folder, project=project) for folder in folders]
    assert list(differences(*paths)) == []
    assert list(differences(paths[0], built / WAREHOUSE)) != []
