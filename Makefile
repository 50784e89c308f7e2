# Two commands matter: `make run` and `make test`. Each sets up what is missing.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= python3.11
BIN := .venv/bin

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

venv: .venv/.local-ready ## the virtual environment for running, from hash-locked requirements
venv-dev: .venv/.dev-ready ## the same with what tests and checks need

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.local-ready: requirements/local.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/local.txt
	touch $@

.venv/.dev-ready: requirements/dev.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@ .venv/.local-ready

lock: .venv/.dev-ready ## rewrite requirements/*.txt from requirements/*.in (UPGRADE=1 for newer releases), then install
	sh deploy/lock.sh
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch .venv/.local-ready .venv/.dev-ready

.PHONY: help venv venv-dev lock
