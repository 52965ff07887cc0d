"""Whatever somebody types, the PDF is made, is valid, and the text is text."""

from __future__ import annotations

import dataclasses
import threading
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prongsai.documents import linebreak
from prongsai.documents.model import (
    Attachment,
    Cell,
    Column,
    Document,
    Heading,
    Line,
    Paragraph,
    QrCode,
    QrCodes,
    Signature,
    Signatures,
    Table,
    Voice,
)
from prongsai.documents.pdf import render_pdf
from prongsai.documents.plain import clean
from prongsai.documents.tests.pdf_reading import squeezed, text_of
from prongsai.documents.tests.samples import HOSTILE

TYPST = (
    "#panic()",
    "$x^2$ $",
    "@ref <label> #label",
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd")',
    "= Heading\n- list\n/ term: x",
    "*bold* _emph_ `raw` ```raw```",
    "// comment /* x */ \\ \\u{41}",
    '"; #panic(); "',
    "#set page(width: 1pt)",
)
FOREIGN = (
    "😀👩🏽‍⚕️🇹🇭",
    "ທຸກຄົນ 中文 မြန်မာ ខ្មែរ",
    "שלום العربية \u202eกลับหลัง\u202c",
    "\x00\x01\x1b\x7f\ufffe\u2028\u2029\u200b\ufeff\u00ad",
    "\ue000\U0010ffff",
    "่้๊๋ ์ ำ ๆ ฯ ะ",
    "ก" + "่" * 50,
    "e\u0301 ﬁ ① ½ ²",
)


def everywhere(text: str) -> Document:
    """A document that says one text in every place where there can be text."""
    lines = tuple(Line(text, voice, "https://town.example/") for voice in Voice)
    return Document(
        title=text,
        author=text,
        subtitles=(text,),
        notice=text,
        footer=text,
        subject=text,
        keywords=(text,),
        glossary=frozenset({text}),
        blocks=(
            Heading(text),
            Paragraph(text, indent=True),
            Table(text, (Column(text, 1), Column("ข", 9)), ((Cell(lines), Cell(lines)),)),
            Signatures(text, (Signature(text, text, text, text), Signature(text))),
            QrCodes((QrCode("https://town.example/", text),)),
        ),
        attachments=(
            Attachment(text, b"{}", "application/json", text),
            Attachment(text, b"\xff", "x/y", text),
        ),
    )


def is_valid(content: bytes) -> bool:
    return all(page.is_pdf_compliant_bytes(content, profile=profile) for profile in ("3a", "ua1"))


@pytest.mark.parametrize("text", [*TYPST, *HOSTILE])
def test_markup_is_printed_not_obeyed(text: str) -> None:
    content = render_pdf(everywhere(text))

    assert is_valid(content)
    found = squeezed(text_of(content))
    # Only what the typeface has can be compared letter by letter.
    if text.isascii():
        assert found.count(squeezed(text)) >= 8


@pytest.mark.parametrize("text", FOREIGN)
def test_foreign_characters_never_fail(text: str) -> None:
    assert is_valid(render_pdf(everywhere(text)))


def test_characters_without_a_glyph_are_named() -> None:
    text = text_of(render_pdf(Document("ก", "ข", (Paragraph("ขอบคุณ 😀 中"),))))

    assert "ขอบคุณ □ □" in text
    assert "U+1F600 GRINNING FACE" in text
    assert "U+4E2D" in text


def test_direction_controls_cannot_reverse_what_is_read() -> None:
    assert "ยอดเงิน 100 บาท" in text_of(
        render_pdf(Document("ก", "ข", (Paragraph("ยอดเงิน \u202e100\u202c บาท"),)))
    )


def test_both_spellings_of_sara_am_are_one() -> None:
    text = text_of(render_pdf(Document("ก", "ข", (Paragraph("ทํา นํ้า น้ํา"),))))

    assert "ทำ น้ำ น้ำ" in text


@pytest.mark.parametrize(
    "text", ["ก" * 20_000, "การจัดซื้อจัดจ้าง " * 6_000, "x" * 20_000, "https://a.b/" + "c/" * 5_000]
)
def test_huge_cells_are_printed_whole(text: str) -> None:
    table = Table("", (Column("ก", 3), Column("ข", 20)), ((Cell((Line("ข้อ"),)), Cell((Line(text),))),))

    content = render_pdf(Document("ก", "ข", (table,)))

    letter = text[0] if len(set(text)) < 5 else "จัดซื้อ"
    assert squeezed(text_of(content)).count(letter) >= text.count(letter)


def test_a_huge_header_does_not_eat_the_page() -> None:
    column = Column("หัวตารางที่ยาวมาก " * 400, 1)

    assert is_valid(
        render_pdf(
            Document(
                "ก",
                "ข",
                (
                    Table(
                        "",
                        (column,),
                        ((Cell((Line("ค"),)),),),
                    ),
                ),
                notice="แจ้ง " * 2000,
            )
        )
    )


def test_unsafe_addresses_are_no_links() -> None:
    lines = tuple(
        Line("x", url=url) for url in ("javascript:alert(1)", "file:///etc/passwd", "/staff/", "https://")
    )
    content = render_pdf(Document("ก", "ข", (Table("", (Column("ก", 1),), ((Cell(lines),),)),)))

    with pikepdf.open(BytesIO(content)) as pdf:
        assert not any("/Annots" in sheet for sheet in pdf.pages)


def test_threads_do_not_disturb_each_other() -> None:
    documents = [dataclasses.replace(everywhere("ทดสอบ"), title=f"ฉบับ {number}") for number in range(6)]
    made: dict[int, bytes] = {}

    def work(number: int) -> None:
        made[number] = render_pdf(documents[number])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [made[number] for number in range(6)] == [render_pdf(document) for document in documents]


def test_a_file_beside_the_template_is_all_that_typst_can_see() -> None:
    root = Path(linebreak.__file__).parent / "typst"

    assert [path.name for path in root.iterdir()] == ["report.typ"]


TEXTS = st.text(
    st.sampled_from("กขคงนบปรมยลอสท่้๊๋์ัิีึืุูะาำๆฯเแโใไ aZ9๑-/.():=\"'😀\u200bé") | st.characters(), max_size=80
)


WHOLE = TEXTS.map(clean)
"""As the writers hand text over: without lone surrogates and the like."""


@given(WHOLE, st.sets(WHOLE, max_size=3))
def test_pieces_joined_are_the_text(text: str, glossary: set[str]) -> None:
    assert "".join(linebreak.segments(text, glossary)) == text


@given(WHOLE, st.floats(5, 200))
def test_lines_hold_the_text_in_order_and_fit(text: str, width: float) -> None:
    def measure(part: str) -> float:
        return 6.0 * len(part)

    lines = linebreak.lines(text, width, measure)

    assert squeezed("".join(lines)) == squeezed(text)
    assert all(
        measure(line) <= width or len(line) <= 6 or len(squeezed(line)) <= 1 or _one_cluster(line)
        for line in lines
    )


def _one_cluster(line: str) -> bool:
    return len(list(linebreak.CharacterBreaker(line.strip(), "th"))) == 1


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_any_text_makes_a_valid_file(text: str) -> None:
    assert is_valid(render_pdf(everywhere(text)))
