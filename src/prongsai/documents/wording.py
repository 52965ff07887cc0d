"""The words that writers add themselves, the same in every format."""

from __future__ import annotations

from typing import Final

from prongsai.documents.model import COMPUTED_MARK, Cell, Document, Paragraph, Signature, Table, Voice

LEGEND: Final = f"{COMPUTED_MARK} หมายถึงข้อความที่ระบบคำนวณจากรายการที่บันทึกไว้ ไม่มีผู้ใดพิมพ์"
"""Explains the mark of computed lines."""
PAGE: Final = "หน้า"
OF: Final = "จาก"
SIGNED: Final = "ลงชื่อ"
POSITION: Final = "ตำแหน่ง"
DATE: Final = "วันที่"
DOTS: Final = "." * 28
"""A line to write on."""
QR_CODE: Final = "คิวอาร์โค้ด"
LINKS: Final = "ที่อยู่ของข้อมูลที่อ้างถึงในตาราง"
SEE_SHEET: Final = "ดูตารางในแผ่นงาน"


def has_computed_lines(document: Document) -> bool:
    """Whether any text of the document carries the mark, so that the mark needs explaining."""
    return any(
        isinstance(block, Paragraph)
        and block.voice is Voice.COMPUTED
        or isinstance(block, Table)
        and any(_is_computed(cell) for row in block.rows for cell in row)
        for block in document.blocks
    )


def _is_computed(cell: Cell) -> bool:
    return any(line.voice is Voice.COMPUTED for line in cell.lines)


def signature_lines(person: Signature) -> tuple[str, ...]:
    """The lines of one signature as they are printed; dots where nobody has signed yet.

    A position and a date that are missing from a given name are left out: the paper does not wait for them.
    """
    lines = [f"{SIGNED} {person.name or DOTS} {person.role}"]
    if not person.name:
        lines.append(f"({DOTS})")
    if person.position:
        lines.append(f"{POSITION} {person.position}")
    if person.date or not person.name:
        lines.append(f"{DATE} {person.date or DOTS}")
    return tuple(lines)
