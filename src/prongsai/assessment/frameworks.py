"""The frameworks of the assessment (กรอบการประเมิน ITA), one file a fiscal year, read and checked once.

Items are renumbered almost every year, so an item is always named by framework year and code together.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from prongsai.assessment.rules import Level, points_of
from prongsai.evidence.issues import ISSUES

TOTAL: Final = "total"
"""Code of the weighted total, beside the codes of instruments, indicators and items."""


class NoFrameworkError(LookupError):
    """There is no framework of that fiscal year; `message_th` and `message_en` say which there are."""

    def __init__(self, year: int) -> None:
        known = ", ".join(str(one) for one in years())
        self.year = year
        self.message_th = f"ไม่มีกรอบการประเมิน ITA ของปีงบประมาณ {year} ปีที่มีคือ {known}"
        self.message_en = f"There is no ITA framework of fiscal year {year}; the years are {known}."
        super().__init__(f"{self.message_th} / {self.message_en}")


class BadFrameworkError(ValueError):
    """A framework file contradicts itself or the year before; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Respondents:
    """Who answers a survey and how many at least: `share_percent` of them, within `at_least` and `at_most`."""

    who_th: str
    who_en: str
    share_percent: int
    at_least: int
    at_most: int
    verified: bool
    source: str

    def minimum_of(self, population: int) -> int:
        """Fewest respondents of a population: the share rounded up, not under `at_least`, everybody where fewer."""
        share = -(-population * self.share_percent // 100)
        return min(population, self.at_most, max(self.at_least, share))


@dataclass(frozen=True, slots=True)
class Instrument:
    """IIT, EIT or OIT (เครื่องมือ). weight: hundredths of the whole. item_count: as announced, also where titles are unknown."""

    code: str
    name_th: str
    name_en: str
    weight: int
    item_count: int
    parts: tuple[str, ...]
    respondents: Respondents | None
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One of the indicators (ตัวชี้วัด) that an instrument's items are grouped by."""

    code: str
    instrument: str
    name_th: str
    name_en: str
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that a publication of an OIT item must contain (องค์ประกอบ)."""

    key: str
    text_th: str
    text_en: str
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question or publication (ข้อคำถาม).

    previous: code of the same item in the framework of the year before, empty where there is none or none known.
    match: alternatives by which a sentence is known to speak of the item; each is phrases that all must stand in it,
    compared in small letters without spaces.
    """

    code: str
    indicator: str
    label_th: str
    label_en: str
    previous: str
    match: tuple[tuple[str, ...], ...]
    elements: tuple[Element, ...]
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class Issue:
    """One of the seven issues (ประเด็น) that measures are set on, in that year's words, and the items that inform it."""

    key: str
    order: int
    title_th: str
    title_en: str
    items: tuple[str, ...]
    items_source: str
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class Season:
    """A part of the assessment's calendar, whole months of the calendar year (1-12)."""

    key: str
    text_th: str
    text_en: str
    from_month: int
    to_month: int
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class Note:
    """What the administrator must know about a framework."""

    text_th: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Points that an answer can get, in hundredths, from worst to best."""

    answers: tuple[int, ...]
    yes_no: tuple[int, ...]
    publication: tuple[int, ...]
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class Framework:
    """All that is known of one fiscal year's assessment. pass_line in hundredths."""

    year: int
    title_th: str
    title_en: str
    pass_line: int
    pass_line_verified: bool
    scale: Scale
    instruments: tuple[Instrument, ...]
    indicators: tuple[Indicator, ...]
    items: tuple[Item, ...]
    levels: tuple[Level, ...]
    issues: tuple[Issue, ...]
    calendar: tuple[Season, ...]
    notes: tuple[Note, ...]

    def item(self, code: str) -> Item | None:
        return next((item for item in self.items if item.code == code), None)

    def indicator(self, code: str) -> Indicator | None:
        return next((one for one in self.indicators if one.code == code), None)

    def instrument(self, code: str) -> Instrument | None:
        return next((one for one in self.instruments if one.code == code), None)

    def items_of(self, indicator: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.indicator == indicator)

    def indicators_of(self, instrument: str) -> tuple[Indicator, ...]:
        return tuple(one for one in self.indicators if one.instrument == instrument)

    def issue_of(self, code: str) -> str | None:
        """Key of the issue that an item informs, None where it informs none."""
        return next((issue.key for issue in self.issues if code in issue.items), None)

    def codes(self) -> tuple[str, ...]:
        """Every code that a score can have this year, in the order of the official table."""
        found = [TOTAL]
        for instrument in self.instruments:
            found.append(instrument.code)
            for indicator in self.indicators_of(instrument.code):
                found += [indicator.code, *(item.code for item in self.items_of(indicator.code))]
        return tuple(found)


def years() -> tuple[int, ...]:
    """Fiscal years (B.E.) that have a framework, oldest first."""
    folder = files("prongsai.assessment").joinpath("frameworks")
    return tuple(sorted(int(file.name[:4]) for file in folder.iterdir() if file.name.endswith(".toml")))


def framework(year: int) -> Framework:
    """The framework of a fiscal year (B.E.); raises NoFrameworkError."""
    if year not in years():
        raise NoFrameworkError(year)
    return _checked(year)


def nearest_framework(year: int) -> Framework:
    """The framework of that year, else the latest before it, else the oldest: for wording that must always be there."""
    known = years()
    return _checked(max((one for one in known if one <= year), default=known[0]))


def same_item(year: int, code: str) -> tuple[tuple[int, str], ...]:
    """Every (framework year, code) that is this item, as far as the frameworks' `previous` codes lead, oldest first.

    Codes of totals, instruments and indicators are the same in every year that has them.
    Raises NoFrameworkError for an unknown year.
    """
    start = framework(year)
    if start.item(code) is None:
        return tuple((one, code) for one in years() if code in _checked(one).codes())
    found = [(year, code)]
    while (earlier := _checked(found[0][0]).item(found[0][1])) and earlier.previous:
        found.insert(0, (found[0][0] - 1, earlier.previous))
    while (later := _successor(*found[-1])) is not None:
        found.append(later)
    return tuple(found)


def _successor(year: int, code: str) -> tuple[int, str] | None:
    if year + 1 not in years():
        return None
    return next(((year + 1, item.code) for item in _checked(year + 1).items if item.previous == code), None)


@cache
def _checked(year: int) -> Framework:
    path = files("prongsai.assessment").joinpath("frameworks", f"{year}.toml")
    earlier = _checked(year - 1) if year - 1 in years() else None
    return read_framework(path.read_text("utf-8"), earlier=earlier)


def read_framework(text: str, *, earlier: Framework | None) -> Framework:
    """A framework from the text of its file, checked against itself and the year before; raises BadFrameworkError."""
    try:
        found = _read(tomllib.loads(text))
    except (KeyError, TypeError, ValueError) as error:
        raise BadFrameworkError(
            f"the framework file cannot be read: {type(error).__name__}: {error}"
        ) from error
    faults = list(_faults(found, earlier))
    if faults:
        raise BadFrameworkError(f"framework {found.year}: " + "; ".join(faults))
    return found


def _read(data: dict[str, Any]) -> Framework:
    return Framework(
        year=int(data["fiscal_year"]),
        title_th=data["title_th"],
        title_en=data["title_en"],
        pass_line=points_of(data["pass_line"]["minimum"]),
        pass_line_verified=data["pass_line"]["verified"],
        scale=_scale(data["scale"]),
        instruments=tuple(_instrument(entry) for entry in data["instruments"]),
        indicators=tuple(Indicator(**entry) for entry in data["indicators"]),
        items=tuple(_item(entry) for entry in data["items"]),
        levels=tuple(_level(entry) for entry in data["levels"]),
        issues=tuple(Issue(**entry | {"items": tuple(entry["items"])}) for entry in data["issues"]),
        calendar=tuple(Season(**entry) for entry in data["calendar"]),
        notes=tuple(Note(**entry) for entry in data.get("notes", [])),
    )


def _scale(entry: dict[str, Any]) -> Scale:
    names = ("answers", "yes_no", "publication")
    return Scale(**entry | {name: tuple(points_of(text) for text in entry[name]) for name in names})


def _instrument(entry: dict[str, Any]) -> Instrument:
    respondents = entry.get("respondents")
    return Instrument(
        **entry
        | {"parts": tuple(entry["parts"]), "respondents": Respondents(**respondents) if respondents else None}
    )


def _item(entry: dict[str, Any]) -> Item:
    return Item(
        **entry
        | {
            "match": tuple(tuple(group) for group in entry["match"]),
            "elements": tuple(Element(**element) for element in entry.get("elements", [])),
        }
    )


def _level(entry: dict[str, Any]) -> Level:
    every = entry.get("every_indicator_minimum")
    return Level(
        **entry
        | {
            "minimum": points_of(entry["minimum"]),
            "every_indicator_minimum": points_of(every) if every else None,
        }
    )


def _faults(found: Framework, earlier: Framework | None) -> Iterable[str]:
    weights = sum(instrument.weight for instrument in found.instruments)
    if weights != 100:
        yield f"weights sum to {weights}, not 100"
    codes = [*found.codes(), *(item.code for item in found.items if found.indicator(item.indicator) is None)]
    yield from (
        f"code {code} stands twice" for code in sorted({one for one in codes if codes.count(one) > 1})
    )
    for indicator in found.indicators:
        if found.instrument(indicator.instrument) is None:
            yield f"indicator {indicator.code} belongs to no instrument"
    for item in found.items:
        yield from _item_faults(item, found, earlier)
    if [level.minimum for level in found.levels] != sorted(
        (one.minimum for one in found.levels), reverse=True
    ):
        yield "levels do not go from the highest to the lowest"
    if not found.levels or found.levels[-1].minimum != 0:
        yield "no level begins at 0"
    yield from _issue_faults(found)


def _item_faults(item: Item, found: Framework, earlier: Framework | None) -> Iterable[str]:
    if found.indicator(item.indicator) is None:
        yield f"item {item.code} names indicator {item.indicator!r}, which does not exist"
    if item.previous and earlier is not None and earlier.item(item.previous) is None:
        yield f"item {item.code} follows {item.previous}, which {earlier.year} does not have"
    if len({element.key for element in item.elements}) != len(item.elements):
        yield f"item {item.code} has two elements with one key"


def _issue_faults(found: Framework) -> Iterable[str]:
    if tuple(issue.key for issue in sorted(found.issues, key=lambda one: one.order)) != ISSUES:
        yield f"issues are not {', '.join(ISSUES)} in this order"
    named = [code for issue in found.issues for code in issue.items]
    yield from (
        f"item {code} informs two issues" for code in sorted({one for one in named if named.count(one) > 1})
    )
    yield from (f"an issue names {code}, which is no item" for code in named if found.item(code) is None)
