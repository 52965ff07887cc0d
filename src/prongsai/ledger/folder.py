"""The log's files under PRONGSAI_HOME: written whole and durably or not at all, by one writer at a time.

tlog/checkpoint, tlog/tile/...   what is published; any web server can serve it as it is
tlog/.new/                       files being written
tlog.lock                        held by whoever writes or verifies
keys/tlog-ed25519                the signing key (PEM, mode 600)
keys/tlog-ed25519.last           the last checkpoint that the key signed
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from prongsai.ledger import notes
from prongsai.ledger.merkle import HASH_BYTES
from prongsai.ledger.tiles import WIDTH, Tile, bundle, tiles_of, unbundle

CHECKPOINT: Final = "tlog/checkpoint"
TILES: Final = "tlog/tile"
KEY: Final = "keys/tlog-ed25519"
LAST_SIGNED: Final = "keys/tlog-ed25519.last"
_NEW: Final = "tlog/.new"
_LOCK: Final = "tlog.lock"


class KeyDamagedError(RuntimeError):
    """The file of the signing key does not hold an Ed25519 key."""

    def __init__(self) -> None:
        self.message_th = f"แฟ้มกุญแจ {KEY} เสียหาย โปรดนำกลับจากสำเนาสำรอง"
        self.message_en = f"The key file {KEY} is damaged; restore it from a backup."
        super().__init__(f"{self.message_th} / {self.message_en}")


class LogFolder:
    """Files of the log in one home. Names are relative to the home, with slashes."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def tile_name(self, tile: Tile) -> str:
        return f"{TILES}/{tile.path}"

    def bytes_of(self, name: str) -> bytes | None:
        """Content of a file, None when there is none."""
        try:
            return (self.home / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def read_tile(self, tile: Tile) -> bytes:
        """Bytes of a tile; those of a partial tile come from the full one once that is there.

        Raises FileNotFoundError when neither is.
        """
        content = self.bytes_of(self.tile_name(tile))
        if content is None and tile.width < WIDTH:
            full = self.bytes_of(self.tile_name(Tile(tile.level, tile.index)))
            if full is not None and tile.level is None:
                return bundle(unbundle(full)[: tile.width])
            content = full and full[: tile.width * HASH_BYTES]
        if content is None:
            raise FileNotFoundError(self.tile_name(tile))
        return content

    def tile_files(self) -> list[str]:
        """Names of all files among the tiles, in order."""
        top = self.home / TILES
        return sorted(str(path.relative_to(self.home)) for path in top.rglob("*") if path.is_file())

    def write(self, name: str, content: bytes, *, mode: int = 0o644) -> None:
        """Put a file in place so that a reader or a power cut sees all of it or what was there before."""
        if self.bytes_of(name) == content:
            return
        target = self.home / name
        _make_folder(target.parent)
        temporary = self.home / _NEW / f"{os.getpid()}-{target.name}"
        _make_folder(temporary.parent)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        _sync_folder(target.parent)

    def clear_unfinished(self) -> None:
        """Remove what a killed writer left; only under the lock."""
        for path in (self.home / _NEW).glob("*"):
            path.unlink(missing_ok=True)

    def drop_partials(self, old_size: int, new_size: int) -> None:
        """Remove the partial tiles of tiles that have filled up since; the full ones stand in for them."""
        for old in tiles_of(old_size):
            full = Tile(old.level, old.index)
            if old.width < WIDTH and full.is_part_of(new_size):
                folder = self.home / f"{self.tile_name(full)}.p"
                for path in folder.glob("*"):
                    path.unlink(missing_ok=True)
                if folder.is_dir():
                    folder.rmdir()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """One writer or verifier at a time. A home that cannot be written to, such as a copy on a disc, needs none."""
        try:
            file = os.open(self.home / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            if os.access(self.home, os.W_OK):
                raise
            yield
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        finally:
            os.close(file)

    def key(self) -> Ed25519PrivateKey | None:
        """The signing key, None before the first use; raises KeyDamagedError."""
        pem = self.bytes_of(KEY)
        if pem is None:
            return None
        try:
            key = load_pem_private_key(pem, password=None)
        except (ValueError, TypeError):
            raise KeyDamagedError from None
        if not isinstance(key, Ed25519PrivateKey):
            raise KeyDamagedError
        return key

    def make_key(self) -> Ed25519PrivateKey:
        """The signing key, made now unless it is there; two processes at once get the same one."""
        path = self.home / KEY
        if not path.exists():
            _make_folder(path.parent, mode=0o700)
            pem = Ed25519PrivateKey.generate().private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
            )
            temporary = path.with_name(f"{path.name}.{os.getpid()}")
            temporary.unlink(missing_ok=True)
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(pem)
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(temporary, path)
            temporary.unlink()
            _sync_folder(path.parent)
        key = self.key()
        if key is None:
            raise KeyDamagedError
        return key

    def verifier(self, origin: str) -> notes.Verifier | None:
        """Public key under the log's name, None before the first use; raises KeyDamagedError."""
        key = self.key()
        return notes.verifier_of(origin, key) if key else None


def _make_folder(path: Path, mode: int = 0o755) -> None:
    if not path.is_dir():
        _make_folder(path.parent)
        path.mkdir(mode=mode, exist_ok=True)
        _sync_folder(path.parent)


def _sync_folder(path: Path) -> None:
    """A rename outlives a power cut only once its folder is on the disk."""
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
