"""The project's own macros without dbt: a file is read here as the build reads it.

Only macros that ask nothing of dbt but ``return``, ``stop``, the folder of raw data and
queries that need no warehouse can be called.
"""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path

import duckdb
from jinja2 import Environment

FOLDER = Path(__file__).parents[1] / "macros"


class StoppedError(Exception):
    """A macro found something wrong; holds the problem and how to mend it."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.problem, self.mend = problem, mend


class _ReturnedError(Exception):
    """How dbt's return leaves a macro: the value travels in the exception."""


def _return(value: object) -> None:
    raise _ReturnedError(value)


def _stop(problem: str, mend: str) -> None:
    raise StoppedError(problem, mend)


class _Result:
    """The part of a result of dbt's run_query that the macros read."""

    def __init__(self, names: list[str], rows: list[tuple[object, ...]]) -> None:
        self.rows = rows
        self.columns = [
            dict(enumerate(row[place] for row in rows)) for place in range(len(names))
        ]


def _run_query(query: str) -> _Result:
    relation = duckdb.sql(query)
    return _Result(relation.columns, relation.fetchall())


class Macros:
    """Macros of a folder as functions: ``macros.read_as("value", "json")``.

    Files are those below the folder raw_data, none left out.
    """

    def __init__(self, raw_data: str = "", folder: Path = FOLDER) -> None:
        self.raw_data, self.folder = raw_data, folder
        self.compiled: dict[str, Callable[..., object]] = {}

    @cached_property
    def environment(self) -> Environment:
        environment = Environment(extensions=["jinja2.ext.do"])
        for file in self.folder.glob("*.sql"):
            environment.globals[file.stem] = partial(self.call, file.stem)
        variables = {"RAW_DATA_DIR": self.raw_data}
        environment.globals |= {"return": _return, "stop": _stop}
        environment.globals |= {"execute": True, "env_var": variables.get}
        environment.globals |= {"run_query": _run_query}
        return environment

    def call(self, name: str, *arguments: object) -> object:
        """What the macro returns, else the text it makes. Raises StoppedError."""
        if name not in self.compiled:
            source = (self.folder / f"{name}.sql").read_text(encoding="utf-8")
            module = self.environment.from_string(source).module
            self.compiled[name] = getattr(module, name)
        try:
            return str(self.compiled[name](*arguments)).strip()
        except _ReturnedError as returned:
            return returned.args[0]

    def __getattr__(self, name: str) -> Callable[..., object]:
        return partial(self.call, name)
