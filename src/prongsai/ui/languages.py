"""Thai first, English complete: the one of two texts that the active language asks for."""

from __future__ import annotations

from typing import Any, cast

from django.utils.functional import lazystr
from django.utils.translation import get_language


class _Both:
    """Chosen when it is shown, so that labels of forms follow the visitor's language."""

    def __init__(self, thai: str, english: str) -> None:
        self.thai, self.english = thai, english

    def __str__(self) -> str:
        return choose(self.thai, self.english)


def choose(thai: str, english: str) -> str:
    """The English text when English is active, else the Thai one."""
    return english if (get_language() or "th").startswith("en") else thai


def th_en(thai: str, english: str) -> str:
    """As `choose`, lazily: for labels that are written once and shown to many."""
    promise: Any = lazystr(_Both(thai, english))
    return cast("str", promise)
