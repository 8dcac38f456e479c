"""A guard that was never seen failing does not exist.

Every data test of the project is run twice on the built warehouse: as it is, where it
has to be silent, and broken, where it has to speak. Singular tests have their breakages
in ``breakages.py``; those of generic tests follow from the kind of test. Names of tests
are read from the project's files, so a new guard fails here until it has a breakage.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from breakable import Breakable
from breakages import BREAKAGES, HARMLESS, SETTINGS
from generic_mistakes import ALL_MUST_SHOW, MISTAKES, mistakes
from jinja2 import Environment

ROOT = Path(__file__).parents[2]
FOLDERS = ("definitions", "invariants")
GUARDS = sorted(
    path.stem for folder in FOLDERS for path in (ROOT / "tests" / folder).glob("*.sql")
)
# The macros that guards call, of those that are rendered here.
MACROS = ("add_seconds", "reporting_date")
# Generic tests that no mistake can be derived for, with the reason.
EXCEPTIONS: dict[str, str] = {}

Tests = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def data_tests(manifest: dict[str, Any]) -> Tests:
    """All data tests of the build by name."""
    nodes = manifest["nodes"].values()
    return {node["name"]: node for node in nodes if node["resource_type"] == "test"}


@pytest.fixture(scope="module")
def generic_tests(data_tests: Tests) -> Tests:
    """Those made from a kind of test and its arguments."""
    return {
        name: test for name, test in data_tests.items() if test.get("test_metadata")
    }


def render(guard: str, variables: dict[str, bool], names: dict[str, str]) -> str:
    """A guard under other vars; dbt would need a start for each of them."""
    project = yaml.safe_load((ROOT / "dbt_project.yml").read_text())
    [file] = (ROOT / "tests").rglob(f"{guard}.sql")
    macros = [ROOT / "macros" / f"{name}.sql" for name in MACROS]
    template = "".join(path.read_text() for path in [*macros, file])
    return (
        Environment()
        .from_string(template)
        .render(
            var=lambda name, default=None: {**project["vars"], **variables}[name],
            ref=names.__getitem__,
            config=lambda **_: "",
        )
    )


def compiled(test: dict[str, Any]) -> str:
    """The SQL that dbt ran; a test that was skipped has none."""
    code = test.get("compiled_code")
    assert code, f"{test['name']} was not compiled: did its model fail?"
    return code


def test_every_guard_has_a_breakage(data_tests: Tests, generic_tests: Tests) -> None:
    assert set(BREAKAGES) == set(data_tests) - set(generic_tests)
    # The rest are switched on by a var.
    assert set(GUARDS) == set(BREAKAGES) | {guard for guard, *_ in SETTINGS}
    assert set(HARMLESS) <= set(BREAKAGES)
    assert all(BREAKAGES.values())


@pytest.mark.parametrize("guard", BREAKAGES)
def test_guard_is_silent(guard: str, data_tests: Tests, breakable: Breakable) -> None:
    assert breakable.rows(compiled(data_tests[guard])) == []


@pytest.mark.parametrize(
    ("guard", "number"),
    [(guard, n) for guard, found in BREAKAGES.items() for n in range(len(found))],
)
def test_guard_speaks(
    guard: str, number: int, data_tests: Tests, breakable: Breakable
) -> None:
    breakage = BREAKAGES[guard][number]
    assert breakable.rows(compiled(data_tests[guard]), *breakage), breakage


@pytest.mark.parametrize(
    ("guard", "number"),
    [(guard, n) for guard, found in HARMLESS.items() for n in range(len(found))],
)
def test_guard_accepts_what_is_right(
    guard: str, number: int, data_tests: Tests, breakable: Breakable
) -> None:
    change = HARMLESS[guard][number]
    assert breakable.rows(compiled(data_tests[guard]), *change) == [], change


@pytest.mark.parametrize(("guard", "variables", "change", "breakage"), SETTINGS)
def test_guard_speaks_under_other_settings(
    guard: str,
    variables: dict[str, bool],
    change: list[str],
    breakage: list[str],
    breakable: Breakable,
) -> None:
    rendered = render(guard, variables, breakable.names)
    assert breakable.rows(rendered, *change) == [], change
    assert breakable.rows(rendered, *change, *breakage), breakage


def test_every_kind_of_generic_test_is_used(generic_tests: Tests) -> None:
    own = {path.stem for path in (ROOT / "tests" / "generic").glob("*.sql")}
    used = {test["test_metadata"]["name"] for test in generic_tests.values()}
    assert own <= used
    assert used <= set(MISTAKES), "say in generic_mistakes.py what these have to see"
    assert set(EXCEPTIONS) <= set(generic_tests)


def outcome(test: dict[str, Any], breakable: Breakable) -> str:
    """What is wrong with a generic test, or an empty text."""
    if breakable.rows(compiled(test)):
        return "speaks although nothing is broken"
    types = breakable.column_types(test["attached_node"].split(".")[-1])
    seen = (
        bool(breakable.rows(compiled(test), *mistake))
        for mistake in mistakes(test, types)
    )
    kind = test["test_metadata"]["name"]
    enough = all(seen) if kind in ALL_MUST_SHOW else any(seen)
    return "" if enough else "is silent although its column is broken"


def test_every_generic_test_can_fail(
    generic_tests: Tests, breakable: Breakable
) -> None:
    tried = {
        name: test for name, test in generic_tests.items() if name not in EXCEPTIONS
    }
    outcomes = {name: outcome(test, breakable) for name, test in tried.items()}
    assert {name: fault for name, fault in outcomes.items() if fault} == {}
