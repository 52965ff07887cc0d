"""Plans for tests, written as officers write them."""

from __future__ import annotations

from typing import Any

from prongsai.agencies.models import Agency
from prongsai.assessment.tests.factories import claimed
from prongsai.evidence.issues import ISSUES
from prongsai.measures.actions import WrittenMeasure, WrittenOutcome, write_plan
from prongsai.measures.models import Plan

YEAR = 2568
BOUND = "จากคะแนน ITA ปี 2567 ได้คะแนน {score:2567} คะแนน ปี 2568 ได้คะแนน {score:2568} คะแนน เพิ่มขึ้น {delta} คะแนน"


def measure(issue: str = "processes", **more: Any) -> WrittenMeasure:
    """A whole measure with one bound and one plain outcome."""
    fields: dict[str, Any] = {
        "issue": issue,
        "title": f"มาตรการ {issue}",
        "timeframe": "ตุลาคม 2567 - มีนาคม 2568",
        "steps": ["ทบทวนคู่มือ", "ประกาศใช้"],
        "responsible": ["สำนักปลัด"],
        "results": ["ประกาศคู่มือ 3 ฉบับ เมื่อวันที่ 14 มีนาคม 2568"],
        "outcomes": [WrittenOutcome(BOUND, "e7"), WrittenOutcome("ประชาชนได้รับบริการเร็วขึ้น")],
    }
    return WrittenMeasure(**fields | more)


def plan(agency: Agency, *, times: int = 1, **more: Any) -> Plan:
    """A plan of YEAR with each issue `times` times."""
    measures = [measure(issue) for _ in range(times) for issue in ISSUES]
    return write_plan(agency=agency, fiscal_year=YEAR, **{"measures": measures, "by": None} | more)


def scores(agency: Agency) -> None:
    """The points that BOUND speaks of: 92.50, then 97.38."""
    claimed(agency, {2567: {"e7": "92.50"}, 2568: {"e7": "97.38"}})
