"""What the home page says of each year's assessment."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from prongsai.agencies.models import Agency
from prongsai.assessment.frameworks import TOTAL
from prongsai.assessment.queries import score_table, years_with_scores

_MOST_YEARS = 3


@dataclass(frozen=True, slots=True)
class YearOfScores:
    """A fiscal year (B.E.) with scores: the total of 100 points, None where it is unknown, and how many items have points."""

    year: int
    total: Decimal | None
    items: int


def years_of_scores(agency: Agency) -> list[YearOfScores]:
    """The latest years with scores, the latest first."""
    return [_year(agency, year) for year in years_with_scores(agency)[:_MOST_YEARS]]


def _year(agency: Agency, year: int) -> YearOfScores:
    table = score_table(agency, year)
    total = table.row(TOTAL)
    known = sum(row.kind == "item" and row.points is not None for row in table.rows)
    return YearOfScores(year, total.points if total else None, known)
