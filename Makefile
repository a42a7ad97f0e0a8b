# Everything a person needs: `make demo` and `make test`. Needs python3.11 and make; installs the rest itself.
SHELL := /bin/bash
PYTHON ?= python3.11
BIN := .venv/bin
UV := $(BIN)/uv
export UV_PYTHON_DOWNLOADS := never
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: setup demo check test bench fix reference requirements clean

setup: .venv/installed
	@$(BIN)/python tools/compile_catalogues.py

.venv/installed: requirements-dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(UV) || $(BIN)/python -m pip install --quiet uv==0.13.9
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup
	$(BIN)/wardbell demo

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/wardbell migrations check
	$(BIN)/wardbell reference check
	$(BIN)/wardbell catalogues check
	$(BIN)/python tools/check_licences.py

test: setup
	./tools/test

bench: setup bench/.venv/installed
	./tools/bench

bench/.venv/installed: bench/requirements.txt
	@test -x bench/.venv/bin/python || $(PYTHON) -m venv bench/.venv
	$(UV) pip sync --quiet --python bench/.venv/bin/python --require-hashes bench/requirements.txt
	@touch $@

fix: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

reference: setup
	$(BIN)/wardbell reference write

requirements:
	$(UV) pip compile pyproject.toml --generate-hashes --no-annotate --no-header --python-version 3.11 --quiet -o requirements.txt
	$(UV) pip compile pyproject.toml --group dev --generate-hashes --no-annotate --no-header --python-version 3.11 --quiet -o requirements-dev.txt
	$(UV) pip compile bench/peers/requirements.in --generate-hashes --no-annotate --no-header --python-version 3.11 --quiet -o bench/requirements.txt

clean:
	rm -rf .venv bench/.venv var static-collected
