# Needs python3 (3.11 or newer), git and make; everything else goes into .venv.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
MANAGE := $(PY) manage.py
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: $(RUNTIME) ## Install, prepare the database, make the first account, serve on 127.0.0.1:8000, with one worker
	@$(MANAGE) migrate --verbosity 0 --skip-checks
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MANAGE) first_run --url http://$(HOST):$(PORT)
	@echo "Serving on http://$(HOST):$(PORT)/ (Ctrl-C ends it)"
	@exec $(PY) -m LeadManagementSystem.together \
		$(PY) -m granian --interface wsgi LeadManagementSystem.wsgi:application \
		--host $(HOST) --port $(PORT) --workers $(WORKERS) --blocking-threads 4 \
		-- $(MANAGE) worker

.PHONY: demo
demo: $(RUNTIME) ## Load an invented company into an empty database, and print its log-ins
	@$(MANAGE) migrate --verbosity 0 --skip-checks
	@$(MANAGE) load_demo

.PHONY: install
install: $(DEV) ## Install everything a developer needs

.PHONY: test
test: $(DEV) ## Run the tests, on SQLite and PostgreSQL
	$(MANAGE) test

.PHONY: bench
bench: $(DEV) ## Measure the speed on both databases, against a hand-written floor
	$(PY) -m bench $(BENCH)
	$(if $(BENCH),,$(PY) -m bench.forecasts)

.PHONY: screenshots
screenshots: $(DEV) ## Picture every page with demo data, light and dark, desk and phone
	$(PY) -m web.tests.screenshots $(SCREENSHOTS)

# CI runs exactly this. The types take longest, on one processor: the rest that is quick runs beside.
.PHONY: check
check: $(DEV) ## Run all of CI: format, lint, imports, types, templates, migrations, settings, tests
	$(BIN)/ruff format --check .
	@$(MAKE) --no-print-directory --jobs=2 types check-quickly
	$(MANAGE) test

.PHONY: check-quickly
check-quickly: lint
	$(MANAGE) makemigrations --check --dry-run
	SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
		ALLOWED_HOSTS=kam.example.com DEBUG=0 $(MANAGE) check --deploy --fail-level WARNING

.PHONY: format
format: $(DEV) ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

.PHONY: lint
lint: $(DEV) ## Look for mistakes and for imports that go upstairs
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet web/templates

.PHONY: types
types: $(DEV) ## Check the types
	$(BIN)/mypy .

.PHONY: schema
schema: $(DEV) ## Write docs/openapi.yaml anew
	$(MANAGE) spectacular --file docs/openapi.yaml --validate --fail-on-warn

.PHONY: messages
messages: $(RUNTIME) ## Collect the texts to translate, and say which have no French yet
	@$(MANAGE) messages

.PHONY: clean
clean: ## Remove .venv, caches and collected files; the database and the key stay
	rm -rf $(VENV) staticfiles .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.txt | $(PY)
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt requirements.txt | $(PY)
	$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@ $(RUNTIME)
