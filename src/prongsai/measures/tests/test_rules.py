"""Scores in sentences: read, replaced by places, filled again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.measures import rules
from prongsai.measures.rules import StatedScore
from prongsai.thai.digits import to_thai

points = st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)
years = st.integers(2560, 2599)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ITA ปี๒๕๖๗ ได้คะแนน ๙๖.๐๑ คะแนน", [(2567, "96.01")]),
        ("ITA ปี ๒๕๖๗ ได้คะแนน ๙๒.๕๐ คะแนน ITA ปี ๒๕๖๘ ได้คะแนน ๙๗.๓๘ คะแนน", [(2567, "92.50"), (2568, "97.38")]),
        ("ปีงบประมาณ พ.ศ. 2567 ได้คะแนนเฉลี่ยร้อยละ 88.5", [(2567, "88.5")]),
        ("ปี 2568 คะแนน: 100", [(2568, "100")]),
        ("ผลการประเมิน ITA ปี๒๕๖๗ หน่วยงานเปิดโอกาส/E๗ ให้มีส่วนร่วม", []),
        ("จากข้อ i๗ - i๙ ปี๒๕๖๘", []),
        ("พ.ร.บ. พ.ศ. ๒๕๖๐ มาตรา ๙", []),
        ("ปี 2568 ได้คะแนน 250 คะแนน", []),
    ],
)
def test_scores_are_read_from_sentences(text: str, expected: list[tuple[int, str]]) -> None:
    assert rules.stated_scores(text) == [StatedScore(year, Decimal(score)) for year, score in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("มีคะแนนเฉลี่ยเพิ่มขึ้น ๓.๙๙ คะแนน", "3.99"),
        ("คะแนนลดลงจากเดิม 2.5 คะแนน", "-2.5"),
        ("ความโปร่งใสมีเพิ่มขึ้น มีความน่าเชื่อถือ", None),
    ],
)
def test_the_stated_difference_has_its_direction(text: str, expected: str | None) -> None:
    assert rules.stated_delta(text) == (None if expected is None else Decimal(expected))


@given(years, points, points)
def test_a_sentence_filled_again_says_what_it_said(year: int, before: Decimal, last: Decimal) -> None:
    stated = {year: before, year + 1: last}
    direction = "เพิ่มขึ้น" if last >= before else "ลดลง"
    text = to_thai(
        f"ITA ปี{year} ได้คะแนน {rules.plain(before)} คะแนน\nITA ปี{year + 1} ได้คะแนน {rules.plain(last)} คะแนน\n"
        f"คะแนน{direction} {abs(last - before):.2f} คะแนน"
    )
    placed = rules.with_places(text)
    assert rules.years_in_places(placed) == [year, year + 1]
    assert to_thai(rules.fill(placed, stated)) == text
    assert not rules.direction_contradicts(placed, stated)


@given(st.text(max_size=200))
def test_text_without_scores_is_never_touched(text: str) -> None:
    if not rules.stated_scores(text):
        assert rules.with_places(text) == text


def test_a_year_without_points_says_so_and_invents_nothing() -> None:
    assert (
        rules.fill("ปี 2567 {score:2567} ผลต่าง {delta}", {})
        == f"ปี 2567 {rules.NO_SCORE} ผลต่าง {rules.NO_SCORE}"
    )


def test_a_rise_that_became_a_fall_is_noticed() -> None:
    text = "{score:2567} {score:2568} คะแนนเพิ่มขึ้น {delta} คะแนน"
    assert rules.direction_contradicts(text, {2567: Decimal(90), 2568: Decimal(80)})
    assert not rules.direction_contradicts(text, {2567: Decimal(80), 2568: Decimal(90)})
    assert not rules.direction_contradicts(text, {2567: Decimal(80)})


@given(st.dictionaries(years, points, min_size=2))
def test_the_difference_is_of_the_two_last_years(scores: dict[int, Decimal]) -> None:
    before, last = sorted(scores)[-2:]
    stated = [StatedScore(year, score) for year, score in scores.items()]
    assert rules.computed_delta(stated) == scores[last] - scores[before]
