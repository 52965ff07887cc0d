"""The report as a workbook, read back by openpyxl."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from prongsai.documents.model import Cell, Column, Document, Heading, Line, Table, Voice
from prongsai.documents.plain import clean, cleaned
from prongsai.documents.sheet_text import pieces, sheet_name, units
from prongsai.documents.tests.samples import COLUMNS, TABLES, hostile, of_cells, report
from prongsai.documents.xlsx import render_xlsx


def sheet_of(document: Document) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(render_xlsx(document)), rich_text=False).worksheets[0]


def table_of(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def body_rows(sheet: Worksheet, table: Table) -> list[list[str]]:
    """Rows of the sheet under the table's head, up to the first row without a border."""
    labels = [column.label for column in table.columns]
    rows = list(sheet.iter_rows(max_col=len(labels)))
    head = next(place for place, row in enumerate(rows) if [cell.value for cell in row] == labels)
    body = []
    for row in rows[head + 1 :]:
        if not row[0].border.left.style:
            break
        body.append([cell.value or "" for cell in row])
    return body


def expected(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table_of(cleaned(document)).rows]


@pytest.mark.parametrize("document", [report(), hostile()], ids=["report", "hostile"])
def test_every_cell_reads_back_as_written(document: Document) -> None:
    assert body_rows(sheet_of(document), table_of(document)) == expected(document)


@given(document=TABLES)
@settings(max_examples=40, deadline=None)
def test_any_text_stays_text(document: Document) -> None:
    sheet = sheet_of(document)

    assert body_rows(sheet, table_of(document)) == expected(document)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s"}


def test_nothing_is_a_formula_or_a_link_by_itself() -> None:
    with ZipFile(BytesIO(render_xlsx(hostile()))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_computed_lines_have_their_colour_inside_the_cell() -> None:
    book = openpyxl.load_workbook(BytesIO(render_xlsx(report())), rich_text=True)
    rich = next(
        cell.value for row in book.worksheets[0].iter_rows() for cell in row if "◆ เรื่องที่" in str(cell.value)
    )

    assert [(str(run.text), run.font.color.rgb if run.font.color else None) for run in rich][-1] == (
        "\n◆ เรื่องที่เสร็จตามกำหนด: ๙๖.๐๑ %",
        "FF123F73",
    )


def test_sheet_is_ready_to_read_and_print() -> None:
    sheet = sheet_of(report())
    head = next(
        cell.row for row in sheet.iter_rows(max_col=1) for cell in row if cell.value == COLUMNS[0].label
    )

    assert sheet.title == "รายงาน"
    assert sheet.freeze_panes == f"B{head + 1}"
    assert sheet.print_title_rows == f"${head}:${head}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddHeader.center.text == "ข้อมูลตัวอย่าง && ไม่ใช่รายงานจริง"
    assert sheet.cell(head, 1).font.name == "TH Sarabun New"


def test_rows_grow_when_edited() -> None:
    with ZipFile(BytesIO(render_xlsx(report()))) as package:
        rows = re.findall(rb"<row [^>]*>", package.read("xl/worksheets/sheet1.xml"))

    assert rows
    assert any(b"ht=" in row for row in rows)
    assert not any(b"customHeight" in row for row in rows)


def test_everything_else_of_the_document_is_there() -> None:
    sheet = sheet_of(report())
    values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]

    for text in (
        "รายงานผล ปีงบประมาณ พ.ศ. ๒๕๖๘", "(ร่าง ยังไม่ผ่านการอนุมัติ)", "ข้อมูลตัวอย่าง & ไม่ใช่รายงานจริง",
        "ตามที่ได้ดำเนินการ", "ผลการดำเนินการตามมาตรการ", "วิธีอ่าน", "◆ คะแนนเฉลี่ย ๙๘.๑๒", "การรับรอง",
        "ลงชื่อ นายสมชาย ใจดี ผู้อนุมัติ", "จุดตรวจ ๕๑๒ รายการ", "เทศบาลตำบลตัวอย่าง · ๓๐ กันยายน ๒๕๖๘",
    ):  # fmt: skip
        assert text in values


def test_links_of_lines_and_codes_stand_under_the_table() -> None:
    sheet = sheet_of(
        report(Line("ลอง", url="javascript:alert(1)"), Line("ยาว", url="https://a.example/" + "x" * 3000))
    )
    links = {cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink}

    assert links == {"https://town.example/services/cases/?year=2568", "https://town.example/report/2568"}


@pytest.mark.parametrize(
    "text",
    ["ก" * 40_000, "กำ " * 13_333, "🧾" * 20_000, "ก\n" * 20_000, "่" * 40_000],
    ids=["one word", "words", "emoji", "lines", "marks only"],
)
def test_a_cell_that_excel_cannot_hold_goes_on_beneath(text: str) -> None:
    document = of_cells((Cell((Line("ก่อน"), Line(text), Line("หลัง", Voice.COMPUTED))), Cell((Line("ข้าง"),))))
    rows = body_rows(sheet_of(document), table_of(document))

    assert len(rows) > 1
    joined = "".join(row[0] for row in rows).replace("\n", "")
    assert joined == f"ก่อน{text}◆ หลัง".replace("\n", "")
    assert [row[1] for row in rows] == ["ข้าง"] + [""] * (len(rows) - 1)
    assert all(units(row[0]) <= 32_767 for row in rows)


def test_pieces_keep_thai_syllables_whole() -> None:
    lines = [line.text for group in pieces((Line("เน้ำ" * 4_000),), 20) for line in group]

    assert "".join(lines) == "เน้ำ" * 4_000
    assert len(lines) > 1
    assert all(text.startswith("เ") and text.endswith("ำ") for text in lines)


def test_further_tables_have_sheets_of_their_own() -> None:
    one = of_cells((Cell((Line("ก"),)),)).blocks
    two = (
        Table(
            "สรุป: ปี 2568/ครึ่งแรก [ร่าง] ที่ชื่อยาวมากกว่าสามสิบเอ็ดตัว", (Column("ข", 1),), ((Cell((Line("=1+1"),)),),)
        ),
    )
    book = openpyxl.load_workbook(BytesIO(render_xlsx(Document("ก", "ข", (*one, *two, Heading("จบ"), *two)))))

    assert len(book.sheetnames) == 3
    assert book.sheetnames[1].startswith("สรุป ปี 2568 ครึ่งแรก ร่าง")
    assert len(set(book.sheetnames)) == 3
    assert "=1+1" in [cell.value for row in book.worksheets[1].iter_rows() for cell in row]
    assert all(sheet.print_title_rows for sheet in book.worksheets)


@given(
    wanted=st.text(st.characters(exclude_categories=["Cs"])),
    taken=st.lists(st.sampled_from(["รายงาน", "ตาราง", "A"])),
)
def test_sheet_names_are_ones_that_excel_takes(wanted: str, taken: list[str]) -> None:
    name = sheet_name(clean(wanted), taken)

    assert 1 <= units(name) <= 31
    assert not set(name) & set("[]:*?/\\")
    assert not name.startswith("'")
    assert not name.endswith("'")
    assert name.casefold() not in {other.casefold() for other in taken} | {"history"}


def test_properties_and_determinism() -> None:
    noon = datetime(2025, 9, 30, 5, tzinfo=UTC)
    book = openpyxl.load_workbook(BytesIO(render_xlsx(report(), created=noon)))

    assert (book.properties.title, book.properties.creator) == (report().title, report().author)
    assert book.properties.created == noon.replace(tzinfo=None)
    assert render_xlsx(report()) == render_xlsx(report())


def test_a_tall_preface_freezes_nothing() -> None:
    table = of_cells((Cell((Line("ก"),)), Cell((Line("ข"),)))).blocks[0]
    tall = Document("ก", "ข", (*(Heading(f"หัวข้อ {place}") for place in range(40)), table))

    assert sheet_of(tall).freeze_panes is None
