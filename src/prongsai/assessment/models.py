"""Results of the assessment: which scores an agency has for a year, where they come from, and what they replaced."""

from __future__ import annotations

import uuid

from django.db import models

from prongsai.agencies.tenancy import AgencyRow
from prongsai.assessment.rules import FULL


class Result(AgencyRow):
    """Scores of one agency and fiscal year from one source (ผลการประเมิน ITA).

    framework_year: fiscal year whose framework numbers the codes; a report of 2568 numbers the scores of 2567 as
    2568 does. One result of a source is current; one that was replaced stays, with the reason.
    origin: name of the file, or of the report that states the scores.
    """

    class Source(models.TextChoices):
        OFFICIAL = "official", "นำเข้าจากผลทางการ"
        CLAIMED = "claimed", "อ้างในรายงาน"

    public_id = models.UUIDField("รหัสอ้างอิง", default=uuid.uuid4, editable=False, unique=True)
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ (พ.ศ.)")
    framework_year = models.PositiveSmallIntegerField("กรอบการประเมินปี (พ.ศ.)")
    source = models.CharField("ที่มา", max_length=10, choices=Source)
    origin = models.CharField("แฟ้มหรือรายงาน", max_length=300)
    sha256 = models.CharField("SHA-256 ของแฟ้ม", max_length=64, blank=True)
    note = models.CharField("หมายเหตุ", max_length=300, blank=True)
    imported_by = models.CharField("ผู้นำเข้า", max_length=200)
    imported_at = models.DateTimeField("นำเข้าเมื่อ", auto_now_add=True)
    is_current = models.BooleanField("ฉบับปัจจุบัน", default=True)
    replaced_because = models.CharField("เหตุที่ถูกแทน", max_length=300, blank=True)

    class Meta(AgencyRow.Meta):
        verbose_name = "ผลการประเมิน"
        verbose_name_plural = "ผลการประเมิน"
        ordering = ("-fiscal_year", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "fiscal_year"],
                condition=models.Q(source="official", is_current=True),
                name="result_one_official_a_year",
            ),
            models.UniqueConstraint(
                fields=["agency", "fiscal_year", "framework_year", "origin"],
                condition=models.Q(source="claimed", is_current=True),
                name="result_one_claim_of_a_report",
            ),
            models.CheckConstraint(
                condition=models.Q(source__in=["official", "claimed"]), name="result_source_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(fiscal_year__gte=2540, fiscal_year__lte=2700)
                & models.Q(framework_year__gte=2540, framework_year__lte=2700),
                name="result_years_are_buddhist",
            ),
            models.CheckConstraint(
                condition=models.Q(source="claimed")
                | (models.Q(framework_year=models.F("fiscal_year")) & ~models.Q(sha256="")),
                name="result_official_from_a_file",
            ),
            models.CheckConstraint(
                condition=models.Q(is_current=True, replaced_because="")
                | (models.Q(is_current=False) & ~models.Q(replaced_because="")),
                name="result_replaced_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin="") & ~models.Q(imported_by=""), name="result_says_where_from"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.fiscal_year}: {self.origin}"


class ItemScore(AgencyRow):
    """Points of one code in a result: an item, an indicator, an instrument or the total. points: hundredths, 0-10000."""

    class Kind(models.TextChoices):
        ITEM = "item", "ข้อ"
        INDICATOR = "indicator", "ตัวชี้วัด"
        INSTRUMENT = "instrument", "เครื่องมือ"
        TOTAL = "total", "รวม"

    result = models.ForeignKey(
        Result, on_delete=models.PROTECT, related_name="scores", verbose_name="ผลการประเมิน"
    )
    kind = models.CharField("ชนิด", max_length=10, choices=Kind)
    instrument = models.CharField("เครื่องมือ", max_length=3, blank=True)
    code = models.CharField("รหัส", max_length=10)
    points = models.PositiveSmallIntegerField("คะแนน (ส่วนร้อย)")

    class Meta(AgencyRow.Meta):
        verbose_name = "คะแนน"
        verbose_name_plural = "คะแนน"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["result", "code"], name="score_once_a_code"),
            models.CheckConstraint(
                condition=models.Q(points__gte=0, points__lte=FULL), name="score_between_0_and_100"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="total", instrument="", code="total")
                | (
                    models.Q(kind__in=["item", "indicator", "instrument"])
                    & ~models.Q(instrument="")
                    & ~models.Q(code="")
                ),
                name="score_kind_fits_its_code",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.points}"
