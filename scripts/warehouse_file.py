"""The warehouse as a file: one build at a time, in a copy that replaces it when good.

Beside the warehouse lie .<name>.lock and the folder .<name>.building. In the folder are
the copy, under the name of the warehouse because DuckDB calls the database after its
file, and what the last good build was made of.
"""

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

CHUNK = 1 << 28
# What a build may add to the copy, as a share of it, before it counts as too much.
GROWTH = 0.25
# Rows that were ahead of the clock of the build, and not of their own time of receipt:
# with time they become events.
EVENTS_TO_COME = """
select count(*) from marts.rejected_events
where
    reason = 'in_the_future'
    and (received_at is null or received_at > timestamp '{started}')
"""


class BuildRefusedError(Exception):
    """A build cannot start; the words say why and what to do."""


class Warehouse:
    """A DuckDB file that readers may open at any time; it is replaced as a whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # A link stays a link: the file that it points to is replaced.
        self.file = path.resolve() if path.is_symlink() else path
        self.folder = self.file.parent / f".{self.file.name}.building"
        self.copy = self.folder / path.name
        self.lock = self.file.parent / f".{self.file.name}.lock"
        self.record = self.folder / "last_build.json"

    @contextmanager
    def one_build(self) -> Iterator[None]:
        """Keeps other builds out. The system lets go of the lock with the process."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = self.lock.open("a+", encoding="utf-8")
        except OSError as error:
            raise BuildRefusedError(
                f"A build writes beside {self.path}: {error}"
            ) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                process, _, since = lock.read().partition(" ")
                raise BuildRefusedError(
                    f"{self.path} is being built by process {process} since {since}: "
                    f"wait for it, or stop it with kill {process}."
                ) from None
            lock.truncate(0)
            lock.write(f"{os.getpid()} {clock(datetime.now(UTC))}")
            lock.flush()
            yield

    @contextmanager
    def copied(self) -> Iterator[None]:
        """Makes the copy, and keeps writers out of the warehouse until it is left.

        DuckDB takes the same kind of lock: it still lets readers in, and names this
        process to a program that wants to write. Closing any handle of the file gives
        the lock up, so there is only one.
        """
        self.remove_copy()
        if not self.file.exists():
            yield
            return
        with self.file.open("rb") as source:
            try:
                fcntl.lockf(source, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                raise BuildRefusedError(self.who_writes()) from None
            self.check_space()
            try:
                copy_file(source.fileno(), self.copy)
                # What a broken-off process wrote, and DuckDB has yet to put in place.
                for log in self.logs():
                    shutil.copyfile(log, self.folder / self.copy_of(log))
            except OSError as error:
                raise BuildRefusedError(
                    f"{self.path} cannot be copied: {error}"
                ) from error
            yield

    def logs(self) -> list[Path]:
        """DuckDB's write-ahead log of the warehouse, if there is one."""
        return sorted(self.file.parent.glob(f"{self.file.name}.wal*"))

    def copy_of(self, log: Path) -> str:
        return self.path.name + log.name.removeprefix(self.file.name)

    def remove_copy(self) -> None:
        """Delete what the build before has left."""
        for left in self.folder.glob(f"{self.copy.name}*"):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink()

    def check_space(self) -> None:
        size = sum(one.stat().st_size for one in (self.file, *self.logs()))
        wanted, free = size * (1 + GROWTH), shutil.disk_usage(self.folder).free
        if free < wanted:
            raise BuildRefusedError(
                f"Not enough disk space: a build works on a copy of {self.path} and "
                f"needs {gigabytes(wanted)}; {gigabytes(free)} are free."
            )

    def who_writes(self) -> str:
        """Why the warehouse cannot be copied now: somebody has it open for writing."""
        try:
            duckdb.connect(str(self.file), read_only=True).close()
        except duckdb.Error as error:
            found = re.search(r"held in (.*?) \(PID (\d+)\)", str(error))
            if found:
                return (
                    f"{self.path} is open for writing in process {found[2]} "
                    f"({Path(found[1]).name}): close it there, then build again."
                )
        return f"{self.path} was open for writing elsewhere: build again."

    def publish(self, facts: dict[str, str], started: datetime) -> None:
        """Put the copy in the place of the warehouse, and note what it was made of."""
        with duckdb.connect(str(self.copy)) as database:
            database.execute("checkpoint")
        with self.copy.open("rb") as written:
            os.fsync(written.fileno())
        if self.file.exists():
            self.copy.chmod(self.file.stat().st_mode)
        noted = {
            "facts": facts,
            "started": started.isoformat(),
            "file": mark(self.copy),
        }
        # A log belongs to the old file: the new one must never meet it.
        for log in self.logs():
            log.unlink()
        self.copy.replace(self.file)
        draft = self.record.with_suffix(".draft")
        draft.write_text(json.dumps(noted), encoding="utf-8")
        draft.replace(self.record)

    def unchanged_since(self, facts: dict[str, str]) -> datetime | None:
        """When the warehouse was built, if a build now would make the same one."""
        try:
            noted = json.loads(self.record.read_text(encoding="utf-8"))
            started = datetime.fromisoformat(noted["started"])
            as_noted = noted["facts"] == facts and noted["file"] == mark(self.file)
            if not as_noted or self.logs():
                return None
            with duckdb.connect(str(self.file), read_only=True) as database:
                # As text: DuckDB imports pandas, for seconds, to read a parameter.
                moment = started.astimezone(UTC).replace(tzinfo=None)
                query = database.sql(EVENTS_TO_COME.format(started=moment))
                return None if query.fetchall()[0][0] else started
        except (OSError, ValueError, KeyError, duckdb.Error):
            return None


def copy_file(source: int, target: Path) -> None:
    """Copy an open file; where the file system can, the two share their blocks."""
    with target.open("wb") as written:
        try:
            while os.copy_file_range(source, written.fileno(), CHUNK):
                pass
        except (AttributeError, OSError):
            # Not every system has it, nor between all file systems.
            os.lseek(source, 0, os.SEEK_SET)
            written.truncate(0)
            with open(source, "rb", closefd=False) as reader:  # noqa: PTH123
                shutil.copyfileobj(reader, written, CHUNK)


def mark(file: Path) -> list[int]:
    """Changes whenever somebody writes to the file."""
    found = file.stat()
    return [found.st_ino, found.st_size, found.st_mtime_ns]


def clock(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def gigabytes(size: float) -> str:
    return f"{size / 1e9:,.1f} GB"
