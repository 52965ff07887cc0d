"""From a file as it was read to a draft: which table is the report's, which row continues which measure.

Nothing is lost: each non-space character of the report's tables ends in a field of the draft or in `unread`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from prongsai.documents.model import COMPUTED_MARK
from prongsai.documents.reading import ReadCell, ReadDocument, ReadParagraph, ReadTable
from prongsai.measures import splitting
from prongsai.measures.draft import Draft, DraftMeasure, DraftOutcome
from prongsai.measures.headings import columns_of, issue_of, much_alike
from prongsai.thai.digits import to_arabic
from prongsai.thai.spaces import bare, squeeze

_AGENCY = re.compile(
    r"(?P<name>(?:เทศบาลตำบล|เทศบาลเมือง|เทศบาลนคร|เทศบาล|องค์การบริหารส่วนตำบล|องค์การบริหารส่วนจังหวัด|อบต\.|อบจ\.)"
    r"\s?[ก-๛]+)"
)
_DISTRICT = re.compile(r"(?:อำเภอ|อ\.)\s?(?P<name>[ก-๛]+)")
_PROVINCE = re.compile(r"(?:จังหวัด|จ\.)\s?(?P<name>[ก-๛]+)")
_FISCAL_YEAR = re.compile(
    r"(?:ปีงบประมาณ|ประจำปี|ปี)\s*(?:พ\s*\.\s*ศ\s*\.\s*)?(?P<year>[2๒][4-6๔-๖][0-9๐-๙]{2})"
)
_ENDS_A_SENTENCE: Final = (":", ".", "ฯ", ")", "”", '"')


@dataclass(slots=True)
class _Row:
    """One row of the report's table by column; `rest` are cells of columns that nobody knows."""

    where: str
    cells: dict[str, list[str]]
    rest: list[str]


@dataclass(slots=True)
class _Rows:
    headers: list[str] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)


def draft_of(document: ReadDocument, issue_titles: Mapping[str, str] | None = None) -> Draft:
    """The draft that a file holds.

    issue_titles: official wording of the year's issues by key, oldest spelling known to the caller.
    A file without a report's table gives a draft without measures and all its table text in `unread`.
    """
    found = _rows_of(document)
    draft = Draft(headers=found.headers, preamble=found.preamble, unread=found.unread)
    _say_who_and_when(draft, found)
    names = _names(draft)
    for row in found.rows:
        _take_row(draft, row, names, dict(issue_titles or {}))
    return draft


def _rows_of(document: ReadDocument) -> _Rows:
    found = _Rows()
    columns: dict[int, str] | None = None
    for block in document.blocks:
        if isinstance(block, ReadParagraph):
            _take_paragraph(found, block)
        else:
            columns = _take_table(found, block, columns)
    return found


def _take_paragraph(found: _Rows, paragraph: ReadParagraph) -> None:
    text = squeeze(paragraph.text).strip()
    if text:
        found.preamble.append(text)


def _take_table(found: _Rows, table: ReadTable, columns: dict[int, str] | None) -> dict[int, str] | None:
    """Take the rows of one table; returns the columns for a table that goes on without a header of its own.

    A table whose width is not that of the header before it is no part of the report. In a sheet the title and the
    text around the table are rows of one cell.
    """
    for number, row in enumerate(table.rows, 1):
        texts = [" ".join(cell.lines) for cell in row]
        filled = [squeeze(text).strip() for text in texts if text.strip()]
        header = columns_of(texts)
        if header is not None:
            columns = header
            found.headers += filled
        elif _is_text_around(texts, filled, columns):
            found.preamble += filled
        elif columns is None or max(columns) >= len(row):
            found.unread += filled
        else:
            found.rows.append(_row(row, columns, f"{table.where}, row {number}"))
    return columns


def _is_text_around(texts: Sequence[str], filled: Sequence[str], columns: Mapping[int, str] | None) -> bool:
    """A row of one filled cell is text, unless it stands where a measure goes on or names one of the issues."""
    if len(filled) != 1 or len(texts) == 1:
        return False
    if columns is None:
        return True
    position = next(place for place, text in enumerate(texts) if text.strip())
    return columns.get(position) == "title" and not issue_of(filled[0])


def _row(row: Sequence[ReadCell], columns: Mapping[int, str], where: str) -> _Row:
    cells: dict[str, list[str]] = {}
    rest: list[str] = []
    for position, cell in enumerate(row):
        if position in columns:
            cells[columns[position]] = [line for line in cell.lines if line.strip()]
        else:
            rest += [line.strip() for line in cell.lines if line.strip()]
    return _Row(where, cells, rest)


def _say_who_and_when(draft: Draft, found: _Rows) -> None:
    """Agency, district, province and year: the first that the text before the table names.

    The year in the title counts; what other places say is compared by the critic.
    """
    in_the_table = [line for row in found.rows for lines in row.cells.values() for line in lines]
    for text in found.preamble + in_the_table:
        draft.agency_name = draft.agency_name or _first(_AGENCY, text).replace(" ", "")
        draft.district = draft.district or _first(_DISTRICT, text)
        draft.province = draft.province or _first(_PROVINCE, text)
    # Sentences of the table compare years, mostly the earlier first: taking theirs would put a report under the wrong year.
    years = filter(None, map(_FISCAL_YEAR.search, found.preamble))
    draft.fiscal_year = next((int(to_arabic(year["year"])) for year in years), draft.fiscal_year)


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match["name"] if match else ""


def _names(draft: Draft) -> list[str]:
    """The agency's proper name, with and without what kind of agency it is: no space belongs inside it."""
    proper = re.sub(
        r"^(เทศบาลตำบล|เทศบาลเมือง|เทศบาลนคร|เทศบาล|องค์การบริหารส่วน(?:ตำบล|จังหวัด))", "", draft.agency_name
    )
    return [name for name in (draft.agency_name, proper) if len(name) > 2]


def _take_row(draft: Draft, row: _Row, names: Sequence[str], issue_titles: dict[str, str]) -> None:
    title = splitting.title(row.cells.get("title", []), names)
    cells = {column: splitting.tidy(lines, names) for column, lines in row.cells.items()}
    draft.unread += row.rest
    if not title and not any(cells.values()):
        return
    last = draft.measures[-1] if draft.measures else None
    if last is not None and (not title or _goes_on(last, title, issue_titles)):
        _continue(draft, last, title, cells)
        return
    if not title:
        draft.unread += [line for lines in cells.values() for line in lines]
        return
    measure = DraftMeasure(issue=issue_of(title, issue_titles), title=title, where=row.where)
    measure.timeframe = " ".join(cells.get("timeframe", []))
    measure.responsible_text = " ".join(cells.get("responsible", []))
    measure.responsible = splitting.responsible(cells.get("responsible", []))
    _add_lists(measure, cells)
    draft.measures.append(measure)


def _goes_on(last: DraftMeasure, title: str, issue_titles: dict[str, str]) -> bool:
    return issue_of(title, issue_titles) == last.issue and much_alike(title, last.title)


def _continue(draft: Draft, measure: DraftMeasure, title: str, cells: dict[str, list[str]]) -> None:
    """A measure that goes on in a later row, page or table. What repeats a field stands in `unread`, once more."""
    if title:
        draft.unread.append(title)
    for column in ("timeframe", "responsible"):
        text = " ".join(cells.get(column, []))
        if not text:
            continue
        held = measure.timeframe if column == "timeframe" else measure.responsible_text
        if not held:
            _set(measure, column, text, cells[column])
        else:
            draft.unread.append(text)
    _join_what_a_page_cut(measure, cells)
    _add_lists(measure, cells)


def _set(measure: DraftMeasure, column: str, text: str, lines: Sequence[str]) -> None:
    if column == "timeframe":
        measure.timeframe = text
    else:
        measure.responsible_text = text
        measure.responsible = splitting.responsible(lines)


def _join_what_a_page_cut(measure: DraftMeasure, cells: dict[str, list[str]]) -> None:
    """A row without a title goes on where the page ended: its first unmarked line belongs to the last point."""
    if cells.get("title"):
        return
    for column, held in (("steps", measure.steps), ("results", measure.results)):
        lines = cells.get(column, [])
        cut = (
            bool(held and lines)
            and not splitting.is_marked(lines[0])
            and not splitting.is_steps_heading(lines[0])
        )
        if cut and not held[-1].endswith(_ENDS_A_SENTENCE) and not lines[0].startswith(COMPUTED_MARK):
            held[-1] += lines.pop(0)
    lines = cells.get("outcomes", [])
    if measure.outcomes and lines and not splitting.is_marked(lines[0]):
        measure.outcomes[-1].text += "\n" + lines.pop(0)


def _add_lists(measure: DraftMeasure, cells: Mapping[str, list[str]]) -> None:
    measure.steps += splitting.items(_written(cells.get("steps", []), measure))
    measure.results += splitting.items(_written(cells.get("results", []), measure))
    texts = splitting.outcome_texts(list(_written(cells.get("outcomes", []), measure)))
    measure.outcomes += [DraftOutcome(text) for text in texts]


def _written(lines: Sequence[str], measure: DraftMeasure) -> Iterator[str]:
    """The lines that people wrote; what a system had marked as computed goes to the measure's evidence."""
    for line in lines:
        if line.startswith(COMPUTED_MARK):
            measure.evidence.append(line)
        else:
            yield line


def same_report(one: Draft, other: Draft) -> bool:
    """Whether two drafts say the same, white space and digits aside: for comparing formats."""
    return _essence(one) == _essence(other)


def _essence(draft: Draft) -> list[tuple[str, ...]]:
    return [
        (
            measure.issue,
            bare(measure.title),
            bare("".join(measure.steps)),
            bare(measure.timeframe),
            bare("".join(measure.responsible)),
            bare("".join(measure.results)),
            bare("".join(outcome.text for outcome in measure.outcomes)),
        )
        for measure in draft.measures
    ]
