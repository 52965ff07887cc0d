"""The report as a document: the official six-column table, evidence under what officers wrote, method, approval, codes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

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
from prongsai.evidence.facts import Fact, FailedFact
from prongsai.measures.report import Report, ReportMeasure, ReportOutcome, absolute, as_json
from prongsai.measures.rules import plain
from prongsai.thai.dates import format_date
from prongsai.thai.digits import to_thai_prose

COLUMNS: Final = (
    Column("มาตรการ/โครงการ/กิจกรรม", 3.6),
    Column("ขั้นตอน/วิธีการปฏิบัติ", 6.4),
    Column("ระยะเวลาในการดำเนินการ", 2.6),
    Column("ผู้รับผิดชอบ", 2.5),
    Column("ผลการดำเนินการ", 6.3),
    Column("ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ", 6.0),
)
"""Headings of the official table (o28, fiscal year 2568) and their shares of the width."""

GLOSSARY: Final = frozenset(
    {
        "กระบวนการ", "กระบวนการกำกับดูแล", "ธรรมาภิบาล", "สินบน", "ของกำนัล", "งบประมาณ", "ปีงบประมาณ", "นโยบาย",
        "หน่วยงาน", "เจ้าหน้าที่", "ประชาชน", "ความโปร่งใส", "มาตรการ", "สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา", "จัดซื้อจัดจ้าง", "เทศบาลตำบล", "ข่าวสาร",
        "สำนักงาน ป.ป.ช.", "อิเล็กทรอนิกส์", "ทรัพย์สิน", "จริยธรรม", "ประชาสัมพันธ์", "หลากหลาย",
    }
)  # fmt: skip
"""Words of the field that no line may break inside; names of the agency are added."""

Digits = Callable[[str], str]


def document(report: Report, *, thai_digits: bool = True, data: bytes | None = None) -> Document:
    """The document of a report. thai_digits: ๐-๙ in prose, as official papers want; addresses and codes keep theirs.

    data: the JSON to travel inside the PDF, when the caller has it already.
    """
    digits: Digits = to_thai_prose if thai_digits else str
    agency = report.agency
    content = data if data is not None else json_bytes(report)
    return Document(
        title=digits(report.title),
        author=agency.name,
        subtitles=tuple(digits(text) for text in _subtitles(report)),
        notice=digits(agency.notice),
        footer=digits(f"{agency.name} · ข้อมูล ณ {format_date(report.changed_at)}"),
        subject=digits(f"มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ {report.fiscal_year}"),
        keywords=("ITA", "คุณธรรม", "ความโปร่งใส", str(report.fiscal_year)),
        blocks=(
            Paragraph(digits(report.preamble), indent=True),
            _table(report, digits),
            Heading("วิธีอ่านรายงานฉบับนี้"),
            *(Paragraph(digits(text)) for text in _method(report)),
            _signatures(),
            _codes(report, digits),
        ),
        thai_digits=thai_digits,
        glossary=GLOSSARY | {agency.name, agency.province, agency.district},
        attachments=(
            Attachment(
                f"report-{report.fiscal_year}.json",
                content,
                "application/json",
                "ข้อมูลของรายงานฉบับนี้ในรูปที่เครื่องอ่านได้",
            ),
        ),
    )


def json_bytes(report: Report) -> bytes:
    """The report's JSON as it is downloaded and as it travels inside the PDF."""
    return (json.dumps(as_json(report), ensure_ascii=False, indent=1) + "\n").encode()


def _subtitles(report: Report) -> tuple[str, ...]:
    agency = report.agency
    place = " ".join(
        part
        for part in (
            f"อำเภอ{agency.district}" if agency.district else "",
            f"จังหวัด{agency.province}" if agency.province else "",
        )
        if part
    )
    state = "(ร่าง ยังไม่ผ่านการอนุมัติ)" if report.state == "draft" else ""
    return tuple(text for text in (agency.name, place, state) if text)


def _table(report: Report, digits: Digits) -> Table:
    return Table(
        caption=digits(f"ผลการดำเนินการตามมาตรการ ปีงบประมาณ พ.ศ. {report.fiscal_year}"),
        columns=COLUMNS,
        rows=tuple(_row(report, measure, digits) for measure in report.measures),
    )


def _row(report: Report, measure: ReportMeasure, digits: Digits) -> tuple[Cell, ...]:
    results = [Line(digits(text)) for text in measure.results]
    results += [_fact_line(report, fact, digits) for fact in measure.facts]
    outcomes = [line for outcome in measure.outcomes for line in _outcome_lines(report, outcome, digits)]
    return (
        _cell([measure.title], digits),
        Cell(
            tuple(
                Line(digits(text), Voice.HEADING if heading else Voice.WRITTEN)
                for text, heading in measure.steps
            )
        ),
        _cell([measure.timeframe], digits),
        _cell([" / ".join(measure.responsible)], digits),
        Cell(tuple(results)),
        Cell(tuple(outcomes)),
    )


def _cell(texts: Iterable[str], digits: Digits) -> Cell:
    return Cell(tuple(Line(digits(text)) for text in texts if text))


def _outcome_lines(report: Report, outcome: ReportOutcome, digits: Digits) -> list[Line]:
    lines = [Line(digits(text)) for text in outcome.text.split("\n") if text]
    if outcome.item is None:
        return lines
    lines.append(Line(digits(_computed_outcome(outcome)), Voice.COMPUTED, _scores_address(report, outcome)))
    return lines


def _computed_outcome(outcome: ReportOutcome) -> str:
    """«ข้อ i3: ปี 2567 = 100, ปี 2568 = 100, ต่างกัน 0.00 คะแนน (แหล่งที่มา: …)»."""
    if outcome.item is None or not outcome.scores:
        code = outcome.item.code if outcome.item else ""
        return f"ข้อ {code}: ยังไม่มีคะแนนในระบบ"
    points = ", ".join(f"ปี {score.fiscal_year} = {plain(score.points)}" for score in outcome.scores)
    delta = "" if outcome.delta is None else f", ผลต่าง {_signed(outcome.delta)} คะแนน"
    sources = " / ".join(dict.fromkeys(score.source for score in outcome.scores))
    warning = " — ข้อความข้างต้นขัดกับคะแนน" if outcome.contradicts else ""
    return f"ข้อ {outcome.item.code}: {points}{delta} (แหล่งที่มา: {sources}){warning}"


def _signed(delta: Decimal) -> str:
    return f"{delta:+.2f}".replace("-", "−") if delta else "0.00"


def _scores_address(report: Report, outcome: ReportOutcome) -> str:
    return absolute(report.agency, outcome.scores[-1].url) if outcome.scores else ""


def _fact_line(report: Report, fact: Fact | FailedFact, digits: Digits) -> Line:
    if isinstance(fact, FailedFact):
        return Line(f"{fact.key}: คำนวณไม่ได้ ({fact.reason})", Voice.COMPUTED)
    return Line(digits(fact_text(fact)), Voice.COMPUTED, absolute(report.agency, fact.url))


def fact_text(fact: Fact) -> str:
    """A fact in one line: label, value, unit, denominator."""
    if fact.value is None:
        return f"{fact.label_th}: ยังไม่มีข้อมูลในระบบ"
    value = f"{fact.value:,.2f}" if isinstance(fact.value, Decimal) else str(fact.value)
    unit = f" {fact.unit_th}" if fact.unit_th else ""
    count = "" if fact.n is None else f" (n = {fact.n})"
    return f"{fact.label_th}: {value}{unit}{count}"


def _method(report: Report) -> tuple[str, ...]:
    reading = (
        "ข้อความที่ขึ้นต้นด้วย ◆ ระบบคำนวณจากรายการที่บันทึกไว้ ไม่มีผู้ใดพิมพ์ ข้อความอื่นเจ้าหน้าที่เป็นผู้เขียน "
        "คะแนน ITA และผลต่างดึงจากผลการประเมินที่นำเข้าระบบ แสดงทศนิยมสองตำแหน่ง n คือจำนวนรายการที่ใช้คำนวณ"
    )
    checking = (
        f"ข้อมูลชุดเดียวกันนี้แนบอยู่ในแฟ้ม PDF (report-{report.fiscal_year}.json) และตรวจสอบได้ที่ {report.address} "
        "ทุกการเปลี่ยนแปลงมีรายการในสมุดบันทึกสาธารณะซึ่งแก้ย้อนหลังไม่ได้โดยไม่ถูกพบ"
    )
    return (reading, checking)


def _signatures() -> Signatures:
    return Signatures(
        "การรับรองรายงาน",
        (
            Signature("ผู้จัดทำรายงาน"),
            Signature("ผู้ตรวจสอบ", position="ปลัดเทศบาล"),
            Signature("ผู้อนุมัติ", position="นายกเทศมนตรี"),
        ),
    )


def _codes(report: Report, digits: Digits) -> QrCodes:
    codes = [QrCode(report.address, f"อ่านและตรวจรายงานนี้: {report.address}")]
    if report.checkpoint:
        origin, size, root, *_ = report.checkpoint.split("\n")
        codes.append(
            QrCode(report.checkpoint, f"{digits(f'จุดตรวจของสมุดบันทึก {size} รายการ')} ({origin}) {root}")
        )
    return QrCodes(tuple(codes))
