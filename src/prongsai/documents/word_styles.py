"""Styles of the Word file: few, named by what they say, and whole for Thai.

Word sets Thai by the "complex script" half of each property, so every size, weight and font is given twice
(sz and szCs, b and bCs, rFonts ascii and cs). A half that is missing shows Thai in another font or size.

The font is TH Sarabun New: with TH SarabunPSK, its elder, the face of official papers (ระเบียบสำนักนายกรัฐมนตรี
ว่าด้วยงานสารบรรณ). The New one has the repaired outlines, and the font table names the elder as its alternative, so that
a machine which only has that one takes it instead of a font without Thai. Nothing is embedded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

FONT: Final = "TH Sarabun New"
ALTERNATIVE_FONT: Final = "TH SarabunPSK"
INK: Final = "123F73"
"""Colour of computed lines (hex RGB), as in the HTML."""
SHADE: Final = "EEF4FB"
HEAD_SHADE: Final = "E6ECF3"

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph or character style. Sizes and spaces in points, indents in millimetres, colours hex RGB."""

    id: str
    name: str
    based_on: str = "Normal"
    kind: str = "paragraph"
    size: float = 0
    bold: bool = False
    underline: bool = False
    colour: str = ""
    align: str = ""
    before: float = 0
    after: float = 0
    first_line: float = 0
    keep_next: bool = False
    outline: int | None = None
    shade: str = ""
    edge: str = ""


STYLES: Final = (
    Style("Normal", "Normal", based_on="", after=4),
    Style("Indented", "Indented", first_line=12.5, align="thaiDistribute", after=6),
    Style("Title", "Title", size=20, bold=True, align="center", after=2, keep_next=True),
    Style("Subtitle", "Subtitle", size=18, align="center", after=2, keep_next=True),
    *(
        Style(
            f"Heading{level}",
            f"heading {level}",
            size=18 if level <= 2 else 16,
            bold=True,
            before=10,
            after=4,
            keep_next=True,
            outline=level - 1,
        )
        for level in range(1, 7)
    ),
    Style("Caption", "caption", bold=True, before=8, after=4, keep_next=True),
    Style("Header", "header"),
    Style("Notice", "Notice", based_on="Header", bold=True, colour="5C3200", shade="FFF6E5", align="center"),
    Style("Footer", "footer", size=13, colour="4A4A4A"),
    Style("Cell", "Cell", size=14, after=2),
    Style("RowHeading", "Row Heading", based_on="Cell", bold=True, after=2),
    Style("ColumnHeading", "Column Heading", based_on="Cell", bold=True, align="center", keep_next=True),
    Style("CellHeading", "Cell Heading", based_on="Cell", underline=True, before=2, after=2, keep_next=True),
    Style("Computed", "Computed", based_on="Cell", colour=INK, shade=SHADE, edge=INK, after=2),
    Style("Note", "Note", size=13, colour="4A4A4A", after=2),
    Style("Signature", "Signature", align="center", after=2, keep_next=True),
    Style("Hyperlink", "Hyperlink", based_on="", kind="character", underline=True, colour="0B4F9E"),
)


def element(tag: str, **attributes: object) -> Any:
    """A WordprocessingML element: element("w:shd", val="clear", fill="EEF4FB")."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def set_up(document: WordDocument) -> None:
    """Replace the template's styles, fonts and settings by ours."""
    styles = document.styles.element
    for old in styles.findall(qn("w:style")):
        if old.get(qn("w:styleId")) not in {"DefaultParagraphFont", "TableNormal", "NoList"}:
            styles.remove(old)
    _set_defaults(styles.find(qn("w:docDefaults")))
    for style in STYLES:
        styles.append(_style(style))
    styles.append(_grid())
    _set_settings(document.settings.element)
    _drop_unused_parts(document)
    _name_alternative_font(document)


def _fonts() -> Any:
    return element("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def _sizes(points: float) -> list[Any]:
    return [element("w:sz", val=round(points * 2)), element("w:szCs", val=round(points * 2))]


def _set_defaults(defaults: Any) -> None:
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    run.clear()
    run.extend([_fonts(), *_sizes(16), element("w:lang", val="en-US", eastAsia="en-US", bidi="th-TH")])
    paragraph = defaults.find(qn("w:pPrDefault")).find(qn("w:pPr"))
    paragraph.clear()
    paragraph.append(element("w:spacing", before=0, after=0, line=240, lineRule="auto"))


def _style(style: Style) -> Any:
    made = element("w:style", type=style.kind, styleId=style.id)
    if style.id == "Normal":
        made.set(qn("w:default"), "1")
    made.append(element("w:name", val=style.name))
    if style.based_on:
        made.append(element("w:basedOn", val=style.based_on))
    made.append(element("w:qFormat"))
    if style.kind == "paragraph":
        made.append(_paragraph_properties(style))
    made.append(_run_properties(style))
    return made


def _paragraph_properties(style: Style) -> Any:
    # The schema wants this order.
    made = OxmlElement("w:pPr")
    if style.keep_next:
        made.append(element("w:keepNext"))
    if style.edge:
        border = OxmlElement("w:pBdr")
        border.append(element("w:left", val="single", sz=18, space=4, color=style.edge))
        made.append(border)
    if style.shade:
        made.append(element("w:shd", val="clear", color="auto", fill=style.shade))
    made.append(element("w:spacing", before=round(style.before * 20), after=round(style.after * 20)))
    if style.edge:
        made.append(element("w:ind", left=113))
    elif style.first_line:
        made.append(element("w:ind", firstLine=twips(style.first_line)))
    if style.align:
        made.append(element("w:jc", val=style.align))
    if style.outline is not None:
        made.append(element("w:outlineLvl", val=style.outline))
    return made


def _run_properties(style: Style) -> Any:
    made = OxmlElement("w:rPr")
    if style.kind == "paragraph":
        made.append(_fonts())
    if style.bold:
        made.extend([element("w:b"), element("w:bCs")])
    if style.colour:
        made.append(element("w:color", val=style.colour))
    if style.size:
        made.extend(_sizes(style.size))
    if style.underline:
        made.append(element("w:u", val="single"))
    if style.kind == "paragraph":
        made.append(element("w:lang", val="en-US", eastAsia="en-US", bidi="th-TH"))
    return made


def _grid() -> Any:
    made = element("w:style", type="table", styleId="TableGrid")
    made.extend([element("w:name", val="Table Grid"), element("w:basedOn", val="TableNormal")])
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{side}", val="single", sz=4, space=0, color="767676"))
    properties.append(borders)
    made.append(properties)
    return made


def _set_settings(settings: Any) -> None:
    for tag in ("w:savePreviewPicture", "w:rsids", "w:proofState", "w:doNotAutoCompressPictures"):
        for old in settings.findall(qn(tag)):
            settings.remove(old)
    zoom = settings.find(qn("w:zoom"))
    zoom.attrib.clear()
    zoom.set(qn("w:percent"), "100")
    languages = settings.find(qn("w:themeFontLang"))
    languages.attrib.clear()
    languages.set(qn("w:val"), "en-US")
    languages.set(qn("w:bidi"), "th-TH")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _drop_unused_parts(document: WordDocument) -> None:
    """The template's thumbnail, custom XML, second style sheet and lists say nothing about this document."""
    unused = ("/thumbnail", "/customXml", "/stylesWithEffects", "/numbering")
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(unused)]:
            del relations[key]


def _name_alternative_font(document: WordDocument) -> None:
    part: Any = next(
        part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml"
    )
    fonts = etree.Element(f"{{{_W}}}fonts", nsmap={"w": _W})
    font = etree.SubElement(fonts, f"{{{_W}}}font", {f"{{{_W}}}name": FONT})
    etree.SubElement(font, f"{{{_W}}}altName", {f"{{{_W}}}val": ALTERNATIVE_FONT})
    etree.SubElement(font, f"{{{_W}}}charset", {f"{{{_W}}}val": "DE"})
    etree.SubElement(font, f"{{{_W}}}family", {f"{{{_W}}}val": "swiss"})
    part._blob = etree.tostring(fonts, xml_declaration=True, encoding="UTF-8", standalone=True)


def twips(millimetres: float) -> int:
    """Word's unit, 1/1440 inch."""
    return round(millimetres * 1440 / 25.4)
