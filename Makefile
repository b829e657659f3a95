# make quiz    set up what is missing, then practise        make quiz TOPIC=overfitting
# make test    set up what is missing, then run every test  make test T=tests/core
# make check   lint, types, floors, test: the whole gate
PYTHON ?= python3
BOOT = $(PYTHON) tools/boot.py
QBANK_ARGS = $(if $(TOPIC),--topic "$(TOPIC)") $(if $(N),-n "$(N)") $(ARGS)

.PHONY: quiz test check lint types floors fmt coverage bench bench-grading bench-search bench-growth bench-plan bench-judge problems torture lock wheel pictures

quiz:
	@$(BOOT) quiz $(QBANK_ARGS)

test:
	@$(BOOT) test $(T) $(ARGS)

check: lint types floors test

lint:
	@$(BOOT) python -m ruff check src tests tools
	@$(BOOT) python -m ruff format --check src tests tools
	@$(BOOT) python -m qbank lint questions

types:
	@$(BOOT) python -m mypy

floors:
	@$(BOOT) setup && .venv/bin/lint-imports --no-logo

fmt:
	@$(BOOT) python -m ruff check --fix --quiet src tests tools
	@$(BOOT) python -m ruff format --quiet src tests tools
	@$(BOOT) python -m qbank fmt questions

coverage:
	@$(BOOT) python -m coverage erase
	@$(BOOT) python -m coverage run -m pytest -q
	@$(BOOT) python -m coverage combine -q
	@$(BOOT) python -m coverage report --skip-covered --fail-under=90
	@$(BOOT) python -m coverage report --include='*/qbank/core/*' --fail-under=100

bench:
	@$(BOOT) python tools/bench.py
	@$(BOOT) python tools/bench_keys.py

bench-grading:
	@$(BOOT) python tools/bench_grading.py $(ARGS)

bench-search:
	@$(BOOT) python tools/bench_search.py $(ARGS)

bench-growth: # ARGS="FOLDER..." of banks made by tools/bigbank.py
	@$(BOOT) python tools/bench_growth.py $(ARGS)

bench-plan:
	@$(BOOT) python tools/bench_plan.py $(ARGS)

bench-judge:
	@$(BOOT) python tools/bench_judge.py $(ARGS)

# the gate of the coding problems; ID=gqa for one, ARGS='--framework torch' for a framework variant
problems:
	@$(BOOT) python tools/problems.py $(ID) $(ARGS)

torture:
	@QBANK_TORTURE=500 $(BOOT) test tests/store/test_torture.py tests/commands/test_quiz_signals.py::test_killed_sessions $(ARGS)

# needs uv; pins every package by hash and names no index
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group pyproject.toml:build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group pyproject.toml:build --group pyproject.toml:dev pyproject.toml -o requirements-dev.lock

wheel:
	@$(BOOT) python -m hatchling build -t wheel

# needs tmux, Chromium and a CJK monospaced font
pictures:
	@$(BOOT) python tools/pictures.py
