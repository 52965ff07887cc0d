"""The report as HTML, read back as a browser or a machine would."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import html

from prongsai.documents.html import render_body, render_html
from prongsai.documents.model import Cell, Column, Document, Line, Paragraph, QrCode, QrCodes, Table, Voice
from prongsai.documents.plain import cleaned
from prongsai.documents.qr import QrContentTooLongError
from prongsai.documents.tests.samples import HOSTILE, TABLES, hostile, of_cells, report

CSS = Path(__file__).parent.parent / "static" / "documents" / "report.css"


def table_of(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def cells_of(root: html.HtmlElement) -> list[list[str]]:
    return [
        ["\n".join(p.text_content() for p in cell.xpath("p")) for cell in row.xpath("th|td")]
        for row in root.xpath("//table/tbody/tr")
    ]


def expected_cells(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table_of(cleaned(document)).rows]


@pytest.mark.parametrize("document", [report(), hostile()], ids=["report", "hostile"])
def test_every_cell_reads_back_as_written(document: Document) -> None:
    root = html.document_fromstring(render_html(document))

    assert cells_of(root) == expected_cells(document)
    assert [head.text_content() for head in root.xpath("//thead//th")] == [
        column.label for column in table_of(document).columns
    ]


@given(document=TABLES)
@settings(max_examples=40, deadline=None)
def test_any_text_stays_text(document: Document) -> None:
    root = html.document_fromstring(render_html(document))

    assert cells_of(root) == expected_cells(document)
    assert {element.tag for element in root.xpath("//table//*")} <= {
        "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "p", "a",
    }  # fmt: skip


def test_hostile_text_makes_no_element_and_no_attribute() -> None:
    document = Document(
        title=HOSTILE[4],
        author='"><script>',
        subject=HOSTILE[4],
        keywords=(HOSTILE[8],),
        notice=HOSTILE[4],
        footer=HOSTILE[8],
        subtitles=(HOSTILE[4],),
        blocks=(
            Table(HOSTILE[4], (Column(HOSTILE[4], 1),), ((Cell((Line(HOSTILE[4]),)),),)),
            QrCodes((QrCode("x", HOSTILE[4]),)),
        ),
    )
    root = html.document_fromstring(render_html(document))

    assert not root.xpath("//script|//b|//iframe|//*[@onclick]|//*[@style]")
    assert root.findtext(".//title") == HOSTILE[4]
    assert root.xpath("//svg/title")[0].text_content() == f"คิวอาร์โค้ด: {HOSTILE[4]}"


def test_only_safe_addresses_become_links() -> None:
    addresses = [
        "https://a.example/x",
        "javascript:alert(1)",
        "data:text/html,x",
        "//b.example",
        "http://[",
        "/oit/2568/",
    ]
    document = of_cells((Cell(tuple(Line("อ่าน", url=url) for url in addresses)),))

    in_file = html.document_fromstring(render_html(document)).xpath("//table//a/@href")
    on_site = html.fromstring(render_body(document)).xpath("//table//a/@href")

    assert in_file == ["https://a.example/x"]
    assert on_site == ["https://a.example/x", "/oit/2568/"]


def test_page_stands_alone() -> None:
    page = render_html(report())
    root = html.document_fromstring(page)

    assert page.startswith("<!DOCTYPE html>")
    assert root.get("lang") == "th"
    assert root.xpath("//meta[@charset]/@charset") == ["utf-8"]
    assert not root.xpath("//link|//script|//img|//*[@src]")
    assert not re.search(r"url\(|@import", root.findtext(".//style"))
    assert [h.text_content() for h in root.xpath("//h1")] == [report().title]
    assert "size:A4 landscape" in root.findtext(".//style")


def test_security_policy_admits_exactly_the_page_s_own_style() -> None:
    root = html.document_fromstring(render_html(report()))

    digest = base64.b64encode(hashlib.sha256(root.findtext(".//style").encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in root.xpath("//meta[@http-equiv]/@content")[0]


def test_fragment_leaves_the_first_heading_to_the_page() -> None:
    assert not html.fromstring(render_body(report())).xpath("//h1")
    assert html.fromstring(render_body(report(), with_title=True)).xpath("//h1")


def test_table_keeps_its_meaning_when_drawn_as_blocks() -> None:
    root = html.fromstring(render_body(report()))
    table = root.xpath("//table")[0]

    assert table.get("role") == "table"
    assert {row.get("role") for row in table.xpath(".//tr")} == {"row"}
    assert {cell.get("scope") for cell in table.xpath("./thead//th")} == {"col"}
    assert [cell.get("scope") for cell in table.xpath("./tbody/tr/*[1]")] == ["row", "row"]
    labels = [head.text_content() for head in table.xpath("./thead//th")]
    assert all(row.xpath("./*/@data-label") == labels for row in table.xpath("./tbody/tr"))
    region = table.getparent()
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert root.get_element_by_id(region.get("aria-labelledby")).text_content() == "ผลการดำเนินการตามมาตรการ"


def test_computed_lines_are_marked_and_explained() -> None:
    root = html.fromstring(render_body(report()))

    computed = [line.text_content() for line in root.find_class("report-computed")]
    assert computed == ["◆ เรื่องที่เสร็จตามกำหนด: ๙๖.๐๑ %", "◆ คะแนนเฉลี่ย ๙๘.๑๒"]
    assert "◆" in root.find_class("report-legend")[0].text_content()
    assert not html.fromstring(render_body(of_cells((Cell((Line("x"),)),)))).find_class("report-legend")


def test_english_lines_say_so() -> None:
    document = of_cells((Cell((Line("No Gift Policy"), Line("ปี 2568 ITA"), Line("๙๖.๐๑"))),))
    root = html.fromstring(render_body(document))

    assert [line.get("lang") for line in root.xpath("//tbody//p")] == ["en", None, None]


def test_codes_have_names_and_links() -> None:
    root = html.fromstring(render_body(report()))

    assert [svg.get("role") for svg in root.xpath("//svg")] == ["img", "img"]
    assert all(title.text_content() for title in root.xpath("//svg/title"))
    assert root.xpath("//figcaption//a/@href") == ["https://town.example/report/2568"]


def test_unsigned_people_get_a_line_to_sign_on() -> None:
    first, second = html.fromstring(render_body(report())).xpath("//section//li")

    assert len(first.find_class("report-blank")) == 3
    assert not second.find_class("report-blank")
    assert "นายสมชาย ใจดี" in second.text_content()


def test_every_class_of_the_markup_that_carries_a_width_exists() -> None:
    columns = tuple(Column(f"ก{place}", share) for place, share in enumerate((1, 1000, 0.001, 3.3)))
    document = Document("ก", "ข", (Table("ค", columns, ()), Paragraph("ง", Voice.NOTE)))
    css = CSS.read_text()

    classes = html.fromstring(render_body(document)).xpath("//col/@class")
    assert len(classes) == 4
    assert all(f".{name}{{" in css for name in classes)


def test_code_that_cannot_hold_its_content_says_so_in_both_languages() -> None:
    document = Document("ก", "ข", (QrCodes((QrCode("x" * 2332, "ยาว"),)),))

    with pytest.raises(QrContentTooLongError, match=r"ยาวเกิน.*use a shorter address"):
        render_body(document)


def test_same_document_same_page() -> None:
    assert render_html(report()) == render_html(report())


def test_long_cell_is_whole() -> None:
    text = "ก" * 40_000
    root = html.document_fromstring(
        render_html(of_cells((Cell((Line(text),)),))), parser=html.HTMLParser(huge_tree=True)
    )

    assert cells_of(root) == [[text]]
