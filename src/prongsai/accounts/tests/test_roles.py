"""The matrix of roles and permissions, read as a person who approves it would."""

from __future__ import annotations

import pytest

from prongsai.accounts.roles import ROLE_PERMISSIONS, ROLE_TEXTS, Permission, Role

WHO_MAY = {
    Permission.STAFF_VIEW: set(Role),
    Permission.MEASURES_EDIT: {Role.OFFICER, Role.DIVISION_HEAD, Role.CLERK},
    Permission.EVIDENCE_RECORD: {Role.OFFICER, Role.DIVISION_HEAD, Role.CLERK},
    Permission.REPORT_EDIT: {Role.OFFICER, Role.DIVISION_HEAD, Role.CLERK},
    Permission.SCORES_IMPORT: {Role.OFFICER, Role.DIVISION_HEAD, Role.CLERK},
    Permission.ASSESSMENT_EDIT: {Role.OFFICER, Role.DIVISION_HEAD, Role.CLERK},
    Permission.MEASURES_REVIEW: {Role.DIVISION_HEAD, Role.CLERK},
    Permission.REPORT_APPROVE: {Role.MAYOR},
    Permission.REPORT_PUBLISH: {Role.CLERK},
    Permission.HOLIDAYS_DECIDE: {Role.CLERK, Role.OPERATOR},
    Permission.RULES_EDIT: {Role.CLERK, Role.OPERATOR},
    Permission.AGENCY_EDIT: {Role.CLERK, Role.OPERATOR},
    Permission.STAFF_MANAGE: {Role.CLERK, Role.OPERATOR},
    Permission.LEDGER_AUDIT: {Role.CLERK, Role.MAYOR, Role.AUDITOR, Role.OPERATOR},
    Permission.INSTALLATION_OPERATE: {Role.OPERATOR},
}


def test_every_permission_is_on_the_reviewed_table() -> None:
    assert set(WHO_MAY) == set(Permission)


@pytest.mark.parametrize("permission", Permission)
def test_who_may(permission: Permission) -> None:
    assert {role for role in Role if permission in ROLE_PERMISSIONS[role]} == WHO_MAY[permission]


def test_nobody_approves_what_they_wrote() -> None:
    writes = {Permission.MEASURES_EDIT, Permission.REPORT_EDIT, Permission.SCORES_IMPORT}
    for role, granted in ROLE_PERMISSIONS.items():
        assert not (Permission.REPORT_APPROVE in granted and granted & writes), role


@pytest.mark.parametrize("role", Role)
def test_each_role_says_in_both_languages_what_it_is(role: Role) -> None:
    text = ROLE_TEXTS[role]
    assert all((text.label_th, text.label_en, text.description_th, text.description_en))
