# make crawl                                    the sample site, from nothing to a readable result
# make crawl SITE=name ARGS="-a since=2026-11-01"   any other
# make test                                     the whole suite
# make check                                    all that CI runs
# make bench CORPUS=folder                      quality and speed beside the peers, STEP=7 for a seventh
# make bench-crawl PAGES=3000                   a whole crawl beside Scrapy alone

SITE ?= demo
ARGS ?=
STEP ?= 1
PAGES ?= 3000
PICTURE ?= quality.png
export CORPUS ?= ../shared/corpus
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: crawl test lint format types floors docs pages check bench bench-crawl clean

crawl: $(VENV)/.ready
	@$(BIN)/scrapy crawl $(SITE) $(ARGS)
	@echo && $(BIN)/scrapy articles list --site $(SITE) --limit 5

test: $(VENV)/.ready-dev postgres chromium
	@$(BIN)/python -m pytest -q

lint: $(VENV)/.ready-dev
	@$(BIN)/ruff check --quiet && $(BIN)/ruff format --check --quiet && echo "lint: ok"

format: $(VENV)/.ready-dev
	@$(BIN)/ruff check --quiet --fix && $(BIN)/ruff format --quiet

types: $(VENV)/.ready-dev
	@$(BIN)/mypy --no-error-summary && echo "types: ok"

floors: $(VENV)/.ready-dev
	@$(BIN)/lint-imports --no-cache --no-logo > $(VENV)/.floors || { cat $(VENV)/.floors; exit 1; }
	@echo "floors: ok"

docs: $(VENV)/.ready-dev
	@$(BIN)/python -m pytest -q $(wildcard tests/test_docs*.py) tests/test_add_a_site.py

# Writes the pages of docs/ that are made from the code; `make docs` checks them.
pages: $(VENV)/.ready-dev
	@$(BIN)/python docs/generate.py

check: lint types floors docs test

# Figures depend on the machine and on what else it does: only ratios within a run say anything.
bench: $(VENV)/.ready-bench
	@$(BIN)/python benchmarks/quality.py --step $(STEP) --picture $(PICTURE)
	@$(BIN)/python benchmarks/speed.py --step $(STEP)

bench-crawl: $(VENV)/.ready-bench
	@$(BIN)/python benchmarks/crawl.py --pages $(PAGES)

clean:
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache build *.egg-info

$(BIN)/python:
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "$(PYTHON): Python 3.11 or later with venv is needed; on Debian: apt-get install python3-venv"; \
		exit 1; }
	@echo "making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# A stamp each, newer than pyproject.toml: the second run installs nothing.
$(VENV)/.ready: pyproject.toml | $(BIN)/python
	@echo "installing what a crawl needs (once, a minute or less)"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml | $(BIN)/python
	@echo "installing what the tests need (once, a minute or less)"
	@$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.ready

# The pip of Python 3.11 breaks on two packages that both want an extra of a third.
$(VENV)/.ready-bench: pyproject.toml $(VENV)/.ready
	@echo "installing what the benchmarks compare with (once, a minute or less)"
	@$(PIP) install --upgrade pip
	@$(PIP) install --editable '.[bench]'
	@touch $@

# The tests start a server of their own; without the programs those of PostgreSQL are skipped.
.PHONY: postgres
postgres:
	@if [ -z "$$(command -v pg_ctl || ls /usr/lib/postgresql/*/bin/pg_ctl 2>/dev/null)" ]; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "installing PostgreSQL (once; its tests start a server of their own)"; \
			{ apt-get update && DEBIAN_FRONTEND=noninteractive \
				apt-get install --yes --no-install-recommends postgresql; } >/dev/null 2>&1 \
				|| echo "PostgreSQL could not be installed; its tests are skipped"; \
		else \
			echo "no PostgreSQL here; its tests are skipped (on Debian: apt-get install postgresql)"; \
		fi; \
	fi

# The tests look at the report of `scrapy inspect` in it; without it they are skipped.
.PHONY: chromium
chromium:
	@if [ -z "$$(command -v chromium || command -v chromium-browser || command -v google-chrome)" ]; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "installing Chromium (once; the tests look at reports in it)"; \
			{ apt-get update && DEBIAN_FRONTEND=noninteractive \
				apt-get install --yes --no-install-recommends chromium; } >/dev/null 2>&1 \
				|| echo "Chromium could not be installed; its tests are skipped"; \
		else \
			echo "no Chromium here; its tests are skipped (on Debian: apt-get install chromium)"; \
		fi; \
	fi
