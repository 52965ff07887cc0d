"""Entries of the public log, and the nonces that bind personal data to them."""

from __future__ import annotations

from typing import Any

from django.db import models

from prongsai.agencies.tenancy import AgencyRow


class NeverChangedError(RuntimeError):
    """Somebody tried to change or delete an entry of the log."""


class Entry(AgencyRow):
    """One thing that happened (รายการบันทึก). The row is the source; the tree is made from `data` in order of `index`.

    index: place in the log of the installation, from 0, without gaps.
    object_id: opaque UUID of the object in its register; seq: number of the entry among those of the object, from 1.
    data: canonical JSON, exactly the bytes that are hashed (`rules` has the form). The columns repeat it for searching.
    A trigger of the database refuses changes by SQL; `queries.verify` finds those that were made all the same.
    """

    index = models.BigIntegerField("ลำดับในบันทึก", primary_key=True)
    register = models.CharField("ทะเบียน", max_length=40)
    object_id = models.CharField("รหัสรายการ", max_length=36)
    seq = models.PositiveIntegerField("ครั้งที่")
    event = models.CharField("เหตุการณ์", max_length=40)
    data = models.BinaryField("ข้อมูลที่บันทึก")
    created_at = models.DateTimeField("เมื่อ")

    class Meta(AgencyRow.Meta):
        verbose_name = "รายการบันทึก"
        verbose_name_plural = "รายการบันทึก"
        ordering = ("index",)
        constraints = (
            models.UniqueConstraint(fields=["register", "object_id", "seq"], name="entry_seq_once_an_object"),
            models.CheckConstraint(condition=models.Q(index__gte=0), name="entry_index_from_zero"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="entry_seq_from_one"),
        )
        indexes = (models.Index(fields=["object_id", "index"], name="entry_of_object"),)

    def __str__(self) -> str:
        return f"{self.index} {self.register} {self.event}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverChangedError("An entry of the log is never changed; record a new one")
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise NeverChangedError("An entry of the log is never deleted; erase its commitment")


class Commitment(AgencyRow):
    """What opens the commitment of one entry to the data of one person (ค่าลับของข้อผูกมัด).

    subject: which part the person has, as the room calls it ("complainant"); no name.
    digest: the commitment as it stands in the entry, 64 hexadecimal digits.
    nonce: 32 random bytes. While they exist the digest is personal data; once they are erased nobody can test a
    guess against it, and the entry and its proofs stay as they are.
    """

    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="commitments", verbose_name="รายการ"
    )
    subject = models.CharField("เจ้าของข้อมูล", max_length=100, blank=True)
    digest = models.CharField("ข้อผูกมัด", max_length=64)
    nonce = models.BinaryField("ค่าลับ", null=True)
    erased_at = models.DateTimeField("ลบเมื่อ", null=True, blank=True)
    erased_because = models.CharField("เหตุที่ลบ", max_length=300, blank=True)

    class Meta(AgencyRow.Meta):
        verbose_name = "ข้อผูกมัด"
        verbose_name_plural = "ข้อผูกมัด"
        ordering = ("entry_id", "id")
        constraints = (
            models.UniqueConstraint(fields=["entry", "digest"], name="commitment_once_an_entry"),
            models.CheckConstraint(
                condition=models.Q(nonce__isnull=False, erased_at=None, erased_because="")
                | (models.Q(nonce=None, subject="", erased_at__isnull=False) & ~models.Q(erased_because="")),
                name="commitment_erased_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.digest
