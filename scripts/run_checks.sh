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

# dbt reads the project anew for another file, so every build here is of the same one.
step "dbt build without data"
dbt --quiet build --empty --exclude-resource-type test --exclude-resource-type unit_test
rm "$WAREHOUSE_PATH"

step "dbt build, twice"
# The first is made of all rows, and is what pytest looks at; views name their database, so
# its copy is called the same. The second has nothing to load; unit tests do not depend on
# the data, so it runs them.
dbt --quiet build --exclude-resource-type unit_test
mkdir "$work/first"
cp "$WAREHOUSE_PATH" "$work/first/checks.duckdb"
dbt --quiet build

step "dbt docs and dbt-bouncer"
dbt --quiet docs generate
dbt-bouncer run --config-file dbt-bouncer.yml --output-only-failures

step "pytest"
export TEST_WAREHOUSE="$PWD/$work/first/checks.duckdb"
export TEST_SECOND_WAREHOUSE="$PWD/$WAREHOUSE_PATH"
export TEST_RAW_DATA="$PWD/$RAW_DATA_DIR" TEST_MANIFEST="$PWD/$work/manifest.json"
cp target/manifest.json "$TEST_MANIFEST"
# Without ClickHouse its tests would be skipped; here they must run.
export CLICKHOUSE_REQUIRED=1
# By file, so that what a file builds once is built once.
pytest --numprocesses 2 --dist loadfile --durations=12
