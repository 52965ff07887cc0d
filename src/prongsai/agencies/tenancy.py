"""Rows of one agency are never read or written from another: one context, one manager, one base model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models

if TYPE_CHECKING:
    from prongsai.agencies.models import Agency

Row = TypeVar("Row", bound=models.Model)

_current: ContextVar[Agency | None] = ContextVar("prongsai_agency", default=None)


class NoAgencyError(RuntimeError):
    """Rows of an agency were asked for before anyone said which agency."""


class ForeignRowError(PermissionError):
    """A row of one agency was about to be written while another agency is at work."""


def current_agency() -> Agency | None:
    """The agency at work in this request or command, or None outside of any."""
    return _current.get()


@contextmanager
def working_for(agency: Agency) -> Iterator[Agency]:
    """All reads and writes inside are those of `agency`.

    >>> with working_for(bang_sai_yai):  # doctest: +SKIP
    ...     Plan.objects.get(fiscal_year=2568)
    """
    token = _current.set(agency)
    try:
        yield agency
    finally:
        _current.reset(token)


class AgencyQuerySet(models.QuerySet[Row]):
    """Rows of the agency at work, whose bulk writes are watched as `save` is."""

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        return super().bulk_create(_none_foreign(objs), *args, **kwargs)

    def bulk_update(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> int:
        return super().bulk_update(_none_foreign(objs), *args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        if "agency" in kwargs or "agency_id" in kwargs:
            raise ForeignRowError("A row stays with its agency")
        return super().update(**kwargs)


class AgencyManager(models.Manager[Row]):
    """`objects` of every agency's rows: filters by the agency at work, refuses when there is none."""

    def get_queryset(self) -> AgencyQuerySet[Row]:
        agency = current_agency()
        if agency is None:
            raise NoAgencyError(
                f"Say which agency first: with working_for(agency): {self.model.__name__}.objects ..."
            )
        rows: AgencyQuerySet[Row] = AgencyQuerySet(self.model, using=self._db)
        return rows.filter(agency=agency)


def _none_foreign(rows: Iterable[Row]) -> list[Row]:
    """The rows as a list, or ForeignRowError."""
    found = list(rows)
    for row in found:
        if isinstance(row, AgencyRow):
            row.refuse_foreign()
    return found


class AgencyRow(models.Model):
    """Base of all rows that belong to one agency.

    `objects` sees the agency at work only. `across_agencies` sees all and is for the operator's jobs
    and migrations; a test lists who may use it.
    """

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", verbose_name="หน่วยงาน"
    )

    across_agencies = models.Manager()
    objects = AgencyManager()

    class Meta:
        abstract = True
        base_manager_name = "across_agencies"
        default_manager_name = "across_agencies"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refuse_foreign()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.refuse_foreign()
        return super().delete(*args, **kwargs)

    def refuse_foreign(self) -> None:
        """Raise ForeignRowError when the row, or a row that it points to and has at hand, is another agency's."""
        agency = current_agency()
        if agency is not None and self.agency_id != agency.pk:
            raise ForeignRowError(
                f"{type(self).__name__} belongs to agency {self.agency_id}, at work is {agency.pk}"
            )
        for field in self._meta.concrete_fields:
            related = field.get_cached_value(self, default=None) if field.is_relation else None  # type: ignore[attr-defined]
            if isinstance(related, AgencyRow) and related.agency_id != self.agency_id:
                raise ForeignRowError(
                    f"{type(self).__name__}.{field.name} belongs to agency {related.agency_id}, "
                    f"the row itself to {self.agency_id}"
                )
