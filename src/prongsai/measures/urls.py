"""Addresses of the room: `/report/<year>` is a contract."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from prongsai.measures import views


class FiscalYear(StringConverter):
    """A fiscal year in B.E. in an address: four digits, 25xx or 26xx."""

    regex = "2[56][0-9]{2}"

    def to_python(self, value: str) -> int:  # type: ignore[override]
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)


register_converter(FiscalYear, "fiscal_year")

app_name = "measures"
urlpatterns = [
    path("report/<fiscal_year:year>", views.report_page, name="report"),
    path("report/<fiscal_year:year>.<str:extension>", views.report_file, name="report-file"),
    path("staff/measures/", views.plans, name="plans"),
    path("staff/measures/<fiscal_year:year>/", views.plan, name="plan"),
    path("staff/measures/<fiscal_year:year>/<int:measure_id>/", views.measure, name="measure"),
]
