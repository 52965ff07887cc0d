"""Turns entries into tiles and a signed checkpoint: tiles first, then the signature, then the checkpoint.

Knows nothing of the database: entries come from functions. The key never signs a tree that does not begin with the
tree that it signed last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from prongsai.ledger.folder import CHECKPOINT, KEY, LAST_SIGNED, LogFolder
from prongsai.ledger.notes import (
    Checkpoint,
    NoteError,
    SignedCheckpoint,
    open_checkpoint,
    sign_checkpoint,
    verifier_of,
)
from prongsai.ledger.tiles import TileTree


class CannotSignError(RuntimeError):
    """Signing now would contradict what was signed before; `message_th` and `message_en` say what to do."""

    def __init__(self, message_th: str, message_en: str) -> None:
        self.message_th = message_th
        self.message_en = message_en
        super().__init__(f"{message_th} / {message_en}")


def publish(
    folder: LogFolder, origin: str, count: Callable[[], int], entries_from: Callable[[int], Iterable[bytes]]
) -> SignedCheckpoint:
    """Write the tiles of all entries and sign their root; safe to kill at any point and to run twice at once.

    count: how many entries there are, asked under the lock.
    entries_from: entries from an index on, in order and without gaps.
    Raises CannotSignError when the files or the entries are not those that were signed before.
    """
    with folder.lock():
        folder.clear_unfinished()
        size = count()
        key, last = _signer(folder, origin)
        tree = _resume(folder, last)
        old_size, shown_size = tree.size, _shown_size(folder, origin, key)
        if size < old_size:
            raise CannotSignError(
                f"ฐานข้อมูลมี {size} รายการ แต่เคยลงลายมือชื่อไว้ {old_size} รายการ โปรดสั่ง prongsai ledger verify และนำสำเนาสำรองที่ใหม่กว่ากลับมา",
                f"The database has {size} entries, but {old_size} were signed before; run prongsai ledger verify "
                "and restore a newer backup.",
            )
        _write_tiles(folder, tree, size, entries_from)
        if last is None or size > old_size:
            last = sign_checkpoint(Checkpoint(origin, size, tree.root()), key)
            folder.write(LAST_SIGNED, last.text.encode(), mode=0o600)
        folder.write(CHECKPOINT, last.text.encode())
        folder.drop_partials(shown_size, size)
        return last


def _signer(folder: LogFolder, origin: str) -> tuple[Ed25519PrivateKey, SignedCheckpoint | None]:
    """The key and what it signed last."""
    remembered, published = folder.bytes_of(LAST_SIGNED), folder.bytes_of(CHECKPOINT)
    if folder.key() is None and (remembered or published):
        raise CannotSignError(
            f"กุญแจ {KEY} หายไป โปรดนำกลับจากสำเนาสำรอง กุญแจใหม่จะต่อบันทึกเดิมไม่ได้",
            f"The key {KEY} is gone; restore it from a backup, since a new key cannot continue the log.",
        )
    key = folder.make_key()
    if remembered is None and published is not None:
        raise CannotSignError(
            f"แฟ้ม {LAST_SIGNED} หายไป โปรดตรวจด้วย prongsai ledger verify แล้วคัดลอก {CHECKPOINT} ล่าสุดที่เผยแพร่มาไว้แทน",
            f"The file {LAST_SIGNED} is gone; run prongsai ledger verify and put the newest published {CHECKPOINT} in its place.",
        )
    if remembered is None:
        return key, None
    try:
        return key, open_checkpoint(remembered.decode(), verifier_of(origin, key))
    except (NoteError, UnicodeDecodeError) as error:
        raise CannotSignError(
            f"แฟ้ม {LAST_SIGNED} ไม่ได้ลงลายมือชื่อด้วยกุญแจนี้ในชื่อ {origin} ตรวจ PRONGSAI_TLOG_ORIGIN และสำเนาสำรอง",
            f"The file {LAST_SIGNED} is not signed by this key as {origin} ({error}); "
            "check PRONGSAI_TLOG_ORIGIN and the backup.",
        ) from error


def _shown_size(folder: LogFolder, origin: str, key: Ed25519PrivateKey) -> int:
    """Size of the checkpoint that readers see until now; smaller than the last signed one after a kill in between."""
    published = folder.bytes_of(CHECKPOINT)
    try:
        return open_checkpoint((published or b"").decode(), verifier_of(origin, key)).size
    except (NoteError, UnicodeDecodeError):
        return 0


def _resume(folder: LogFolder, last: SignedCheckpoint | None) -> TileTree:
    if last is None:
        return TileTree()
    try:
        tree = TileTree.resume(last.size, folder.read_tile)
    except (OSError, ValueError) as error:
        raise _damaged(str(error)) from error
    if tree.root() != last.root:
        raise _damaged("the root is another")
    return tree


def _damaged(what: str) -> CannotSignError:
    return CannotSignError(
        f"แฟ้มของบันทึกไม่ตรงกับที่ลงลายมือชื่อไว้ ({what}) สั่ง prongsai ledger verify เพื่อดูว่าที่ใด",
        f"The files of the log are not those that were signed ({what}); prongsai ledger verify says where.",
    )


def _write_tiles(
    folder: LogFolder, tree: TileTree, size: int, entries_from: Callable[[int], Iterable[bytes]]
) -> None:
    if tree.size < size:
        for entry in entries_from(tree.size):
            for tile, content in tree.append(entry):
                folder.write(folder.tile_name(tile), content)
            if tree.size == size:
                break
    if tree.size != size:
        raise CannotSignError(
            f"รายการบันทึกขาดตอนที่ {tree.size} สั่ง prongsai ledger verify เพื่อดูว่าที่ใด",
            f"The entries break off at {tree.size}; prongsai ledger verify says where.",
        )
    for tile, content in tree.unfinished():
        folder.write(folder.tile_name(tile), content)
