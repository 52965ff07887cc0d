"""What components with several parts are given: links, rows of a summary, tables. All texts in Thai and English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Link(NamedTuple):
    """A step of `ui/components/breadcrumbs.html`."""

    th: str
    en: str
    url: str


class SummaryRow(NamedTuple):
    """A row of `ui/components/summary_list.html`; with `url` it can be changed there. A value of None is shown as a dash."""

    th: str
    en: str
    value: Any
    url: str = ""


class Column(NamedTuple):
    """Head of a column; numbers stand right."""

    th: str
    en: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """For `ui/components/table.html`: a caption, columns, and rows whose first value names the row.

    Raises ValueError for a row that has not one value a column.
    """

    th: str
    en: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.en!r}: {len(row)} values under {len(self.columns)} columns")

    def cells(self) -> Iterator[list[tuple[Column, Any]]]:
        """Each row as pairs of its column and its value."""
        for row in self.rows:
            yield list(zip(self.columns, row, strict=True))
