"""Load the sample years, write their reports and serve them: a look at everything in one command. Safe to repeat."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from prongsai.cli.output import progress, say, say_json, write_whole

if TYPE_CHECKING:
    from prongsai.agencies.models import Agency


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-serve", action="store_true", help="stop after the reports are written")
    parser.add_argument("--port", default="8000", metavar="N")
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("out"),
        metavar="FOLDER",
        help="where the reports go; ./out when left out",
    )


def run(arguments: argparse.Namespace) -> int:
    from prongsai.cli.commands import serve
    from prongsai.cli.database import ready_database
    from prongsai.cli.sampling import load_samples
    from prongsai.ledger.actions import checkpoint

    ready_database()
    progress("ข้อมูลตัวอย่าง / sample years")
    samples = load_samples(f"http://127.0.0.1:{arguments.port}")
    checkpoint()
    files = [path for agency, year in samples for path in _write(agency, year, arguments.out)]
    if arguments.json:
        say_json({"files": [str(path) for path in files]})
    else:
        for path in files:
            say(str(path))
    if arguments.no_serve:
        return 0
    say("หน่วยงานสมมติอยู่ที่ /a/tuayang/ / The fictional agency is at /a/tuayang/.")
    return serve.run(
        argparse.Namespace(port=arguments.port, host="127.0.0.1", workers=2, json=arguments.json)
    )


def _write(agency: Agency, year: int, folder: Path) -> list[Path]:
    from prongsai.measures.report import gather
    from prongsai.measures.writing import FORMATS, written_for_the_web

    progress(f"รายงานปี {year} ของ{agency.name}")
    name = f"report-{year}-{agency.code}" if agency.is_sample else f"report-{year}"
    report = gather(agency, year)
    paths = []
    for extension in FORMATS:
        path = folder / f"{name}.{extension}"
        write_whole(path, written_for_the_web(report, extension))
        paths.append(path)
    return paths
