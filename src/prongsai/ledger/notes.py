"""C2SP signed notes (c2sp.org/signed-note, Ed25519, type 0x01) and the checkpoint of a log (c2sp.org/tlog-checkpoint)."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519: Final = b"\x01"
_KEY_NAME: Final = re.compile(r"[^\s+]+")
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f]")


class NoteError(ValueError):
    """The text is no signed note, or is not signed by the key that was asked for."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with its name. public: 32 bytes (RFC 8032)."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    @property
    def vkey(self) -> str:
        """The key as one line of text, as it is given to whoever wants to verify."""
        return f"{self.name}+{self.key_id.hex()}+{_to_base64(ED25519 + self.public)}"


def parse_vkey(text: str) -> Verifier:
    """The key of a vkey line; raises NoteError when it is none or its parts do not agree."""
    name, _, rest = text.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    material = _from_base64(encoded)
    if len(material) != 33 or material[:1] != ED25519 or not _KEY_NAME.fullmatch(name):
        raise NoteError("not an Ed25519 verifier key")
    verifier = Verifier(name, material[1:])
    if verifier.key_id.hex() != key_id:
        raise NoteError("the id of the verifier key does not belong to it")
    return verifier


def verifier_of(name: str, key: Ed25519PrivateKey) -> Verifier:
    return Verifier(name, key.public_key().public_bytes_raw())


def sign(text: str, name: str, key: Ed25519PrivateKey) -> str:
    """The signed note of a text that ends in a line feed."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise NoteError("the text of a note ends in a line feed and holds no other control characters")
    if not _KEY_NAME.fullmatch(name):
        raise NoteError("the name of a key holds neither spaces nor a plus")
    signature = verifier_of(name, key).key_id + key.sign(text.encode())
    return f"{text}\n\N{EM DASH} {name} {_to_base64(signature)}\n"


def open_note(note: str, verifier: Verifier) -> str:
    """The text of a note that the key has signed; other keys' signatures are ignored. Raises NoteError otherwise."""
    text, separator, signatures = note.rpartition("\n\n")
    text += "\n"
    if not separator or not signatures.endswith("\n") or _CONTROL.search(note):
        raise NoteError("not a signed note")
    public = Ed25519PublicKey.from_public_bytes(verifier.public)
    signed = False
    for line in signatures[:-1].split("\n"):
        mark, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        if mark != "\N{EM DASH}" or not _KEY_NAME.fullmatch(name):
            raise NoteError("a signature line is damaged")
        signature = _from_base64(encoded)
        if name != verifier.name or signature[:4] != verifier.key_id:
            continue
        try:
            public.verify(signature[4:], text.encode())
        except InvalidSignature:
            raise NoteError("the signature is not valid") from None
        signed = True
    if not signed:
        raise NoteError("the note is not signed by this key")
    return text


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: its name, how many entries it has, and the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{_to_base64(self.root)}\n"


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint with its signed note, byte for byte as published."""

    checkpoint: Checkpoint
    text: str

    @property
    def size(self) -> int:
        return self.checkpoint.size

    @property
    def root(self) -> bytes:
        return self.checkpoint.root


def sign_checkpoint(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> SignedCheckpoint:
    """The log's key is named as the log's origin."""
    return SignedCheckpoint(checkpoint, sign(checkpoint.text, checkpoint.origin, key))


def open_checkpoint(note: str, verifier: Verifier) -> SignedCheckpoint:
    """The checkpoint of a note signed by the log's key; raises NoteError when anything about it is not as it must be."""
    lines = open_note(note, verifier).split("\n")
    if len(lines) < 4 or not _NUMBER.fullmatch(lines[1]):
        raise NoteError("the note is no checkpoint")
    checkpoint = Checkpoint(lines[0], int(lines[1]), _from_base64(lines[2]))
    if checkpoint.origin != verifier.name or len(checkpoint.root) != 32:
        raise NoteError("the checkpoint is that of another log")
    return SignedCheckpoint(checkpoint, note)


def proof_text(index: int, path: list[bytes], checkpoint: str) -> str:
    """An inclusion proof that can be checked offline (c2sp.org/tlog-proof@v1)."""
    hashes = "".join(f"{_to_base64(hashed)}\n" for hashed in path)
    return f"c2sp.org/tlog-proof@v1\nindex {index}\n{hashes}\n{checkpoint}"


def parse_proof(text: str) -> tuple[int, list[bytes], str]:
    """(index, path, checkpoint note) of a tlog-proof; raises NoteError. Nothing is verified here."""
    head, separator, checkpoint = text.partition("\n\n")
    first, *lines = head.split("\n")
    if lines and lines[0].startswith("extra "):
        del lines[0]
    word, _, number = lines[0].partition(" ") if lines else ("", "", "")
    if first != "c2sp.org/tlog-proof@v1" or not separator or word != "index" or not _NUMBER.fullmatch(number):
        raise NoteError("not a tlog-proof")
    path = [_from_base64(line) for line in lines[1:]]
    if any(len(hashed) != 32 for hashed in path):
        raise NoteError("a hash of the proof is not 32 bytes long")
    return int(number), path, checkpoint


def _to_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _from_base64(text: str) -> bytes:
    """Strict: one text for one value, so that no byte can change unseen."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NoteError("not base64") from None
    if _to_base64(data) != text:
        raise NoteError("not base64 in its one form")
    return data
