"""An agency and a short way to log something for it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from prongsai.agencies.models import Agency
from prongsai.ledger.actions import record
from prongsai.ledger.models import Entry

Log = Callable[..., Entry]


@pytest.fixture
def agency() -> Agency:
    return Agency.objects.create(code="tuayang", name="เทศบาลตำบลตัวอย่าง")


@pytest.fixture
def log(agency: Agency) -> Log:
    """Log one event: a new object unless `object_id` is given."""

    def record_one(**given: Any) -> Entry:
        fields: dict[str, Any] = {
            "agency": agency,
            "register": "asset-loan",
            "object_id": str(uuid.uuid4()),
            "event": "approve",
            "by": None,
            "public": {"เรื่อง": "ยืมโต๊ะ"},
        }
        with transaction.atomic():
            return record(**fields | given)

    return record_one
