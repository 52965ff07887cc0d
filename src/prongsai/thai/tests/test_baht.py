"""Amounts typed, printed and written out; words are compared with an independent implementation."""

from __future__ import annotations

import pytest
from bahttext import bahttext
from hypothesis import given
from hypothesis import strategies as st

from prongsai.thai.baht import MoneyError, baht_text, format_baht, satang

AMOUNTS = st.integers(min_value=-(10**20), max_value=10**20)
# Beyond this a float, which is what the other implementation takes, no longer holds single satang.
HELD_BY_A_FLOAT = st.integers(min_value=0, max_value=10**14)


@given(AMOUNTS, st.booleans())
def test_figures_come_back(amount: int, thai_digits: bool) -> None:
    assert satang(format_baht(amount, thai_digits=thai_digits)) == amount


@given(HELD_BY_A_FLOAT | st.integers(min_value=0, max_value=10**6))
def test_words_are_those_of_the_other_implementation(amount: int) -> None:
    # It says ศูนย์บาท before satang alone and เอ็ดสตางค์ for a single one; spreadsheets and people do not.
    expected = bahttext(amount / 100).removeprefix("ศูนย์บาท" if amount else "")
    if amount % 100 == 1:
        expected = expected.removesuffix("เอ็ดสตางค์") + "หนึ่งสตางค์"
    assert baht_text(amount) == expected


@given(st.integers(min_value=1, max_value=10**30))
def test_a_negative_amount_is_the_same_words_after_minus(amount: int) -> None:
    assert baht_text(-amount) == "ลบ" + baht_text(amount)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "ศูนย์บาทถ้วน"),
        (25, "ยี่สิบห้าสตางค์"),
        (1, "หนึ่งสตางค์"),
        (101, "หนึ่งบาทหนึ่งสตางค์"),
        (100, "หนึ่งบาทถ้วน"),
        (1100, "สิบเอ็ดบาทถ้วน"),
        (2100, "ยี่สิบเอ็ดบาทถ้วน"),
        (1252125, "หนึ่งหมื่นสองพันห้าร้อยยี่สิบเอ็ดบาทยี่สิบห้าสตางค์"),
        (10**8, "หนึ่งล้านบาทถ้วน"),
        (10**14, "หนึ่งล้านล้านบาทถ้วน"),
        (10**20, "หนึ่งล้านล้านล้านบาทถ้วน"),
        (-50, "ลบห้าสิบสตางค์"),
    ],
)
def test_words(amount: int, words: str) -> None:
    assert baht_text(amount) == words


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12,521.25", 1252125),
        ("๑๒,๕๒๑.๒๕ บาท", 1252125),
        ("12521.5", 1252150),
        ("฿ 100", 10000),
        (" 0 ", 0),
        ("-5", -500),
        ("−5.05", -505),
        ("1,000,000 บาทถ้วน", 10**8),
    ],
)
def test_amounts_as_people_type_them(text: str, amount: int) -> None:
    assert satang(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "บาท",
        "12,52.25",
        "1,0000",
        "1.234",
        "1..2",
        "12 500",
        "ห้าบาท",
        "1e6",
        "NaN",
        ".5",
        "5.",
        "--5",
        "9" * 5000,
    ],
)
def test_nonsense_is_refused_in_two_languages(text: str) -> None:
    with pytest.raises(MoneyError) as refused:
        satang(text)
    assert "12,521.25" in refused.value.message_th
    assert "12,521.25" in refused.value.message_en
    assert len(refused.value.message_th) < 250


def test_figures() -> None:
    assert format_baht(1252125) == "12,521.25"
    assert format_baht(5) == "0.05"
    assert format_baht(-123456789, thai_digits=True) == "-๑,๒๓๔,๕๖๗.๘๙"
