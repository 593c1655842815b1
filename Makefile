# Two commands do all the set-up: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)

# What may be given from outside: JOURNAL_* (see docs/operations.md).
JOURNAL := $(BIN)/journal

.PHONY: run test test-app check check-python check-app fix bench validate faults walls coverage mutants scorecard size screens audit codes build lock help
.DEFAULT_GOAL := help

run: var/.run web/dist/index.html ## Set up, and serve the demo
	@exec $(JOURNAL) demo

test: var/.dev web/dist/index.html var/.browser ## Set up, check and test everything
	@$(MAKE) --no-print-directory -j2 check test-app
	@$(BIN)/python -m pytest

check: check-python check-app ## Lint, types, import rules

check-python: var/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check-app: web/node_modules/.package-lock.json
	@cd web && npm run --silent check

test-app: web/dist/index.html
	@cd web && npm test --silent && npm run --silent size

fix: var/.dev web/node_modules/.package-lock.json ## Mend what a tool can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@cd web && npm run --silent fix

bench: var/.dev web/dist/index.html var/.browser ## Measure, against a bare handler and a bare insert
	@$(BIN)/python -m bench

validate: var/.dev ## Write docs/validation.md: what the estimate of fading is worth
	@$(BIN)/python -m validation

faults: var/.dev web/dist/index.html var/.browser ## Break it in every way, in full; takes an hour
	@JOURNAL_FAULTS=full $(BIN)/python -m pytest -n 0 tests/faults

walls: var/.dev ## Take out each wall in its turn, and write docs/walls.md; takes an hour
	@JOURNAL_FAULTS=full $(BIN)/python -m pytest -n 0 tests/faults/test_walls_noticed.py

coverage: var/.dev ## Write docs/coverage.md: every branch of the clinical part
	@$(BIN)/python -m tests.clinical.branches

mutants: var/.mutants ## Change the recovery and the red flags in small ways, and write docs/mutants.md
	@$(BIN)/python -m tests.clinical.mutants

scorecard: var/.dev ## Write docs/scorecard.md from what was found
	@$(BIN)/python -m tests.faults.scorecard

size: web/dist/index.html ## Compressed bytes of the first load
	@cd web && npm run --silent size

screens: var/.dev web/dist/index.html var/.browser ## Draw docs/screens anew
	@$(BIN)/python -m tests.e2e.screens

audit: var/.dev ## Look for known vulnerabilities in what is locked
	@$(BIN)/pip-audit --require-hashes --disable-pip -r requirements-dev.lock
	@cd web && npm audit

codes: var/.run ## One-time codes of the demo's staff, as they are now
	@$(JOURNAL) demo-codes

build: web/dist/index.html ## Build the app

lock: var/.dev ## Resolve the dependencies anew
	@sh tools/lock

help:
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

$(BIN)/python:
	@echo "Making a Python environment …"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed." if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv

var:
	@mkdir -p var

# Stamps, one for each set of locked packages: a changed lock installs, an unchanged one does not.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# What is installed is compiled by all cores at once; a package may hold files that are not for this Python.
COMPILE := $(BIN)/python -m compileall -qq -j 0 .venv/lib || true
OURSELVES := $(PIP) --no-deps --no-build-isolation --editable .

var/.run: requirements.lock requirements-build.lock | $(BIN)/python var
	@echo "Installing what the journal needs …"
	@$(PIP) --require-hashes -r requirements.lock -r requirements-build.lock
	@$(OURSELVES)
	@touch $@

var/.dev: requirements-dev.lock | $(BIN)/python var
	@echo "Installing what the tests need …"
	@$(PIP) --require-hashes --no-deps --no-compile -r requirements-dev.lock
	@$(OURSELVES)
	@$(COMPILE)
	@touch $@ var/.run

var/.mutants: requirements-mutants.lock var/.dev
	@$(PIP) --require-hashes -r requirements-mutants.lock
	@touch $@

var/.browser: tools/browser | var
	@sh tools/browser
	@touch $@

# Whichever of the two sets is there has Node.
web/node_modules/.package-lock.json: web/package-lock.json web/package.json | $(BIN)/python
	@test -e var/.dev || $(MAKE) --no-print-directory var/.run
	@echo "Installing what the app needs …"
	@cd web && npm ci --silent --no-audit --no-fund
	@touch $@

WEB := $(shell find web/src web/public web/index.html web/vite.config.ts web/tsconfig*.json web/tools journal/clinical/instruments -type f 2>/dev/null)

web/dist/index.html: web/node_modules/.package-lock.json $(WEB)
	@echo "Building the app …"
	@cd web && npm run --silent build
	@touch $@
