# Two commands are promised: `make read` and `make test`, on a fresh machine with Python >= 3.11 and make.
# Everything happens inside .venv; nothing outside this folder is touched but taiyaku's own places (see `taiyaku doctor`).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# tests run beside each other; two is what CI has
JOBS ?= 2

.PHONY: read test check lint types imports units bench clean

# by the environment, so that a file name may hold blanks and quotes
export SOURCE
read: $(VENV)/installed
	@$(BIN)/taiyaku read $(if $(SOURCE),"$$SOURCE")

test: check units

check: lint types imports

lint: $(VENV)/developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/developed
	$(BIN)/mypy

imports: $(VENV)/developed
	$(BIN)/lint-imports --no-cache

units: $(VENV)/developed
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup --cov --cov-report=term -m "not bench"

bench: $(VENV)/developed
	$(BIN)/python -m pytest -m bench -s tests/bench

# pip first: the one that comes with Python 3.11 fails on some of today's packages. dependency groups need pip >= 25.1.
$(VENV)/pip: constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "taiyaku needs Python 3.11 or newer; call: make PYTHON=python3.12 ...")'
	@echo "taiyaku: installing into $(VENV), once: takes a minute or two and 650 MB"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade -c constraints.txt pip
	@touch $@

$(VENV)/installed: $(VENV)/pip pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet -c constraints.txt --editable ".[pronunciation]"
	@touch $@

$(VENV)/developed: $(VENV)/installed
	$(BIN)/python -m pip install --quiet -c constraints.txt --group dev
	@touch $@

clean:
	rm -rf $(VENV) dist build .coverage .mypy_cache .ruff_cache .hypothesis
