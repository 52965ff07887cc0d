"""Where a line of Thai may break: text cut into pieces that must stay whole.

Thai writes no spaces between words. A break is taken only where two independent cutters agree, the dictionary (nlpo3,
maximal matching over the word list) and ICU: either alone cuts words such as กระบวนการกำกับ or เจ้าพนักงาน in two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import Final

import nlpo3
from icu4py.breakers import CharacterBreaker, WordBreaker

from prongsai.thai.words import word_list_path

_THAI: Final = "\u0e01-\u0e3a\u0e40-\u0e4e"
_NEVER_FIRST: Final = re.compile("[ๆฯะาำๅ\u0e31\u0e34-\u0e3a\u0e47-\u0e4e%ฯ๏๚๛°′″\\u0300-\\u036f]")
_NEVER_LAST: Final = re.compile("[-เแโใไ฿$#@(\\[{<“‘«]")
"""A hyphen at the end of a line is dropped by readers that put divided words together."""
_WORD: Final = re.compile(f"[{_THAI}A-Za-z0-9๐-๙□\u00c0-\u024f]")
_CLOSING: Final = re.compile(r"[)\]}>”’»/]")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[!-~]+|[!-~]{20,}")
_AFTER_SCHEME: Final = re.compile(r"(?:https?://)?")
_ADDRESS_BREAK: Final = re.compile(r"(?<=[/.?&=_#:@,;])(?=[A-Za-z0-9%~])")
_TOGETHER: Final = re.compile(r"[A-Za-z0-9๐-๙.,]+ [=≤≥<>±] [A-Za-z0-9๐-๙.,]+|(?:พ|ค)\.ศ\. ?[0-9๐-๙]{4}")
_DICTIONARY: Final = "prongsai"


def segments(text: str, glossary: Collection[str] = frozenset()) -> list[str]:
    """`text` cut into pieces that no line may break inside; runs of spaces are pieces of their own.

    glossary: terms that stay whole wherever they occur, even over a space. Joined, the pieces give `text` again.
    """
    return _cut(text, _bounds(text) - _within(text, _pattern(frozenset(glossary))) - _within(text, _TOGETHER))


def lines(
    text: str,
    width: float,
    measure: Callable[[str], float],
    glossary: Collection[str] = frozenset(),
    *,
    first: float | None = None,
) -> list[str]:
    """`text` as the lines of a column `width` wide, each filled as far as whole pieces go; never empty.

    first: width of the first line, when it is indented. A piece wider than the column is cut inside: at words,
    then between letters. Spaces at the ends of lines are dropped.
    """
    done: list[str] = []
    line, room = "", width if first is None else first
    for piece in _fitted(segments(text, glossary), min(width, room), measure):
        if line and measure((line + piece).rstrip()) > room:
            done.append(line.rstrip())
            line, room = piece.lstrip(), width
        else:
            line += piece
    return [*done, line.rstrip()]


def _fitted(pieces: Iterable[str], width: float, measure: Callable[[str], float]) -> Iterator[str]:
    for piece in pieces:
        if measure(piece) <= width or piece.isspace():
            yield piece
        else:
            yield from _chopped(piece, width, measure)


def dictionary_words(text: str) -> list[str]:
    """`text` cut at every word of the dictionary, spaces kept; at ICU's words where there is no dictionary."""
    if not _load_dictionary():
        return list(WordBreaker(text, "th"))
    # A line feed would be lost by the cutter; no text with one gets here from the writers.
    return nlpo3.segment(text, _DICTIONARY, safe=True)


@cache
def _load_dictionary() -> bool:
    path = word_list_path()
    if path is None:
        return False
    message, loaded = nlpo3.load_dict(str(path), _DICTIONARY)
    if not loaded:
        raise RuntimeError(f"พจนานุกรมคำไทยอ่านไม่ได้ — the Thai word list cannot be read: {message}")
    return True


@lru_cache(maxsize=256)
def _bounds(text: str) -> frozenset[int]:
    by_dictionary = set(accumulate(map(len, dictionary_words(text))))
    by_icu = accumulate(map(len, WordBreaker(text, "th")))
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    inside = {index for start, end in addresses for index in range(start + 1, end)}
    return frozenset(
        {index for index in by_dictionary.intersection(by_icu) - inside if _may_break(text, index)}
        | {index for start, end in addresses for index in _address_bounds(text, start, end)}
        | {index for match in re.finditer(r"\s+", text) for index in match.span()}
    )


def _may_break(text: str, index: int) -> bool:
    if not 0 < index < len(text):
        return False
    before, after = text[index - 1], text[index]
    if _NEVER_FIRST.match(after) or _NEVER_LAST.match(before):
        return False
    if not _WORD.match(after):
        # Opening brackets may begin a line after a Thai word; all other punctuation stays with what it follows.
        return after in "(“‘«" and bool(_WORD.match(before))
    return bool(_WORD.match(before)) and not _same_foreign_word(before, after) or bool(_CLOSING.match(before))


def _same_foreign_word(before: str, after: str) -> bool:
    return not re.match(f"[{_THAI}□]", before) and not re.match(f"[{_THAI}□]", after)


def _address_bounds(text: str, start: int, end: int) -> Iterator[int]:
    scheme = _AFTER_SCHEME.match(text, start, end)
    first = scheme.end() if scheme else start
    for match in _ADDRESS_BREAK.finditer(text, first + 1, end):
        yield match.start()
    if end < len(text) and re.match(f"[{_THAI}]", text[end]) and not _NEVER_FIRST.match(text[end]):
        yield end


def _within(text: str, pattern: re.Pattern[str] | None) -> set[int]:
    found = pattern.finditer(text) if pattern else ()
    return {index for match in found for index in range(match.start() + 1, match.end())}


@lru_cache(maxsize=16)
def _pattern(glossary: frozenset[str]) -> re.Pattern[str] | None:
    terms = sorted((term for term in glossary if term.strip()), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, terms))) if terms else None


def _cut(text: str, bounds: Iterable[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise(sorted({0, len(text), *bounds}))]


def _chopped(piece: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """The piece cut by ever finer cutters, each only where the one before left a part too wide."""
    for cutter in (segments, _words_of_dictionary, _words_of_icu):
        parts = cutter(piece)
        if len(parts) > 1:
            for part in parts:
                if measure(part) <= width:
                    yield part
                else:
                    yield from _chopped(part, width, measure)
            return
    yield from _filled(CharacterBreaker(piece, "th"), width, measure)


def _words_of_dictionary(text: str) -> list[str]:
    return _joined(dictionary_words(text))


def _words_of_icu(text: str) -> list[str]:
    return _joined(WordBreaker(text, "th"))


def _joined(words: Iterable[str]) -> list[str]:
    """The same words, with whatever may not begin or end a line kept with its neighbour."""
    joined: list[str] = []
    for word in words:
        if joined and not _may_follow(joined[-1], word):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _may_follow(before: str, word: str) -> bool:
    return not _NEVER_FIRST.match(word) and not _NEVER_LAST.match(before[-1]) and bool(_WORD.match(word))


def _filled(characters: Iterable[str], width: float, measure: Callable[[str], float]) -> Iterator[str]:
    part, used = "", 0.0
    for character in characters:
        advance = measure(character)
        if part and used + advance > width:
            yield part
            part, used = "", 0.0
        part, used = part + character, used + advance
    if part:
        yield part
