"""Accounts and roles: who does what to whom is kept, and nobody helps themselves."""

from __future__ import annotations

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.test import Client

from prongsai.accounts import actions
from prongsai.accounts.actions import StaffError
from prongsai.accounts.models import Membership, StaffEvent, User
from prongsai.accounts.permissions import Permission, may
from prongsai.accounts.queries import staff_events
from prongsai.accounts.roles import Role
from prongsai.accounts.tests.factories import PASSWORD, MembershipFactory, UserFactory
from prongsai.agencies.tenancy import ForeignRowError, working_for
from prongsai.agencies.tests.factories import AgencyFactory, DivisionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return UserFactory.create(full_name="วิชัย", position_title="ปลัดเทศบาล")


def test_an_account_begins_without_role_or_password(clerk: User) -> None:
    user = actions.create_staff(username="somying", full_name=" สมหญิง ใจดี ", by=clerk)
    assert (user.full_name, user.has_usable_password(), user.memberships.count()) == ("สมหญิง ใจดี", False, 0)
    event = staff_events(user).get()
    assert (event.event, event.subject, event.by) == ("create_staff", "somying", "วิชัย (ปลัดเทศบาล)")


@pytest.mark.parametrize(
    ("details", "complaint"),
    [
        ({"username": "Taken"}, "is taken"),
        ({"username": "มี เว้นวรรค"}, "not valid: username"),
        ({"full_name": " "}, "not valid: full_name"),
        ({"email": "ไม่ใช่"}, "not valid: email"),
        ({"password": "short"}, "at least 12 characters"),
    ],
)
def test_bad_accounts_are_refused_in_words(details: dict[str, str], complaint: str) -> None:
    UserFactory.create(username="taken")
    fields = {"username": "new", "full_name": "ใหม่", "password": PASSWORD, **details}
    with pytest.raises(StaffError, match=complaint) as refused:
        actions.create_staff(by=None, **fields)
    assert refused.value.message_th
    assert User.objects.count() == 1


def test_a_role_is_granted_once_and_ended_with_a_reason(clerk: User) -> None:
    agency, user = AgencyFactory.create(), UserFactory.create()
    held = actions.grant_role(user=user, agency=agency, role=Role.OFFICER, by=clerk)
    assert may(user, Permission.MEASURES_EDIT, agency)
    with pytest.raises(StaffError, match="already is Officer"):
        actions.grant_role(user=user, agency=agency, role=Role.OFFICER, by=clerk)
    with pytest.raises(StaffError, match="Say why"):
        actions.end_role(membership=held, because=" ", by=clerk)
    ended = actions.end_role(membership=held, because="ย้ายไปอำเภอ", by=clerk)
    assert not may(user, Permission.STAFF_VIEW, agency)
    assert (ended.ended_by, ended.ended_because) == ("วิชัย (ปลัดเทศบาล)", "ย้ายไปอำเภอ")
    assert Membership.across_agencies.count() == 1
    assert [event.event for event in staff_events(user)] == ["end_role", "grant_role"]
    assert actions.grant_role(user=user, agency=agency, role=Role.OFFICER, by=clerk).pk != held.pk


def test_nobody_changes_their_own_roles_or_lock(clerk: User) -> None:
    held = MembershipFactory.create(user=clerk, role=Role.CLERK)
    with pytest.raises(StaffError, match="their own"):
        actions.grant_role(user=clerk, agency=held.agency, role=Role.MAYOR, by=clerk)
    with pytest.raises(StaffError, match="their own"):
        actions.end_role(membership=held, because="เกษียณ", by=clerk)
    with pytest.raises(StaffError, match="their own"):
        actions.lock_account(user=clerk, because="เกษียณ", by=clerk)
    assert not StaffEvent.objects.exists()


def test_a_role_in_a_division_is_of_the_same_agency(clerk: User) -> None:
    agency, user = AgencyFactory.create(), UserFactory.create()
    with pytest.raises(ForeignRowError):
        actions.grant_role(
            user=user, agency=agency, role=Role.DIVISION_HEAD, division=DivisionFactory.create(), by=clerk
        )
    with pytest.raises(StaffError, match="end of a role"):
        day = date(2026, 11, 1)
        actions.grant_role(
            user=user, agency=agency, role=Role.OFFICER, valid_from=day, valid_to=day, by=clerk
        )


def test_a_row_may_not_point_to_a_row_of_another_agency() -> None:
    with pytest.raises(ForeignRowError, match="division"):
        MembershipFactory.create(division=DivisionFactory.create())


def test_another_agencys_role_is_not_touched_while_ours_is_at_work() -> None:
    held = MembershipFactory.create()
    held.role = Role.MAYOR
    with working_for(AgencyFactory.create()), pytest.raises(ForeignRowError):
        held.save()


def test_a_new_password_ends_open_sessions(client: Client, clerk: User) -> None:
    user = UserFactory.create(can_sign_in=True)
    client.force_login(user)
    with pytest.raises(StaffError, match="at least 12"):
        actions.set_password(user=user, password="สั้น", by=clerk)
    actions.set_password(user=user, password=f"{PASSWORD}!", by=clerk)
    assert User.objects.get(pk=user.pk).check_password(f"{PASSWORD}!")
    assert client.get("/accounts/password/change/")["Location"].startswith("/accounts/login/")
    assert PASSWORD not in str(list(StaffEvent.objects.values()))


def test_a_locked_account_may_nothing_until_unlocked(clerk: User) -> None:
    held = MembershipFactory.create()
    actions.lock_account(user=held.user, because="พักราชการ", by=clerk)
    assert not may(held.user, Permission.STAFF_VIEW, held.agency)
    actions.unlock_account(user=held.user, because="กลับเข้ารับราชการ", by=clerk)
    assert may(held.user, Permission.STAFF_VIEW, held.agency)
    assert [event.event for event in staff_events(held.user)] == ["unlock_account", "lock_account"]


def test_lost_second_factors_are_forgotten_with_a_reason(clerk: User) -> None:
    user = UserFactory.create()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    with pytest.raises(StaffError, match="Say why"):
        actions.forget_second_factors(user=user, because="", by=clerk)
    assert actions.forget_second_factors(user=user, because="โทรศัพท์หาย", by=clerk) == 1
    assert staff_events(user).get().detail == "โทรศัพท์หาย"


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)},
        {"ended_by": "ปลัด", "valid_to": date(2026, 1, 1)},
        {"ended_by": "ปลัด", "ended_because": "ย้าย"},
        {"role": "king"},
    ],
)
def test_the_database_refuses_roles_that_contradict_themselves(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory.create(**wrong)
