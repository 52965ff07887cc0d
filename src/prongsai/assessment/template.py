"""The empty table that officers fill in with official scores: codes and labels are there, only scores are missing."""

from __future__ import annotations

import io
from typing import Final

import xlsxwriter

from prongsai.assessment.frameworks import Framework, framework

_COLUMNS: Final = (("ปีงบประมาณ", 12), ("รหัส", 10), ("ชื่อข้อหรือตัวชี้วัด", 80), ("คะแนน", 12))


def template_xlsx(year: int) -> bytes:
    """An XLSX of a fiscal year (B.E.) that `import_scores` reads back; raises NoFrameworkError.

    Only cells of scores can be changed, and take numbers from 0 to 100 only.
    """
    found = framework(year)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        score = book.add_format({"num_format": "0.00", "locked": False, "bg_color": "#FFF7BF", "border": 1})
        sheet = book.add_worksheet(f"ITA {year}")
        for column, (label, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, label, head)
        for row, code in enumerate(found.codes(), 1):
            sheet.write_number(row, 0, year)
            sheet.write_string(row, 1, code)
            sheet.write_string(row, 2, _label(found, code))
            sheet.write_blank(row, 3, None, score)
        sheet.data_validation(
            1, 3, len(found.codes()), 3,
            {
                "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100,
                "error_title": "คะแนน", "error_message": "กรอกตัวเลข 0.00 ถึง 100.00",
            },
        )  # fmt: skip
        sheet.freeze_panes(1, 0)
        sheet.protect()
    return file.getvalue()


def _label(found: Framework, code: str) -> str:
    item = found.item(code)
    if item is not None:
        return item.label_th
    named = found.indicator(code) or found.instrument(code)
    return f"รวม: {named.name_th}" if named else "คะแนนรวม ITA"
