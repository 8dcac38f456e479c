"""Machines are told from people by their user agent, as the list says, no further."""

import csv
import re
from pathlib import Path

import duckdb
import pytest
import update_bots
from crawleruseragents import CRAWLER_USER_AGENTS_DATA
from fake_useragent import FakeUserAgent

# The macro matches_bot in words of this engine; a unit test runs the model itself.
MATCHES = """
select user_agents.user_agent, bots.bot_pattern
from user_agents
left join read_csv(?, header = true, all_varchar = true) as bots
    on case bots.match_type
        when 'contains' then contains(user_agents.user_agent, bots.bot_pattern)
        else regexp_matches(user_agents.user_agent, bots.bot_pattern)
    end
"""


def found(agents: list[str]) -> dict[str, set[str]]:
    """Patterns of the seed that each user agent holds."""
    connection = duckdb.connect()
    connection.execute("create table user_agents (user_agent varchar)")
    connection.executemany(
        "insert into user_agents values (?)", [[agent] for agent in sorted(set(agents))]
    )
    patterns: dict[str, set[str]] = {}
    for agent, pattern in connection.execute(
        MATCHES, [str(update_bots.SEED)]
    ).fetchall():
        patterns.setdefault(agent, set()).update({pattern} - {None})
    return patterns


@pytest.fixture(scope="module")
def machines() -> list[str]:
    return [
        instance
        for agent in CRAWLER_USER_AGENTS_DATA
        for instance in agent.get("instances", [])
    ]


def test_the_seed_is_what_the_list_gives() -> None:
    assert update_bots.main(["--check"]) == 0


def test_a_seed_that_is_not_what_the_list_gives_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "definition_bots.csv"
    old.write_text("\n".join(update_bots.SEED.read_text().splitlines()[:-1]) + "\n")
    monkeypatch.setattr(update_bots, "SEED", old)
    assert update_bots.main(["--check"]) == 1
    assert "Run python scripts/update_bots.py" in capsys.readouterr().out
    assert update_bots.main([]) == 0
    assert update_bots.main(["--check"]) == 0


def test_all_sample_agents_of_the_list_are_machines(machines: list[str]) -> None:
    assert len(machines) > 2000
    assert [agent for agent, patterns in found(machines).items() if not patterns] == []


def test_the_seed_and_the_list_find_the_same_patterns(machines: list[str]) -> None:
    expressions = {
        update_bots.row(agent)[0]: re.compile(agent["pattern"])
        for agent in CRAWLER_USER_AGENTS_DATA
    }
    differences = [
        agent
        for agent, patterns in found(machines).items()
        if patterns != {key for key, one in expressions.items() if one.search(agent)}
    ]
    assert differences == []


def test_no_browser_is_a_machine() -> None:
    # The package holds user agents that real visitors were seen with.
    browsers = [entry["useragent"] for entry in FakeUserAgent().data_browsers]
    assert len(set(browsers)) > 500
    assert [agent for agent, patterns in found(browsers).items() if patterns] == []


def test_bots_have_readable_names() -> None:
    with update_bots.SEED.open() as seed:
        names = {line["bot_pattern"]: line["bot"] for line in csv.DictReader(seed)}
    assert names["[cC]laude[bB]ot"] == "ClaudeBot"
    assert names["GPTBot"] == "GPTBot"
    assert names["PerplexityBot/"] == "PerplexityBot"
    assert not [name for name in names.values() if set(name) & set("[]^$\\|")]
