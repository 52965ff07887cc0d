"""Pages of the installation as a whole."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from prongsai.accounts.permissions import StaffRequest, permissions_of, staff_only
from prongsai.accounts.roles import Permission
from prongsai.accounts.worklist import worklist
from prongsai.measures.queries import report_years
from prongsai.measures.writing import FORMATS
from prongsai.site.overview import years_of_scores

_YEAR_IN_SECONDS = 365 * 24 * 60 * 60


class StaffPage(NamedTuple):
    """A place where staff work, on the staff home of those who hold the permission."""

    needs: Permission
    th: str
    en: str
    about_th: str
    about_en: str
    url_name: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)


_STAFF_PAGES: Final = (
    StaffPage(
        Permission.MEASURES_EDIT, "มาตรการประจำปี", "Measures by year",
        "บันทึกสิ่งที่ทำแล้ว และดูว่ารายงานยังขาดอะไร", "Record what was done, and see what the report still lacks.",
        "measures:plans",
    ),
    StaffPage(
        Permission.SCORES_IMPORT, "นำเข้าผล ITA", "Import ITA results",
        "ส่งแฟ้มคะแนนทางการเข้าระบบ", "Bring in the file of official scores.",
        "assessment:import",
    ),
)  # fmt: skip


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Whose site it is and what one can see and check here."""
    agency = request.agency  # type: ignore[attr-defined]  # set by agencies.middleware
    context: dict[str, Any] = {}
    if agency is not None:
        context = {
            "report_years": report_years(agency),
            "score_years": years_of_scores(agency),
            "formats": FORMATS,
        }
    return render(request, "site/home.html", context)


@require_GET
@staff_only()
def staff(request: StaffRequest) -> HttpResponseBase:
    """What waits for the person who signed in, and where their work is."""
    may = permissions_of(request.user, request.agency)
    pages = [page for page in _STAFF_PAGES if page.needs in may]
    return render(
        request, "site/staff.html", {"waiting": worklist(request.user, request.agency), "pages": pages}
    )


@csrf_exempt  # a stranger could at most switch a language; without a token public pages set no cookie at all
@require_POST
def language(request: HttpRequest) -> HttpResponseRedirect:
    """Switch the language for a year; the address to return to must be one of ours."""
    wanted = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(back if safe else "/")
    if wanted in dict(settings.LANGUAGES) and check_for_language(wanted):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=_YEAR_IN_SECONDS,
            samesite="Lax",
            httponly=True,
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
    return response


@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be found; staff pages and sign-in need not be."""
    return HttpResponse("User-agent: *\nDisallow: /staff/\nDisallow: /accounts/\n", content_type="text/plain")
