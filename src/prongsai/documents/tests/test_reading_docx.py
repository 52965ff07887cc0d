"""Word files and OpenDocument texts, made by python-docx and by hand."""

from __future__ import annotations

import io
from typing import Any

import docx
from hypothesis import given, settings

from prongsai.documents.docx import render_docx
from prongsai.documents.reading import ReadDocument, read_bytes
from prongsai.documents.tests.reading_samples import (
    WORD,
    letters,
    lines,
    package,
    paragraphs,
    rows,
    stripped,
    tables,
    texts,
    word_file,
)
from prongsai.documents.tests.samples import report


def saved(word: Any) -> bytes:
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def read(body: str, **parts: str) -> ReadDocument:
    return read_bytes(word_file(body, **parts), "x.docx")


@settings(deadline=None)
@given(rows(3))
def test_what_stands_in_cells_comes_back_line_for_line(cells: list[list[list[str]]]) -> None:
    word = docx.Document()
    table = word.add_table(len(cells), 3)
    for place, row in enumerate(cells):
        for cell, content in zip(table.rows[place].cells, row, strict=True):
            cell.text = "\n".join(content[:2])
            for line in content[2:]:
                cell.add_paragraph(line)
    document = read_bytes(saved(word), "x.docx")
    assert document.kind == "docx"
    assert lines(tables(document)[0]) == stripped(cells)


def test_our_own_report_reads_back() -> None:
    document = read_bytes(render_docx(report()), "x")
    table = lines(tables(document)[0])
    assert table[1][1] == ["วิธีดำเนินการ", "๑. กำหนดนโยบาย", "หมายเหตุ: ร่าง"]
    assert table[1][2] == ["ประกาศนโยบายแล้ว", "◆ เรื่องที่เสร็จตามกำหนด: ๙๖.๐๑ %"]
    assert "ข้อมูลตัวอย่าง & ไม่ใช่รายงานจริง" in paragraphs(document)
    assert document.notes


def test_merged_cells_leave_empty_cells_and_tables_in_cells_give_lines() -> None:
    word = docx.Document()
    table = word.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "รวม"
    table.cell(1, 2).text = "นอก"
    table.cell(1, 2).add_table(1, 2).cell(0, 1).text = "ใน"
    assert lines(tables(read_bytes(saved(word), "x"))[0]) == [[["รวม"], [], []], [[], [], ["นอก", "ใน"]]]


def test_an_underlined_run_is_a_line_of_its_own() -> None:
    underline = "<w:u w:val='single'/>"
    cell = (
        run("ก ")
        + run("วิธี", underline)
        + run("ดำเนินการ", underline)
        + run(" ๑. ข")
        + run("ค", "<w:u w:val='none'/>")
    )
    table = f"<w:tbl><w:tr><w:tc><w:p>{cell}</w:p></w:tc></w:tr></w:tbl>"
    assert lines(tables(read(table))[0]) == [[["ก", "วิธีดำเนินการ", "๑. ขค"]]]


def test_tracked_insertions_are_taken_and_deletions_left_out() -> None:
    body = (
        f"<w:p>{run('ก')}<w:del><w:r><w:delText>ลบ</w:delText></w:r></w:del><w:ins>{run('ข')}</w:ins></w:p>"
    )
    body += f"<w:p><w:moveFrom>{run('เก่า')}</w:moveFrom><w:moveTo>{run('ใหม่')}</w:moveTo></w:p>"
    body += f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p>{run('แถว')}</w:p></w:tc></w:tr></w:tbl>"
    document = read(body)
    assert paragraphs(document) == ["กข", "ใหม่"]
    assert lines(tables(document)[0]) == [[["แถว"]]]


def test_text_boxes_tabs_breaks_fields_and_symbols() -> None:
    box = f"<w:r><w:pict><v:textbox xmlns:v='urn:v'><w:txbxContent><w:p>{run('กล่อง')}</w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("๗")
    symbol = "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>"
    assert paragraphs(read(f"<w:p>{run('ก')}{box}<w:r><w:tab/><w:br/></w:r>{field}{symbol}</w:p>")) == [
        "ก\n๗☑",
        "กล่อง",
    ]


def test_of_a_drawing_and_its_older_twin_one_is_read() -> None:
    mc = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    content = "<w:txbxContent><w:p>" + run("กล่อง") + "</w:p></w:txbxContent>"
    both = f"<mc:AlternateContent {mc}><mc:Choice>{content}</mc:Choice><mc:Fallback>{content}</mc:Fallback></mc:AlternateContent>"
    assert paragraphs(read(f"<w:p><w:r>{both}</w:r></w:p>")) == ["กล่อง"]


def test_numbers_that_word_prints_before_points_are_read() -> None:
    word = docx.Document()
    for text, style in [("หนึ่ง", "List Number"), ("สอง", "List Number"), ("จุด", "List Bullet")]:
        word.add_paragraph(text, style=style)
    assert paragraphs(read_bytes(saved(word), "x")) == ["1. หนึ่ง", "2. สอง", "• จุด"]


def test_thai_numbers_of_levels() -> None:
    level = "<w:lvl w:ilvl='{}'><w:start w:val='1'/><w:numFmt w:val='thaiNumbers'/><w:lvlText w:val='{}'/></w:lvl>"
    numbering = f"<w:numbering {WORD}><w:abstractNum w:abstractNumId='0'>{level.format(0, '%1.')}{level.format(1, '%1.%2')}</w:abstractNum>"
    numbering += "<w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    point = "<w:p><w:pPr><w:numPr><w:ilvl w:val='{}'/><w:numId w:val='5'/></w:numPr></w:pPr>{}</w:p>"
    body = "".join(
        point.format(depth, run(text)) for depth, text in [(0, "ก"), (1, "ข"), (1, "ค"), (0, "ง"), (1, "จ")]
    )
    rels = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        "<Relationship Id='r1' Type='x/numbering' Target='numbering.xml'/></Relationships>"
    )
    parts = {"word/numbering.xml": numbering, "word/_rels/document.xml.rels": rels}
    assert paragraphs(read(body, **parts)) == ["๑. ก", "๑.๑ ข", "๑.๒ ค", "๒. ง", "๒.๑ จ"]


def test_footnotes_and_comments_stand_at_the_end() -> None:
    rels = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        "<Relationship Id='r1' Type='x/footnotes' Target='footnotes.xml'/>"
        "<Relationship Id='r2' Type='x/hyperlink' Target='http://evil.example/' TargetMode='External'/></Relationships>"
    )
    notes = f"<w:footnotes {WORD}><w:footnote w:type='separator'><w:p>{run('-')}</w:p></w:footnote>"
    notes += f"<w:footnote><w:p>{run('เชิงอรรถ')}</w:p></w:footnote></w:footnotes>"
    document = read(
        f"<w:p>{run('ก')}</w:p>", **{"word/footnotes.xml": notes, "word/_rels/document.xml.rels": rels}
    )
    assert [(block.where, *texts(ReadDocument((block,), "docx"))) for block in document.blocks][1:] == [
        ("footnote", "เชิงอรรถ")
    ]


def odt(body: str, styles: str = "") -> bytes:
    names = ("office", "text", "table", "style")
    spaces = " ".join(f"xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'" for name in names)
    content = f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
    content += f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


@settings(deadline=None)
@given(rows(2))
def test_an_opendocument_table_comes_back_line_for_line(cells: list[list[list[str]]]) -> None:
    made = "".join(
        "<table:table-row>"
        + "".join(
            "<table:table-cell>"
            + "".join(f"<text:p>{line}</text:p>" for line in cell)
            + "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in cells
    )
    document = read_bytes(odt(f"<text:p>ก่อน</text:p><table:table>{made}</table:table>"), "x")
    assert document.kind == "odt"
    assert lines(tables(document)[0]) == stripped(cells)
    assert letters(texts(document)) == letters(
        ["ก่อน", *(line for row in cells for cell in row for line in cell)]
    )


def test_opendocument_spaces_breaks_underlines_and_deletions() -> None:
    style = "<style:style style:name='T1'><style:text-properties style:text-underline-style='solid'/></style:style>"
    deleted = "<text:tracked-changes><text:p>ลบ</text:p></text:tracked-changes>"
    cell = "ก<text:s text:c='3'/>ข<text:line-break/>ค <text:span text:style-name='T1'>วิธี</text:span> ง"
    table = f"<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>{cell}</text:p></table:table-cell>"
    table += "<table:covered-table-cell table:number-columns-repeated='2'/></table:table-row></table:table-header-rows></table:table>"
    document = read_bytes(odt(deleted + table, style), "x")
    assert lines(tables(document)[0]) == [[["ก   ข", "ค", "วิธี", "ง"], [], []]]
    assert paragraphs(document) == []
