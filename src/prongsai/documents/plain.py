"""What every writer does with text that others typed: drop what no format can hold, and follow only safe links."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, Final, cast
from urllib.parse import urlsplit

from prongsai.documents.model import Attachment, Document, Line, Voice

_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Controls, lone surrogates and noncharacters: XML 1.0 refuses most of them, HTML calls the rest errors."""
_LINE_END: Final = re.compile("\r\n?|\x85")
_UNSAFE_IN_ADDRESS: Final = re.compile(r'[\s\x00-\x20"<>\\^`{|}]')
_THAI: Final = re.compile("[\u0e00-\u0e7f]")
_LATIN_WORD: Final = re.compile("[A-Za-z]{2}")


def clean(text: str) -> str:
    """The text without characters that no document can hold; every kind of line end becomes a line feed."""
    return _UNPRINTABLE.sub("", _LINE_END.sub("\n", text))


def cleaned(document: Document) -> Document:
    """The same document with every text cleaned; attachments keep their bytes.

    A line that leads somewhere without saying so shows its address: a link needs words.
    """
    return cast("Document", _cleaned(document))


def _cleaned(value: Any) -> Any:
    # `type is`, because a Voice is a str as well and must stay a Voice.
    if type(value) is str:
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(part) for part in value)
    if isinstance(value, Attachment) or not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changed = {part.name: _cleaned(getattr(value, part.name)) for part in dataclasses.fields(value)}
    if isinstance(value, Line) and not changed["text"]:
        changed["text"] = link_target(changed["url"])
    return dataclasses.replace(value, **changed)


def link_target(url: str, *, within_site: bool = False) -> str:
    """The address if a reader may follow it, else an empty text: http, https and mailto only.

    within_site: also take an absolute path of the same site ("/oit/2568/"), which means nothing in a file.
    """
    if not url or _UNSAFE_IN_ADDRESS.search(url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if within_site and not parts.scheme and not parts.netloc and url.startswith("/"):
        return url
    if parts.scheme in {"http", "https"}:
        return url if parts.netloc else ""
    return url if parts.scheme == "mailto" and "@" in parts.path else ""


def language(text: str) -> str:
    """ "en" for a text in Latin letters with no Thai in it, else "" (the document's own language, Thai)."""
    return "en" if _LATIN_WORD.search(text) and not _THAI.search(text) else ""


def shown(text: str, voice: Voice) -> str:
    """A text as a line of this voice prints it: a computed one with its mark."""
    return Line(text, voice).shown
