"""Staff accounts and what each person is in which agency."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from prongsai.accounts.roles import ROLE_CHOICES, Role
from prongsai.agencies.models import Division
from prongsai.agencies.tenancy import AgencyRow


class User(AbstractUser):
    """A member of staff (เจ้าหน้าที่) who signs in with the user name of the office; one person, one account.

    `is_active` False locks the account; accounts are never deleted, since registers name them.
    """

    first_name = None  # type: ignore[assignment]  # Thai names are kept as written, in one field
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("ชื่อ-สกุล", max_length=150)
    position_title = models.CharField("ตำแหน่ง", max_length=150, blank=True)

    REQUIRED_FIELDS = ("full_name",)  # type: ignore[assignment]  # Django reads any sequence

    class Meta:
        verbose_name = "เจ้าหน้าที่"
        verbose_name_plural = "เจ้าหน้าที่"
        ordering = ("username",)

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name or self.username


class Membership(AgencyRow):
    """One role of one person in one agency, from a day until another; it is ended, never deleted.

    valid_from: first day it counts, None = from when it was granted.
    valid_to: first day it no longer counts (dates C.E., Bangkok), None = open end.
    granted_by, ended_by: label of the person who did it, as text.
    """

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="memberships", verbose_name="เจ้าหน้าที่"
    )
    role = models.CharField("บทบาท", max_length=20, choices=ROLE_CHOICES)
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ส่วนราชการ"
    )
    valid_from = models.DateField("ตั้งแต่", null=True, blank=True)
    valid_to = models.DateField("ก่อนวันที่", null=True, blank=True)
    granted_by = models.CharField("ผู้ให้บทบาท", max_length=200)
    granted_at = models.DateTimeField("ให้เมื่อ", auto_now_add=True)
    ended_by = models.CharField("ผู้ยุติ", max_length=200, blank=True)
    ended_because = models.CharField("เหตุที่ยุติ", max_length=300, blank=True)

    class Meta(AgencyRow.Meta):
        verbose_name = "บทบาทของเจ้าหน้าที่"
        verbose_name_plural = "บทบาทของเจ้าหน้าที่"
        ordering = ("user__username", "role", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_by="", ended_because="")
                | (~models.Q(ended_by="") & ~models.Q(ended_because="") & models.Q(valid_to__isnull=False)),
                name="membership_ended_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="membership_role_is_known"
            ),
            models.UniqueConstraint(
                fields=["agency", "user", "role"],
                condition=models.Q(valid_to=None, division=None),
                name="membership_open_once",
            ),
            models.UniqueConstraint(
                fields=["agency", "user", "role", "division"],
                condition=models.Q(valid_to=None, division__isnull=False),
                name="membership_open_once_a_division",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class StaffEvent(models.Model):
    """What was done to an account or a role, by whom: written once by `actions`, never changed.

    It holds labels, not keys, so that it says the same when people move; agency_code is empty for what
    concerns the account itself.
    """

    happened_at = models.DateTimeField("เมื่อ", auto_now_add=True)
    event = models.CharField("เหตุการณ์", max_length=40)
    subject = models.CharField("ชื่อผู้ใช้", max_length=150)
    agency_code = models.CharField("รหัสหน่วยงาน", max_length=40, blank=True)
    detail = models.CharField("รายละเอียด", max_length=500, blank=True)
    by = models.CharField("ผู้ทำ", max_length=200)

    class Meta:
        verbose_name = "เหตุการณ์ของบัญชีเจ้าหน้าที่"
        verbose_name_plural = "เหตุการณ์ของบัญชีเจ้าหน้าที่"
        ordering = ("-id",)
        constraints = (models.CheckConstraint(condition=~models.Q(by=""), name="staff_event_by_someone"),)

    def __str__(self) -> str:
        return f"{self.event} {self.subject} ({self.by})"
