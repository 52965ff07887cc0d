"""Addresses of the room: `/scores/` for everyone, `/staff/scores/` for officers."""

from __future__ import annotations

from django.urls import path

from prongsai.assessment import views

app_name = "assessment"
urlpatterns = [
    path("scores/", views.latest, name="latest"),
    path("scores/<int:year>/", views.year_page, name="year"),
    path("scores/<int:year>.csv", views.year_csv, name="year-csv"),
    path("scores/<int:year>.json", views.year_json, name="year-json"),
    path("staff/scores/import", views.import_page, name="import"),
    path("staff/scores/template/<int:year>.xlsx", views.template_file, name="template"),
]
