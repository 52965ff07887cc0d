"""What a foreign file may cost, and what it is by its content: asked before any parser sees it."""

from __future__ import annotations

import io
import re
import time
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from lxml import etree

from prongsai.documents.reading.model import UnreadableFileError

LARGEST_FILE: Final = 50_000_000
"""Bytes; a file of this size or more is refused before it is read into memory."""
_LARGEST_UNPACKED: Final = 200_000_000
_MOST_PARTS: Final = 5_000
_LARGEST_RATIO: Final = 200
_RATIO_MATTERS_FROM: Final = 1_000_000
"""Bytes unpacked; small parts of one repeated character are harmless, whatever their ratio."""
_MOST_TAGS: Final = 4_000_000
"""Opening and closing tags of one part: a tree of more would not fit a small machine."""
_MOST_CELLS: Final = 1_000_000
_MOST_SECONDS: Final = 15.0
_CHUNK: Final = 1 << 20
_DTD: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D|E)\x00|\x00<\x00!\x00(?:D|E)", re.IGNORECASE)


class Allowance:
    """Cells, paragraphs and seconds that one file may use up."""

    def __init__(self, cells: int = _MOST_CELLS, seconds: float = _MOST_SECONDS) -> None:
        self._cells = cells
        self._until = time.monotonic() + seconds

    def spend(self, cells: int = 1) -> None:
        """Raises UnreadableFileError when the file has used up what it may."""
        self._cells -= cells
        if self._cells < 0:
            raise too_much()
        if time.monotonic() > self._until:
            raise UnreadableFileError(
                "แฟ้มนี้ใช้เวลาอ่านนานเกินไป: แบ่งแฟ้มหรือบันทึกเฉพาะส่วนที่เป็นรายงานแล้วลองใหม่",
                "Reading this file takes too long: split it, or save only the report, and try again.",
            )


def too_much() -> UnreadableFileError:
    return UnreadableFileError(
        "แฟ้มมีข้อมูลมากเกินกว่าที่รายงานฉบับหนึ่งจะมี: เหลือไว้เฉพาะส่วนที่เป็นรายงานแล้วลองใหม่",
        "The file holds more than any report would: keep only the report and try again.",
    )


def damaged() -> UnreadableFileError:
    return UnreadableFileError(
        "แฟ้มเสียหายหรือมาไม่ครบ: ดาวน์โหลดหรือบันทึกใหม่อีกครั้งแล้วลองใหม่",
        "The file is damaged or incomplete: download or save it again and retry.",
    )


def unsafe() -> UnreadableFileError:
    return UnreadableFileError(
        "แฟ้มมีโครงสร้างที่ไม่ปลอดภัย (ขยายตัวได้ไม่จำกัดหรืออ้างถึงแฟ้มภายนอก) จึงไม่เปิด: บันทึกใหม่ด้วยโปรแกรมสำนักงานแล้วลองใหม่",
        "The file is built in an unsafe way (it inflates, or refers outside itself) and was not opened: "
        "save it again with an office program and retry.",
    )


def check_size(size: int) -> None:
    """Raises UnreadableFileError for a file of no bytes or of too many."""
    if size == 0:
        raise UnreadableFileError(
            "แฟ้มว่างเปล่า: เลือกแฟ้มที่มีรายงาน", "The file is empty: choose the file that holds the report."
        )
    if size >= LARGEST_FILE:
        megabytes = LARGEST_FILE // 1_000_000
        raise UnreadableFileError(
            f"แฟ้มใหญ่ตั้งแต่ {megabytes} เมกะไบต์ขึ้นไปจึงไม่อ่าน: ลดขนาดรูปภาพหรือบันทึกเฉพาะส่วนที่เป็นรายงาน",
            f"Files of {megabytes} MB or more are not read: shrink its pictures or save only the report.",
        )


class Package:
    """The parts of a ZIP file, each within the limits; opened only after the whole has been weighed.

    Nothing is ever written to disk, so the names of parts cannot lead anywhere.
    """

    def __init__(self, content: bytes) -> None:
        """Raises UnreadableFileError for a package that is damaged, encrypted, or would inflate."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged() from error
        infos = self._zip.infolist()
        unpacked = sum(info.file_size for info in infos)
        if len(infos) > _MOST_PARTS or unpacked > _LARGEST_UNPACKED or any(map(_inflates, infos)):
            raise unsafe()
        if any(info.flag_bits & 1 for info in infos):
            raise encrypted()
        self.names = frozenset(info.filename for info in infos)

    def part(self, name: str) -> bytes:
        """The bytes of a part; raises UnreadableFileError when it is missing, damaged or unsafe."""
        return b"".join(self._chunks(name))

    def check_parts(self) -> None:
        """Unpack every XML part once, piece by piece, and refuse what a parser should not see."""
        for name in sorted(self.names):
            if name.lower().endswith((".xml", ".rels", ".vml")):
                _check_markup(self._chunks(name))

    def _chunks(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(name) as part:
                yield from iter(lambda: part.read(_CHUNK), b"")
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise damaged() from error


def _inflates(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _RATIO_MATTERS_FROM and info.file_size > _LARGEST_RATIO * max(
        info.compress_size, 1
    )


def _check_markup(chunks: Iterator[bytes]) -> None:
    tags = 0
    seam = b""
    for chunk in chunks:
        tags += chunk.count(b"<")
        if tags > _MOST_TAGS:
            raise too_much()
        if _DTD.search(seam + chunk):
            raise unsafe()
        seam = chunk[-32:]


def encrypted() -> UnreadableFileError:
    return UnreadableFileError(
        "แฟ้มถูกป้องกันด้วยรหัสผ่าน: เปิดด้วยรหัสผ่าน บันทึกเป็นแฟ้มที่ไม่มีรหัสผ่าน แล้วลองใหม่",
        "The file is protected by a password: open it, save it without a password, and try again.",
    )


def parse_xml(content: bytes) -> etree._Element:
    """The root of an XML part: no entities, no DTD, no network; raises UnreadableFileError."""
    _check_markup(iter([content]))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged() from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise unsafe()
    return root
