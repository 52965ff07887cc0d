"""Fact: a number or a statement about one agency and one fiscal year, with its denominator and its rows."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from prongsai.evidence.issues import ISSUES
from prongsai.registry import Registry

if TYPE_CHECKING:
    from prongsai.agencies.models import Agency

_log: Final = logging.getLogger(__name__)

SMALLEST_PUBLIC_COUNT: Final = 5
"""Counts of people below this are not shown to the public: few enough to point at someone."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a room can prove.

    key: stable name, `room.what`, such as `services.on_time_share`.
    label_th, label_en: what it says, as an officer would say it.
    value: a number, a sentence, or None where there is nothing to measure yet.
    unit_th, unit_en: unit of the value (`ร้อยละ`, `วันทำการ`, ...), empty for none.
    n: denominator, how many rows the value rests on; None where counting has no meaning.
    period: fiscal year in B.E. that it speaks of.
    url: address of the rows behind it, on this installation.
    public: False keeps it on staff pages.
    about_people: True when n counts people; then small n are suppressed for the public.

    Raises ValueError for a fact about people that does not say how many: whether it may be shown depends on that.
    """

    key: str
    label_th: str
    label_en: str
    value: int | Decimal | str | None
    period: int
    url: str
    unit_th: str = ""
    unit_en: str = ""
    n: int | None = None
    public: bool = True
    about_people: bool = False

    def __post_init__(self) -> None:
        if self.about_people and self.n is None and self.value is not None:
            raise ValueError(f"{self.key}: a fact about people must say in n how many they are")

    def for_public(self) -> Fact | None:
        """The fact as anyone may see it: None when it is not public, without value and n when n is small."""
        if not self.public:
            return None
        if self.about_people and self.n is not None and self.n < SMALLEST_PUBLIC_COUNT:
            return dataclasses.replace(self, value=None, n=None)
        return self


FactQuery = Callable[["Agency", int], Fact]


@dataclass(frozen=True, slots=True)
class FailedFact:
    """A provider that raised: the report says so and cannot be published; it never shows a blank.

    reason: kind of the error only, since anyone may read it; its words, which may hold rows or paths, are in the log.
    """

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Provider:
    issue: str
    query: FactQuery


_providers: Registry[_Provider] = Registry("fact")


def provides(issue: str, key: str) -> Callable[[FactQuery], FactQuery]:
    """Register `query(agency, fiscal_year) -> Fact` for an issue of the report.

    Raises ValueError for an issue that does not exist, AlreadyRegisteredError for a key that is taken.
    """
    if issue not in ISSUES:
        raise ValueError(f"{issue!r} is not an issue; the issues are {', '.join(ISSUES)}")

    def decorate(query: FactQuery) -> FactQuery:
        _providers.add(key, _Provider(issue, query), owner=f"{query.__module__}.{query.__qualname__}")
        return query

    return decorate


def facts_for(issue: str, agency: Agency, fiscal_year: int) -> list[Fact | FailedFact]:
    """All facts that rooms offer for an issue, in order of registration."""
    found: list[Fact | FailedFact] = []
    for key, provider in _providers.items():
        if provider.issue != issue:
            continue
        try:
            found.append(provider.query(agency, fiscal_year))
        except Exception as error:  # noqa: BLE001 - one broken room must not hide what the others can prove
            _log.exception("the fact %s could not be computed", key)
            found.append(FailedFact(key, type(error).__name__))
    return found


def forget(key: str) -> None:
    """Remove a provider: for tests that bring their own."""
    _providers.remove(key)


def provider_keys(issue: str) -> list[str]:
    """Keys registered for an issue; a system check warns about an issue with none."""
    return [key for key, provider in _providers.items() if provider.issue == issue]
