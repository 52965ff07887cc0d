"""Many processes that record and publish at once, on a real file of SQLite and on PostgreSQL: no gap, no double."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

PROCESSES, EACH = 6, 15

BEGIN = """
import os, sys, uuid
import django
django.setup()
from django.core.management import call_command
from django.db import transaction
from prongsai.agencies.models import Agency
from prongsai.ledger.actions import checkpoint, record
from prongsai.ledger.models import Entry
from prongsai.ledger.queries import verify
"""
PREPARE = """
call_command("migrate", "ledger", verbosity=0, skip_checks=True)
Agency.objects.create(code="tuayang", name="x")
"""
RECORD = """
agency = Agency.objects.get()
shared, own = sys.argv[1], str(uuid.uuid4())
for number in range(int(sys.argv[2])):
    with transaction.atomic():
        record(agency=agency, register="test", object_id=own if number % 2 else shared, event="write", by=None)
    if number % 5 == 4:
        checkpoint()
    if number % 7 == 6:
        try:
            with transaction.atomic():
                record(agency=agency, register="test", object_id=own, event="undone", by=None)
                raise KeyError
        except KeyError:
            pass
"""
CHECK = """
checkpoint()
result = verify()
assert result.problems == (), result.problems
rows = list(Entry.across_agencies.order_by("index").values_list("index", "object_id", "seq", "event"))
assert [row[0] for row in rows] == list(range(int(sys.argv[2]))), len(rows)
assert result.signed_size == len(rows)
shared = [row[2] for row in rows if row[1] == sys.argv[1]]
assert shared == list(range(1, len(shared) + 1)), shared
assert not any(row[3] == "undone" for row in rows)
"""


def start(program: str, home: Path, database: str, *arguments: object) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PRONGSAI_")}
    environment |= {
        "PRONGSAI_HOME": str(home),
        "PRONGSAI_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "prongsai.settings",
        "PYTHONPATH": str(Path(__file__).resolve().parents[3]),
    }
    words = [sys.executable, "-c", BEGIN + program, *map(str, arguments)]
    return subprocess.Popen(words, env=environment)


def everyone_records(home: Path, database: str) -> None:
    shared = uuid.uuid4()
    assert start(PREPARE, home, database).wait() == 0
    writers = [start(RECORD, home, database, shared, EACH) for _ in range(PROCESSES)]
    assert [writer.wait(timeout=120) for writer in writers] == [0] * PROCESSES
    assert start(CHECK, home, database, shared, PROCESSES * EACH).wait(timeout=60) == 0


def test_on_sqlite(tmp_path: Path) -> None:
    everyone_records(tmp_path, "")


@pytest.mark.postgresql
def test_on_postgresql(tmp_path: Path) -> None:
    url = os.environ.get("PRONGSAI_TEST_POSTGRES_URL", "")
    if not url:
        pytest.skip("PRONGSAI_TEST_POSTGRES_URL names no PostgreSQL server")
    name = f"ledger_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            everyone_records(tmp_path, urlunsplit(urlsplit(url)._replace(path=f"/{name}")))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
