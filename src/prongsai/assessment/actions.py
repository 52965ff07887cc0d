"""Writes: results from the official file, and scores that a past report states. Each is one transaction with its ledger entry."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from prongsai.accounts.models import User
from prongsai.accounts.queries import label_of
from prongsai.agencies.models import Agency
from prongsai.agencies.tenancy import working_for
from prongsai.assessment.frameworks import Framework, NoFrameworkError, framework, years
from prongsai.assessment.importing import Problem, ScoresRefusedError, plain_code, scores_of
from prongsai.assessment.models import ItemScore, Result
from prongsai.assessment.rules import NotPointsError, hundredths_of
from prongsai.assessment.template import template_xlsx
from prongsai.ledger.actions import record

__all__ = ["ImportOutcome", "ScoresRefusedError", "import_scores", "record_claimed_scores", "template_xlsx"]

REGISTER: Final = "ita-result"
_LONGEST_NAME: Final = 255
_LONGEST_NOTE: Final = 300


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did: number of scores by fiscal year, the years whose result it replaced, and those it left alone.

    unchanged: fiscal years whose current official result has exactly these scores; nothing was written for them.
    """

    sha256: str
    counts: Mapping[int, int]
    replaced: tuple[int, ...]
    unchanged: tuple[int, ...]

    @property
    def sentence_th(self) -> str:
        parts = [f"ปีงบประมาณ {year} นำเข้า {count} คะแนน" for year, count in self.counts.items()]
        parts += [f"ปีงบประมาณ {year} แทนผลที่นำเข้าไว้เดิม (เก็บฉบับเดิมไว้)" for year in self.replaced]
        parts += [f"ปีงบประมาณ {year} ตรงกับที่นำเข้าไว้แล้ว ไม่มีอะไรเปลี่ยน" for year in self.unchanged]
        return "; ".join(parts)

    @property
    def sentence_en(self) -> str:
        parts = [f"Scores imported for fiscal year {year}: {count}" for year, count in self.counts.items()]
        parts += [f"the result of {year} was replaced (the earlier one is kept)" for year in self.replaced]
        parts += [f"{year} is the same as imported before, nothing changed" for year in self.unchanged]
        return "; ".join(parts) + "."

    def as_json(self) -> dict[str, Any]:
        return {
            "sha256": self.sha256,
            "years": [{"fiscal_year": year, "scores": count} for year, count in self.counts.items()],
            "replaced": list(self.replaced),
            "unchanged": list(self.unchanged),
            "message_th": self.sentence_th,
            "message_en": self.sentence_en,
        }


@transaction.atomic
def import_scores(
    *, agency: Agency, content: bytes, name: str, by: User | None, because: str = ""
) -> ImportOutcome:
    """Take the official scores of one or more years from an XLSX or CSV file: all rows or none.

    A year that has an official result already gets a new one; the earlier stays, with `because` or the file's name as
    the reason. Raises ScoresRefusedError, whose problems name row and column.
    """
    by_year = scores_of(content, name)
    sha256 = hashlib.sha256(content).hexdigest()
    reason = because.strip() or f"นำเข้าใหม่จากแฟ้ม {name}"
    counts: dict[int, int] = {}
    replaced: list[int] = []
    unchanged: list[int] = []
    with working_for(agency):
        _one_at_a_time(agency)
        for year in sorted(by_year):
            current = Result.objects.filter(
                fiscal_year=year, source=Result.Source.OFFICIAL, is_current=True
            ).first()
            if current is not None and _points_in(current) == by_year[year]:
                unchanged.append(year)
                continue
            new = Result(
                agency=agency,
                fiscal_year=year,
                framework_year=year,
                source=Result.Source.OFFICIAL,
                origin=name[:_LONGEST_NAME] or "-",
                sha256=sha256,
                imported_by=label_of(by),
            )
            _put(new, current, by_year[year], reason=reason, by=by)
            counts[year] = len(by_year[year])
            if current is not None:
                replaced.append(year)
    return ImportOutcome(sha256, counts, tuple(replaced), tuple(unchanged))


@transaction.atomic
def record_claimed_scores(
    *,
    agency: Agency,
    scores: Sequence[tuple[int, str, Decimal]],
    source: str,
    by: User | None,
    framework_year: int | None = None,
) -> list[ItemScore]:
    """Keep scores that a past report states: (fiscal year B.E., code, points 0-100) each. Official results stand before them.

    source: names the report. framework_year: the year whose framework numbers the codes; a report numbers all its
    years as its own, so the default is the latest fiscal year stated that has a framework.
    A score stated twice with different points is kept as stated first, with a note. What the same report stated before
    is replaced when it differs. Returns the current scores of the report, also those that were there already.
    Raises NoFrameworkError, and ScoresRefusedError for a code or points that cannot be.
    """
    if not scores:
        return []
    numbering = framework(framework_year or _numbering_of([year for year, _, _ in scores]))
    by_year, notes = _stated(numbering, scores)
    kept: list[ItemScore] = []
    with working_for(agency):
        _one_at_a_time(agency)
        for year in sorted(by_year):
            new = Result(
                agency=agency,
                fiscal_year=year,
                framework_year=numbering.year,
                source=Result.Source.CLAIMED,
                origin=source[:_LONGEST_NOTE],
                note="; ".join(notes.get(year, []))[:_LONGEST_NOTE],
                imported_by=label_of(by),
            )
            kept += _claim(new, by_year[year], by=by)
    return kept


def _claim(new: Result, points: Mapping[str, int], *, by: User | None) -> list[ItemScore]:
    current = Result.objects.filter(
        fiscal_year=new.fiscal_year,
        framework_year=new.framework_year,
        source=Result.Source.CLAIMED,
        origin=new.origin,
        is_current=True,
    ).first()
    if current is not None and _points_in(current) == points:
        return list(current.scores.all())
    return _put(new, current, points, reason="รายงานเดียวกันถูกนำเข้าใหม่", by=by)


def _put(
    new: Result, current: Result | None, points: Mapping[str, int], *, reason: str, by: User | None
) -> list[ItemScore]:
    """Store a result in place of the current one of its kind, with its ledger entry."""
    if current is not None:
        current.is_current = False
        current.replaced_because = reason[:_LONGEST_NOTE]
        current.save(update_fields=["is_current", "replaced_because"])
    new.save()
    numbering = framework(new.framework_year)
    ItemScore.objects.bulk_create(
        ItemScore(agency=new.agency, result=new, code=code, points=value, **_kind(numbering, code))
        for code, value in points.items()
    )
    record(
        agency=new.agency,
        register=REGISTER,
        object_id=str(new.public_id),
        event="import" if new.source == Result.Source.OFFICIAL else "claim",
        by=by,
        to_state=str(new.source),
        public={
            "fiscal_year": new.fiscal_year,
            "framework_year": new.framework_year,
            "scores": len(points),
            "file_sha256": new.sha256,
            "replaces": str(current.public_id) if current else "",
        },
    )
    return list(new.scores.all())


def _kind(numbering: Framework, code: str) -> dict[str, str]:
    item = numbering.item(code)
    indicator = numbering.indicator(item.indicator if item else code)
    if indicator is not None:
        return {
            "kind": ItemScore.Kind.ITEM if item else ItemScore.Kind.INDICATOR,
            "instrument": indicator.instrument,
        }
    if numbering.instrument(code) is not None:
        return {"kind": ItemScore.Kind.INSTRUMENT, "instrument": code}
    return {"kind": ItemScore.Kind.TOTAL, "instrument": ""}


def _points_in(result: Result) -> dict[str, int]:
    return dict(result.scores.values_list("code", "points"))


def _one_at_a_time(agency: Agency) -> None:
    """Two imports of one agency at once wait for each other instead of meeting in a constraint."""
    Agency.objects.select_for_update().get(pk=agency.pk)


def _numbering_of(stated_years: Sequence[int]) -> int:
    known = [year for year in stated_years if year in years()]
    if not known:
        raise NoFrameworkError(max(stated_years))
    return max(known)


def _stated(
    numbering: Framework, scores: Sequence[tuple[int, str, Decimal]]
) -> tuple[dict[int, dict[str, int]], dict[int, list[str]]]:
    """Hundredths by fiscal year and code, and notes on what was stated twice differently."""
    by_year: dict[int, dict[str, int]] = {}
    notes: dict[int, list[str]] = {}
    problems: list[Problem] = []
    for year, written, points in scores:
        code = plain_code(written)
        try:
            value = hundredths_of(points)
        except NotPointsError:
            thai = f"คะแนน {points} ของ {code} ปี {year} ไม่อยู่ระหว่าง 0.00 ถึง 100.00"
            problems.append(
                Problem(0, 0, thai, f"the score {points} of {code} in {year} is not from 0.00 to 100.00")
            )
            continue
        if code not in numbering.codes():
            thai = f"รหัส {code!r} ไม่มีในกรอบการประเมินปี {numbering.year}"
            problems.append(Problem(0, 0, thai, f"the framework of {numbering.year} has no code {code!r}"))
            continue
        first = by_year.setdefault(year, {}).setdefault(code, value)
        if first != value:
            notes.setdefault(year, []).append(f"รายงานระบุ {code} อีกค่าหนึ่ง: {points}")
    if problems:
        raise ScoresRefusedError(problems)
    return by_year, notes
