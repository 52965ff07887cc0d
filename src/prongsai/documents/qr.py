"""QR codes (ISO/IEC 18004) with the quiet zone that readers need and error correction level M."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import segno

QUIET_ZONE: Final = 4
"""Modules of white around the code, as the standard asks."""


class QrContentTooLongError(ValueError):
    """More than a QR code can hold (2,331 bytes at level M)."""


def _code(content: str) -> segno.QRCode:
    try:
        return segno.make_qr(
            content, error="m", boost_error=False, encoding="utf-8" if _wide(content) else None
        )
    except segno.DataOverflowError as error:
        size = len(content.encode())
        raise QrContentTooLongError(
            f"ข้อความ {size} ไบต์ยาวเกินกว่าที่คิวอาร์โค้ดรับได้ (2,331 ไบต์) ให้ใช้ที่อยู่ที่สั้นลง — "
            f"{size} bytes are more than a QR code holds (2,331); use a shorter address"
        ) from error


def _wide(content: str) -> bool:
    return not content.isascii()


def svg(content: str, *, title: str = "") -> str:
    """The code as an SVG element to stand inside HTML: role img, named by `title` when given."""
    drawing = _code(content).svg_inline(
        border=QUIET_ZONE,
        dark="#000",
        light="#fff",
        omitsize=True,
        title=title or None,
        svgclass=None,
        lineclass=None,
    )
    return drawing.replace("<svg ", '<svg role="img" focusable="false" ', 1)


def png(content: str, *, scale: int = 8) -> bytes:
    """The code as a PNG; scale: pixels per module."""
    out = BytesIO()
    _code(content).save(out, kind="png", border=QUIET_ZONE, scale=scale, dark="#000", light="#fff")
    return out.getvalue()
