"""Each rule of the critic, on a report that has the fault and on one that has not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prongsai.documents.reading import read_file
from prongsai.evidence.issues import ISSUES
from prongsai.measures.draft import Draft, DraftMeasure, DraftOutcome
from prongsai.measures.importing import draft_of
from prongsai.measures.lint import RULES, criticise


def sound() -> Draft:
    """A report that nobody can object to."""
    return Draft(
        agency_name="เทศบาลตำบลตัวอย่าง",
        fiscal_year=2568,
        measures=[
            DraftMeasure(
                issue=issue,
                title=f"มาตรการ {issue}",
                steps=["1. ทำ"],
                timeframe="ตุลาคม 2567 - มีนาคม 2568",
                responsible=["กองคลัง"],
                results=["- ทำแล้ว 3 ครั้ง"],
                outcomes=[DraftOutcome("ปี 2567 ได้คะแนน 90 ปี 2568 ได้คะแนน 92.5 เพิ่มขึ้น 2.5")],
            )
            for issue in ISSUES
        ],
    )


def rules_found(draft: Draft) -> set[str]:
    return {finding.rule for finding in criticise(draft, {})}


def test_a_sound_report_has_no_findings() -> None:
    assert criticise(sound(), {}) == []


LONG = "- จัดอบรมให้ความรู้เรื่องการป้องกันและปราบปรามการทุจริตแก่พนักงานทุกคน"
WRONG_DELTA = DraftOutcome("ปี 2567 ได้คะแนน 90 ปี 2568 ได้คะแนน 92.5 เพิ่มขึ้น 3.5")

FAULTS: dict[str, Callable[[Draft], None]] = {
    "issue-missing": lambda draft: draft.measures.__delitem__(-1),
    "step-missing": lambda draft: setattr(draft.measures[0], "steps", []),
    "responsible-missing": lambda draft: setattr(draft.measures[0], "responsible", []),
    "timeframe-vague": lambda draft: setattr(draft.measures[0], "timeframe", "ปีงบประมาณ พ.ศ. ๒๕๖๘"),
    "outcome-without-score": lambda draft: setattr(draft.measures[0], "outcomes", [DraftOutcome("- ดีขึ้น")]),
    "delta-mismatch": lambda draft: setattr(draft.measures[0], "outcomes", [WRONG_DELTA]),
    "year-mismatch": lambda draft: draft.preamble.append("กำหนดมาตรการส่งเสริมคุณธรรม ปีงบประมาณ พ.ศ. ๒๕๖๙"),
    "duplicate-text": lambda draft: [measure.results.append(LONG) for measure in draft.measures[:2]] and None,
    "unread-text": lambda draft: draft.unread.append("หมายเหตุ"),
}


def test_every_rule_has_a_fault_here() -> None:
    assert [rule.__name__.replace("_", "-") for rule in RULES] == list(FAULTS)


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_and_only_that_one(name: str) -> None:
    draft = sound()
    FAULTS[name](draft)
    assert rules_found(draft) == {name}


def test_a_report_without_a_year_says_so() -> None:
    draft = sound()
    draft.fiscal_year = None
    assert "year-mismatch" in rules_found(draft)


@pytest.mark.seed
def test_the_real_report_is_criticised(seed_report: Path) -> None:
    findings = criticise(draft_of(read_file(seed_report)), {})
    found = {(finding.rule, finding.issue) for finding in findings}
    assert ("year-mismatch", "") in found
    assert {issue for rule, issue in found if rule == "outcome-without-score"} == {
        "information",
        "procurement",
        "power",
    }
    assert {issue for rule, issue in found if rule == "timeframe-vague"} == set(ISSUES)
    assert not {rule for rule, _ in found} & {
        "delta-mismatch",
        "issue-missing",
        "responsible-missing",
        "step-missing",
    }
    assert all(
        finding.message_th and finding.message_en and finding.fix_th and finding.fix_en
        for finding in findings
    )
