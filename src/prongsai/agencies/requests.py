"""What a request carries once the middleware has chosen its agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

if TYPE_CHECKING:
    from prongsai.agencies.models import Agency


class AgencyRequest(HttpRequest):
    """A request after `agencies.middleware`; `agency` is None on an empty installation."""

    agency: Agency | None


def agency_of(request: HttpRequest) -> Agency:
    """The agency that the request works for; raises Http404 on an installation that has none yet."""
    agency: Agency | None = getattr(request, "agency", None)
    if agency is None:
        raise Http404("ยังไม่มีหน่วยงานในระบบ / There is no agency on this installation yet.")
    return agency
