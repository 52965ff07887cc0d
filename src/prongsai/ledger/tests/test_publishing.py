"""Tiles and signatures by themselves: rewritten history, kills at the worst moment, an independent reader."""

from __future__ import annotations

import base64
import hashlib
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from prongsai.ledger.folder import KEY, LAST_SIGNED, LogFolder
from prongsai.ledger.merkle import consistency_proof, verify_consistency
from prongsai.ledger.notes import SignedCheckpoint, open_checkpoint
from prongsai.ledger.publishing import CannotSignError, publish
from prongsai.ledger.tiles import TileHashes, TileTree

ORIGIN = "town.example/tlog"


def entries_from(start: int) -> Iterable[bytes]:
    while True:
        yield b'{"n":%d}' % start
        start += 1


def published(home: Path, size: int, entries=entries_from) -> SignedCheckpoint:
    return publish(LogFolder(home), ORIGIN, lambda: size, entries)


def tree_files(home: Path) -> dict[str, bytes]:
    names = [*LogFolder(home).tile_files(), "tlog/checkpoint", LAST_SIGNED]
    return {name: (home / name).read_bytes() for name in names}


def test_step_by_step_gives_the_same_tree_as_at_once(tmp_path: Path) -> None:
    steps = tmp_path / "steps"
    once = tmp_path / "once"
    for size in (0, 1, 2, 255, 256, 257, 600, 600):
        last = published(steps, size)
    (once / "keys").mkdir(parents=True)
    (once / KEY).write_bytes((steps / KEY).read_bytes())
    assert published(once, 600).text == last.text
    here, there = tree_files(steps), tree_files(once)
    assert there.items() <= here.items()
    assert set(here) - set(there) == {"tlog/tile/1/000.p/1"}  # that of size 256, whose tile is not full yet
    assert stat.S_IMODE((steps / KEY).stat().st_mode) == 0o600
    assert not list((steps / "tlog/.new").iterdir())


def test_rewritten_history_signed_by_the_same_key_is_caught_by_who_kept_a_checkpoint(tmp_path: Path) -> None:
    old = published(tmp_path, 300)
    verifier = LogFolder(tmp_path).verifier(ORIGIN)
    forged = tmp_path / "forged"
    (forged / "keys").mkdir(parents=True)
    (forged / KEY).write_bytes((tmp_path / KEY).read_bytes())
    new = published(
        forged, 400, lambda start: (b"forged" if n == 7 else e for n, e in enumerate(entries_from(0)))
    )
    assert open_checkpoint(new.text, verifier) == new  # the signature alone is fine
    path = consistency_proof(300, 400, TileHashes(400, LogFolder(forged).read_tile))
    assert not verify_consistency(300, 400, old.root, new.root, path)
    honest = published(tmp_path, 400)
    path = consistency_proof(300, 400, TileHashes(400, LogFolder(tmp_path).read_tile))
    assert verify_consistency(300, 400, old.root, honest.root, path)


def test_the_key_never_signs_what_contradicts_its_last_word(tmp_path: Path) -> None:
    published(tmp_path, 300)
    with pytest.raises(CannotSignError, match="299 entries, but 300"):
        published(tmp_path, 299)
    with pytest.raises(CannotSignError, match="break off at 300"):
        published(tmp_path, 310, lambda start: [])
    with pytest.raises(CannotSignError, match="PRONGSAI_TLOG_ORIGIN"):
        publish(LogFolder(tmp_path), "other.example/tlog", lambda: 300, entries_from)
    (tmp_path / "tlog/checkpoint").unlink()
    assert published(tmp_path, 300).size == 300
    tile = tmp_path / "tlog/tile/0/001.p/44"
    before = tile.read_bytes()
    tile.write_bytes(bytes(len(before)))
    with pytest.raises(CannotSignError, match="verify says where"):
        published(tmp_path, 301)
    tile.write_bytes(before)
    (tmp_path / LAST_SIGNED).rename(tmp_path / "kept")
    with pytest.raises(CannotSignError, match="is gone"):
        published(tmp_path, 301)
    (tmp_path / "kept").rename(tmp_path / LAST_SIGNED)
    (tmp_path / KEY).unlink()
    with pytest.raises(CannotSignError, match="restore it"):
        published(tmp_path, 301)


PROGRAM = """
import os, signal, sys
from itertools import count
from pathlib import Path
from prongsai.ledger import folder, publishing
home, size, fatal = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
write = folder.LogFolder.write
def dying(self, name, content, **mode):
    if fatal and name.startswith(fatal):
        os.kill(os.getpid(), signal.SIGKILL)
    write(self, name, content, **mode)
folder.LogFolder.write = dying
entries = lambda start: (b'{"n":%d}' % n for n in count(start))
publishing.publish(folder.LogFolder(home), "town.example/tlog", lambda: size, entries)
"""


def run(home: Path, size: int, fatal: str = "") -> subprocess.Popen[bytes]:
    source = Path(__file__).resolve().parents[3]
    environment = os.environ | {"PYTHONPATH": str(source)}
    return subprocess.Popen([sys.executable, "-c", PROGRAM, str(home), str(size), fatal], env=environment)


@pytest.mark.parametrize(
    "fatal", ["tlog/tile/entries", "tlog/tile/0/002", "tlog/tile/1", LAST_SIGNED, "tlog/checkpoint"]
)
def test_a_kill_at_any_point_leaves_the_old_log_and_the_next_run_gives_the_same_tree(
    tmp_path: Path, fatal: str
) -> None:
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    before = published(killed, 200)
    (whole / "keys").mkdir(parents=True)
    (whole / KEY).write_bytes((killed / KEY).read_bytes())
    assert run(killed, 700, fatal).wait() == -signal.SIGKILL
    assert (killed / "tlog/checkpoint").read_text() == before.text
    tree = TileTree.resume(200, LogFolder(killed).read_tile)
    assert tree.root() == before.root
    after = published(killed, 700)
    assert after == published(whole, 700)
    assert tree_files(killed) == tree_files(whole)


def test_many_sequencers_at_once_make_one_key_and_one_log(tmp_path: Path) -> None:
    sizes = [100, 300, 513, 300, 513, 513]
    codes = [one.wait() for one in [run(tmp_path, size) for size in sizes]]
    # A run that comes after a longer one refuses: to it the database seems to have lost entries.
    assert all(code == 0 for code, size in zip(codes, sizes, strict=True) if size == 513)
    assert published(tmp_path, 513) == independent_reader(
        tmp_path, LogFolder(tmp_path).verifier(ORIGIN).vkey, 513
    )


def independent_reader(home: Path, vkey: str, size: int) -> SignedCheckpoint:
    """The whole log read by the standards' text alone: no code of ours but the type that is returned."""

    def mth(leaves: list[bytes]) -> bytes:
        if len(leaves) == 1:
            return hashlib.sha256(b"\0" + leaves[0]).digest()
        k = 1
        while k * 2 < len(leaves):
            k *= 2
        return hashlib.sha256(b"\1" + mth(leaves[:k]) + mth(leaves[k:])).digest()

    note = (home / "tlog/checkpoint").read_text()
    text, signature = note.split("\n\n")
    name, _, material = vkey.split("+", 2)
    public = base64.b64decode(material)[1:]
    signed = base64.b64decode(signature.split(" ")[2])
    assert signed[:4] == hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]
    Ed25519PublicKey.from_public_bytes(public).verify(signed[4:], text.encode() + b"\n")
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(public).verify(signed[4:], text.encode())
    leaves: list[bytes] = []
    for number in range(-(-size // 256)):
        width = min(256, size - number * 256)
        suffix = f".p/{width}" if width < 256 else ""
        content = (home / f"tlog/tile/entries/{number:03}{suffix}").read_bytes()
        while content:
            length = int.from_bytes(content[:2], "big")
            leaves.append(content[2 : 2 + length])
            content = content[2 + length :]
    assert leaves == list(islice(entries_from(0), size))
    origin, count, root = text.split("\n")
    assert (origin, count, root) == (name, str(size), base64.b64encode(mth(leaves)).decode())
    return open_checkpoint(note, LogFolder(home).verifier(ORIGIN))
