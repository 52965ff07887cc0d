"""The typeface of the PDF: Sarabun, changed so that every glyph of it stands for exactly one character.

Thai SARA AM (ำ) is shaped as two glyphs, of which plain Sarabun shares the second with SARA AA (า), so that a reader
of the PDF cannot tell ทำ from ทา. Here ำ has glyphs of its own. Sarabun is under the SIL Open Font License 1.1,
which asks for another name; the files are built on the spot and never distributed with the source:

    python -m prongsai.documents.fonts node_modules/@expo-google-fonts/sarabun
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from fontTools.otlLib import builder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

FAMILY: Final = "Prongsai Sarabun"
BUILT: Final = Path(__file__).parent / "built"
FACES: Final[Mapping[str, str]] = {"Regular": "400Regular", "Bold": "700Bold"}
"""Style of each built file and the folder of the source package that it comes from."""

_NIKHAHIT: Final = ("uni0E4D", "uni0E4D.narrow")
_SARA_AA: Final = "uni0E32"
SARA_AM: Final = "\u0e33"
PLACEHOLDER: Final = "\u25a1"
"""Printed for a character that the typeface does not have."""
AM_SUFFIX: Final = "_am"
"""Ends the names of the glyphs that stand for SARA AM."""


class FontsMissingError(RuntimeError):
    """The built typeface is not there: the assets were never made on this machine."""


def path(style: str) -> Path:
    """File of one style ("Regular", "Bold"); raises FontsMissingError when it was not built."""
    file = BUILT / f"ProngsaiSarabun-{style}.ttf"
    if not file.exists():
        raise FontsMissingError(
            "ยังไม่ได้สร้างแบบอักษรสำหรับ PDF ให้สั่ง make assets แล้วลองใหม่ — "
            "the typeface of the PDF is not built; run `make assets` and try again"
        )
    return file


@cache
def advances(style: str) -> Mapping[str, float]:
    """Width of each character of a style, in em; a character that is absent cannot be printed."""
    with TTFont(path(style), lazy=True) as font:
        per_em, widths = font["head"].unitsPerEm, font["hmtx"]
        return {chr(code): widths[name][0] / per_em for code, name in font.getBestCmap().items()}


def character(glyph: str) -> str:
    """The Thai character that a glyph of the built typeface stands for; empty for glyphs of other scripts.

    >>> character("uni0E48.narrow"), character("uni0E32_am"), character("uni0E4D0E49"), character("A")
    ('่', 'ำ', '้', '')
    """
    if glyph.endswith(AM_SUFFIX):
        return SARA_AM
    name = glyph.partition(".")[0]
    # A ligature of nikhahit and a tone mark stands before SARA AM, which carries the nikhahit: the tone remains.
    code = name.removeprefix("uni")[-4:]
    return chr(int(code, 16)) if name.startswith("uni0E") else ""


def build(source: Path) -> list[Path]:
    """Write the styles into BUILT from the unpacked npm package @expo-google-fonts/sarabun; repeating changes nothing."""
    files = {style: source / folder / f"Sarabun_{folder}.ttf" for style, folder in FACES.items()}
    missing = [str(file) for file in files.values() if not file.exists()]
    if missing:
        raise FileNotFoundError(f"ไม่พบแบบอักษร Sarabun — Sarabun is not there: {', '.join(missing)}")
    BUILT.mkdir(exist_ok=True)
    written = []
    for style, file in files.items():
        target = BUILT / f"ProngsaiSarabun-{style}.ttf"
        with TTFont(file, recalcTimestamp=False) as font:
            _one_glyph_one_character(font)
            _rename(font, style)
            font.save(target)
        written.append(target)
    return written


def _one_glyph_one_character(font: TTFont) -> None:
    glyphs: Any = font.getGlyphSet()
    # Simple glyphs are copied byte by byte into a PDF; composites are renumbered and could not be recognised there.
    for name in [name for name in font.getGlyphOrder() if font["glyf"][name].isComposite()]:
        font["glyf"][name] = _drawn(glyphs, [name])
    _add_glyph(font, _SARA_AA + AM_SUFFIX, [_SARA_AA], nudged=True)
    for nikhahit in _NIKHAHIT:
        _add_glyph(font, nikhahit + AM_SUFFIX, [nikhahit, _SARA_AA])
    _add_placeholder(font)
    _add_substitutions(font)


def _add_placeholder(font: TTFont) -> None:
    """The box that stands where a character has no glyph; Sarabun has none."""
    pen = TTGlyphPen(None)
    for left, bottom, right, top in ((60, 0, 560, 620), (110, 50, 510, 570)):
        corners = [(left, bottom), (left, top), (right, top), (right, bottom)]
        pen.moveTo(corners[0])
        for corner in corners[1:] if left == 60 else reversed(corners[1:]):
            pen.lineTo(corner)
        pen.closePath()
    glyph = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    name = f"uni{ord(PLACEHOLDER):04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name], font["hmtx"][name] = glyph, (620, glyph.xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(PLACEHOLDER)] = name


def _drawn(glyphs: Any, names: Sequence[str]) -> Any:
    pen = TTGlyphPen(None)
    for name in names:
        recording = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(recording)
        recording.replay(pen)
    return pen.glyph()


def _add_glyph(font: TTFont, name: str, parts: Sequence[str], *, nudged: bool = False) -> None:
    """Add a glyph drawn from others one over the other; nudged: one point moves by 1/1000 em to tell it apart."""
    glyph = _drawn(font.getGlyphSet(), parts)
    if nudged:
        x, y = glyph.coordinates[0]
        glyph.coordinates[0] = (x, y + 1)
    glyph.recalcBounds(font["glyf"])
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    font["hmtx"][name] = (sum(font["hmtx"][part][0] for part in parts), glyph.xMin)


def _add_substitutions(font: TTFont) -> None:
    """nikhahit + า becomes one glyph; after nikhahit with a tone mark, า becomes the twin that stands for ำ."""
    table = font["GSUB"].table
    ligature = builder.LigatureSubstBuilder(font, None)
    ligature.ligatures = {(nikhahit, _SARA_AA): nikhahit + AM_SUFFIX for nikhahit in _NIKHAHIT}
    twin = builder.SingleSubstBuilder(font, None)
    twin.mapping = {_SARA_AA: _SARA_AA + AM_SUFFIX}
    first = len(table.LookupList.Lookup)
    table.LookupList.Lookup += [ligature.build(), twin.build(), _after_toned_nikhahit(font, first + 1)]
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    for feature in _compositions_of_thai(table):
        feature.LookupListIndex += [first, first + 2]
        feature.LookupCount = len(feature.LookupListIndex)


def _after_toned_nikhahit(font: TTFont, twin: int) -> Any:
    toned = [name for name in font.getGlyphOrder() if name.startswith("uni0E4D0E4")]
    rule = otTables.ChainContextSubst()
    rule.Format = 3
    rule.BacktrackGlyphCount, rule.InputGlyphCount, rule.LookAheadGlyphCount = 1, 1, 0
    glyph_ids = font.getReverseGlyphMap()
    rule.BacktrackCoverage = [builder.buildCoverage(toned, glyph_ids)]
    rule.InputCoverage = [builder.buildCoverage([_SARA_AA], glyph_ids)]
    rule.LookAheadCoverage = []
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, twin
    rule.SubstLookupRecord, rule.SubstCount = [record], 1
    return builder.buildLookup([rule])


def _compositions_of_thai(table: Any) -> list[Any]:
    indices = {
        index
        for script in table.ScriptList.ScriptRecord
        if script.ScriptTag == "thai"
        for index in script.Script.DefaultLangSys.FeatureIndex
    }
    records = [table.FeatureList.FeatureRecord[index] for index in sorted(indices)]
    return [record.Feature for record in records if record.FeatureTag == "ccmp"]


def _rename(font: TTFont, style: str) -> None:
    names = font["name"]
    for record in list(names.names):
        if record.nameID in {16, 17, 21, 22, 25}:
            names.removeNames(nameID=record.nameID)
    texts = {
        1: FAMILY,
        2: style,
        3: f"{FAMILY} {style}",
        4: f"{FAMILY} {style}",
        6: f"{FAMILY.replace(' ', '')}-{style}",
    }
    for record in names.names:
        record.string = texts.get(record.nameID, record.toUnicode())


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        print("วิธีใช้ / usage: python -m prongsai.documents.fonts SOURCE_DIR", file=sys.stderr)  # noqa: T201
        return 2
    try:
        build(Path(arguments[0]))
    except FileNotFoundError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
