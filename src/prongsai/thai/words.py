"""Words of Thai text, which is written without spaces between them: maximal matching over a word list.

The list is pythainlp's `words_th.txt` (CC0); only that file is read, the package is never imported. Without it,
words are character clusters: coarser to search, never wrong.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Final

# Written once for every pattern below: consonants; vowels and marks that sit on them; what follows or leads them.
_CONSONANT = "[ก-ฮ]"
_ON = "[ัิ-ฺ็-๎]"
_FINAL = f"{_CONSONANT}{_ON}*[ะาำๅ]?"  # it may begin the next syllable too, as ต in ปฏิบัติ
_CLUSTER = re.compile(
    rf"""
    (?:
      [เ-ไ]?{_CONSONANT}ั[่-๋]?{_FINAL}     # จัด, บัติ, ตัวะ: mai han-akat never ends a syllable
    | เ{_CONSONANT}ี[่-๋]?ยะ? | เ{_CONSONANT}ื[่-๋]?อะ?    # เรีย(น), เสื่อ(ม)
    | {_CONSONANT}ื[่-๋]?{_FINAL}                     # คือ, ยืม: this vowel needs what follows
    | [เแ]{_CONSONANT}็{_FINAL}                      # เห็น
    | [เ-ไ]?{_CONSONANT}{_ON}*[ะาำๅ]?ะ?
    )
    (?:{_CONSONANT}{{1,2}}[ุิ]?์)*                        # ทร์ and ธุ์ are silent and stay
    | [ฤฦ]ๅ?
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_TOKEN = re.compile(
    r"""
    (?P<thai>(?<![ก-๎.])(?:(?:มี|เม|มิ|[ก-ฮ]{1,4})\.)+(?![ก-ฮ]?[ะ-ฺ็-๎]) | [ก-ฺเ-ๅ็-๎]+)
    | [A-Za-z]+(?:['’-][A-Za-z]+)*
    | [0-9๐-๙]+(?:[.,][0-9๐-๙]+)*
    | \s+
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_THAI_WORD = re.compile(r"[ก-ฺเ-ๅ็-๎]+")

_WORD_COST: Final = 1.0
_UNKNOWN_COST: Final = 2.0  # per cluster: two known words are better than one cluster that nobody knows
_SINGLE_LETTER_WORDS: Final = frozenset("ณธ")
_SHORTEST_ACROSS: Final = (
    5  # letters; shorter words turn up by chance, between a name and a family name for example
)
_KEY: Final = 2


class Dictionary:
    """A set of words, quick to ask for every word that begins at a place in a text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if len(word) > 1 or word in _SINGLE_LETTER_WORDS)
        longest: dict[str, int] = {}
        for word in self._words:
            key = word[:_KEY]
            longest[key] = max(longest.get(key, 0), len(word))
        self._longest = longest

    @classmethod
    def load(cls) -> Dictionary:
        """The word list of `word_list_path`, read once; empty where there is none."""
        return _loaded()

    def plus(self, words: Collection[str]) -> Dictionary:
        """This dictionary and more words, names of places and offices for example; spaces in them are dropped."""
        more = frozenset("".join(word.split()) for word in words) - {""}
        return self if more <= self._words else _joined(self, more)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def longest_at(self, text: str, start: int) -> int:
        """How long a word that begins at `start` can be at most; 0 when none does."""
        return self._longest.get(text[start : start + _KEY], 0)


@lru_cache(maxsize=1)
def word_list_path() -> Path | None:
    """Where pythainlp's word list lies, or None when the package is not installed. Nothing is imported."""
    spec = importlib.util.find_spec("pythainlp")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "corpus" / "words_th.txt"
        if path.is_file():
            return path
    return None


@lru_cache(maxsize=1)
def _loaded() -> Dictionary:
    path = word_list_path()
    lines = path.read_text("utf-8").splitlines() if path else []
    return Dictionary(line for line in lines if _THAI_WORD.fullmatch(line))


@lru_cache(maxsize=4)
def _joined(dictionary: Dictionary, more: frozenset[str]) -> Dictionary:
    return Dictionary((*dictionary, *more))


def clusters(text: str) -> list[str]:
    """Pieces that no cutter may divide: a consonant with its vowels, tone and silent letters, or one other character.

    >>> clusters("ผู้บริหาร")
    ['ผู้', 'บ', 'ริ', 'หา', 'ร']
    """
    return [match.group() for match in _CLUSTER.finditer(text)]


def words(text: str, *, dictionary: Dictionary | None = None) -> list[str]:
    """The words of a text; put together again they are the text.

    Spaces, numbers, Latin words, abbreviations (พ.ศ.) and marks are pieces of their own. What the dictionary does
    not know stays together up to the next word it knows; with an empty dictionary each cluster is a word.
    """
    dictionary = Dictionary.load() if dictionary is None else dictionary
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if match["thai"] is None or token.endswith("."):
            found.append(token)
        else:
            ends = best_ends(token, dictionary)
            found += [token[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    return found


def best_ends(
    text: str, dictionary: Dictionary, *, seams: frozenset[int] = frozenset(), seam_cost: float = 0.0
) -> list[int]:
    """Ends of the words of one run of Thai letters, by the cheapest path over cluster boundaries.

    seams: offsets at which something (a space) stood between the letters; a word may lie across one, at `seam_cost`.
    Unknown clusters that touch are one word, unless the dictionary is empty or a seam parts them.
    """
    places = _boundaries(text, seams)
    size = len(text)
    passed = list(accumulate(place in seams for place in range(size + 1)))
    cost: list[float] = [0.0] + [float("inf")] * size
    came_from = [0] * (size + 1)
    known = [False] * (size + 1)
    for i, start in enumerate(places[:-1]):
        reach = start + dictionary.longest_at(text, start)
        for end in places[i + 1 :]:
            if end > reach:
                break
            if text[start:end] not in dictionary:
                continue
            price = cost[start] + _WORD_COST
            if seams and (crossed := passed[end - 1] - passed[start]):
                if end - start < _SHORTEST_ACROSS:
                    continue
                price += seam_cost * crossed
            # <= lets the later start win a tie, so that the first word is the longer: มาตรการ|ควบคุม
            if price <= cost[end]:
                cost[end], came_from[end], known[end] = price, start, True
        end = places[i + 1]
        if cost[start] + _UNKNOWN_COST < cost[end]:
            cost[end], came_from[end], known[end] = cost[start] + _UNKNOWN_COST, start, False
    return _path(size, came_from, known, joins=len(dictionary) > 0, seams=seams)


def _boundaries(text: str, seams: frozenset[int]) -> list[int]:
    places = {0, *seams}
    places.update(match.end() for match in _CLUSTER.finditer(text))
    return sorted(places)


def _path(
    size: int, came_from: list[int], known: list[bool], *, joins: bool, seams: frozenset[int]
) -> list[int]:
    ends: list[int] = []
    end = size
    last_known = True
    while end > 0:
        if not (joins and ends and not known[end] and not last_known and end not in seams):
            ends.append(end)
        last_known = known[end]
        end = came_from[end]
    return ends[::-1]
