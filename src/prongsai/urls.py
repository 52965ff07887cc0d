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
