# A fresh machine needs python3 (3.11 or newer) and make, nothing else.
#   make run              the demo on http://localhost:8000    PORT=8080  PY=python3.13  UV=1
#   make test             the whole suite                      ARGS="-k embargo"

PY ?= python3
PORT ?= 8000
ARGS ?=
PYTHON := .venv/bin/python
export PORT UV

PREPARE = @command -v $(PY) >/dev/null || { \
	echo "There is no $(PY) here; install Python 3.11 or newer, or name yours: make PY=python3.13" >&2; \
	exit 1; }; $(PY) bin/prepare.py

.PHONY: help run install test lint format bench lock clean

help:
	@sed -n 's/^#   //p' Makefile
	@echo "also: install lint format bench lock clean"

run:
	$(PREPARE) requirements.txt
	@exec $(PYTHON) manage.py serve

install:
	$(PREPARE) requirements-dev.txt

test: install
	@$(PYTHON) -m pytest -n auto --dist worksteal -rs --no-fold-skipped $(ARGS)

lint: install
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	.venv/bin/lint-imports --no-cache
	$(PYTHON) -m djlint templates --lint --quiet
	@DATABASE_URL=sqlite:///:memory: $(PYTHON) manage.py makemigrations --check --dry-run
	@$(PYTHON) -m pytest tests/test_conventions.py

format: install
	$(PYTHON) -m ruff check --fix
	$(PYTHON) -m ruff format

bench: install
	@for script in benchmarks/*.py; do \
		[ -e "$$script" ] || { echo "There are no benchmarks yet."; exit 0; }; \
		echo "== $$script"; $(PYTHON) "$$script" || exit 1; done

COMPILE = $(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate $(if $(UPGRADE),--upgrade)

lock: install
	$(PYTHON) -m pip install --quiet --disable-pip-version-check uv
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-s3.in -c requirements.txt -o requirements-s3.txt
	$(COMPILE) requirements-dev.in -c requirements.txt -c requirements-s3.txt -o requirements-dev.txt

# The trial's database and pictures in var/ stay.
clean:
	rm -rf .venv .pytest_cache .ruff_cache .import_linter_cache .hypothesis var/static var/*.log
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
