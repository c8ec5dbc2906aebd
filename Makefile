# Two commands do everything: `make demo` and `make test`. The rest are parts of them.
VENV := .venv
BIN := $(VENV)/bin

SEEDS := 20000

# A test run starts Python a few hundred times: whoever forbids it elsewhere, here it keeps what it compiled.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo test boothkit hardware lint pytest simulate day explore bench words pictures servers clean
.DEFAULT_GOAL := help

help:
	@echo "make demo   a whole shop on this machine: booths, broker, printer, panel"
	@echo "make test   lint, types, layers and every test"
	@echo "make boothkit  what a technician works with: boards on a cable, and without one"
	@echo "make hardware  the board: checks, simulations, drawings and lists"
	@echo "make simulate  thousands of shops under random faults, in virtual time (SEEDS=$(SEEDS))"
	@echo "make day    a busy day of fifty booths and ten operators, every sum reconciled; on both databases"
	@echo "make explore  every property of the pure parts on thousands of new examples"
	@echo "make bench  how fast and how exact, in one run"
	@echo "make words  collect and compile the panel's translations"
	@echo "make pictures  every page in four looks, for docs/pages.md"
	@echo "make clean  remove what the others made"

demo: $(VENV)/demo-ready
	@exec $(BIN)/locutorio demo

# Side by side: each leaves a core idle at times. First what both need, for the system installs one thing at a time.
test: $(VENV)/dev-ready servers
	@$(MAKE) --no-print-directory --jobs=2 lint pytest

lint: $(VENV)/dev-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Some of the time is waiting for processes, brokers and browsers: four at a time keep two cores busy. A file's
# tests stay together, for what they share, and the files in the order of tests/running_order.py.
pytest: $(VENV)/dev-ready servers
	$(BIN)/pytest -n 4 --dist loadfile --no-loadscope-reorder

boothkit: $(VENV)/technician-ready
	@echo "It is $(BIN)/boothkit; in this terminal \`boothkit\` will do after:  . $(BIN)/activate"

hardware: $(VENV)/dev-ready
	@command -v ngspice >/dev/null || sh tools/apt.sh ngspice
	$(BIN)/python -m hardware
	$(BIN)/python -m hardware.spice.run
	$(BIN)/python -m hardware.countries

simulate: $(VENV)/dev-ready
	PYTHONPATH=tests $(BIN)/python -m simulator.run --seeds $(SEEDS)

day: $(VENV)/dev-ready servers
	PYTHONPATH=tests $(BIN)/python -m busy_day
	PYTHONPATH=tests $(BIN)/python -m busy_day --postgres

explore: $(VENV)/dev-ready
	HYPOTHESIS_PROFILE=explore $(BIN)/pytest -n 2 --timeout 1800 -m "hypothesis and not postgres"

bench: $(VENV)/bench-ready servers
	@sh tools/servers.sh bench
	$(BIN)/python -m bench

words: $(VENV)/dev-ready
	$(BIN)/python -m locutorio.locales

pictures: $(VENV)/dev-ready
	PYTHONPATH=tests $(BIN)/python tests/panel/take_page_pictures.py

servers:
	@sh tools/servers.sh

$(VENV)/demo-ready: pyproject.toml tools/setup.sh
	@sh tools/setup.sh $(VENV) demo
	@touch $@

$(VENV)/technician-ready: pyproject.toml tools/setup.sh
	@sh tools/setup.sh $(VENV) demo,technician
	@touch $@ $(VENV)/demo-ready

$(VENV)/dev-ready: pyproject.toml tools/setup.sh
	@sh tools/setup.sh $(VENV) demo,technician,hardware,dev
	@touch $@ $(VENV)/demo-ready $(VENV)/technician-ready

$(VENV)/bench-ready: pyproject.toml tools/setup.sh
	@sh tools/setup.sh $(VENV) demo,technician,hardware,dev,bench
	@touch $@ $(VENV)/demo-ready $(VENV)/technician-ready $(VENV)/dev-ready

clean:
	rm -rf $(VENV) demo-data .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
