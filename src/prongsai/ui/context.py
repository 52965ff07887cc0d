"""What every page knows: whose it is, where one can go, which language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from prongsai.ui.languages import choose
from prongsai.ui.navigation import shown_to


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor. `agency` is None on an installation that has none yet."""
    agency = getattr(request, "agency", None)
    user = getattr(request, "user", None)
    return {
        "agency": agency,
        "agency_name": choose(agency.name, agency.name_en or agency.name) if agency else "",
        "destinations": shown_to(staff=bool(user and user.is_authenticated)),
        "other_language": choose("en", "th"),
        "here": request.get_full_path() if request.method == "GET" else "/",
    }
