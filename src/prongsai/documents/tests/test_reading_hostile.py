"""Files that mean harm, or are no documents: one sentence in two languages each, quickly, in little memory."""

from __future__ import annotations

import io
import random
import time
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prongsai.documents.reading import UnreadableFileError, read_bytes, read_file
from prongsai.documents.tests.reading_samples import WORD, package, paragraphs, word_file

ENTITIES = "<!DOCTYPE d [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def refusal(content: bytes, name: str = "x") -> UnreadableFileError:
    started = time.monotonic()
    with pytest.raises(UnreadableFileError) as raised:
        read_bytes(content, name)
    assert time.monotonic() - started < 20
    assert any("\u0e00" < letter < "\u0e7f" for letter in raised.value.message_th)
    assert raised.value.message_en.isascii() or name in raised.value.message_en
    return raised.value


def sheet(body: str) -> bytes:
    """A workbook whose sheet has this content of sheetData."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "ก"
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/worksheets/sheet1.xml"] = (
        f"<worksheet xmlns='{space}'><sheetData>{body}</sheetData></worksheet>".encode()
    )
    return package(parts)


@pytest.mark.parametrize(
    "content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"<html><body></body></html>"]
)
def test_nothing_to_read_is_said(content: bytes) -> None:
    refusal(content)


@pytest.mark.parametrize(
    "start",
    [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"GIF89a",
        b"II*\x00",
        b"BM",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"\x00\x00\x00\x18ftypheic",
    ],
)
def test_pictures_are_refused_as_pictures(start: bytes) -> None:
    assert "OCR" in refusal(start + bytes(500), "report.docx").message_en


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "DOCX"),
        (OLE + "Workbook".encode("utf-16-le"), "XLSX"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE, "DOCX or XLSX"),
        (b"{\\rtf1 text}", "DOCX"),
        (package({"xl/workbook.bin": "x"}), "XLSX"),
        (package({"ppt/presentation.xml": "<p/>"}), "PDF"),
        (package({"report.docx": "x"}), "unpack"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "unpack"),
        (b"text\x00text", "no document"),
        (random.Random(7).randbytes(20_000), "no document"),  # noqa: S311 - junk, not a secret
        (b"\x01\x02\x03" * 100, "no document"),
    ],
)
def test_other_kinds_are_refused_with_what_to_do(content: bytes, advice: str) -> None:
    assert advice in refusal(content, "report.txt").message_en


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    with pytest.raises(UnreadableFileError, match="50 MB"):
        read_file(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


def test_paths_that_cannot_be_opened_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.docx", Path("a\0b")):
        with pytest.raises(UnreadableFileError):
            read_file(path)


@pytest.mark.parametrize("part", ["word/document.xml", "word/media/picture.bin", "xl/workbook.xml"])
def test_packages_that_inflate_are_refused(part: str) -> None:
    assert "unsafe" in refusal(package({"word/document.xml": "<d/>", part: b"\0" * 30_000_000})).message_en


def test_packages_of_too_many_or_too_large_parts_are_refused() -> None:
    refusal(package({f"word/{number}.xml": "" for number in range(5_001)}))
    large = bytearray(package({"word/document.xml": b"<d/>"}, stored=True))
    # The directory says 4 GB; nothing is unpacked to find out.
    place = large.rindex(b"PK\x01\x02")
    large[place + 24 : place + 28] = b"\xf0\xff\xff\xff"
    refusal(bytes(large))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_package(encoding: str) -> None:
    declared = f"<?xml version='1.0' encoding='{encoding}'?>{ENTITIES}]>"
    word = f"{declared}<w:document {WORD}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
    assert "unsafe" in refusal(package({"word/document.xml": word.encode(encoding)})).message_en
    strings = f"{declared}<sst><si><t>&i;</t></si></sst>".encode(encoding)
    assert (
        "unsafe"
        in refusal(package({"xl/workbook.xml": "<workbook/>", "xl/sharedStrings.xml": strings})).message_en
    )
    odt = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"{declared}<c>&i;</c>".encode(encoding),
    }
    assert "unsafe" in refusal(package(odt)).message_en


def test_an_external_entity_is_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("ความลับ", encoding="utf-8")
    body = (
        f"<!DOCTYPE d [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><html><body><p>&x;</p><p>ก</p></body></html>"
    )
    document = read_bytes(body.encode(), "x.html")
    assert "ความลับ" not in "".join(paragraphs(document))


def test_names_of_parts_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rels = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    rels += "<Relationship Id='r1' Type='x/header' Target='../../../../etc/passwd'/></Relationships>"
    parts = {"../../evil.xml": "<a/>", "/absolute.xml": "<a/>", "word/_rels/document.xml.rels": rels}
    assert paragraphs(
        read_bytes(word_file("<w:p><w:r><w:t>ก</w:t></w:r></w:p>", **parts), "../../../x.docx")
    ) == ["ก"]
    assert list(tmp_path.rglob("*evil*")) == []


def test_truncated_packages_are_refused_wherever_they_end() -> None:
    whole = word_file("<w:p><w:r><w:t>ก</w:t></w:r></w:p>")
    for end in range(4, len(whole) - 1, 7):
        assert "damaged" in refusal(whole[:end]).message_en


@settings(deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_a_package_with_a_changed_byte_reads_or_is_refused(place: int, noise: bytes) -> None:
    whole = bytearray(
        word_file("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>ก</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")
    )
    whole[place % len(whole) : place % len(whole) + len(noise)] = noise
    try:
        read_bytes(bytes(whole), "x")
    except UnreadableFileError as error:
        assert error.message_th


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for start in (b"", b"<html>", b"PK\x03\x04", "\ufeffก\t".encode("utf-16")):
        try:
            read_bytes(start + content, "x")
        except UnreadableFileError as error:
            assert error.message_en


def test_nesting_that_would_exhaust_a_stack_ends() -> None:
    table = "<w:p><w:r><w:t>ลึก</w:t></w:r></w:p>"
    for _ in range(60):
        table = f"<w:tbl><w:tr><w:tc>{table}</w:tc></w:tr></w:tbl>"
    assert read_bytes(word_file(table), "x").blocks
    refusal(word_file("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000))
    refusal(b"<html><body>" + b"<div>" * 1_000_000)


@pytest.mark.parametrize(
    "content",
    [
        b"<html><table><tr>" + b"<td colspan=1000 rowspan=65534>x" * 20_000 + b"<tr>" * 1000,
        b"<html><body>" + b"<b>" * 3_000_000,
        b"\t\tx\n" * 1_000_000,
        b"a\n" * 3_000_000,
        sheet(
            "<row r='1'>" + "<c r='XFD1' t='inlineStr'><is><t>x</t></is></c></row><row>" * 2_000 + "</row>"
        ),
    ],
)
def test_files_that_grow_while_they_are_read_are_refused(content: bytes) -> None:
    refusal(content)


def test_a_malformed_workbook_is_refused() -> None:
    refusal(sheet("<row r='1'><c r='A1' t='s'><v>99999</v></c></row>"))
    refusal(package({"xl/workbook.xml": "<workbook/>"}))
