"""Agency, its divisions, holidays and the dated rules it works under."""

from __future__ import annotations

from django.db import models

from prongsai.agencies.tenancy import AgencyRow


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

    class Meta(AgencyRow.Meta):
        verbose_name = "ส่วนราชการ"
        verbose_name_plural = "ส่วนราชการ"
        ordering = ("order", "id")
        constraints = (models.UniqueConstraint(fields=["agency", "name"], name="division_once_an_agency"),)

    def __str__(self) -> str:
        return self.name
