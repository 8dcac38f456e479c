#!/bin/sh
# Every check, in the order in which a mistake is cheapest to see. `lint` stops after the
# linters. Works on a folder of its own, so that nothing of the user's is touched.
set -eu
cd "$(dirname "$0")/.."

began=$(date +%s)
step() {
    printf '\n== %s (after %s s)\n' "$1" "$(($(date +%s) - began))"
}

step "ruff"
ruff check .
ruff format --check --quiet .

step "yamllint"
yamllint --strict .

work="target/checks"
rm -rf "$work"
mkdir -p "$work"
export RAW_DATA_DIR="$work/raw" WAREHOUSE_PATH="$work/checks.duckdb"
export DBT_PROFILES_DIR="$PWD" DBT_LOG_PATH="$work/logs"
python scripts/make_sample_events.py --out "$RAW_DATA_DIR" --events 100000

step "strict parse"
python scripts/strict_parse.py

step "sqlfluff"
sqlfluff lint --disable-progress-bar --processes 2 models tests analyses

if [ "${1:-}" = "lint" ]; then
    exit 0
fi

step "dbt build without data"
WAREHOUSE_PATH="$work/empty.duckdb" dbt --quiet build --empty \
    --exclude-resource-type test --exclude-resource-type unit_test

step "dbt build, twice"
# The first is made of all rows, and is what pytest looks at. The second, on a copy, has
# nothing to load. Unit tests do not depend on the data: the second build runs them. Views
# name their database, so the copy is called the same.
dbt --quiet build --exclude-resource-type unit_test
mkdir "$work/again"
cp "$WAREHOUSE_PATH" "$work/again/checks.duckdb"
WAREHOUSE_PATH="$work/again/checks.duckdb" python scripts/build.py

step "dbt docs and dbt-bouncer"
dbt --quiet docs generate
dbt-bouncer run --config-file dbt-bouncer.yml --output-only-failures

step "pytest"
export TEST_WAREHOUSE="$PWD/$WAREHOUSE_PATH"
export TEST_SECOND_WAREHOUSE="$PWD/$work/again/checks.duckdb"
export TEST_RAW_DATA="$PWD/$RAW_DATA_DIR" TEST_MANIFEST="$PWD/$work/manifest.json"
cp target/manifest.json "$TEST_MANIFEST"
# Without ClickHouse its tests would be skipped; here they must run.
export CLICKHOUSE_REQUIRED=1
# By file, so that what a file builds once is built once.
pytest --numprocesses 2 --dist loadfile --durations=12
