"""Reads of the room. All of them are of the agency at work, or of the agency given."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet

from prongsai.agencies.models import Agency
from prongsai.agencies.tenancy import working_for
from prongsai.measures.models import Measure, Outcome, Plan, Responsible, Result, Step


class NoPlanError(LookupError):
    """There is no plan for that agency and fiscal year. `str()` says so in Thai and English."""

    def __init__(self, agency: Agency, fiscal_year: int) -> None:
        self.message_th = (
            f"{agency.name} ยังไม่มีแผนมาตรการของปีงบประมาณ {fiscal_year}: นำเข้ารายงานเดิมหรือสร้างแผนก่อน"
        )
        self.message_en = (
            f"{agency.name_en or agency.code} has no plan for fiscal year {fiscal_year}: "
            "import a past report with --save, or make a plan first."
        )
        super().__init__(f"{self.message_th} / {self.message_en}")


def report_years(agency: Agency) -> list[int]:
    """Fiscal years (B.E.) that have a plan, the latest first."""
    with working_for(agency):
        return list(Plan.objects.filter(is_current=True).values_list("fiscal_year", flat=True))


def current_plan(agency: Agency, fiscal_year: int) -> Plan:
    """The year's plan with all that stands in it, in one bounded set of queries; raises NoPlanError."""
    with working_for(agency):
        plan = (
            Plan.objects.filter(is_current=True, fiscal_year=fiscal_year)
            .prefetch_related(_whole_measures())
            .first()
        )
    if plan is None:
        raise NoPlanError(agency, fiscal_year)
    return plan


def measure_for_editing(agency: Agency, fiscal_year: int, measure_id: int) -> Measure | None:
    """One measure of the current plan with all that stands in it, or None."""
    with working_for(agency):
        return (
            Measure.objects.filter(pk=measure_id, plan__fiscal_year=fiscal_year, plan__is_current=True)
            .select_related("plan")
            .prefetch_related(*_parts())
            .first()
        )


def _whole_measures() -> Prefetch[str, QuerySet[Measure], str]:
    return Prefetch("measures", Measure.across_agencies.order_by("order", "id").prefetch_related(*_parts()))


def _parts() -> Sequence[Prefetch[str, QuerySet[Step | Responsible | Result | Outcome], str]]:
    return [
        Prefetch("steps", Step.across_agencies.order_by("order", "id")),
        Prefetch("responsible", Responsible.across_agencies.order_by("order", "id")),
        Prefetch("results", Result.across_agencies.order_by("order", "id")),
        Prefetch("outcomes", Outcome.across_agencies.order_by("order", "id")),
    ]
