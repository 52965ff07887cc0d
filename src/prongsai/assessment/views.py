"""Pages of the room: the scores of a year for everyone, and the officers' import."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from prongsai.accounts.permissions import StaffRequest, staff_only
from prongsai.accounts.roles import Permission
from prongsai.agencies.models import Agency
from prongsai.agencies.requests import agency_of
from prongsai.assessment import exporting
from prongsai.assessment.actions import import_scores
from prongsai.assessment.charts import chart_of
from prongsai.assessment.forms import ScoresFileForm
from prongsai.assessment.frameworks import NoFrameworkError, years
from prongsai.assessment.importing import Problem, ScoresRefusedError
from prongsai.assessment.queries import ScoreTable, current_results, score_table, years_with_scores
from prongsai.assessment.rules import as_decimal
from prongsai.assessment.template import template_xlsx
from prongsai.ui.languages import choose

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def latest(request: HttpRequest) -> HttpResponse:
    """The latest year that has scores, or a page that says there are none yet."""
    agency = agency_of(request)
    with_scores = years_with_scores(agency)
    return _year_page(request, agency, with_scores[0] if with_scores else years()[-1], with_scores)


@require_GET
def year_page(request: HttpRequest, year: int) -> HttpResponse:
    """One year's scores beside those of the year before."""
    agency = agency_of(request)
    with_scores = years_with_scores(agency)
    _require_known(year, with_scores)
    return _year_page(request, agency, year, with_scores)


@require_GET
def year_csv(request: HttpRequest, year: int) -> HttpResponse:
    """The table of the page as CSV."""
    return _download(exporting.as_csv(_table(request, year)), "text/csv; charset=utf-8", f"scores-{year}.csv")


@require_GET
def year_json(request: HttpRequest, year: int) -> HttpResponse:
    """The table of the page as JSON."""
    data = exporting.as_json(agency_of(request), _table(request, year))
    content = json.dumps(data, ensure_ascii=False, indent=1).encode()
    return _download(content, "application/json", f"scores-{year}.json")


@require_http_methods(["GET", "POST"])
@staff_only(Permission.SCORES_IMPORT)
def import_page(request: StaffRequest) -> HttpResponse:
    """Take a file of official scores. A file with any fault is refused whole, with the place of each fault."""
    if request.method == "GET":
        return _import_page(request, ScoresFileForm())
    form = ScoresFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _import_page(request, form, status=422)
    file = form.cleaned_data["file"]
    try:
        outcome = import_scores(
            agency=request.agency,
            content=file.read(),
            name=file.name,
            by=request.user,
            because=form.cleaned_data["because"],
        )
    except ScoresRefusedError as error:
        return _import_page(request, form, problems=error.problems, status=422)
    messages.success(request, choose(outcome.sentence_th, outcome.sentence_en))
    return redirect("assessment:year", year=max([*outcome.counts, *outcome.unchanged]))


@require_GET
@staff_only(Permission.SCORES_IMPORT)
def template_file(request: StaffRequest, year: int) -> HttpResponse:
    """The empty table of a year to fill in."""
    try:
        content = template_xlsx(year)
    except NoFrameworkError as error:
        raise Http404(str(error)) from error
    return _download(content, XLSX, f"ita-scores-{year}.xlsx")


def _year_page(request: HttpRequest, agency: Agency, year: int, with_scores: list[int]) -> HttpResponse:
    table = score_table(agency, year)
    context = {
        "table": table,
        "sections": _sections(table),
        "chart": chart_of(table.rows, year, table.framework.pass_line),
        "has_scores": year in with_scores,
        "results": current_results(agency, year),
        "unverified": [row for row in table.rows if not row.verified and (row.held or row.held_before)],
        "other_years": [one for one in with_scores if one != year],
        "before": year - 1,
        "pass_line": as_decimal(table.framework.pass_line),
    }
    return render(request, "assessment/scores.html", context)


def _sections(table: ScoreTable) -> list[dict[str, object]]:
    """The rows by instrument, the total first; only rows with points in either year."""
    rows = [row for row in table.rows if row.held or row.held_before]
    found: list[dict[str, object]] = []
    for row in rows:
        instrument = _instrument_of(table, row.code)
        if not found or found[-1]["instrument"] != instrument:
            found.append({"instrument": instrument, "rows": []})
        found[-1]["rows"].append(row)  # type: ignore[attr-defined]
    return found


def _instrument_of(table: ScoreTable, code: str) -> object:
    item = table.framework.item(code)
    indicator = table.framework.indicator(item.indicator if item else code)
    return table.framework.instrument(indicator.instrument if indicator else code)


def _import_page(
    request: HttpRequest, form: ScoresFileForm, *, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    context = {"form": form, "problems": problems, "years": sorted(years(), reverse=True)}
    return render(request, "assessment/import.html", context, status=status)


def _table(request: HttpRequest, year: int) -> ScoreTable:
    agency = agency_of(request)
    _require_known(year, years_with_scores(agency))
    return score_table(agency, year)


def _require_known(year: int, with_scores: list[int]) -> None:
    if year not in with_scores and year not in years():
        raise Http404(f"ไม่มีคะแนนของปี {year} / There are no scores of {year}.")


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
