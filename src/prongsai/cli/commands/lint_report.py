"""Say what a reader or an assessor would object to in a report, and where: a file, or a fiscal year of this installation.

Exit code 0 when nothing of severity "error" was found, 1 otherwise.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from prongsai.cli.output import say, say_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="FILE|YEAR")
    parser.add_argument("--agency", metavar="CODE", help="with YEAR: whose report")


def run(arguments: argparse.Namespace) -> int:
    from prongsai.cli.commands.report import fiscal_year
    from prongsai.cli.database import agency_named
    from prongsai.measures.criticism import criticise_year, read_and_criticise

    path = Path(arguments.what)
    if path.exists():
        draft = read_and_criticise(path)
    else:
        draft = criticise_year(agency_named(arguments.agency), fiscal_year(arguments.what))
    if arguments.json:
        say_json({"findings": [asdict(finding) for finding in draft.findings]})
    else:
        for finding in draft.findings:
            say(
                f"[{finding.severity}] {finding.rule} · {finding.where}\n  {finding.message_th}\n  {finding.message_en}\n  → {finding.fix_th} / {finding.fix_en}"
            )
        say(f"พบ {len(draft.findings)} ข้อ / {len(draft.findings)} findings")
    return int(any(finding.severity == "error" for finding in draft.findings))
