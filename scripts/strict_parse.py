"""dbt parse in which every warning is an error, misspelt YAML keys included.

dbt 1.11 checks keys against its schema for four adapters only, and DuckDB is not among
them; a typo such as `+materialised` would pass in silence. Tied to dbt 1.11.
"""

import sys

from dbt.cli.main import dbtRunner
from dbt.jsonschemas import jsonschemas


def main() -> int:
    jsonschemas._JSONSCHEMA_SUPPORTED_ADAPTERS.add("duckdb")
    command = ["--quiet", "parse", "--warn-error", "--no-partial-parse"]
    return 0 if dbtRunner().invoke(command).success else 1


if __name__ == "__main__":
    sys.exit(main())
