"""How text fits a sheet: pieces that Excel can hold and show, and names that a sheet may bear."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from prongsai.documents.model import Line

LINE_POINTS: Final = 21.5
"""Height of a line of TH Sarabun New at 14 points, with a little to spare."""
TALLEST_POINTS: Final = 409
"""The tallest row that Excel has."""
_ROW_LINES: Final = 19
"""Lines that fit the tallest row."""
_CELL_UNITS: Final = 32_000
"""UTF-16 units in a cell; Excel holds 32,767."""
_NAME_UNITS: Final = 31
_FORBIDDEN_IN_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LEADING_VOWELS: Final = "เแโใไ"
_FOLLOWERS: Final = "ำๆฯะาๅ"


def units(text: str) -> int:
    """Length as Excel counts: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def columns_taken(text: str) -> int:
    """Characters that take room: marks above and below do not."""
    return sum(unicodedata.category(character) not in {"Mn", "Me", "Cf"} for character in text)


def lines_needed(text: str, width: int) -> int:
    """Lines that a text takes in a cell of `width` characters: an estimate that allows for ragged breaks."""
    return sum(_lines(columns_taken(line), _usable(width)) for line in text.split("\n"))


def _usable(width: int) -> float:
    return max(1.0, width * 0.9)


def _lines(columns: int, usable: float) -> int:
    return max(1, math.ceil(columns / usable))


def pieces(lines: Iterable[Line], width: int) -> list[tuple[Line, ...]]:
    """The lines, as shown, in groups that one cell of `width` characters can hold and show whole.

    Nothing is lost or added: a line that is too long for any cell goes on in the next group, without a second mark.
    Lines come back with their mark in the text.
    """
    groups: list[list[Line]] = []
    room = 0
    space = 0
    for line in _bites(lines, width):
        need, size = lines_needed(line.text, width), units(line.text) + 1
        if not groups or need > room or size > space:
            groups.append([])
            room, space = _ROW_LINES, _CELL_UNITS
        groups[-1].append(line)
        room -= need
        space -= size
    return [tuple(group) for group in groups]


def _bites(lines: Iterable[Line], width: int) -> Iterator[Line]:
    for line in lines:
        text = line.shown
        start = 0
        while (end := _reach(text, start, width)) < len(text):
            end = _cut(text, start, end)
            yield replace(line, text=text[start:end])
            start = end
        yield replace(line, text=text[start:])


def _reach(text: str, start: int, width: int) -> int:
    """How far from `start` one cell reaches."""
    usable = _usable(width)
    lines_above = column = size = 0
    for place in range(start, len(text)):
        character = text[place]
        size += 2 if character > "\uffff" else 1
        if character == "\n":
            lines_above += _lines(column, usable)
            column = 0
        else:
            column += columns_taken(character)
        if size > _CELL_UNITS - 1 or lines_above + _lines(column, usable) > _ROW_LINES:
            return max(place, start + 1)
    return len(text)


def _cut(text: str, start: int, end: int) -> int:
    """Where to cut before `end`: after a space if there is one near, else between syllables."""
    near = max(text.rfind(" ", (start + end) // 2, end), text.rfind("\n", (start + end) // 2, end))
    if near > start:
        return near + 1
    for place in range(end, max(start, end - 20), -1):
        if _may_part(text[place - 1], text[place]):
            return place
    return end


def _may_part(before: str, after: str) -> bool:
    """Whether a syllable of Thai, or a letter and its marks, stays whole when cut here."""
    follows = unicodedata.category(after) in {"Mn", "Me", "Cf"} or after in _FOLLOWERS
    return not follows and before not in _LEADING_VOWELS and unicodedata.category(before) != "Cf"


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that Excel accepts: 31 units, none of []:*?/\\, no ' at its ends, unlike every name taken."""
    others = {name.casefold() for name in taken}
    base = " ".join(_FORBIDDEN_IN_NAME.sub(" ", wanted).split()).strip("'") or "ตาราง"
    if base.casefold() == "history":
        base = f"{base} 1"
    number = 1
    while True:
        ending = "" if number == 1 else f" {number}"
        name = _shortened(base, _NAME_UNITS - len(ending)).rstrip(" '") + ending
        if name.casefold() not in others:
            return name
        number += 1


def _shortened(text: str, limit: int) -> str:
    while units(text) > limit:
        text = text[:-1]
    return text
