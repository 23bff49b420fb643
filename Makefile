# Ledstjärna: `make run` and open http://127.0.0.1:8000, `make test` before you send a change.
PYTHON ?= python3
PORT ?= 8000
LEDSTJARNA_DEMO ?= 1
export PORT LEDSTJARNA_DEMO
TOOL = @$(PYTHON) -m

.PHONY: run setup test check deep bench screens lock help
.NOTPARALLEL:

run: setup ## set up and serve on http://127.0.0.1:8000 with the demo municipality (PORT, DATABASE_URL can be set)
	@exec .venv/bin/python -P -m ledstjarna.config.supervisor

setup: ## the same short of serving; after it .venv/bin/ledstjarna works
	$(TOOL) tools.setup

test: ## everything: lint, types, contracts, units on SQLite and PostgreSQL, browser, accessibility
	$(TOOL) tools.test all

check: ## the quick part of it, in some minutes: lint, types, contracts, quick units on SQLite
	$(TOOL) tools.test quick

deep: ## the heavy runs: long fuzzing and everything marked deep, on both databases
	$(TOOL) tools.test deep

bench: ## measure against a bare Django view in the same run
	$(TOOL) tools.setup --tests
	@.venv/bin/python -m tools.bench

screens: ## draw docs/images anew, from the demo municipality in a browser
	$(TOOL) tools.setup --tests
	@.venv/bin/python -m tools.screens

lock: ## pin all packages anew with hashes (UPGRADE=1 takes newer versions)
	$(TOOL) tools.lock $(if $(UPGRADE),--upgrade)

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-7s %s\n' "$$name" "$$text"; done
