"""The project's own macros without dbt: a file is read here as the build reads it.

Only macros that ask nothing of dbt but ``return`` and ``stop`` can be called.
"""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path

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


class Macros:
    """Macros of a folder as functions: ``macros.read_as("value", "json")``."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self.compiled: dict[str, Callable[..., object]] = {}

    @cached_property
    def environment(self) -> Environment:
        environment = Environment(extensions=["jinja2.ext.do"])
        for file in self.folder.glob("*.sql"):
            environment.globals[file.stem] = partial(self.call, file.stem)
        environment.globals |= {"return": _return, "stop": _stop}
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
