"""Import the results of an assessment year from XLSX or CSV; all rows or none. --template writes the form to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path

from prongsai.cli.errors import CommandError
from prongsai.cli.output import say, say_json, write_whole


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--agency", metavar="CODE")
    parser.add_argument(
        "--template", metavar="YEAR", help="write an empty form for that year to FILE and stop"
    )


def run(arguments: argparse.Namespace) -> int:
    from prongsai.assessment.actions import import_scores, template_xlsx
    from prongsai.cli.commands.report import fiscal_year
    from prongsai.cli.database import agency_named

    if arguments.template:
        write_whole(arguments.file, template_xlsx(fiscal_year(arguments.template)))
        say_json({"template": str(arguments.file)}) if arguments.json else say(str(arguments.file))
        return 0
    agency = agency_named(arguments.agency)
    if arguments.file.stat().st_size > 50_000_000:
        raise CommandError("แฟ้มใหญ่เกิน 50 เมกะไบต์", "The file is larger than 50 MB.")
    outcome = import_scores(
        agency=agency, content=arguments.file.read_bytes(), name=arguments.file.name, by=None
    )
    if arguments.json:
        say_json(outcome.as_json())
    else:
        say(f"{outcome.sentence_th} / {outcome.sentence_en}")
    return 0
