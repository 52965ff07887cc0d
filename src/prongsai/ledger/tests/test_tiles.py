"""Tiles as the standard counts and names them, and a tree that goes on from its files."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.ledger.merkle import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)
from prongsai.ledger.tiles import Tile, TileHashes, TileTree, bundle, parse_path, tiles_of, unbundle

COUNTS = {
    0: {},
    1: {(0, 1): 1},
    2: {(0, 2): 1},
    3: {(0, 3): 1},
    255: {(0, 255): 1},
    256: {(0, 256): 1, (1, 1): 1},
    257: {(0, 256): 1, (0, 1): 1, (1, 1): 1},
    511: {(0, 256): 1, (0, 255): 1, (1, 1): 1},
    512: {(0, 256): 2, (1, 2): 1},
    65_535: {(0, 256): 255, (0, 255): 1, (1, 255): 1},
    65_536: {(0, 256): 256, (1, 256): 1, (2, 1): 1},
    70_000: {(0, 256): 273, (0, 112): 1, (1, 256): 1, (1, 17): 1, (2, 1): 1},
}


@pytest.mark.parametrize("size", COUNTS)
def test_tiles_are_those_that_the_standard_counts(size: int) -> None:
    tiles = list(tiles_of(size))
    assert Counter((tile.level, tile.width) for tile in tiles if tile.level is not None) == COUNTS[size]
    assert sum(tile.width for tile in tiles if tile.level is None) == size
    assert all(tile.is_part_of(size) and not tile.is_part_of(tile.start) for tile in tiles)


def test_a_growing_tree_writes_those_tiles_and_goes_on_from_them() -> None:
    files: dict[str, bytes] = {}
    tree, frontier = TileTree(), Frontier()
    sizes = sorted(COUNTS)
    for index in range(sizes[-1]):
        if index in COUNTS:
            files |= {tile.path: content for tile, content in tree.unfinished()}
            assert {tile.path for tile in tiles_of(index)} <= set(files)
            assert tree.root() == frontier.root()
            tree = TileTree.resume(index, partial(read, files))
            assert tree.root() == frontier.root()
        data = b"%d" % index
        files |= {tile.path: content for tile, content in tree.append(data)}
        frontier.push(leaf_hash(data))
    files |= {tile.path: content for tile, content in tree.unfinished()}
    assert files["0/272"][-32:] == leaf_hash(b"69887")
    check_proofs(files, sizes, frontier.root())


def read(files: dict[str, bytes], tile: Tile) -> bytes:
    return files[tile.path]


def check_proofs(files: dict[str, bytes], sizes: list[int], root: bytes) -> None:
    last = sizes[-1]
    hashes = TileHashes(last, lambda tile: files[tile.path])
    assert root_of(last, hashes) == root
    for index in (0, 1, 255, 256, 65_535, 65_536, last - 1):
        path = inclusion_proof(index, last, hashes)
        assert verify_inclusion(index, last, leaf_hash(b"%d" % index), path, root)
    for old in sizes:
        old_root = root_of(old, TileHashes(old, lambda tile: files[tile.path]))
        assert verify_consistency(old, last, old_root, root, consistency_proof(old, last, hashes))


@pytest.mark.parametrize("which", range(8))
def test_a_changed_sibling_in_a_tile_is_never_believed(which: int) -> None:
    """GO-2026-6179: a client that only compares a tile with its parent accepts it."""
    tree = TileTree()
    for index in range(300):
        tree.append(b"%d" % index)
    files = {tile.path: content for tile, content in tree.unfinished()}
    row = bytearray(files["0/001.p/44"])
    row[32 * which] ^= 1
    hashes = TileHashes(300, lambda tile: bytes(row) if tile.path == "0/001.p/44" else files[tile.path])
    path = inclusion_proof(290, 300, hashes)
    assert not verify_inclusion(290, 300, leaf_hash(b"290"), path, tree.root())


@given(st.integers(0, 2**50), st.sampled_from([None, 0, 1, 63]), st.integers(1, 256))
def test_a_path_names_its_tile(index: int, level: int | None, width: int) -> None:
    tile = Tile(level, index, width)
    assert parse_path(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "",
        "0/0",
        "0/0000",
        "00/000",
        "64/000",
        "0/x000/001",
        "0/001/",
        "/0/001",
        "0/../001",
        "0/001.p/0",
        "0/001.p/01",
        "0/001.p/256",
        "0/001.p/",
        "0/001.P/1",
        "entries/1",
        "entries/001\n",
        "entries/๐๐๑",
        "../../keys/tlog-ed25519",
        "0/x1/001",
        "-1/000",
        "0/" + "x001/" * 40 + "001",
    ],
)
def test_nothing_else_is_a_path(path: str) -> None:
    assert parse_path(path) is None


@given(st.lists(st.binary(max_size=600), max_size=20))
def test_bundles_open_again(entries: list[bytes]) -> None:
    assert unbundle(bundle(entries)) == entries


def test_a_cut_bundle_and_a_long_entry_are_refused() -> None:
    assert unbundle(bundle([b"x" * 65_535])) == [b"x" * 65_535]
    with pytest.raises(ValueError, match="longer"):
        bundle([b"x" * 65_536])
    with pytest.raises(ValueError, match="cut off"):
        unbundle(bundle([b"abc"])[:-1])
