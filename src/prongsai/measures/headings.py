"""Which column a heading names, which issue a title speaks of. The words are data: headings.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from typing import Any, Final

from prongsai.thai.spaces import bare

COLUMNS: Final = ("title", "steps", "timeframe", "responsible", "results", "outcomes")
_LONGEST_HEADING = 80
_FEWEST_KNOWN_COLUMNS = 3


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("prongsai.measures").joinpath("headings.toml").read_text("utf-8"))


@cache
def _column_words() -> tuple[tuple[str, str], ...]:
    """(bare word, column), the longest words first, so that «ผลการดำเนินการ» is not taken for «การดำเนินการ»."""
    pairs = [(bare(word), column) for column, words in _words()["columns"].items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def column_of(heading: str) -> str | None:
    """The column that a heading names, or None. A whole match wins over a part, a long part over a short one."""
    text = bare(heading)
    if not text or len(text) > _LONGEST_HEADING:
        return None
    for word, column in _column_words():
        if text == word:
            return column
    for word, column in _column_words():
        if word in text:
            return column
    return None


def columns_of(cells: Sequence[str]) -> dict[int, str] | None:
    """Positions of the known columns when the row is the table's header, else None.

    A header names at least three different columns, one of them what the measure is or what was done.
    Of two headings that name one column the first counts.
    """
    found: dict[int, str] = {}
    for position, cell in enumerate(cells):
        column = column_of(cell)
        if column is not None and column not in found.values():
            found[position] = column
    known = set(found.values())
    if len(known) < _FEWEST_KNOWN_COLUMNS or not known & {"title", "results"}:
        return None
    return found


def issue_of(title: str, titles: dict[str, str] | None = None) -> str:
    """Key of the mandated issue that a title speaks of, "" when none fits.

    titles: the year's official wording by issue key; a title much like one of them is taken for it first.
    """
    text = bare(title)
    if not text:
        return ""
    likeness = {
        key: SequenceMatcher(None, text, bare(words)).ratio() for key, words in (titles or {}).items()
    }
    best = max(likeness, key=lambda key: likeness[key], default="")
    if best and likeness[best] >= 0.8:
        return best
    for key, alternatives in _words()["issues"].items():
        if any(all(bare(word) in text for word in words) for words in alternatives):
            return str(key)
    return ""


def much_alike(one: str, other: str) -> bool:
    """Whether two titles are the same but for a word: a measure continued in a later table."""
    first, second = bare(one), bare(other)
    return first == second or SequenceMatcher(None, first, second).ratio() >= 0.8
