"""Where a line of Thai may break: text cut into pieces that must stay whole.

Thai writes no spaces between words. A break is taken only where two independent cutters agree, the dictionary (nlpo3,
maximal matching over the word list) and ICU: either alone cuts words such as กระบวนการกำกับ or เจ้าพนักงาน in two.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final

import nlpo3
from icu4py.breakers import CharacterBreaker, WordBreaker

_THAI: Final = "\u0e01-\u0e3a\u0e40-\u0e4e"
_NEVER_FIRST: Final = re.compile("[ๆฯะาำๅ\u0e31\u0e34-\u0e3a\u0e47-\u0e4e%ฯ๏๚๛°′″\\u0300-\\u036f]")
_NEVER_LAST: Final = re.compile("[เแโใไ฿$#@(\\[{<“‘«]")
_WORD: Final = re.compile(f"[{_THAI}A-Za-z0-9๐-๙□\u00c0-\u024f]")
_CLOSING: Final = re.compile(r"[)\]}>”’»/]")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[!-~]+|[!-~]{20,}")
_AFTER_SCHEME: Final = re.compile(r"(?:https?://)?")
_ADDRESS_BREAK: Final = re.compile(r"(?<=[/.\-?&=_#:@,;])(?=[A-Za-z0-9%~])")
_DICTIONARY: Final = "prongsai"


def segments(text: str, glossary: Collection[str] = frozenset()) -> list[str]:
    """`text` cut into pieces that no line may break inside; runs of spaces are pieces of their own.

    glossary: terms that stay whole wherever they occur, even over a space. Joined, the pieces give `text` again.
    """
    bounds = _bounds(text) - _within(text, glossary)
    return _cut(text, bounds)


def fitted(pieces: Iterable[str], width: float, measure: Callable[[str], float]) -> list[str]:
    """The same pieces, with those wider than `width` cut further: inside a term, at ICU's words, then anywhere.

    A piece wider than its column would wrap inside itself and the next be drawn beside its first line.
    """
    return [
        part
        for piece in pieces
        for part in ([piece] if measure(piece) <= width else _chopped(piece, width, measure))
    ]


def dictionary_words(text: str) -> list[str]:
    """`text` cut at every word of the dictionary: longest words first, spaces kept."""
    _load_dictionary()
    return nlpo3.segment(text, _DICTIONARY, safe=True)


@cache
def _load_dictionary() -> None:
    message, loaded = nlpo3.load_dict(str(_word_list()), _DICTIONARY)
    if not loaded:
        raise RuntimeError(f"พจนานุกรมคำไทยอ่านไม่ได้ — the Thai word list cannot be read: {message}")


def _word_list() -> Path:
    # The package is located, not imported: importing it takes half a second and 70 MB.
    found = importlib.util.find_spec("pythainlp")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError(
            "ไม่พบรายการคำไทย ให้สั่ง make setup — the Thai word list is not there; run `make setup`"
        )
    return Path(found.submodule_search_locations[0]) / "corpus" / "words_th.txt"


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


def _within(text: str, glossary: Collection[str]) -> set[int]:
    pattern = _pattern(frozenset(glossary))
    if pattern is None:
        return set()
    return {index for match in pattern.finditer(text) for index in range(match.start() + 1, match.end())}


@lru_cache(maxsize=16)
def _pattern(glossary: frozenset[str]) -> re.Pattern[str] | None:
    terms = sorted((term for term in glossary if term.strip()), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, terms))) if terms else None


def _cut(text: str, bounds: Iterable[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise(sorted({0, len(text), *bounds}))]


def _chopped(piece: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    for term in segments(piece):
        for word in [term] if measure(term) <= width else _icu_words(term):
            if measure(word) <= width:
                yield word
            else:
                yield from _filled(CharacterBreaker(word, "th"), width, measure)


def _icu_words(text: str) -> list[str]:
    """ICU's words, with whatever may not begin a line kept with the word before it."""
    words: list[str] = []
    for word in WordBreaker(text, "th"):
        if words and (_NEVER_FIRST.match(word) or _NEVER_LAST.match(words[-1][-1]) or not _WORD.match(word)):
            words[-1] += word
        else:
            words.append(word)
    return words


def _filled(characters: Iterable[str], width: float, measure: Callable[[str], float]) -> Iterator[str]:
    line, used = "", 0.0
    for character in characters:
        advance = measure(character)
        if line and used + advance > width:
            yield line
            line, used = "", 0.0
        line, used = line + character, used + advance
    if line:
        yield line
