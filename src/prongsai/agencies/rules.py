"""Working days (วันทำการ): Monday to Friday except the days off of the agency. Pure: no ORM, no clock."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Final

_ONE_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5

LONGEST_CLOSURE: Final = 366
"""More calendar days than this without a working day mean that the days off are wrong."""


class NoWorkingDayError(ValueError):
    """The days off leave no working day for a whole year; `message_th` and `message_en` say so."""

    def __init__(self, after: date) -> None:
        self.message_th = f"ไม่มีวันทำการเลยตลอดหนึ่งปีหลัง {after:%Y-%m-%d} โปรดตรวจรายการวันหยุด"
        self.message_en = (
            f"There is no working day in the year after {after:%Y-%m-%d}; check the list of days off."
        )
        super().__init__(f"{self.message_th} / {self.message_en}")


def is_working_day(day: date, days_off: AbstractSet[date]) -> bool:
    """Whether the office works on that day.

    >>> is_working_day(date(2026, 11, 21), frozenset())  # a Saturday
    False
    """
    return day.weekday() < _SATURDAY and day not in days_off


def add_working_days(start: date, n: int, days_off: AbstractSet[date]) -> date:
    """The n-th working day after `start`, which itself is not counted; n < 0 counts back.

    n = 0 is `start` when that is a working day, else the next one. Raises NoWorkingDayError when the days
    off leave none for a year.

    >>> add_working_days(date(2026, 11, 20), 1, frozenset())  # from a Friday
    datetime.date(2026, 11, 23)
    """
    if n == 0 and is_working_day(start, days_off):
        return start
    step = -_ONE_DAY if n < 0 else _ONE_DAY
    day = start
    for _ in range(max(abs(n), 1)):
        day = _next_working_day(day, step, days_off)
    return day


def working_days_between(first: date, last: date, days_off: AbstractSet[date]) -> int:
    """Working days after `first` up to and with `last`; negative when `last` is before `first`.

    A case received on `first` and answered on `last` took this many; the same day is 0.

    >>> working_days_between(date(2026, 11, 20), date(2026, 11, 24), frozenset())
    2
    """
    if last < first:
        return -working_days_between(last, first, days_off)
    weeks, rest = divmod((last - first).days, 7)
    tail = (last - timedelta(days=left) for left in range(rest))
    weekdays = weeks * 5 + sum(day.weekday() < _SATURDAY for day in tail)
    return weekdays - sum(first < day <= last and day.weekday() < _SATURDAY for day in days_off)


def _next_working_day(day: date, step: timedelta, days_off: AbstractSet[date]) -> date:
    found = day
    for _ in range(LONGEST_CLOSURE):
        found += step
        if is_working_day(found, days_off):
            return found
    raise NoWorkingDayError(day)
