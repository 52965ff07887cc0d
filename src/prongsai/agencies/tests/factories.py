"""Agencies and their rows for tests of any room."""

from __future__ import annotations

import datetime

import factory

from prongsai.agencies.models import Agency, Division, Holiday


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


class DivisionFactory(factory.django.DjangoModelFactory[Division]):
    """A division of `agency`, in order of making."""

    class Meta:
        model = Division

    agency = factory.SubFactory(AgencyFactory)
    name = factory.Sequence(lambda n: f"กองที่ {n}")
    name_en = factory.Sequence(lambda n: f"Division {n}")
    order = factory.Sequence(int)
    created_by = "test"


class HolidayFactory(factory.django.DjangoModelFactory[Holiday]):
    """A proposed day off of `agency`; each one a day later."""

    class Meta:
        model = Holiday

    agency = factory.SubFactory(AgencyFactory)
    date = factory.Sequence(lambda n: datetime.date(2024, 10, 1) + datetime.timedelta(days=n))
    name = "วันหยุดพิเศษ"
    source = "test"
    proposed_by = "test"
