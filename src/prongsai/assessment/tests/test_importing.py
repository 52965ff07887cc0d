"""Files as officers have them: what is taken, and what is refused with its place."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.assessment.frameworks import framework, years
from prongsai.assessment.importing import ScoresRefusedError, plain_code, scores_of
from prongsai.assessment.sheet import LARGEST_FILE
from prongsai.assessment.template import template_xlsx
from prongsai.assessment.tests.factories import csv_file, xlsx_file

GOOD = [(2568, "i3", "100"), (2568, "e9", "96.01"), (2567, "e7", "92.50")]
READ = {2568: {"i3": 10_000, "e9": 9601}, 2567: {"e7": 9250}}


def refused(content: bytes, name: str = "scores.csv") -> ScoresRefusedError:
    with pytest.raises(ScoresRefusedError) as caught:
        scores_of(content, name)
    assert caught.value.message_th and caught.value.message_en
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        csv_file(GOOD),
        csv_file(GOOD, delimiter=";"),
        csv_file(GOOD, delimiter="\t"),
        b"\xef\xbb\xbf" + csv_file(GOOD),
        csv_file(GOOD, ("ปีงบประมาณ", "รหัสข้อ", "คะแนน")).decode().encode("cp874"),
        csv_file([("๒๕๖๘", "ข้อ I๓", "๑๐๐"), ("พ.ศ. 2568", "E9", "96,01"), ("ปี 2567", "e07", "92.5")]),
        csv_file([("", "", ""), *GOOD, ("", "", "")]),
        xlsx_file(GOOD),
        xlsx_file(
            [(2568, "i3", 100), (2568.0, "e9", 96.01), ("2567", "e7", 92.5)],
            ("ปีงบประมาณ (พ.ศ.)", " รหัส ", "คะแนนที่ได้"),
        ),
        xlsx_file(
            [("x", 2568, "i3", 100), ("y", 2568, "e9", 96.01), ("z", 2567, "e7", 92.5)],
            ("หมายเหตุ", "ปี", "ข้อ", "คะแนน"),
        ),
    ],
    ids=[
        "comma",
        "semicolon",
        "tab",
        "bom",
        "cp874",
        "thai-digits",
        "empty-rows",
        "xlsx",
        "xlsx-numbers",
        "xlsx-columns",
    ],
)
def test_good_files_give_the_same_scores(content: bytes) -> None:
    assert scores_of(content, "f") == READ


def test_a_title_above_the_header_and_a_sheet_before_it_do_no_harm() -> None:
    book = openpyxl.Workbook()
    book.active.append(["คำอธิบาย"])
    sheet = book.create_sheet("ผล")
    for row in (["ผลการประเมิน ITA"], [], ["ปีงบประมาณ", "รหัส", "คะแนน"], [2568, "i3", 100]):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    assert scores_of(file.getvalue(), "f.xlsx") == {2568: {"i3": 10_000}}


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        ((2568, "i99", 50), "B3", "i99"),
        ((2568, "", 50), "B3", "code"),
        ((2567, "o1", 50), "B3", "2567"),
        ((2569, "o27", 50), "B3", "o27"),
        ((2568, "i4", "100.01"), "C3", "100.01"),
        ((2568, "i4", "-1"), "C3", "-1"),
        ((2568, "i4", "ดีมาก"), "C3", "ดีมาก"),
        ((2568, "i4", "96.015"), "C3", "96.015"),
        ((2025, "i4", "96"), "A3", "2568"),
        ((2560, "i4", "96"), "A3", "2560"),
        (("", "i4", "96"), "A3", "Buddhist"),
        ((2568, "i3", "99"), "B3", "row 2"),
        ((2568, "I๓", "100"), "B3", "row 2"),
    ],
)
def test_a_wrong_row_is_named(row: tuple[Any, ...], place: str, words: str) -> None:
    for content in (csv_file([GOOD[0], row]), xlsx_file([GOOD[0], row])):
        (problem,) = refused(content).problems
        assert (problem.place, problem.row) == (place, 3)
        assert words in problem.message_en
        assert f"แถว 3 ({place})" in problem.message_th


def test_all_wrong_rows_are_named_at_once() -> None:
    error = refused(csv_file([(2568, f"x{n}", 50) for n in range(12)]))
    assert [problem.row for problem in error.problems] == list(range(2, 14))
    assert "7 more" in error.message_en


def test_formulas_count_by_their_saved_value_only() -> None:
    (problem,) = refused(xlsx_file([(2568, "i3", "=50+50")])).problems
    assert problem.place == "C2" and "formula" in problem.message_en


def test_a_per_cent_cell_is_not_taken_for_points() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file([(2568, "i3", 0.96)])))
    book.active["C2"].number_format = "0.00%"
    file = io.BytesIO()
    book.save(file)
    (problem,) = refused(file.getvalue()).problems
    assert problem.place == "C2" and "per cent" in problem.message_en


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\n",
        csv_file([]),
        csv_file([(2568, "i3", "")]),
        csv_file(GOOD, ("a", "b", "c")),
        b"%PDF-1.7 abc",
        b"\x00\x01\x02" * 50,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
        b"PK\x03\x04 not a zip",
        xlsx_file(GOOD)[:-200],
        b'fiscal_year,code,score\n"2568,i3,100\n',
        b"a" * (LARGEST_FILE + 1),
        csv_file([(2568, "i3", "100")] * 6_000),
        csv_file([["x"] * 100]),
    ],
    ids=[
        "none",
        "blank",
        "header-only",
        "no-scores",
        "no-header",
        "pdf",
        "binary",
        "xls",
        "no-zip",
        "cut",
        "quote",
        "huge",
        "long",
        "wide",
    ],
)
def test_files_that_cannot_be_read_are_refused_with_a_sentence(content: bytes) -> None:
    refused(content)


def test_a_zip_that_is_no_workbook_and_one_that_inflates_are_refused() -> None:
    for parts in (
        {"readme.txt": b"hello"},
        {"xl/worksheets/sheet1.xml": b"<a>" + b" " * 30_000_000 + b"</a>"},
    ):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                package.writestr(name, content)
        refused(file.getvalue(), "f.xlsx")


def test_missing_columns_are_named() -> None:
    error = refused(csv_file([(2568, "i3")], ("ปีงบประมาณ", "รหัส")))
    assert "คะแนน" in error.message_th and "score" in error.message_en


@pytest.mark.parametrize("year", years())
def test_the_template_is_refused_empty_and_read_when_filled(year: int) -> None:
    content = template_xlsx(year)
    refused(content)
    book = openpyxl.load_workbook(io.BytesIO(content))
    codes = [str(row[1].value) for row in book.active.iter_rows(min_row=2)]
    assert tuple(codes) == framework(year).codes()
    for row in book.active.iter_rows(min_row=2):
        row[3].value = 87.25
    file = io.BytesIO()
    book.save(file)
    assert scores_of(file.getvalue(), "f.xlsx") == {year: dict.fromkeys(codes, 8725)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ข้อ I๓", "i3"),
        ("ตัวชี้วัดที่ 1", "1"),
        ("10", "10"),
        ("IIT", "iit"),
        ("คะแนนรวม", "total"),
        ("E 07", "e7"),
        ("???", "???"),
    ],
)
def test_codes_as_people_write_them(text: str, code: str) -> None:
    assert plain_code(text) == code


codes = st.sampled_from(framework(2568).codes())


@given(st.dictionaries(codes, st.integers(0, 10_000), min_size=1))
def test_whatever_is_written_is_read(points: dict[str, int]) -> None:
    rows = [(2568, code, f"{value / 100:.2f}") for code, value in points.items()]
    assert scores_of(csv_file(rows), "f.csv") == {2568: points}


@given(st.binary(max_size=400))
def test_no_bytes_end_in_anything_but_a_sentence(content: bytes) -> None:
    refused(content)
