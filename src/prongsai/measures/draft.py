"""Draft: a report as it was read from somebody's file, before it becomes a plan. Pure data, no rows.

`as_json` is the shape that `prongsai import-report --json` prints; it is relied on from outside. Besides the agreed keys it
carries `headers` (the table's header cells), `preamble` (text around the table), and for each measure
`responsible_text` (the cell before it was split) and `evidence` (lines that a system had marked as computed).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from prongsai.measures.rules import StatedScore, computed_delta, stated_delta, stated_scores


@dataclass(frozen=True, slots=True)
class Finding:
    """One objection of a reader or assessor.

    rule: stable name of the rule. issue: key of the mandated issue or "" for the whole report.
    where: the place, in the words of the report. severity: "error", "warning" or "note".
    The four sentences say what is wrong and what to do.
    """

    rule: str
    issue: str
    where: str
    severity: str
    message_th: str
    message_en: str
    fix_th: str
    fix_en: str


@dataclass(slots=True)
class DraftOutcome:
    """One statement of the outcome column; numbers are read out of its text."""

    text: str

    @property
    def scores(self) -> list[StatedScore]:
        return stated_scores(self.text)

    @property
    def delta_stated(self) -> Decimal | None:
        return stated_delta(self.text) if self.scores else None

    @property
    def delta_computed(self) -> Decimal | None:
        return computed_delta(self.scores)

    def as_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "scores": [{"year": score.fiscal_year, "score": _number(score.points)} for score in self.scores],
            "delta_stated": _number(self.delta_stated),
            "delta_computed": _number(self.delta_computed),
        }


@dataclass(slots=True)
class DraftMeasure:
    """One measure; `issue` is empty when its title fits none of the seven mandated issues."""

    issue: str
    title: str
    steps: list[str] = field(default_factory=list)
    timeframe: str = ""
    responsible: list[str] = field(default_factory=list)
    responsible_text: str = ""
    results: list[str] = field(default_factory=list)
    outcomes: list[DraftOutcome] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    where: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "issue": self.issue,
            "title": self.title,
            "steps": self.steps,
            "timeframe": self.timeframe,
            "responsible": self.responsible,
            "results": self.results,
            "outcomes": [outcome.as_json() for outcome in self.outcomes],
            "responsible_text": self.responsible_text,
            "evidence": self.evidence,
        }


@dataclass(slots=True)
class Draft:
    """A whole report. `fiscal_year` in B.E., None when the file names none."""

    agency_name: str = ""
    district: str = ""
    province: str = ""
    fiscal_year: int | None = None
    measures: list[DraftMeasure] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "agency": {"name": self.agency_name, "district": self.district, "province": self.province},
            "fiscal_year": self.fiscal_year,
            "measures": [measure.as_json() for measure in self.measures],
            "unread": self.unread,
            "findings": [asdict(finding) for finding in self.findings],
            "headers": self.headers,
            "preamble": self.preamble,
        }


def _number(points: Decimal | None) -> int | float | None:
    """A JSON number that reads as it was written: 100, 96.01; two decimals are exact in a float's shortest form."""
    if points is None:
        return None
    return int(points) if points == points.to_integral_value() else float(points)
