"""The year's official report as plain data: what officers wrote, what the assessment says, what rooms can prove.

`gather` is the only place that reads; everything printed comes from its `Report`. The same rows give the same report,
byte for byte: it carries the moment of the last change, not of the printing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from prongsai.agencies.models import Agency
from prongsai.agencies.tenancy import working_for
from prongsai.evidence.facts import Fact, FailedFact, facts_for
from prongsai.evidence.items import Item, Score, item_source
from prongsai.ledger.queries import latest_checkpoint
from prongsai.measures import rules
from prongsai.measures.models import Measure, Outcome, Plan
from prongsai.measures.queries import current_plan

SCHEMA: Final = "prongsai/report/1"
TITLE: Final = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"


@dataclass(frozen=True, slots=True)
class ReportOutcome:
    """One outcome: its text with the numbers filled in; when bound, the item, its scores and their difference.

    `contradicts` is True when the sentence says that the score rose though it fell, or the reverse.
    """

    text: str
    item: Item | None = None
    scores: tuple[Score, ...] = ()
    delta: Decimal | None = None
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class ReportMeasure:
    issue: str
    issue_title: str
    title: str
    steps: tuple[tuple[str, bool], ...]
    timeframe: str
    responsible: tuple[str, ...]
    results: tuple[str, ...]
    outcomes: tuple[ReportOutcome, ...]
    facts: tuple[Fact | FailedFact, ...]
    """Facts stand with the first measure of their issue only, so that none is counted twice."""


@dataclass(frozen=True, slots=True)
class Report:
    agency: Agency
    fiscal_year: int
    preamble: str
    measures: tuple[ReportMeasure, ...]
    changed_at: dt.datetime
    checkpoint: str | None
    """Text of the ledger's signed checkpoint when the report was gathered, None before the first one."""
    state: str

    @property
    def title(self) -> str:
        return f"{TITLE} ประจำปีงบประมาณ พ.ศ. {self.fiscal_year}"

    @property
    def address(self) -> str:
        """Where anyone can read the report and check it; a path when the agency has not said where it is on the web."""
        return absolute(self.agency, f"/report/{self.fiscal_year}")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the assessment says of everything in a plan, asked once: titles by issue, items and their scores by code."""

    titles: dict[str, str]
    items: dict[str, Item]
    series: dict[str, list[Score]]


def absolute(agency: Agency, path: str) -> str:
    """An address of this installation as the world sees it."""
    return agency.public_url.rstrip("/") + path if agency.public_url and path.startswith("/") else path


def gather(agency: Agency, fiscal_year: int) -> Report:
    """The report of an agency's year; raises NoPlanError when there is no plan.

    A room that fails to compute its fact appears as a FailedFact, never as a blank.
    """
    with working_for(agency):
        plan = current_plan(agency, fiscal_year)
        known = _known(agency, plan)
        seen: set[str] = set()
        measures: list[ReportMeasure] = []
        for measure in plan.measures.all():
            first_of_issue = measure.issue not in seen
            seen.add(measure.issue)
            measures.append(_measure(agency, plan, measure, known, with_facts=first_of_issue))
        return Report(
            agency=agency,
            fiscal_year=fiscal_year,
            preamble=plan.preamble or preamble(agency, fiscal_year),
            measures=tuple(measures),
            changed_at=plan.changed_at,
            checkpoint=latest_checkpoint(),
            state="draft",
        )


def preamble(agency: Agency, fiscal_year: int) -> str:
    """The introduction that the form wants, with years that cannot contradict the title."""
    return (
        f"ตามที่{agency.name} ได้วิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) "
        f"ปีงบประมาณ พ.ศ. {fiscal_year - 1} และกำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
        f"ประจำปีงบประมาณ พ.ศ. {fiscal_year} ไว้เจ็ดประเด็นตามที่สำนักงาน ป.ป.ช. กำหนด นั้น "
        f"{agency.name}ได้ดำเนินการตามมาตรการดังกล่าวแล้ว โดยมีผลการดำเนินการดังนี้"
    )


def _known(agency: Agency, plan: Plan) -> _Known:
    source, year = item_source(), plan.framework_year
    codes = {
        outcome.item_code
        for measure in plan.measures.all()
        for outcome in measure.outcomes.all()
        if outcome.item_code
    }
    return _Known(
        titles=source.issue_titles(year),
        items={item.code: item for item in source.items(year)},
        series=source.series_of(agency, year, codes),
    )


def _measure(
    agency: Agency, plan: Plan, measure: Measure, known: _Known, *, with_facts: bool
) -> ReportMeasure:
    facts = facts_for(measure.issue, agency, plan.fiscal_year) if with_facts else []
    return ReportMeasure(
        issue=measure.issue,
        issue_title=known.titles.get(measure.issue, measure.issue),
        title=measure.title,
        steps=tuple((step.text, step.is_heading) for step in measure.steps.all()),
        timeframe=measure.timeframe,
        responsible=tuple(one.text for one in measure.responsible.all()),
        results=tuple(result.text for result in measure.results.all()),
        outcomes=tuple(_outcome(plan, outcome, known) for outcome in measure.outcomes.all()),
        facts=tuple(shown for fact in facts if (shown := _for_public(fact)) is not None),
    )


def _for_public(fact: Fact | FailedFact) -> Fact | FailedFact | None:
    return fact if isinstance(fact, FailedFact) else fact.for_public()


def _outcome(plan: Plan, outcome: Outcome, known: _Known) -> ReportOutcome:
    """A bound outcome with its numbers: the years that its sentence names, else the report's year and the one before."""
    if not outcome.item_code:
        return ReportOutcome(outcome.text)
    years = set(rules.years_in_places(outcome.text)) or {plan.fiscal_year - 1, plan.fiscal_year}
    scores = tuple(score for score in known.series[outcome.item_code] if score.fiscal_year in years)
    points = {score.fiscal_year: score.points for score in scores}
    delta = rules.computed_delta(rules.StatedScore(year, value) for year, value in points.items())
    return ReportOutcome(
        rules.fill(outcome.text, points),
        known.items.get(outcome.item_code),
        scores,
        delta,
        rules.direction_contradicts(outcome.text, points),
    )


def as_json(report: Report) -> dict[str, Any]:
    """The report as JSON-ready data; docs/reference/report-1.schema.json describes it."""
    return {
        "schema": SCHEMA,
        "title": report.title,
        "state": report.state,
        "agency": {
            "code": report.agency.code,
            "name": report.agency.name,
            "name_en": report.agency.name_en,
            "district": report.agency.district,
            "province": report.agency.province,
            "sample": report.agency.is_sample,
            "notice": report.agency.notice,
        },
        "fiscal_year": report.fiscal_year,
        "changed_at": report.changed_at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "address": report.address,
        "preamble": report.preamble,
        "measures": [_measure_json(report, measure) for measure in report.measures],
        "checkpoint": report.checkpoint,
    }


def _measure_json(report: Report, measure: ReportMeasure) -> dict[str, Any]:
    return {
        "issue": measure.issue,
        "issue_title": measure.issue_title,
        "title": measure.title,
        "steps": [text for text, _ in measure.steps],
        "timeframe": measure.timeframe,
        "responsible": list(measure.responsible),
        "results": list(measure.results),
        "outcomes": [_outcome_json(report, outcome) for outcome in measure.outcomes],
        "facts": [_fact_json(report, fact) for fact in measure.facts],
    }


def _outcome_json(report: Report, outcome: ReportOutcome) -> dict[str, Any]:
    item = outcome.item
    return {
        "text": outcome.text,
        "item": {"framework_year": item.framework_year, "code": item.code, "verified": item.verified}
        if item
        else None,
        "scores": [
            {
                "year": score.fiscal_year,
                "code": score.code,
                "score": f"{score.points:.2f}",
                "source": score.source,
                "address": absolute(report.agency, score.url),
            }
            for score in outcome.scores
        ],
        "delta": None if outcome.delta is None else f"{outcome.delta:.2f}",
        "contradicts": outcome.contradicts,
    }


def _fact_json(report: Report, fact: Fact | FailedFact) -> dict[str, Any]:
    if isinstance(fact, FailedFact):
        return {"key": fact.key, "failed": fact.reason}
    return {
        "key": fact.key,
        "label_th": fact.label_th,
        "label_en": fact.label_en,
        "value": fact.value if isinstance(fact.value, int | None) else str(fact.value),
        "unit_th": fact.unit_th,
        "unit_en": fact.unit_en,
        "n": fact.n,
        "period": fact.period,
        "address": absolute(report.agency, fact.url),
    }
