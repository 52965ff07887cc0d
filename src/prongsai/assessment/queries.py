"""Reads: scores of a year beside the year before, and of one item over the years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from prongsai.agencies.models import Agency
from prongsai.agencies.tenancy import working_for
from prongsai.assessment import rules
from prongsai.assessment.frameworks import TOTAL, Framework, NoFrameworkError, nearest_framework, same_item
from prongsai.assessment.models import ItemScore, Result
from prongsai.evidence.items import Score


@dataclass(frozen=True, slots=True)
class Held:
    """Points of one code as they are recorded or, where `computed`, worked out from the parts below it.

    recorded_as: code in the numbering of `framework_year`.
    """

    points: int
    computed: bool = False
    source: str = ""
    origin: str = ""
    framework_year: int = 0
    recorded_as: str = ""

    @property
    def is_official(self) -> bool:
        return self.source == Result.Source.OFFICIAL


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One line of the table of a year: what it is, its points this year and the year before, and the difference.

    kind: total, instrument, indicator or item. passes: whether it reaches the pass line, None without points.
    verified, source_note: whether name and number were seen, and where, from the framework.
    """

    code: str
    kind: str
    label_th: str
    label_en: str
    verified: bool
    source_note: str
    held: Held | None
    held_before: Held | None
    passes: bool | None

    @property
    def points(self) -> Decimal | None:
        return None if self.held is None else rules.as_decimal(self.held.points)

    @property
    def before(self) -> Decimal | None:
        return None if self.held_before is None else rules.as_decimal(self.held_before.points)

    @property
    def delta(self) -> Decimal | None:
        if self.held is None or self.held_before is None:
            return None
        return rules.as_decimal(self.held.points) - rules.as_decimal(self.held_before.points)


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """All rows of a year in the framework's order, and the level of the total where it can be told.

    numbered_as: fiscal year of the framework in whose codes the rows are; another than `year` when that has none.
    """

    year: int
    framework: Framework
    rows: tuple[ScoreRow, ...]
    level: rules.Level | None

    @property
    def numbered_as(self) -> int:
        return self.framework.year

    def row(self, code: str) -> ScoreRow | None:
        return next((row for row in self.rows if row.code == code), None)


def years_with_scores(agency: Agency) -> list[int]:
    """Fiscal years (B.E.) that have a current result of any source, the latest first."""
    with working_for(agency):
        found = Result.objects.filter(is_current=True).order_by("-fiscal_year")
        return list(found.values_list("fiscal_year", flat=True).distinct())


def score_table(agency: Agency, year: int) -> ScoreTable:
    """The table of a fiscal year; official results stand before what reports claim, later claims before earlier."""
    framework = nearest_framework(year)
    by_year = _held_by_year(agency, (year - 1, year), framework)
    now, before = (_with_computed(framework, by_year.get(one, {})) for one in (year, year - 1))
    rows = tuple(_row(framework, code, now.get(code), before.get(code)) for code in framework.codes())
    return ScoreTable(year, framework, rows, _level(framework, now))


def series(agency: Agency, framework_year: int, code: str) -> list[Score]:
    """Recorded scores of one code, oldest first, through all its numberings; empty for a year without framework."""
    return series_of(agency, framework_year, [code])[code]


def series_of(agency: Agency, framework_year: int, codes: Iterable[str]) -> dict[str, list[Score]]:
    """As `series` for many codes, in one query however many they are."""
    same = {code: _numberings(framework_year, code) for code in codes}
    recorded = _recorded(agency, codes={one for numbered in same.values() for _, one in numbered})
    return {code: _best_by_year(recorded, numbered) for code, numbered in same.items()}


def _numberings(framework_year: int, code: str) -> frozenset[tuple[int, str]]:
    try:
        return frozenset(same_item(framework_year, code))
    except NoFrameworkError:
        return frozenset()


def _best_by_year(recorded: Iterable[ItemScore], same: frozenset[tuple[int, str]]) -> list[Score]:
    """The weightiest score of each year, oldest first; `recorded` comes with the weightiest last."""
    best: dict[int, ItemScore] = {}
    for score in recorded:
        if (score.result.framework_year, score.code) in same:
            best[score.result.fiscal_year] = score
    return [_score(best[year], dict(same).get(year)) for year in sorted(best)]


def current_results(agency: Agency, year: int) -> list[Result]:
    """The results that a year's scores come from, official first, then the latest."""
    with working_for(agency):
        return list(Result.objects.filter(fiscal_year=year, is_current=True).order_by("-source", "-id"))


def _recorded(
    agency: Agency, *, codes: Iterable[str] | None = None, years: Iterable[int] | None = None
) -> list[ItemScore]:
    """Scores of current results, the weightiest last: claims in the order they came, then the official ones."""
    with working_for(agency):
        found = ItemScore.objects.filter(result__is_current=True).select_related("result")
        if codes is not None:
            found = found.filter(code__in=list(codes))
        if years is not None:
            found = found.filter(result__fiscal_year__in=list(years))
        return list(found.order_by("result__source", "result_id", "id"))


def _score(score: ItemScore, code_that_year: str | None) -> Score:
    result = score.result
    code = code_that_year or score.code
    return Score(
        fiscal_year=result.fiscal_year,
        code=code,
        points=rules.as_decimal(score.points),
        source=f"{result.get_source_display()}: {result.origin}",
        url=f"/scores/{result.fiscal_year}/#{code}",
    )


def _held_by_year(agency: Agency, years: Iterable[int], framework: Framework) -> dict[int, dict[str, Held]]:
    """Recorded points by fiscal year and by code in the numbering of `framework`."""
    found: dict[int, dict[str, Held]] = {}
    for score in _recorded(agency, years=years):
        result = score.result
        code = _renumbered(result.framework_year, score.code, framework.year)
        if code is not None:
            held = Held(
                points=score.points,
                source=result.source,
                origin=result.origin,
                framework_year=result.framework_year,
                recorded_as=score.code,
            )
            found.setdefault(result.fiscal_year, {})[code] = held
    return found


@cache
def _renumbered(from_year: int, code: str, to_year: int) -> str | None:
    """The code of the same item in another year's framework, None where it is in none."""
    if from_year == to_year:
        return code
    try:
        return dict(same_item(from_year, code)).get(to_year)
    except NoFrameworkError:
        return None


def _with_computed(framework: Framework, recorded: Mapping[str, Held]) -> dict[str, Held]:
    """Recorded points and, for indicators, instruments and the total without any, those that all parts allow to compute."""
    held = dict(recorded)
    for indicator in framework.indicators:
        _compute_mean(held, indicator.code, [item.code for item in framework.items_of(indicator.code)])
    for instrument in framework.instruments:
        _compute_mean(held, instrument.code, [one.code for one in framework.indicators_of(instrument.code)])
    if TOTAL not in held and all(one.code in held for one in framework.instruments):
        pairs = [(held[one.code].points, one.weight) for one in framework.instruments]
        held[TOTAL] = Held(rules.total_points(pairs), computed=True)
    return held


def _compute_mean(held: dict[str, Held], code: str, parts: list[str]) -> None:
    if code in held or not all(part in held for part in parts):
        return
    points = rules.mean([held[part].points for part in parts])
    if points is not None:
        held[code] = Held(points, computed=True)


def _level(framework: Framework, held: Mapping[str, Held]) -> rules.Level | None:
    if TOTAL not in held:
        return None
    indicators = [held[one.code].points for one in framework.indicators if one.code in held]
    complete = len(indicators) == len(framework.indicators)
    return rules.level_of(framework.levels, held[TOTAL].points, indicators if complete else None)


def _row(framework: Framework, code: str, held: Held | None, before: Held | None) -> ScoreRow:
    kind, label_th, label_en, verified, source_note = _named(framework, code)
    return ScoreRow(
        code=code,
        kind=kind,
        label_th=label_th,
        label_en=label_en,
        verified=verified,
        source_note=source_note,
        held=held,
        held_before=before,
        passes=rules.passes(held.points if held else None, framework.pass_line),
    )


def _named(framework: Framework, code: str) -> tuple[str, str, str, bool, str]:
    """Kind, labels, and whether and where the name was seen, of any code of the framework."""
    item = framework.item(code)
    if item is not None:
        return "item", item.label_th, item.label_en, item.verified, item.source
    named = framework.indicator(code) or framework.instrument(code)
    if named is None:
        return "total", "คะแนนรวม ITA", "ITA total", True, ""
    kind = "indicator" if framework.indicator(code) else "instrument"
    return kind, named.name_th, named.name_en, named.verified, named.source
