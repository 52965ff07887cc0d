"""Working days, by properties and by days that can be looked up in a calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.agencies.rules import (
    NoWorkingDayError,
    add_working_days,
    is_working_day,
    working_days_between,
)

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
some_days_off = st.frozensets(st.dates(date(2024, 1, 1), date(2024, 12, 31)), max_size=30)
days_of_2024 = st.dates(date(2024, 1, 1), date(2024, 12, 31))
SONGKRAN = frozenset({date(2026, 4, 13), date(2026, 4, 14), date(2026, 4, 15)})


def test_songkran_2026() -> None:
    friday = date(2026, 4, 10)
    assert add_working_days(friday, 1, SONGKRAN) == date(2026, 4, 16)
    assert add_working_days(date(2026, 4, 16), -1, SONGKRAN) == friday
    assert working_days_between(friday, date(2026, 4, 17), SONGKRAN) == 2
    assert add_working_days(date(2026, 4, 11), 0, SONGKRAN) == date(2026, 4, 16)
    assert add_working_days(friday, 0, SONGKRAN) == friday


def test_a_holiday_on_a_weekend_changes_nothing() -> None:
    saturday = date(2026, 12, 5)
    assert working_days_between(date(2026, 12, 4), date(2026, 12, 8), frozenset({saturday})) == 2


@given(days_of_2024, st.integers(1, 60), some_days_off)
def test_adding_then_counting_gives_the_number_back(start: date, n: int, off: frozenset[date]) -> None:
    end = add_working_days(start, n, off)
    assert is_working_day(end, off)
    assert working_days_between(start, end, off) == n


@given(days_of_2024, st.integers(1, 60), some_days_off)
def test_going_back_from_a_working_day_undoes_going_forth(start: date, n: int, off: frozenset[date]) -> None:
    start = add_working_days(start, 0, off)
    assert add_working_days(add_working_days(start, n, off), -n, off) == start


@given(days, st.integers(-800, 800), some_days_off)
def test_counting_equals_counting_one_by_one(first: date, span: int, off: frozenset[date]) -> None:
    last = first + timedelta(days=span)
    low, high = min(first, last), max(first, last)
    one_by_one = sum(is_working_day(low + timedelta(days=d), off) for d in range(1, (high - low).days + 1))
    assert working_days_between(first, last, off) == (one_by_one if span >= 0 else -one_by_one)


@given(days_of_2024, days_of_2024, days_of_2024, some_days_off)
def test_counts_of_two_spans_add_up(a: date, b: date, c: date, off: frozenset[date]) -> None:
    a, b, c = sorted((a, b, c))
    assert working_days_between(a, b, off) + working_days_between(b, c, off) == working_days_between(
        a, c, off
    )


def test_a_year_without_working_days_is_refused_in_words() -> None:
    always = frozenset(date(2024, 1, 1) + timedelta(days=d) for d in range(800))
    with pytest.raises(NoWorkingDayError, match="check the list of days off"):
        add_working_days(date(2024, 1, 1), 1, always)
