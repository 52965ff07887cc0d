"""Two towns side by side, each with a plan, scores, days off, rules and staff of every role, and a mark in all of its texts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from prongsai.accounts.models import StaffEvent, User
from prongsai.accounts.roles import Role
from prongsai.accounts.tests.factories import MembershipFactory, UserFactory
from prongsai.agencies.models import Agency, Rule
from prongsai.agencies.tests.factories import AgencyFactory, DivisionFactory, HolidayFactory
from prongsai.assessment.tests.factories import claimed, every_item, official
from prongsai.evidence.issues import ISSUES
from prongsai.measures.actions import WrittenMeasure, WrittenOutcome, write_plan
from prongsai.measures.models import Measure, Plan

YEAR = 2568
USABLE = "argon2$nobody-knows-it"
"""Looks like a password that was set, without the time that a real one takes."""


@dataclass(frozen=True)
class Town:
    """An agency with all it holds. mark: stands in every text of its rows; numbers: its scores, which no other town has."""

    agency: Agency
    mark: str
    numbers: tuple[str, str]
    plan: Plan
    staff: dict[Role, User] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return self.agency.host

    @property
    def prefix(self) -> str:
        return f"/a/{self.agency.code}"

    @property
    def measure(self) -> Measure:
        return Measure.across_agencies.filter(plan=self.plan).order_by("order").first()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What may stand on no page of another town."""
        return (self.mark, *self.numbers)


def town(code: str, mark: str, before: str, now: str) -> Town:
    """A town with its mark everywhere; before, now: points of all its items in the two years."""
    agency = AgencyFactory.create(
        code=code, host=f"{code}.example", name=f"เทศบาล{mark}", name_en=f"{mark} Town", district=mark,
        province=mark, notice=f"ประกาศ {mark}", public_url=f"https://{code}.example", website=f"https://{mark}.example",
    )  # fmt: skip
    DivisionFactory.create(agency=agency, name=f"กอง {mark}", name_en=f"Division {mark}")
    HolidayFactory.create(
        agency=agency, name=f"วันหยุด {mark}", name_en=f"{mark} day", date=dt.date(2025, 3, 14), source=mark
    )
    _rule(agency, mark)
    official(agency, YEAR - 1, every_item(YEAR - 1, before), name=f"{mark}-before.csv")
    official(agency, YEAR, every_item(YEAR, now), name=f"{mark}-now.csv")
    claimed(agency, {YEAR: {"e7": now}}, source=f"รายงานของ {mark}")
    plan = write_plan(
        agency=agency, fiscal_year=YEAR, measures=[_measure(issue, mark) for issue in ISSUES], by=None,
        preamble=f"ความนำของ {mark}",
    )  # fmt: skip
    MembershipFactory.create(agency=agency, user=UserFactory.create(full_name=f"เพื่อนร่วมงาน {mark}"))
    StaffEvent.objects.create(
        event="grant", subject=f"colleague-{mark}", agency_code=code, detail=mark, by=f"ปลัด {mark}"
    )
    # Those who sign in carry no mark: their own name may follow them wherever they look.
    staff = {
        role: MembershipFactory.create(agency=agency, role=role, user__password=USABLE).user for role in Role
    }
    return Town(agency, mark, (before, now), plan, staff)


def _rule(agency: Agency, mark: str) -> None:
    Rule.across_agencies.create(
        agency=agency, key="complaints.acknowledge", title=f"กติกา {mark}", title_en=f"Rule {mark}", value=7,
        unit="working_days", legal_basis=mark, source_note=mark, valid_from=dt.date(2020, 10, 1), recorded_by=mark,
    )  # fmt: skip


def _measure(issue: str, mark: str) -> WrittenMeasure:
    return WrittenMeasure(
        issue=issue,
        title=f"มาตรการ {mark} {issue}",
        timeframe=f"ตุลาคม 2567 {mark}",
        steps=[f"ขั้นตอน {mark}"],
        responsible=[f"กอง {mark}", f"งาน {mark}"],
        results=[f"ผล {mark}"],
        outcomes=[
            WrittenOutcome("ปี 2567 ได้ {score:2567} ปี 2568 ได้ {score:2568} เพิ่มขึ้น {delta} คะแนน", "e7"),
            WrittenOutcome(f"ผลลัพธ์ {mark}"),
        ],
    )
