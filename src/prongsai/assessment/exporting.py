"""A year's table as records, the same for JSON and CSV; the CSV can be imported again."""

from __future__ import annotations

import csv
import io
from typing import Any, Final

from prongsai.agencies.models import Agency
from prongsai.assessment.queries import Held, ScoreRow, ScoreTable

SCHEMA: Final = "prongsai/scores/1"
COLUMNS: Final = (
    "fiscal_year",
    "code",
    "kind",
    "label_th",
    "label_en",
    "score",
    "score_before",
    "delta",
    "passes",
    "source",
    "origin",
    "framework_year",
    "label_verified",
    "label_source",
)
_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def records(table: ScoreTable) -> list[dict[str, Any]]:
    """Rows that have points in the year or the year before; numbers as text with two decimals, None where there are none."""
    return [_record(table, row) for row in table.rows if row.held or row.held_before]


def as_json(agency: Agency, table: ScoreTable) -> dict[str, Any]:
    """The table as JSON-ready data."""
    level = table.level
    return {
        "schema": SCHEMA,
        "agency": {
            "code": agency.code,
            "name": agency.name,
            "name_en": agency.name_en,
            "sample": agency.is_sample,
        },
        "fiscal_year": table.year,
        "framework_year": table.numbered_as,
        "pass_line": f"{table.framework.pass_line / 100:.2f}",
        "pass_line_verified": table.framework.pass_line_verified,
        "level": None
        if level is None
        else {
            "name_th": level.name_th,
            "name_en": level.name_en,
            "verified": level.verified,
            "source": level.source,
        },
        "scores": records(table),
    }


def as_csv(table: ScoreTable) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark, so that spreadsheet programs read the Thai."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS)
    writer.writeheader()
    for record in records(table):
        writer.writerow({name: _cell(name, value) for name, value in record.items()})
    return file.getvalue().encode("utf-8-sig")


def _record(table: ScoreTable, row: ScoreRow) -> dict[str, Any]:
    return {
        "fiscal_year": table.year,
        "code": row.code,
        "kind": row.kind,
        "label_th": row.label_th,
        "label_en": row.label_en,
        "score": None if row.points is None else f"{row.points:.2f}",
        "score_before": None if row.before is None else f"{row.before:.2f}",
        "delta": None if row.delta is None else f"{row.delta:.2f}",
        "passes": row.passes,
        "source": _source(row.held),
        "origin": row.held.origin if row.held else "",
        "framework_year": table.numbered_as,
        "label_verified": row.verified,
        "label_source": row.source_note,
    }


def _source(held: Held | None) -> str:
    if held is None:
        return ""
    return "computed" if held.computed else held.source


def _cell(name: str, value: Any) -> Any:
    """Text that a spreadsheet program would take for a formula gets an apostrophe; numbers of ours do not."""
    if name in {"origin", "label_th", "label_en"} and str(value).startswith(_BEGINS_A_FORMULA):
        return f"'{value}"
    return value
