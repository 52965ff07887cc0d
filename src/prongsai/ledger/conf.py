"""What the installation says about its log: its name and where its files are."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

DEFAULT_ORIGIN = "localhost/tlog"


def origin() -> str:
    """Name of the log, `<host>/tlog`, from the setting TLOG_ORIGIN. It stands in every checkpoint and never changes.

    Raises ImproperlyConfigured for a name that a signed note cannot carry.
    """
    name: str = getattr(settings, "TLOG_ORIGIN", "") or DEFAULT_ORIGIN
    if not re.fullmatch(r"[A-Za-z0-9._:/-]{1,200}", name):
        raise ImproperlyConfigured(
            f"PRONGSAI_TLOG_ORIGIN is {name!r}; write host and path without spaces, such as town.go.th/tlog"
        )
    return name


def home() -> Path:
    return Path(settings.HOME)
