"""Documents for the tests of the PDF: a report of the usual size, and the real one where it lies beside the checkout."""

from __future__ import annotations

import re
from pathlib import Path

from prongsai.documents.model import (
    Attachment,
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
    Column("ระยะเวลาในการดำเนินการ", 2.6),
    Column("ผู้รับผิดชอบ", 2.5),
    Column("ผลการดำเนินการ", 6.3),
    Column("ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ", 6.0),
)
GLOSSARY = frozenset({"เทศบาลตำบลหนองน้ำใส", "ธรรมาภิบาล", "จัดซื้อจัดจ้าง", "ปีงบประมาณ", "สำนักงาน ป.ป.ช."})
SENTENCES = (
    "กำหนดให้การต่อต้านสินบนเป็นนโยบายของผู้บริหาร และประกาศให้เจ้าพนักงานทุกคนทราบก่อนเริ่มปีงบประมาณ",
    "จัดทำทะเบียนความเสี่ยงต่อการเรียกรับสินบนของทุกส่วนราชการ แล้วทบทวนทุกหกเดือนโดยคณะทำงานที่นายกฯแต่งตั้ง",
    "เผยแพร่ขั้นตอนและระยะเวลาการให้บริการ E-Service ทางเว็บไซต์ https://www.nongnamsai.example/services/e-service?year=2568 และป้ายประกาศ",
    "ประชาชนยื่นคำขออนุญาตก่อสร้าง ขอใช้น้ำประปา และชำระภาษีที่ดินผ่านระบบอิเล็กทรอนิกส์ได้ตลอด ๒๔ ชั่วโมง",
    "ตรวจนับพัสดุและครุภัณฑ์ประจำปีด้วยคิวอาร์โค้ด พบรายการที่ยืมเกินกำหนดแล้วติดตามคืนได้ครบทุกรายการ",
    "เปิดเผยแผนการจัดซื้อจัดจ้าง ขอบเขตของงาน ราคากลาง สัญญา และผลการตรวจรับตามแบบ สขร.๑ ภายในวันที่ ๑๐ ของทุกเดือน",
    "รับฟังความคิดเห็นเรื่องอื่นๆ ของผู้มีส่วนได้ส่วนเสีย ฯลฯ แล้วตอบกลับว่าได้นำไปปรับปรุงกระบวนการกำกับดูแลอย่างไร",
    "อบรมประมวลจริยธรรมเจ้าหน้าที่ของรัฐตามหลักธรรมาภิบาล ผู้เข้าอบรมสิทธิ์ครบร้อยละ ๙๖.๐๑ น้ำใจ ช้ำ ค่ำ ปำ ฝ้ำ",
    "ส่งรายงานให้สำนักงาน ป.ป.ช. และคณะกรรมการข้อมูลข่าวสารของราชการตามกำหนดเวลา เทศบาลตำบลหนองน้ำใสได้ดำเนินการแล้ว",
    "ผู้ร้องเรียนติดตามเรื่องของตนได้ด้วยเลขรับ โดยระบบปกปิดชื่อ ที่อยู่ และหมายเลขโทรศัพท์ ๐๔๒-๖๔๐๐๐๐ ไว้ทั้งหมด",
)


def usual_report(number: int = 0, rows: int = 8) -> Document:
    """A report of 7 to 9 pages; every number gives another text."""
    return Document(
        title="รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. ๒๕๖๘",
        author="เทศบาลตำบลหนองน้ำใส",
        subtitles=("เทศบาลตำบลหนองน้ำใส", "อำเภอเมือง จังหวัดตัวอย่าง"),
        notice="ข้อมูลตัวอย่าง ไม่ใช่รายงานจริง",
        footer="เทศบาลตำบลหนองน้ำใส · ข้อมูล ณ ๓๐ กันยายน ๒๕๖๘",
        subject="มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        keywords=("ITA", "คุณธรรม"),
        blocks=(
            Paragraph(f"ตามที่ {SENTENCES[8]} โดยมีผลการดำเนินการดังนี้", indent=True),
            Table("ผลการดำเนินการตามมาตรการ", COLUMNS, tuple(_row(number, row) for row in range(rows))),
            Heading("วิธีอ่านรายงานฉบับนี้"),
            Paragraph("คะแนน ITA และผลต่างดึงจากผลการประเมินที่นำเข้าระบบ n คือจำนวนรายการที่ใช้คำนวณ"),
            Signatures(
                "การรับรองรายงาน",
                (
                    Signature("ผู้จัดทำรายงาน"),
                    Signature("ผู้ตรวจสอบ", position="ปลัดเทศบาล"),
                    Signature("ผู้อนุมัติ", "นายสมชาย ใจดี", "นายกเทศมนตรี", "๓๐ กันยายน ๒๕๖๘"),
                ),
            ),
            QrCodes((QrCode(f"https://www.nongnamsai.example/report/{number}", "อ่านและตรวจรายงานนี้"),)),
        ),
        glossary=GLOSSARY,
        attachments=(
            Attachment("report-2568.json", '{"ปี": 2568}\n'.encode(), "application/json", "ข้อมูลของรายงาน"),
        ),
    )


def _row(number: int, row: int) -> tuple[Cell, ...]:
    def sentence(index: int) -> str:
        return SENTENCES[(number + row * 3 + index) % len(SENTENCES)]

    steps = [Line(f"{row + 1}. {sentence(0)}"), Line("วิธีดำเนินการ", Voice.HEADING)]
    steps += [Line(f"- {sentence(index)} ครั้งที่ {number + index}") for index in range(1, 4)]
    fact = f"เรื่องที่แล้วเสร็จตามกำหนด: ร้อยละ {90 + row}.{number % 100:02} (n = {number + 12})"
    results = [Line(sentence(index)) for index in range(4, 8)]
    results.append(Line(fact, Voice.COMPUTED, f"https://www.nongnamsai.example/services/{row}"))
    return (
        Cell((Line("กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"),)),
        Cell(tuple(steps)),
        Cell((Line("ปีงบประมาณ พ.ศ. ๒๕๖๘"),)),
        Cell((Line("สำนักปลัด / ทุกกอง"),)),
        Cell(tuple(results)),
        Cell((Line(sentence(8)), Line(sentence(9)), Line("ที่มา: แบบสำรวจ", Voice.NOTE))),
    )


def one_column(width_cm: float, lines: tuple[Line, ...]) -> Document:
    """A table whose first column is that wide; the second takes the rest of the page."""
    columns = (Column("ก", width_cm), Column("ข", 26.7 - width_cm))
    table = Table("", columns, ((Cell(lines), Cell((Line("ข้อความ"),))),))
    return Document(title="ทดสอบ", author="ผู้ทดสอบ", blocks=(table,), glossary=GLOSSARY)


def real_report(path: Path) -> Document:
    """The table of the real report, with the spaces that its lines were broken at taken out."""
    rows = []
    for line in path.read_text().split("\n"):
        cells = line.split("\t")
        if len(cells) == len(COLUMNS) and not cells[0].startswith("มาตรการ/"):
            rows.append(tuple(map(_real_cell, cells)))
    table = Table("ผลการดำเนินการตามมาตรการ", COLUMNS, tuple(rows))
    title = "รายงานผลดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปีงบประมาณ พ.ศ. ๒๕๖๘"
    return Document(
        title=title,
        author="เทศบาล",
        blocks=(table,),
        glossary=frozenset({"เทศบาลตำบลบางทรายใหญ่", "ปีงบประมาณ"}),
    )


def _real_cell(text: str) -> Cell:
    # A piece in <u> is a label; numbers and dashes begin a line.
    parts = re.split(r"(<u>.*?</u>)| (?=[๐-๙]+\.[^๐-๙]|- )", re.sub("</?p>", " ", text))
    lines = []
    for part in parts:
        plain = re.sub(r"(?<=[ก-๎]) (?=[ก-๎])", "", re.sub("<[^>]*>", "", part or ""))
        plain = " ".join(plain.split())
        if plain:
            lines.append(Line(plain, Voice.HEADING if part.startswith("<u>") else Voice.WRITTEN))
    return Cell(tuple(lines))
