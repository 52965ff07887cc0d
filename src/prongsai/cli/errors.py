"""What a command says when it cannot go on."""

from __future__ import annotations


def both(thai: str, english: str) -> str:
    """One line with both languages, Thai first."""
    return f"{thai} / {english}"


class CommandError(Exception):
    """The input or the installation cannot be used; the message says what to change, in Thai and English."""

    def __init__(self, message_th: str, message_en: str) -> None:
        self.message_th = message_th
        self.message_en = message_en
        super().__init__(both(message_th, message_en))
