"""Reads: is the log intact, what does it say, and proofs of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.db.models import QuerySet

from prongsai.ledger import conf, rules
from prongsai.ledger.audit import TreeAudit
from prongsai.ledger.folder import CHECKPOINT, LogFolder
from prongsai.ledger.merkle import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)
from prongsai.ledger.models import Commitment, Entry
from prongsai.ledger.notes import NoteError, SignedCheckpoint, open_checkpoint, proof_text
from prongsai.ledger.rows import RowCheck
from prongsai.ledger.tiles import WIDTH, Tile, TileHashes, unbundle
from prongsai.ledger.verification import Verification

LONGEST_CHECKPOINT: Final = 20_000
"""Characters of a pasted checkpoint that are read; real ones have about 250, witnesses may add theirs."""


class NotProvenError(LookupError):
    """There is no proof to give; `message_th` and `message_en` say why."""

    def __init__(self, message_th: str, message_en: str) -> None:
        self.message_th = message_th
        self.message_en = message_en
        super().__init__(f"{message_th} / {message_en}")


def verify(home: Path | None = None) -> Verification:
    """Recompute the whole log from its rows and compare it with every published byte and the signed checkpoint.

    home: whose files are compared, PRONGSAI_HOME when left out. Entries after the last checkpoint are checked too.
    """
    folder = LogFolder(home or conf.home())
    with folder.lock():
        audit, rows = TreeAudit(folder, conf.origin()), RowCheck()
        last = Entry.across_agencies.order_by("-index").values_list("index", flat=True).first()
        size = 0 if last is None else last + 1
        until = max(size, audit.signed_size)
        if audit.signed is not None:
            audit.rows_are_signed = _root_of_rows(audit.signed_size) == audit.signed.root
        for start in range(0, until, WIDTH):
            stop = min(start + WIDTH, until)
            entries = list(_rows(start, stop).select_related("agency"))
            audit.problems += rows.check(entries)
            data = {entry.index: bytes(entry.data) for entry in entries}
            audit.take([data.get(index) for index in range(start, stop)])
        audit.problems += rows.finish()
        audit.finish()
    signed_size = audit.signed.size if audit.signed else None
    return Verification(size, signed_size, audit.root, tuple(audit.problems))


def latest_checkpoint() -> str | None:
    """Text of the published checkpoint, None before the first one."""
    content = LogFolder(conf.home()).bytes_of(CHECKPOINT)
    return content.decode(errors="replace") if content is not None else None


def signed_checkpoint() -> SignedCheckpoint | None:
    """The published checkpoint, None before the first one; raises NotProvenError when its signature does not hold."""
    text = latest_checkpoint()
    return None if text is None else _opened(text)


def vkey() -> str | None:
    """The log's public key as one line, None before the first checkpoint."""
    verifier = LogFolder(conf.home()).verifier(conf.origin())
    return verifier.vkey if verifier else None


def published_tile(tile: Tile) -> bytes | None:
    """Bytes of a tile that the published checkpoint covers, None for any other."""
    signed = signed_checkpoint()
    if signed is None or not tile.is_part_of(signed.size):
        return None
    try:
        return LogFolder(conf.home()).read_tile(tile)
    except FileNotFoundError:
        return None


def published_entry(index: int) -> bytes:
    """The bytes of an entry as they are published; raises NotProvenError when they are not."""
    signed = _signed_with(index)
    full, rest = divmod(signed.size, WIDTH)
    number, at = divmod(index, WIDTH)
    try:
        return unbundle(
            LogFolder(conf.home()).read_tile(Tile(None, number, rest if number == full else WIDTH))
        )[at]
    except (OSError, ValueError, IndexError):
        raise _unreadable() from None


def inclusion(index: int) -> tuple[list[bytes], SignedCheckpoint]:
    """(audit path, checkpoint) of an entry, verified against the signed root and the row; raises NotProvenError."""
    signed = _signed_with(index)
    entry = Entry.across_agencies.filter(index=index).first()
    try:
        path = inclusion_proof(index, signed.size, TileHashes(signed.size, LogFolder(conf.home()).read_tile))
    except OSError:
        raise _unreadable() from None
    hashed = leaf_hash(bytes(entry.data)) if entry else leaf_hash(published_entry(index))
    if not verify_inclusion(index, signed.size, hashed, path, signed.root):
        raise NotProvenError(
            f"พิสูจน์รายการที่ {index} ไม่ได้ บันทึกเสียหาย โปรดแจ้งผู้ดูแลระบบให้สั่ง prongsai ledger verify",
            f"Entry {index} cannot be proven: the log is damaged. Ask the operator to run prongsai ledger verify.",
        )
    return path, signed


def proof(index: int) -> str:
    """The proof of an entry as a file to keep (c2sp.org/tlog-proof@v1), verified first; raises NotProvenError."""
    path, signed = inclusion(index)
    return proof_text(index, path, signed.text)


def continues(older: str) -> SignedCheckpoint:
    """The older checkpoint that somebody kept, if the published log is its continuation and nothing was rewritten.

    Raises NotProvenError when the text is no checkpoint of this log, or the log is another now.
    """
    signed, kept = signed_checkpoint(), _opened(_tidy(older))
    if signed is None or kept.size > signed.size:
        raise NotProvenError(
            f"จุดตรวจที่ท่านมี ({kept.size} รายการ) ใหม่กว่าที่เผยแพร่อยู่ บันทึกถูกตัดให้สั้นลง",
            f"Your checkpoint ({kept.size} entries) is newer than the published one: the log was cut short.",
        )
    try:
        path = consistency_proof(
            kept.size, signed.size, TileHashes(signed.size, LogFolder(conf.home()).read_tile)
        )
    except OSError:
        raise _unreadable() from None
    if not verify_consistency(kept.size, signed.size, kept.root, signed.root, path):
        raise NotProvenError(
            "บันทึกที่เผยแพร่ไม่ต่อเนื่องจากจุดตรวจของท่าน มีการเขียนประวัติใหม่ โปรดเก็บจุดตรวจของท่านไว้เป็นหลักฐาน",
            "The published log does not continue from your checkpoint: history was rewritten. Keep your checkpoint as evidence.",
        )
    return kept


def entries_of(object_id: str) -> list[Entry]:
    """Everything that was logged about an object, oldest first, whatever its agency: the log is public."""
    return list(Entry.across_agencies.filter(object_id=object_id).order_by("index"))


def opens(commitment: Commitment, private: Mapping[str, Any]) -> bool:
    """Whether the private data is what was bound to the entry; False once the commitment was erased."""
    entry = commitment.entry
    if commitment.nonce is None:
        return False
    digest = rules.commitment(bytes(commitment.nonce), entry.register, entry.object_id, entry.seq, private)
    return digest == commitment.digest


def _rows(start: int, stop: int) -> QuerySet[Entry]:
    return Entry.across_agencies.filter(index__gte=start, index__lt=stop).order_by("index")


def _root_of_rows(size: int) -> bytes:
    """Root over the first `size` rows as they are; a missing row makes it another one."""
    frontier = Frontier()
    for start in range(0, size, WIDTH):
        for data in _rows(start, min(start + WIDTH, size)).values_list("data", flat=True):
            frontier.push(leaf_hash(bytes(data)))
    return frontier.root()


def _signed_with(index: int) -> SignedCheckpoint:
    """The published checkpoint, if it covers the entry."""
    signed = signed_checkpoint()
    if signed is None or not 0 <= index < signed.size:
        size = signed.size if signed else 0
        raise NotProvenError(
            f"จุดตรวจล่าสุดมี {size} รายการ ยังไม่มีรายการที่ {index}",
            f"The latest checkpoint has {size} entries; there is no entry {index} in it.",
        )
    return signed


def _opened(text: str) -> SignedCheckpoint:
    verifier = LogFolder(conf.home()).verifier(conf.origin())
    try:
        if verifier is not None and len(text) <= LONGEST_CHECKPOINT:
            return open_checkpoint(text, verifier)
    except NoteError:
        pass
    raise NotProvenError(
        "ข้อความนี้ไม่ใช่จุดตรวจที่บันทึกนี้ลงลายมือชื่อไว้ โปรดคัดลอกให้ครบทุกบรรทัด",
        "This text is no checkpoint signed by this log; copy all of its lines.",
    )


def _tidy(pasted: str) -> str:
    """A checkpoint as it was published, from what a browser or a mail program made of it."""
    return pasted.replace("\r\n", "\n").strip() + "\n"


def _unreadable() -> NotProvenError:
    return NotProvenError(
        "อ่านแฟ้มของบันทึกไม่ได้ โปรดแจ้งผู้ดูแลระบบให้สั่ง prongsai ledger verify",
        "The files of the log cannot be read. Ask the operator to run prongsai ledger verify.",
    )
