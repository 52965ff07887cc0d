"""Merkle trees of RFC 6962 (SHA-256): hashes, the incremental tree, proofs and their verification (RFC 9162, 2.1).

Proofs are made from any source of perfect subtrees: a `Subtree` function gives the hash of the `index`-th run of
2**height leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Final

Subtree = Callable[[int, int], bytes]
"""(height, index) -> hash of leaves index * 2**height to (index + 1) * 2**height - 1."""

EMPTY_ROOT: Final = sha256(b"").digest()
HASH_BYTES: Final = 32


def leaf_hash(data: bytes) -> bytes:
    """Hash of one entry; the prefix keeps leaves and nodes apart."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The incremental tree: only the perfect subtrees of the binary form of its size are kept.

    >>> tree = Frontier()
    >>> tree.root() == EMPTY_ROOT
    True
    """

    def __init__(self) -> None:
        self._subtrees: list[tuple[int, bytes]] = []

    def push(self, hashed: bytes, height: int = 0) -> None:
        """Append a leaf hash, or the hash of a perfect subtree of 2**height leaves that begins where the tree ends."""
        while self._subtrees and self._subtrees[-1][0] == height:
            _, left = self._subtrees.pop()
            hashed, height = node_hash(left, hashed), height + 1
        self._subtrees.append((height, hashed))

    def root(self) -> bytes:
        if not self._subtrees:
            return EMPTY_ROOT
        *rest, (_, root) = self._subtrees
        for _, left in reversed(rest):
            root = node_hash(left, root)
        return root


def root_of(size: int, subtree: Subtree) -> bytes:
    """Root of the tree of the first `size` leaves."""
    return _range_root(0, size, subtree) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """Audit path of leaf `index` in the tree of `size` leaves, from the leaf's sibling up to the root's child.

    Raises ValueError when the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} entries has no entry {index}")
    path: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(_range_root(middle, high, subtree))
            high = middle
        else:
            path.append(_range_root(low, middle, subtree))
            low = middle
    return path[::-1]


def consistency_proof(old: int, new: int, subtree: Subtree) -> list[bytes]:
    """Proof that the tree of `old` leaves is the beginning of the tree of `new` leaves; empty for 0 and for equal sizes.

    Raises ValueError when old > new.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} entries has no beginning of {old}")
    path: list[bytes] = []
    low, high = 0, new
    whole = True  # whether the rest of the old tree is a subtree that the verifier already knows: its root
    while 0 < old < high:
        middle = low + _split(high - low)
        if old <= middle:
            path.append(_range_root(middle, high, subtree))
            high = middle
        else:
            path.append(_range_root(low, middle, subtree))
            low, whole = middle, False
    if not whole:
        path.append(_range_root(low, high, subtree))
    return path[::-1]


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows that the leaf hash stands at `index` in the tree of that size and root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, hashed = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            hashed = node_hash(sibling, hashed)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            hashed = node_hash(hashed, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and hashed == root


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the old tree is the beginning of the new one (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old in (0, new):
        return not proof and old_root == (new_root if old else EMPTY_ROOT)
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path:
        return False
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old_hash = new_hash = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old_hash, new_hash = node_hash(sibling, old_hash), node_hash(sibling, new_hash)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            new_hash = node_hash(new_hash, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and old_hash == old_root and new_hash == new_root


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _range_root(low: int, high: int, subtree: Subtree) -> bytes:
    """Root over leaves low to high - 1, where low is a multiple of the power of two that covers the range."""
    frontier = Frontier()
    while low < high:
        height = (high - low).bit_length() - 1
        frontier.push(subtree(height, low >> height), height)
        low += 1 << height
    return frontier.root()
