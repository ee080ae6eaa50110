# The commands of this repository. `make` alone lists them.
PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
# Tests run side by side, as tests/scheduler.py says; TESTERS=0 runs them one after another.
TESTERS ?= auto
PYTEST = $(VENV_PYTHON) -m pytest -n $(TESTERS) --dist loadfile --no-loadscope-reorder
# Printed where all tests run: ARGS may choose some, of which no share can be asked.
COVERAGE = --cov --cov-report=json:test-results/coverage.json
BENCHES := $(subst /,.,$(basename $(wildcard benchmarks/bench/[a-z]*.py)))

.PHONY: help run install test check bench fuzz soak evaluate docs lock format clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Install what is missing and start the relay; LAN=1 serves a classroom, LIBRARY=DIR keeps lessons, options in ARGS
	@$(PYTHON) -m tools.install runtime $(if $(LIBRARY),library)
	@READROOM_SECRET_FILE="$${READROOM_SECRET_FILE:-auto}" exec $(VENV_PYTHON) -m \
		$(if $(LIBRARY),tools.run_with_library "$(LIBRARY)",backend) $(if $(filter-out 0 no,$(LAN)),--lan=yes) $(ARGS)

install: ## Install what `make run` needs, without starting it
	@$(PYTHON) -m tools.install runtime

# Eight processes read every test, and tests start hundreds more: what one has compiled, the others need not.
test: export PYTHONDONTWRITEBYTECODE =
test: ## Run every test of both languages; options of pytest in ARGS
	@$(PYTHON) -m tools.install dev browser programs
ifneq ($(strip $(ARGS)),)
	@$(PYTEST) $(ARGS)
else
# What talks to a process of its own covers little here, and a traced client would be too slow for some of it.
	@failed=0; $(PYTEST) -m "not no_cover" $(COVERAGE) || failed=1; $(PYTEST) -m no_cover || failed=1; exit $$failed
endif

check: ## Run the linters and type checkers, look known vulnerabilities up; AUDIT=--strict fails where that cannot be done
	@$(PYTHON) -m tools.install dev
	@$(VENV_PYTHON) -m tools.checkers
	@$(VENV_PYTHON) -m tools.audit $(AUDIT)

bench: ## Measure, and print the tables of benchmarks/
	@$(PYTHON) -m tools.install dev browser
	@set -e; for module in $(BENCHES); do $(VENV_PYTHON) -m $$module; done

fuzz: ## Let strangers attack a relay while a lesson goes on; MESSAGES=1000000 SEED=1
	@$(PYTHON) -m tools.install dev
	@$(VENV_PYTHON) -m benchmarks.fuzz --messages $(or $(MESSAGES),1000000) --seed $(or $(SEED),1)

soak: ## Let a school come and go and look for leaks; MINUTES=30, options in ARGS, listed by ARGS=--help
	@$(PYTHON) -m tools.install dev browser
	@$(VENV_PYTHON) -m benchmarks.soak --minutes $(or $(MINUTES),30) $(ARGS)

docs: ## Write the generated parts of docs/ anew
	@$(PYTHON) -m tools.install dev
	@$(VENV_PYTHON) -m tools.docs

lock: ## Write the locked requirement files anew from requirements/; options of uv in ARGS, as ARGS=--upgrade
	@$(PYTHON) -m tools.install runtime
	@$(VENV_PYTHON) -m tools.lock $(ARGS)

evaluate: ## Print what the labels are worth; HOURS=50 SEED=1 CLIPS=folder, options in ARGS, listed by ARGS=--help
	@$(PYTHON) -m tools.install dev
	@$(VENV_PYTHON) -m benchmarks.evaluation --hours $(or $(HOURS),50) --seed $(or $(SEED),1) --clips "$(CLIPS)" $(ARGS)

format: ## Bring every file into the house format
	@$(PYTHON) -m tools.install dev
	@$(VENV_PYTHON) -m tools.checkers --fix

clean: ## Remove everything that was installed or cached here
	@rm -rf .venv node_modules test-results .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
