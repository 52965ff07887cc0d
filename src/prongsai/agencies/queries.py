"""Reads: agencies by code and host, days off, and the rule in force on a day."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When

from prongsai.agencies.models import Agency, Holiday, Rule
from prongsai.agencies.tenancy import working_for


class NoSuchAgencyError(LookupError):
    """No agency, or no single one, fits; `message_th` and `message_en` say what to do."""

    def __init__(self, message_th: str, message_en: str) -> None:
        super().__init__(f"{message_th} / {message_en}")
        self.message_th = message_th
        self.message_en = message_en


class NoSuchRuleError(LookupError):
    """No rule of that key is in force on that day; `message_th` and `message_en` say what to do."""

    def __init__(self, key: str, on: date) -> None:
        self.key = key
        self.on = on
        self.message_th = f"ไม่มีกติกา {key} ที่ใช้ในวันที่ {on:%Y-%m-%d} โปรดเพิ่มค่าในหน้ากติกา"
        self.message_en = f"No rule {key} is in force on {on:%Y-%m-%d}; add its value on the rules page."
        super().__init__(f"{self.message_th} / {self.message_en}")


@dataclass(frozen=True, slots=True)
class RuleValue:
    """The value of a rule on one day.

    value: as JSON gives it; `unit` names its unit (`working_days`, `days`, `satang`, ...).
    verified: False means that pages must show the value as not verified.
    national: True for the national default, False for the agency's own.
    """

    key: str
    value: Any
    unit: str
    legal_basis: str
    source_note: str
    verified: bool
    verified_by: str
    valid_from: date
    valid_to: date | None
    national: bool


def agency_by_code(code: str) -> Agency:
    """The agency of that code; raises NoSuchAgencyError, which lists the codes there are."""
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise NoSuchAgencyError(
            f"ไม่พบหน่วยงานรหัส {code!r} รหัสที่มีคือ {_codes()}",
            f"There is no agency with the code {code!r}; the codes are {_codes()}.",
        )
    return agency


def agency_for_host(host: str) -> Agency | None:
    """The agency whose host that is, else the first that is no sample, else the first; None when there is none."""
    by_host = Case(
        When(~Q(host="") & Q(host=host), then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return Agency.objects.order_by(by_host, "is_sample", "id").first()


def default_agency() -> Agency:
    """The agency a command works for when none is named: PRONGSAI_AGENCY, else the only one that is no sample, else the only one.

    Raises NoSuchAgencyError when there is none or more than one could be meant.
    """
    named = os.environ.get("PRONGSAI_AGENCY", "").strip()
    if named:
        return agency_by_code(named)
    agencies = list(Agency.objects.order_by("id")[:100])
    candidates = [agency for agency in agencies if not agency.is_sample] or agencies
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise NoSuchAgencyError(
            "ยังไม่มีหน่วยงานในระบบ โปรดสั่ง prongsai demo หรือสร้างหน่วยงานก่อน",
            "There is no agency yet; run prongsai demo or create an agency first.",
        )
    raise NoSuchAgencyError(
        f"มีหลายหน่วยงาน โปรดระบุ --agency หรือ PRONGSAI_AGENCY เป็นรหัสหนึ่งใน {_codes()}",
        f"There are several agencies; name one with --agency or PRONGSAI_AGENCY: {_codes()}.",
    )


the_only_agency = default_agency


def days_off(agency: Agency, first: date, last: date) -> frozenset[date]:
    """Accepted holidays of the agency from `first` to `last`, both included; weekends are not in it."""
    with working_for(agency):
        accepted = Holiday.objects.filter(status=Holiday.Status.ACCEPTED, date__gte=first, date__lte=last)
        return frozenset(accepted.values_list("date", flat=True))


def rule_for(agency: Agency | None, key: str, on: date) -> RuleValue:
    """The rule of `key` in force on a day: the agency's own before the national one, the later start before the earlier.

    Raises NoSuchRuleError when none is in force.
    """
    in_force = Q(valid_to=None) | Q(valid_to__gt=on)
    rules = Rule.across_agencies.filter(in_force, key=key, valid_from__lte=on, replaced_because="")
    candidates = rules.filter(Q(agency=None) | Q(agency=agency)).order_by("-valid_from")
    rule = min(candidates, key=lambda candidate: candidate.agency_id is None, default=None)
    if rule is None:
        raise NoSuchRuleError(key, on)
    return RuleValue(
        key=rule.key,
        value=rule.value,
        unit=rule.unit,
        legal_basis=rule.legal_basis,
        source_note=rule.source_note,
        verified=rule.verified,
        verified_by=rule.verified_by,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        national=rule.agency_id is None,
    )


def _codes() -> str:
    codes = Agency.objects.order_by("code").values_list("code", flat=True)[:20]
    return ", ".join(codes) or "-"
