"""What an entry of the log is, byte by byte, and how personal data is bound to it without being in it.

An entry is canonical JSON: keys sorted, UTF-8, no spaces, whole numbers only, at most 65,535 bytes:
  v       version of this form, 1
  t       when, whole seconds since 1970 (UTC)
  agency  code of the agency
  reg, id, seq, prev   register, opaque id of the object, number of the entry among those of the object (from 1),
                       index of the object's entry before this one (null for the first)
  ev, from, to, role   event, state before and after, role of who did it; never a name
  c       commitments to personal data, 64 hexadecimal digits each, sorted
  pub     the public fields
"""

from __future__ import annotations

import hmac
import json
import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

VERSION: Final = 1
MAX_BYTES: Final = 65_535
"""An entry bundle gives an entry's length as uint16 (c2sp.org/tlog-tiles)."""
NONCE_BYTES: Final = 32
_WORD: Final = re.compile(r"[a-z][a-z0-9._-]{0,39}", re.ASCII)


class EntryRefusedError(ValueError):
    """An entry cannot be written as asked; `message_th` and `message_en` say what to change."""

    def __init__(self, message_th: str, message_en: str) -> None:
        self.message_th = message_th
        self.message_en = message_en
        super().__init__(f"{message_th} / {message_en}")


def canonical(value: Any) -> bytes:
    """Canonical JSON of plain data; raises EntryRefusedError for what has more than one written form."""
    _require_plain(value)
    try:
        return json.dumps(
            value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
        ).encode()
    except UnicodeEncodeError:
        raise EntryRefusedError(
            "ข้อความมีอักขระที่เขียนเป็น UTF-8 ไม่ได้", "A text holds characters that UTF-8 cannot write."
        ) from None


def require_word(what: str, word: str, *, optional: bool = False) -> None:
    """Registers, events, states and roles are short words of the code, so that no personal data slips in."""
    if not (optional and not word) and not _WORD.fullmatch(word):
        raise EntryRefusedError(
            f"{what} {word!r} ต้องเป็นคำภาษาอังกฤษตัวเล็กไม่เกิน 40 ตัวอักษร",
            f"{what} {word!r} must be one word of at most 40 small letters, digits, dots or hyphens.",
        )


def require_opaque(object_id: str) -> None:
    """Objects are named by a UUID: an id that means something would give it away."""
    try:
        plain = str(uuid.UUID(object_id)) == object_id
    except (ValueError, AttributeError, TypeError):
        plain = False
    if not plain:
        raise EntryRefusedError(
            f"รหัสของรายการต้องเป็น UUID แต่ได้ {object_id!r}", f"The object id must be a UUID, not {object_id!r}."
        )


def entry_data(
    *,
    at: int,
    agency: str,
    register: str,
    object_id: str,
    seq: int,
    previous: int | None,
    event: str,
    from_state: str,
    to_state: str,
    role: str,
    commitments: Iterable[str],
    public: Mapping[str, Any],
) -> bytes:
    """The bytes of an entry, exactly as they are hashed; raises EntryRefusedError when it is too long."""
    data = canonical(
        {
            "v": VERSION,
            "t": at,
            "agency": agency,
            "reg": register,
            "id": object_id,
            "seq": seq,
            "prev": previous,
            "ev": event,
            "from": from_state,
            "to": to_state,
            "role": role,
            "c": sorted(commitments),
            "pub": dict(public),
        }
    )
    if len(data) > MAX_BYTES:
        raise EntryRefusedError(
            f"รายการบันทึกยาว {len(data):,} ไบต์ เกิน {MAX_BYTES:,} ไบต์ ให้บันทึกแฮชของเนื้อหาแทนเนื้อหา",
            f"The entry is {len(data):,} bytes long, more than {MAX_BYTES:,}; log a hash of the content instead.",
        )
    return data


def commitment(nonce: bytes, register: str, object_id: str, seq: int, private: Mapping[str, Any]) -> str:
    """HMAC-SHA256 that binds one person's data to one entry; without the nonce nobody can test a guess against it."""
    domain = f"prongsai/v1/{register}/{object_id}/{seq}".encode()
    return hmac.digest(nonce, domain + b"\x00" + canonical(dict(private)), "sha256").hex()


def _require_plain(value: Any) -> None:
    if value is None or isinstance(value, (str, bool, int)):
        return
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        for part in value.values():
            _require_plain(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            _require_plain(part)
    else:
        raise EntryRefusedError(
            f"บันทึกได้เฉพาะข้อความ จำนวนเต็ม จริง/เท็จ รายการ และคู่ชื่อ-ค่า ไม่ใช่ {type(value).__name__}",
            f"Only texts, whole numbers, true, false, null, lists and objects can be logged, not {type(value).__name__}; "
            "write a fraction as text.",
        )
