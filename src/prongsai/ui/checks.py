"""Checks at start-up: a page in the header that does not exist is found before a visitor finds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.urls import NoReverseMatch

from prongsai.ui.navigation import destinations


@register("urls")
def destinations_exist(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """ui.E001 for a destination whose address cannot be resolved."""
    errors: list[CheckMessage] = []
    for key, destination in destinations.items():
        try:
            _ = destination.url
        except NoReverseMatch as error:
            errors.append(Error(f"navigation {key!r}: {error}", id="ui.E001"))
    return errors
