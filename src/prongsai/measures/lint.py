"""The critic: what a reader or an assessor would object to in a draft, and where. Pure; each rule is one function.

Rules are added to `RULES` in the order in which their findings are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from prongsai.evidence.issues import ISSUES
from prongsai.measures.draft import Draft, DraftMeasure, Finding
from prongsai.thai.digits import to_arabic
from prongsai.thai.spaces import bare

Rule = Callable[[Draft, Mapping[str, str]], Iterator[Finding]]

_YEAR_OF_MEASURES = re.compile(
    r"(?:มาตรการ|แผน)[^.\n]{0,80}?ปีงบประมาณ\s*(?:พ\s*\.\s*ศ\s*\.\s*)?(?P<year>[2๒][4-6๔-๖][0-9๐-๙]{2})"
)
_ANY_YEAR = re.compile(r"[2๒][4-6๔-๖][0-9๐-๙]{2}")
_MONTH_OR_DATE = re.compile(
    r"มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา"
    r"|[มก]\.ค\.|ก\.[พย]\.|มี\.ค\.|เม\.ย\.|พ\.[คย]\.|มิ\.ย\.|ส\.ค\.|ต\.ค\.|ธ\.ค\.|ไตรมาส|รายเดือน|ทุกเดือน"
)
_LONG_ENOUGH_TO_REPEAT: Final = 40


def criticise(draft: Draft, issue_titles: Mapping[str, str]) -> list[Finding]:
    """All findings on a draft. issue_titles: wording of the seven issues for the messages, by key."""
    return [finding for rule in RULES for finding in rule(draft, issue_titles)]


def issue_missing(draft: Draft, issue_titles: Mapping[str, str]) -> Iterator[Finding]:
    """A mandated issue without any measure."""
    present = {measure.issue for measure in draft.measures}
    for issue in ISSUES:
        if issue not in present:
            title = issue_titles.get(issue, issue)
            yield Finding(
                "issue-missing", issue, "ทั้งรายงาน", "error",
                f"ไม่มีมาตรการในประเด็น «{title}»",
                f"There is no measure on the issue «{title}» ({issue}).",
                "เพิ่มอย่างน้อยหนึ่งมาตรการในประเด็นนี้",
                "Add at least one measure on this issue.",
            )  # fmt: skip


def step_missing(draft: Draft, issue_titles: Mapping[str, str]) -> Iterator[Finding]:
    """A measure that does not say how it is carried out."""
    for measure in draft.measures:
        if not measure.steps:
            yield _on(
                measure, "step-missing", "error",
                "ไม่มีขั้นตอนหรือวิธีการปฏิบัติ", "No steps are given.",
                "เขียนขั้นตอนเป็นข้อ ๆ ว่าใครทำอะไร", "List the steps: who does what.",
            )  # fmt: skip


def responsible_missing(draft: Draft, issue_titles: Mapping[str, str]) -> Iterator[Finding]:
    """A measure that nobody is responsible for."""
    for measure in draft.measures:
        if not measure.responsible:
            yield _on(
                measure, "responsible-missing", "error",
                "ไม่ได้ระบุผู้รับผิดชอบ", "No responsible division is named.",
                "ระบุสำนักหรือกองที่รับผิดชอบ", "Name the responsible division.",
            )  # fmt: skip


def timeframe_vague(draft: Draft, issue_titles: Mapping[str, str]) -> Iterator[Finding]:
    """A time frame that is missing, or only the whole year: nobody can be late."""
    for measure in draft.measures:
        if not measure.timeframe:
            yield _on(
                measure, "timeframe-vague", "error",
                "ไม่ได้ระบุระยะเวลา", "No time frame is given.",
                "ระบุเดือนหรือไตรมาสที่ทำ", "Name the months or quarters.",
            )  # fmt: skip
        elif not _MONTH_OR_DATE.search(measure.timeframe):
            yield _on(
                measure, "timeframe-vague", "warning",
                f"ระยะเวลา «{measure.timeframe}» เป็นเพียงทั้งปี บอกไม่ได้ว่าทำเมื่อใดหรือล่าช้าหรือไม่",
                f"The time frame «{measure.timeframe}» is only the whole year; nobody can tell when it was done or late.",
                "ระบุเดือนหรือไตรมาสของแต่ละขั้นตอน", "Name the month or quarter of each step.",
            )  # fmt: skip


def outcome_without_score(draft: Draft, issue_titles: Mapping[str, str]) -> Iterator[Finding]:
    """A measure whose outcome names no score of two years."""
    for measure in draft.measures:
        years = {score.fiscal_year for outcome in measure.outcomes for score in outcome.scores}
        if len(years) < 2:
            yield _on(
                measure, "outcome-without-score", "warning",
                "ผลลัพธ์ไม่มีคะแนน ITA เทียบสองปี", "The outcome compares no ITA scores of two years.",
                "ผูกผลลัพธ์กับข้อของ ITA เพื่อให้ระบบเติมคะแนน", "Bind the outcome to an ITA item; the scores are then filled in.",
            )  # fmt: skip


def delta_mismatch(draft: Draft, issue_titles: Mapping[str, str]) -> Iterator[Finding]:
    """A stated difference that is not the difference of the stated scores."""
    for measure in draft.measures:
        for outcome in measure.outcomes:
            stated, computed = outcome.delta_stated, outcome.delta_computed
            if stated is not None and computed is not None and stated != computed:
                yield _on(
                    measure, "delta-mismatch", "error",
                    f"เขียนว่าต่างกัน {stated} คะแนน แต่คำนวณจากคะแนนที่เขียนได้ {computed}",
                    f"The stated difference is {stated} points; the stated scores give {computed}.",
                    "ตรวจคะแนนทั้งสองปี แล้วให้ระบบคำนวณผลต่าง", "Check both scores and let the system compute the difference.",
                )  # fmt: skip


def year_mismatch(draft: Draft, issue_titles: Mapping[str, str]) -> Iterator[Finding]:
    """Places that speak of another fiscal year than the report's title."""
    if draft.fiscal_year is None:
        yield Finding(
            "year-mismatch", "", "หัวเรื่อง", "error",
            "ไม่พบปีงบประมาณของรายงาน", "The report names no fiscal year.",
            "เขียนปีงบประมาณ พ.ศ. ไว้ในชื่อรายงาน", "Put the fiscal year (B.E.) into the title.",
        )  # fmt: skip
        return
    for text in draft.preamble:
        for match in _YEAR_OF_MEASURES.finditer(text):
            year = int(to_arabic(match["year"]))
            if year != draft.fiscal_year:
                yield Finding(
                    "year-mismatch", "", "ความนำ", "error",
                    f"ความนำกล่าวถึงมาตรการของปีงบประมาณ {year} แต่รายงานเป็นของปี {draft.fiscal_year}",
                    f"The introduction speaks of the measures of {year}; the report is of {draft.fiscal_year}.",
                    "แก้ปีในความนำให้ตรงกับชื่อรายงาน", "Make the year in the introduction that of the title.",
                )  # fmt: skip
    for measure in draft.measures:
        years = {int(to_arabic(year)) for year in _ANY_YEAR.findall(measure.timeframe)}
        if years and draft.fiscal_year not in years and draft.fiscal_year - 1 not in years:
            yield _on(
                measure, "year-mismatch", "error",
                f"ระยะเวลาไม่อยู่ในปีงบประมาณ {draft.fiscal_year}",
                f"The time frame is not in fiscal year {draft.fiscal_year}.",
                "แก้ระยะเวลาให้อยู่ในปีของรายงาน", "Put the time frame into the report's year.",
            )  # fmt: skip


def duplicate_text(draft: Draft, issue_titles: Mapping[str, str]) -> Iterator[Finding]:
    """A long sentence that stands word for word under two measures, or twice under one."""
    seen: dict[str, DraftMeasure] = {}
    for measure in draft.measures:
        for text in [*measure.steps, *measure.results]:
            key = bare(text).lstrip("-0123456789.)")
            if len(key) < _LONG_ENOUGH_TO_REPEAT:
                continue
            if key in seen:
                first = seen[key]
                yield _on(
                    measure, "duplicate-text", "warning",
                    f"ข้อความซ้ำกับที่อื่น («{first.title}»): {text[:60]}",
                    f"The same sentence stands elsewhere («{first.title}»): {text[:60]}",
                    "เขียนสิ่งที่ทำจริงของแต่ละข้อ ไม่คัดลอกขั้นตอนมาเป็นผล", "Write what was really done; do not copy steps as results.",
                )  # fmt: skip
            else:
                seen[key] = measure


def unread_text(draft: Draft, issue_titles: Mapping[str, str]) -> Iterator[Finding]:
    """Text of the table that found no field."""
    if draft.unread:
        shown = " · ".join(text[:40] for text in draft.unread[:3])
        yield Finding(
            "unread-text", "", "ทั้งรายงาน", "note",
            f"มีข้อความ {len(draft.unread)} แห่งที่ซ้ำหรือจัดลงช่องไม่ได้: {shown}",
            f"{len(draft.unread)} pieces of text repeat a field or fit none: {shown}",
            "ตรวจดูว่าควรอยู่ช่องใด", "See which field they belong to.",
        )  # fmt: skip


def _on(
    measure: DraftMeasure,
    rule: str,
    severity: str,
    message_th: str,
    message_en: str,
    fix_th: str,
    fix_en: str,
) -> Finding:
    return Finding(rule, measure.issue, measure.title, severity, message_th, message_en, fix_th, fix_en)


RULES: Final[tuple[Rule, ...]] = (
    issue_missing,
    step_missing,
    responsible_missing,
    timeframe_vague,
    outcome_without_score,
    delta_mismatch,
    year_mismatch,
    duplicate_text,
    unread_text,
)
