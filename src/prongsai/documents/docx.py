"""The document as a Word file that officers can edit: A4, real styles, a real table, nothing fetched, same bytes each time.

Page numbers are in Arabic digits even when the document asks for Thai ones: LibreOffice 7.4 prints the switch for Thai
digits (ThaiArabic) as Thai letters, and a wrong page number is worse than a foreign digit.

Links are HYPERLINK fields, not relationships: the file refers to nothing outside itself, which mail gateways and
Word's protected view look for. Computed lines have a style of their own ("Computed"), so that reading the file
back tells them from what people wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm

from prongsai.documents import qr, wording
from prongsai.documents.model import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    QrCode,
    QrCodes,
    Signature,
    Signatures,
    Table,
    Voice,
)
from prongsai.documents.plain import cleaned, link_target, shown
from prongsai.documents.word_styles import HEAD_SHADE, element, set_up, twips

UNDATED: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""Stands in the properties when the caller gives no time: the earliest that a ZIP can say."""
_LONG: Final = 297.0
_SHORT: Final = 210.0
_MARGIN: Final = 15.0
_PROPERTY_LIMIT: Final = 255
_STYLE_IN_CELL: Final = {
    Voice.WRITTEN: "Cell",
    Voice.HEADING: "CellHeading",
    Voice.COMPUTED: "Computed",
    Voice.NOTE: "Note",
}
_STYLE_IN_TEXT: Final = {**_STYLE_IN_CELL, Voice.WRITTEN: "Normal"}


def render_docx(document: Document, *, created: datetime | None = None) -> bytes:
    """The document as .docx; created: the time in its properties (aware), UNDATED when not given."""
    tidy = cleaned(document)
    word = docx.Document()
    set_up(word)
    _lay_out(word, tidy)
    _set_properties(word, tidy, (created or UNDATED).astimezone(UTC).replace(tzinfo=None))
    body = _Body(word, _text_width(tidy))
    body.add(_paragraph(tidy.title, "Title"), *(_paragraph(text, "Subtitle") for text in tidy.subtitles))
    for block in tidy.blocks:
        _write(body, block)
    return _packed(word)


class _Body:
    """The body of the Word document; `width`: of the text, in twips."""

    def __init__(self, word: WordDocument, width: int) -> None:
        self.word = word
        self.width = width
        # The section's properties stay last.
        self._end: Any = word.element.body.sectPr

    def add(self, *elements: Any) -> None:
        for made in elements:
            self._end.addprevious(made)


def _write(body: _Body, block: Block) -> None:
    match block:
        case Heading():
            body.add(_paragraph(block.text, f"Heading{min(max(block.level, 1), 6)}"))
        case Paragraph():
            style = (
                "Indented" if block.indent and block.voice is Voice.WRITTEN else _STYLE_IN_TEXT[block.voice]
            )
            body.add(_paragraph(shown(block.text, block.voice), style))
        case Table():
            body.add(_paragraph(block.caption, "Caption"), _table(block, body.width), _paragraph("", "Cell"))
        case Signatures():
            body.add(_paragraph(block.title, "Heading2"), *_signatures(block.people, body.width))
        case QrCodes():
            body.add(*_qr_codes(body, block.codes))


def _paragraph(text: str, style: str, url: str = "") -> Any:
    made: Any = OxmlElement("w:p")
    made.get_or_add_pPr().append(element("w:pStyle", val=style))
    target = link_target(url)
    if target:
        _add_link(made, text, target)
    elif text:
        made.add_r().text = text
    return made


def _add_link(paragraph: Any, text: str, target: str) -> None:
    """A HYPERLINK field; `target` has no quote, space or backslash, or link_target would have refused it."""
    _add_field(paragraph, f'HYPERLINK "{target}"', text, style="Hyperlink")


def _add_field(paragraph: Any, instruction: str, result: str, *, style: str = "") -> None:
    for kind in ("begin", "instruction", "separate", "result", "end"):
        run = paragraph.add_r()
        if kind == "instruction":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {instruction} "
            run.append(code)
        elif kind == "result":
            if style:
                run.get_or_add_rPr().append(element("w:rStyle", val=style))
            run.text = result
        else:
            run.append(element("w:fldChar", fldCharType=kind))


def _widths(columns: Sequence[Column], total: int) -> list[int]:
    """Twips of each column; together exactly `total`."""
    whole = sum(column.share for column in columns)
    widths = [int(total * column.share / whole) for column in columns]
    widths[-1] += total - sum(widths)
    return widths


def _table(table: Table, width: int) -> Any:
    widths = _widths(table.columns, width)
    made = _table_frame(widths, style="TableGrid", caption=table.caption)
    made.append(
        _row(
            [_column_heading(column, part) for column, part in zip(table.columns, widths, strict=True)],
            head=True,
        )
    )
    for row in table.rows:
        made.append(_row([_cell(cell, widths[place], first=place == 0) for place, cell in enumerate(row)]))
    return made


def _table_frame(widths: Sequence[int], *, style: str = "", caption: str = "") -> Any:
    """An empty table. The grid is given as well as each cell's width: LibreOffice reads only the grid."""
    made = OxmlElement("w:tbl")
    properties = OxmlElement("w:tblPr")
    if style:
        properties.append(element("w:tblStyle", val=style))
    properties.extend([element("w:tblW", w=sum(widths), type="dxa"), element("w:tblLayout", type="fixed")])
    margins = OxmlElement("w:tblCellMar")
    for side, size in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85)):
        margins.append(element(f"w:{side}", w=size, type="dxa"))
    properties.append(margins)
    if style:
        look = {"firstRow": 1, "lastRow": 0, "firstColumn": 1, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
        properties.append(element("w:tblLook", val="06A0", **look))
    if caption:
        properties.append(element("w:tblCaption", val=caption))
    grid = OxmlElement("w:tblGrid")
    grid.extend([element("w:gridCol", w=part) for part in widths])
    made.extend([properties, grid])
    return made


def _row(cells: Iterable[Any], *, head: bool = False) -> Any:
    """A row that may break over pages; the head row repeats on each page and does not break."""
    made = OxmlElement("w:tr")
    if head:
        properties = OxmlElement("w:trPr")
        properties.extend([element("w:cantSplit"), element("w:tblHeader")])
        made.append(properties)
    made.extend(cells)
    return made


def _boxed(width: int, content: Iterable[Any], *, shade: str = "") -> Any:
    made = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    properties.append(element("w:tcW", w=width, type="dxa"))
    if shade:
        properties.append(element("w:shd", val="clear", color="auto", fill=shade))
        properties.append(element("w:vAlign", val="center"))
    made.append(properties)
    made.extend(list(content) or [_paragraph("", "Cell")])
    return made


def _column_heading(column: Column, width: int) -> Any:
    return _boxed(width, [_paragraph(column.label, "ColumnHeading")], shade=HEAD_SHADE)


def _cell(cell: Cell, width: int, *, first: bool) -> Any:
    styles = {**_STYLE_IN_CELL, Voice.WRITTEN: "RowHeading"} if first else _STYLE_IN_CELL
    return _boxed(width, (_paragraph(line.shown, styles[line.voice], line.url) for line in cell.lines))


def _signatures(people: Sequence[Signature], width: int) -> list[Any]:
    """Tables without borders, three people beside each other at most."""
    made = []
    for start in range(0, len(people), 3):
        group = people[start : start + 3]
        widths = [width // len(group)] * len(group)
        table = _table_frame(widths)
        table.append(
            _row(
                _boxed(part, [_paragraph(line, "Signature") for line in wording.signature_lines(person)])
                for part, person in zip(widths, group, strict=True)
            )
        )
        made += [table, _paragraph("", "Cell")]
    return made


def _qr_codes(body: _Body, codes: Iterable[QrCode]) -> list[Any]:
    """One borderless row per code: the picture, and the words beside it."""
    picture = twips(36)
    made = []
    for code in codes:
        table = _table_frame([picture, body.width - picture])
        table.append(
            _row(
                [
                    _boxed(picture, [_picture(body, code)]),
                    _boxed(body.width - picture, [_paragraph(code.caption, "Note", code.content)]),
                ]
            )
        )
        made += [table, _paragraph("", "Note")]
    return made


def _picture(body: _Body, code: QrCode) -> Any:
    inline = body.word.part.new_pic_inline(BytesIO(qr.png(code.content)), width=Mm(30))
    inline.docPr.set("name", wording.QR_CODE)
    inline.docPr.set("descr", f"{wording.QR_CODE}: {code.caption}")
    made = _paragraph("", "Cell")
    made.add_r().add_drawing(inline)
    return made


def _text_width(document: Document) -> int:
    return twips((_LONG if document.landscape else _SHORT) - 2 * _MARGIN)


def _lay_out(word: WordDocument, document: Document) -> None:
    """Paper, the notice at the head of each page, and its foot: whose it is and which page this is."""
    section = word.sections[0]
    wide, high = (_LONG, _SHORT) if document.landscape else (_SHORT, _LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Length(Mm(wide)), Length(Mm(high))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.header_distance = section.footer_distance = Mm(7)
    if document.notice:
        _fill(section.header, _paragraph(document.notice, "Notice"))
    _fill(section.footer, _foot(document))


def _fill(place: Any, paragraph: Any) -> None:
    place.is_linked_to_previous = False
    holder = place._element
    for old in list(holder):
        holder.remove(old)
    holder.append(paragraph)


def _foot(document: Document) -> Any:
    made = _paragraph(document.footer, "Footer")
    tabs = OxmlElement("w:tabs")
    tabs.append(element("w:tab", val="right", pos=_text_width(document)))
    made.pPr.append(tabs)
    made.add_r().text = f"\t{wording.PAGE} "
    _add_field(made, "PAGE", "1")
    made.add_r().text = f" {wording.OF} "
    _add_field(made, "NUMPAGES", "1")
    return made


def _set_properties(word: WordDocument, document: Document, created: datetime) -> None:
    core = word.core_properties
    core.title = document.title[:_PROPERTY_LIMIT]
    core.author = core.last_modified_by = document.author[:_PROPERTY_LIMIT]
    core.subject = document.subject[:_PROPERTY_LIMIT]
    core.keywords = ", ".join(document.keywords)[:_PROPERTY_LIMIT]
    core.comments = ""
    core.language = "th-TH"
    core.created = core.modified = created
    core.revision = 1


def _packed(word: WordDocument) -> bytes:
    """The package with fixed times, so that one document always gives the same bytes."""
    loose, packed = BytesIO(), BytesIO()
    word.save(loose)
    with ZipFile(loose) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, date_time=UNDATED.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
