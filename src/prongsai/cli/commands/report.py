"""Write the official report of a fiscal year (รายงานประจำปีงบประมาณ) in one or all formats.

Without --format every format is written; without -o the files go to PRONGSAI_HOME/output/<agency>/.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from prongsai.cli.errors import CommandError
from prongsai.cli.output import progress, say, say_json, write_whole

FORMATS = ("pdf", "docx", "xlsx", "html", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", metavar="YEAR", help="fiscal year in B.E., such as 2568")
    parser.add_argument(
        "--agency", metavar="CODE", help="code of the agency; may be left out when there is one"
    )
    parser.add_argument("--format", choices=FORMATS, help="one format; all when left out")
    parser.add_argument("-o", "--output", type=Path, metavar="PATH", help="file, or folder for all formats")
    parser.add_argument("--arabic-digits", action="store_true", help="0-9 instead of ๐-๙")


def run(arguments: argparse.Namespace) -> int:
    from prongsai.cli.database import agency_named
    from prongsai.measures.writing import write_report

    year = fiscal_year(arguments.year)
    agency = agency_named(arguments.agency)
    if not arguments.json:
        progress(f"จัดทำรายงานปีงบประมาณ {year} ของ{agency.name}")
    formats = [arguments.format] if arguments.format else list(FORMATS)
    written = write_report(agency, year, formats, thai_digits=not arguments.arabic_digits)
    files = {}
    for name, content in written.items():
        files[name] = _path(arguments, agency.code, year, name)
        write_whole(files[name], content)
    if arguments.json:
        say_json(
            {
                "agency": agency.code,
                "fiscal_year": year,
                "files": {name: str(path) for name, path in files.items()},
            }
        )
    else:
        for path in files.values():
            say(str(path))
    return 0


def fiscal_year(text: str) -> int:
    """A fiscal year in B.E. as typed, Thai digits welcome; a year of the Common Era is explained, not guessed."""
    from prongsai.thai.digits import to_arabic

    digits = to_arabic(text.strip())
    if not digits.isdigit() or not 2500 <= int(digits) <= 2700:
        raise CommandError(
            f"«{text}» ไม่ใช่ปีงบประมาณ พ.ศ. ตัวอย่างที่ถูก: 2568",
            f"«{text}» is no fiscal year in the Buddhist era; write it like 2568.",
        )
    return int(digits)


def _path(arguments: argparse.Namespace, code: str, year: int, name: str) -> Path:
    from django.conf import settings

    if arguments.output is None:
        return Path(settings.HOME) / "output" / code / f"report-{year}.{name}"
    if arguments.format and not arguments.output.is_dir():
        return Path(arguments.output)
    return Path(arguments.output) / f"report-{year}.{name}"
