# Two commands: `make bulletin` sets up what is needed and builds the example; `make test` sets
# up what is needed and runs every test.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

EXTRAS := archive build dev preview s3 verapdf

.PHONY: bulletin test check lint format lock clean

bulletin: $(VENV)/.runtime
	$(BIN)/eco-print build examples/tieling.txt -o output

test: $(VENV)/.dev lint
	$(BIN)/pytest -n auto

check: test

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The locks name every version and hash; a set-up installs them and nothing newer.
$(VENV)/.runtime: requirements.lock pyproject.toml tools/system-packages.sh
	PYTHON=$(PYTHON) sh tools/system-packages.sh runtime
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src # pip compiles what it copies, and not this
	touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	PYTHON=$(PYTHON) sh tools/system-packages.sh test
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements-dev.lock
	touch $@

lock: $(VENV)/.dev
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-find-links --extra build -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-find-links $(EXTRAS:%=--extra %) -c requirements.lock -o requirements-dev.lock \
	  pyproject.toml

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
