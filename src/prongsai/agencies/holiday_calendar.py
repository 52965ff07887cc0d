"""Days off as the `holidays` package knows them: a proposal only, since the cabinet adds and moves days each year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import holidays

from prongsai.thai.fiscal import first_day, last_day

_CATEGORIES = ("public", "government")


@dataclass(frozen=True, slots=True)
class ProposedHoliday:
    """A day that the calendar takes for a day off, with its Thai and English name and where it is from."""

    date: date
    name: str
    name_en: str
    source: str


def proposed_holidays(fiscal_year: int) -> Iterator[ProposedHoliday]:
    """Thai public and government holidays of a fiscal year (B.E.), in order, without those on a weekend."""
    first, last = first_day(fiscal_year), last_day(fiscal_year)
    years = (first.year, last.year)
    thai = holidays.country_holidays("TH", years=years, language="th", categories=_CATEGORIES)
    english = holidays.country_holidays("TH", years=years, language="en_US", categories=_CATEGORIES)
    source = f"PyPI holidays {version('holidays')}, Thailand"
    for day in sorted(thai):
        if first <= day <= last and day.weekday() < 5:
            yield ProposedHoliday(day, thai[day], english.get(day, ""), source)
