# One place for every command. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HTML := _build/html
export PATH := $(CURDIR)/$(BIN):$(PATH)
export NPM_CONFIG_UPDATE_NOTIFIER := false
.DEFAULT_GOAL := help
.PHONY: help book site test lab notebooks exercises explorers bench lint clean

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

$(VENV)/.ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; name it with: make PYTHON=/path/to/python3 ..."; exit 1; }
	@echo "Making $(VENV) from requirements.txt (once, one to three minutes) ..."
	@rm -rf $(VENV) && $(PYTHON) -m venv $(VENV) || { echo "Python could not make $(VENV); on Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

node_modules/.ready: package-lock.json $(VENV)/.ready
	@echo "Getting the site's JavaScript packages with the Node in $(VENV) ..."
	@npm ci --silent --no-audit --no-fund
	@touch $@

book: site  ## build the site and serve it on localhost
	@python tools/serve.py $(HTML)

site: $(VENV)/.ready node_modules/.ready  ## build the site into _build/html
	@python tools/build_site.py

test: $(VENV)/.ready node_modules/.ready  ## run every test: core, notebooks, site
	@python tools/run_tests.py

lab: $(VENV)/.ready  ## open the notebooks in JupyterLab
	@jupyter lab book

notebooks: $(VENV)/.ready  ## run every notebook again and store its slim outputs
	@python tools/run_notebooks.py

explorers: $(VENV)/.ready node_modules/.ready  ## bundle the interactive figures' JavaScript
	@python tools/bundle_explorers.py

exercises: $(VENV)/.ready  ## make the exercises from the solutions, run both, measure the checks
	@python tools/make_exercises.py

bench/.venv/.ready: bench/requirements.txt requirements.txt $(VENV)/.ready
	@echo "Making bench/.venv with the peers: PyTorch, JAX, autograd, scikit-learn (once, a few minutes) ..."
	@rm -rf bench/.venv && $(PYTHON) -m venv bench/.venv
	@bench/.venv/bin/pip install --quiet --disable-pip-version-check -r requirements.txt -r bench/requirements.txt
	@touch $@

bench: site bench/.venv/.ready  ## measure the core beside its peers, the figures and the site
	@bench/.venv/bin/python bench/run.py
	@bench/.venv/bin/python bench/run.py --all-threads
	@python bench/explorer_frames.py
	@python bench/site_times.py
	@python bench/report.py

lint: $(VENV)/.ready node_modules/.ready  ## check format, lint, types, layering and workflows
	@ruff format --check . && ruff check . && lint-imports && npx --no-install tsc -p . && npx --no-install tsc -p tests/site/in_page && npx --no-install biome check && check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml && check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml && check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff

clean:  ## remove what was built; keeps .venv
	@rm -rf _build node_modules .pytest_cache .ruff_cache .hypothesis
