"""The document as HTML: a fragment for a public page, and a page that stands alone in one file.

Both are made by Django templates, so that every text of an officer is escaped as data. The fragment uses classes
only (static/documents/report.css), because the site's security policy refuses style attributes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from prongsai.documents import qr, wording
from prongsai.documents.model import (
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    QrCode,
    QrCodes,
    Signatures,
    Table,
    Voice,
)
from prongsai.documents.plain import cleaned, language, link_target, shown

_PAGE_RULE: Final = '@page{{size:A4 {size};@bottom-right{{content:"หน้า " counter(page{digits}) " จาก " counter(pages{digits})}}}}'


@dataclass(frozen=True, slots=True)
class _Text:
    """One paragraph for a template: what it says, in which voice and language, and where it leads."""

    text: str
    voice: str
    lang: str
    href: str


def render_body(document: Document, *, with_title: bool = False) -> SafeString:
    """The document as an <article> to put into a page that links documents/report.css.

    with_title: also print the title as heading level 1; else the page has said it already.
    """
    return _body(cleaned(document), with_title=with_title, within_site=True)


def render_html(document: Document) -> str:
    """The document as one whole HTML page: styles inside, nothing fetched from anywhere, fit for print and archive."""
    tidy = cleaned(document)
    css = _css() + _page_rule(tidy)
    return render_to_string(
        "documents/page.html",
        {
            "document": tidy,
            "keywords": ", ".join(tidy.keywords),
            # Our own stylesheet, from the package: no text of the document is in it.
            "css": mark_safe(css),  # noqa: S308
            "css_hash": base64.b64encode(hashlib.sha256(css.encode()).digest()).decode(),
            "body": _body(tidy, with_title=True, within_site=False),
        },
    )


def _body(document: Document, *, with_title: bool, within_site: bool) -> SafeString:
    return render_to_string(
        "documents/body.html",
        {
            "document": document,
            "with_title": with_title,
            "blocks": list(_blocks(document.blocks, within_site)),
            "legend": wording.LEGEND if wording.has_computed_lines(document) else "",
        },
    )


@cache
def _css() -> str:
    return (Path(__file__).parent / "static" / "documents" / "report.css").read_text()


def _page_rule(document: Document) -> str:
    return _PAGE_RULE.format(
        size="landscape" if document.landscape else "portrait", digits=",thai" if document.thai_digits else ""
    )


def _blocks(blocks: Iterable[Block], within_site: bool) -> Iterator[dict[str, Any]]:
    tables = 0
    for block in blocks:
        match block:
            case Heading():
                yield {
                    "template": "documents/heading.html",
                    "text": block.text,
                    "level": min(max(block.level, 2), 6),
                }
            case Paragraph():
                text = _text(shown(block.text, block.voice), block.voice)
                yield {"template": "documents/paragraph.html", "line": text, "indent": block.indent}
            case Table():
                tables += 1
                yield _table(block, f"report-table-{tables}", within_site)
            case Signatures():
                yield {"template": "documents/signatures.html", "block": block, "wording": wording}
            case QrCodes():
                yield {
                    "template": "documents/qr-codes.html",
                    "codes": [_qr_code(code) for code in block.codes],
                }


def _text(text: str, voice: Voice, url: str = "", *, within_site: bool = False) -> _Text:
    href = link_target(url, within_site=within_site)
    return _Text(text, voice.value, language(text), href)


def _table(table: Table, anchor: str, within_site: bool) -> dict[str, Any]:
    return {
        "template": "documents/table.html",
        "anchor": anchor,
        "caption": table.caption,
        "columns": list(zip(table.columns, percentages(table.columns), strict=True)),
        "rows": [
            [
                (
                    column.label,
                    [_text(line.shown, line.voice, line.url, within_site=within_site) for line in cell.lines],
                )
                for column, cell in zip(table.columns, row, strict=True)
            ]
            for row in table.rows
        ],
    }


def percentages(columns: Iterable[Column]) -> list[int]:
    """Whole percents of the width, one per column, each 1 to 100: the classes report-w-1 to report-w-100."""
    shares = [column.share for column in columns]
    return [min(100, max(1, round(100 * share / sum(shares)))) for share in shares]


def _qr_code(code: QrCode) -> dict[str, Any]:
    return {
        # The drawing is made of numbers; its title is escaped by the drawer.
        "svg": mark_safe(qr.svg(code.content, title=f"{wording.QR_CODE}: {code.caption}")),  # noqa: S308
        "line": _text(code.caption, Voice.NOTE, code.content),
    }
