"""The Thai personal number (เลขประจำตัวประชาชน): 13 digits, the last a check digit. Found and masked in running text.

The first digit is 1 to 8. Numbers that begin with 0 belong to people only in groups 00 and 89 (digits 6 and 7); the
others are juristic persons and agencies, whose numbers are public. These groups come from public accounts of the
register, not from a regulation: UNVERIFIED.
"""

from __future__ import annotations

import re
from typing import Final

from prongsai.thai.digits import to_arabic

_DIGIT: Final = "[0-9๐-๙]"
_SEPARATOR: Final = r"[ \u00a0\-\u2010-\u2013.]"
# The look-ahead tries at every digit: a row of digits that fails must not hide a number that begins inside it.
_SHAPE: Final = re.compile(rf"(?<!{_DIGIT})(?=({_DIGIT}(?:{_SEPARATOR}?{_DIGIT}){{12}})(?!{_DIGIT}))")


def check_digit(first12: str) -> int:
    """The thirteenth digit: 11 less the weighted sum modulo 11, modulo 10. Source: Department of Provincial Administration.

    Raises ValueError when `first12` is not twelve digits of either set.
    """
    digits = to_arabic(first12)
    if re.fullmatch(r"[0-9]{12}", digits) is None:
        raise ValueError("a check digit needs exactly twelve digits before it")
    return (11 - sum(int(digit) * (13 - place) for place, digit in enumerate(digits)) % 11) % 10


def is_valid(text: str) -> bool:
    """Whether a text is such a number of a person; spaces, hyphens and dots aside, in either digits."""
    digits = re.sub(_SEPARATOR, "", to_arabic(text.strip()))
    if re.fullmatch(r"[0-9]{13}", digits) is None or not _of_a_person(digits):
        return False
    return check_digit(digits[:12]) == int(digits[12])


def _of_a_person(digits: str) -> bool:
    if digits[0] != "0":
        return digits[0] != "9"
    return digits[5:7] in ("00", "89") and not digits.startswith("0994")


def find_in(text: str) -> list[tuple[int, int]]:
    """(start, end) of each valid number in a text, in order, not overlapping."""
    spans: list[tuple[int, int]] = []
    for match in _SHAPE.finditer(text):
        if (not spans or match.start(1) >= spans[-1][1]) and is_valid(match[1]):
            spans.append(match.span(1))
    return spans


def mask(text: str) -> str:
    """The text with all but the last three digits of each number as X; everything else stays in its place."""
    characters = list(text)
    for start, end in find_in(text):
        places = [place for place in range(start, end) if characters[place].isdigit()]
        for place in places[:-3]:
            characters[place] = "X"
    return "".join(characters)
