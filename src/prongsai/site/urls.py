"""Addresses of the installation as a whole."""

from __future__ import annotations

from django.urls import path

from prongsai.site import health, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("staff/", views.staff, name="staff"),
    path("language/", views.language, name="language"),
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
]
