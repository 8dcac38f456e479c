"""What a build depends on, to be compared: without dbt, in a fraction of a second."""

import hashlib
import os
import platform
import time
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("macros", "models", "scripts", "seeds", "tests")
# Tests in Python run on their own.
LEFT_OUT = ("tests/python/",)
PACKAGES = ("dbt-core", "dbt-duckdb", "duckdb", "numpy")
# dbt reads options from the environment; these say only where it writes.
WRITES_TO = ("DBT_LOG_PATH", "DBT_TARGET_PATH", "DBT_PROFILES_DIR")


def build_facts(arguments: list[str]) -> dict[str, str]:
    """A hash for each kind of thing that a build depends on."""
    return {
        "raw files": digest(
            raw_files(Path(os.environ.get("RAW_DATA_DIR", "data/raw")))
        ),
        "project": digest(project_files()),
        "settings": digest(settings(arguments)),
        **skipped_fact(),
    }


def skipped_fact() -> dict[str, str]:
    return {"skipped files": digest(skipped_files())}


def digest(parts: Iterable[str]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(f"{len(part)} {part}".encode(errors="surrogateescape"))
    return found.hexdigest()


def raw_files(folder: Path) -> Iterator[str]:
    """Name, size and time of each file below a folder, linked folders among them."""
    if not folder.is_dir():
        # Nothing is known about it, so it is never the same.
        yield str(time.time_ns())
    lines, seen = [], set()
    for place, folders, names in os.walk(folder, followlinks=True):
        real = Path(place).resolve()
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        for name in names:
            path = Path(place, name)
            if path.exists():
                stat, known = path.stat(), path.relative_to(folder).as_posix()
                lines.append(f"{known} {stat.st_size} {stat.st_mtime_ns}")
    yield str(folder)
    yield from sorted(lines)


def project_files() -> Iterator[str]:
    """Names and contents of what dbt reads, and of these scripts."""
    profiles = Path(os.environ.get("DBT_PROFILES_DIR", ROOT)) / "profiles.yml"
    below = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.*"))
    for path in sorted([ROOT / "dbt_project.yml", profiles, *below]):
        name = os.path.relpath(path, ROOT)
        is_source = path.is_file() and path.suffix != ".pyc"
        if is_source and not name.startswith(LEFT_OUT):
            yield name
            yield hashlib.sha256(path.read_bytes()).hexdigest()


def settings(arguments: list[str]) -> Iterator[str]:
    """Arguments, environment and versions. The salt costs whoever guesses it time."""
    yield from arguments
    salt = os.environ.get("PRIVACY_SALT")
    if salt is not None:
        known = hashlib.pbkdf2_hmac("sha256", salt.encode(), b"build facts", 200_000)
        yield f"salt {known.hex()}"
    for name, value in sorted(os.environ.items()):
        if name.startswith("DBT_") and name not in WRITES_TO:
            yield f"{name}={value}"
    yield platform.python_version()
    yield from (f"{name} {version(name)}" for name in PACKAGES)


def skipped_files() -> list[str]:
    """The raw files that SKIPPED_FILES_LIST leaves out of the build."""
    listed = Path(os.environ.get("SKIPPED_FILES_LIST") or os.devnull)
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    return [line for line in lines if not line.startswith("#")]


def builds_everything(arguments: list[str]) -> bool:
    """Whether these arguments of dbt build leave out no model and ask for no reload."""
    if os.environ.get("DBT_FULL_REFRESH"):
        return False
    rest = iter(arguments)
    for one in rest:
        kind = next(rest, "")
        left_out = one == "--exclude-resource-type" and kind in ("test", "unit_test")
        if not left_out and one != "--vars":
            return False
    return True
