"""A cell of the table taken apart into what it lists, and put together where extraction cut it. Every character is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from prongsai.measures.rules import stated_scores
from prongsai.thai.digits import to_arabic
from prongsai.thai.spaces import unwrap

STEPS_HEADINGS: Final = ("วิธีดำเนินการ", "วิธีการดำเนินการ", "ขั้นตอนการดำเนินการ", "แนวทางการดำเนินการ")

_NUMBER = re.compile(r"(?:(?<=\s)|^)(?P<number>[0-9๐-๙]{1,2})\s?[.)](?![0-9๐-๙])\s*")
_BULLET = re.compile(r"(?:(?<=\s)|^)[-•●▪–◆](?=\s*[^\s0-9])")
_MARKED = re.compile(r"^\s*(?:[0-9๐-๙]{1,2}\s?[.)](?![0-9๐-๙])|[-•●▪◆])")
_RESPONSIBLE = re.compile(r"\s*[/,;\n]\s*|\s+และ(?=\S)")
_NARROW: Final = 22
_BETWEEN_THAI = re.compile(r"(?<=[ก-๎]) (?=[ก-๎])")
_OUTCOME_STARTS = re.compile(r"^(?:จาก)?ผลการประเมิน")


def tidy(lines: Iterable[str], names: Sequence[str] = ()) -> list[str]:
    """Lines of a cell with the spaces of scanning removed, empty ones dropped. names: words to keep whole.

    The lines are looked at together, since the whole cell was wrapped at one width.
    """
    tidied = unwrap("\n".join(lines), extra_words=tuple(names)).split("\n")
    return [line.strip() for line in tidied if line.strip()]


def title(lines: Iterable[str], names: Sequence[str] = ()) -> str:
    """The title of a measure in one line.

    Its column is the narrowest of the table, so a title of short pieces was cut by the width of the column, between
    words as well as inside them: the pieces are put together.
    """
    written = " ".join(" ".join(lines).split())
    text = " ".join(tidy([written], names))
    was_cut = all(_columns(piece) <= _NARROW for piece in written.split(" "))
    return _BETWEEN_THAI.sub("", text) if was_cut else text


def _columns(text: str) -> int:
    """Width of a text in columns: vowels and marks above and below take none."""
    return sum(unicodedata.category(character) != "Mn" for character in text)


def items(lines: Iterable[str]) -> list[str]:
    """What a cell lists: a line may hold many numbered or bulleted points, each becomes one, marker included.

    >>> items(["๑. ก ๒. ข วิธีดำเนินการ", "- ค - ง"])
    ['๑. ก', '๒. ข วิธีดำเนินการ', '- ค', '- ง']
    """
    return [item for line in lines for item in _split(line)]


def _split(line: str) -> list[str]:
    cuts = sorted({0, len(line), *_number_cuts(line), *_bullet_cuts(line)})
    pieces = (line[start:end].strip() for start, end in pairwise(cuts))
    return [piece for piece in pieces if piece]


def _number_cuts(line: str) -> list[int]:
    """Where a numbered point begins: the first number of the line, 1, or the next after the last one."""
    cuts: list[int] = []
    last = 0
    for match in _NUMBER.finditer(line):
        number = int(to_arabic(match["number"]))
        if not cuts and match.start() == 0 or number == last + 1 or number == 1:
            cuts.append(match.start())
            last = number
    return cuts


def _bullet_cuts(line: str) -> list[int]:
    """Where a bulleted point begins. A dash is a bullet only in a line that begins with one: elsewhere it joins."""
    if not re.match(r"\s*[-•●▪◆]", line):
        return []
    return [match.start() for match in _BULLET.finditer(line) if line[match.start()] != "–"]


def is_marked(line: str) -> bool:
    """Whether a line begins with a number or a bullet."""
    return _MARKED.match(line) is not None


def is_steps_heading(text: str) -> bool:
    return text.strip(" :") in STEPS_HEADINGS


def responsible(lines: Iterable[str]) -> list[str]:
    """Who is responsible, one by one: «สำนักปลัด/ ทุกกอง» names two."""
    return [part.strip(" -") for line in lines for part in _RESPONSIBLE.split(line) if part.strip(" -")]


def outcome_texts(lines: Sequence[str]) -> list[str]:
    """Statements of the outcome column.

    A statement with scores is the lines from its topic to the next topic, for its numbers mean nothing apart.
    In a cell without scores each point is a statement of its own.
    """
    if not stated_scores("\n".join(lines)):
        return items(lines)
    groups: list[list[str]] = []
    for line in lines:
        begins = _OUTCOME_STARTS.match(line) or (is_marked(line) and not stated_scores(line))
        holds_scores = bool(groups) and bool(stated_scores("\n".join(groups[-1])))
        if not groups or (begins and (holds_scores or is_marked(line))):
            groups.append([line])
        else:
            groups[-1].append(line)
    return ["\n".join(group) for group in groups]
