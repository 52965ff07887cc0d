"""Which item a sentence of a report speaks of. Certain or nothing: a wrong binding would put a wrong score into a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from prongsai.assessment.frameworks import Framework, Item
from prongsai.thai.digits import to_arabic
from prongsai.thai.spaces import bare

_CODE = re.compile(r"(?<![a-z0-9])(?P<letter>[ieo])\s?(?P<number>\d{1,2})(?!\d|[.,]\d|[a-z])", re.IGNORECASE)
_RANGE = re.compile(
    r"(?<![a-z0-9])[ieo]\s?\d{1,2}\s*(?:[-–—]|ถึง)\s*(?:[ieo]\s?)?\d{1,2}(?!\d)",
    re.IGNORECASE,
)
_TOPIC_ENDS: Final = re.compile(r"ได้คะแนน|แสดงให้เห็น")
"""What stands before is what the score is about; what follows is the officer's explanation."""


def match_item(framework: Framework, text: str) -> Item | None:
    """The item of the framework that the text speaks of, None when that is not certain.

    A code that is written out (i3, E๗) wins, unless several are or a range is. Else the items whose phrases all
    stand in the text count; one that is only part of a longer phrase of another does not.
    """
    plain = to_arabic(text)
    if _RANGE.search(plain):
        return None
    codes = {f"{found['letter'].lower()}{int(found['number'])}" for found in _CODE.finditer(plain)}
    if codes:
        return framework.item(codes.pop()) if len(codes) == 1 else None
    for part in (_TOPIC_ENDS.split(plain)[0], plain):
        candidates = _candidates(framework.items, bare(part))
        if candidates:
            return candidates[0] if len(candidates) == 1 else None
    return None


def _candidates(items: Iterable[Item], text: str) -> list[Item]:
    """Items whose phrases stand in the text, without those that live wholly inside the phrases of another."""
    spans = {item.code: list(_spans(item, text)) for item in items}
    return [item for item in items if spans[item.code] and not _inside_another(item.code, spans)]


def _spans(item: Item, text: str) -> Iterator[tuple[int, int]]:
    """Where the phrases of an item stand; only of alternatives whose phrases are all there. Its label is one of them."""
    for group in (*item.match, (item.label_th,)) if item.match else ():
        phrases = [bare(phrase) for phrase in group]
        if all(phrase in text for phrase in phrases):
            yield from (
                (found.start(), found.end())
                for phrase in phrases
                for found in re.finditer(re.escape(phrase), text)
            )


def _inside_another(code: str, spans: dict[str, list[tuple[int, int]]]) -> bool:
    return any(
        all(any(_longer(outer, inner) for outer in others) for inner in spans[code])
        for other, others in spans.items()
        if other != code and others
    )


def _longer(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer != inner
