"""Every address of the project with what it wants: a new one must be told here how it is tried, or the sweep fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from towns import YEAR, Town

from prongsai.accounts.roles import Permission
from prongsai.ledger.models import Entry

PUBLIC = "public"
ACCOUNT = "account"
"""Pages of one's own account: they belong to a person, not to an agency."""


@dataclass(frozen=True)
class Tried:
    """How an address is tried. opens: PUBLIC, ACCOUNT, or the permission that it takes."""

    opens: str
    arguments: Callable[[Town], dict[str, Any]] = lambda town: {}
    posts: Callable[[Town], dict[str, Any]] = lambda town: {}

    @property
    def is_for_staff(self) -> bool:
        return self.opens not in {PUBLIC, ACCOUNT}


def _year(town: Town) -> dict[str, Any]:
    return {"year": YEAR}


def _measure(town: Town) -> dict[str, Any]:
    return {"year": YEAR, "measure_id": town.measure.pk}


def typed_measure(town: Town) -> dict[str, Any]:
    """The form of a town's measure, filled in as an officer would, over another text."""
    return {
        "revision": town.measure.revision, "title": "ข้อความใหม่", "steps": "ก\nข", "timeframe": "ตุลาคม 2567",
        "responsible": "กองใหม่", "results": "ผลใหม่", "outcomes-TOTAL_FORMS": 1, "outcomes-INITIAL_FORMS": 0,
        "outcomes-0-text": "ผลลัพธ์ใหม่", "outcomes-0-item_code": "", "agency": town.agency.pk,
    }  # fmt: skip


ADDRESSES: dict[str, Tried] = {
    "account_login": Tried(ACCOUNT),
    "account_logout": Tried(ACCOUNT),
    "account_inactive": Tried(ACCOUNT),
    "account_reauthenticate": Tried(ACCOUNT),
    "account_change_password": Tried(ACCOUNT),
    "account_set_password": Tried(ACCOUNT),
    "mfa_index": Tried(ACCOUNT),
    "mfa_authenticate": Tried(ACCOUNT),
    "mfa_reauthenticate": Tried(ACCOUNT),
    "mfa_activate_totp": Tried(ACCOUNT),
    "mfa_deactivate_totp": Tried(ACCOUNT),
    "mfa_view_recovery_codes": Tried(ACCOUNT),
    "mfa_generate_recovery_codes": Tried(ACCOUNT),
    "mfa_download_recovery_codes": Tried(ACCOUNT),
    "mfa_list_webauthn": Tried(ACCOUNT),
    "mfa_add_webauthn": Tried(ACCOUNT),
    "mfa_reauthenticate_webauthn": Tried(ACCOUNT),
    "mfa_remove_webauthn": Tried(ACCOUNT, lambda town: {"pk": 1}),
    "mfa_edit_webauthn": Tried(ACCOUNT, lambda town: {"pk": 1}),
    "mfa_login_webauthn": Tried(ACCOUNT),
    "ledger:checkpoint": Tried(PUBLIC),
    "ledger:tile": Tried(PUBLIC, lambda town: {"tile": f"entries/000.p/{Entry.across_agencies.count()}"}),
    "ledger:proof": Tried(PUBLIC, lambda town: {"index": 0}),
    "ledger:verify": Tried(PUBLIC),
    "assessment:latest": Tried(PUBLIC),
    "assessment:year": Tried(PUBLIC, _year),
    "assessment:year-csv": Tried(PUBLIC, _year),
    "assessment:year-json": Tried(PUBLIC, _year),
    "assessment:import": Tried(Permission.SCORES_IMPORT),
    "assessment:template": Tried(Permission.SCORES_IMPORT, _year),
    "measures:report": Tried(PUBLIC, _year),
    "measures:report-file": Tried(PUBLIC, lambda town: {"year": YEAR, "extension": "json"}),
    "measures:plans": Tried(Permission.MEASURES_EDIT),
    "measures:plan": Tried(Permission.MEASURES_EDIT, _year),
    "measures:measure": Tried(Permission.MEASURES_EDIT, _measure, typed_measure),
    "site:home": Tried(PUBLIC),
    "site:staff": Tried(Permission.STAFF_VIEW),
    "site:language": Tried(PUBLIC),
    "site:healthz": Tried(PUBLIC),
    "site:robots": Tried(PUBLIC),
}

POST_ONLY = {"site:language"}
SIGNED_OUT_ONLY = {"mfa_login_webauthn", "mfa_authenticate"}


def names(resolver: URLResolver | None = None, namespaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The name of each pattern of the project, as `reverse` takes it; a pattern without a name as its route."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, (*namespaces, pattern.namespace) if pattern.namespace else namespaces)
        elif isinstance(pattern, URLPattern):
            yield ":".join((*namespaces, pattern.name or f"<unnamed {pattern.pattern}>"))


def path_of(name: str, town: Town) -> str:
    """The address with the arguments of that town, without prefix."""
    return reverse(name, kwargs=ADDRESSES[name].arguments(town))
