"""Addresses of the log: the files as c2sp.org/tlog-tiles wants them, and the page that explains them."""

from __future__ import annotations

from django.urls import path

from prongsai.ledger import views

app_name = "ledger"

urlpatterns = [
    path("tlog/checkpoint", views.checkpoint, name="checkpoint"),
    path("tlog/tile/<path:tile>", views.tile, name="tile"),
    path("tlog/proof/<int:index>", views.proof, name="proof"),
    path("verify", views.verify, name="verify"),
]
