"""Digits of prose and of what is copied letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.thai.digits import to_arabic, to_thai, to_thai_prose


@given(st.text())
def test_digits_come_back(text: str) -> None:
    assert to_arabic(to_thai(text)) == to_arabic(text)
    assert to_thai(to_arabic(text)) == to_thai(text)


@given(st.text(alphabet="ก0๑9aZ.-_@/: "))
def test_prose_changes_nothing_but_digits(text: str) -> None:
    assert to_arabic(to_thai_prose(text)) == to_arabic(text)


@given(st.text(alphabet="กาะ่ 0123456789.,/-()"))
def test_without_latin_letters_every_digit_is_thai(text: str) -> None:
    assert to_thai_prose(text) == to_thai(text)


@pytest.mark.parametrize(
    "spared",
    [
        "https://www.example.go.th/2568/1",
        "http://10.0.0.1:8000/x",
        "somchai.2568@example.go.th",
        "www.town4.go.th",
        "report-2568.pdf",
        "365.example.com/2568",
        "COVID19",
        "H1N1",
        "i7",
        "e7",
        "o27",
        "v1.2.3",
        "PR-2568-0012",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "123e4567-e89b-12d3-a456-426614174000",
    ],
)
def test_what_is_copied_keeps_its_digits(spared: str) -> None:
    assert to_thai_prose(f"ปี 2568 {spared} ข้อ 9") == f"ปี ๒๕๖๘ {spared} ข้อ ๙"


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("3.No Gift Policy", "๓.No Gift Policy"),
        ("1. E-Service 24 ชั่วโมง", "๑. E-Service ๒๔ ชั่วโมง"),
        ("ITA ปี2568 ได้ 96.01 คะแนน", "ITA ปี๒๕๖๘ ได้ ๙๖.๐๑ คะแนน"),
        ("ITA 2568", "ITA ๒๕๖๘"),
        ("โทร. 042-660-123 ต่อ 12", "โทร. ๐๔๒-๖๖๐-๑๒๓ ต่อ ๑๒"),
        ("มาตรา 7/1 วันที่ 30/9/2568", "มาตรา ๗/๑ วันที่ ๓๐/๙/๒๕๖๘"),
    ],
)
def test_the_rest_is_thai(text: str, prose: str) -> None:
    assert to_thai_prose(text) == prose


def test_thai_digits_are_ten() -> None:
    assert to_arabic("๐๑๒๓๔๕๖๗๘๙") == "0123456789"
