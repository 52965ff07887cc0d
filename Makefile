# demo and test are the contract: from a bare machine with Python >= 3.11 and make, nothing else.
.PHONY: demo test setup dev assets fast fix lint bench lock docs clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready-base
READY_DEV := $(VENV)/.ready-dev
BUILT := src/prongsai/ui/static/ui/built/.done

demo: setup  ## sample years, reports in out/, pages on http://127.0.0.1:8000
	@$(BIN)/prongsai demo

test: setup dev  ## everything that CI runs; says what it had to skip and why
	@$(BIN)/python tests/everything.py

setup: $(READY) $(BUILT)  ## virtual environment, dependencies, assets; repeats only what changed

dev: $(READY_DEV)

fast: setup dev  ## the tests that need no browser and no second database
	@$(BIN)/python -m pytest -q -n 2 -m "not browser and not verapdf"

lint: setup dev
	@$(BIN)/python tests/everything.py --only-lint

fix: dev
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q .

bench: setup dev  ## side by side with the peers; prints ratios
	@$(BIN)/python bench/report_pdf.py

assets: $(BUILT)

lock:  ## after a change in requirements/*.in
	@$(PYTHON) requirements/lock.py

$(VENV)/bin/python:
	@echo "… สภาพแวดล้อม Python / virtual environment"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "ต้องใช้ Python 3.11 ขึ้นไป / Python 3.11 or newer is needed"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "ติดตั้ง python3-venv ก่อน / install python3-venv first (apt-get install python3-venv)"; exit 2; }

$(READY): $(VENV)/bin/python requirements/base.txt pyproject.toml
	@echo "… ส่วนประกอบ Python (ครั้งแรกราวหนึ่งนาที) / dependencies (the first time about a minute)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/base.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(READY_DEV): $(READY) requirements/dev.txt
	@echo "… ส่วนประกอบสำหรับทดสอบ / dependencies of the tests"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: --no-binary bahttext --no-build-isolation -r requirements/dev.txt
	@touch $@

$(BUILT): $(READY) assets/package-lock.json $(wildcard assets/*.mjs assets/scss/* assets/js/*) src/prongsai/documents/fonts.py
	@echo "… หน้าตาของเว็บและแบบอักษร / page assets and fonts"
	@cd assets && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --no-audit --no-fund --ignore-scripts
	@cd assets && ../$(BIN)/node build.mjs
	@$(BIN)/python -m prongsai.documents.fonts assets/node_modules/@expo-google-fonts/sarabun
	@touch $@

clean:
	@rm -rf out $(BUILT)
