"""Signed notes against the standard's own example, and against every changed byte."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from prongsai.ledger.notes import (
    Checkpoint,
    NoteError,
    open_checkpoint,
    open_note,
    parse_proof,
    parse_vkey,
    proof_text,
    sign,
    sign_checkpoint,
    verifier_of,
)

VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NOTE = (
    "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYj"
    "OBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ORIGIN = "town.example/tlog"


def test_the_example_of_the_standard_opens() -> None:
    verifier = parse_vkey(VKEY)
    assert verifier.vkey == VKEY
    assert open_note(NOTE, verifier) == "This is an example message.\n"


def test_no_changed_byte_of_a_checkpoint_opens() -> None:
    text = sign_checkpoint(Checkpoint(ORIGIN, 17, bytes(32)), KEY).text
    verifier = verifier_of(ORIGIN, KEY)
    assert open_checkpoint(text, verifier).size == 17
    content = text.encode()
    for at in range(len(content)):
        for mask in (1, 0x20, 0x80):
            changed = content[:at] + bytes([content[at] ^ mask]) + content[at + 1 :]
            with pytest.raises((NoteError, UnicodeDecodeError)):
                open_checkpoint(changed.decode(), verifier)


def test_signatures_of_others_are_ignored_but_do_not_replace_the_log() -> None:
    witness = sign(Checkpoint(ORIGIN, 1, bytes(32)).text, "witness.example", Ed25519PrivateKey.generate())
    verifier = verifier_of(ORIGIN, KEY)
    with pytest.raises(NoteError, match="not signed by this key"):
        open_checkpoint(witness, verifier)
    both = sign_checkpoint(Checkpoint(ORIGIN, 1, bytes(32)), KEY).text + witness.rpartition("\n\n")[2]
    assert open_checkpoint(both, verifier).size == 1


@pytest.mark.parametrize(
    "body", ["", "x\n", f"{ORIGIN}\n01\n{'A' * 43}=\n", f"{ORIGIN}\n1\nAAAA\n", f"b\n1\n{'A' * 43}=\n"]
)
def test_a_signed_text_that_is_no_checkpoint_of_the_log_is_refused(body: str) -> None:
    with pytest.raises(NoteError):
        open_checkpoint(sign(body, ORIGIN, KEY) if body else "", verifier_of(ORIGIN, KEY))


def test_a_proof_reads_back() -> None:
    checkpoint = sign_checkpoint(Checkpoint(ORIGIN, 2, bytes(32)), KEY).text
    text = proof_text(1, [b"x" * 32], checkpoint)
    assert text.startswith("c2sp.org/tlog-proof@v1\nindex 1\n")
    assert parse_proof(text) == (1, [b"x" * 32], checkpoint)
    assert parse_proof(proof_text(0, [], checkpoint)) == (0, [], checkpoint)
    with pytest.raises(NoteError):
        parse_proof(text.replace("index 1", "index 01"))
    with pytest.raises(NoteError):
        parse_vkey(VKEY.replace("530d", "530e"))
