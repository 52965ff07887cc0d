"""Writes: agencies, divisions, days off and dated rules.

The ledger stands above agencies and cannot be called from here. Each row therefore keeps, as text, who wrote
or decided it (`by`, a label such as "สมชาย ใจดี (ปลัดเทศบาล)" or the name of a command); nothing is deleted, and a
correction keeps what was there before with its reason.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from prongsai.agencies.holiday_calendar import proposed_holidays
from prongsai.agencies.models import Agency, Division, Holiday, Rule
from prongsai.agencies.tenancy import working_for

NATIONAL_RULES: Final = Path(__file__).with_name("national_rules.toml")
_CODE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class RefusedError(ValueError):
    """The write makes no sense as asked; `message_th` and `message_en` say what to change."""

    def __init__(self, message_th: str, message_en: str) -> None:
        self.message_th = message_th
        self.message_en = message_en
        super().__init__(f"{message_th} / {message_en}")


@transaction.atomic
def create_agency(*, code: str, name: str, by: str, **details: Any) -> Agency:
    """A new agency; `details` are other fields of Agency. Raises RefusedError for a code that is taken or malformed.

    The code stands in addresses and names a folder: small letters, digits and hyphens only.
    """
    _require_name(by)
    if not _CODE.fullmatch(code):
        raise RefusedError(
            f"รหัสหน่วยงาน «{code}» ใช้ไม่ได้ ใช้ตัวพิมพ์เล็ก a-z ตัวเลข และขีดกลาง ไม่เกิน 40 ตัว",
            f"The agency code «{code}» cannot be used: only a-z, digits and hyphens, at most 40.",
        )
    if Agency.objects.filter(code=code).exists():
        raise RefusedError(
            f"รหัสหน่วยงาน {code} มีผู้ใช้แล้ว โปรดเลือกรหัสอื่น", f"The agency code {code} is taken; choose another."
        )
    return Agency.objects.create(code=code, name=name, created_by=by, **details)


@transaction.atomic
def add_division(
    *, agency: Agency, name: str, by: str, name_en: str = "", order: int | None = None
) -> Division:
    """A division of the agency, last in order unless `order` is given. Raises RefusedError when the name is there."""
    _require_name(by)
    with working_for(agency):
        if Division.objects.filter(name=name).exists():
            raise RefusedError(f"มีส่วนราชการชื่อ {name} อยู่แล้ว", f"There is already a division named {name}.")
        last = Division.objects.order_by("-order").values_list("order", flat=True).first() or 0
        return Division.objects.create(
            agency=agency,
            name=name,
            name_en=name_en,
            order=last + 1 if order is None else order,
            created_by=by,
        )


@transaction.atomic
def propose_holidays(*, agency: Agency, fiscal_year: int, by: str) -> int:
    """Propose the calendar's days off of a fiscal year (B.E.); days that already have a row stay as they are.

    Returns how many were added.
    """
    _require_name(by)
    proposals = list(proposed_holidays(fiscal_year))
    with working_for(agency):
        known = set(
            Holiday.objects.filter(date__in=[day.date for day in proposals]).values_list("date", flat=True)
        )
        new = [
            Holiday(
                agency=agency,
                date=day.date,
                name=day.name,
                name_en=day.name_en,
                source=day.source,
                proposed_by=by,
            )
            for day in proposals
            if day.date not in known
        ]
        return len(Holiday.objects.bulk_create(new))


@transaction.atomic
def add_holiday(*, agency: Agency, day: date, name: str, source: str, by: str, name_en: str = "") -> Holiday:
    """A day off that the calendar does not know, such as one of a cabinet resolution, accepted at once.

    `source` names the resolution or order. Raises RefusedError when the day already has a row.
    """
    _require_name(by)
    with working_for(agency):
        if Holiday.objects.filter(date=day).exists():
            raise RefusedError(
                f"วันที่ {day:%Y-%m-%d} อยู่ในรายการวันหยุดแล้ว โปรดรับรองหรือไม่ใช้จากรายการนั้น",
                f"{day:%Y-%m-%d} is already on the list of days off; accept or reject it there.",
            )
        return Holiday.objects.create(
            agency=agency,
            date=day,
            name=name,
            name_en=name_en,
            source=source,
            proposed_by=by,
            status=Holiday.Status.ACCEPTED,
            decided_by=by,
            decided_at=timezone.now(),
        )


def accept_holiday(*, holiday: Holiday, by: str, because: str = "") -> Holiday:
    """The day is off. Changing an earlier decision needs a reason (RefusedError without one)."""
    return _decide(holiday, Holiday.Status.ACCEPTED, by, because)


def reject_holiday(*, holiday: Holiday, by: str, because: str = "") -> Holiday:
    """The day is a working day. Changing an earlier decision needs a reason (RefusedError without one)."""
    return _decide(holiday, Holiday.Status.REJECTED, by, because)


@transaction.atomic
def set_rule(
    *,
    agency: Agency | None,
    key: str,
    value: Any,
    legal_basis: str,
    valid_from: date,
    by: str,
    unit: str = "",
    source_note: str = "",
    valid_to: date | None = None,
    verified_by: str = "",
    because: str = "",
) -> Rule:
    """A value from a day on, for one agency or (None) as national default; it is verified when `verified_by` says who saw it.

    A row that begins on the same day is corrected: it stays, marked with `because`. Unit and titles are taken
    from the rule's other rows where not given. Raises RefusedError without a reason for a correction, or
    when the rule would end before it begins.
    """
    _require_name(by)
    if valid_to is not None and valid_to <= valid_from:
        raise RefusedError("วันสิ้นสุดต้องอยู่หลังวันเริ่มใช้", "The end of a rule must come after its beginning.")
    older = Rule.across_agencies.filter(key=key)
    same_day = older.filter(agency=agency, valid_from=valid_from, replaced_because="")
    if same_day.exists() and not because:
        raise RefusedError(
            f"กติกา {key} มีค่าที่เริ่มวันเดียวกันอยู่แล้ว โปรดบอกเหตุที่แก้ไข",
            f"The rule {key} already has a value from that day; say why it is corrected.",
        )
    model_row = older.filter(agency=None).first() or older.first()
    same_day.update(replaced_because=because)
    return Rule.across_agencies.create(
        agency=agency,
        key=key,
        title=model_row.title if model_row else "",
        title_en=model_row.title_en if model_row else "",
        value=value,
        unit=unit or (model_row.unit if model_row else ""),
        legal_basis=legal_basis,
        source_note=source_note,
        verified=bool(verified_by),
        verified_by=verified_by,
        valid_from=valid_from,
        valid_to=valid_to,
        recorded_by=by,
    )


@transaction.atomic
def load_national_rules(*, by: str) -> int:
    """Bring the national defaults that ship with the software into the table; returns how many rows were added.

    Doing it again adds nothing. A shipped value that changed replaces the shipped row, never a row that an
    officer set.
    """
    _require_name(by)
    shipped = tomllib.loads(NATIONAL_RULES.read_text(encoding="utf-8"))["rule"]
    return sum(_load_rule(fields, by) for fields in shipped)


def _load_rule(fields: dict[str, Any], by: str) -> bool:
    same_start = Rule.across_agencies.filter(agency=None, key=fields["key"], valid_from=fields["valid_from"])
    current = same_start.filter(replaced_because="").first()
    if current is not None:
        unchanged = all(getattr(current, name) == value for name, value in fields.items())
        if unchanged or not current.shipped:
            return False
        same_start.filter(pk=current.pk).update(replaced_because="ค่าที่มากับระบบรุ่นใหม่")
    Rule.across_agencies.create(agency=None, shipped=True, recorded_by=by, **fields)
    return True


@transaction.atomic
def _decide(holiday: Holiday, status: Holiday.Status, by: str, because: str) -> Holiday:
    _require_name(by)
    with working_for(holiday.agency):
        held = Holiday.objects.select_for_update().get(pk=holiday.pk)
        if held.status == status:
            return held
        if held.status != Holiday.Status.PROPOSED:
            if not because:
                raise RefusedError(
                    "วันนี้มีผู้ตัดสินไว้แล้ว โปรดบอกเหตุที่เปลี่ยน",
                    "This day has been decided before; say why it changes.",
                )
            earlier = f"{held.get_status_display()} {held.decided_at:%Y-%m-%d} {held.decided_by}: {because}"
            held.decision_note = f"{held.decision_note}\n{earlier}".strip()
        held.status, held.decided_by, held.decided_at = status, by, timezone.now()
        held.save()
    return held


def _require_name(by: str) -> None:
    if not by.strip():
        raise RefusedError("ต้องบอกว่าใครเป็นผู้ทำ", "Say who does it.")
