"""The log through the front door: files as the standard wants them, the page, and what a visitor may get wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from prongsai.ledger.actions import checkpoint
from prongsai.ledger.merkle import leaf_hash, verify_inclusion
from prongsai.ledger.notes import open_checkpoint, parse_proof, parse_vkey
from prongsai.ledger.queries import latest_checkpoint, vkey

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(log, home: Path) -> list[bytes]:
    data = [bytes(log(public={"n": number}).data) for number in range(5)]
    checkpoint()
    data.append(bytes(log().data))
    return data


def test_the_files_are_served_as_the_standard_wants(client: Client, published: list[bytes]) -> None:
    got = client.get("/tlog/checkpoint")
    assert got["Content-Type"] == "text/plain; charset=utf-8" and got["Cache-Control"] == "no-store"
    assert open_checkpoint(got.content.decode(), parse_vkey(vkey())).size == 5
    tile = client.get("/tlog/tile/0/000.p/5")
    assert tile.content == b"".join(leaf_hash(data) for data in published[:5])
    assert tile["Content-Type"] == "application/octet-stream" and "immutable" in tile["Cache-Control"]
    assert published[4] in client.get("/tlog/tile/entries/000.p/5").content
    assert client.post("/tlog/checkpoint").status_code == 405


@pytest.mark.parametrize(
    "path",
    ["0/000", "0/000.p/6", "1/000", "0/..%2f..%2fcheckpoint", "../../keys/tlog-ed25519", "entries/0", "x"],
)
def test_other_files_are_not(client: Client, published: list[bytes], path: str) -> None:
    got = client.get(f"/tlog/tile/{path}")
    assert got.status_code == 404
    assert b"PRIVATE" not in got.content


def test_a_file_made_but_not_yet_signed_is_not_served_for_ever(
    client: Client, published: list[bytes], home: Path
) -> None:
    (home / "tlog/tile/0/000.p/6").write_bytes(b"x" * 192)
    got = client.get("/tlog/tile/0/000.p/6")
    assert got.status_code == 404 and "ไม่มีแฟ้มนี้" in got.content.decode()


def test_nothing_is_published_before_the_first_checkpoint(client: Client, agency, home: Path) -> None:
    assert client.get("/tlog/checkpoint").status_code == 404
    assert client.get("/tlog/tile/0/000").status_code == 404
    assert "ยังไม่มีจุดตรวจ" in client.get("/verify").content.decode()


def test_the_proof_of_an_entry_can_be_kept_and_checked(client: Client, published: list[bytes]) -> None:
    got = client.get("/tlog/proof/3")
    index, path, text = parse_proof(got.content.decode())
    signed = open_checkpoint(text, parse_vkey(vkey()))
    assert verify_inclusion(index, signed.size, leaf_hash(published[3]), path, signed.root)
    assert "entry-3.tlog-proof" in got["Content-Disposition"]
    assert client.get("/tlog/proof/5").status_code == 404


def test_the_page_shows_the_checkpoint_and_an_entry(client: Client, published: list[bytes]) -> None:
    page = client.get("/verify").content.decode()
    assert latest_checkpoint().splitlines()[2] in page and "localhost/tlog+" in page
    page = client.get("/verify", {"entry": "3"}).content.decode()
    assert "ตรวจหลักฐานแล้ว" in page and "asset-loan" in page and "/tlog/proof/3" in page
    client.cookies["prongsai-language"] = "en"
    assert "Proof verified" in client.get("/verify", {"entry": "3"}).content.decode()


@pytest.mark.parametrize("entry", ["5", "-1", "abc", "", "9" * 30, "<i>x</i>"])
def test_a_wrong_number_gets_a_sentence_and_stays_typed(
    client: Client, published: list[bytes], entry: str
) -> None:
    got = client.get("/verify", {"entry": entry})
    page = got.content.decode()
    assert got.status_code == 200
    assert "govuk-error-summary" in page and 'id="entry-error"' in page
    assert "<i>x" not in page


def test_a_kept_checkpoint_is_compared(client: Client, published: list[bytes], log) -> None:
    kept = latest_checkpoint()
    log()
    checkpoint()
    assert "ต่อเนื่อง:" in client.get("/verify", {"older": kept}).content.decode()
    page = client.get("/verify", {"older": kept.replace("\n5\n", "\n4\n")}).content.decode()
    assert 'id="older-error"' in page and "ต่อเนื่อง:" not in page


def test_a_damaged_log_says_so_and_proves_nothing(client: Client, published: list[bytes], home: Path) -> None:
    path = home / "tlog/tile/0/000.p/5"
    path.write_bytes(bytes(160))
    page = client.get("/verify", {"entry": "3"}).content.decode()
    assert "บันทึกเสียหาย" in page and "ตรวจหลักฐานแล้ว" not in page
    (home / "tlog/checkpoint").write_text(latest_checkpoint().replace("\n5\n", "\n4\n"))
    page = client.get("/verify", {"entry": "3"}).content.decode()
    assert "ลายมือชื่อของจุดตรวจที่เผยแพร่ไม่ถูกต้อง" in page
    assert client.get("/tlog/tile/0/000.p/4").status_code == 404
