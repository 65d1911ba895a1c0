# Needs python3 (3.11 to 3.13) and make, nothing else: everything is installed into .venv, which belongs to this file.
# Another Python: make test PYTHON=python3.13

PYTHON ?= python3
VENV ?= .venv
JOBS ?= 2
ARGS ?=

BIN := $(VENV)/bin
PYTHON_VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
# Written when the installation is complete. One without it is half made and is made anew, as for another Python.
STAMP := $(VENV)/installed-for-python-$(PYTHON_VERSION)
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check browser format bench evidence lessons sensitivity calibration schema pages lock clean

help: ## Show what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

demo: $(STAMP) ## Project a telecom operator's 100,000 customers; the answer is printed, pictures land in results/
	$(BIN)/engage run telecom --customers 100000

test: check browser ## Everything that must hold: lint, types, tests
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(ARGS)

check: $(STAMP) ## Lint, format and types only
	@$(BIN)/python -m ruff check
	@$(BIN)/python -m ruff format --check
	@$(BIN)/python -m mypy

# The pages are tested in a real browser. Where none is there and none may be installed, those tests say so and wait.
browser: ## Install Chromium for the tests of the pages, where that is possible
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
		|| { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
			&& echo "Installing Chromium for the tests of the pages" \
			&& apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends \
				chromium >/dev/null; } \
		|| echo "No Chromium here: the tests of the pages in a browser are left out"

format: $(STAMP) ## Format the code, mend what the linter can mend
	@$(BIN)/python -m ruff check --fix-only
	@$(BIN)/python -m ruff format

bench: $(STAMP) ## Measure speed and memory
	$(BIN)/python benchmarks/run.py $(ARGS)

# Each finding is kept as soon as it is judged: interrupted, the same command goes on. 6 says that a finding is missed.
evidence: $(STAMP) ## Judge every published finding anew and write docs/evidence.md with its pictures; some minutes
	$(BIN)/engage evidence --markdown --out results/evidence/full --pictures docs/pictures/evidence \
		> docs/evidence.md.part || test $$? -eq 6 || { rm -f docs/evidence.md.part; exit 1; }
	mv docs/evidence.md.part docs/evidence.md
	@said=$$(sed -n 's/^\*\*\(With the one set.*\)\*\*$$/\1/p' docs/evidence.md) && \
		sed "s|^> With the one set of defaults.*|> $$said|" README.md > README.md.part && mv README.md.part README.md

lessons: $(STAMP) ## Live the lessons anew and write docs/lessons.md with its pictures
	$(BIN)/engage lesson --markdown --pictures docs/pictures/lessons > docs/lessons.md.part && mv docs/lessons.md.part docs/lessons.md

sensitivity: $(STAMP) ## Move every default by a quarter and write docs/evidence-sensitivity.md; a quarter of an hour or more
	$(BIN)/engage evidence --sensitivity --markdown --out results/evidence/sensitivity \
		> docs/evidence-sensitivity.md.part && mv docs/evidence-sensitivity.md.part docs/evidence-sensitivity.md

calibration: $(STAMP) ## Fit the cohort of Fader & Hardie anew and refresh docs/calibration.md with its pictures; some minutes
	$(BIN)/python benchmarks/calibration.py

schema: $(STAMP) ## Refresh schema/scenario.json and schema/sweep.json, which editors read, from the code
	$(BIN)/engage schema > schema/scenario.json.part && mv schema/scenario.json.part schema/scenario.json
	$(BIN)/engage schema --kind sweep > schema/sweep.json.part && mv schema/sweep.json.part schema/sweep.json

pages: $(STAMP) ## Refresh the pages in docs/ that are written from the code: the points, the parameters, the glossary
	$(BIN)/engage claims --markdown > docs/claims.md.part && mv docs/claims.md.part docs/claims.md
	$(BIN)/engage schema --markdown > docs/parameters.md.part && mv docs/parameters.md.part docs/parameters.md
	$(BIN)/engage glossary --markdown > docs/glossary.md.part && mv docs/glossary.md.part docs/glossary.md

lock: ## Refresh requirements.lock to the newest versions that fit pyproject.toml
	@test -x .venv-lock/bin/uv || { $(PYTHON) -m venv --clear .venv-lock && \
		.venv-lock/bin/python -m pip --quiet --quiet --disable-pip-version-check install uv; }
	@.venv-lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --fork-strategy fewest \
		--no-header --no-annotate --no-emit-find-links pyproject.toml --all-extras --group pyproject.toml:dev --output-file requirements.lock
	@echo "requirements.lock: $$(grep -c == requirements.lock) versions"

clean: ## Remove the installation and every cache; results/ stays
	rm -rf .venv .venv-lock build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

$(STAMP): pyproject.toml requirements.lock
	@case "$(PYTHON_VERSION)" in 3.11|3.12|3.13) ;; *) \
		echo "Python 3.11, 3.12 or 3.13 is needed, but '$(PYTHON)' is '$(PYTHON_VERSION)'; try: make PYTHON=python3.12" >&2; \
		exit 1 ;; esac
	@echo "Installing into $(VENV) for Python $(PYTHON_VERSION); about a minute, once"
	@test -e $@ || $(PYTHON) -m venv --clear $(VENV)
	@rm -f $@
	@$(PIP) install --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
