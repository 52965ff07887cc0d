"""Somebody's file, or our own plan, put before the critic."""

from __future__ import annotations

from pathlib import Path

from prongsai.agencies.models import Agency
from prongsai.documents.reading import read_file
from prongsai.evidence.items import item_source
from prongsai.measures.draft import Draft, DraftMeasure, DraftOutcome
from prongsai.measures.importing import draft_of
from prongsai.measures.lint import criticise
from prongsai.measures.report import Report, gather

_YEAR_OF_WORDING = 2568
"""The wording of the issues by which titles of any year are recognised; the same in 2567 and 2568."""


def read_and_criticise(path: Path) -> Draft:
    """The draft in a file, with its findings; raises UnreadableFileError."""
    titles = item_source().issue_titles(_YEAR_OF_WORDING)
    draft = draft_of(read_file(path), titles)
    draft.findings = criticise(draft, titles)
    return draft


def criticise_year(agency: Agency, fiscal_year: int) -> Draft:
    """The plan of a year as a draft, with its findings; raises NoPlanError."""
    report = gather(agency, fiscal_year)
    draft = _draft_of_report(report)
    draft.findings = criticise(draft, item_source().issue_titles(_YEAR_OF_WORDING))
    return draft


def _draft_of_report(report: Report) -> Draft:
    return Draft(
        agency_name=report.agency.name,
        district=report.agency.district,
        province=report.agency.province,
        fiscal_year=report.fiscal_year,
        preamble=[report.title, report.preamble],
        measures=[
            DraftMeasure(
                issue=measure.issue,
                title=measure.title,
                steps=[text for text, _ in measure.steps],
                timeframe=measure.timeframe,
                responsible=list(measure.responsible),
                responsible_text=" / ".join(measure.responsible),
                results=list(measure.results),
                outcomes=[DraftOutcome(outcome.text) for outcome in measure.outcomes],
            )
            for measure in report.measures
        ],
    )
