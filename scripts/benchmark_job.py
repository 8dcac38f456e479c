"""One run of one contestant, in a process of its own: its cost is the job's alone.

Usage: python benchmark_job.py JOB.json ANSWER.json

A job names an engine, its threads, the databases to attach and the statements to run.
The answer holds the rows of the last statement, the wall time of all of them, the peak
of memory, and what the start had cost before the first one. Standard library and one
engine only, so that any interpreter with the engine can run it.
"""

import json
import resource
import sys
import time
from pathlib import Path


def cpu_seconds() -> float:
    """User and system time of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak_bytes() -> int:
    """Largest resident memory of this process.

    ru_maxrss may be what the parent had at the fork, so the kernel's own mark of this
    process is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        marks = dict(line.split(":", 1) for line in status.read_text().splitlines())
        if "VmHWM" in marks:
            return int(marks["VmHWM"].split()[0]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def with_duckdb(job: dict) -> tuple[float, float, list]:
    """CPU seconds of the start, wall seconds of the statements, rows of the last."""
    import duckdb

    startup, began = cpu_seconds(), time.perf_counter()
    connection = duckdb.connect()
    connection.execute(f"set threads = {job['threads']}; set TimeZone = 'UTC'")
    for alias, path, access in job["databases"]:
        connection.execute(f"attach '{path}' as {alias} ({access})")
    rows = []
    for statement in job["statements"]:
        rows = connection.execute(statement).fetchall()
    connection.close()
    return startup, time.perf_counter() - began, rows


def with_chdb(job: dict) -> tuple[float, float, list]:
    """The same for chDB."""
    import chdb

    startup, began = cpu_seconds(), time.perf_counter()
    rows = []
    for statement in job["statements"]:
        limited = f"{statement} settings max_threads = {job['threads']}"
        rows = json.loads(str(chdb.query(limited, "JSONCompact")))["data"]
    return startup, time.perf_counter() - began, rows


ENGINES = {"duckdb": with_duckdb, "chdb": with_chdb}


def main() -> None:
    job = json.loads(Path(sys.argv[1]).read_text())
    try:
        startup, wall, rows = ENGINES[job["engine"]](job)
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {str(error).strip().splitlines()[0]}")
    answer = {
        "startup_cpu_seconds": startup,
        "wall_seconds": wall,
        "peak_bytes": peak_bytes(),
        "rows": rows,
    }
    Path(sys.argv[2]).write_text(json.dumps(answer))


if __name__ == "__main__":
    main()
