# `make demo` and `make test` set up all they need in .venv, on a machine with Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
SAMPLE := seeds/founding-sample.txt
BENCH_FILES ?= 300
ifndef PATH
export PATH := /usr/local/bin:/usr/bin:/bin
endif

.PHONY: demo test eval bench format clean

demo: $(READY)
	@$(BIN)/cleaner fix --diff --quiet $(SAMPLE) || [ $$? -eq 1 ]
	@$(BIN)/cleaner check $(SAMPLE) || [ $$? -eq 1 ]

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python benchmarks/accuracy/evaluate.py --check
	$(BIN)/pytest -n auto --cov --cov-fail-under=97

eval: $(READY)
	$(BIN)/python benchmarks/accuracy/evaluate.py --compare

bench: $(READY)
	$(BIN)/python benchmarks/speed.py --files $(BENCH_FILES)
	$(BIN)/python benchmarks/growth.py

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache

# Some systems part `venv` or its pip from Python: then any pip that Python has fills the environment.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else 1)' || { \
	  echo "cleaner needs Python 3.11 or newer: make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 \
	  || { $(PYTHON) -m venv --clear --without-pip $(VENV) \
	       && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; } \
	  || { echo "$(PYTHON) cannot make a virtual environment: install its venv module" \
	            "(Debian, Ubuntu: apt install python3-venv), or make PYTHON=/path/to/another" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
