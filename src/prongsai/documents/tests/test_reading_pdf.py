"""PDF files by our own writer and by WeasyPrint: cells, paragraphs and Thai as people typed them."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path

import pikepdf
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from prongsai.documents import fonts
from prongsai.documents.model import Cell, Column, Document, Line, Paragraph, Table, Voice
from prongsai.documents.pdf import render_pdf
from prongsai.documents.reading import ReadDocument, ReadTable, UnreadableFileError, read_bytes, read_file
from prongsai.documents.reading import pdf as pdf_reading
from prongsai.documents.reading.pdf_pages import read_pages
from prongsai.documents.reading.pdf_text import mended
from prongsai.documents.tests.reading_samples import letters, lines, paragraphs, tables, texts

try:
    import weasyprint
except OSError:  # its C libraries are not here
    weasyprint = None

Rows = list[list[list[str]]]
HEADER = [["มาตรการ/โครงการ"], ["ขั้นตอน/วิธีการปฏิบัติ"], ["ผลการดำเนินการ"]]
WORDS = (
    "น้ำ",
    "ทำ",
    "ดำเนินการ",
    "เพิ่มขึ้น",
    "ปี่",
    "ที่",
    "ผู้รับผิดชอบ",
    "๒๕๖๘",
    "๙๖.๐๑",
    "E-Service",
    "ITA",
    "ฎีกา",
    "กฤษฎา",
    "ต่างๆ",
    "ฯลฯ",
    "เล็ก",
    "ญาติ",
    "ฐาน",
    "สู้",
    "การจัดซื้อจัดจ้าง",
)
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(
    lambda words: "- " + " ".join(words)
)


def ours(table: Rows, *before: str) -> bytes:
    """The rows under HEADER as our own writer prints them."""
    columns = tuple(Column(label, share) for (label,), share in zip(HEADER, (3.0, 6.0, 6.0), strict=True))
    cells = tuple(tuple(Cell(tuple(map(_line, cell))) for cell in row) for row in table)
    return render_pdf(Document("รายงาน", "เทศบาล", (*map(Paragraph, before), Table("", columns, cells))))


def _line(text: str) -> Line:
    return Line(text, Voice.HEADING if text == "วิธีดำเนินการ" else Voice.WRITTEN)


def printed(body: str, style: str = "") -> bytes:
    """A page by another program, in a typeface that has Thai."""
    face = f"@font-face {{ font-family: S; src: url({fonts.path('Regular').as_uri()}) }}"
    common = "body { font: 11pt S } td, th { border: 1px solid; vertical-align: top } table { border-collapse: collapse } p { margin: 0 }"
    if weasyprint is None:
        pytest.skip("WeasyPrint needs apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
    pdf = weasyprint.HTML(string=f"<html lang=th><style>{face} {common} {style}</style>{body}").write_pdf()
    assert isinstance(pdf, bytes)
    return pdf


def html_table(table: Rows) -> str:
    rows = (
        "<tr>"
        + "".join("<td>" + "".join(f"<p>{escape(line)}</p>" for line in cell) + "</td>" for cell in row)
        + "</tr>"
        for row in table
    )
    return f"<table><thead>{next(rows)}</thead>{''.join(rows)}</table>"


def bare(rows: Rows) -> Rows:
    return [[["".join(line.split()) for line in cell] for cell in row] for row in rows]


# The first cell is short, for a row whose first cell a page cuts stays two rows: nothing says that it goes on.
_TITLES = st.sampled_from(WORDS).map(lambda word: [word])


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    st.lists(
        st.tuples(_TITLES, *[st.lists(SENTENCES, min_size=1, max_size=4)] * 2).map(list),
        min_size=1,
        max_size=4,
    )
)
def test_what_our_writer_prints_comes_back_line_for_line(table: Rows) -> None:
    document = read_pages(ours(table))
    found = [row for one in tables(document) for row in lines(one) if row != HEADER]
    assert bare(found) == bare(table)


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    st.lists(
        st.tuples(_TITLES, *[st.lists(SENTENCES, min_size=1, max_size=3)] * 2).map(list),
        min_size=1,
        max_size=6,
    )
)
def test_no_character_of_a_foreign_pdf_is_lost(table: Rows) -> None:
    document = read_pages(
        printed(
            "<p>ก่อนตาราง</p>" + html_table([HEADER, *table]) + "<p>หลังตาราง</p>",
            "thead { display: table-row-group }",
        )
    )
    expected = ["ก่อนตาราง", "หลังตาราง", *(line for row in [HEADER, *table] for cell in row for line in cell)]
    assert letters(texts(document)) == letters(expected)
    assert (
        bare([row for one in tables(document) for row in lines(one)])[: len(table)]
        == bare([HEADER, *table])[: len(table)]
    )


def test_lines_of_one_paragraph_are_joined_and_others_are_not() -> None:
    long = "การประเมินความเสี่ยงในการให้สินบนเจ้าพนักงานของรัฐและการเผยแพร่ข้อมูลข่าวสารของทางราชการ" * 3
    cell = [long, "วิธีดำเนินการ", "๑. กำหนดขั้นตอน", long, "ไม่มีเครื่องหมายนำ", "◆ ร้อยละ ๙๖.๐๑"]
    document = read_bytes(ours([[["ก"], cell, ["ข"]]], "ตามที่เทศบาลได้ดำเนินการ"), "x.pdf")
    assert document.kind == "pdf"
    (table,) = tables(document)
    assert lines(table) == [HEADER, [["ก"], cell, ["ข"]]]
    assert table.where == "table 1, page 1"
    assert paragraphs(document)[:2] == ["รายงาน", "ตามที่เทศบาลได้ดำเนินการ"]


def test_without_space_between_paragraphs_marks_and_short_lines_tell_them() -> None:
    long = "การประเมินความเสี่ยงในการให้สินบนเจ้าพนักงานของรัฐ" * 4
    cell = ["- " + long, "๑. สั้น", "สั้น", long]
    document = read_pages(printed(html_table([HEADER, [["ก"], cell, ["ข"]]]), "td { width: 6cm }"))
    assert lines(tables(document)[0])[1][1] == cell


def test_a_row_that_a_page_cut_is_one_row_again() -> None:
    points = [f"- ข้อ {number} การเผยแพร่ข้อมูลข่าวสารของเทศบาล" for number in range(60)]
    document = read_bytes(ours([[["มาตรการ"], points, ["ผล"]], [["ถัดไป"], ["ก"], ["ข"]]]), "x")
    found = [lines(table) for table in tables(document)]
    assert len(found) > 1
    assert found[0] == [HEADER, [["มาตรการ"], points, ["ผล"]]]
    assert [row for rows in found[1:] for row in rows if row != HEADER] == [[["ถัดไป"], ["ก"], ["ข"]]]
    assert all(rows[0] == HEADER for rows in found)


def test_a_row_that_may_go_on_without_a_repeated_header_stays_and_is_noted() -> None:
    rows = [HEADER, [["ก"], ["ข"], ["ค"]]]
    more = "<table style='break-before: page'><tr><td style='width: 4cm'></td><td>ต่อ</td><td>ต่อ</td></tr></table>"
    document = read_bytes(printed(html_table(rows) + more), "x")
    assert [lines(table) for table in tables(document)] == [rows, [[[], ["ต่อ"], ["ต่อ"]]]]
    assert [note.message_en for note in document.notes if "page 2" in note.message_en]


def test_merged_cells_leave_empty_cells() -> None:
    body = "<table><tr><td colspan=2>กว้าง</td><td>ก</td></tr><tr><td>ข</td><td>ค</td><td>ง</td></tr></table>"
    assert lines(tables(read_pages(printed(body)))[0]) == [[["กว้าง"], [], ["ก"]], [["ข"], ["ค"], ["ง"]]]


@pytest.mark.parametrize(
    ("held", "typed"),
    [
        ("น้ํา", "น้ำ"),
        ("นํ้า", "น้ำ"),
        ("ทํา", "ทำ"),
        ("นำ้", "น้ำ"),
        ("ที่่", "ที่"),
        ("ป่ี", "ปี่"),
        ("ปู่่", "ปู่"),
        ("ส\uf70bม", "ส้ม"),
        ("ป\uf702", "ปี"),
        ("ฎีกา ต่างๆ ฯลฯ", "ฎีกา ต่างๆ ฯลฯ"),
    ],
)
def test_marks_are_put_back_as_typed(held: str, typed: str) -> None:
    assert mended(held) == typed


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=20).map("".join))
def test_right_thai_is_left_as_it_is(text: str) -> None:
    assert mended(text) == text


@pytest.mark.seed
def test_the_real_report_printed_as_pdf_is_the_same_table(seed_report: Path) -> None:
    source = [lines(table)[1] for table in tables(read_file(seed_report))]
    columns = tuple(
        Column(f"คอลัมน์ {number}", share) for number, share in enumerate((3.6, 6.4, 2.6, 2.6, 6.3, 6.3))
    )
    cells = tuple(tuple(Cell(tuple(map(_line, cell))) for cell in row) for row in source)
    document = read_bytes(render_pdf(Document("รายงาน", "เทศบาล", (Table("", columns, cells),))), "x")
    found = [row for table in tables(document) for row in lines(table)[1:]]
    assert [["".join(cell) for cell in row] for row in bare(found)] == [
        ["".join(cell) for cell in row] for row in bare(source)
    ]


def refusal(content: bytes) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as raised:
        read_bytes(content, "x.pdf")
    return raised.value


def empty_pages(count: int) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(count):
        pdf.add_blank_page()
    return pdf


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def test_a_scan_is_refused_with_what_to_do() -> None:
    assert "OCR" in refusal(saved(empty_pages(1))).message_en


def test_a_locked_file_is_refused_and_one_that_only_forbids_printing_is_read() -> None:
    with pikepdf.open(io.BytesIO(ours([[["ก"], ["ข"], ["ค"]]]))) as pdf:
        locked = saved(pdf, encryption=pikepdf.Encryption(user="secret", owner="other"))
        restricted = saved(pdf, encryption=pikepdf.Encryption(user="", owner="other"))
    assert "รหัสผ่าน" in refusal(locked).message_th
    assert isinstance(read_bytes(restricted, "x"), ReadDocument)


def test_too_many_pages_are_refused() -> None:
    assert "300" in refusal(saved(empty_pages(301))).message_en


def test_damaged_files_are_refused() -> None:
    whole = ours([[["ก"], ["ข"], ["ค"]]])
    for broken in (whole[: len(whole) // 3], b"%PDF-1.7\n" + b"junk " * 1000, b"%PDF-1.7"):
        assert refusal(broken).message_th


def test_a_page_that_inflates_ends_within_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reading, "_MOST_PROCESSOR_SECONDS", 2)
    pdf = empty_pages(1)
    pdf.pages[0].Contents = pdf.make_stream(b"BT " + b"(x) Tj " * 30_000_000 + b"ET")
    bomb = saved(pdf, compress_streams=True)
    assert len(bomb) < 2_000_000
    assert "time or memory" in refusal(bomb).message_en


def test_order_of_blocks_is_that_of_the_page() -> None:
    document = read_pages(
        printed(
            "<p>หนึ่ง</p>"
            + html_table([HEADER, [["ก"], ["ข"], ["ค"]]])
            + "<p>สอง</p>"
            + html_table([[["ง"], ["จ"]]])
        )
    )
    kinds = [block.where if isinstance(block, ReadTable) else block.text for block in document.blocks]
    assert kinds == ["หนึ่ง", "table 1, page 1", "สอง", "table 2, page 1"]
