"""Builds that are killed, watched or fail leave the last good state or the next one.

BUILD_KILLS says how many builds are killed, each at a moment of its own, and half as
many plain builds of dbt. A start of dbt is dear: scenarios share a warehouse of the
first days, and one of them all.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT, run_python
from test_rebuild import fingerprints

KILLS = int(os.environ.get("BUILD_KILLS", "3"))
# So many are killed before one may end: whatever they leave is met by the next.
IN_A_ROW = 3
NO_TESTS = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")
DEADLINE = 600
LAST_FILE = "generic/events/web_2026_09.parquet"
COUNTS = """
select (select count(*) from marts.sessions), (select count(*) from marts.conversions)
"""
READER = f"""
import duckdb, sys, time
from pathlib import Path
file, stop, is_held = sys.argv[1], Path(sys.argv[2]), sys.argv[3] == "held"
held = duckdb.connect(file, read_only=True) if is_held else None
while not stop.exists():
    # In a process that has a file open, DuckDB does not open it again.
    with duckdb.connect(file, read_only=True) as database:
        print(*database.sql('''{COUNTS}''').fetchall()[0], flush=True)
    time.sleep(0.1)
"""
Marts = dict[str, tuple[int, int]]


class Scene:
    """Raw files and a warehouse, with the settings of whoever builds it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.raw, self.warehouse = folder / "raw", folder / "shop.duckdb"
        self.first = folder / "first.duckdb"
        self.copy = folder / ".shop.duckdb.building" / "shop.duckdb"
        # What the build of all days shows: its time, its readers, a build after it.
        self.seconds, self.seen, self.again = 0.0, {}, (0, "")

    def start(self, *command: str, warehouse: Path | None = None) -> subprocess.Popen:
        """Start Python on a script or module, in a group of processes of its own."""
        places = {"RAW_DATA_DIR": self.raw, "DBT_TARGET_PATH": self.folder / "target"}
        places |= {"DBT_LOG_PATH": self.folder / "logs", "DBT_PROFILES_DIR": ROOT}
        places["WAREHOUSE_PATH"] = warehouse or self.warehouse
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=os.environ | {name: str(path) for name, path in places.items()},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, *command: str, warehouse: Path | None = None) -> tuple[int, str]:
        """Run Python to its end: its code, and what it says."""
        process = self.start(*command, warehouse=warehouse)
        said, _ = process.communicate(timeout=DEADLINE)
        return process.returncode, said

    def build(self, *arguments: str) -> None:
        code, said = self.run("scripts/build.py", *(arguments or NO_TESTS))
        assert code == 0, said

    def back(self) -> None:
        """The warehouse as it was after the first days."""
        shutil.copy(self.first, self.warehouse)

    def marts(self, warehouse: Path | None = None) -> Marts:
        found = fingerprints(warehouse or self.warehouse)
        return {name: one for name, one in found.items() if name.startswith("marts.")}


def kill(process: subprocess.Popen) -> bool:
    """Kill all of a group without a warning; true if it was still at work."""
    was_at_work = process.poll() is None
    if was_at_work:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=DEADLINE)
    return was_at_work


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A warehouse of the first days, and a raw file that came after it was built."""
    made = Scene(tmp_path_factory.mktemp("safety"))
    size = ["--events", "1000", "--seed", "5"]
    run_python("scripts/make_sample_events.py", "--out", str(made.raw), *size)
    last = made.folder / "last"
    (made.raw / LAST_FILE).rename(last)
    made.build()
    shutil.copy(made.warehouse, made.first)
    last.rename(made.raw / LAST_FILE)
    return made


@pytest.fixture(scope="module")
def undisturbed(scene: Scene) -> Marts:
    """The marts after a build of the new file, while two readers ask and ask."""
    scene.back()
    stop = scene.folder / "stop"
    places = (str(scene.warehouse), str(stop))
    readers = {how: scene.start("-c", READER, *places, how) for how in ("held", "new")}
    began = time.monotonic()
    builder = scene.start("scripts/build.py", *NO_TESTS)
    while not scene.copy.exists() and builder.poll() is None:
        time.sleep(0.1)
    code, said = scene.run("scripts/build.py", *NO_TESTS)
    assert code == 1
    assert f"is being built by process {builder.pid} since" in said
    assert len(said.splitlines()) == 1
    said, _ = builder.communicate(timeout=DEADLINE)
    assert builder.returncode == 0, said
    scene.seconds = time.monotonic() - began
    time.sleep(1)
    stop.touch()
    for how, reader in readers.items():
        seen, _ = reader.communicate(timeout=DEADLINE)
        assert reader.returncode == 0, seen
        scene.seen[how] = set(seen.splitlines())
    # At once, because any later test changes the warehouse.
    scene.again = scene.run("-X", "importtime", "scripts/build.py", *NO_TESTS)
    return scene.marts()


def test_readers_see_the_state_before_or_the_one_after(
    scene: Scene, undisturbed: Marts
) -> None:
    states = []
    for name in ("marts.sessions", "marts.conversions"):
        states.append((scene.marts(scene.first)[name][0], undisturbed[name][0]))
    before, after = (" ".join(map(str, one)) for one in zip(*states, strict=True))
    assert before != after
    assert scene.seen == {"held": {before}, "new": {before, after}}


def test_where_nothing_is_new_dbt_is_not_even_imported(
    scene: Scene, undisturbed: Marts
) -> None:
    code, said = scene.again
    assert code == 0, said
    assert "Nothing new since 20" in said
    assert "visitors" in said
    imported = {line.rsplit("|", 1)[-1].strip() for line in said.splitlines()}
    assert "duckdb" in imported
    assert not {"dbt", "great_expectations", "jinja2", "pandas"} & imported


@pytest.mark.parametrize("series", range(-(-KILLS // IN_A_ROW)))
def test_builds_killed_at_any_moment_do_no_harm(
    scene: Scene, undisturbed: Marts, series: int
) -> None:
    scene.back()
    states = [scene.marts(), undisturbed]
    moments = random.Random(series)
    for _ in range(min(IN_A_ROW, KILLS - series * IN_A_ROW)):
        process = scene.start("scripts/build.py", *NO_TESTS)
        time.sleep(moments.uniform(0, scene.seconds))
        kill(process)
        assert scene.marts() in states
    scene.build()
    assert scene.marts() == undisturbed


def test_a_plain_dbt_build_killed_in_place_is_begun_again(
    scene: Scene, undisturbed: Marts
) -> None:
    # Where dbt has read the project for this very file, it need not do so again.
    place = scene.copy
    shutil.copy(scene.first, place)
    dbt = ("-m", "dbt.cli.main", "build", *NO_TESTS)
    moments = random.Random(KILLS)
    for _ in range(-(-KILLS // 2)):
        process = scene.start(*dbt, warehouse=place)
        # Not before it has written something.
        is_dbt_at_work = False
        while not is_dbt_at_work and process.poll() is None:
            time.sleep(0.1)
            is_dbt_at_work = place.with_name(f"{place.name}.wal").exists()
        # Alone it is done sooner than beside two readers.
        time.sleep(moments.uniform(0, scene.seconds / 4))
        assert kill(process)
    code, said = scene.run(*dbt, warehouse=place)
    assert code == 0, said
    assert scene.marts(place) == undisturbed


def test_a_failing_data_test_leaves_the_last_good_state(
    scene: Scene, undisturbed: Marts
) -> None:
    with duckdb.connect(str(scene.warehouse)) as database:
        database.execute("delete from marts.sessions")
    before = scene.warehouse.read_bytes()
    guard = "assert_sessions_and_conversions_agree"
    code, said = scene.run("scripts/build.py", "--select", guard)
    assert code == 1
    assert f"Failed {guard}" in said
    assert "stays as it was" in said
    assert scene.warehouse.read_bytes() == before
