"""Pure decisions of the room: how scores stand in a sentence. No rows, no requests.

A bound outcome keeps places for its numbers. `{score:2568}` is the item's points in fiscal year 2568, `{delta}` the
difference between the two last years that the sentence names. So nobody types a score, and a corrected result corrects
every sentence that speaks of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from prongsai.thai.digits import to_arabic

_YEAR = r"[2๒][4-6๔-๖][0-9๐-๙]{2}"
_POINTS = r"[0-9๐-๙]{1,3}(?:[.,][0-9๐-๙]{1,4})?"

SCORE_IN_TEXT: Final = re.compile(
    rf"ปี\s*(?:งบประมาณ\s*)?(?:พ\s*\.\s*ศ\s*\.\s*)?(?P<year>{_YEAR})"
    r"[^0-9๐-๙\n]{0,40}?คะแนน(?:เฉลี่ย|รวม)?\s*(?:เท่ากับ|อยู่ที่|คือ|ร้อยละ|:|=)*\s*"
    rf"(?P<points>{_POINTS})"
)
"""«ITA ปี๒๕๖๗ ได้คะแนน ๙๖.๐๑ คะแนน» and its relatives: a fiscal year, then the word for score, then points."""

DELTA_IN_TEXT: Final = re.compile(
    r"(?P<direction>เพิ่มขึ้น|สูงขึ้น|ลดลง|ต่ำลง)\s*(?:จากเดิม\s*)?(?:เป็นจำนวน\s*|จำนวน\s*|เท่ากับ\s*|ร้อยละ\s*)?"
    rf"(?P<points>{_POINTS})(?!\s*[0-9๐-๙])"
)
"""«มีคะแนนเฉลี่ยเพิ่มขึ้น ๓.๙๙ คะแนน»: a direction, then points."""

_PLACE = re.compile(r"\{(?:score:(?P<year>\d{4})|(?P<delta>delta))\}")
_GOES_DOWN = frozenset({"ลดลง", "ต่ำลง"})
NO_SCORE: Final = "(ยังไม่มีคะแนนในระบบ)"


@dataclass(frozen=True, slots=True)
class StatedScore:
    """What a sentence claims: points (0.00-100.00) of a fiscal year (B.E.)."""

    fiscal_year: int
    points: Decimal


def _decimal(text: str) -> Decimal:
    return Decimal(to_arabic(text).replace(",", "."))


def stated_scores(text: str) -> list[StatedScore]:
    """Scores that a text states, in its order, years over 100 points left out."""
    found = [
        StatedScore(int(to_arabic(match["year"])), _decimal(match["points"]))
        for match in SCORE_IN_TEXT.finditer(text)
    ]
    return [score for score in found if score.points <= 100]


def stated_delta(text: str) -> Decimal | None:
    """The difference that a text states, negative when it speaks of a fall, None when it states none."""
    match = DELTA_IN_TEXT.search(text)
    if match is None:
        return None
    points = _decimal(match["points"])
    return -points if match["direction"] in _GOES_DOWN else points


def computed_delta(scores: Iterable[StatedScore]) -> Decimal | None:
    """Last year's points less the year's before it; None with fewer than two years."""
    by_year = {score.fiscal_year: score.points for score in scores}
    if len(by_year) < 2:
        return None
    *_, before, last = sorted(by_year)
    return by_year[last] - by_year[before]


def plain(points: Decimal) -> str:
    """Points as reports write them: 100, 96.01, 92.50."""
    return str(int(points)) if points == points.to_integral_value() else f"{points:.2f}"


def with_places(text: str) -> str:
    """The text with `{score:YEAR}` and `{delta}` where its numbers stood; what is no score stays."""
    if not stated_scores(text):
        return text
    pieces: list[str] = []
    end = 0
    for match in SCORE_IN_TEXT.finditer(text):
        if _decimal(match["points"]) > 100:
            continue
        pieces += [text[end : match.start("points")], f"{{score:{to_arabic(match['year'])}}}"]
        end = match.end("points")
    rest = text[end:]
    delta = DELTA_IN_TEXT.search(rest)
    if delta is not None:
        rest = rest[: delta.start("points")] + "{delta}" + rest[delta.end("points") :]
    return "".join(pieces) + rest


def years_in_places(text: str) -> list[int]:
    """Fiscal years that a text with places speaks of, in its order."""
    return [int(match["year"]) for match in _PLACE.finditer(text) if match["year"]]


def fill(text: str, points: Mapping[int, Decimal]) -> str:
    """The text with its places filled from `points` by fiscal year; a year without points says so.

    `{delta}` is the absolute difference: the sentence around it names the direction, and `direction_contradicts`
    tells when that is no longer true.
    """
    named = [StatedScore(year, points[year]) for year in years_in_places(text) if year in points]
    delta = computed_delta(named)

    def number(match: re.Match[str]) -> str:
        if match["delta"]:
            return NO_SCORE if delta is None else f"{abs(delta):.2f}"
        year = int(match["year"])
        return plain(points[year]) if year in points else NO_SCORE

    return _PLACE.sub(number, text)


def direction_contradicts(text: str, points: Mapping[int, Decimal]) -> bool:
    """True when the sentence says «เพิ่มขึ้น» of a fall or «ลดลง» of a rise."""
    match = re.search(r"(เพิ่มขึ้น|สูงขึ้น|ลดลง|ต่ำลง)\s*\S{0,10}?\s*\{delta\}", text)
    delta = computed_delta(
        StatedScore(year, points[year]) for year in years_in_places(text) if year in points
    )
    if match is None or delta is None or delta == 0:
        return False
    return (match[1] in _GOES_DOWN) != (delta < 0)
