"""The Thai fiscal year (ปีงบประมาณ): 1 October to 30 September, named by the B.E. year in which it ends.

Source: พ.ร.บ.วิธีการงบประมาณ พ.ศ. 2561, section 4.
"""

from __future__ import annotations

import datetime as dt

from prongsai.thai.dates import be_year, ce_year

_FIRST_MONTH = 10


def fiscal_year(day: dt.date) -> int:
    """Fiscal year in B.E. of a day.

    >>> fiscal_year(dt.date(2024, 10, 1))
    2568
    """
    return be_year(day) + (day.month >= _FIRST_MONTH)


def first_day(year: int) -> dt.date:
    """1 October before the year of that name."""
    return dt.date(ce_year(year) - 1, _FIRST_MONTH, 1)


def last_day(year: int) -> dt.date:
    return dt.date(ce_year(year), 9, 30)


def quarter(day: dt.date) -> int:
    """1 for October to December, 4 for July to September."""
    return (day.month - _FIRST_MONTH) % 12 // 3 + 1


def quarter_range(year: int, number: int) -> tuple[dt.date, dt.date]:
    """First and last day of a quarter of a fiscal year (B.E.)."""
    if number not in (1, 2, 3, 4):
        raise ValueError(f"a fiscal year has quarters 1 to 4, not {number}")
    return _span(year, (number - 1) * 3, 3)


def half_range(year: int, number: int) -> tuple[dt.date, dt.date]:
    """First and last day of a half of a fiscal year (B.E.): the first ends on 31 March."""
    if number not in (1, 2):
        raise ValueError(f"a fiscal year has halves 1 and 2, not {number}")
    return _span(year, (number - 1) * 6, 6)


def months(year: int) -> list[tuple[int, int]]:
    """(B.E. year, month) of the twelve months from October on."""
    return [(year - 1 if month >= _FIRST_MONTH else year, month) for month in (10, 11, 12, *range(1, 10))]


def _span(year: int, skipped: int, length: int) -> tuple[dt.date, dt.date]:
    first = _month_start(year, skipped)
    return first, _month_start(year, skipped + length) - dt.timedelta(days=1)


def _month_start(year: int, after: int) -> dt.date:
    start = first_day(year)
    month = start.month - 1 + after
    return dt.date(start.year + month // 12, month % 12 + 1, 1)
