"""Which spaces of a table cell are only where its lines were wrapped.

Extraction joins the lines of a cell by spaces. A wrapped line is full: it fits the cell's width, and the next word
would not have fitted any more. For each width that is possible, the layout that explains the spaces best is found;
each full line counts by how unlikely it is to be full by chance, and spaces that no writer would put (inside a word,
after การ or ที่) count for a layout that explains them and against one that does not.
Only a clear winner is believed, and of it only what nearly as good layouts say too.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from prongsai.thai.words import Dictionary, words

# After these a phrase cannot end.
_LEADS_ON: Final = frozenset(
    (
        "การ",
        "ความ",
        "ที่",
        "ใน",
        "ของ",
        "และ",
        "หรือ",
        "กับ",
        "แก่",
        "โดย",
        "เพื่อ",
        "ให้",
        "เป็น",
        "มี",
        "ซึ่ง",
        "จาก",
        "ต่อ",
    )
    + (
        "ตาม",
        "ผู้",
        "จะ",
        "ต้อง",
        "ไม่",
        "ควร",
        "เกี่ยวกับ",
        "ระดับ",
        "อย่าง",
        "ด้าน",
        "ถึง",
        "ว่า",
        "บาง",
        "ทุก",
        "เข้า",
        "สู่",
    )
)
_LIST_MARK = re.compile(r"(?:[0-9๐-๙]{1,2}[.)]|[-•●▪◆])")
_THAI_LETTER = re.compile("[ก-ฺเ-ๅ็-๎]")
_ABBREVIATION = re.compile(r"[ก-๎]{1,4}\.")

_INSIDE: Final = 3.0  # evidence is in natural logarithms of odds
_LED_ON: Final = 2.0
_SHORT_LINE: Final = 4.0  # a line that ends before its time: the writer pressed Enter
_ENOUGH: Final = 4.0
_NEARLY: Final = 1.5
_UNNATURAL_SHARE: Final = (
    0.15  # of the wraps: ordinary prose has full lines by chance, but no space after การ
)
_NARROWEST: Final = 8  # columns
_WIDEST: Final = 60
_TOLERANCE: Final = 0.07  # of the width: letters are not equally wide
_MOST_PIECES: Final = 600  # of one cell; longer text is no cell of a table


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text between two spaces, and what speaks for the space before it being a wrap."""

    space: int
    width: int
    first_word: int
    evidence: float
    mark: bool
    solid: bool


def wrap_spaces(text: str, inside: Collection[int], dictionary: Dictionary) -> set[int]:
    """Offsets of the spaces between Thai letters where lines were wrapped.

    text: one cell, as `spaces.clean` leaves it; its lines are paragraphs. inside: offsets of spaces inside words.
    """
    cell = [pieces for pieces in _paragraphs(text, inside, dictionary) if len(pieces) > 1]
    if not cell or sum(map(len, cell)) > _MOST_PIECES:
        return set()
    layouts = [layout for width in _widths(cell) if (layout := _cell_layout(cell, width)) is not None]
    best = max((score for score, _ in layouts), default=0.0)
    if best < _ENOUGH:
        return set()
    agreed = set.intersection(*(wraps for score, wraps in layouts if score >= best - _NEARLY))
    unnatural = {piece.space for pieces in cell for piece in pieces if piece.evidence}
    if len(agreed & unnatural) < max(1, len(agreed) * _UNNATURAL_SHARE):
        return set()
    return {space for space in agreed if _may_go(text, space)}


def _paragraphs(text: str, inside: Collection[int], dictionary: Dictionary) -> list[list[_Piece]]:
    found: list[list[_Piece]] = []
    offset = 0
    for line in text.split("\n"):
        pieces: list[_Piece] = []
        before = ""
        at = offset
        for piece in line.split(" "):
            if piece:
                pieces.append(_piece(piece, before, at - 1, inside, dictionary))
                before = piece
            at += len(piece) + 1
        found.append(pieces)
        offset += len(line) + 1
    return found


def _piece(piece: str, before: str, space: int, inside: Collection[int], dictionary: Dictionary) -> _Piece:
    cut = words(piece, dictionary=dictionary)
    thai = _THAI_LETTER.match(piece) is not None
    evidence = 0.0
    if space in inside:
        evidence = _INSIDE
    elif thai and before and words(before, dictionary=dictionary)[-1] in _LEADS_ON:
        evidence = _LED_ON
    return _Piece(
        space=space,
        width=_columns(piece),
        first_word=_columns(cut[0]) if thai else _columns(piece),
        evidence=evidence,
        mark=_LIST_MARK.match(piece) is not None,
        solid=_THAI_LETTER.search(piece) is None,
    )


@lru_cache(maxsize=4096)
def _columns(text: str) -> int:
    """Width on screen: vowels and tones above and below take none."""
    return sum(unicodedata.category(character) != "Mn" for character in text)


def _widths(cell: list[list[_Piece]]) -> range:
    """Widths to try: from the widest piece of Thai, which must fit, to where hardly a line would be wrapped."""
    widest = max((piece.width for pieces in cell for piece in pieces if not piece.solid), default=0)
    total = max(sum(piece.width + 1 for piece in pieces) for pieces in cell)
    low = max(_NARROWEST, int(widest * (1 - _TOLERANCE)))
    return range(low, min(_WIDEST, 2 * low, total) + 1)


def _cell_layout(cell: list[list[_Piece]], width: int) -> tuple[float, set[int]] | None:
    """The best layout of all paragraphs at one width: its evidence and the spaces where it wraps."""
    score = 0.0
    wraps: set[int] = set()
    for pieces in cell:
        layout = _layout(pieces, width)
        if layout is None:
            return None
        score += layout[0]
        wraps |= layout[1]
    return score, wraps


def _layout(pieces: list[_Piece], width: int) -> tuple[float, set[int]] | None:
    """The best way to lay one paragraph out, found from its end; None when a piece does not fit the width."""
    slack = max(1.0, width * _TOLERANCE)
    count = len(pieces)
    best: list[float] = [-math.inf] * count + [0.0]
    following = [count] * (count + 1)
    for start in range(count - 1, -1, -1):
        used, within = -1, 0.0
        for end in range(start + 1, count + 1):
            piece = pieces[end - 1]
            used += piece.width + 1
            if used > width + slack and not (end == start + 1 and piece.solid):
                break
            if end - 1 > start:
                within -= piece.evidence
            score = within + _break(pieces, end, used, width, slack)[0] + best[end]
            if score > best[start]:
                best[start], following[start] = score, end
    if best[0] == -math.inf:
        return None
    return best[0], _wraps(pieces, following, width, slack)


def _break(pieces: list[_Piece], end: int, used: int, width: int, slack: float) -> tuple[float, bool]:
    """What a line of `used` columns that ends before piece `end` is worth, and whether it is a wrap."""
    if end == len(pieces):
        return 0.0, False
    following = pieces[end]
    if used + following.first_word > width - slack and not following.mark:
        by_chance = min(1.0, (following.first_word + 2 * slack) / width)
        return following.evidence - math.log(by_chance), True
    return (0.0 if following.mark else -_SHORT_LINE - following.evidence), False


def _wraps(pieces: list[_Piece], following: list[int], width: int, slack: float) -> set[int]:
    found: set[int] = set()
    start = 0
    while (end := following[start]) < len(pieces):
        used = sum(piece.width + 1 for piece in pieces[start:end]) - 1
        if _break(pieces, end, used, width, slack)[1]:
            found.add(pieces[end].space)
        start = end
    return found


def _may_go(text: str, space: int) -> bool:
    """Only between Thai letters: ๆ, ฯ and abbreviations want their space, and other scripts need it."""
    return (
        _THAI_LETTER.match(text, space - 1) is not None
        and _THAI_LETTER.match(text, space + 1) is not None
        and _ABBREVIATION.match(text, space + 1) is None
    )
