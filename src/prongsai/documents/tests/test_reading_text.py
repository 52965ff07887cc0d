"""Plain text: tab-separated tables, the tags that extraction left in them, and the encodings of Thai."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from prongsai.documents.reading import ReadTable, UnreadableFileError, read_bytes, read_file
from prongsai.documents.tests.reading_samples import letters, lines, paragraphs, rows, stripped, tables, texts

THAI = "มาตรการป้องกันการทุจริต\tขั้นตอน/วิธีการปฏิบัติ\nกองคลัง ๒๕๖๘\tสำนักปลัด (ITA)\n"


def read(text: str) -> list[list[list[str]]]:
    (table,) = tables(read_bytes(text.encode(), "report.txt"))
    return lines(table)


@pytest.mark.seed
class TestTheRealReport:
    def test_has_eight_tables_of_a_header_and_one_row_with_six_columns(self, seed_report: Path) -> None:
        document = read_file(seed_report)
        found = tables(document)
        assert document.kind == "txt"
        assert [[len(row) for row in table.rows] for table in found] == [[6, 6]] * 8
        assert [table.where for table in found] == [f"line {14 + 3 * place}" for place in range(8)]
        assert len(paragraphs(document)) == 5
        assert paragraphs(document)[1] == "เทศบาลตำบลบางทรายใหญ่"

    def test_the_last_row_has_two_empty_cells(self, seed_report: Path) -> None:
        last = lines(tables(read_file(seed_report))[-1])[1]
        assert [bool(cell) for cell in last] == [True, False, True, True, False, True]

    def test_the_underlined_label_is_a_line_wherever_it_stood(self, seed_report: Path) -> None:
        steps = [lines(table)[1][1] for table in tables(read_file(seed_report))]
        assert [cell.count("วิธีดำเนินการ") for cell in steps] == [1] * 7 + [0]

    def test_loses_no_character_and_keeps_no_tag(self, seed_report: Path) -> None:
        source = seed_report.read_text(encoding="utf-8")
        for tag in ("<p>", "</p>", "<u>", "</u>"):
            source = source.replace(tag, "")
        assert letters(texts(read_file(seed_report))) == letters([source])


@settings(deadline=None)
@given(rows(3))
def test_what_stands_in_cells_comes_back_line_for_line(cells: list[list[list[str]]]) -> None:
    text = "\n".join("\t".join("".join(f"<p>{line}</p>" for line in cell) for cell in row) for row in cells)
    document = read_bytes(text.encode(), "report.txt")
    assert lines(tables(document)[0]) == stripped(cells)


@settings(deadline=None)
@given(rows(2))
def test_no_character_is_lost_in_whatever_shape(cells: list[list[list[str]]]) -> None:
    text = "\n".join("\t<br>".join(line for cell in row for line in cell) for row in cells)
    assert letters(texts(read_bytes(text.encode(), "x"))) == letters(
        line for row in cells for cell in row for line in cell
    )


def test_an_underlined_run_is_a_line_of_its_own_however_many_pieces_it_has() -> None:
    assert read("ก ข <u>วิธี</u><u>ดำเนินการ</u> ๑. ค\tง")[0][0] == ["ก ข", "วิธีดำเนินการ", "๑. ค"]


def test_a_row_inside_an_open_paragraph_tag_goes_on_in_the_next_lines() -> None:
    text = "หัว ก\tหัว ข\tหัว ค\n<p>หนึ่ง\nสอง</p>\tสาม\t<p>สี่\n\nห้า</p>\nหก\tเจ็ด\tแปด"
    assert read(text) == [
        [["หัว ก"], ["หัว ข"], ["หัว ค"]],
        [["หนึ่ง สอง"], ["สาม"], ["สี่ ห้า"]],
        [["หก"], ["เจ็ด"], ["แปด"]],
    ]


def test_paragraph_tags_that_are_never_closed_hold_nothing_together() -> None:
    assert read("<p>ก\t<p>ข\n<p>ค\t<p>ง") == [[["ก"], ["ข"]], [["ค"], ["ง"]]]


def test_what_is_no_tag_stays_and_entities_are_read() -> None:
    assert read("ก < ข\t<5 วัน <ชื่อ> R&D\n&lt;p&gt; &amp;\t&#3585;&nbsp;&unknown; &#0;") == [
        [["ก < ข"], ["<5 วัน <ชื่อ> R&D"]],
        [["<p> &"], ["ก\xa0&unknown; &#0;"]],
    ]


def test_a_tab_that_only_indents_makes_no_table() -> None:
    document = read_bytes("\tตามที่เทศบาลได้ดำเนินการ\n\nก\tข\n".encode(), "x")
    assert paragraphs(document) == ["ตามที่เทศบาลได้ดำเนินการ"]
    assert [table.where for table in tables(document)] == ["line 3"]


def test_rows_with_fewer_cells_stay_as_they_are() -> None:
    assert [len(row) for row in read("ก\tข\tค\nง\tจ")] == [3, 2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_every_encoding_of_thai_gives_the_same(encoding: str) -> None:
    document = read_bytes(THAI.encode(encoding), "report.txt")
    assert lines(tables(document)[0])[1] == [["กองคลัง ๒๕๖๘"], ["สำนักปลัด (ITA)"]]


@pytest.mark.parametrize(
    ("text", "encoding"), [("Café à la crème, naïve", "latin-1"), ("Отчёт о мерах", "cp1251")]
)
def test_other_encodings_are_refused_with_what_to_do(text: str, encoding: str) -> None:
    with pytest.raises(UnreadableFileError, match="UTF-8") as refusal:
        read_bytes(text.encode(encoding), "report.txt")
    assert "บันทึกใหม่" in refusal.value.message_th
    assert str(refusal.value) == f"{refusal.value.message_th} / {refusal.value.message_en}"


def test_the_name_of_a_file_says_nothing() -> None:
    assert read_bytes(THAI.encode(), "report.pdf").kind == "txt"
    assert isinstance(read_bytes(b"<table><tr><td>a<td>b</table>", "report.txt").blocks[0], ReadTable)
