"""Every day has one fiscal year, one quarter and one half."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.thai.fiscal import first_day, fiscal_year, half_range, last_day, months, quarter, quarter_range


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2500, 12, 31)))
def test_every_day_lies_in_its_year_quarter_and_month(day: date) -> None:
    fy = fiscal_year(day)
    assert first_day(fy) <= day <= last_day(fy)
    first, last = quarter_range(fy, quarter(day))
    assert first <= day <= last
    assert (day.year + 543, day.month) in months(fy)


@given(st.integers(min_value=2450, max_value=3000))
def test_parts_fill_the_year_without_gap(fy: int) -> None:
    quarters = [quarter_range(fy, q) for q in (1, 2, 3, 4)]
    assert quarters[0][0] == first_day(fy)
    assert quarters[3][1] == last_day(fy)
    for (_, last), (first, _) in pairwise(quarters):
        assert first - last == timedelta(days=1)
    assert half_range(fy, 1) == (first_day(fy), quarters[1][1])
    assert half_range(fy, 2) == (quarters[2][0], last_day(fy))
    assert len(set(months(fy))) == 12
    assert first_day(fy + 1) - last_day(fy) == timedelta(days=1)


def test_fiscal_year_2568() -> None:
    assert first_day(2568) == date(2024, 10, 1)
    assert last_day(2568) == date(2025, 9, 30)
    assert fiscal_year(date(2025, 9, 30)) == 2568
    assert fiscal_year(date(2025, 10, 1)) == 2569
    assert [quarter(date(2025, month, 1)) for month in (10, 1, 4, 7)] == [1, 2, 3, 4]
    assert months(2568)[0] == (2567, 10)
    assert months(2568)[-1] == (2568, 9)
    assert quarter_range(2567, 2) == (date(2024, 1, 1), date(2024, 3, 31))


@pytest.mark.parametrize("wrong", [0, 5, -1])
def test_other_quarters_and_halves_are_refused(wrong: int) -> None:
    with pytest.raises(ValueError, match="quarters"):
        quarter_range(2568, wrong)
    with pytest.raises(ValueError, match="halves"):
        half_range(2568, wrong)
