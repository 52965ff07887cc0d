"""Agency, its divisions, holidays and the dated rules it works under."""

from __future__ import annotations

from typing import Any

from django.db import models

from prongsai.agencies.tenancy import AgencyRow, current_agency


class Agency(models.Model):
    """A local government (องค์กรปกครองส่วนท้องถิ่น), found by its code on the command line and by its host on the web."""

    class Kind(models.TextChoices):
        TAMBON_MUNICIPALITY = "tambon_municipality", "เทศบาลตำบล"
        TOWN_MUNICIPALITY = "town_municipality", "เทศบาลเมือง"
        CITY_MUNICIPALITY = "city_municipality", "เทศบาลนคร"
        SAO = "sao", "องค์การบริหารส่วนตำบล"
        PAO = "pao", "องค์การบริหารส่วนจังหวัด"
        SPECIAL = "special", "รูปแบบพิเศษ"

    code = models.SlugField("รหัส", max_length=40, unique=True)
    kind = models.CharField("ประเภท", max_length=30, choices=Kind, default=Kind.TAMBON_MUNICIPALITY)
    name = models.CharField("ชื่อหน่วยงาน", max_length=200)
    name_en = models.CharField("ชื่อภาษาอังกฤษ", max_length=200, blank=True)
    district = models.CharField("อำเภอ", max_length=100, blank=True)
    province = models.CharField("จังหวัด", max_length=100, blank=True)
    website = models.URLField("เว็บไซต์", blank=True)
    facebook = models.CharField("เฟซบุ๊ก", max_length=200, blank=True)
    line = models.CharField("ไลน์", max_length=200, blank=True)
    public_url = models.URLField("ที่อยู่ของระบบนี้บนเว็บ", blank=True)
    host = models.CharField("ชื่อโฮสต์", max_length=253, blank=True)
    is_sample = models.BooleanField("ข้อมูลตัวอย่าง", default=False)
    created_by = models.CharField("ผู้สร้าง", max_length=200, blank=True)
    notice = models.CharField("ข้อความแจ้งบนทุกหน้า", max_length=300, blank=True)

    class Meta:
        verbose_name = "หน่วยงาน"
        verbose_name_plural = "หน่วยงาน"
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(fields=["host"], condition=~models.Q(host=""), name="agency_host_unique"),
        )

    def __str__(self) -> str:
        return self.name


class Division(AgencyRow):
    """A division of the agency (สำนัก/กอง), in the order of its structure chart."""

    name = models.CharField("ชื่อส่วนราชการ", max_length=150)
    name_en = models.CharField("ชื่อภาษาอังกฤษ", max_length=150, blank=True)
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    created_by = models.CharField("ผู้สร้าง", max_length=200, blank=True)

    class Meta(AgencyRow.Meta):
        verbose_name = "ส่วนราชการ"
        verbose_name_plural = "ส่วนราชการ"
        ordering = ("order", "id")
        constraints = (models.UniqueConstraint(fields=["agency", "name"], name="division_once_an_agency"),)

    def __str__(self) -> str:
        return self.name


class Holiday(AgencyRow):
    """A day off (วันหยุดราชการ) of one agency: proposed by the calendar, in force once an officer accepted it.

    Saturdays and Sundays are no rows; `rules.is_working_day` knows them.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", "เสนอ"
        ACCEPTED = "accepted", "รับรองแล้ว"
        REJECTED = "rejected", "ไม่ใช้"

    date = models.DateField("วันที่")
    name = models.CharField("ชื่อวันหยุด", max_length=200)
    name_en = models.CharField("ชื่อภาษาอังกฤษ", max_length=200, blank=True)
    status = models.CharField("สถานะ", max_length=10, choices=Status, default=Status.PROPOSED)
    source = models.CharField("ที่มา", max_length=200)
    proposed_by = models.CharField("ผู้เสนอ", max_length=200)
    decided_by = models.CharField("ผู้ตัดสิน", max_length=200, blank=True)
    decided_at = models.DateTimeField("ตัดสินเมื่อ", null=True, blank=True)
    decision_note = models.TextField("การตัดสินก่อนหน้าและเหตุที่เปลี่ยน", blank=True)

    class Meta(AgencyRow.Meta):
        verbose_name = "วันหยุด"
        verbose_name_plural = "วันหยุด"
        ordering = ("date",)
        constraints = (
            models.UniqueConstraint(fields=["agency", "date"], name="holiday_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(status="proposed", decided_by="", decided_at=None)
                | (
                    models.Q(status__in=["accepted", "rejected"], decided_at__isnull=False)
                    & ~models.Q(decided_by="")
                ),
                name="holiday_decided_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.name}"


class RuleManager(models.Manager["Rule"]):
    """`objects` of rules: the national rows and those of the agency at work, never another agency's."""

    def get_queryset(self) -> models.QuerySet[Rule]:
        return super().get_queryset().filter(models.Q(agency=None) | models.Q(agency=current_agency()))


class Rule(models.Model):
    """A value that a law, an order or a practice sets for a time: a limit, a deadline, a threshold.

    agency: None for the national default; a row of an agency stands before it.
    value: JSON (a number, a text, a list or an object); money in satang, `unit` says which unit.
    valid_from, valid_to: first day in force, first day no longer in force (dates C.E., None = open end).
    verified: whether `verified_by` saw the value in the source that `legal_basis` and `source_note` name.
    shipped: the row came with the software, not from an officer.
    replaced_because: why the row no longer counts, when it was corrected; rows are never deleted.
    """

    agency = models.ForeignKey(
        "agencies.Agency",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="หน่วยงาน",
    )
    key = models.CharField("รหัสกติกา", max_length=80)
    title = models.CharField("เรื่อง", max_length=200, blank=True)
    title_en = models.CharField("เรื่อง (อังกฤษ)", max_length=200, blank=True)
    value: models.JSONField[Any, Any] = models.JSONField("ค่า")
    unit = models.CharField("หน่วย", max_length=40, blank=True)
    legal_basis = models.CharField("ฐานอำนาจ", max_length=300, blank=True)
    source_note = models.TextField("ที่มาของค่า", blank=True)
    verified = models.BooleanField("ตรวจสอบแล้ว", default=False)
    verified_by = models.CharField("ผู้ตรวจสอบ", max_length=300, blank=True)
    valid_from = models.DateField("ใช้ตั้งแต่")
    valid_to = models.DateField("ใช้ก่อนวันที่", null=True, blank=True)
    shipped = models.BooleanField("มากับระบบ", default=False)
    recorded_by = models.CharField("ผู้บันทึก", max_length=200)
    recorded_at = models.DateTimeField("บันทึกเมื่อ", auto_now_add=True)
    replaced_because = models.CharField("เหตุที่ถูกแทน", max_length=300, blank=True)

    across_agencies = models.Manager["Rule"]()
    objects = RuleManager()

    class Meta:
        verbose_name = "กติกา"
        verbose_name_plural = "กติกา"
        ordering = ("key", "-valid_from", "-id")
        base_manager_name = "across_agencies"
        default_manager_name = "across_agencies"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
                name="rule_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(verified=False) | ~models.Q(verified_by=""),
                name="rule_verified_by_someone",
            ),
            models.UniqueConstraint(
                fields=["key", "valid_from"],
                condition=models.Q(agency=None, replaced_because=""),
                name="rule_national_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["agency", "key", "valid_from"],
                condition=models.Q(agency__isnull=False, replaced_because=""),
                name="rule_agency_once_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} = {self.value} {self.unit}".strip()
