"""All addresses. Each room brings its own; the public ones are a contract (docs/architecture.md)."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("prongsai.accounts.urls")),
    path("", include("prongsai.ledger.urls")),
    path("", include("prongsai.assessment.urls")),
    path("", include("prongsai.measures.urls")),
    path("", include("prongsai.site.urls")),
]

handler400 = "prongsai.ui.errors.bad_request"
handler403 = "prongsai.ui.errors.permission_denied"
handler404 = "prongsai.ui.errors.not_found"
handler500 = "prongsai.ui.errors.server_error"
