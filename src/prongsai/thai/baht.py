"""Money: integers of satang inside, baht outside, and baht in words (ตัวอักษร) for receipts and contracts."""

from __future__ import annotations

import re
from typing import Final

from prongsai.thai.digits import to_arabic, to_thai
from prongsai.thai.errors import MoneyError, shown

__all__ = ["MoneyError", "baht_text", "format_baht", "satang"]

_AMOUNT: Final = re.compile(
    r"(?P<sign>[-−–]?)\s*฿?\s*(?P<baht>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<satang>[0-9]{1,2}))?\s*(?:บาท(?:ถ้วน)?|฿)?"
)
_LONGEST: Final = 40  # characters: far beyond any budget, far below what costs time to read
_DIGITS: Final = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES: Final = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MILLION: Final = 1_000_000


def satang(text: str) -> int:
    """Satang of an amount in baht as typed: «12,521.25», Thai digits, «บาท» behind it. Raises MoneyError."""
    typed = to_arabic(text).strip()
    match = _AMOUNT.fullmatch(typed) if len(typed) <= _LONGEST else None
    if match is None:
        raise MoneyError(
            f"อ่านจำนวนเงิน «{shown(text)}» ไม่ได้ เขียนแบบ 12,521.25",
            f"«{shown(text)}» is no amount of baht; write it like 12,521.25.",
        )
    amount = int(match["baht"].replace(",", "")) * 100 + int((match["satang"] or "0").ljust(2, "0"))
    return -amount if match["sign"] else amount


def format_baht(amount: int, *, thai_digits: bool = False) -> str:
    """Satang as baht: «12,521.25»."""
    baht, rest = divmod(abs(amount), 100)
    text = f"{'-' if amount < 0 else ''}{baht:,}.{rest:02d}"
    return to_thai(text) if thai_digits else text


def baht_text(amount: int) -> str:
    """Satang in words: «หนึ่งหมื่นสองพันห้าร้อยยี่สิบเอ็ดบาทยี่สิบห้าสตางค์», whole baht end in «ถ้วน»."""
    baht, rest = divmod(abs(amount), 100)
    words = f"{_words(baht)}บาท" if baht or not rest else ""
    words += f"{_words(rest)}สตางค์" if rest else "ถ้วน"
    return f"ลบ{words}" if amount < 0 else words


def _words(number: int) -> str:
    if number == 0:
        return _DIGITS[0]
    millions, below = divmod(number, _MILLION)
    words = f"{_words(millions)}ล้าน" if millions else ""
    return words + _below_a_million(below, after_millions=millions > 0)


def _below_a_million(number: int, *, after_millions: bool) -> str:
    words = ""
    for place in range(5, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            continue
        if place == 1 and digit <= 2:
            words += "สิบ" if digit == 1 else "ยี่สิบ"
        elif place == 0 and digit == 1 and (number > 1 or after_millions):
            words += "เอ็ด"
        else:
            words += _DIGITS[digit] + _PLACES[place]
    return words
