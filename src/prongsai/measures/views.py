"""Pages of the room: the public report, and the officers' pages behind it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from prongsai.accounts.permissions import staff_only
from prongsai.accounts.roles import Permission
from prongsai.documents.html import render_body
from prongsai.documents.writers import WRITERS
from prongsai.measures.actions import EditConflictError, edit_measure
from prongsai.measures.criticism import criticise_year
from prongsai.measures.forms import MeasureForm, initial_of, outcomes_of, written
from prongsai.measures.layout import document
from prongsai.measures.models import Measure
from prongsai.measures.queries import NoPlanError, current_plan, measure_for_editing, report_years
from prongsai.measures.report import Report, gather
from prongsai.measures.writing import FORMATS, written_for_the_web


@require_GET
def report_page(request: HttpRequest, year: int) -> HttpResponse:
    """The year's report for everyone, with all formats beside it."""
    report = _report(request, year)
    context = {
        "report": report,
        "body": render_body(document(report)),
        "formats": FORMATS,
        "other_years": [one for one in report_years(report.agency) if one != year],
    }
    return render(request, "measures/report.html", context)


@require_GET
def report_file(request: HttpRequest, year: int, extension: str) -> HttpResponse:
    """One format of the year's report."""
    if extension not in FORMATS:
        raise Http404
    report = _report(request, year)
    media_type = "application/json" if extension == "json" else WRITERS[extension].media_type
    response = HttpResponse(written_for_the_web(report, extension), content_type=media_type)
    disposition = "inline" if extension in {"pdf", "json"} else "attachment"
    response["Content-Disposition"] = (
        f'{disposition}; filename="report-{year}-{report.agency.code}.{extension}"'
    )
    return response


def _report(request: HttpRequest, year: int) -> Report:
    agency = request.agency  # type: ignore[attr-defined]  # set by agencies.middleware
    if agency is None:
        raise Http404
    try:
        return gather(agency, year)
    except NoPlanError as error:
        raise Http404(str(error)) from error


@require_GET
@staff_only(Permission.MEASURES_EDIT)
def plans(request: HttpRequest) -> HttpResponse:
    """The years that have a plan."""
    return render(request, "measures/plans.html", {"years": report_years(request.agency)})  # type: ignore[attr-defined]


@require_GET
@staff_only(Permission.MEASURES_EDIT)
def plan(request: HttpRequest, year: int) -> HttpResponse:
    """One year's measures, and what a reader would object to."""
    agency = request.agency  # type: ignore[attr-defined]
    try:
        found = current_plan(agency, year)
    except NoPlanError as error:
        raise Http404(str(error)) from error
    context = {
        "plan": found,
        "measures": found.measures.all(),
        "findings": criticise_year(agency, year).findings,
    }
    return render(request, "measures/plan.html", context)


@require_http_methods(["GET", "POST"])
@staff_only(Permission.MEASURES_EDIT)
def measure(request: HttpRequest, year: int, measure_id: int) -> HttpResponse:
    """Edit one measure. Two officers at once: the second sees both texts and loses nothing."""
    agency = request.agency  # type: ignore[attr-defined]
    found = measure_for_editing(agency, year, measure_id)
    if found is None:
        raise Http404
    if request.method == "GET":
        return _edit_page(request, found, MeasureForm(initial=initial_of(found)), outcomes_of(found))
    form, outcomes = MeasureForm(request.POST), outcomes_of(found, request.POST)
    if not (form.is_valid() and outcomes.is_valid()):
        return _edit_page(request, found, form, outcomes, status=422)
    try:
        edit_measure(
            agency=agency,
            measure=found,
            written=written(found, form, outcomes),
            seen_revision=form.cleaned_data["revision"],
            by=request.user,  # type: ignore[arg-type]  # staff_only lets only users in
        )
    except EditConflictError as conflict:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["revision"] = str(conflict.held.revision)  # type: ignore[index]
        return _edit_page(request, conflict.held, form, outcomes, conflict=conflict, status=409)
    messages.success(request, "บันทึกแล้ว / Saved.")
    return redirect("measures:plan", year=year)


def _edit_page(
    request: HttpRequest,
    found: Measure,
    form: MeasureForm,
    outcomes: Any,
    *,
    conflict: EditConflictError | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"measure": found, "form": form, "outcomes": outcomes, "conflict": conflict}
    return render(request, "measures/measure.html", context, status=status)
