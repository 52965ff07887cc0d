"""The report as a Word file, read back by python-docx and by its XML."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from lxml import etree

from prongsai.documents.docx import render_docx
from prongsai.documents.model import Cell, Column, Document, Line, Paragraph, Table, Voice
from prongsai.documents.plain import cleaned
from prongsai.documents.tests.samples import COLUMNS, TABLES, hostile, of_cells, report


def opened(document: Document) -> docx.document.Document:
    return docx.Document(BytesIO(render_docx(document)))


def parts(document: Document) -> dict[str, bytes]:
    with ZipFile(BytesIO(render_docx(document))) as package:
        return {name: package.read(name) for name in package.namelist()}


def texts(word: docx.document.Document) -> list[list[str]]:
    """Of the first table, without its head."""
    return [[cell.text for cell in row.cells] for row in word.tables[0].rows][1:]


def expected(document: Document) -> list[list[str]]:
    table = next(block for block in cleaned(document).blocks if isinstance(block, Table))
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize("document", [report(), hostile()], ids=["report", "hostile"])
def test_every_cell_reads_back_as_written(document: Document) -> None:
    assert texts(opened(document)) == expected(document)


@given(document=TABLES)
@settings(max_examples=25, deadline=None)
def test_any_text_stays_text(document: Document) -> None:
    assert texts(opened(document)) == expected(document)


def test_voices_are_styles_so_that_the_file_can_be_read_back() -> None:
    cells = opened(report()).tables[0].rows[1].cells

    assert [p.style.name for p in cells[0].paragraphs] == ["Row Heading"]
    assert [p.style.name for p in cells[1].paragraphs] == ["Cell Heading", "Cell", "Note"]
    assert [p.style.name for p in cells[2].paragraphs] == ["Cell", "Computed"]
    assert opened(report()).styles["Cell Heading"].font.underline


def test_title_headings_and_paragraphs_use_real_styles() -> None:
    styled = {p.text: p.style.name for p in opened(report()).paragraphs if p.text}

    assert styled["รายงานผล ปีงบประมาณ พ.ศ. ๒๕๖๘"] == "Title"
    assert styled["วิธีอ่าน"] == "Heading 2"
    assert styled["ตามที่ได้ดำเนินการ"] == "Indented"
    assert styled["◆ คะแนนเฉลี่ย ๙๘.๑๒"] == "Computed"


def test_every_style_is_whole_for_thai() -> None:
    styles = etree.fromstring(parts(report())["word/styles.xml"])

    for fonts in styles.iter(qn("w:rFonts")):
        assert {fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {
            "TH Sarabun New"
        }
        assert not [name for name in fonts.attrib if name.endswith("Theme") or "theme" in name]
    for run in styles.iter(qn("w:rPr")):
        present = {child.tag for child in run}
        assert (qn("w:sz") in present) == (qn("w:szCs") in present)
        assert (qn("w:b") in present) == (qn("w:bCs") in present)
    assert {language.get(qn("w:bidi")) for language in styles.iter(qn("w:lang"))} == {"th-TH"}


def test_table_repeats_its_head_and_breaks_over_pages() -> None:
    table = opened(report()).tables[0]._tbl
    rows = table.tr_lst

    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [
        True,
        False,
        False,
    ]
    assert [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows] == [
        True,
        False,
        False,
    ]
    assert table.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "ผลการดำเนินการตามมาตรการ"


def test_columns_share_the_width_of_the_text() -> None:
    word = opened(report())
    section = word.sections[0]
    grid = [column.w.twips for column in word.tables[0]._tbl.tblGrid.gridCol_lst]
    whole = sum(column.share for column in COLUMNS)

    text_width = (section.page_width - section.left_margin - section.right_margin) // 635
    assert abs(sum(grid) - text_width) <= 2
    assert grid == pytest.approx([text_width * column.share / whole for column in COLUMNS], abs=3)
    assert section.page_width.mm == pytest.approx(297, abs=0.1)
    assert section.page_height.mm == pytest.approx(210, abs=0.1)


def test_portrait_paper_when_asked() -> None:
    section = opened(Document("ก", "ข", (), landscape=False)).sections[0]

    assert section.page_width < section.page_height


def test_notice_and_page_numbers_stand_on_every_page() -> None:
    section = opened(report()).sections[0]
    fields = [code.text.strip() for code in section.footer._element.iter(qn("w:instrText"))]

    assert section.header.paragraphs[0].text == "ข้อมูลตัวอย่าง & ไม่ใช่รายงานจริง"
    assert section.footer.paragraphs[0].text == "เทศบาลตำบลตัวอย่าง · ๓๐ กันยายน ๒๕๖๘\tหน้า 1 จาก 1"
    assert fields == ["PAGE", "NUMPAGES"]
    assert not section.different_first_page_header_footer


def test_links_are_fields_and_nothing_outside_is_referred_to() -> None:
    package = parts(report(Line("อ่าน", url='https://a.example/"x'), Line("ลอง", url="javascript:alert(1)")))
    body = etree.fromstring(package["word/document.xml"])

    assert [code.text.strip() for code in body.iter(qn("w:instrText"))] == [
        'HYPERLINK "https://town.example/services/cases/?year=2568"',
        'HYPERLINK "https://town.example/report/2568"',
    ]
    assert not [name for name, content in package.items() if b'TargetMode="External"' in content]
    assert not [name for name in package if "thumbnail" in name or "customXml" in name]


def test_every_part_is_well_formed_and_declared() -> None:
    package = parts(hostile())

    for name, content in package.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
    types = etree.fromstring(package["[Content_Types].xml"])
    declared = {part.get("PartName") for part in types} | {part.get("Extension") for part in types}
    assert all(f"/{name}" in declared or name.rpartition(".")[2] in declared for name in package)


def test_paragraph_properties_come_in_the_order_of_the_schema() -> None:
    """Word calls a file damaged when they do not."""
    order = ["pStyle", "keepNext", "pBdr", "shd", "tabs", "spacing", "ind", "jc", "outlineLvl"]
    package = parts(report())

    for name in ("word/styles.xml", "word/document.xml", "word/footer1.xml", "word/header1.xml"):
        for properties in etree.fromstring(package[name]).iter(qn("w:pPr")):
            places = [order.index(etree.QName(child).localname) for child in properties]
            assert places == sorted(places), name


def test_pictures_have_words() -> None:
    body = etree.fromstring(parts(report())["word/document.xml"])

    described = [picture.get("descr") for picture in body.iter(qn("wp:docPr"))]
    assert described == [
        "คิวอาร์โค้ด: ตรวจรายงาน: https://town.example/report/2568",
        "คิวอาร์โค้ด: จุดตรวจ ๕๑๒ รายการ",
    ]


def test_signatures_are_a_table_without_lines() -> None:
    signatures = opened(report()).tables[1]

    assert signatures._tbl.tblPr.find(qn("w:tblStyle")) is None
    first, second = signatures.rows[0].cells
    assert first.text.startswith("ลงชื่อ ....")
    assert second.text == "ลงชื่อ นายสมชาย ใจดี ผู้อนุมัติ\nตำแหน่ง นายกเทศมนตรี\nวันที่ ๑ ต.ค. ๒๕๖๘"


def test_properties() -> None:
    core = docx.Document(
        BytesIO(render_docx(report(), created=datetime(2025, 9, 30, 17, tzinfo=UTC)))
    ).core_properties

    assert (core.title, core.author, core.language) == (report().title, report().author, "th-TH")
    assert core.keywords == "ITA, ความโปร่งใส"
    assert core.created == datetime(2025, 9, 30, 17, tzinfo=UTC)


def test_long_titles_are_cut_only_in_the_properties() -> None:
    word = opened(Document("ก" * 300, "ข" * 300, (Paragraph("ค", Voice.NOTE),)))

    assert len(word.core_properties.title) == 255
    assert word.paragraphs[0].text == "ก" * 300


def test_same_document_same_bytes() -> None:
    assert render_docx(report()) == render_docx(report())
    assert render_docx(report()) != render_docx(report(Line("เพิ่ม")))


def test_long_cell_is_whole() -> None:
    text = "ก" * 40_000

    assert texts(opened(of_cells((Cell((Line(text),)),)))) == [[text]]


def test_table_without_rows_or_shares_of_any_size() -> None:
    table = Table("ว่าง", (Column("ก", 0.001), Column("ข", 10_000)), ())

    assert texts(opened(Document("ก", "ข", (table,)))) == []
