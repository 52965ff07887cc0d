"""From files as people have them to a draft: the real report, its relatives, and odd shapes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from prongsai.documents.reading import ReadTable, read_bytes, read_file
from prongsai.measures.draft import Draft
from prongsai.measures.importing import draft_of

HEADER = [
    "มาตรการ/ โครงการ/กิจกรรม",
    "ขั้นตอน/วิธีการปฏิบัติ",
    "ระยะเวลาใน การดำเนินการ",
    "ผู้รับผิดชอบ",
    "ผลการดำเนินการ",
    "ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ",
]


def draft_from(rows: list[list[str]], *before: str) -> Draft:
    text = "\n".join([*before, *("\t".join(row) for row in rows)])
    return draft_of(read_bytes(text.encode(), "report.txt"))


def strings(value: Any) -> Iterator[str]:
    """All strings that stand anywhere in JSON data, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def characters(texts: Iterator[str]) -> Counter[str]:
    return Counter(character for text in texts for character in "".join(text.split()))


@pytest.fixture(scope="module")
def seed_draft(seed_report: Path) -> Draft:
    return draft_of(read_file(seed_report))


@pytest.mark.seed
class TestTheRealReport:
    def test_says_who_and_when(self, seed_draft: Draft) -> None:
        assert seed_draft.agency_name == "เทศบาลตำบลบางทรายใหญ่"
        assert seed_draft.district == "เมืองมุกดาหาร"
        assert seed_draft.province == "มุกดาหาร"
        assert seed_draft.fiscal_year == 2568

    def test_has_seven_measures_the_last_table_joined_to_the_seventh(self, seed_draft: Draft) -> None:
        assert [measure.issue for measure in seed_draft.measures] == [
            "processes", "eservice", "information", "property", "procurement", "power", "anticorruption",
        ]  # fmt: skip
        assert seed_draft.measures[0].title == "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"

    def test_has_the_four_pairs_of_scores_and_their_differences(self, seed_draft: Draft) -> None:
        found = {
            measure.issue: (
                [(s.fiscal_year, s.points) for s in outcome.scores],
                outcome.delta_stated,
                outcome.delta_computed,
            )
            for measure in seed_draft.measures
            for outcome in measure.outcomes
            if outcome.scores
        }
        hundred = Decimal(100)
        assert found == {
            "processes": ([(2567, hundred), (2568, hundred)], None, Decimal(0)),
            "eservice": ([(2567, Decimal("96.01")), (2568, hundred)], Decimal("3.99"), Decimal("3.99")),
            "property": ([(2567, hundred), (2568, hundred)], None, Decimal(0)),
            "anticorruption": (
                [(2567, Decimal("92.50")), (2568, Decimal("97.38"))],
                Decimal("4.88"),
                Decimal("4.88"),
            ),
        }

    def test_names_the_responsible(self, seed_draft: Draft) -> None:
        assert all(measure.responsible == ["สำนักปลัด", "ทุกกอง"] for measure in seed_draft.measures)

    def test_loses_no_character(self, seed_report: Path, seed_draft: Draft) -> None:
        tables = [block for block in read_file(seed_report).blocks if isinstance(block, ReadTable)]
        source = characters(
            line for table in tables for row in table.rows for cell in row for line in cell.lines
        )
        assert not source - characters(strings(seed_draft.as_json()))

    def test_steps_are_points_of_their_own(self, seed_draft: Draft) -> None:
        procurement = seed_draft.measures[4]
        assert len(procurement.steps) == 15
        assert procurement.steps[7] == "วิธีดำเนินการ"
        assert procurement.steps[6] == "๗. การเปิดเผยข้อมูลข่าวสาร"


def test_columns_may_stand_in_another_order_with_others_between() -> None:
    draft = draft_from(
        [
            ["ที่", "ผลการดำเนินงาน", "มาตรการ", "แนวทางการดำเนินการ", "ผลสัมฤทธิ์", "หน่วยงานรับผิดชอบ", "ห้วงเวลา"],
            ["1", "อบรมแล้ว", "การป้องกันการทุจริต", "1. อบรม", "ดีขึ้น", "กองคลัง", "ม.ค. 2568"],
        ],
        "องค์การบริหารส่วนตำบลหนองบัว อ.เมือง จ.ตาก ประจำปี 2568",
    )
    (measure,) = draft.measures
    assert (measure.title, measure.steps, measure.results) == ("การป้องกันการทุจริต", ["1. อบรม"], ["อบรมแล้ว"])
    assert (measure.responsible, measure.timeframe) == (["กองคลัง"], "ม.ค. 2568")
    assert draft.unread == ["1"]
    assert (draft.agency_name, draft.district, draft.province) == ("องค์การบริหารส่วนตำบลหนองบัว", "เมือง", "ตาก")


def test_a_row_cut_by_a_page_joins_the_row_before() -> None:
    draft = draft_from(
        [
            HEADER,
            [
                "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ",
                "1. กำหนดแนวทางการใช้",
                "ปี 2568",
                "กองคลัง",
                "- จัดทำคู่",
                "-",
            ],
            HEADER,
            ["", "ทรัพย์สิน", "", "", "มือแล้ว", ""],
        ]
    )
    (measure,) = draft.measures
    assert measure.steps == ["1. กำหนดแนวทางการใช้ทรัพย์สิน"]
    assert measure.results == ["- จัดทำคู่มือแล้ว"]
    assert len(draft.headers) == 12


def test_a_second_measure_on_the_same_issue_is_a_measure_of_its_own() -> None:
    rows = [HEADER]
    rows += [
        [title, "1. ก", "ปี 2568", "กองคลัง", "- ข", "- ค"]
        for title in ("ป้องกันการทุจริตในงานคลัง", "กลไกแก้ไขการทุจริตโดยประชาคมหมู่บ้าน")
    ]
    assert [measure.issue for measure in draft_from(rows).measures] == ["anticorruption", "anticorruption"]


def test_a_foreign_table_is_kept_as_unread() -> None:
    draft = draft_from([["รายการ", "จำนวน"], ["ปากกา", "๑๒"]])
    assert draft.measures == []
    assert draft.unread == ["รายการ", "จำนวน", "ปากกา", "๑๒"]


def test_lines_a_system_computed_are_not_taken_for_the_officers_words() -> None:
    draft = draft_from(
        [
            HEADER,
            ["ป้องกันการทุจริต", "1. ก", "ปี 2568", "กองคลัง", "<p>- ทำแล้ว</p><p>◆ ร้อยละ 80 (n = 5)</p>", "- ดี"],
        ]
    )
    assert draft.measures[0].results == ["- ทำแล้ว"]
    assert draft.measures[0].evidence == ["◆ ร้อยละ 80 (n = 5)"]
