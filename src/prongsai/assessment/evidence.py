"""What the assessment tells the report: its items with their scores, and one number for each issue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from prongsai.assessment import queries, rules
from prongsai.assessment.frameworks import Framework, NoFrameworkError, framework, nearest_framework
from prongsai.assessment.frameworks import Item as FrameworkItem
from prongsai.assessment.matching import match_item
from prongsai.evidence.facts import Fact, provides
from prongsai.evidence.issues import ISSUES
from prongsai.evidence.items import Item, Score, offer_items

if TYPE_CHECKING:
    from prongsai.agencies.models import Agency
    from prongsai.evidence.facts import FactQuery


class FrameworkItems:
    """The `ItemSource` of this room. A year without a framework has no items and matches nothing."""

    def items(self, framework_year: int) -> list[Item]:
        try:
            found = framework(framework_year)
        except NoFrameworkError:
            return []
        return [_item(found, item) for item in found.items]

    def match(self, framework_year: int, text: str) -> Item | None:
        try:
            found = framework(framework_year)
        except NoFrameworkError:
            return None
        item = match_item(found, text)
        return None if item is None else _item(found, item)

    def series_of(self, agency: Agency, framework_year: int, codes: Iterable[str]) -> dict[str, list[Score]]:
        return queries.series_of(agency, framework_year, codes)

    def issue_titles(self, framework_year: int) -> dict[str, str]:
        """Of the nearest framework where the year has none: a plan always needs words for its issues."""
        issues = sorted(nearest_framework(framework_year).issues, key=lambda issue: issue.order)
        return {issue.key: issue.title_th for issue in issues}


def _item(found: Framework, item: FrameworkItem) -> Item:
    return Item(
        framework_year=found.year,
        code=item.code,
        label_th=item.label_th,
        label_en=item.label_en,
        issue=found.issue_of(item.code),
        verified=item.verified,
    )


def issue_fact(issue: str, agency: Agency, fiscal_year: int) -> Fact:
    """Mean of the recorded scores of the items that inform an issue; n says how many of them have a score."""
    table = queries.score_table(agency, fiscal_year)
    informing = next((one.items for one in table.framework.issues if one.key == issue), ())
    points = [row.held.points for row in table.rows if row.code in informing and row.held is not None]
    mean = rules.mean(points)
    return Fact(
        key=f"assessment.issue_{issue}",
        label_th=f"คะแนน ITA เฉลี่ยของข้อที่เกี่ยวกับประเด็นนี้ (มีคะแนน {len(points)} จาก {len(informing)} ข้อ)",
        label_en=f"Mean ITA score of the items on this issue ({len(points)} of {len(informing)} items have a score)",
        value=None if mean is None else rules.as_decimal(mean),
        unit_th="คะแนน",
        unit_en="points",
        n=len(points),
        period=fiscal_year,
        url=f"/scores/{fiscal_year}/",
    )


def _fact_of(issue: str) -> FactQuery:
    def query(agency: Agency, fiscal_year: int) -> Fact:
        return issue_fact(issue, agency, fiscal_year)

    query.__qualname__ = f"issue_fact_{issue}"
    return query


for _issue in ISSUES:
    provides(_issue, f"assessment.issue_{_issue}")(_fact_of(_issue))

offer_items(FrameworkItems())
