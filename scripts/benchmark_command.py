"""One command in a process of its own, and what it cost.

Usage: python benchmark_command.py ANSWER.json COMMAND [ARGUMENT ...]

The answer holds CPU seconds (user and system), wall seconds and the largest resident
memory, of the command and of what it started and waited for. This small process stands
between because Linux counts the memory that the starting process had as the command's.
The exit code is the command's. Standard library only.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path


def measured(command: list[str]) -> tuple[dict[str, float], int]:
    """What a command cost, and its exit code."""
    began = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    cost = {
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "wall_seconds": wall,
        "peak_bytes": used.ru_maxrss * unit,
    }
    return cost, process.returncode


def main() -> int:
    answer, *command = sys.argv[1:]
    cost, code = measured(command)
    Path(answer).write_text(json.dumps(cost))
    return code


if __name__ == "__main__":
    sys.exit(main())
