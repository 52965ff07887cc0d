"""Geometry of the chart of a year: two bars for each row, its year and its number written at each. Drawn by a template.

Meaning never rests on colour: years and numbers are words, the year before is an outline, the pass line has a label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from prongsai.assessment.queries import ScoreRow
from prongsai.assessment.rules import FULL

WIDTH: Final = 440
_LEFT: Final = 36
_RIGHT: Final = 52
_TOP: Final = 26
_BOTTOM: Final = 6
_ROW: Final = 56
_BAR: Final = 13
_LABEL: Final = 18
_LONGEST_LABEL: Final = 62
_FEWEST_INDICATORS: Final = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a year, its points as text, and where it stands. `current` bars are filled, others outlines."""

    year: int
    text: str
    y: int
    width: float
    current: bool

    @property
    def text_x(self) -> float:
        return round(_LEFT + self.width + 4, 2)

    @property
    def text_y(self) -> int:
        return self.y + _BAR - 2


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of one row under its label."""

    code: str
    label_th: str
    label_en: str
    y: int
    bars: tuple[Bar, ...]

    @property
    def bars_top(self) -> int:
        return self.bars[0].y - 3

    @property
    def bars_bottom(self) -> int:
        return self.bars[-1].y + _BAR + 3


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of `groups`; pass_x is where the pass line stands, `pass_text` its points."""

    year: int
    height: int
    pass_x: float
    pass_text: str
    groups: tuple[Group, ...]
    width: int = WIDTH
    left: int = _LEFT
    bar_height: int = _BAR
    top: int = _TOP


def charted_rows(rows: Sequence[ScoreRow]) -> list[ScoreRow]:
    """What the chart shows: the indicators that have points this year or, with fewer than two of them, the items."""
    indicators = [row for row in rows if row.kind == "indicator" and row.held is not None]
    if len(indicators) >= _FEWEST_INDICATORS:
        return indicators
    return [row for row in rows if row.kind == "item" and row.held is not None]


def chart_of(rows: Sequence[ScoreRow], year: int, pass_line: int) -> Chart | None:
    """The chart of a year's rows; None when no row has points. pass_line in hundredths."""
    shown = charted_rows(rows)
    if not shown:
        return None
    groups = tuple(_group(row, year, _TOP + index * _ROW) for index, row in enumerate(shown))
    return Chart(
        year=year,
        height=_TOP + len(shown) * _ROW + _BOTTOM,
        pass_x=_x(pass_line),
        pass_text=f"{Decimal(pass_line).scaleb(-2):.2f}",
        groups=groups,
    )


def _group(row: ScoreRow, year: int, y: int) -> Group:
    held = ((year, row.held, True), (year - 1, row.held_before, False))
    bars = tuple(
        Bar(
            one_year,
            f"{Decimal(one.points).scaleb(-2):.2f}",
            y + _LABEL + index * (_BAR + 4),
            _length(one.points),
            current,
        )
        for index, (one_year, one, current) in enumerate(held)
        if one is not None
    )
    return Group(row.code, _short(row.label_th), _short(row.label_en), y + 13, bars)


def _length(points: int) -> float:
    return round((WIDTH - _LEFT - _RIGHT) * points / FULL, 2)


def _x(points: int) -> float:
    return round(_LEFT + _length(points), 2)


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1].rstrip() + "…"
