"""From the rows of a file to scores of years: every fault with its row and column, in Thai and English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from prongsai.assessment.frameworks import TOTAL, NoFrameworkError, framework
from prongsai.assessment.rules import NotPointsError, points_of
from prongsai.assessment.sheet import SheetCell, SheetRow, read_sheets
from prongsai.documents.reading.model import UnreadableFileError
from prongsai.thai.digits import to_arabic

HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "fiscal_year": (
        "fiscal_year",
        "fiscalyear",
        "year",
        "ปีงบประมาณ",
        "ปีงบประมาณพ.ศ.",
        "ปีงบประมาณ(พ.ศ.)",
        "ปี",
        "ปีพ.ศ.",
    ),
    "code": ("code", "item", "itemcode", "รหัส", "รหัสข้อ", "ข้อ", "ข้อที่", "รหัสข้อคำถาม"),
    "score": ("score", "points", "คะแนน", "คะแนนที่ได้", "ผลคะแนน", "คะแนนเฉลี่ย"),
}
"""How people head the three columns, compared in small letters without spaces."""

_HEADER_WITHIN: Final = 20
_TOTALS: Final = frozenset({"total", "ita", "รวม", "คะแนนรวม", "คะแนนรวมita", "ผลรวม"})
_CODE_WORDS: Final = re.compile(r"^(?:ข้อที่|ข้อ|ตัวชี้วัดที่|ตัวชี้วัด|indicator)")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one place of the file. row and column count from 1; 0 where the whole file is meant."""

    row: int
    column: int
    message_th: str
    message_en: str

    @property
    def place(self) -> str:
        """The cell as spreadsheet programs name it, such as C5; empty for the whole file."""
        return f"{_letters(self.column)}{self.row}" if self.row and self.column else ""


class ScoresRefusedError(ValueError):
    """A file of scores that was not taken, in whole; `problems` name the places, the messages the first of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        shown = self.problems[:5]
        more = len(self.problems) - len(shown)
        self.message_th = "ไม่ได้นำเข้าคะแนนใด: " + "; ".join(one.message_th for one in shown)
        self.message_en = "No score was imported: " + "; ".join(one.message_en for one in shown)
        if more:
            self.message_th += f"; และอีก {more} แห่ง"
            self.message_en += f"; and {more} more"
        super().__init__(f"{self.message_th} / {self.message_en}")


@dataclass(slots=True)
class _Reading:
    columns: dict[str, int]
    scores: dict[int, dict[str, int]] = field(default_factory=dict)
    seen_at: dict[tuple[int, str], int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def complain(self, row: SheetRow, name: str, thai: str, english: str) -> None:
        column = self.columns[name] + 1
        place = f"{_letters(column)}{row.number}"
        self.problems.append(
            Problem(
                row.number,
                column,
                f"แถว {row.number} ({place}) {thai}",
                f"row {row.number} ({place}) {english}",
            )
        )


def scores_of(content: bytes, name: str) -> dict[int, dict[str, int]]:
    """Points in hundredths by fiscal year and code; raises ScoresRefusedError when anything at all is wrong.

    Rows without points are left out, so that a template can be handed in half filled.
    """
    try:
        sheets = read_sheets(content, name)
    except UnreadableFileError as error:
        raise ScoresRefusedError([Problem(0, 0, error.message_th, error.message_en)]) from error
    rows, header = _sheet_of_scores(sheets)
    reading = _Reading(_columns(header))
    for row in rows:
        if row.number > header.number:
            _take_row(reading, row)
    if not reading.scores and not reading.problems:
        reading.problems.append(
            Problem(0, 0, "ไม่มีแถวใดมีคะแนน: กรอกคอลัมน์คะแนน", "no row has a score: fill in the score column")
        )
    if reading.problems:
        raise ScoresRefusedError(reading.problems)
    return reading.scores


def plain_code(text: str) -> str:
    """A code as the framework writes it: `ข้อ I๓` is i3, `ตัวชี้วัดที่ 1` is 1, `คะแนนรวม` is total."""
    bare = "".join(to_arabic(text).lower().split())
    if bare in _TOTALS:
        return TOTAL
    bare = _CODE_WORDS.sub("", bare)
    letter, number = bare[:1], bare[1:]
    return f"{letter}{int(number)}" if letter in "ieo" and number.isascii() and number.isdigit() else bare


def _letters(column: int) -> str:
    """Letters of a column from 1: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _columns(row: SheetRow) -> dict[str, int]:
    """Columns from 0 by name, of a row that may be the header."""
    found: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        words = "".join(cell.text.lower().split())
        for name, known in HEADERS.items():
            if words in known:
                found.setdefault(name, index)
    return found


def _sheet_of_scores(sheets: list[list[SheetRow]]) -> tuple[list[SheetRow], SheetRow]:
    """The first sheet with a header of scores, and the header; raises ScoresRefusedError when there is none."""
    for rows in sheets:
        for row in rows[:_HEADER_WITHIN]:
            if len(_columns(row)) == len(HEADERS):
                return rows, row
    raise ScoresRefusedError([_no_header(sheets[0])])


def _no_header(rows: list[SheetRow]) -> Problem:
    best = max((_columns(row) for row in rows[:_HEADER_WITHIN]), key=len)
    missing = [known for name, known in HEADERS.items() if name not in best]
    thai = ", ".join(next(word for word in known if not word.isascii()) for known in missing)
    english = ", ".join(known[0] for known in missing)
    return Problem(
        0,
        0,
        f"ไม่พบหัวคอลัมน์ {thai}: แถวหัวตารางต้องมี ปีงบประมาณ รหัส และ คะแนน",
        f"no column is headed {english}: the header row needs fiscal_year, code and score",
    )


def _take_row(reading: _Reading, row: SheetRow) -> None:
    score = row.cell(reading.columns["score"])
    if not score.text and not score.fault_en:
        return
    year = _year(reading, row)
    code = None if year is None else _code(reading, row, year)
    points = _points(reading, row, score)
    if year is None or code is None or points is None:
        return
    first = reading.seen_at.setdefault((year, code), row.number)
    if first != row.number:
        reading.complain(
            row,
            "code",
            f"รหัส {code} ของปี {year} ซ้ำกับแถว {first}: เหลือไว้แถวเดียว",
            f"{code} of {year} stands in row {first} already: keep one of them",
        )
        return
    reading.scores.setdefault(year, {})[code] = points


def _year(reading: _Reading, row: SheetRow) -> int | None:
    text = to_arabic(row.cell(reading.columns["fiscal_year"]).text)
    match = re.fullmatch(r"(?:ปี)?(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.)?\s*(\d{4})", text, re.ASCII)
    if match is None or not 2400 <= int(match[1]) <= 2700:
        hint = f" คือ พ.ศ. {int(match[1]) + 543} หรือไม่" if match and 1957 <= int(match[1]) < 2157 else ""
        hint_en = f" (did you mean {int(match[1]) + 543}?)" if match and hint else ""
        reading.complain(
            row,
            "fiscal_year",
            f"ปีงบประมาณ {text[:20]!r} ไม่ใช่ปี พ.ศ. สี่หลัก เช่น 2568{hint}",
            f"the fiscal year {text[:20]!r} is no four-digit Buddhist year such as 2568{hint_en}",
        )
        return None
    year = int(match[1])
    try:
        framework(year)
    except NoFrameworkError as error:
        reading.complain(row, "fiscal_year", error.message_th, error.message_en)
        return None
    return year


def _code(reading: _Reading, row: SheetRow, year: int) -> str | None:
    written = row.cell(reading.columns["code"]).text
    code = plain_code(written)
    if code in framework(year).codes():
        return code
    if not written:
        reading.complain(row, "code", "มีคะแนนแต่ไม่มีรหัส: เติมรหัสข้อ", "has a score but no code: fill in the code")
        return None
    reading.complain(
        row,
        "code",
        f"รหัส {written[:20]!r} ไม่มีในกรอบการประเมินปี {year}: ใช้รหัสตามแบบฟอร์มของปีนั้น หรือลบแถวนี้",
        f"the framework of {year} has no code {written[:20]!r}: use the codes of that year's template, or remove the row",
    )
    return None


def _points(reading: _Reading, row: SheetRow, score: SheetCell) -> int | None:
    if score.fault_en:
        reading.complain(row, "score", f"คะแนน{score.fault_th}", f"the score {score.fault_en}")
        return None
    try:
        return points_of(to_arabic(score.text))
    except NotPointsError:
        reading.complain(
            row,
            "score",
            f"คะแนน {score.text[:20]!r} ไม่ใช่ตัวเลข 0.00 ถึง 100.00 ทศนิยมไม่เกินสองตำแหน่ง",
            f"the score {score.text[:20]!r} is no number from 0.00 to 100.00 with at most two decimals",
        )
        return None
