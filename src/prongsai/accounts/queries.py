"""Reads: who is what in which agency."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from prongsai.accounts.models import Membership, StaffEvent, User
from prongsai.accounts.roles import Role
from prongsai.agencies.models import Agency
from prongsai.agencies.tenancy import working_for

COMMAND_LINE = "คำสั่งของผู้ดูแลระบบ"
"""Label of an actor who is no account: a command run on the machine itself."""

Visitor = AbstractBaseUser | AnonymousUser


def label_of(user: User | None) -> str:
    """How registers name an actor as text: name and position, or the command line for None."""
    if user is None:
        return COMMAND_LINE
    return f"{user} ({user.position_title})" if user.position_title else str(user)


def memberships(user: Visitor, on: date | None = None) -> QuerySet[Membership]:
    """Roles of a person in all agencies that count on a day (default today, Bangkok); none for visitors and locked accounts."""
    if not isinstance(user, User) or not user.is_active:
        return Membership.across_agencies.none()
    return _valid(Membership.across_agencies.filter(user=user), on).select_related("agency", "division")


def roles_in(user: Visitor, agency: Agency, on: date | None = None) -> frozenset[Role]:
    """All roles that a person has in an agency on a day."""
    found = memberships(user, on).filter(agency=agency).values_list("role", flat=True)
    return frozenset(Role(role) for role in found.order_by())


def role_in(user: Visitor, agency: Agency, on: date | None = None) -> Role | None:
    """The most far-reaching role of a person in an agency, None for no member."""
    held = roles_in(user, agency, on)
    return next((role for role in reversed(Role) if role in held), None)


def staff_of(agency: Agency, on: date | None = None) -> list[Membership]:
    """Memberships of an agency that count on a day, with user and division at hand."""
    with working_for(agency):
        return list(_valid(Membership.objects.all(), on).select_related("user", "division"))


def staff_events(user: User) -> QuerySet[StaffEvent]:
    """What was done to an account, newest first."""
    return StaffEvent.objects.filter(subject=user.username)


def _valid(rows: QuerySet[Membership], on: date | None) -> QuerySet[Membership]:
    day = on or timezone.localdate()
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    return rows.filter(begun, Q(valid_to=None) | Q(valid_to__gt=day))
