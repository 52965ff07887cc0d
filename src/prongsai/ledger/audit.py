"""The full audit: rows against tiles, bundles and the signed checkpoint, byte by byte.

Where row, tile and bundle of an entry disagree, the signed root decides when the rows give it; else two against one.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from prongsai.ledger import verification as found
from prongsai.ledger.folder import CHECKPOINT, KEY, LAST_SIGNED, TILES, KeyDamagedError, LogFolder
from prongsai.ledger.merkle import EMPTY_ROOT, HASH_BYTES, leaf_hash
from prongsai.ledger.notes import NoteError, SignedCheckpoint, Verifier, open_checkpoint
from prongsai.ledger.tiles import WIDTH, Tile, TileTree, bundle, hashes_in, parse_path, tiles_of, unbundle
from prongsai.ledger.verification import Problem


@dataclass(frozen=True, slots=True)
class _Published:
    """One run of 256 leaves as its fullest files have it; `entries` is None when the bundle's lengths do not add up."""

    tile_name: str
    hashes: list[bytes]
    bundle_name: str
    entries: list[bytes] | None


class TreeAudit:
    """Rebuilds the tree from the rows, 256 at a time, and compares every published byte.

    signed: the checkpoint that the rest is held against, None without a valid one.
    rows_are_signed: set by the caller once it knows whether the rows alone give the signed root.
    """

    def __init__(self, folder: LogFolder, origin: str) -> None:
        self._folder = folder
        self._names: dict[tuple[int | None, int], dict[int, str]] = {}
        self._strangers: list[str] = []
        for name in folder.tile_files():
            tile = parse_path(name.removeprefix(f"{TILES}/"))
            if tile is None:
                self._strangers.append(name)
            else:
                self._names.setdefault((tile.level, tile.index), {})[tile.width] = name
        self.problems: list[Problem] = []
        self._located: set[str] = set()
        self._tree = TileTree()
        self.signed = self._read_checkpoint(origin)
        self.rows_are_signed = False
        self._signed_root = EMPTY_ROOT
        for tile in tiles_of(self.signed_size):
            if tile.width not in self._names.get((tile.level, tile.index), {}):
                self.problems.append(found.missing(folder.tile_name(tile)))

    @property
    def signed_size(self) -> int:
        return self.signed.size if self.signed else 0

    @property
    def root(self) -> str | None:
        """The signed root as base64."""
        return base64.b64encode(self.signed.root).decode() if self.signed else None

    def take(self, rows: Sequence[bytes | None]) -> None:
        """The next run of 256 rows (fewer at the end); None where a row is missing."""
        first = self._tree.size
        published = self._published(first // WIDTH)
        for at, row in enumerate(rows):
            entry, hashed = self._judge(first + at, row, published)
            for tile, content in self._tree.append(entry, hashed):
                self._compare(tile, content)
            if self._tree.size == self.signed_size:
                self._signed_root = self._tree.root()

    def finish(self) -> None:
        """Compare the unfinished tiles and the root; name the files that do not belong."""
        for tile, content in self._tree.unfinished():
            self._compare(tile, content)
        if self.signed and not self.rows_are_signed and self._signed_root != self.signed.root:
            self.problems.append(
                found.file_problem(
                    CHECKPOINT,
                    None,
                    f"รากที่ลงลายมือชื่อไว้สำหรับ {self.signed.size} รายการไม่ใช่รากของรายการในฐานข้อมูลและแฟ้ม",
                    f"the root signed for {self.signed.size} entries is not that of the rows, nor of the files",
                )
            )
        left = (name for names in self._names.values() for name in names.values())
        self.problems += [found.stranger(name) for name in sorted([*self._strangers, *left])]

    def _judge(self, index: int, row: bytes | None, published: _Published) -> tuple[bytes, bytes]:
        """(entry, leaf hash) to go on with; notes which of row, tile and bundle is wrong."""
        at = index % WIDTH
        tile_hash = published.hashes[at] if at < len(published.hashes) else None
        entries = published.entries or []
        entry = entries[at] if at < len(entries) else None
        if row is None:
            self.problems.append(found.row_missing(index))
            return entry or b"", tile_hash or leaf_hash(entry or b"")
        hashed = leaf_hash(row)
        if tile_hash in (None, hashed) and entry in (None, row):
            return row, hashed
        row_is_signed = self.rows_are_signed and index < self.signed_size
        if entry is not None and leaf_hash(entry) == tile_hash and not row_is_signed:
            self.problems.append(found.altered(index))
            return entry, tile_hash
        if not (row_is_signed or tile_hash == hashed or entry == row):
            self.problems.append(found.altered(index))
        if tile_hash not in (None, hashed):
            self._locate(published.tile_name, at * HASH_BYTES, tile_hash or b"", hashed)
        if entry not in (None, row):
            before = sum(2 + len(one) for one in entries[:at])
            self._locate(published.bundle_name, before, bundle([entry or b""]), bundle([row]))
        return row, hashed

    def _locate(self, name: str, start: int, is_there: bytes, belongs_there: bytes) -> None:
        offset = start + (found.first_difference(is_there, belongs_there) or 0)
        self.problems.append(found.damaged(name, offset))
        self._located.add(name)

    def _published(self, index: int) -> _Published:
        tile_name, tile = self._fullest(0, index)
        bundle_name, content = self._fullest(None, index)
        try:
            entries = unbundle(content)
        except ValueError:
            entries = None
        return _Published(tile_name, hashes_in(tile), bundle_name, entries)

    def _fullest(self, level: int | None, index: int) -> tuple[str, bytes]:
        """Name and bytes of the widest file of a tile that the checkpoint covers, else of the widest there is."""
        names = self._names.get((level, index), {})
        covered = {
            width: name
            for width, name in names.items()
            if Tile(level, index, width).is_part_of(self.signed_size)
        }
        _, name = max((covered or names).items(), default=(0, ""))
        return name, (self._folder.bytes_of(name) or b"") if name else b""

    def _compare(self, tile: Tile, content: bytes) -> None:
        """Compare the files of a tile, full and partial, with what it must hold, and tick them off."""
        names = self._names.get((tile.level, tile.index), {})
        entries = unbundle(content) if tile.level is None and names else []
        for width in [width for width in names if width <= tile.width]:
            name = names.pop(width)
            belongs = bundle(entries[:width]) if tile.level is None else content[: width * HASH_BYTES]
            offset = found.first_difference(self._folder.bytes_of(name) or b"", belongs)
            if offset is not None and name not in self._located:
                self.problems.append(found.damaged(name, offset))

    def _read_checkpoint(self, origin: str) -> SignedCheckpoint | None:
        """The published checkpoint, else the last signed one; notes what is wrong with them."""
        published, last = self._folder.bytes_of(CHECKPOINT), self._folder.bytes_of(LAST_SIGNED)
        verifier = self._verifier(origin)
        if verifier is None:
            return None
        good, remembered = _opened(published, verifier), _opened(last, verifier)
        if published is None:
            self.problems.append(found.missing(CHECKPOINT))
        elif good is None:
            offset = found.first_difference(published, last) if remembered and last else None
            self.problems.append(found.unsigned(CHECKPOINT, offset))
        elif last is None:
            self.problems.append(found.missing(LAST_SIGNED))
        elif remembered is None:
            self.problems.append(found.unsigned(LAST_SIGNED, found.first_difference(last, published or b"")))
        elif remembered.text != good.text:
            self.problems.append(found.not_the_last(CHECKPOINT, good.size, remembered.size))
        return good or remembered

    def _verifier(self, origin: str) -> Verifier | None:
        try:
            verifier = self._folder.verifier(origin)
        except KeyDamagedError as error:
            self.problems.append(found.file_problem(KEY, None, error.message_th, error.message_en))
            return None
        signed_before = self._names or any(self._folder.bytes_of(name) for name in (CHECKPOINT, LAST_SIGNED))
        if verifier is None and signed_before:
            self.problems.append(found.missing(KEY))
        return verifier


def _opened(content: bytes | None, verifier: Verifier) -> SignedCheckpoint | None:
    if content is None:
        return None
    try:
        return open_checkpoint(content.decode(), verifier)
    except (NoteError, UnicodeDecodeError):
        return None
