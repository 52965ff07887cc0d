"""Dates written and read in the Buddhist era."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.thai.dates import (
    MONTHS,
    AmbiguousYearError,
    DateError,
    be_year,
    ce_year,
    format_date,
    format_datetime,
    parse_date,
)

DAY = date(2025, 9, 30)
MODERN = st.dates(min_value=date(1857, 1, 1), max_value=date(8000, 12, 31))


def test_a_day_in_every_style() -> None:
    assert format_date(DAY) == "30 กันยายน 2568"
    assert format_date(DAY, thai_digits=True) == "๓๐ กันยายน ๒๕๖๘"
    assert format_date(DAY, style="short", thai_digits=True) == "๓๐ ก.ย. ๖๘"
    assert format_date(DAY, style="numeric") == "30/9/2568"
    assert be_year(DAY) == 2568
    assert ce_year(2568) == 2025
    with pytest.raises(ValueError, match="style"):
        format_date(DAY, style="long")  # type: ignore[arg-type]


def test_a_moment_is_shown_in_bangkok_and_needs_a_zone() -> None:
    late = datetime(2025, 9, 30, 17, 5, tzinfo=UTC)
    assert format_datetime(late) == "1 ตุลาคม 2568 เวลา 00.05 น."
    assert format_datetime(late, style="short", thai_digits=True) == "๑ ต.ค. ๖๘ เวลา ๐๐.๐๕ น."
    assert format_date(late) == "1 ตุลาคม 2568"
    with pytest.raises(ValueError, match="time zone"):
        format_datetime(datetime(2025, 9, 30, 14, 5))  # noqa: DTZ001


@given(MODERN, st.booleans(), st.sampled_from(["full", "numeric"]))
def test_what_is_written_is_read_back(day: date, thai_digits: bool, style: str) -> None:
    assert parse_date(format_date(day, style=style, thai_digits=thai_digits)) == day  # type: ignore[arg-type]
    assert parse_date(f"{day.day} {MONTHS[day.month - 1]} พ.ศ. {be_year(day)}") == day


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2399, 12, 31)))
def test_iso_is_read_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "30 กันยายน 2568",
        "๓๐ กันยายน ๒๕๖๘",
        "30 ก.ย. 2568",
        "30 ก.ย.2568",
        "30กย2568",
        "วันที่ 30 เดือนกันยายน พ.ศ. 2568",
        "วันอังคารที่ 30 กันยายน พ.ศ.๒๕๖๘",
        "30 กันยายน ค.ศ. 2025",
        "30/9/2568",
        "30/09/2568",
        "30-9-2568",
        "30.9.2568",
        " 30 / 9 / 2568 ",
        "30/9/ค.ศ. 2025",
        "30/9/2025 ค.ศ.",
        "2025-09-30",
        "2568-09-30",
        "๒๕๖๘-๐๙-๓๐",
    ],
)
def test_one_day_in_many_spellings(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "30/9/2025",
        "30 กันยายน 2025",
        "30/9/68",
        "30 ก.ย. 68",
        "30/9/พ.ศ. 2025",
        "30/9/ค.ศ. 2568",
        "1/1/1900",
        "1/1/2399",
    ]
    + ["1/1/พ.ศ. 2568 ค.ศ."],
)
def test_a_year_that_may_be_either_is_asked_back(text: str) -> None:
    with pytest.raises(AmbiguousYearError) as refused:
        parse_date(text)
    assert "พ.ศ." in refused.value.message_th
    assert "B.E." in refused.value.message_en


def test_leap_days_follow_the_common_era() -> None:
    assert parse_date("29 กุมภาพันธ์ 2567") == date(2024, 2, 29)
    assert parse_date("2567-02-29") == date(2024, 2, 29)
    with pytest.raises(DateError):
        parse_date("29/2/2568")


@pytest.mark.parametrize(
    "text", ["", "พรุ่งนี้", "31/4/2568", "0/1/2568", "1/13/2568", "30 กันยา 2568", "30 9 2568", "1/2/25688888"]
)
def test_no_date_is_one_sentence_in_two_languages(text: str) -> None:
    with pytest.raises(DateError) as refused:
        parse_date(text)
    assert refused.value.message_th
    assert refused.value.message_en != refused.value.message_th
    assert str(refused.value) == f"{refused.value.message_th} / {refused.value.message_en}"


@given(st.text(alphabet="0123456789๐๕๙/-. พคศก.ยวนทีเดือนมา", max_size=24))
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    try:
        assert isinstance(parse_date(text), date)
    except DateError as refused:
        assert len(refused.message_th) < 250


def test_old_years_are_known_when_marked() -> None:
    assert parse_date("4 มีนาคม พ.ศ. 1893") == date(1350, 3, 4)
