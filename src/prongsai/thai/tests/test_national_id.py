"""Personal numbers: built here from their rule, never anyone's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.thai.digits import to_thai
from prongsai.thai.national_id import check_digit, find_in, is_valid, mask

NUMBERS = st.from_regex(r"[1-8][0-9]{11}", fullmatch=True).map(lambda first: f"{first}{check_digit(first)}")


def _grouped(number: str, mark: str) -> str:
    return mark.join((number[0], number[1:5], number[5:10], number[10:12], number[12]))


@given(NUMBERS, st.integers(0, 12), st.integers(1, 9))
def test_every_single_wrong_digit_but_the_rules_own_twins_is_seen(
    number: str, place: int, shift: int
) -> None:
    changed = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert is_valid(number)
    # The check digits 10 and 11 are written 0 and 1, so a few changes cannot be seen by the rule itself.
    assert (
        is_valid(changed) == (check_digit(changed[:12]) == int(changed[12]) and changed[0] not in "09")
        or changed[0] == "0"
    )


@given(NUMBERS, st.sampled_from(["", "-", " ", "\u00a0"]), st.booleans())
def test_numbers_are_found_in_running_text(number: str, mark: str, thai: bool) -> None:
    shown = to_thai(_grouped(number, mark)) if thai else _grouped(number, mark)
    text = f"นายตัวอย่าง เลขที่{shown}ที่อยู่ 12 หมู่ 3"
    assert [text[start:end] for start, end in find_in(text)] == [shown]
    masked = mask(text)
    assert len(masked) == len(text)
    assert not find_in(masked)
    assert masked.count("X") == 10
    assert masked.endswith("ที่อยู่ 12 หมู่ 3")


def test_known_example() -> None:
    assert check_digit("110170020703") == 0
    assert is_valid("1-1017-00207-03-0")
    assert is_valid("๑๑๐๑๗๐๐๒๐๗๐๓๐")
    assert mask("เลข 1-1017-00207-03-0") == "เลข X-XXXX-XXXXX-03-0"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1101700207031",
        "110170020703",
        "11017002070300",
        "11017A0207030",
        "0105555000011",
        "--------------",
    ],
)
def test_others_are_not(text: str) -> None:
    assert not is_valid(text)


def test_a_longer_number_holds_none_and_a_number_before_hides_none() -> None:
    assert find_in("91101700207030") == []
    assert find_in("11017002070301") == []
    text = "ข้อ 12 1101700207030"
    assert [text[a:b] for a, b in find_in(text)] == ["1101700207030"]


def test_juristic_persons_and_agencies_are_public_but_people_without_status_are_not() -> None:
    for first, personal in (
        ("010555500001", False),
        ("099400015837", False),
        ("012348900012", True),
        ("001234000123", False),
    ):
        assert is_valid(f"{first}{check_digit(first)}") is personal


@pytest.mark.parametrize("wrong", ["", "12345678901", "1234567890123", "12345678901x"])
def test_a_check_digit_needs_twelve(wrong: str) -> None:
    with pytest.raises(ValueError, match="twelve"):
        check_digit(wrong)


@given(st.text(alphabet="0123456789๑๒ -.กa"))
def test_masking_keeps_all_but_digits_of_numbers(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(a == b or (b == "X" and a.isdigit()) for a, b in zip(text, masked, strict=True))
