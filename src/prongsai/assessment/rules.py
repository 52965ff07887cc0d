"""Pure decisions of the assessment: how points become results. No rows, no requests.

Points are whole hundredths: 96.01 is 9601, 100.00 is 10000. Means are rounded half up to a hundredth at each stage
(item, indicator, instrument, total), as the results are published; that the NACC rounds so is not verified.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

HUNDREDTHS: Final = 100
FULL: Final = 10_000
"""The most points there are, in hundredths."""

_POINTS = re.compile(r"(?P<whole>\d{1,3})(?:[.,](?P<part>\d{1,2})0*)?\Z", re.ASCII)


class NotPointsError(ValueError):
    """The text is no number of points between 0.00 and 100.00 with at most two decimals."""


@dataclass(frozen=True, slots=True)
class Level:
    """A result level (ระดับผลการประเมิน) and what it asks for, in hundredths.

    every_indicator_minimum: what each indicator must reach as well, None where only the total counts.
    """

    name_th: str
    name_en: str
    minimum: int
    every_indicator_minimum: int | None
    verified: bool
    source: str


def points_of(text: str) -> int:
    """Hundredths of a written number of points, with point or comma before the decimals; raises NotPointsError.

    >>> points_of("96.01"), points_of("96,1"), points_of("100")
    (9601, 9610, 10000)
    """
    match = _POINTS.match(text.strip())
    if match is None:
        raise NotPointsError(text)
    hundredths = int(match["whole"]) * HUNDREDTHS + int((match["part"] or "").ljust(2, "0"))
    if hundredths > FULL:
        raise NotPointsError(text)
    return hundredths


def hundredths_of(points: Decimal) -> int:
    """Hundredths of points; raises NotPointsError outside 0-100 or with more than two decimals."""
    scaled = points * HUNDREDTHS if points.is_finite() else Decimal(-1)
    if scaled != scaled.to_integral_value() or not 0 <= scaled <= FULL:
        raise NotPointsError(str(points))
    return int(scaled)


def as_decimal(hundredths: int) -> Decimal:
    """Points with two decimals: 9601 is Decimal('96.01')."""
    return Decimal(hundredths).scaleb(-2)


def divide_half_up(total: int, by: int) -> int:
    """`total / by` to the nearest whole number, halves away from zero downwards never: 5 / 2 is 3. Both not negative."""
    return (2 * total + by) // (2 * by)


def mean(points: Sequence[int]) -> int | None:
    """Mean of points, half up; None where there are none: an indicator of its items, an instrument of its indicators."""
    return divide_half_up(sum(points), len(points)) if points else None


def item_points(answers: Mapping[int, int]) -> int | None:
    """Points of a survey item from counts by answer value (hundredths -> how many gave it); None without answers."""
    count = sum(answers.values())
    return divide_half_up(sum(value * times for value, times in answers.items()), count) if count else None


def total_points(instruments: Iterable[tuple[int, int]]) -> int:
    """Weighted total of (points, weight in hundreds of the whole); weights sum to 100, else ValueError."""
    pairs = list(instruments)
    if sum(weight for _, weight in pairs) != 100:
        raise ValueError(f"weights must sum to 100: {[weight for _, weight in pairs]}")
    return divide_half_up(sum(points * weight for points, weight in pairs), 100)


def delta(points: int | None, before: int | None) -> int | None:
    """Difference to the year before in hundredths, None where one of the two is missing."""
    return None if points is None or before is None else points - before


def level_of(levels: Sequence[Level], total: int, indicators: Sequence[int] | None) -> Level | None:
    """The first level, from the highest, whose conditions hold; None when that cannot be told.

    indicators: points of all indicators, None when not all are known. Then a level that asks about every indicator
    can neither be given nor ruled out, and nothing below it either.
    """
    for level in levels:
        if total < level.minimum:
            continue
        if level.every_indicator_minimum is None:
            return level
        if indicators is None:
            return None
        if min(indicators, default=0) >= level.every_indicator_minimum:
            return level
    return None


def passes(points: int | None, pass_line: int) -> bool | None:
    """Whether points reach the pass line; None without points."""
    return None if points is None else points >= pass_line
