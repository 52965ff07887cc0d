"""Character maps of a PDF set right: each glyph of our typeface is said to be the one character that it stands for.

krilla, which writes Typst's PDF, maps every glyph of a Thai cluster to the whole cluster and relies on /ActualText to
undo that. pdf.js (Firefox) and Apple's Preview ignore /ActualText, so that ที่ would be found as ที่ที่ที่ there.
To be dropped when krilla writes such maps itself (LaurenzV/krilla#411).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any, Final

import pikepdf
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTReader
from pikepdf import Name

from prongsai.documents import fonts

_ENTRY: Final = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_SECTION: Final = re.compile(rb"\d+ beginbfchar\n.*endbfchar\n", re.DOTALL)
_AMBIGUOUS_END: Final = b"\r\nendstream"
_SECTION_LIMIT: Final = 100
"""Entries of one bfchar section, as the CMap format allows."""


def repaired(pdf: bytes) -> bytes:
    """The same pages with character maps that every reader understands. `pdf` uses the built typeface only."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for font in _fonts(document):
            cmap = _mapped(font.ToUnicode.read_bytes(), _characters(font))
            font.ToUnicode.write(zlib.compress(cmap), filter=Name.FlateDecode)
        saved = _saved(document)
        if _AMBIGUOUS_END in saved:
            _store_plainly(document)
            saved = _saved(document)
    return saved


def _saved(document: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    # Without object streams, so that a signature can be added and PDF/A stays valid.
    document.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=False,
    )
    return out.getvalue()


def _store_plainly(document: pikepdf.Pdf) -> None:
    """Leave streams uncompressed whose compressed form happens to end with a carriage return.

    Followed by the line feed before `endstream`, it can be taken for the end of a line, and the stream then for
    one byte shorter than it says: some validators do.
    """
    for item in document.objects:
        if isinstance(item, pikepdf.Stream) and item.read_raw_bytes().endswith(b"\r"):
            item.write(item.read_bytes())


def _fonts(document: pikepdf.Pdf) -> list[Any]:
    found: dict[tuple[int, int], Any] = {}
    for page in document.pages:
        for font in page.Resources.get(Name.Font, pikepdf.Dictionary()).values():
            found[font.objgen] = font
    return [font for font in found.values() if Name.ToUnicode in font]


def _characters(font: Any) -> dict[int, str]:
    """Thai character of each glyph of an embedded font, by its number there."""
    descriptor = font.DescendantFonts[0].FontDescriptor
    known = _known_outlines()
    outlines = _outlines(SFNTReader(BytesIO(descriptor.FontFile2.read_bytes())))
    return {number: known[outline] for number, outline in enumerate(outlines) if outline in known}


def _outlines(tables: Mapping[str, bytes]) -> Iterator[bytes]:
    """Drawing instructions of each glyph, as they stand in the file without padding."""
    is_long = struct.unpack(">h", tables["head"][50:52])[0]
    loca = tables["loca"]
    count = len(loca) // (4 if is_long else 2)
    offsets = struct.unpack(f">{count}{'L' if is_long else 'H'}", loca)
    glyphs = tables["glyf"]
    for start, end in pairwise(offsets if is_long else [2 * offset for offset in offsets]):
        yield glyphs[start:end].rstrip(b"\0")


@cache
def _known_outlines() -> Mapping[bytes, str]:
    known: dict[bytes, str] = {}
    for style in fonts.FACES:
        with TTFont(fonts.path(style), lazy=True) as font:
            names = font.getGlyphOrder()
            for name, outline in zip(names, _outlines(font.reader), strict=True):
                if outline and (character := fonts.character(name)):
                    known[outline] = character
    return known


def _mapped(cmap: bytes, characters: Mapping[int, str]) -> bytes:
    entries = {int(glyph, 16): text for glyph, text in _ENTRY.findall(cmap)}
    entries |= {
        glyph: character.encode("utf-16-be").hex().upper().encode() for glyph, character in characters.items()
    }
    ordered = sorted(entries.items())
    sections = [ordered[start : start + _SECTION_LIMIT] for start in range(0, len(ordered), _SECTION_LIMIT)]
    text = b"".join(_section(section) for section in sections)
    # The codespace range has the form of an entry; it lies before the first section and is kept with its surroundings.
    return _SECTION.sub(lambda _: text, cmap, count=1)


def _section(entries: list[tuple[int, bytes]]) -> bytes:
    lines = b"".join(b"<%04X> <%s>\n" % entry for entry in entries)
    return b"%d beginbfchar\n%sendbfchar\n" % (len(entries), lines)
