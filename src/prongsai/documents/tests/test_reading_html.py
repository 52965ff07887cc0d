"""Web pages: data tables among navigation, merged cells, and markup as it is found."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings

from prongsai.documents.html import render_html
from prongsai.documents.reading import read_bytes
from prongsai.documents.tests.reading_samples import letters, lines, paragraphs, rows, stripped, tables, texts
from prongsai.documents.tests.samples import report

PAGE = """<!doctype html><html lang=th><head><title>ไม่แสดง</title><meta charset="{charset}"><style>p {{}}</style></head>
<body><nav><ul><li><a href=/>หน้าแรก</a><li>ติดต่อ</ul></nav><script>var x = "<table><tr><td>ก"</script>
<noscript>เปิด</noscript><template><p>แม่แบบ</p></template><!-- ความเห็น -->{body}<footer>ท้าย</footer></body></html>"""


def page(body: str, charset: str = "utf-8", encoding: str = "utf-8") -> bytes:
    return PAGE.format(charset=charset, body=body).encode(encoding)


@settings(deadline=None)
@given(rows(3))
def test_what_stands_in_cells_comes_back_line_for_line(cells: list[list[list[str]]]) -> None:
    body = "".join(
        "<tr>"
        + "".join("<td>" + "".join(f"<p>{escape(line)}</p>" for line in cell) + "</td>" for cell in row)
        + "</tr>"
        for row in cells
    )
    document = read_bytes(page(f"<table>{body}</table>"), "x.html")
    collapsed = [[[" ".join(line.split(" ")) for line in cell] for cell in row] for row in stripped(cells)]
    found = lines(tables(document)[0])
    assert [[letters(cell) for cell in row] for row in found] == [
        [letters(cell) for cell in row] for row in collapsed
    ]
    assert [[len(cell) for cell in row] for row in found] == [
        [len(cell) for cell in row] for row in collapsed
    ]
    assert letters(texts(document)) == letters(
        [*(line for row in cells for cell in row for line in cell), "หน้าแรกติดต่อท้าย"]
    )


def test_scripts_and_what_is_never_shown_are_left_out() -> None:
    assert paragraphs(read_bytes(page("<p>เนื้อ<br>ความ</p>"), "x")) == ["หน้าแรก", "ติดต่อ", "เนื้อ\nความ", "ท้าย"]


def test_merged_cells_leave_empty_cells_so_that_columns_line_up() -> None:
    body = """<table><caption>ตาราง</caption><thead><tr><th rowspan=2>ก<th colspan=2>ข<tr><th>ค<th>ง</thead>
    <tr><td>1<td rowspan=0>2<td>3<tr><td>4<td>5<tr><td>6</table>"""
    document = read_bytes(page(body), "x")
    assert "ตาราง" in paragraphs(document)
    assert lines(tables(document)[0]) == [
        [["ก"], ["ข"], []],
        [[], ["ค"], ["ง"]],
        [["1"], ["2"], ["3"]],
        [["4"], [], ["5"]],
        [["6"], []],
    ]


def test_a_table_in_a_cell_gives_lines_of_that_cell() -> None:
    body = "<table><tr><th>ก<th>ข<tr><td>นอก<table><tr><td>ใน 1<td>ใน 2</table>หลัง<td>ค</table>"
    assert lines(tables(read_bytes(page(body), "x"))[0])[1] == [["นอก", "ใน 1", "ใน 2", "หลัง"], ["ค"]]


def test_a_table_that_only_arranges_the_page_is_looked_into() -> None:
    inner = "<table>" + "<tr><td>ก<td>ข<td>ค</tr>" * 3 + "</table>"
    document = read_bytes(page(f"<table><tr><td>เมนู<td>{inner}</table>"), "x")
    assert [len(table.rows) for table in tables(document)] == [3]
    assert "เมนู" in paragraphs(document)


def test_an_underlined_run_is_a_line_of_its_own_but_no_link_is() -> None:
    body = '<table><tr><td>ก <u>วิธี<b>ดำเนินการ</b></u> ข <a href=x style="text-decoration:underline">ค</a> ง<td>จ</table>'
    assert lines(tables(read_bytes(page(body), "x"))[0]) == [[["ก", "วิธีดำเนินการ", "ข ค ง"], ["จ"]]]
    styled = (
        '<table><tr><td>ก <span style="font-weight:bold; text-decoration: underline">ข</span> ค<td>จ</table>'
    )
    assert lines(tables(read_bytes(page(styled), "x"))[0])[0][0] == ["ก", "ข", "ค"]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("tis-620", "cp874"), ("windows-874", "cp874"), ("utf-8", "cp874"), ("tis-620", "utf-8")],
)
def test_thai_code_pages_are_read_also_when_the_page_lies_about_them(charset: str, encoding: str) -> None:
    assert "กระบวนการ “โปร่งใส”" in paragraphs(
        read_bytes(page("<p>กระบวนการ “โปร่งใส”", charset, encoding), "x")
    )


def test_text_that_stands_in_a_table_outside_its_cells_is_kept() -> None:
    document = read_bytes(page("<table>หลง<tr>ทาง<td>ก</td>มา<td>ข</table>"), "x")
    assert letters(texts(document)) == letters(["หลงทางมากขหน้าแรกติดต่อท้าย"])


def test_deep_nesting_loses_nothing() -> None:
    assert "ลึก" in paragraphs(read_bytes(page("<div>" * 900 + "ลึก" + "</div>" * 900), "x"))


def test_our_own_report_reads_back() -> None:
    table = lines(tables(read_bytes(render_html(report()).encode(), "x"))[0])
    assert table[1][1] == ["วิธีดำเนินการ", "๑. กำหนดนโยบาย", "หมายเหตุ: ร่าง"]
    assert table[1][2] == ["ประกาศนโยบายแล้ว", "◆ เรื่องที่เสร็จตามกำหนด: ๙๖.๐๑ %"]
    assert table[2] == [["ทรัพย์สิน"], [], ["ยืม ๒ ครั้ง"]]
