"""Which item a sentence speaks of: the real report's sentences, explicit codes, and nothing where it is not certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from prongsai.assessment.frameworks import framework, years
from prongsai.assessment.matching import match_item
from prongsai.evidence.items import item_source


def matched(text: str, year: int = 2568) -> str | None:
    item = match_item(framework(year), text)
    return item.code if item else None


@pytest.mark.seed
def test_the_real_reports_outcomes(seed_report: Path) -> None:
    rows = [line.split("\t") for line in seed_report.read_text("utf-8").splitlines()]
    outcomes = [row[5] for row in rows if len(row) == 6 and "มาตรการ/" not in row[0]]
    for year in (2567, 2568):
        assert [matched(text, year) for text in outcomes] == ["i3", "e9", None, "i11", None, None, None, "e7"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ข้อ i๓ ได้คะแนน ๑๐๐", "i3"),
        ("I11 การใช้ทรัพย์สิน", "i11"),
        ("คะแนนข้อ e7 เพิ่มขึ้น เรื่องระบบการให้บริการออนไลน์", "e7"),
        ("E๗ หน่วยงานเปิดโอกาสให้บุคคลภายนอก/e7", "e7"),
        ("ผลของ o12 ครบถ้วน", "o12"),
        ("จากข้อ i๗ - i๙ ควรให้ผู้บริหารวางนโยบาย", None),
        ("ข้อ i7-9", None),
        ("ข้อ i7 ถึง i9", None),
        ("ข้อ i3 และ e7", None),
        ("ข้อ i40 ได้คะแนน 100", None),
        ("ค่า e3.5 สูงขึ้น", None),
        ("CO2 และ ISO 9001 ปี 2568", None),
        ("www.example.go.th/i3page", None),
    ],
)
def test_written_codes(text: str, code: str | None) -> None:
    assert matched(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("เจ้าหน้าที่ใน หน่วยงานของท่าน มีการเรียก รับสินบน หรือไม่", "i3"),
        ("เจ้าหน้าที่ของหน่วยงานที่ท่านติดต่อ เรียกรับสินบนหรือไม่", "e3"),
        ("การเรียกรับสินบน ปี 2568 ได้คะแนน 100", None),
        ("มีการใช้ทรัพย์สินของราชการ เพื่อประโยชน์ส่วนตัว", "i11"),
        ("กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ", None),
        ("รายงานผลตามแผนปฏิบัติการป้องกันการทุจริต", "o26"),
        ("คะแนนรวม ITA ปี 2568 ได้คะแนน 95.10", None),
        ("", None),
        ("แสดงให้เห็นว่าประชาชนใช้ระบบการให้บริการออนไลน์มากขึ้น", "e9"),
        ("เรื่องการซื้อขายตำแหน่ง ได้คะแนน 90 แสดงให้เห็นว่ามีระบบการให้บริการออนไลน์", "i9"),
        ("การซื้อขายตำแหน่ง และระบบการให้บริการออนไลน์ ได้คะแนน 90", None),
    ],
)
def test_phrases(text: str, code: str | None) -> None:
    assert matched(text) == code


@pytest.mark.parametrize("year", years())
def test_each_items_own_words_are_never_taken_for_another(year: int) -> None:
    for item in framework(year).items:
        assert matched(item.label_th, year) in {item.code, None}
    surveys = [item for item in framework(year).items if item.code[0] in "ie"]
    assert [matched(item.label_th, year) for item in surveys] == [item.code for item in surveys]


def test_the_port_matches_nothing_for_a_year_without_framework() -> None:
    source = item_source()
    assert source.match(2570, "ข้อ i3") is None
    assert source.items(2570) == []
    assert list(source.issue_titles(2570)) == list(source.issue_titles(2568))
    item = source.match(2568, "ข้อ i3")
    assert item is not None and (item.issue, item.verified, item.framework_year) == ("processes", True, 2568)
