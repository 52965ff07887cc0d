"""Numbers and bullets that Word prints before list points: in no text of the file, yet seen by every reader."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL: Final = f"{_W}val"
_PLACE: Final = re.compile("%([1-9])")
_THAI_DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_THAI_LETTERS: Final = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_BULLETS: Final = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-"}
_DEEPEST_STYLE: Final = 10
_LONGEST_NUMBER: Final = 999_999


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """lists: levels by list number; styles: (list, level) by paragraph style.

    families: which lists count on together; counts: what each family has reached, by level.
    """

    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None, styles: etree._Element | None) -> Numbering:
        """The numbering of a document from its parts numbering.xml and styles.xml, None for one that is not there."""
        made = cls(styles=_places_of_styles(styles) if styles is not None else {})
        if root is None:
            return made
        abstract = {one.get(f"{_W}abstractNumId", ""): _levels(one) for one in root.iter(f"{_W}abstractNum")}
        for one in root.iter(f"{_W}num"):
            pointer = one.find(f"{_W}abstractNumId")
            family = pointer.get(_VAL, "") if pointer is not None else ""
            identity = one.get(f"{_W}numId", "")
            overrides = one.findall(f"{_W}lvlOverride")
            made.lists[identity] = {
                **abstract.get(family, {}),
                **_overridden(abstract.get(family, {}), overrides),
            }
            # Lists of one family count on together, unless one begins anew.
            made.families[identity] = identity if overrides else f"family {family}"
        return made

    def label(self, paragraph: etree._Element) -> str:
        """What stands before the paragraph, counting it; empty for a paragraph that is no list point."""
        identity, depth = self._place_of(paragraph)
        levels = self.lists.get(identity, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(self.families.get(identity, identity), {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [place for place in counts if place > depth]:
            del counts[deeper]
        if level.form == "none":
            return ""
        if level.form == "bullet":
            return _BULLETS.get(level.text) or ("•" if "\ue000" <= level.text[:1] <= "\uf8ff" else level.text)
        return _PLACE.sub(lambda place: _shown(int(place[1]) - 1, levels, counts), level.text)

    def _place_of(self, paragraph: etree._Element) -> tuple[str, int]:
        """List and level of a paragraph, its own or its style's; list "0" says that it is in none."""
        identity, depth = _place(paragraph)
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if not identity and style is not None:
            return self.styles.get(style.get(_VAL, ""), ("", 0))
        return identity, depth


def _shown(depth: int, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    level = levels.get(depth)
    if level is None:
        return ""
    return _written(counts.get(depth, level.start), level.form)


def _written(number: int, form: str) -> str:
    """A number in a list's form; a form that is rare here is written in digits."""
    if form in {"thaiNumbers", "thaiCounting"}:
        return str(number).translate(_THAI_DIGITS)
    if form == "thaiLetters" and 1 <= number <= len(_THAI_LETTERS):
        return _THAI_LETTERS[number - 1]
    if form in {"lowerLetter", "upperLetter"} and 1 <= number <= 26:
        return chr((ord("a") if form == "lowerLetter" else ord("A")) + number - 1)
    if form in {"lowerRoman", "upperRoman"} and 1 <= number <= 3999:
        return _roman(number).lower() if form == "lowerRoman" else _roman(number)
    return str(number)


def _roman(number: int) -> str:
    parts = []
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        parts.append(letters * (number // value))
        number %= value
    return "".join(parts)


def _places_of_styles(root: etree._Element) -> dict[str, tuple[str, int]]:
    """List and level by paragraph style; a style may have them from the style it is based on."""
    own: dict[str, tuple[str, int]] = {}
    based_on: dict[str, str] = {}
    for style in root.iter(f"{_W}style"):
        name = style.get(f"{_W}styleId", "")
        parent = style.find(f"{_W}basedOn")
        if style.find(f"{_W}pPr/{_W}numPr/{_W}numId") is not None:
            own[name] = _place(style)
        elif parent is not None:
            based_on[name] = parent.get(_VAL, "")
    found = dict(own)
    for name in based_on:
        ancestor = name
        for _ in range(_DEEPEST_STYLE):
            ancestor = based_on.get(ancestor, ancestor)
        if ancestor in own:
            found[name] = own[ancestor]
    return found


def _place(owner: etree._Element) -> tuple[str, int]:
    """The list and level that a paragraph or a style names itself; an empty list when it names none."""
    identity = owner.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    depth = owner.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
    return (identity.get(_VAL, ""), _number(depth, 0)) if identity is not None else ("", 0)


def _levels(parent: etree._Element) -> dict[int, _Level]:
    return {_as_number(one.get(f"{_W}ilvl", ""), 0): _level(one) for one in parent.iter(f"{_W}lvl")}


def _level(element: etree._Element) -> _Level:
    form = element.find(f"{_W}numFmt")
    text = element.find(f"{_W}lvlText")
    return _Level(
        form.get(_VAL, "decimal") if form is not None else "decimal",
        text.get(_VAL, "") if text is not None else "",
        _number(element.find(f"{_W}start"), 1),
    )


def _overridden(levels: dict[int, _Level], overrides: list[etree._Element]) -> dict[int, _Level]:
    changed: dict[int, _Level] = {}
    for override in overrides:
        depth = _as_number(override.get(f"{_W}ilvl", ""), 0)
        own = override.find(f"{_W}lvl")
        start = override.find(f"{_W}startOverride")
        level = _level(own) if own is not None else levels.get(depth)
        if level is not None:
            changed[depth] = _Level(level.form, level.text, _number(start, level.start))
    return changed


def _number(element: etree._Element | None, otherwise: int) -> int:
    return _as_number(element.get(_VAL, ""), otherwise) if element is not None else otherwise


def _as_number(text: str, otherwise: int) -> int:
    return min(int(text), _LONGEST_NUMBER) if text.isdecimal() and len(text) < 10 else otherwise
