"""Roles of staff, what each may do, and the words by which a person approves that.

No ORM: the matrix can be read, printed and tested by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Role(StrEnum):
    """What a person is in one agency. The order is from the least to the most far-reaching duty."""

    OFFICER = "officer"
    DIVISION_HEAD = "division_head"
    CLERK = "clerk"
    """Municipal clerk (ปลัดเทศบาล), the highest permanent official; not an office clerk."""
    MAYOR = "mayor"
    AUDITOR = "auditor"
    OPERATOR = "operator"


class Permission(StrEnum):
    """One thing that can be done, verb last. Rooms ask for these and never for roles."""

    STAFF_VIEW = "staff.view"
    MEASURES_EDIT = "measures.edit"
    MEASURES_REVIEW = "measures.review"
    EVIDENCE_RECORD = "evidence.record"
    REPORT_EDIT = "report.edit"
    REPORT_APPROVE = "report.approve"
    REPORT_PUBLISH = "report.publish"
    SCORES_IMPORT = "scores.import"
    ASSESSMENT_EDIT = "assessment.edit"
    HOLIDAYS_DECIDE = "holidays.decide"
    RULES_EDIT = "rules.edit"
    AGENCY_EDIT = "agency.edit"
    STAFF_MANAGE = "staff.manage"
    LEDGER_AUDIT = "ledger.audit"
    INSTALLATION_OPERATE = "installation.operate"


@dataclass(frozen=True, slots=True)
class RoleText:
    """Label and description of a role, Thai and English."""

    label_th: str
    label_en: str
    description_th: str
    description_en: str


ROLE_TEXTS: Final[Mapping[Role, RoleText]] = MappingProxyType(
    {
        Role.OFFICER: RoleText(
            "เจ้าหน้าที่",
            "Officer",
            "บันทึกกิจกรรมและหลักฐาน ร่างมาตรการและรายงาน นำเข้าคะแนน แต่รับรองหรือเผยแพร่เองไม่ได้",
            "Records activities and evidence, drafts measures and the report, imports scores; "
            "cannot approve or publish.",
        ),
        Role.DIVISION_HEAD: RoleText(
            "หัวหน้าส่วนราชการ",
            "Head of division",
            "ทำได้เท่าเจ้าหน้าที่ และตรวจมาตรการที่เจ้าหน้าที่ร่าง",
            "Does what an officer does, and reviews the measures that officers drafted.",
        ),
        Role.CLERK: RoleText(
            "ปลัด",
            "Municipal clerk (palad)",
            "กำกับงานประจำทั้งหมด ตรวจมาตรการ กำหนดวันหยุดและกติกา จัดการบัญชีเจ้าหน้าที่ และเผยแพร่รายงานที่ผู้บริหารรับรองแล้ว",
            "Oversees all daily work: reviews measures, decides holidays and rules, manages staff accounts, "
            "and publishes the report that the executive has approved.",
        ),
        Role.MAYOR: RoleText(
            "นายก",
            "Mayor",
            "รับรองรายงานประจำปี ดูงานได้ทั้งหมด แต่ไม่แก้ไขข้อมูลของเจ้าหน้าที่",
            "Approves the yearly report and sees all work, but does not change what officers recorded.",
        ),
        Role.AUDITOR: RoleText(
            "ผู้ตรวจสอบภายใน",
            "Internal auditor",
            "อ่านได้ทั้งหมดและตรวจบันทึกสาธารณะ แก้ไขอะไรไม่ได้",
            "Reads everything and audits the public log; changes nothing.",
        ),
        Role.OPERATOR: RoleText(
            "ผู้ดูแลระบบ",
            "Operator",
            "ดูแลระบบ หน่วยงาน วันหยุด กติกา และบัญชีเจ้าหน้าที่ แต่ไม่แก้มาตรการและไม่รับรองรายงาน",
            "Looks after the installation, the agency's data, holidays, rules and staff accounts; "
            "does not change measures and does not approve reports.",
        ),
    }
)

_OFFICER: Final = frozenset(
    {
        Permission.STAFF_VIEW,
        Permission.MEASURES_EDIT,
        Permission.EVIDENCE_RECORD,
        Permission.REPORT_EDIT,
        Permission.SCORES_IMPORT,
        Permission.ASSESSMENT_EDIT,
    }
)
_DIVISION_HEAD: Final = _OFFICER | {Permission.MEASURES_REVIEW}
_HOUSEKEEPING: Final = frozenset(
    {Permission.HOLIDAYS_DECIDE, Permission.RULES_EDIT, Permission.AGENCY_EDIT, Permission.STAFF_MANAGE}
)

ROLE_PERMISSIONS: Final[Mapping[Role, frozenset[Permission]]] = MappingProxyType(
    {
        Role.OFFICER: _OFFICER,
        Role.DIVISION_HEAD: _DIVISION_HEAD,
        Role.CLERK: _DIVISION_HEAD | _HOUSEKEEPING | {Permission.REPORT_PUBLISH, Permission.LEDGER_AUDIT},
        Role.MAYOR: frozenset({Permission.STAFF_VIEW, Permission.REPORT_APPROVE, Permission.LEDGER_AUDIT}),
        Role.AUDITOR: frozenset({Permission.STAFF_VIEW, Permission.LEDGER_AUDIT}),
        Role.OPERATOR: _HOUSEKEEPING
        | {Permission.STAFF_VIEW, Permission.LEDGER_AUDIT, Permission.INSTALLATION_OPERATE},
    }
)

ROLE_CHOICES: Final = [(role.value, ROLE_TEXTS[role].label_th) for role in Role]
