"""Scores for tests of any room."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import openpyxl

from prongsai.accounts.models import User
from prongsai.agencies.models import Agency
from prongsai.assessment.actions import ImportOutcome, import_scores, record_claimed_scores
from prongsai.assessment.frameworks import framework
from prongsai.assessment.models import ItemScore

HEADER = ("fiscal_year", "code", "score")


def csv_file(rows: Iterable[Iterable[Any]], header: Iterable[str] = HEADER, *, delimiter: str = ",") -> bytes:
    """A CSV in UTF-8 of a header and rows."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerows([list(header), *map(list, rows)])
    return file.getvalue().encode()


def xlsx_file(rows: Iterable[Iterable[Any]], header: Iterable[str] = HEADER) -> bytes:
    """An XLSX of a header and rows; texts that begin with = are formulas without a saved value."""
    book = openpyxl.Workbook()
    for row in [list(header), *map(list, rows)]:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def official(
    agency: Agency, year: int, points: Mapping[str, str], *, name: str = "ita.csv", by: User | None = None
) -> ImportOutcome:
    """Official scores of a year, imported as an officer would."""
    rows = [(year, code, text) for code, text in points.items()]
    return import_scores(agency=agency, content=csv_file(rows), name=name, by=by)


def claimed(
    agency: Agency, stated: Mapping[int, Mapping[str, str]], *, source: str = "รายงานปี 2568", **more: Any
) -> list[ItemScore]:
    """Scores that a report states, by fiscal year and code."""
    scores = [
        (year, code, Decimal(text)) for year, by_code in stated.items() for code, text in by_code.items()
    ]
    return record_claimed_scores(agency=agency, scores=scores, source=source, by=None, **more)


def every_item(year: int, points: str) -> dict[str, str]:
    """The same points for each item of a year's framework."""
    return {item.code: points for item in framework(year).items}
