# The same commands for people, hooks and CI. Each sets up what it needs; a second run finds it done.

VENV ?= .venv
BIN := $(VENV)/bin
EXTRAS_DEMO := demo,stats,fast
EXTRAS_DEV := dev,r,llm,stats,fast
PYTEST := $(BIN)/python -m pytest

export TZ := UTC
export LC_ALL := C.UTF-8

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format lint types contracts format-check tests bless bench fuzz conformance coverage
.PHONY: wheel clean

help:
	@echo "make demo         set up, translate a production-like program, run it, verify it"
	@echo "make test         set up (R included) and run all tests"
	@echo "make check        format, lint, types, import contracts, tests: what CI runs"
	@echo "make bless        rewrite the golden files of the corpus; review the diff"
	@echo "make bench        speed, as ratios in one run"
	@echo "make fuzz         random programs through every engine (N=2000)"
	@echo "make conformance  pass rates of the documented example programs per area and engine"
	@echo "make coverage     rewrite docs/coverage.md: the SAS words that are covered, and their use"
	@echo "make format       format the sources"
	@echo "make wheel        build dist/saslift-*.whl"
	@echo "make clean        remove everything that was built, the environment included"

# --- environments ---------------------------------------------------------------------------------------

$(VENV)/.demo: pyproject.toml tools/setup_python.sh
	@tools/setup_python.sh $(VENV) $(EXTRAS_DEMO)
	@touch $@

$(VENV)/.dev: pyproject.toml tools/setup_python.sh tools/setup_r.sh
	@tools/setup_r.sh
	@tools/setup_python.sh $(VENV) $(EXTRAS_DEV)
	@touch $@ $(VENV)/.demo

setup: $(VENV)/.dev

# --- doing the job --------------------------------------------------------------------------------------

demo: $(VENV)/.demo
	@$(BIN)/python demo/demo.py

test: $(VENV)/.dev
	@tools/setup_r.sh
	$(PYTEST) -n auto -m "not slow"

# --- checking -------------------------------------------------------------------------------------------

check: format-check lint types contracts tests

format-check: $(VENV)/.dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

tests: $(VENV)/.dev
	@tools/setup_r.sh
	$(PYTEST) -n auto

# --- changing -------------------------------------------------------------------------------------------

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bless: $(VENV)/.dev
	$(BIN)/python -m equivalence.corpus

# --- measuring ------------------------------------------------------------------------------------------

N ?= 2000
SEED ?= 1

bench: $(VENV)/.dev
	$(BIN)/python -m equivalence.bench.run

fuzz: $(VENV)/.dev
	$(BIN)/python -m equivalence.fuzz --programs $(N) --seed $(SEED) --jobs 2

conformance: $(VENV)/.dev
	$(BIN)/python -m equivalence.conformance tests/conformance/examples.jsonl

coverage: $(VENV)/.dev
	$(BIN)/python -m equivalence.coverage

# --- building -------------------------------------------------------------------------------------------

wheel: $(VENV)/.dev
	$(BIN)/python -m build --wheel --outdir dist .

clean:
	rm -rf $(VENV) dist build out demo/data demo/out .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -rf .import_linter_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
