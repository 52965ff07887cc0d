"""Agencies and their rows for tests of any room."""

from __future__ import annotations

import datetime
from typing import Any, TypeVar

import factory
from django.db import models

from prongsai.agencies.models import Agency, Division, Holiday
from prongsai.agencies.tenancy import AgencyRow

Row = TypeVar("Row", bound=AgencyRow)


class AgencyFactory(factory.django.DjangoModelFactory[Agency]):
    """An agency of its own code; `is_sample=True` makes it a sample."""

    class Meta:
        model = Agency

    code = factory.Sequence(lambda n: f"tambon-{n}")
    name = factory.Sequence(lambda n: f"เทศบาลตำบลบ้านดี {n}")
    name_en = factory.Sequence(lambda n: f"Ban Di {n} Subdistrict Municipality")
    district = "เมือง"
    province = "สุราษฎร์ธานี"
    created_by = "test"


class AgencyRowFactory(factory.django.DjangoModelFactory[Row]):
    """Base of the factories of an agency's rows: they can be made while no agency is at work."""

    class Meta:
        abstract = True

    agency = factory.SubFactory(AgencyFactory)

    @classmethod
    def _get_manager(cls, model_class: type[Any]) -> models.Manager[Any]:
        return model_class.across_agencies


class DivisionFactory(AgencyRowFactory[Division]):
    """A division of `agency`, in order of making."""

    class Meta:
        model = Division

    name = factory.Sequence(lambda n: f"กองที่ {n}")
    name_en = factory.Sequence(lambda n: f"Division {n}")
    order = factory.Sequence(int)
    created_by = "test"


class HolidayFactory(AgencyRowFactory[Holiday]):
    """A proposed day off of `agency`; each one a day later."""

    class Meta:
        model = Holiday

    date = factory.Sequence(lambda n: datetime.date(2024, 10, 1) + datetime.timedelta(days=n))
    name = "วันหยุดพิเศษ"
    source = "test"
    proposed_by = "test"
