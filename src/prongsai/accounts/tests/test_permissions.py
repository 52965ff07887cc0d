"""The one check, and the door before staff pages, tried by real requests."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from prongsai.accounts.models import User
from prongsai.accounts.permissions import Permission, StaffRequest, may, permissions_of, staff_only
from prongsai.accounts.queries import label_of, memberships, role_in, roles_in, staff_of
from prongsai.accounts.roles import ROLE_PERMISSIONS, Role
from prongsai.accounts.tests.factories import MembershipFactory, UserFactory
from prongsai.agencies.models import Agency
from prongsai.agencies.tests.factories import AgencyFactory, DivisionFactory
from prongsai.urls import urlpatterns as installed

pytestmark = pytest.mark.django_db


@staff_only()
def desk(request: StaffRequest) -> HttpResponse:
    return HttpResponse(f"{request.agency.code} {request.user.username} {len(request.permissions)}")


@staff_only(Permission.REPORT_APPROVE)
def approval(request: StaffRequest, year: int) -> HttpResponse:
    return HttpResponse(f"approved {year}")


urlpatterns = [path("desk/", desk), path("approval/<int:year>", approval), *installed]


@pytest.fixture(autouse=True)
def _addresses(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory.create(code="ours")


def member(agency: Agency, role: Role = Role.OFFICER, **details: object) -> User:
    return MembershipFactory.create(agency=agency, role=role, **details).user


@pytest.mark.parametrize("role", Role)
def test_a_member_may_what_the_role_says_and_nothing_else(agency: Agency, role: Role) -> None:
    user = member(agency, role)
    assert {permission for permission in Permission if may(user, permission, agency)} == ROLE_PERMISSIONS[
        role
    ]
    assert permissions_of(user, AgencyFactory.create()) == frozenset()


def test_roles_add_up_and_the_farthest_reaching_is_named(agency: Agency) -> None:
    user = member(agency, Role.OFFICER)
    MembershipFactory.create(agency=agency, user=user, role=Role.AUDITOR, division=None)
    assert roles_in(user, agency) == {Role.OFFICER, Role.AUDITOR}
    assert role_in(user, agency) is Role.AUDITOR
    assert may(user, Permission.MEASURES_EDIT, agency)
    assert may(user, Permission.LEDGER_AUDIT, agency)


def test_visitors_locked_accounts_and_superusers_without_a_role_may_nothing(agency: Agency) -> None:
    locked = member(agency)
    locked.is_active = False
    locked.save()
    chief = UserFactory.create(is_superuser=True, is_staff=True)
    for user in (AnonymousUser(), locked, chief):
        assert permissions_of(user, agency) == frozenset()
        assert role_in(user, agency) is None


@time_machine.travel("2026-11-22T20:00:00Z")  # already the 23rd in Bangkok
@pytest.mark.parametrize(
    ("first", "end", "counts"),
    [
        (date(2026, 11, 23), None, True),
        (date(2026, 11, 24), None, False),
        (None, date(2026, 11, 24), True),
        (None, date(2026, 11, 23), False),
    ],
)
def test_a_role_counts_from_its_first_day_until_its_end(
    agency: Agency, first: date | None, end: date | None, counts: bool
) -> None:
    user = member(agency, valid_from=first, valid_to=end)
    assert may(user, Permission.STAFF_VIEW, agency) is counts
    assert memberships(user).exists() is counts
    assert bool(staff_of(agency)) is counts


def test_staff_of_an_agency_are_its_own(agency: Agency) -> None:
    division = DivisionFactory.create(agency=agency)
    user = member(agency, division=division)
    member(AgencyFactory.create())
    assert [(held.user, held.division) for held in staff_of(agency)] == [(user, division)]


def test_actors_are_named_with_their_position() -> None:
    assert label_of(UserFactory.create(full_name="ก", position_title="ปลัด")) == "ก (ปลัด)"
    assert label_of(None)


def test_a_visitor_is_sent_to_sign_in_and_back(client: Client, agency: Agency) -> None:
    response = client.get("/desk/?year=2568")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/desk/%3Fyear%3D2568")
    response = client.get("/a/ours/desk/")
    assert response["Location"] == "/a/ours/accounts/login/?next=/a/ours/desk/"


def test_a_member_passes_and_no_cache_keeps_the_page(client: Client, agency: Agency) -> None:
    user = member(agency)
    client.force_login(user)
    response = client.get("/desk/")
    assert response.text == f"ours {user.username} {len(ROLE_PERMISSIONS[Role.OFFICER])}"
    assert "no-store" in response["Cache-Control"]


def test_a_role_without_the_permission_is_told_who_may(client: Client, agency: Agency) -> None:
    client.force_login(member(agency))
    response = client.get("/approval/2568")
    assert response.status_code == 403
    assert "หน้านี้ใช้ได้โดย: นายก" in response.text
    assert "This page is for: Mayor" in response.text
    client.force_login(member(agency, Role.MAYOR))
    assert client.get("/approval/2568").text == "approved 2568"


def test_staff_of_another_agency_are_refused_wherever_they_look(client: Client, agency: Agency) -> None:
    other = AgencyFactory.create(code="theirs")
    client.force_login(member(other, Role.MAYOR))
    assert client.get("/a/theirs/approval/2568").status_code == 200
    for address in ("/desk/", "/a/ours/desk/", "/a/ours/approval/2568"):
        response = client.get(address)
        assert response.status_code == 403
        assert "is not on the staff of" in response.text


def test_an_ended_role_is_refused_at_the_door(client: Client, agency: Agency) -> None:
    held = MembershipFactory.create(agency=agency)
    client.force_login(held.user)
    assert client.get("/desk/").status_code == 200
    held.valid_to = date.today() - timedelta(days=1)  # noqa: DTZ011 - two days past in any zone that matters
    held.save()
    assert client.get("/desk/").status_code == 403


def test_an_installation_without_agency_has_no_desk(client: Client) -> None:
    client.force_login(UserFactory.create())
    assert client.get("/desk/").status_code == 404
