"""White space in text that came out of scans and tables, and the forms of text that are compared and searched.

Thai has no spaces between words; a space parts phrases. Extraction puts spaces where lines were wrapped, also inside
words. Nothing here ever drops or changes any other character, but for the normalisations that `clean` names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from prongsai.thai.digits import to_arabic
from prongsai.thai.words import Dictionary, best_ends
from prongsai.thai.wrapping import wrap_spaces

ZERO_WIDTH: Final = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"

_NO_ZERO_WIDTH = dict.fromkeys(map(ord, ZERO_WIDTH))
_BLANKS = re.compile(r"[^\S\n]+")
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")
# A vowel or tone mark cannot begin anything. Not า: "ท า" is what some PDF files make of "ทำ".
_BEFORE_A_MARK = re.compile(r"(?<=[ก-๎]) (?=[ะัำ-ฺ็-๎])")
# Letters of one phrase after another with single spaces between; abbreviations (พ.ศ.) are none of its words.
_PHRASES = re.compile(r"(?<![ก-๎.])[ก-ฺเ-ๅ็-๎]+(?: [ก-ฺเ-ๅ็-๎]+)+(?![.])")
_SEAM_COST: Final = 0.5  # a word across a space must save at least one word, or a cluster that nobody knows


def clean(text: str) -> str:
    """NFC, U+0E4D U+0E32 as ำ, no zero-width characters, every run of blanks one space; line feeds stay.

    A tone mark typed before or after U+0E4D ends before the ำ, as keyboards put it.
    """
    text = unicodedata.normalize("NFC", text.translate(_NO_ZERO_WIDTH).replace("\r\n", "\n"))
    text = _SARA_AM.sub(lambda match: f"{match[1] or match[2] or ''}ำ", text)
    return _BLANKS.sub(" ", text)


def squeeze(text: str, *, extra_words: Collection[str] = ()) -> str:
    """The text cleaned, and without spaces that stand inside a Thai word; spaces between phrases stay.

    extra_words: words to keep whole that no dictionary holds, such as the agency's name.

    >>> squeeze("จัดซื้อจัด จ้าง ปีงบประมาณ พ.ศ. ๒๕๖๘")
    'จัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. ๒๕๖๘'
    """
    text = _BEFORE_A_MARK.sub("", clean(text))
    inside = spaces_inside_words(text, Dictionary.load().plus(extra_words))
    return _without(text, inside)


def unwrap(text: str, *, extra_words: Collection[str] = ()) -> str:
    """`squeeze`, and without the spaces that extraction left where the lines of a table cell were wrapped.

    Lines of `text` are paragraphs of one cell and share its width: give the whole cell where it is at hand.
    A wrap is told by the filled lines it leaves (see `wrapping`); where that is not certain the space stays.
    """
    text = _BEFORE_A_MARK.sub("", clean(text))
    dictionary = Dictionary.load().plus(extra_words)
    inside = spaces_inside_words(text, dictionary)
    return _without(text, inside | wrap_spaces(text, inside, dictionary))


def bare(text: str) -> str:
    """For comparing headings: cleaned, no white space at all, Arabic digits, lower case.

    >>> bare("ระยะเวลาใน การดำเนินการ ปี ๒๕๖๘") == bare("ระยะเวลาในการดำเนินการปี 2568")
    True
    """
    return "".join(to_arabic(clean(text)).lower().split())


def search_form(text: str) -> str:
    """The one form in which text is indexed and queries are asked, for substring (trigram) search.

    As `bare`, and เ typed twice is แ, which looks the same: nobody finds what they cannot see is different.
    """
    return bare(text).replace("เเ", "แ")


def spaces_inside_words(text: str, dictionary: Dictionary) -> set[int]:
    """Offsets of the single spaces that a dictionary word lies across, in text that `clean` has seen."""
    found: set[int] = set()
    for match in _PHRASES.finditer(text):
        found |= _inside(match.group(), match.start(), dictionary)
    return found


def _inside(phrases: str, offset: int, dictionary: Dictionary) -> set[int]:
    """Spaces inside words of one chain of phrases that begins at `offset`."""
    spaces = [i for i, character in enumerate(phrases) if character == " "]
    seams = [space - n for n, space in enumerate(spaces)]
    letters = phrases.replace(" ", "")
    ends = set(best_ends(letters, dictionary, seams=frozenset(seams), seam_cost=_SEAM_COST))
    edges = [0, *seams, len(letters)]
    for before, seam, after in zip(edges[:-2], seams, edges[2:], strict=True):
        # Two whole phrases that are words themselves are a list (ซื่อสัตย์ สุจริต), also where a compound of them exists.
        if letters[before:seam] in dictionary and letters[seam:after] in dictionary:
            ends.add(seam)
    return {offset + space for space, seam in zip(spaces, seams, strict=True) if seam not in ends}


def _without(text: str, offsets: Collection[int]) -> str:
    return "".join(character for i, character in enumerate(text) if i not in offsets)
