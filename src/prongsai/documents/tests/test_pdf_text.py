"""What a reader gets back from the PDF is what was written, and lines break where Thai may break."""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber
import pytest

from prongsai.documents.linebreak import dictionary_words
from prongsai.documents.model import Document, Line, Table
from prongsai.documents.pdf import render_pdf
from prongsai.documents.tests.pdf_reading import (
    breaks,
    cell_texts,
    pdfium,
    pdfjs,
    poppler,
    squeezed,
    text_of,
    write,
)
from prongsai.documents.tests.pdf_samples import GLOSSARY, SENTENCES, one_column, real_report, usual_report


def table_of(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


@pytest.fixture(scope="module")
def report_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("report"), render_pdf(usual_report()))


@pytest.fixture(scope="module")
def line_starts(report_file: Path) -> list[tuple[str, int]]:
    """Text of each cell with each offset at which a line begins that the text itself does not begin."""
    cells = cell_texts(report_file, table_of(usual_report()), poppler)
    found = [(wanted, place) for wanted, got in cells for place in breaks(wanted, got)]
    return [(text, place) for text, place in found if text[place - 1] != "\n"]


def test_cells_read_by_poppler(report_file: Path) -> None:
    cells = list(cell_texts(report_file, table_of(usual_report()), poppler))

    assert len(cells) == 48
    for wanted, got in cells:
        breaks(wanted, got)


def test_cells_read_by_pdfium(report_file: Path) -> None:
    for wanted, got in cell_texts(report_file, table_of(usual_report()), pdfium(report_file)):
        assert squeezed(got) == squeezed(wanted)


@pytest.mark.node
def test_cells_read_by_pdfjs(report_file: Path) -> None:
    for wanted, got in cell_texts(report_file, table_of(usual_report()), pdfjs(report_file)):
        breaks(wanted, got)


@pytest.mark.seed
@pytest.mark.parametrize("reader", ["poppler", "pdfium", pytest.param("pdfjs", marks=pytest.mark.node)])
def test_cells_of_the_real_report(seed_report: Path, tmp_path: Path, reader: str) -> None:
    document = real_report(seed_report)
    file = write(tmp_path, render_pdf(document))
    read = {"poppler": lambda _: poppler, "pdfium": pdfium, "pdfjs": pdfjs}[reader](file)

    cells = list(cell_texts(file, table_of(document), read))

    assert sum(len(wanted) for wanted, _ in cells) > 9_000
    for wanted, got in cells:
        # pdfium guesses spaces where a mark meets a gap, so that only letters and their order can be compared.
        assert squeezed(got) == squeezed(wanted) if reader == "pdfium" else breaks(wanted, got) is not None


def test_no_line_begins_with_a_mark(line_starts: list[tuple[str, int]]) -> None:
    assert len(line_starts) > 150
    assert [
        text[place:][:8]
        for text, place in line_starts
        if re.match("[ๆฯะาำๅ\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", text[place:])
    ] == []


def test_no_line_breaks_inside_a_term(line_starts: list[tuple[str, int]]) -> None:
    torn = [
        (term, text[place - 8 : place + 8])
        for text, place in line_starts
        for term in GLOSSARY
        for found in re.finditer(re.escape(term), text)
        if found.start() < place < found.end()
    ]
    assert torn == []


def test_lines_break_between_words_of_the_dictionary(line_starts: list[tuple[str, int]]) -> None:
    inside = []
    for text, place in line_starts:
        ends, end = set(), 0
        for line in text.split("\n"):
            for word in dictionary_words(line):
                end += len(word)
                ends.add(end)
            end += 1
        address = re.search(r"\S*$", text[:place])
        if place not in ends and not (address and "://" in address[0]):
            inside.append(text[place - 8 : place] + "|" + text[place : place + 8])
    assert len(inside) <= len(line_starts) / 100, inside


@pytest.mark.parametrize("width", [2.0, 2.4, 2.8, 3.4, 5.2])
def test_words_keep_their_order_in_narrow_columns(width: float, tmp_path: Path) -> None:
    document = one_column(width, tuple(map(Line, SENTENCES)))
    file = write(tmp_path, render_pdf(document))

    for wanted, got in cell_texts(file, table_of(document), poppler):
        breaks(wanted, got)
    for wanted, got in cell_texts(file, table_of(document), pdfium(file)):
        assert squeezed(got) == squeezed(wanted)


def test_nothing_is_drawn_over_a_border(tmp_path: Path) -> None:
    document = one_column(2.0, (*map(Line, SENTENCES), Line("ก" * 300), Line("W" * 300)))
    with pdfplumber.open(write(tmp_path, render_pdf(document))) as pdf:
        for page in pdf.pages:
            for row in page.find_tables()[0].rows:
                x0, top, x1, bottom = row.cells[0]
                inside = page.crop((x0, top, x1, bottom)).chars
                assert max(char["x1"] for char in inside) <= x1


def test_the_rest_of_the_page_says_what_it_should() -> None:
    text = text_of(render_pdf(usual_report()))

    pages = text.count("ข้อมูลตัวอย่าง ไม่ใช่รายงานจริง")
    assert pages >= 6
    assert f"หน้า ๒ จาก {str(pages).translate(str.maketrans('0123456789', '๐๑๒๓๔๕๖๗๘๙'))}" in text
    assert text.count("เทศบาลตำบลหนองน้ำใส · ข้อมูล ณ ๓๐ กันยายน ๒๕๖๘") == pages
    assert text.count("ผู้รับผิดชอบ") >= pages - 1
    assert "◆ เรื่องที่แล้วเสร็จตามกำหนด" in text
    assert re.search(r"ลงชื่อ \.{10,}\s*ผู้จัดทำรายงาน", text)
