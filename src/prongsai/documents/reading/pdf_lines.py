"""Lines as they lie on a page, and which of them a person would read as one paragraph.

A PDF says where letters stand, not where paragraphs end. A line begins a paragraph when it starts with a bullet or a
number, when it is underlined and its neighbour is not, when it stands farther from the line above than lines of one
paragraph do, or when the line above had ample room for its first word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

from prongsai.documents.linebreak import segments
from prongsai.documents.reading.pdf_text import letter, mended

Glyph = dict[str, Any]
"""A character of pdfplumber: text, x0, x1, top, bottom, y1, size, upright, matrix, all lengths in points."""

_MARKER: Final = re.compile(
    r"\s*(?:[-*•●▪■◆➢✓☐☑]|[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*\s?[.)](?![0-9๐-๙])|\([0-9๐-๙]{1,2}\)|[ก-ฮ][.)]\s)"
)
_SAME_LINE: Final = 0.4
"""Of the size: letters whose base lines differ less stand in one line; a raised figure does."""
_JUMP_BACK: Final = 1.0
_JUMP_AHEAD: Final = 3.0
_SPACE: Final = 0.22
_SPACE_IN_THAI: Final = 0.35
"""Of the size: a gap as wide as this is a space; Thai is at times set wide to fill a line."""
_WIDER: Final = 1.08
_AMPLE: Final = 1.5
_FREQUENT: Final = 0.1
_THAI_LETTER: Final = re.compile("[\u0e01-\u0e2e\u0e40-\u0e44]")
_THAI: Final = re.compile("[\u0e01-\u0e5b]")


@dataclass(frozen=True)
class VisualLine:
    """One line on a page. baseline: points from the page's top; `ends`: the right end of each character of `text`."""

    page: int
    text: str
    left: float
    ends: tuple[float, ...]
    baseline: float
    size: float
    underlined: bool = False

    @cached_property
    def right(self) -> float:
        """Where the last visible character ends."""
        return self.ends[len(self.text.rstrip()) - 1]

    @cached_property
    def first_word_width(self) -> float:
        """Points that the part of the line up to its first possible break takes."""
        shown = self.text.lstrip()
        skipped = len(self.text) - len(shown)
        first = segments(shown[:200])[0]
        return self.ends[skipped + len(first) - 1] - self.left

    @property
    def is_marked(self) -> bool:
        return _MARKER.match(self.text) is not None


@dataclass(slots=True)
class Area:
    """Lines that stand one under another in a cell or in the open page, between two edges."""

    left: float
    right: float
    lines: list[VisualLine] = field(default_factory=list)

    def room_after(self, line: VisualLine) -> float:
        """Points that stay free in the line; of a centred line those on both sides."""
        inset = max(0.0, min(one.left for one in self.lines) - self.left)
        right = self.right - inset
        free = right - line.right
        before = line.left - self.left - inset
        return free + before if abs(free - before) < line.size / 2 else free


def lines_of(
    glyphs: Sequence[Glyph], page: int, underlines: Sequence[tuple[float, float, float]] = ()
) -> list[VisualLine]:
    """The glyphs as lines from top to bottom; underlines: (left, right, points from the top) of thin rules."""
    lines = [line for group in _groups(glyphs) if (line := _line(group, page, underlines)) is not None]
    return sorted(lines, key=lambda line: (line.baseline, line.left))


def baseline_of(glyph: Glyph) -> float:
    """Points from the top of the page down to the line that letters stand on."""
    return float(glyph["top"] + glyph["y1"] - glyph["matrix"][5])


def _groups(glyphs: Sequence[Glyph]) -> Iterator[list[tuple[int, Glyph]]]:
    """Glyphs of one line each, with their place in the file."""
    upright = sorted(
        ((place, glyph) for place, glyph in enumerate(glyphs) if glyph["upright"]),
        key=lambda one: baseline_of(one[1]),
    )
    turned = sorted(
        ((place, glyph) for place, glyph in enumerate(glyphs) if not glyph["upright"]),
        key=lambda one: one[1]["matrix"][4],
    )
    yield from _clustered(upright, lambda glyph: baseline_of(glyph))
    yield from _clustered(turned, lambda glyph: float(glyph["matrix"][4]))


def _clustered(ordered: Iterable[tuple[int, Glyph]], position: Any) -> Iterator[list[tuple[int, Glyph]]]:
    group: list[tuple[int, Glyph]] = []
    for place, glyph in ordered:
        if group and position(glyph) - position(group[0][1]) > _SAME_LINE * max(
            group[0][1]["size"], glyph["size"]
        ):
            yield group
            group = []
        group.append((place, glyph))
    if group:
        yield group


def _line(
    group: list[tuple[int, Glyph]], page: int, underlines: Sequence[tuple[float, float, float]]
) -> VisualLine | None:
    glyphs = [glyph for _, glyph in sorted(group, key=lambda one: one[0])]
    text, ends = _spelled(_runs(glyphs))
    if not text.strip():
        return None
    size = max(float(glyph["size"]) for glyph in glyphs)
    first = next(glyph for glyph in glyphs if letter(glyph["text"]).strip())
    left = min(float(glyph["x0"]) for glyph in glyphs if letter(glyph["text"]).strip())
    baseline = baseline_of(first) if first["upright"] else float(first["top"])
    line = VisualLine(page, text, left, tuple(ends), baseline, size)
    if not _is_underlined(line, underlines):
        return line
    return VisualLine(page, text, left, tuple(ends), baseline, size, underlined=True)


def _runs(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs in the order of the file, cut where that leaps, the pieces from left to right.

    Inside a piece the file's order stays: a mark has no width, and sorting would part it from its letter.
    """
    if not glyphs[0]["upright"]:
        return [glyphs]
    runs = [[glyphs[0]]]
    for before, glyph in pairwise(glyphs):
        leap = glyph["x0"] - before["x1"]
        if leap < -_JUMP_BACK * glyph["size"] or leap > _JUMP_AHEAD * glyph["size"]:
            runs.append([])
        runs[-1].append(glyph)
    return sorted(runs, key=lambda run: run[0]["x0"])


def _spelled(runs: list[list[Glyph]]) -> tuple[str, list[float]]:
    """Text of the runs with spaces where the page shows some, and where each character of it ends."""
    text = ""
    ends: list[float] = []
    right = None
    for glyph in (glyph for run in runs for glyph in run):
        shown = letter(glyph["text"])
        if not shown:
            continue
        if right is not None and glyph["upright"] and glyph["x0"] - right > _gap(text, shown) * glyph["size"]:
            text += " "
            ends.append(float(glyph["x0"]))
        shown = shown if shown.strip() else " "
        text += shown
        ends += [float(glyph["x1"])] * len(shown)
        right = glyph["x1"] if right is None else max(right, glyph["x1"])
    return text, ends


def _gap(before: str, after: str) -> float:
    if before[-1:].isspace() or after.isspace():
        return float("inf")
    return _SPACE_IN_THAI if _THAI.match(before[-1:]) and _THAI.match(after) else _SPACE


def _is_underlined(line: VisualLine, underlines: Sequence[tuple[float, float, float]]) -> bool:
    covered = 0.0
    for left, right, top in underlines:
        if -1 <= top - line.baseline <= 0.4 * line.size:
            covered += max(0.0, min(right, line.right) - max(left, line.left))
    return covered >= 0.9 * (line.right - line.left) > 0


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file sets its lines.

    pitch: from line to line inside a paragraph, as a multiple of the letters' size; 0 when that cannot be told.
    keeps_spaces: a space at which a line was broken is still in the file, at the line's end.
    """

    pitch: float
    keeps_spaces: bool


def habits_of(areas: Sequence[Area]) -> Habits:
    """The pitch is the smallest that is frequent: paragraphs stand wider apart than their lines."""
    pairs = [pair for area in areas for pair in pairwise(area.lines)]
    ratios = sorted(ratio for one, other in pairs if (ratio := _pitch(one, other)) is not None)
    keeps_spaces = any(one.text[-1:].isspace() for one, _ in pairs)
    for place, ratio in enumerate(ratios):
        near = bisect_right(ratios, ratio * 1.03) - place
        if near >= _FREQUENT * len(ratios):
            return Habits(ratio * 1.015, keeps_spaces)
    return Habits(0.0, keeps_spaces)


def _pitch(line: VisualLine, below: VisualLine) -> float | None:
    """None where a page ends between the lines."""
    return (
        (below.baseline - line.baseline) / max(line.size, below.size, 1.0)
        if line.page == below.page
        else None
    )


def paragraphs_of(area: Area, habits: Habits) -> list[str]:
    """The paragraphs of an area of a file with these habits."""
    wide = habits.pitch * _WIDER
    is_spaced = any((_pitch(one, other) or 0.0) > wide for one, other in pairwise(area.lines))
    texts: list[str] = []
    for place, line in enumerate(area.lines):
        if place == 0 or _begins(area, area.lines[place - 1], line, wide, is_spaced=is_spaced):
            texts.append(line.text)
        else:
            texts[-1] = _joined(texts[-1], line.text, habits)
    return [text for text in (mended(text).strip() for text in texts) if text]


def _begins(area: Area, before: VisualLine, line: VisualLine, wide: float, *, is_spaced: bool) -> bool:
    """Whether `line` begins a paragraph; is_spaced: paragraphs of this area stand apart."""
    pitch = _pitch(before, line)
    if before.underlined != line.underlined or abs(before.size - line.size) > 0.1 * line.size:
        return True
    if pitch is not None and pitch > wide:
        return True
    room = area.room_after(before)
    if line.is_marked:
        # In a spaced area a dash that only happened to come to the start of a line had no room above.
        return not is_spaced or pitch is None or room >= line.first_word_width
    if is_spaced and pitch is not None:
        return False
    return room >= _AMPLE * line.first_word_width + line.size


def _joined(text: str, more: str, habits: Habits) -> str:
    """Two lines of one paragraph as one. Thai has no spaces between words, but it has them around foreign ones."""
    if habits.keeps_spaces:
        return text + more
    before, after = text[-1:], more[:1]
    foreign = (before + after).isalnum() and (_is_latin(before) or _is_latin(after))
    return f"{text} {more}" if foreign or (before.isdigit() and _THAI_LETTER.match(after)) else text + more


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
