# Two commands matter: `make run` and `make test`. Each sets up what is missing.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
LOCAL := $(BIN)/python -m deploy.local
# Node comes from the virtual environment: the machine need not have one.
NPM := cd gateway/web && PATH="$(CURDIR)/$(BIN):$$PATH" npm --silent --no-audit --no-fund --no-update-notifier
WEB := $(NPM) run
WEB_SOURCES := $(shell find gateway/web/src gateway/web/public -type f 2>/dev/null) $(wildcard gateway/web/*.html gateway/web/*.ts)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# Directories of tests to run, for example: make test TESTS=tests/files
TESTS ?= tests
# Processes that run them side by side; each needs a core.
WORKERS ?= 2

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

run: web ## set up, start everything, print address and logins; Ctrl-C stops it
	@exec $(LOCAL) run

up: web ## the same in the background
	@$(LOCAL) up

stop: ## stop what `make run` or `make up` started
	@$(LOCAL) down

status: ## one line for each process
	@$(LOCAL) status

demo: web ## play the main job over the public API (LETTER=path for a letter of your own)
	@$(BIN)/python -m clients.demo $(if $(LETTER),--letter "$(LETTER)")

test: web-dev ## every test: the browser client's own, then the platform's
	@$(if $(filter tests,$(TESTS)),$(WEB) test)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder --max-worker-restart 0 $(TESTS)

check: web-dev ## format, lint, types, import rules, shell and container files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/hadolint deploy/Dockerfile
	$(BIN)/python -m gateway.describe | ($(WEB) api)
	$(WEB) types

bench: web-dev ## measure the budgets beside their floors; writes docs/benchmarks.md
	@$(BIN)/python -m tests.load

bench-web: web-dev ## the same for the browser client, in Chromium and by Lighthouse; writes docs/benchmarks-web.md
	@$(BIN)/python -m tests.load.web

screenshots: web-dev ## pictures of every screen in both languages, wide and on a phone (TO=folder)
	@$(BIN)/python -m tests.browser.screenshots $(if $(TO),--to "$(TO)")

compose-test: web-dev ## run docker-compose.yml for real with podman and base images built from Debian's packages
	@$(BIN)/python -m deploy.compose.test

wheelhouse: web ## what building the image without an index needs: the locked wheels and the built browser client
	@$(BIN)/python -m deploy.compose.standins

system: ## install the Debian packages that are missing
	@$(PYTHON) -m deploy.local.bootstrap

system-dev: ## the same with what tests need besides (Chromium)
	@$(PYTHON) -m deploy.local.bootstrap tests

venv: system .venv/.local-ready ## the virtual environment for running, from hash-locked requirements
venv-dev: system-dev .venv/.dev-ready ## the same with what tests and checks need

.venv/bin/python: | system
	@$(PYTHON) -m venv .venv

.venv/.local-ready: requirements/local.txt | .venv/bin/python
	@echo "पायथन पैकेज स्थापित किए जा रहे हैं (पहली बार कुछ मिनट) / Installing Python packages (some minutes the first time)"
	@$(PIP) -r requirements/local.txt
	@touch $@

.venv/.dev-ready: requirements/dev.txt | .venv/bin/python
	@echo "पायथन पैकेज स्थापित किए जा रहे हैं (पहली बार कुछ मिनट) / Installing Python packages (some minutes the first time)"
	@$(PIP) -r requirements/dev.txt
	@touch .venv/.local-ready $@

web: venv gateway/web/dist/index.html ## the browser client, built
web-dev: venv-dev gateway/web/node_modules/.dev-ready web ## the same with what its tests and checks need

gateway/web/node_modules/.ready: gateway/web/package-lock.json | .venv/.local-ready
	@echo "ब्राउज़र के पटल के पैकेज स्थापित किए जा रहे हैं / Installing the browser client's packages"
	@$(NPM) ci --omit=dev
	@touch $@

gateway/web/node_modules/.dev-ready: gateway/web/package-lock.json | .venv/.dev-ready
	@$(NPM) ci
	@touch gateway/web/node_modules/.ready $@

gateway/web/dist/index.html: $(WEB_SOURCES) | gateway/web/node_modules/.ready
	@$(WEB) build -- --logLevel error
	@touch $@

lock: .venv/.dev-ready ## rewrite requirements/*.txt from requirements/*.in (UPGRADE=1 for newer releases), then install
	sh deploy/lock.sh
	$(PIP) -r requirements/dev.txt
	@touch .venv/.local-ready .venv/.dev-ready

.PHONY: help run up stop status demo test check bench bench-web screenshots compose-test wheelhouse system system-dev venv venv-dev web web-dev lock
