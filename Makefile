# Two commands matter: `make run` and `make test`. Each sets up what is missing.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
LOCAL := $(BIN)/python -m deploy.local
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# Directories of tests to run, for example: make test TESTS=tests/files
TESTS ?= tests

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

run: venv ## set up, start everything, print address and logins; Ctrl-C stops it
	@exec $(LOCAL) run

up: venv ## the same in the background
	@$(LOCAL) up

stop: ## stop what `make run` or `make up` started
	@$(LOCAL) down

status: ## one line for each process
	@$(LOCAL) status

demo: venv ## play the main job over the public API (LETTER=path for a letter of your own)
	@$(BIN)/python -m clients.demo $(if $(LETTER),--letter "$(LETTER)")

test: venv-dev ## every test
	@$(BIN)/python -m pytest $(TESTS)

check: venv-dev ## format, lint, types, import rules, shell and container files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/hadolint deploy/Dockerfile

bench: venv-dev ## measure the budgets beside their floors; writes docs/benchmarks.md
	@$(BIN)/python -m tests.load

compose-test: venv-dev ## run docker-compose.yml for real with podman and base images built from Debian's packages
	@$(BIN)/python -m deploy.compose.test

wheelhouse: venv ## download the locked wheels into deploy/wheelhouse, for building the image without an index
	@$(BIN)/python -m deploy.compose.standins

system: ## install the Debian packages that are missing
	@$(PYTHON) -m deploy.local.bootstrap

venv: system .venv/.local-ready ## the virtual environment for running, from hash-locked requirements
venv-dev: system .venv/.dev-ready ## the same with what tests and checks need

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

lock: .venv/.dev-ready ## rewrite requirements/*.txt from requirements/*.in (UPGRADE=1 for newer releases), then install
	sh deploy/lock.sh
	$(PIP) -r requirements/dev.txt
	@touch .venv/.local-ready .venv/.dev-ready

.PHONY: help run up stop status demo test check bench compose-test wheelhouse system venv venv-dev lock
