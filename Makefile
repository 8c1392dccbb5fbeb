# `make try` opens the bot in a chat page; `make test` runs every check. Both set everything up first.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: help try test faults check lint types imports bench catalogues locks clean

help: ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(VENV)/.run: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "quizbot needs Python 3.11, 3.12 or 3.13: make PYTHON=python3.12 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	touch $@

try: $(VENV)/.run ## the bot in a chat page on this machine, no token needed
	$(BIN)/quizbot try

test: lint types imports $(VENV)/.dev ## every check
	$(BIN)/quizbot check questions --strict
	$(BIN)/python -m pytest --cov --cov-report=term --numprocesses=auto --dist=worksteal

faults: $(VENV)/.dev ## every kill, many faults: what the README of tests/faults tells, about an hour
	$(BIN)/python -m pytest -m campaign --capture=no tests/faults

lint: $(VENV)/.dev ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## types
	$(BIN)/mypy

imports: $(VENV)/.dev ## the direction of imports
	$(BIN)/lint-imports

check: $(VENV)/.run ## the question sets
	$(BIN)/quizbot check questions --strict

bench: $(VENV)/.dev ## figures, each beside its yardstick: it takes an hour
	$(BIN)/python -m tests.bench all

catalogues: $(VENV)/.dev ## collect the texts of the screens, and compile the translations
	$(BIN)/pybabel extract --no-wrap --sort-output --no-location -k t -k n:1,2 -k c:1c,2 --project quizbot --copyright-holder "the quizbot authors" -o quizbot/locales/quizbot.pot quizbot/telegram
	$(BIN)/pybabel update --ignore-obsolete --no-wrap --no-fuzzy-matching --ignore-pot-creation-date -i quizbot/locales/quizbot.pot -d quizbot/locales -D quizbot
	$(BIN)/pybabel compile -d quizbot/locales -D quizbot

locks: $(VENV)/.dev ## pin the newest releases that fit
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-strip-extras --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-strip-extras --group dev -c requirements.lock -o requirements-dev.lock

clean: ## remove what was set up
	rm -rf $(VENV) .coverage* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
