"""Thai as PDF files hold it, put back into the order and the letters that people type."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\x00"))
# Older fonts keep raised and shifted variants of Thai marks here (Microsoft's private assignments).
_VARIANTS: Final = {0xF700 + place: ord(letter) for place, letter in enumerate("ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู")}
_TONES: Final = "\u0e48-\u0e4b"
_VOWEL_MARKS: Final = "\u0e31\u0e34-\u0e3a\u0e47"
_REPEATED_MARK: Final = re.compile(f"([{_VOWEL_MARKS}{_TONES}\u0e4c\u0e4d\u0e33])\\1+")
_MARK_AFTER_TONE: Final = re.compile(f"([{_TONES}\u0e4c]+)([{_VOWEL_MARKS}]+)")
_SPLIT_AM: Final = re.compile(f"\u0e4d([{_TONES}]?) ?\u0e32|([{_TONES}])\u0e4d ?\u0e32")
_TONE_AFTER_AM: Final = re.compile(f"\u0e33([{_TONES}])")
_NOT_MAPPED: Final = re.compile(r"\(cid:\d+\)")

UNKNOWN: Final = "\ufffd"
"""Stands for a glyph of which the file does not say what letter it is."""


def letter(raw: str) -> str:
    """The text of one glyph without what cannot be seen; UNKNOWN for a glyph without a letter."""
    return _NOT_MAPPED.sub(UNKNOWN, raw).translate(_INVISIBLE)


def mended(text: str) -> str:
    """The text with each mark once, vowel before tone, and ำ as one letter.

    >>> mended("นํ้า ที่่ ป่ี")
    'น้ำ ที่ ปี่'
    """
    text = unicodedata.normalize("NFC", text.translate(_VARIANTS))
    text = _MARK_AFTER_TONE.sub(r"\2\1", text)
    text = _SPLIT_AM.sub(lambda found: (found[1] or found[2] or "") + "\u0e33", text)
    text = _TONE_AFTER_AM.sub("\\1\u0e33", text)
    return _REPEATED_MARK.sub(r"\1", text)
