"""Cells taken apart: every point its own, no character lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.measures import splitting


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("๑.การป้องกัน ๒. การประเมิน ๓) ตรวจ", ["๑.การป้องกัน", "๒. การประเมิน", "๓) ตรวจ"]),
        ("- นโยบาย - มาตรการ", ["- นโยบาย", "- มาตรการ"]),
        ("ช่องทางติดต่อ - สอบถาม", ["ช่องทางติดต่อ - สอบถาม"]),
        ("จากข้อ i๗ - i๙ ควรมี", ["จากข้อ i๗ - i๙ ควรมี"]),
        ("พ.ร.บ. พ.ศ. ๒๕๖๐ ข้อ ๙.๕ ร้อยละ", ["พ.ร.บ. พ.ศ. ๒๕๖๐ ข้อ ๙.๕ ร้อยละ"]),
        ("แผนอัตรากำลัง ๓ ปี", ["แผนอัตรากำลัง ๓ ปี"]),
        ("", []),
    ],
)
def test_points_of_a_line(line: str, expected: list[str]) -> None:
    assert splitting.items([line]) == expected


@given(st.lists(st.text(alphabet="กขคงนมาิ่ ๑๒๓123.-) ", max_size=60), max_size=6))
def test_no_character_is_lost(lines: list[str]) -> None:
    def bare(texts: list[str]) -> Counter[str]:
        return Counter("".join("".join(texts).split()))

    assert bare(splitting.items(lines)) == bare(lines)
    assert bare(splitting.outcome_texts([line for line in lines if line.strip()])) == bare(lines)


def test_the_responsible_are_named_one_by_one() -> None:
    assert splitting.responsible(["สำนักปลัด/ ทุกกอง"]) == ["สำนักปลัด", "ทุกกอง"]
    assert splitting.responsible(["กองคลัง", "กองช่าง, กองการศึกษา"]) == ["กองคลัง", "กองช่าง", "กองการศึกษา"]


def test_a_statement_with_scores_stays_together_and_others_part() -> None:
    with_scores = [
        "ผลการประเมิน ITA ในหัวข้อ ก",
        "ITA ปี๒๕๖๗ ได้คะแนน ๙๖ คะแนน",
        "ITA ปี๒๕๖๘ ได้คะแนน ๑๐๐ คะแนน",
        "แสดงให้เห็นว่าดีขึ้น",
    ]
    assert splitting.outcome_texts(with_scores) == ["\n".join(with_scores)]
    two = [*with_scores, "ผลการประเมิน ITA ในหัวข้อ ข", "ITA ปี๒๕๖๘ ได้คะแนน ๙๐ คะแนน"]
    assert len(splitting.outcome_texts(two)) == 2
    assert splitting.outcome_texts(["- ก", "- ข"]) == ["- ก", "- ข"]
