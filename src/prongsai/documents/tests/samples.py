"""Documents that are hard to write: every block, every voice, and text that means harm."""

from __future__ import annotations

from hypothesis import strategies as st

from prongsai.documents.model import (
    Cell,
    Column,
    Document,
    Heading,
    Line,
    Paragraph,
    QrCode,
    QrCodes,
    Signature,
    Signatures,
    Table,
    Voice,
)

COLUMNS = (
    Column("มาตรการ/โครงการ/กิจกรรม", 3.6),
    Column("ขั้นตอน/วิธีการปฏิบัติ", 6.4),
    Column("ผลการดำเนินการ", 6.3),
)
HOSTILE = (
    '=HYPERLINK("https://evil.example","x")',
    "+66 42 000 000",
    "-1+1|cmd|'/C calc'!A0",
    "@SUM(A1:A9)",
    "<script>alert('สวัสดี')</script> & <b>\"อ้าง\"</b>",
    "<r><t>ข้อความ</t></r>",
    "_x0041_ ไม่ใช่ A",
    "{{ 7|add:7 }} {% load x %} #set page",
    "]]> -->  </style></td></tr>",
    "๒๕๖๘ 🧾👩🏽‍⚕️ เน้ําใจ ทำ",
    "https://www.example.go.th/" + "ก" * 5,
    "  เว้นหน้าเว้นหลัง  ",
)


def report(*extra: Line) -> Document:
    """A small report with every kind of block; `extra` goes into the last cell."""
    steps = Cell(
        (Line("วิธีดำเนินการ", Voice.HEADING), Line("๑. กำหนดนโยบาย"), Line("หมายเหตุ: ร่าง", Voice.NOTE))
    )
    results = Cell(
        (
            Line("ประกาศนโยบายแล้ว"),
            Line(
                "เรื่องที่เสร็จตามกำหนด: ๙๖.๐๑ %", Voice.COMPUTED, "https://town.example/services/cases/?year=2568"
            ),
            *extra,
        )
    )
    return Document(
        title="รายงานผล ปีงบประมาณ พ.ศ. ๒๕๖๘",
        author="เทศบาลตำบลตัวอย่าง",
        subtitles=("เทศบาลตำบลตัวอย่าง", "(ร่าง ยังไม่ผ่านการอนุมัติ)"),
        notice="ข้อมูลตัวอย่าง & ไม่ใช่รายงานจริง",
        footer="เทศบาลตำบลตัวอย่าง · ๓๐ กันยายน ๒๕๖๘",
        subject="มาตรการส่งเสริมคุณธรรม",
        keywords=("ITA", "ความโปร่งใส"),
        blocks=(
            Paragraph("ตามที่ได้ดำเนินการ", indent=True),
            Table(
                "ผลการดำเนินการตามมาตรการ",
                COLUMNS,
                (
                    (Cell((Line("E-Service"),)), steps, results),
                    (Cell((Line("ทรัพย์สิน"),)), Cell(), Cell((Line("ยืม ๒ ครั้ง"),))),
                ),
            ),
            Heading("วิธีอ่าน", level=2),
            Paragraph("คะแนนเฉลี่ย ๙๘.๑๒", Voice.COMPUTED),
            Signatures(
                "การรับรอง",
                (Signature("ผู้จัดทำ"), Signature("ผู้อนุมัติ", "นายสมชาย ใจดี", "นายกเทศมนตรี", "๑ ต.ค. ๒๕๖๘")),
            ),
            QrCodes(
                (
                    QrCode(
                        "https://town.example/report/2568", "ตรวจรายงาน: https://town.example/report/2568"
                    ),
                    QrCode("town.example/log\n512\nKx6bM2g0tH1o9yqv3eWkzA==\n", "จุดตรวจ ๕๑๒ รายการ"),
                )
            ),
        ),
    )


def of_cells(*rows: tuple[Cell, ...]) -> Document:
    """A document that is one table."""
    columns = tuple(Column(f"คอลัมน์ {place}", 1) for place in range(len(rows[0])))
    return Document(title="ตาราง", author="เทศบาล", blocks=(Table("ตารางเดียว", columns, rows),))


def hostile() -> Document:
    return of_cells(
        *((Cell((Line(text),)), Cell((Line(text, Voice.COMPUTED), Line(text)))) for text in HOSTILE)
    )


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
LINES = st.builds(
    Line, _TEXTS, st.sampled_from(Voice), st.sampled_from(["", "https://a.example/ก", "javascript:alert(1)"])
)
CELLS = st.lists(LINES, max_size=4).map(lambda lines: Cell(tuple(lines)))
TABLES = st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4).map(lambda rows: of_cells(*rows))
"""Documents of one table with two columns and any text that Python can hold, lone surrogates apart."""
