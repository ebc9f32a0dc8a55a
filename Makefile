# Needs Python 3.11 or newer and make; everything else is put into .venv, from files locked by hash.
PYTHON ?= python3
LOCK_PYTHON ?= python3.11

BIN := .venv/bin
READY := .venv/.ready
LOCKING := build/lock-venv

.DEFAULT_GOAL := all
.PHONY: all setup demo test explore lint format lock clean bench

all: test lint ## tests and lint

setup: $(READY) ## make .venv, anew where the lock or pyproject.toml has changed

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "textkit needs Python 3.11 or newer; say which: make PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q textkit
	@touch $@

demo: setup ## clean the five seed files and say where to look
	@$(BIN)/textkit clean seeds/ -o cleaned/ --report cleaned/report.html
	@echo
	@echo "The clean texts:  cleaned/"
	@echo "The report:       cleaned/report.html   (open it in a browser)"
	@echo "Take it all back: $(BIN)/textkit undo last"

test: setup ## run the tests
	$(BIN)/python -m pytest

explore: setup ## run the tests on new random examples
	EXPLORE=1 $(BIN)/python -m pytest

lint: setup ## ruff, its formatter, and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The oldest Python we support resolves, so that packages which only it needs are in the lock; the hashes are those of
# all platforms. Nothing of the machine it runs on gets into the files.
lock: $(LOCKING)/.ready ## resolve requirements/*.txt anew
	@for kind in run dev; do \
	  $(LOCKING)/bin/python tools/requirements.py $$kind > build/$$kind.in && \
	  (cd build && CUSTOM_COMPILE_COMMAND="make lock" lock-venv/bin/python -m piptools compile --quiet --upgrade \
	    --generate-hashes --allow-unsafe --strip-extras --no-emit-options --no-emit-index-url --no-emit-find-links \
	    --no-emit-trusted-host --output-file ../requirements/$$kind.txt $$kind.in) || exit 1; \
	done
	@! grep -nE '://|^ *-[^-]|^--|/[a-z]+/' requirements/*.txt || { echo "the locks name a place: see above"; exit 1; }

$(LOCKING)/.ready:
	$(LOCK_PYTHON) -m venv --clear $(LOCKING)
	$(LOCKING)/bin/python -m pip install --quiet pip-tools
	@touch $@

clean: ## remove what these targets made
	rm -rf .venv build dist cleaned .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find textkit tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

bench: setup ## speed as ratios against public programs
	$(BIN)/python benchmarks/speed.py

.PHONY: bench-dedupe
SIZE ?= 1k 10k natural
PEERS ?= fast
bench-dedupe: setup ## dedupe beside its peers; SIZE="100k 1M", PEERS=all (docs/benchmarks.md)
	$(BIN)/python -m benchmarks.dedupe run --size "$(SIZE)" --peers "$(PEERS)"

.PHONY: bench-rejoin
SEED ?= 1
COUNT ?= 20
bench-rejoin: setup ## rejoin on broken layouts of text of your own: TEXTS=folder SEED=1 COUNT=20 (docs/benchmarks.md)
	@test -n "$(TEXTS)" || { echo "say which: make bench-rejoin TEXTS=folder, with folder/LANGUAGE/*.txt in it"; exit 2; }
	$(BIN)/python -m benchmarks.rejoin run "$(TEXTS)" --seed $(SEED) --count $(COUNT)
