"""The report as PDF, side by side in one run: ours, WeasyPrint from the same content as HTML, LibreOffice from DOCX.

    python bench/report_pdf.py            # medians of a few, and a batch on two processes
    python bench/report_pdf.py --full     # a batch of 2,000, as a province would make

Each document is different, so that no engine can answer from memory. Trust the ratios more than the times.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prongsai.settings")
os.environ.setdefault("PRONGSAI_HOME", tempfile.mkdtemp(prefix="prongsai-bench-"))

import django

from prongsai.documents import fonts
from prongsai.documents.pdf import render_pdf
from prongsai.documents.tests.pdf_samples import usual_report

FULL = 2_000
SMALL = 40
WARM = 10


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--full", action="store_true", help=f"a batch of {FULL} documents")
    parser.add_argument("--batch", type=int, help="so many documents in the batch")
    options = parser.parse_args()
    django.setup()
    compare()
    batch(options.batch or (FULL if options.full else SMALL))
    return 0


def compare() -> None:
    """Median time of one document, warm, for each engine that is installed; and the ratio to ours."""
    started = time.perf_counter()
    render_pdf(usual_report())
    print(f"Typst, first document             {1000 * (time.perf_counter() - started):8.1f} ms")
    ours = median(lambda number: render_pdf(usual_report(number)))
    print(f"Typst, warm, end to end           {1000 * ours:8.1f} ms   1.00")
    for name, engine in (
        ("WeasyPrint, warm, from HTML", weasyprint()),
        ("LibreOffice, from DOCX", libreoffice()),
    ):
        if engine is None:
            print(f"{name:<33} not installed")
        else:
            theirs = median(engine, rounds=3)
            print(f"{name:<33} {1000 * theirs:8.1f} ms   {theirs / ours:.2f}")


def median(make: Callable[[int], object], rounds: int = WARM) -> float:
    times = []
    # The first one warms up and is not counted.
    for number in range(rounds + 1):
        started = time.perf_counter()
        make(1_000 + number)
        times.append(time.perf_counter() - started)
    return statistics.median(times[1:])


def weasyprint() -> Callable[[int], object] | None:
    if find_spec("weasyprint") is None:
        return None
    try:
        import weasyprint as engine
    except OSError as error:  # its C libraries
        print(f"WeasyPrint: {error}", file=sys.stderr)
        return None
    from weasyprint.text.fonts import FontConfiguration

    from prongsai.documents.html import render_html

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    known = FontConfiguration()
    faces = "".join(
        f"@font-face{{font-family:Sarabun;font-weight:{weight};src:url({fonts.path(style).as_uri()})}}"
        for style, weight in (("Regular", 400), ("Bold", 700))
    )
    sheet = engine.CSS(string=faces, font_config=known)

    def make(number: int) -> object:
        page = engine.HTML(string=render_html(usual_report(number)))
        return page.write_pdf(stylesheets=[sheet], font_config=known, pdf_variant="pdf/ua-1")

    return make


def libreoffice() -> Callable[[int], object] | None:
    program = shutil.which("soffice")
    if program is None:
        return None
    from prongsai.documents.docx import render_docx

    folder = Path(tempfile.mkdtemp(prefix="prongsai-bench-"))

    def make(number: int) -> None:
        file = folder / "report.docx"
        file.write_bytes(render_docx(usual_report(number)))
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        subprocess.run([*command, "--outdir", str(folder), str(file)], check=True, capture_output=True)

    return make


def batch(count: int) -> None:
    """Many documents on two processes: time, and how much a process has grown since its 20th document."""
    started = time.perf_counter()
    halves = [range(0, count, 2), range(1, count, 2)]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        sizes = pool.map(part, halves)
    seconds = time.perf_counter() - started
    print(f"{count} documents on 2 processes       {seconds:8.1f} s    {1000 * seconds / count:.1f} ms each")
    for early, late in sizes:
        print(f"  memory of a process: {early:.0f} MB after 20 documents, {late:.0f} MB at the end")


def part(numbers: range) -> tuple[float, float]:
    early = 0.0
    for made, number in enumerate(numbers, 1):
        render_pdf(usual_report(number))
        if made <= 20:
            early = resident()
    return early, resident()


def resident() -> float:
    """Memory of this process now, in MB; its greatest where the system does not tell."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    sys.exit(main())
