"""Read a past report (txt, html, docx, xlsx, pdf) into a draft plan and say what could not be read.

With --save the draft becomes the current plan of its year. Nothing of the file is lost: what fits no field is listed.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from prongsai.cli.errors import CommandError
from prongsai.cli.output import progress, say, say_json

if TYPE_CHECKING:
    from prongsai.measures.draft import Draft


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--save", action="store_true", help="keep the draft as the plan of its year")
    parser.add_argument(
        "--agency",
        metavar="CODE",
        help="whose plan it becomes (with --save); by the name in the file when left out",
    )
    parser.add_argument("--year", metavar="YEAR", help="fiscal year in B.E., for a file that names none")


def run(arguments: argparse.Namespace) -> int:
    from prongsai.measures.criticism import read_and_criticise

    if not arguments.json:
        progress(f"อ่าน {arguments.file.name}")
    draft = read_and_criticise(arguments.file)
    if not draft.measures:
        raise CommandError(
            f"ไม่พบตารางมาตรการใน {arguments.file.name}: แฟ้มต้องมีตารางที่มีหัวตาราง เช่น มาตรการ ขั้นตอน ระยะเวลา ผู้รับผิดชอบ ผลการดำเนินการ",
            f"No table of measures was found in {arguments.file.name}: it needs a table whose header names measures, "
            "steps, time, responsible and results.",
        )
    saved = _save(arguments, draft) if arguments.save else None
    if arguments.json:
        say_json(draft.as_json() | ({"saved": saved} if saved else {}))
    else:
        _tell(draft, saved)
    return 0


def _save(arguments: argparse.Namespace, draft: Draft) -> dict[str, object]:
    from prongsai.cli.commands.report import fiscal_year
    from prongsai.cli.importing import save_imported

    year = fiscal_year(arguments.year) if arguments.year else None
    plan = save_imported(
        draft,
        file_name=arguments.file.name,
        sha256=hashlib.sha256(arguments.file.read_bytes()).hexdigest(),
        agency_code=arguments.agency,
        fiscal_year=year,
    )
    return {"agency": plan.agency.code, "fiscal_year": plan.fiscal_year}


def _tell(draft: Draft, saved: dict[str, object] | None) -> None:
    say(f"{draft.agency_name} อำเภอ{draft.district} จังหวัด{draft.province} ปีงบประมาณ {draft.fiscal_year}")
    for number, measure in enumerate(draft.measures, 1):
        scores = ", ".join(
            f"{score.fiscal_year} = {score.points}"
            for outcome in measure.outcomes
            for score in outcome.scores
        )
        say(
            f"{number}. [{measure.issue or '?'}] {measure.title}: ขั้นตอน {len(measure.steps)} ผล {len(measure.results)} "
            f"ผลลัพธ์ {len(measure.outcomes)}{f' ({scores})' if scores else ''}"
        )
    for text in draft.unread:
        say(f"จัดลงช่องไม่ได้หรือซ้ำ / unread: {text}")
    for finding in draft.findings:
        say(
            f"[{finding.severity}] {finding.rule} {finding.issue}: {finding.message_th} / {finding.message_en}"
        )
    if saved:
        say(
            f"บันทึกเป็นแผนปี {saved['fiscal_year']} ของ {saved['agency']} แล้ว พิมพ์ด้วย prongsai report {saved['fiscal_year']} "
            f"--agency {saved['agency']} / Saved as a draft."
        )
