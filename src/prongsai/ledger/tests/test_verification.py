"""Every changed byte is found, and the place that is named is the place that was changed."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from django.db import connection

from prongsai.ledger.actions import checkpoint
from prongsai.ledger.folder import LogFolder
from prongsai.ledger.merkle import leaf_hash
from prongsai.ledger.models import Commitment, Entry
from prongsai.ledger.queries import NotProvenError, continues, inclusion, latest_checkpoint, verify
from prongsai.ledger.rules import canonical
from prongsai.ledger.tiles import bundle

pytestmark = pytest.mark.django_db

SIZE = 300


@pytest.fixture
def published(log, agency, home: Path) -> Path:
    """A home with a log of more than one tile, signed twice, and two entries that are not signed yet."""
    for number in range(SIZE):
        log(public={"n": number})
        if number == 100:
            checkpoint()
    checkpoint()
    log()
    log(private={"complainant": {"name": "x"}})
    assert verify().problems == ()
    return home


def change_rows(sql: str, *values: object) -> None:
    """As somebody with the database's password would, after taking the trigger away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS ledger_entry_stays")
        cursor.execute(sql, values)


def flip(path: Path, at: int, mask: int = 1) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= mask
    path.write_bytes(content)


def test_any_changed_byte_of_a_file_is_located(published: Path) -> None:
    chance = random.Random(6962)  # noqa: S311 - the same bytes each time
    names = [*LogFolder(published).tile_files(), "tlog/checkpoint", "keys/tlog-ed25519.last"]
    assert {"tlog/tile/0/000", "tlog/tile/0/001.p/44", "tlog/tile/1/000.p/1", "tlog/tile/entries/000"} <= set(
        names
    )
    assert "tlog/tile/0/000.p/101" not in names  # the full tile has taken its place
    for name in names:
        path = published / name
        size = path.stat().st_size
        for at in {0, size - 1, *(chance.randrange(size) for _ in range(4))}:
            flip(path, at, mask := 1 << chance.randrange(8))
            problems = verify().problems
            assert [(problem.path, problem.offset) for problem in problems] == [(name, at)], (name, at, mask)
            assert problems[0].where == f"{name} byte {at}"
            flip(path, at, mask)
    assert verify().problems == ()


@pytest.mark.parametrize("index", [0, 17, 255, 256, SIZE - 1])
def test_a_changed_row_is_located(published: Path, index: int) -> None:
    data = bytearray(Entry.across_agencies.get(index=index).data)
    at = data.index(b"asset-loan")
    data[at] ^= 1
    change_rows('UPDATE ledger_entry SET data = %s WHERE "index" = %s', bytes(data), index)
    assert {problem.where for problem in verify().problems} == {f"entry {index}"}
    with pytest.raises(NotProvenError, match="damaged"):
        inclusion(index)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("event", "reject"),
        ("object_id", "00000000-0000-4000-8000-000000000001"),
        ("seq", 7),
        ("created_at", "2020-01-01 00:00:00+00"),
    ],
)
def test_a_changed_column_is_located(published: Path, column: str, value: object) -> None:
    change_rows(f'UPDATE ledger_entry SET {column} = %s WHERE "index" = 301', value)  # noqa: S608 - names of the test
    problems = verify().problems
    assert {problem.where for problem in problems} == {"entry 301"}
    assert column in problems[0].message_en and column in problems[0].message_th


def test_missing_rows_are_named(published: Path) -> None:
    change_rows('DELETE FROM ledger_entry WHERE "index" IN (5, 299)')
    assert {problem.where for problem in verify().problems} == {"entry 5", "entry 299"}


def test_a_cut_end_is_seen(published: Path) -> None:
    Commitment.across_agencies.all().delete()
    change_rows('DELETE FROM ledger_entry WHERE "index" >= 290')
    assert {problem.entry for problem in verify().problems} == set(range(290, SIZE))


def test_row_and_files_changed_together_break_the_signed_root(published: Path) -> None:
    """Somebody rewrites entry 3 in the database, in the bundle and in the tile, but has not got the key."""
    rows = [bytes(data) for data in Entry.across_agencies.order_by("index").values_list("data", flat=True)]
    rows[3] = canonical(json.loads(rows[3]) | {"to": "approved"})
    change_rows('UPDATE ledger_entry SET data = %s WHERE "index" = 3', rows[3])
    (published / "tlog/tile/entries/000").write_bytes(bundle(rows[:256]))
    (published / "tlog/tile/0/000").write_bytes(b"".join(leaf_hash(row) for row in rows[:256]))
    assert "tlog/checkpoint" in {problem.where for problem in verify().problems}


def test_files_changed_together_are_not_blamed_on_the_rows(published: Path) -> None:
    rows = [bytes(data) for data in Entry.across_agencies.order_by("index").values_list("data", flat=True)]
    rows[3] = canonical(json.loads(rows[3]) | {"to": "approved"})
    (published / "tlog/tile/entries/000").write_bytes(bundle(rows[:256]))
    (published / "tlog/tile/0/000").write_bytes(b"".join(leaf_hash(row) for row in rows[:256]))
    assert {problem.path for problem in verify().problems} == {"tlog/tile/entries/000", "tlog/tile/0/000"}


def test_files_that_are_gone_cut_or_strange_are_named(published: Path) -> None:
    (published / "tlog/tile/0/000").unlink()
    (published / "tlog/tile/0/009").write_bytes(b"")
    (published / "tlog/tile/0/note.txt").write_bytes(b"")
    cut = published / "tlog/tile/entries/001.p/44"
    cut.write_bytes(cut.read_bytes()[:-3])
    found = {problem.path: problem.offset for problem in verify().problems}
    assert found == {
        "tlog/tile/0/000": None,
        "tlog/tile/0/009": None,
        "tlog/tile/0/note.txt": None,
        "tlog/tile/entries/001.p/44": cut.stat().st_size,
    }


@pytest.mark.parametrize("name", ["tlog/checkpoint", "keys/tlog-ed25519.last", "keys/tlog-ed25519"])
def test_a_missing_part_is_named(published: Path, name: str) -> None:
    (published / name).unlink()
    assert [problem.path for problem in verify().problems] == [name]


def test_a_secret_that_vanishes_without_a_word_is_seen(published: Path) -> None:
    Commitment.across_agencies.update(
        nonce=None, subject="", erased_at="2026-11-23T00:00:00Z", erased_because="quietly"
    )
    assert [problem.where for problem in verify().problems] == ["entry 301"]
    Commitment.across_agencies.all().delete()
    assert [problem.where for problem in verify().problems] == ["entry 301"]


def test_an_empty_log_is_intact(agency, home: Path) -> None:
    assert verify().problems == () and verify().signed_size is None
    assert latest_checkpoint() is None
    assert checkpoint().size == 0
    assert verify().problems == () and verify().signed_size == 0


def test_an_older_checkpoint_is_continued(published: Path, log) -> None:
    kept = latest_checkpoint()
    checkpoint()
    assert continues(kept.replace("\n", "\r\n")).size == SIZE
    with pytest.raises(NotProvenError, match="no checkpoint"):
        continues("hello")
