"""Roots against known vectors and another implementation; proofs that hold, and that no changed byte leaves holding."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from prongsai.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

MANY = 700
CT_LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
CT_ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@cache
def subtree(height: int, index: int) -> bytes:
    frontier = Frontier()
    for number in range(index << height, (index + 1) << height):
        frontier.push(leaf_hash(b"entry %d" % number))
    return frontier.root()


@pytest.mark.parametrize("size", CT_ROOTS)
def test_roots_are_those_of_certificate_transparency(size: int) -> None:
    frontier = Frontier()
    for leaf in CT_LEAVES[:size]:
        frontier.push(leaf_hash(bytes.fromhex(leaf)))
    assert frontier.root().hex() == CT_ROOTS[size]


def test_roots_are_those_of_another_implementation() -> None:
    oracle = InmemoryTree(algorithm="sha256")
    frontier = Frontier()
    for number in range(1, MANY + 1):
        data = b"entry %d" % (number - 1)
        oracle.append_entry(data)
        frontier.push(leaf_hash(data))
        if number in {1, 2, 3, 255, 256, 257, 511, 512, 513, MANY}:
            assert frontier.root() == oracle.get_root() == root_of(number, subtree)


@st.composite
def two_sizes(draw: st.DrawFn) -> tuple[int, int]:
    new = draw(st.integers(1, MANY))
    return draw(st.integers(0, new)), new


@settings(deadline=None, max_examples=150)
@given(two_sizes(), st.data())
def test_inclusion_holds_and_no_changed_byte_does(sizes: tuple[int, int], data: st.DataObject) -> None:
    index, size = min(sizes[0], sizes[1] - 1), sizes[1]
    leaf, root = leaf_hash(b"entry %d" % index), root_of(size, subtree)
    path = inclusion_proof(index, size, subtree)
    assert verify_inclusion(index, size, leaf, path, root)
    parts = [leaf, root, *path]
    which = data.draw(st.integers(0, len(parts) - 1))
    parts[which] = flipped(parts[which], data)
    assert not verify_inclusion(index, size, parts[0], parts[2:], parts[1])
    assert not verify_inclusion(index, size, leaf, [*path, root], root)
    assert not verify_inclusion(size, size, leaf, path, root)
    if path:
        assert not verify_inclusion(index, size, leaf, path[:-1], root)


@settings(deadline=None, max_examples=150)
@given(two_sizes(), st.data())
def test_consistency_holds_and_no_changed_byte_does(sizes: tuple[int, int], data: st.DataObject) -> None:
    old, new = sizes
    roots = root_of(old, subtree), root_of(new, subtree)
    path = consistency_proof(old, new, subtree)
    assert verify_consistency(old, new, *roots, path)
    parts = [*roots, *path] if old else [roots[0]]
    which = data.draw(st.integers(0, len(parts) - 1))
    parts[which] = flipped(parts[which], data)
    new_root = parts[1] if old else roots[1]
    assert not verify_consistency(old, new, parts[0], new_root, parts[2:])
    assert not verify_consistency(old, new, *roots, [*path, roots[1]])


def flipped(content: bytes, data: st.DataObject) -> bytes:
    at = data.draw(st.integers(0, len(content) - 1))
    return content[:at] + bytes([content[at] ^ data.draw(st.integers(1, 255))]) + content[at + 1 :]


def test_an_entry_that_is_not_there_has_no_proof() -> None:
    with pytest.raises(ValueError, match="no entry 5"):
        inclusion_proof(5, 5, subtree)
    with pytest.raises(ValueError, match="no beginning"):
        consistency_proof(6, 5, subtree)
    assert root_of(0, subtree) == EMPTY_ROOT
