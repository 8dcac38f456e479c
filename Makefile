# make build and make test need Python 3.11 or newer, make and git; nothing else.
# Settings are environment variables: RAW_DATA_DIR, WAREHOUSE_PATH, EVENT_SOURCES,
# WAREHOUSE_MEMORY_LIMIT (such as 8GB; what does not fit goes to disk beside the warehouse), and
# where raw files fail their check FORCE=1 (build them) or SKIP_FAILING=1 (leave them out).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
CLICKHOUSE := $(VENV)/.clickhouse

export RAW_DATA_DIR ?= data/raw
export WAREHOUSE_PATH ?= conversion_analytics.duckdb
# For example: make build EVENT_SOURCES=ga4, or EVENT_SOURCES=generic,ga4
EVENT_SOURCES ?=
FORCE ?=
SKIP_FAILING ?=
LANDING := target/landing
CHECK_FLAGS := $(if $(EVENT_SOURCES),--sources $(EVENT_SOURCES)) \
	$(if $(FORCE),--force) $(if $(SKIP_FAILING),--skip-failing)
VARS := $(if $(EVENT_SOURCES),--vars '{event_sources: [$(EVENT_SOURCES)]}',)

export DBT_PROFILES_DIR := $(CURDIR)
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help setup data check build test lint ask docs clean

help: ## Show this list.
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) \
		| awk -F ':.*## ' '{printf "  make %-7s %s\n", $$1, $$2}'

setup: $(INSTALLED) ## Create .venv with the locked versions.

$(INSTALLED): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
# uv is faster, but it does not read pip's own settings (an index, a certificate).
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock \
		2> $(VENV)/uv.log \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
			--require-hashes --requirement requirements.lock
	@touch $@

# A new requirements.lock takes it away again, so it comes after that.
$(CLICKHOUSE): requirements-clickhouse.lock $(INSTALLED)
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --no-deps --require-hashes \
		--requirement requirements-clickhouse.lock 2> $(VENV)/uv.log \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
			--require-hashes --requirement requirements-clickhouse.lock
	@touch $@

data: $(INSTALLED)
	@$(BIN)/python scripts/make_sample_events.py --out "$(RAW_DATA_DIR)" --if-empty

check: data ## Check the raw files: target/landing/summary.html says what is wrong.
	@$(BIN)/python scripts/check_landing.py --out $(LANDING) $(CHECK_FLAGS)

build: data ## Check raw files, build the models, test the data, print the rates.
	@SKIPPED_FILES_LIST=$(LANDING)/skipped_files.txt $(BIN)/python scripts/build.py \
		--landing="--out $(LANDING) $(CHECK_FLAGS)" \
		--exclude-resource-type unit_test $(VARS)

test: $(INSTALLED) $(CLICKHOUSE) ## Run every check: linters, strict parse, builds, bouncer, pytest.
	@scripts/run_checks.sh

lint: $(INSTALLED) ## Run the linters alone.
	@scripts/run_checks.sh lint

ask: $(INSTALLED) ## Answer a question of analyses/: make ask QUESTION=how_do_we_compare
	@$(BIN)/python scripts/ask.py $(QUESTION)

docs: data ## Make the documentation site: target/static_index.html.
	@test -e "$(WAREHOUSE_PATH)" || $(MAKE) --no-print-directory build
	@dbt docs generate --static --quiet $(VARS)
	@echo "Open target/static_index.html in a browser; it needs no server."

clean: ## Delete what was built; sample data and .venv stay.
	@rm -rf target logs "$(WAREHOUSE_PATH)" "$(WAREHOUSE_PATH).wal" \
		"$$(dirname "$(WAREHOUSE_PATH)")/.$$(basename "$(WAREHOUSE_PATH)").building" \
		"$$(dirname "$(WAREHOUSE_PATH)")/.$$(basename "$(WAREHOUSE_PATH)").lock"
