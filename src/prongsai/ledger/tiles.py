"""C2SP tlog-tiles (c2sp.org/tlog-tiles): paths and bytes of tiles and entry bundles, and the tree that makes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from prongsai.ledger.merkle import HASH_BYTES, Frontier, leaf_hash

HEIGHT: Final = 8
WIDTH: Final = 1 << HEIGHT
MAX_ENTRY_BYTES: Final = 65_535
"""A bundle gives an entry's length as uint16."""

_PATH: Final = re.compile(
    r"(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([0-9]{1,3}))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile of the tree or, with level None, one bundle of entries. width: hashes or entries in it, 1-256."""

    level: int | None
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Path under `<prefix>/tile/`.

        >>> Tile(0, 1234067).path
        '0/x001/x234/067'
        >>> Tile(None, 0, 3).path
        'entries/000.p/3'
        """
        level = "entries" if self.level is None else str(self.level)
        number, folders = f"{self.index % 1000:03}", self.index // 1000
        while folders:
            number, folders = f"x{folders % 1000:03}/{number}", folders // 1000
        return f"{level}/{number}" + (f".p/{self.width}" if self.width < WIDTH else "")

    @property
    def start(self) -> int:
        """Index of the first entry under the tile."""
        return self.index << (HEIGHT * ((self.level or 0) + 1))

    def is_part_of(self, size: int) -> bool:
        """Whether a tree of `size` entries, or the beginning of it, has this tile."""
        level = self.level or 0
        return size >> (HEIGHT * level) >= self.index * WIDTH + self.width


def parse_path(path: str) -> Tile | None:
    """The tile of a path as `Tile.path` writes it; None for any other text, however similar."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    level, number, width = match.groups()
    tile = Tile(
        None if level == "entries" else int(level),
        int(number.replace("x", "").replace("/", "")),
        int(width) if width else WIDTH,
    )
    return tile if tile.path == path and tile.width > 0 and (tile.level or 0) < 64 else None


def tiles_of(size: int) -> Iterator[Tile]:
    """All tiles and bundles of a tree of `size` entries."""
    levels: list[int | None] = [None, *range(max(1, -(-size.bit_length() // HEIGHT)))]
    for level in levels:
        full, rest = divmod(size >> (HEIGHT * (level or 0)), WIDTH)
        yield from (Tile(level, index) for index in range(full))
        if rest:
            yield Tile(level, full, rest)


def bundle(entries: Sequence[bytes]) -> bytes:
    """Entries, each after its length; raises ValueError for one that is too long."""
    if any(len(entry) > MAX_ENTRY_BYTES for entry in entries):
        raise ValueError(f"an entry is longer than {MAX_ENTRY_BYTES} bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unbundle(content: bytes) -> list[bytes]:
    """Entries of a bundle; raises ValueError when the lengths do not add up."""
    entries, at = [], 0
    while at < len(content):
        length = int.from_bytes(content[at : at + 2], "big")
        if at + 2 + length > len(content):
            raise ValueError(f"the entry at byte {at} is cut off")
        entries.append(content[at + 2 : at + 2 + length])
        at += 2 + length
    return entries


def hashes_in(content: bytes) -> list[bytes]:
    """Whole hashes of a tile."""
    return [content[at : at + HASH_BYTES] for at in range(0, len(content) - HASH_BYTES + 1, HASH_BYTES)]


class TileTree:
    """A growing tree that hands out each tile as it fills up, holding only the unfinished ones."""

    def __init__(self) -> None:
        self.size = 0
        self._entries: list[bytes] = []
        self._rows: list[list[bytes]] = [[]]

    @classmethod
    def resume(cls, size: int, read: Callable[[Tile], bytes]) -> TileTree:
        """The tree of `size` entries from its published files.

        Whatever `read` raises passes through; raises ValueError when a file is of the wrong length or its
        entries are not those of the tile. The caller compares `root()` with the signed one.
        """
        tree = cls()
        tree.size = size
        tree._rows = [[] for _ in range(max(1, -(-size.bit_length() // HEIGHT)))]
        for level in (None, *range(len(tree._rows))):
            full, rest = divmod(size >> (HEIGHT * (level or 0)), WIDTH)
            if not rest:
                continue
            content = read(Tile(level, full, rest))
            found = unbundle(content) if level is None else hashes_in(content)
            if len(found) != rest:
                raise ValueError(f"tile/{Tile(level, full, rest).path} holds {len(found)} instead of {rest}")
            if level is None:
                tree._entries = found
            else:
                tree._rows[level] = found
        if [leaf_hash(entry) for entry in tree._entries] != tree._rows[0]:
            raise ValueError("the last bundle of entries is not that of the last tile")
        return tree

    def append(self, entry: bytes, hashed: bytes | None = None) -> list[tuple[Tile, bytes]]:
        """Add an entry; returns the tiles that it completed, with their bytes, lowest first.

        hashed: leaf hash where it is not to be computed from the entry.
        """
        self.size += 1
        self._entries.append(entry)
        finished: list[tuple[Tile, bytes]] = []
        if len(self._entries) == WIDTH:
            finished.append((Tile(None, self.size // WIDTH - 1), bundle(self._entries)))
            self._entries = []
        self._add(0, leaf_hash(entry) if hashed is None else hashed, finished)
        return finished

    def unfinished(self) -> list[tuple[Tile, bytes]]:
        """The partial tiles at this size, with their bytes."""
        first = self.size // WIDTH
        found = [(Tile(None, first, len(self._entries)), bundle(self._entries))] if self._entries else []
        for level, row in enumerate(self._rows):
            if row:
                found.append((Tile(level, self.size >> (HEIGHT * (level + 1)), len(row)), b"".join(row)))
        return found

    def root(self) -> bytes:
        frontier = Frontier()
        for level in reversed(range(len(self._rows))):
            for hashed in self._rows[level]:
                frontier.push(hashed, HEIGHT * level)
        return frontier.root()

    def _add(self, level: int, hashed: bytes, finished: list[tuple[Tile, bytes]]) -> None:
        if level == len(self._rows):
            self._rows.append([])
        row = self._rows[level]
        row.append(hashed)
        if len(row) < WIDTH:
            return
        self._rows[level] = []
        finished.append((Tile(level, (self.size >> (HEIGHT * (level + 1))) - 1), b"".join(row)))
        frontier = Frontier()
        for one in row:
            frontier.push(one)
        self._add(level + 1, frontier.root(), finished)


class TileHashes:
    """Perfect subtrees of a tree of `size` entries from its tiles: the `Subtree` that proofs are made from.

    Nothing read is believed: the caller verifies the finished proof against the signed root. A tile that agrees
    only with its parent is not enough (GO-2026-6179).
    """

    def __init__(self, size: int, read: Callable[[Tile], bytes]) -> None:
        self._size = size
        self._read = read
        self._known: dict[Tile, list[bytes]] = {}

    def __call__(self, height: int, index: int) -> bytes:
        level, inside = divmod(height, HEIGHT)
        first = index << inside
        row = self._row(level, first // WIDTH)
        frontier = Frontier()
        for hashed in row[first % WIDTH : first % WIDTH + (1 << inside)]:
            frontier.push(hashed)
        return frontier.root()

    def _row(self, level: int, index: int) -> list[bytes]:
        width = min(WIDTH, (self._size >> (HEIGHT * level)) - index * WIDTH)
        tile = Tile(level, index, width)
        if tile not in self._known:
            self._known[tile] = hashes_in(self._read(tile))
        return self._known[tile]
