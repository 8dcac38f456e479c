"""Write seeds/definitions/definition_bots.csv from the package crawler-user-agents.

Usage: python scripts/update_bots.py [--check]

The package (MIT, https://github.com/monperrus/crawler-user-agents) lists patterns that
the user agents of machines hold. Most are plain words, which are compared as they are;
the others stay regular expressions. ``--check`` writes nothing, and its exit code says
whether the seed is what the installed version gives.
"""

import argparse
import csv
import io
import re
import sys
from pathlib import Path
from typing import Any

import crawleruseragents

SEED = Path(__file__).parents[1] / "seeds" / "definitions" / "definition_bots.csv"
COLUMNS = ["bot_pattern", "match_type", "bot", "category", "is_ai_crawler"]
# What makes a text a regular expression, where no backslash stands before it.
SPECIAL = re.compile(r"(?<!\\)[\[\]()|?*+^$.]|\\[dDsSwWbB]")
CLASS = re.compile(r"\[(\w)(\w)\]")


def plain(pattern: str) -> str | None:
    """The text that a pattern stands for, or nothing if it stands for several."""
    return None if SPECIAL.search(pattern) else re.sub(r"\\(.)", r"\1", pattern)


def readable(pattern: str) -> str:
    """A name for what a pattern finds: of two letters the capital, of two words one."""
    name = CLASS.sub(lambda letters: min(letters.groups()), pattern)
    name = re.sub(r"\(\^\| \)|\(\[\^-\]\|\$\)|\\d|\[\\s\\S\]\*", " ", name)
    name = re.sub(r"[()^$]", "", name.split("|")[0].replace("\\", ""))
    return " ".join(re.sub(r"[\[\]+*?]", "", name).split()).rstrip("/ ")


def row(agent: dict[str, Any]) -> list[str]:
    """One line of the seed."""
    text, tags = plain(agent["pattern"]), agent.get("tags", [])
    return [
        agent["pattern"] if text is None else text,
        "regular_expression" if text is None else "contains",
        readable(agent["pattern"]),
        next((tag for tag in tags if tag != "ai-crawler"), "ai-crawler")
        if tags
        else "",
        str("ai-crawler" in tags).lower(),
    ]


def seed() -> str:
    """The whole seed as text."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows = {
        line[0]: line for line in map(row, crawleruseragents.CRAWLER_USER_AGENTS_DATA)
    }
    writer.writerows(rows[pattern] for pattern in sorted(rows))
    return lines.getvalue()


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    if not parser.parse_args(arguments).check:
        SEED.write_text(seed())
        return 0
    if SEED.read_text() == seed():
        return 0
    print(f"{SEED.name} is not what this version of crawler-user-agents gives.")
    print("Run python scripts/update_bots.py.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
