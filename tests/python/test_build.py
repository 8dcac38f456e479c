"""scripts/build.py around dbt: what starts it, what it is given, what becomes of it.

In place of dbt there is a function that writes into the copy it is given.
"""

import os
import subprocess
import sys
from collections import namedtuple
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import build
import build_facts
import duckdb
import pytest
import warehouse_file
from rich.console import Console

COUNT_UP = """
create schema if not exists marts;
create or replace table marts.rejected_events (reason text, received_at timestamp);
create table if not exists marts.numbers (number int);
insert into marts.numbers values (1);
"""
WRITER = """
import duckdb, sys
database = duckdb.connect(sys.argv[1])
database.execute("create or replace table marts.numbers as select 7 as number")
print("open", flush=True)
sys.stdin.read()
"""
Answer = Callable[[Path], bool | None]


class Builds:
    """A project of a few files, and a dbt that does what it is told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.warehouse = folder / "shop.duckdb"
        self.answer: Answer = self.count_up
        self.runs: list[list[str]] = []
        self.checks: list[str] = []
        self.is_landing_good = True
        for name in ("dbt_project.yml", "profiles.yml", "raw/generic/day.csv"):
            self.write(name, "one")
        for name in ("seeds/list.csv", "models/a.sql", "macros/b.sql", "tests/c.sql"):
            self.write(name, "one")

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text)

    @staticmethod
    def count_up(database: Path) -> bool:
        with duckdb.connect(str(database)) as written:
            written.execute(COUNT_UP)
        return True

    def run_dbt(self, arguments: list[str], database: Path, _: Console) -> bool | None:
        self.runs.append(arguments)
        return self.answer(database)

    def check(self, landing: str) -> bool:
        self.checks.append(landing)
        return self.is_landing_good

    def number(self) -> int:
        """How many builds the warehouse has seen."""
        with duckdb.connect(str(self.warehouse), read_only=True) as database:
            return database.sql("select count(*) from marts.numbers").fetchall()[0][0]

    def build(self, *arguments: str) -> int:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.argv", ["build.py", *arguments])
            return build.main()


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    """Nothing is built yet."""
    made = Builds(tmp_path)
    monkeypatch.setattr(build_facts, "ROOT", tmp_path)
    for name in ("DBT_PROFILES_DIR", "SKIPPED_FILES_LIST", "PRIVACY_SALT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RAW_DATA_DIR", str(tmp_path / "raw"))
    monkeypatch.setenv("WAREHOUSE_PATH", str(made.warehouse))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setitem(sys.modules, "run_dbt", SimpleNamespace(run_dbt=made.run_dbt))
    monkeypatch.setattr(build, "print_summary", lambda database, console: None)
    monkeypatch.setattr(build, "is_landing_good", made.check)
    return made


@contextmanager
def writer(database: Path) -> Iterator[subprocess.Popen]:
    """Another process that has the file open for writing, and wrote a 7 to its log."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    process.stdout.readline()
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_build_replaces_the_warehouse_and_leaves_no_log(builds: Builds) -> None:
    assert builds.build() == 0
    assert builds.build("--select", "something") == 0
    assert builds.number() == 2
    left = {one.name for one in builds.folder.iterdir() if "shop" in one.name}
    assert left == {"shop.duckdb", ".shop.duckdb.lock", ".shop.duckdb.building"}
    beside = builds.folder / ".shop.duckdb.building"
    assert [one.name for one in beside.iterdir()] == ["last_build.json"]


@pytest.mark.parametrize(("answer", "is_told"), [(False, True), (None, False)])
def test_after_a_failure_the_warehouse_stays_as_it_was(
    builds: Builds,
    capsys: pytest.CaptureFixture[str],
    answer: bool | None,
    is_told: bool,
) -> None:
    def fail(database: Path) -> bool | None:
        builds.count_up(database)
        return answer

    builds.answer = fail
    assert builds.build() == 1
    assert "shop.duckdb was not made." in capsys.readouterr().out
    assert not builds.warehouse.exists()
    builds.answer = builds.count_up
    assert builds.build() == 0
    before = builds.warehouse.read_bytes()
    builds.answer = fail
    assert builds.build("--full-refresh") == 1
    assert builds.warehouse.read_bytes() == before
    said = capsys.readouterr().out
    assert "shop.duckdb stays as it was." in said
    assert (".shop.duckdb.building/shop.duckdb until the next" in said) == is_told


def test_where_nothing_is_new_neither_the_check_nor_dbt_starts(
    builds: Builds, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--landing=--out x", "--exclude-resource-type", "unit_test")
    assert builds.build(*given) == 0
    assert builds.build(*given) == 0
    assert (builds.checks, len(builds.runs)) == (["--out x"], 1)
    assert "Nothing new since 20" in capsys.readouterr().out
    assert builds.runs[0][:2] == ["--exclude-resource-type", "unit_test"]


def test_raw_files_that_fail_their_check_stop_the_build(builds: Builds) -> None:
    builds.is_landing_good = False
    assert builds.build("--landing=--out x") == 1
    assert not builds.runs


def new_raw_file(builds: Builds) -> None:
    builds.write("raw/generic/next_day.csv", "two")


def touched_raw_file(builds: Builds) -> None:
    os.utime(builds.folder / "raw/generic/day.csv", (1, 1))


def lost_raw_file(builds: Builds) -> None:
    (builds.folder / "raw/generic/day.csv").unlink()


def changed(name: str) -> Callable[[Builds], None]:
    def change(builds: Builds) -> None:
        builds.write(name, "two")

    return change


def event_to_come(builds: Builds) -> None:
    """A row of the future that the build before has rejected, and noted so itself."""

    def reject(database: Path) -> bool:
        Builds.count_up(database)
        with duckdb.connect(str(database)) as written:
            written.execute(
                "insert into marts.rejected_events values ('in_the_future', null)"
            )
        return True

    builds.answer = reject
    assert builds.build("--select", "x") == 0
    assert builds.build() == 0


def other_hand(builds: Builds) -> None:
    """Something else has written to the warehouse, such as forget_visitor."""
    with duckdb.connect(str(builds.warehouse)) as database:
        database.execute("create table mine (number int)")


@pytest.mark.parametrize(
    "change",
    [
        *(new_raw_file, touched_raw_file, lost_raw_file, event_to_come, other_hand),
        *(changed("seeds/list.csv"), changed("models/a.sql"), changed("macros/b.sql")),
        *(changed("tests/c.sql"), changed("dbt_project.yml"), changed("profiles.yml")),
    ],
)
def test_every_change_starts_a_build(
    builds: Builds, change: Callable[[Builds], None]
) -> None:
    assert builds.build() == 0
    change(builds)
    known = len(builds.runs)
    assert builds.build() == 0
    assert len(builds.runs) == known + 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PRIVACY_SALT", "a salt of the test"),
        ("RAW_DATA_DIR", "{folder}/other"),
        ("SKIPPED_FILES_LIST", "{folder}/skipped.txt"),
        ("DBT_WARN_ERROR", "1"),
    ],
)
def test_every_setting_starts_a_build(
    builds: Builds, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    builds.write("other/generic/day.csv", "one")
    builds.write("skipped.txt", "# A comment.\nraw/generic/day.csv\n")
    assert builds.build() == 0
    monkeypatch.setenv(name, value.format(folder=builds.folder))
    assert builds.build() == 0
    assert len(builds.runs) == 2
    assert builds.build() == 0
    assert len(builds.runs) == 2


def test_a_salt_cannot_be_read_from_what_is_noted(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIVACY_SALT", "a salt of the test")
    assert builds.build() == 0
    noted = (builds.folder / ".shop.duckdb.building/last_build.json").read_text()
    assert "salt" not in noted


@pytest.mark.parametrize(
    "arguments",
    [
        *(["--vars", "{a: 1}"], ["--landing=--force"]),
        *(["--select", "a"], ["--exclude", "a"], ["--full-refresh"], ["-f"]),
        ["--exclude-resource-type", "seed"],
    ],
)
def test_other_arguments_start_a_build(builds: Builds, arguments: list[str]) -> None:
    assert builds.build() == 0
    assert builds.build(*arguments) == 0
    assert len(builds.runs) == 2
    # What leaves something out, or asks for a reload, is done each time.
    assert builds.build(*arguments) == 0
    again = arguments[0] not in ("--vars", "--landing=--force")
    assert len(builds.runs) == 2 + again


def test_a_row_ahead_of_its_own_receipt_stays_rejected(builds: Builds) -> None:
    def reject(database: Path) -> bool:
        builds.count_up(database)
        with duckdb.connect(str(database)) as written:
            written.execute(
                "insert into marts.rejected_events values"
                " ('in_the_future', '2026-07-01'), ('missing_actor', null)"
            )
        return True

    builds.answer = reject
    assert builds.build() == 0
    assert builds.build() == 0
    assert len(builds.runs) == 1


def test_a_warehouse_open_for_writing_is_named(
    builds: Builds, capsys: pytest.CaptureFixture[str]
) -> None:
    assert builds.build() == 0
    capsys.readouterr()
    with writer(builds.warehouse) as process:
        assert builds.build("--full-refresh") == 1
        said = capsys.readouterr().out
        assert f"open for writing in process {process.pid} (python" in said
        assert len(said.splitlines()) == 1


def test_while_a_build_works_readers_come_in_and_writers_do_not(builds: Builds) -> None:
    def look(mode: str) -> str:
        code = "import duckdb, sys; duckdb.connect(sys.argv[1], read_only=" + mode + ")"
        command = [sys.executable, "-c", code, str(builds.warehouse)]
        outcome = subprocess.run(command, capture_output=True, text=True, check=False)
        return outcome.stderr

    def build_and_look(database: Path) -> bool:
        found.extend([look("True"), look("False")])
        return builds.count_up(database)

    assert builds.build() == 0
    found: list[str] = []
    builds.answer = build_and_look
    assert builds.build("--full-refresh") == 0
    assert found[0] == ""
    assert f"(PID {os.getpid()})" in found[1]
    assert look("False") == ""


def test_what_a_killed_writer_left_in_the_log_is_built_on(builds: Builds) -> None:
    assert builds.build() == 0
    with writer(builds.warehouse):
        pass
    assert builds.warehouse.with_name("shop.duckdb.wal").exists()
    found = []

    def look(database: Path) -> bool:
        with duckdb.connect(str(database)) as copy:
            found.extend(copy.sql("from marts.numbers").fetchall())
        return True

    builds.answer = look
    assert builds.build() == 0
    assert found == [(7,)]
    assert not builds.warehouse.with_name("shop.duckdb.wal").exists()
    with duckdb.connect(str(builds.warehouse), read_only=True) as database:
        assert database.sql("from marts.numbers").fetchall() == [(7,)]


def test_a_second_build_is_told_of_the_first(
    builds: Builds, capsys: pytest.CaptureFixture[str]
) -> None:
    def build_another(database: Path) -> bool:
        codes.append(builds.build())
        return builds.count_up(database)

    codes: list[int] = []
    builds.answer = build_another
    assert builds.build() == 0
    assert (codes, len(builds.runs)) == ([1], 1)
    said = capsys.readouterr().out
    assert f"is being built by process {os.getpid()} since 20" in said


def test_too_little_disk_space_is_said_before_anything_starts(
    builds: Builds,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert builds.build() == 0
    usage = namedtuple("usage", "total used free")(9, 8, 1)
    monkeypatch.setattr(warehouse_file.shutil, "disk_usage", lambda folder: usage)
    assert builds.build("--full-refresh") == 1
    assert "Not enough disk space" in capsys.readouterr().out
    assert len(builds.runs) == 1


def test_a_link_stays_a_link_and_rights_stay(builds: Builds) -> None:
    far = builds.folder / "far"
    far.mkdir()
    builds.warehouse.symlink_to(far / "real.duckdb")
    assert builds.build() == 0
    (far / "real.duckdb").chmod(0o640)
    assert builds.build("--full-refresh") == 0
    assert builds.warehouse.is_symlink()
    assert builds.number() == 2
    assert (far / "real.duckdb").stat().st_mode & 0o777 == 0o640


def test_a_file_is_copied_where_the_system_cannot_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(os.urandom(100_000))
    for helps in (True, False):
        if not helps:
            monkeypatch.delattr(os, "copy_file_range", raising=False)
        with source.open("rb") as opened:
            warehouse_file.copy_file(opened.fileno(), target)
        assert target.read_bytes() == source.read_bytes()
