"""Writes: accounts and roles of staff.

The ledger stands above accounts and cannot be called from here: each action writes a StaffEvent, which names
the actor as text. `by` is the signed-in person, or None for a command on the machine itself. Nobody changes
their own roles.
"""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from prongsai.accounts.models import Membership, StaffEvent, User
from prongsai.accounts.queries import label_of
from prongsai.accounts.roles import ROLE_TEXTS, Role
from prongsai.agencies.models import Agency, Division
from prongsai.agencies.tenancy import working_for


class StaffError(ValueError):
    """An account or role cannot be as asked; `message_th` and `message_en` say what to change."""

    def __init__(self, message_th: str, message_en: str) -> None:
        self.message_th = message_th
        self.message_en = message_en
        super().__init__(f"{message_th} / {message_en}")


@transaction.atomic
def create_staff(
    *,
    username: str,
    full_name: str,
    by: User | None,
    position_title: str = "",
    email: str = "",
    password: str | None = None,
) -> User:
    """An account without any role; without `password` nobody can sign in until `set_password`.

    Raises StaffError for a user name that is taken or malformed, and for a weak password.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise StaffError(
            f"ชื่อผู้ใช้ {username} มีอยู่แล้ว โปรดเลือกชื่ออื่น", f"The user name {username} is taken; choose another."
        )
    user = User(
        username=username,
        full_name=full_name.strip(),
        position_title=position_title.strip(),
        email=User.objects.normalize_email(email),
    )
    if password is None:
        user.set_unusable_password()
    else:
        _store_password(user, password)
    try:
        user.full_clean()
    except ValidationError as error:
        fields = ", ".join(error.message_dict)
        raise StaffError(
            f"ข้อมูลบัญชีไม่ถูกต้อง ({fields}): {' '.join(error.messages)}",
            f"The account's data are not valid: {fields}.",
        ) from error
    user.save()
    _note("create_staff", user, by, detail=user.position_title)
    return user


@transaction.atomic
def grant_role(
    *,
    user: User,
    agency: Agency,
    role: Role,
    by: User | None,
    division: Division | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Membership:
    """A role in an agency, from a day (default today) until, not including, another.

    Raises StaffError for one's own role, a role the person has already, or days in the wrong order.
    """
    _refuse_own(user, by)
    start = valid_from or timezone.localdate()
    if valid_to is not None and valid_to <= start:
        raise StaffError("วันสิ้นสุดบทบาทต้องอยู่หลังวันเริ่ม", "The end of a role must come after its beginning.")
    with working_for(agency):
        same = Membership.objects.filter(user=user, role=role, division=division, valid_to=None)
        if same.exists():
            raise StaffError(
                f"{user} เป็น{ROLE_TEXTS[role].label_th}อยู่แล้ว",
                f"{user} already is {ROLE_TEXTS[role].label_en}.",
            )
        membership = Membership.objects.create(
            agency=agency,
            user=user,
            role=role,
            division=division,
            valid_from=start,
            valid_to=valid_to,
            granted_by=label_of(by),
        )
    _note("grant_role", user, by, agency=agency, detail=_period(role, start, valid_to))
    return membership


@transaction.atomic
def end_role(*, membership: Membership, because: str, by: User | None, on: date | None = None) -> Membership:
    """The role no longer counts from `on` (default today); the row stays. Raises StaffError without a reason or for one's own role."""
    if not because.strip():
        raise StaffError("โปรดบอกเหตุที่ยุติบทบาท", "Say why the role ends.")
    with working_for(membership.agency):
        held = Membership.objects.select_for_update().select_related("user").get(pk=membership.pk)
        _refuse_own(held.user, by)
        end = on or timezone.localdate()
        held.valid_to = max(end, held.valid_from) if held.valid_from else end
        held.ended_by, held.ended_because = label_of(by), because.strip()
        held.save()
    role = Role(held.role)
    _note(
        "end_role",
        held.user,
        by,
        agency=membership.agency,
        detail=f"{_period(role, held.valid_from, held.valid_to)} {because}",
    )
    return held


@transaction.atomic
def set_password(*, user: User, password: str, by: User | None) -> None:
    """A new password; sessions opened with the old one end. Raises StaffError, which says what the password lacks."""
    _store_password(user, password)
    user.save(update_fields=["password"])
    _note("set_password", user, by)


@transaction.atomic
def lock_account(*, user: User, because: str, by: User | None) -> None:
    """Nobody can sign in with the account any more; its open sessions end. Raises StaffError without a reason."""
    _set_active(user, active=False, because=because, by=by)


@transaction.atomic
def unlock_account(*, user: User, because: str, by: User | None) -> None:
    """The account can be used again. Raises StaffError without a reason."""
    _set_active(user, active=True, because=because, by=by)


@transaction.atomic
def forget_second_factors(*, user: User, because: str, by: User | None) -> int:
    """Remove authenticator app, keys and recovery codes of a person who lost them; returns how many there were."""
    if not because.strip():
        raise StaffError("โปรดบอกเหตุที่ล้างการยืนยันตัวตนสองขั้น", "Say why the second factors are removed.")
    removed, _ = Authenticator.objects.filter(user=user).delete()
    _note("forget_second_factors", user, by, detail=because)
    return removed


def _set_active(user: User, *, active: bool, because: str, by: User | None) -> None:
    if not because.strip():
        raise StaffError("โปรดบอกเหตุ", "Say why.")
    _refuse_own(user, by)
    user.is_active = active
    user.save(update_fields=["is_active"])
    _note("unlock_account" if active else "lock_account", user, by, detail=because)


def _store_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise StaffError(
            f"รหัสผ่านไม่ผ่านเกณฑ์: {' '.join(error.messages)}",
            "The password is refused: use at least 12 characters that are neither common nor like your name.",
        ) from error
    user.set_password(password)


def _refuse_own(user: User, by: User | None) -> None:
    if by is not None and by.pk == user.pk:
        raise StaffError(
            "เปลี่ยนบทบาทหรือสถานะบัญชีของตนเองไม่ได้ ให้ผู้อื่นที่มีสิทธิทำ",
            "Nobody changes their own roles or lock; ask another person who may.",
        )


def _period(role: Role, first: date | None, end: date | None) -> str:
    return f"{role.value} {first or ''}..{end or ''}"


def _note(event: str, user: User, by: User | None, *, agency: Agency | None = None, detail: str = "") -> None:
    StaffEvent.objects.create(
        event=event,
        subject=user.username,
        agency_code=agency.code if agency else "",
        detail=detail[:500],
        by=label_of(by),
    )
