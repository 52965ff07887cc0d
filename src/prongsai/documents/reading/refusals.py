"""What is said of files that cannot be read, by the first bytes that give them away."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from prongsai.documents.reading.model import UnreadableFileError
from prongsai.documents.reading.safety import encrypted

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES: Final = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"BM",
    b"8BPS",
    b"\x00\x00\x00\x0cjP",
)
_ARCHIVES: Final = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")


def no_file(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"เปิดแฟ้ม {name!r} ไม่ได้: ตรวจชื่อแฟ้มและสิทธิ์การอ่าน",
        f"The file {name!r} cannot be opened: check its name and your right to read it.",
    )


def no_text(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"แฟ้ม {name!r} ไม่มีข้อความ: เลือกแฟ้มที่มีรายงาน ถ้าเป็นภาพให้ใช้แฟ้มต้นฉบับที่คัดลอกข้อความได้",
        f"The file {name!r} holds no text: choose the file that holds the report; if it holds pictures, "
        "use the original from which text can be copied.",
    )


def scan() -> UnreadableFileError:
    return UnreadableFileError(
        "PDF นี้เป็นภาพสแกน ไม่มีข้อความให้อ่าน: ใช้แฟ้มต้นฉบับ (DOCX หรือ PDF ที่คัดลอกข้อความได้) หรือแปลงด้วยโปรแกรม OCR แล้วตรวจทานก่อน",
        "This PDF is a scan without any text: use the original (DOCX, or a PDF from which text can be copied), "
        "or run OCR on it and proofread the result first.",
    )


def refuse_by_signature(content: bytes) -> None:
    """Raises UnreadableFileError for a kind of file that is known and not read here."""
    if content.startswith(_OLE):
        raise _of_ole(content)
    if content.startswith(_PICTURES) and b"\x00" in content or _is_boxed_picture(content):
        raise UnreadableFileError(
            "แฟ้มนี้เป็นรูปภาพ ไม่มีข้อความให้อ่าน: ใช้แฟ้มต้นฉบับ (DOCX, XLSX หรือ PDF) หรือแปลงด้วยโปรแกรม OCR แล้วตรวจทานก่อน",
            "This file is a picture without any text: use the original (DOCX, XLSX or PDF), "
            "or run OCR on it and proofread the result first.",
        )
    if content.startswith(_ARCHIVES):
        raise _archive()
    if content.startswith(b"{\\rtf"):
        raise _save_as("RTF", "DOCX")


def _is_boxed_picture(content: bytes) -> bool:
    return (content[:4] == b"RIFF" and content[8:12] == b"WEBP") or content[4:12] in {
        b"ftypheic",
        b"ftypheix",
        b"ftypmif1",
        b"ftypavif",
    }


def _of_ole(content: bytes) -> UnreadableFileError:
    """Old Office files and encrypted new ones share one container; the names in its directory are UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        return encrypted()
    if holds("WordDocument"):
        return _save_as("DOC", "DOCX")
    if holds("Workbook") or holds("Book"):
        return _save_as("XLS", "XLSX")
    return UnreadableFileError(
        "แฟ้มนี้เป็นรูปแบบเก่าของโปรแกรมสำนักงาน: เปิดแล้วบันทึกเป็น DOCX หรือ XLSX",
        "This file has an old office format: open it and save it as DOCX or XLSX.",
    )


def _save_as(kind: str, wanted: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"แฟ้มนี้เป็นรูปแบบ {kind} ซึ่งระบบไม่อ่าน: เปิดแล้วบันทึกเป็น {wanted}",
        f"This file has the format {kind}, which is not read: open it and save it as {wanted}.",
    )


def _archive() -> UnreadableFileError:
    return UnreadableFileError(
        "แฟ้มนี้เป็นแฟ้มบีบอัด: แตกแฟ้มก่อนแล้วเลือกเอกสารข้างใน",
        "This file is an archive: unpack it and choose the document inside.",
    )


def unknown_package(names: Collection[str]) -> UnreadableFileError:
    """For a ZIP file that is neither DOCX nor XLSX nor ODT."""
    if "xl/workbook.bin" in names:
        return _save_as("XLSB", "XLSX")
    if any(name.startswith("ppt/") for name in names):
        return _save_as("PPTX", "PDF")
    if "mimetype" in names and "content.xml" in names:
        return _save_as("OpenDocument", "ODT, XLSX, PDF")
    return _archive()
