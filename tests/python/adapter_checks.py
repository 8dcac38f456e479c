"""What the tests of one adapter share: its staged rows, and what its checks say.

dbt reads the project once for all of them, which is the dear part; the SQL that it
compiles is run in memory.
"""

import json
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import duckdb
import pytest
from adapters import adapters
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from dialects.story import StoryEvent

ROOT = Path(__file__).parents[2]
Row = dict[str, Any]


@cache
def project() -> tuple[Path, Any]:
    """The project as dbt reads it with all sources switched on, and where it works."""
    target = Path(mkdtemp(prefix="adapters_"))
    outcome = dbtRunner().invoke(["--quiet", "parse", *options(target)])
    assert outcome.success, outcome.exception
    return target, outcome.result


def options(target: Path, **variables: object) -> list[str]:
    """Options of every dbt command here."""
    given = json.dumps({"event_sources": adapters(), **variables})
    places = ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT)]
    output = ["--target-path", str(target), "--log-path", str(target)]
    output.append("--no-write-json")
    return [*places, *output, "--vars", given]


class Adapter:
    """One adapter, to be run on raw files of any kind."""

    def __init__(self, source: str, **variables: object) -> None:
        self.source, self.variables = source, variables

    def run(self, raw: Path, *command: str) -> Any:  # noqa: ANN401
        """Run a dbt command on the raw files of a folder, without reading it all again.

        The file of the warehouse is let go of afterwards.
        """
        target, manifest = project()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("RAW_DATA_DIR", str(raw))
            patch.setenv("WAREHOUSE_PATH", str(target / "checks.duckdb"))
            runner = dbtRunner(manifest=manifest)
            given = options(target, **self.variables)
            outcome = runner.invoke(["--quiet", *command, *given])
            DuckDBConnectionManager.close_all_connections()
        return outcome

    def staged(self, raw: Path, *, with_properties_as_text: bool = False) -> list[Row]:
        """Rows of the staging model, in the order of time and id.

        Properties come as the values of their JSON, text that is none as it is.
        """
        model = f"stg_{self.source}__events"
        outcome = self.run(raw, "compile", "--select", model)
        assert outcome.success, outcome.exception
        compiled = outcome.result[0].node.compiled_code
        with duckdb.connect() as connection:
            connection.execute("set TimeZone = 'UTC'")
            query = f"select * from ({compiled}) order by occurred_at, event_id"
            result = connection.sql(query)
            names = result.columns
            rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
        if not with_properties_as_text:
            for row in rows:
                row["properties"] = json_value(row["properties"])
        return rows

    def message(self, raw: Path, capfd: pytest.CaptureFixture[str]) -> str:
        """What a person reads when the check of raw files stops; blank if it passes."""
        outcome = self.run(raw, "run-operation", f"check_{self.source}_files")
        printed = capfd.readouterr().out
        assert "Traceback" not in printed
        return "" if outcome.success else printed


def staged_by(
    source: str, warehouse: duckdb.DuckDBPyConnection, columns: str, ids: str
) -> list[tuple]:
    """Columns of the staged rows whose event id is like a pattern, in its order."""
    return warehouse.execute(
        f"select {columns} from staging.stg_{source}__events where event_id like ?"
        " order by event_id",
        [ids],
    ).fetchall()


def json_value(text: str | None) -> object:
    """The value of a JSON text, and any other text as it is."""
    try:
        return None if text is None else json.loads(text)
    except ValueError:
        return text


def as_story(row: Row) -> StoryEvent:
    """A staged row in the words of the story."""
    told = {name: row[name] for name in StoryEvent.__dataclass_fields__}
    value = told["value"]
    return StoryEvent(**told | {"value": None if value is None else float(value)})


def assert_one_line(printed: str, *expected: str) -> None:
    """One line, and no other, holds all these words."""
    lines = [line for line in printed.splitlines() if expected[0] in line]
    assert len(lines) == 1, printed
    for words in expected:
        assert words in lines[0], lines[0]
