"""Thai and Arabic digits."""

from __future__ import annotations

import re
from typing import Final

_TO_THAI: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

_KEEPS_ITS_DIGITS: Final = re.compile(
    r"[a-z][a-z0-9+.-]*://\S+"  # addresses
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # e-mail
    r"|(?<![\w.-])(?:[0-9-]+\.(?=[a-z0-9-]+\.))*(?:[a-z0-9-]*[a-z][a-z0-9-]*\.)+(?:com|org|net|info|th|[a-z]{2})(?:/[^\s]*)?(?![\w])"  # domain names
    r"|(?<![a-z0-9])[a-z]+[0-9]+(?:\.[0-9]+)+"  # versions: v1.2.3
    r"|(?<![a-z0-9])(?=[a-z0-9_/+=-]*[a-z])(?=[a-z0-9_/+=-]*[0-9])[a-z0-9][a-z0-9_/+=-]*",  # COVID-19, i7, report-2568.json
    re.IGNORECASE | re.ASCII,
)


def to_thai(text: str) -> str:
    """All of 0-9 as ๐-๙."""
    return text.translate(_TO_THAI)


def to_arabic(text: str) -> str:
    """All of ๐-๙ as 0-9."""
    return text.translate(_TO_ARABIC)


def to_thai_prose(text: str) -> str:
    """0-9 as ๐-๙ where they are numbers; addresses and codes with Latin letters (i7, COVID-19) keep theirs.

    >>> to_thai_prose("ปี 2568 ข้อ i7 ดู https://a.go.th/2568")
    'ปี ๒๕๖๘ ข้อ i7 ดู https://a.go.th/2568'
    """
    pieces: list[str] = []
    end = 0
    for match in _KEEPS_ITS_DIGITS.finditer(text):
        pieces += [to_thai(text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*pieces, to_thai(text[end:])])
