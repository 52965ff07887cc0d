"""The port through which the report learns of assessment items and their scores without knowing the room that keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from prongsai.agencies.models import Agency


@dataclass(frozen=True, slots=True)
class Item:
    """One question or publication of a year's framework (ข้อคำถาม), such as i3, e7, o27.

    framework_year: fiscal year in B.E. whose framework numbers it so; codes move between years.
    verified: whether the wording was seen in an official source.
    """

    framework_year: int
    code: str
    label_th: str
    label_en: str
    issue: str | None
    verified: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Points 0.00-100.00 of one item in one fiscal year (B.E.), and where that is recorded."""

    fiscal_year: int
    code: str
    points: Decimal
    source: str
    url: str


class ItemSource(Protocol):
    """What the room of the assessment offers."""

    def items(self, framework_year: int) -> list[Item]: ...

    def match(self, framework_year: int, text: str) -> Item | None:
        """The item that a sentence of a report speaks of, or None when that is not certain."""

    def series_of(self, agency: Agency, framework_year: int, codes: Iterable[str]) -> dict[str, list[Score]]:
        """Scores over the years of each item asked for, oldest first; earlier codes of the same item are followed."""

    def issue_titles(self, framework_year: int) -> dict[str, str]:
        """Thai wording of the mandated issues of that year, by issue key, in their order."""


_source: list[ItemSource] = []


def offer_items(source: ItemSource) -> None:
    """Called once by the room that keeps the assessment."""
    _source[:] = [source]


def item_source() -> ItemSource:
    """The room that keeps the assessment; raises LookupError when none is installed."""
    if not _source:
        raise LookupError("no room offers assessment items; is prongsai.assessment installed?")
    return _source[0]
