"""The plan of a year: measures on the mandated issues with their steps, people, time, results and outcomes."""

from __future__ import annotations

import uuid

from django.db import models

from prongsai.agencies.models import Division
from prongsai.agencies.tenancy import AgencyRow
from prongsai.evidence.issues import ISSUES


class Plan(AgencyRow):
    """The measures of one agency for one fiscal year (แผนมาตรการประจำปีงบประมาณ).

    One plan a year is current; one that was replaced stays, with the reason.
    """

    public_id = models.UUIDField("รหัสอ้างอิง", default=uuid.uuid4, editable=False, unique=True)
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ (พ.ศ.)")
    framework_year = models.PositiveSmallIntegerField("กรอบการประเมินปี (พ.ศ.)")
    preamble = models.TextField("ความนำ", blank=True, help_text="เว้นว่างไว้ ระบบจะเขียนให้จากปีงบประมาณ")
    is_current = models.BooleanField("ฉบับปัจจุบัน", default=True)
    replaced_because = models.CharField("เหตุที่ถูกแทน", max_length=300, blank=True)
    created_at = models.DateTimeField("สร้างเมื่อ", auto_now_add=True)
    changed_at = models.DateTimeField("แก้ไขเมื่อ", auto_now=True)

    class Meta(AgencyRow.Meta):
        verbose_name = "แผนมาตรการ"
        verbose_name_plural = "แผนมาตรการ"
        ordering = ("-fiscal_year", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "fiscal_year"],
                condition=models.Q(is_current=True),
                name="plan_one_current_a_year",
            ),
            models.CheckConstraint(
                condition=models.Q(fiscal_year__gte=2540, fiscal_year__lte=2700), name="plan_year_is_buddhist"
            ),
            models.CheckConstraint(
                condition=models.Q(is_current=True, replaced_because="")
                | (models.Q(is_current=False) & ~models.Q(replaced_because="")),
                name="plan_replaced_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"แผนมาตรการ ปีงบประมาณ {self.fiscal_year}"


class Measure(AgencyRow):
    """One row of the official table (มาตรการ/โครงการ/กิจกรรม) on one of the seven mandated issues."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="measures")
    public_id = models.UUIDField("รหัสอ้างอิง", default=uuid.uuid4, editable=False, unique=True)
    issue = models.CharField("ประเด็น", max_length=20, choices=[(issue, issue) for issue in ISSUES])
    order = models.PositiveSmallIntegerField("ลำดับ")
    title = models.TextField("มาตรการ/โครงการ/กิจกรรม")
    timeframe = models.TextField("ระยะเวลาในการดำเนินการ", blank=True)
    revision = models.PositiveIntegerField("ครั้งที่แก้ไข", default=1)

    class Meta(AgencyRow.Meta):
        verbose_name = "มาตรการ"
        verbose_name_plural = "มาตรการ"
        ordering = ("order", "id")
        constraints = (
            models.UniqueConstraint(fields=["plan", "order"], name="measure_order_once_a_plan"),
            models.CheckConstraint(condition=models.Q(issue__in=ISSUES), name="measure_issue_is_mandated"),
        )

    def __str__(self) -> str:
        return self.title


class _Written(AgencyRow):
    """Something an officer wrote under a measure, in order."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField("ลำดับ")
    text = models.TextField("ข้อความ")

    class Meta(AgencyRow.Meta):
        abstract = True
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.text


class Step(_Written):
    """How the measure is carried out (ขั้นตอน/วิธีการปฏิบัติ)."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="steps")
    is_heading = models.BooleanField("เป็นหัวข้อ", default=False)

    class Meta(_Written.Meta):
        verbose_name = "ขั้นตอน"
        verbose_name_plural = "ขั้นตอน"
        constraints = (
            models.UniqueConstraint(fields=["measure", "order"], name="step_order_once_a_measure"),
        )


class Responsible(_Written):
    """Who carries the measure out (ผู้รับผิดชอบ): the words of the report and, where it is one, the division."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="responsible")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(_Written.Meta):
        verbose_name = "ผู้รับผิดชอบ"
        verbose_name_plural = "ผู้รับผิดชอบ"
        constraints = (
            models.UniqueConstraint(fields=["measure", "order"], name="responsible_order_once_a_measure"),
        )


class Result(_Written):
    """What was done (ผลการดำเนินการ)."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="results")

    class Meta(_Written.Meta):
        verbose_name = "ผลการดำเนินการ"
        verbose_name_plural = "ผลการดำเนินการ"
        constraints = (
            models.UniqueConstraint(fields=["measure", "order"], name="result_order_once_a_measure"),
        )


class Outcome(_Written):
    """What it led to (ผลลัพธ์หรือผลสัมฤทธิ์), bound where possible to an item of the assessment.

    The text of a bound outcome holds no numbers but places for them, `{score:2568}` and `{delta}`, filled from
    the assessment whenever it is shown: `rules.fill` has the grammar.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="outcomes")
    item_code = models.CharField("ข้อของ ITA", max_length=10, blank=True)

    class Meta(_Written.Meta):
        verbose_name = "ผลลัพธ์"
        verbose_name_plural = "ผลลัพธ์"
        constraints = (
            models.UniqueConstraint(fields=["measure", "order"], name="outcome_order_once_a_measure"),
        )


class MeasureVersion(AgencyRow):
    """What stood in a measure before somebody changed it (ประวัติการแก้ไข): kept for ever, never shown to the public."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="versions")
    revision = models.PositiveIntegerField("ครั้งที่แก้ไข")
    content = models.JSONField("เนื้อหาเดิม")
    replaced_at = models.DateTimeField("ถูกแทนเมื่อ", auto_now_add=True)

    class Meta(AgencyRow.Meta):
        verbose_name = "ประวัติของมาตรการ"
        verbose_name_plural = "ประวัติของมาตรการ"
        ordering = ("revision",)
        constraints = (
            models.UniqueConstraint(fields=["measure", "revision"], name="measure_version_once_a_revision"),
        )

    def __str__(self) -> str:
        return f"{self.measure_id}/{self.revision}"


class ImportedReport(AgencyRow):
    """The file a plan was made from, as it was read: nothing that stood in it is lost when the plan is edited."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="imported_from")
    file_name = models.CharField("ชื่อแฟ้ม", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    draft = models.JSONField("ร่างที่อ่านได้")
    imported_at = models.DateTimeField("นำเข้าเมื่อ", auto_now_add=True)

    class Meta(AgencyRow.Meta):
        verbose_name = "รายงานที่นำเข้า"
        verbose_name_plural = "รายงานที่นำเข้า"

    def __str__(self) -> str:
        return self.file_name
