"""What waits for whom (งานที่รอ): rooms register a query, the staff home asks for all of them.

@waits("measures")
def reviews(user: User, agency: Agency) -> list[Waiting]: ...
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from allauth.mfa.models import Authenticator
from django.urls import reverse

from prongsai.accounts.models import User
from prongsai.agencies.models import Agency
from prongsai.registry import Registry

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that a person should do: what, where, and by which day (C.E.; None = no deadline)."""

    title_th: str
    title_en: str
    url: str
    due: date | None = None


WorkQuery = Callable[[User, Agency], list[Waiting]]

_queries: Registry[WorkQuery] = Registry("worklist")


def waits(key: str) -> Callable[[WorkQuery], WorkQuery]:
    """Register `query(user, agency) -> list[Waiting]` of a room; AlreadyRegisteredError when the key is taken."""
    return _queries.register(key)


def worklist(user: User, agency: Agency) -> list[Waiting]:
    """Everything that waits for a person in an agency, nearest deadline first, without deadline last."""
    found = [waiting for key, query in _queries.items() for waiting in _ask(key, query, user, agency)]
    return sorted(found, key=lambda waiting: waiting.due or date.max)


def forget(key: str) -> None:
    """Remove a query: for tests that bring their own."""
    _queries.remove(key)


def _ask(key: str, query: WorkQuery, user: User, agency: Agency) -> list[Waiting]:
    try:
        return query(user, agency)
    except Exception:  # noqa: BLE001 - one broken room must not hide what waits in the others
        _log.exception("the worklist of %s failed", key)
        return [
            Waiting(
                f"อ่านงานที่รอของ {key} ไม่ได้ โปรดแจ้งผู้ดูแลระบบ",
                f"What waits in {key} could not be read; tell the operator.",
                "",
            )
        ]


@waits("accounts")
def _second_factor(user: User, agency: Agency) -> list[Waiting]:
    if Authenticator.objects.filter(user=user).exists():
        return []
    return [
        Waiting(
            "ตั้งค่าการยืนยันตัวตนสองขั้นของบัญชีท่าน",
            "Set up a second factor for your account",
            reverse("mfa_index"),
        )
    ]
