"""What this package says when it cannot read what was typed."""

from __future__ import annotations


def shown(text: str) -> str:
    """What was typed, short enough to stand in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


class ThaiInputError(ValueError):
    """Typed text that cannot be understood; `message_th` and `message_en` say what to change."""

    def __init__(self, message_th: str, message_en: str) -> None:
        self.message_th = message_th
        self.message_en = message_en
        super().__init__(f"{message_th} / {message_en}")


class DateError(ThaiInputError):
    """No such day."""


class AmbiguousYearError(DateError):
    """A year that could be of either era."""


class MoneyError(ThaiInputError):
    """No amount of baht."""
