# Everything a person or CI does here; `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help run demo test lint type fix bench lock sure clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run ## start the service with its cache on disk
	@echo "try:  curl '$(HOST):$(PORT)/preview?url=https://arxiv.org/abs/2504.18412&pretty=1'"
	BIND=$(HOST):$(PORT) $(BIN)/python -m gunicorn wsgi:app

demo: $(VENV)/.run ## the same without a network: recorded answers stand in for the web
	$(BIN)/python demo/run.py

test: $(VENV)/.dev ## run all tests
	$(BIN)/python -m pytest -q

lint: $(VENV)/.dev ## check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

type: $(VENV)/.dev ## check types
	$(BIN)/mypy

fix: $(VENV)/.dev ## mend what can be mended by a machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## measure beside what others use, and print ratios
	$(BIN)/python -m bench

LOCK := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header
lock: ## write the lock files anew from pyproject.toml
	test -x $(BIN)/uv || $(BIN)/python -m pip install -q uv
	$(LOCK) pyproject.toml --extra redis -o requirements.lock
	$(LOCK) pyproject.toml --all-extras -c requirements.lock -o requirements-dev.lock
	$(LOCK) bench/python/requirements.in -c requirements-dev.lock -o bench/python/requirements.lock
	cd bench/node && npm install --package-lock-only --ignore-scripts

sure: lint type test ## all that CI does

clean: ## forget the virtual environment and every cache
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis artefacts

# A stamp stands for an environment that holds just what its lock file says.
$(VENV)/.run: requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml $(VENV)/.run
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m pip download -q --disable-pip-version-check --require-hashes -d $(VENV)/wheels \
		-r requirements.lock  # the packaging test installs from here, without a network
	$(BIN)/python -m pip download -q --disable-pip-version-check -d $(VENV)/wheels \
		setuptools wheel  # what builds the one dependency that has no wheel
	touch $@
