"""Bytes to text: UTF-8, UTF-16 with its mark, what a page declares, or the Thai code page that older programs write."""

from __future__ import annotations

import codecs
import re
from typing import Final

from prongsai.documents.reading.model import UnreadableFileError

_DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE
)
_DECLARED_WITHIN: Final = 4096
_THAI_RUN: Final = re.compile("[\u0e01-\u0e5b]+")
_MARK: Final = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
_STRAY_MARK: Final = re.compile(f"(?:(?<![\u0e01-\u0e5b])|(?<=[\u0e40-\u0e44])|(?<={_MARK}{_MARK})){_MARK}")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1b\x7f]")


def decoded(content: bytes) -> str:
    """The text of a file without its byte order mark; raises UnreadableFileError for what is no text."""
    text = _by_mark(content)
    if text is None:
        if b"\x00" in content:
            raise not_text()
        text = _as(content, "utf-8") or _as_declared(content) or _as_thai(content)
    if text is None:
        raise UnreadableFileError(
            "อ่านตัวอักษรในแฟ้มไม่ได้ (ไม่ใช่ UTF-8 หรือรหัสภาษาไทย Windows-874/TIS-620): เปิดแฟ้มแล้วบันทึกใหม่โดยเลือกรหัส UTF-8",
            "The file's characters cannot be read (neither UTF-8 nor Thai Windows-874/TIS-620): "
            "open it and save it again as UTF-8.",
        )
    if len(_CONTROL.findall(text, 0, 100_000)) > min(len(text), 100_000) / 100:
        raise not_text()
    return _CONTROL.sub("", text)


def not_text() -> UnreadableFileError:
    return UnreadableFileError(
        "แฟ้มนี้ไม่ใช่เอกสารข้อความที่อ่านได้: ใช้แฟ้ม TXT, HTML, DOCX, XLSX, ODT หรือ PDF",
        "This file is no document that can be read: use TXT, HTML, DOCX, XLSX, ODT or PDF.",
    )


def _by_mark(content: bytes) -> str | None:
    """Text by its byte order mark, None when there is none."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            text = _as(content[len(mark) :], encoding)
            if text is None:
                raise not_text()
            return text
    return None


def _as(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _as_declared(content: bytes) -> str | None:
    declared = _DECLARED.search(content[:_DECLARED_WITHIN])
    if declared is None:
        return None
    name = declared[1].decode("ascii").lower()
    # Pages that say TIS-620 or ISO-8859-11 are written in Microsoft's superset of it.
    thai = re.fullmatch(r"(?:windows|cp|x-windows)-?874|tis-?620|iso-?8859-?11", name)
    try:
        known = thai or not codecs.lookup(name).name.startswith(
            ("rot", "hex", "base64", "zlib", "bz2", "uu", "quopri")
        )
    except LookupError:
        return None
    return _as(content, "cp874" if thai else name) if known else None


def _as_thai(content: bytes) -> str | None:
    """Text in the Thai code page, None when what comes out is not written like Thai.

    In Thai, letters stand in runs, and a mark stands on a letter, at most two on one. An accented Latin letter
    read as Thai is a mark or a letter on its own.
    """
    text = _as(content, "cp874")
    if text is None:
        return None
    runs = _THAI_RUN.findall(text, 0, 1_000_000)
    letters = sum(map(len, runs))
    in_runs = sum(len(run) for run in runs if len(run) > 1)
    stray = len(_STRAY_MARK.findall(text, 0, 1_000_000))
    is_thai = letters > 0 and in_runs >= 0.8 * letters and stray <= 0.02 * letters
    return text if is_thai else None
