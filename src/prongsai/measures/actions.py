"""What people do with a plan: each act is one transaction with its ledger entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from prongsai.accounts.models import User
from prongsai.agencies.models import Agency, Division
from prongsai.agencies.tenancy import working_for
from prongsai.evidence.items import item_source
from prongsai.ledger.actions import record
from prongsai.measures import rules, splitting
from prongsai.measures.draft import Draft, DraftMeasure
from prongsai.measures.models import (
    ImportedReport,
    Measure,
    MeasureVersion,
    Outcome,
    Plan,
    Responsible,
    Result,
    Step,
)
from prongsai.thai.spaces import bare

REGISTER = "measures"


class EditConflictError(RuntimeError):
    """Somebody else changed the measure meanwhile; nothing was written."""

    def __init__(self, held: Measure) -> None:
        self.held = held
        self.message_th = "มีผู้อื่นแก้ไขมาตรการนี้ไปแล้วระหว่างที่ท่านพิมพ์ ข้อความของท่านยังอยู่ด้านล่าง โปรดเทียบแล้วบันทึกอีกครั้ง"
        self.message_en = "Somebody else changed this measure while you typed. Your text is kept below: compare and save again."
        super().__init__(f"{self.message_th} / {self.message_en}")


class DraftNotSavableError(ValueError):
    """The draft lacks what a plan needs; `str()` says what in Thai and English."""


@dataclass(frozen=True, slots=True)
class WrittenOutcome:
    """One outcome as a form or a draft gives it: text, perhaps with places for scores, and the item it is bound to."""

    text: str
    item_code: str = ""


@dataclass(frozen=True, slots=True)
class WrittenMeasure:
    """A whole measure as a form or a draft gives it."""

    issue: str
    title: str
    timeframe: str
    steps: Sequence[str]
    responsible: Sequence[str]
    results: Sequence[str]
    outcomes: Sequence[WrittenOutcome]


@transaction.atomic
def save_draft(
    *,
    agency: Agency,
    draft: Draft,
    file_name: str,
    sha256: str,
    by: User | None,
    fiscal_year: int | None = None,
) -> Plan:
    """Make the draft the current plan of its year; a plan that stood there is kept as replaced.

    fiscal_year: for a file that names none. Outcomes that speak of one assessment item are bound to it and their
    numbers become places; the caller records the stated scores with the assessment.
    Raises DraftNotSavableError when there is no year or no measure that fits a mandated issue.
    """
    year = fiscal_year or draft.fiscal_year
    if year is None:
        raise DraftNotSavableError(
            "ไม่พบปีงบประมาณในแฟ้ม ระบุด้วย --year ปี / The file names no fiscal year: give it with --year YEAR."
        )
    unplaced = [measure.title for measure in draft.measures if not measure.issue]
    if unplaced or not draft.measures:
        raise DraftNotSavableError(
            "ไม่มีมาตรการที่ตรงกับเจ็ดประเด็น จึงบันทึกไม่ได้: "
            f"{'; '.join(unplaced) or 'ไม่พบตารางมาตรการ'} / Not saved: "
            f"{'these titles fit none of the seven issues: ' + '; '.join(unplaced) if unplaced else 'no table of measures was found.'}"
        )
    with working_for(agency):
        plan = _new_plan(agency, year, because=f"นำเข้าจาก {file_name}")
        for order, measure in enumerate(draft.measures, 1):
            _write_measure(plan, order, _of_draft(measure, year))
        ImportedReport.objects.create(
            agency=agency, plan=plan, file_name=file_name, sha256=sha256, draft=draft.as_json()
        )
        _record(plan, "import", by, {"measures": len(draft.measures), "file_sha256": sha256})
    return plan


@transaction.atomic
def write_plan(
    *,
    agency: Agency,
    fiscal_year: int,
    measures: Sequence[WrittenMeasure],
    by: User | None,
    preamble: str = "",
) -> Plan:
    """A plan from nothing or from a data file; a plan that stood there is kept as replaced."""
    with working_for(agency):
        plan = _new_plan(agency, fiscal_year, because="จัดทำแผนใหม่", preamble=preamble)
        for order, measure in enumerate(measures, 1):
            _write_measure(plan, order, measure)
        _record(plan, "write", by, {"measures": len(measures)})
    return plan


@transaction.atomic
def edit_measure(
    *, agency: Agency, measure: Measure, written: WrittenMeasure, seen_revision: int, by: User
) -> Measure:
    """Replace what stands in a measure by what an officer wrote; raises EditConflictError when it changed meanwhile.

    seen_revision: the revision that the officer's form showed.
    """
    with working_for(agency):
        held = Measure.objects.select_for_update().get(pk=measure.pk)
        if held.revision != seen_revision:
            raise EditConflictError(held)
        _keep_version(held)
        for rows in (held.steps, held.responsible, held.results, held.outcomes):
            rows.all().delete()
        held.issue, held.title, held.timeframe = written.issue, written.title, written.timeframe
        held.revision += 1
        held.save()
        _write_parts(held, written)
        held.plan.save(update_fields=["changed_at"])
        _record(held.plan, "edit", by, {"measure": str(held.public_id), "revision": held.revision})
    return held


def as_written(measure: Measure) -> WrittenMeasure:
    """What stands in a measure now, in the shape in which it is written."""
    return WrittenMeasure(
        issue=measure.issue,
        title=measure.title,
        timeframe=measure.timeframe,
        steps=[step.text for step in measure.steps.all()],
        responsible=[one.text for one in measure.responsible.all()],
        results=[result.text for result in measure.results.all()],
        outcomes=[WrittenOutcome(outcome.text, outcome.item_code) for outcome in measure.outcomes.all()],
    )


def _keep_version(measure: Measure) -> None:
    MeasureVersion.objects.create(
        agency=measure.agency, measure=measure, revision=measure.revision, content=asdict(as_written(measure))
    )


def _new_plan(agency: Agency, fiscal_year: int, *, because: str, preamble: str = "") -> Plan:
    # Two people at once: the second waits here and then replaces the plan of the first.
    Agency.objects.select_for_update().get(pk=agency.pk)
    Plan.objects.filter(fiscal_year=fiscal_year, is_current=True).update(
        is_current=False, replaced_because=because
    )
    plan: Plan = Plan.objects.create(
        agency=agency, fiscal_year=fiscal_year, framework_year=fiscal_year, preamble=preamble
    )
    return plan


def _of_draft(measure: DraftMeasure, fiscal_year: int) -> WrittenMeasure:
    return WrittenMeasure(
        issue=measure.issue,
        title=measure.title,
        timeframe=measure.timeframe,
        steps=measure.steps,
        responsible=measure.responsible,
        results=measure.results,
        outcomes=[bound(outcome.text, fiscal_year) for outcome in measure.outcomes],
    )


def bound(text: str, framework_year: int) -> WrittenOutcome:
    """The outcome bound to the assessment item that it speaks of; unbound and word for word when that is not certain."""
    item = item_source().match(framework_year, text) if rules.stated_scores(text) else None
    return WrittenOutcome(rules.with_places(text), item.code) if item else WrittenOutcome(text)


def _write_measure(plan: Plan, order: int, written: WrittenMeasure) -> Measure:
    measure: Measure = Measure.objects.create(
        agency=plan.agency,
        plan=plan,
        order=order,
        issue=written.issue,
        title=written.title,
        timeframe=written.timeframe,
    )
    _write_parts(measure, written)
    return measure


def _write_parts(measure: Measure, written: WrittenMeasure) -> None:
    agency = measure.agency
    common: dict[str, Any] = {"agency": agency, "measure": measure}
    divisions = {bare(division.name): division for division in Division.objects.all()}
    Step.objects.bulk_create(
        Step(**common, order=n, text=text, is_heading=splitting.is_steps_heading(text))
        for n, text in enumerate(written.steps, 1)
    )
    Responsible.objects.bulk_create(
        Responsible(**common, order=n, text=text, division=divisions.get(bare(text)))
        for n, text in enumerate(written.responsible, 1)
    )
    Result.objects.bulk_create(
        Result(**common, order=n, text=text) for n, text in enumerate(written.results, 1)
    )
    Outcome.objects.bulk_create(
        Outcome(**common, order=n, text=outcome.text, item_code=outcome.item_code)
        for n, outcome in enumerate(written.outcomes, 1)
    )


def _record(plan: Plan, event: str, by: User | None, public: dict[str, Any]) -> None:
    record(
        agency=plan.agency,
        register=REGISTER,
        object_id=str(plan.public_id),
        event=event,
        by=by,
        to_state="draft",
        public={"fiscal_year": plan.fiscal_year, **public},
    )
