"""Checks at start-up: an issue of the report that no room can prove anything on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning, register  # noqa: A004 - Django's name for it

from prongsai.evidence.facts import provider_keys
from prongsai.evidence.issues import ISSUES


@register("evidence")
def every_issue_has_facts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """evidence.W001 for an issue without any provider: its measures would stand in the report on words alone."""
    return [
        Warning(
            f"No room offers a fact on the issue {issue!r}.",
            hint="Register one in the room's evidence.py with evidence.facts.provides.",
            id="evidence.W001",
        )
        for issue in ISSUES
        if not provider_keys(issue)
    ]
