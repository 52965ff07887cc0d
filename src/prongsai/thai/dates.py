"""Dates of the Buddhist era (พุทธศักราช, พ.ศ. = ค.ศ. + 543), as Thai offices write and read them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, Literal
from zoneinfo import ZoneInfo

from prongsai.thai.digits import to_arabic, to_thai
from prongsai.thai.errors import AmbiguousYearError, DateError, shown

__all__ = [
    "MONTHS", "MONTHS_SHORT", "AmbiguousYearError", "DateError", "be_year", "ce_year", "format_date", "format_datetime",
    "parse_date",
]  # fmt: skip

MONTHS: Final = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_SHORT: Final = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
BANGKOK: Final = ZoneInfo("Asia/Bangkok")

Style = Literal["full", "short", "numeric"]

_ERA_OFFSET: Final = 543
_FIRST_BE: Final = 2400
_FIRST_DOUBTFUL: Final = 1900  # from here to 2400 people mean C.E., whatever mark they type
_MONTH_NUMBER: Final = {
    re.sub(r"[.\s]", "", name): number
    for names in (MONTHS, MONTHS_SHORT)
    for number, name in enumerate(names, 1)
}
_ERA: Final = r"(?P<{}>[พค]\s?\.?\s?ศ\s?\.?)?"
_YEAR: Final = rf"{_ERA.format('before')}\s?(?P<year>[0-9]+)\s?{_ERA.format('after')}"
_WEEKDAY: Final = r"(?:วัน\s?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัสฯ?|ศุกร์|เสาร์|อาทิตย์)?\s?(?:ที่)?\s?)?"
_ISO: Final = re.compile(
    rf"(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}})\s?{_ERA.format('after')}"
)
_NUMERIC: Final = re.compile(
    rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})\s?(?P<mark>[/.-])\s?(?P<month>[0-9]{{1,2}})\s?(?P=mark)\s?{_YEAR}"
)
_WORDED: Final = re.compile(
    rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})\s?(?:เดือน)?\s?(?P<month>[ก-๎][ก-๎.]*?)\s?{_YEAR}"
)


def be_year(day: dt.date) -> int:
    """Year of the Buddhist era."""
    return day.year + _ERA_OFFSET


def ce_year(be: int) -> int:
    """Year of the Common Era of a year of the Buddhist era."""
    return be - _ERA_OFFSET


def format_date(day: dt.date, *, style: Style = "full", thai_digits: bool = False) -> str:
    """«30 กันยายน 2568», «30 ก.ย. 68» or «30/9/2568». An aware datetime gives its day in Bangkok."""
    if isinstance(day, dt.datetime) and day.tzinfo is not None:
        day = day.astimezone(BANGKOK)
    year = be_year(day)
    match style:
        case "full":
            text = f"{day.day} {MONTHS[day.month - 1]} {year}"
        case "short":
            text = f"{day.day} {MONTHS_SHORT[day.month - 1]} {year % 100:02d}"
        case "numeric":
            text = f"{day.day}/{day.month}/{year}"
        case _:
            raise ValueError(f"no date style {style!r}: full, short or numeric")
    return to_thai(text) if thai_digits else text


def format_datetime(moment: dt.datetime, *, style: Style = "full", thai_digits: bool = False) -> str:
    """A moment in Bangkok: «30 กันยายน 2568 เวลา 14.05 น.». Raises ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be shown")
    local = moment.astimezone(BANGKOK)
    text = f"{format_date(local.date(), style=style)} เวลา {local:%H.%M} น."
    return to_thai(text) if thai_digits else text


def parse_date(text: str) -> dt.date:
    """A day as Thai people type it.

    Thai or Arabic digits; «30 กันยายน 2568», «30 ก.ย. พ.ศ. 2568», «วันที่ 30 เดือนกันยายน 2568», «30/9/2568», «2025-09-30».
    A bare year from 2400 is B.E.; 1900 to 2399 is C.E. only in ISO form or with «ค.ศ.». Any other year, one of two
    digits too, raises AmbiguousYearError; a day that does not exist, and what is no date, raises DateError.
    """
    typed = " ".join(to_arabic(text).split())
    match = _ISO.fullmatch(typed) or _NUMERIC.fullmatch(typed) or _WORDED.fullmatch(typed)
    month = _month(match["month"]) if match else None
    if match is None or month is None:
        raise DateError(
            f"อ่านวันที่ «{shown(text)}» ไม่ได้ เขียนแบบ 30 กันยายน 2568 หรือ 30/9/2568",
            f"«{shown(text)}» is no date; write it like 30/9/2568 (B.E.) or 2025-09-30.",
        )
    era = _era(match)
    if match.re is _ISO and not era and int(match["year"]) < _FIRST_BE:
        era = "ค"
    return _day(_common_year(match["year"], era), month, int(match["day"]), text)


def _month(text: str) -> int | None:
    return int(text) if text.isdigit() else _MONTH_NUMBER.get(text.replace(".", ""))


def _era(match: re.Match[str]) -> str:
    """«พ» for B.E., «ค» for C.E., or nothing; two marks that disagree mark no era."""
    marks = {mark[0] for name in ("before", "after") if (mark := match.groupdict().get(name))}
    if len(marks) > 1:
        raise _which_era(match["year"])
    return marks.pop() if marks else ""


def _common_year(typed: str, era: str) -> int:
    """The C.E. year that was meant; raises AmbiguousYearError where that cannot be known."""
    year = int(typed) if len(typed) in (3, 4) else 0
    if era == "ค" and 0 < year < _FIRST_BE:
        return year
    # Old years exist (พ.ศ. 1893), but 1900 to 2400 marked B.E. is a C.E. year typed by habit.
    if era != "ค" and (year >= _FIRST_BE or (era and _ERA_OFFSET < year < _FIRST_DOUBTFUL)):
        return ce_year(year)
    raise _which_era(typed)


def _which_era(year: str) -> AmbiguousYearError:
    return AmbiguousYearError(
        f"ไม่แน่ใจว่าปี {shown(year)} เป็น พ.ศ. หรือ ค.ศ.: เขียนปี พ.ศ. สี่หลัก เช่น 2568 หรือเขียน ค.ศ. นำหน้า เช่น ค.ศ. 2025",
        f"Year {shown(year)} may be B.E. or C.E.: write the B.E. year in four digits (2568), or mark C.E. as ค.ศ. 2025.",
    )


def _day(year: int, month: int, day: int, text: str) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise DateError(
            f"ไม่มีวันที่ «{shown(text)}» ในปฏิทิน: ตรวจวันและเดือน",
            f"There is no day «{shown(text)}»: check day and month.",
        ) from error
