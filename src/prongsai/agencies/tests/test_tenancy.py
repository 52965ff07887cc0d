"""Rows of one agency are out of reach while another is at work, whichever way one tries."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, transaction

from prongsai.agencies.models import Agency, Division, Holiday
from prongsai.agencies.tenancy import ForeignRowError, NoAgencyError, current_agency, working_for
from prongsai.agencies.tests.factories import AgencyFactory, DivisionFactory, HolidayFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Agency:
    return AgencyFactory.create()


@pytest.fixture
def theirs() -> Division:
    return DivisionFactory.create(name="กองของเขา")


@pytest.mark.parametrize("read", ["all", "count", "first", "exists", "get_or_create"])
def test_without_an_agency_nothing_is_read(read: str) -> None:
    with pytest.raises(NoAgencyError, match="Say which agency first"):
        getattr(Division.objects, read)()


def test_reads_show_the_agency_at_work_only(ours: Agency, theirs: Division) -> None:
    mine = DivisionFactory.create(agency=ours)
    with working_for(ours):
        assert list(Division.objects.all()) == [mine]
        assert not Division.objects.filter(pk=theirs.pk).exists()
        with pytest.raises(Division.DoesNotExist):
            Division.objects.get(pk=theirs.pk)
        with working_for(theirs.agency):
            assert list(Division.objects.all()) == [theirs]
        assert current_agency() == ours
    assert current_agency() is None


def test_the_agency_at_work_is_reset_after_an_error(ours: Agency) -> None:
    with pytest.raises(ZeroDivisionError), working_for(ours):
        raise ZeroDivisionError
    assert current_agency() is None


def test_a_foreign_row_is_neither_saved_nor_deleted(ours: Agency, theirs: Division) -> None:
    theirs.name = "เปลี่ยนแล้ว"
    with working_for(ours):
        for write in (theirs.save, theirs.delete):
            with pytest.raises(ForeignRowError):
                write()
        with pytest.raises(ForeignRowError):
            Division.objects.create(agency=theirs.agency, name="กองใหม่")
    theirs.refresh_from_db()
    assert theirs.name == "กองของเขา"


def test_bulk_writes_do_not_reach_foreign_rows(ours: Agency, theirs: Division) -> None:
    with working_for(ours):
        assert Division.objects.update(name="เปลี่ยนแล้ว") == 0
        assert Division.objects.filter(pk=theirs.pk).delete() == (0, {})
        for write in (Division.objects, Division.objects.all()):
            with pytest.raises(ForeignRowError):
                write.bulk_create([Division(agency=theirs.agency, name="กองใหม่")])
            with pytest.raises(ForeignRowError):
                write.bulk_update([theirs], ["name"])
    theirs.refresh_from_db()
    assert theirs.name == "กองของเขา"
    assert Division.across_agencies.count() == 1


@pytest.mark.parametrize("field", ["agency", "agency_id"])
def test_rows_are_not_moved_to_another_agency(ours: Agency, theirs: Division, field: str) -> None:
    mine = DivisionFactory.create(agency=ours)
    value = theirs.agency if field == "agency" else theirs.agency_id
    with working_for(ours), pytest.raises(ForeignRowError):
        Division.objects.update(**{field: value})
    with working_for(ours), pytest.raises(ForeignRowError):
        mine.agency = theirs.agency
        mine.save()


def test_other_threads_do_not_see_the_agency_at_work(ours: Agency) -> None:
    with working_for(ours), ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(current_agency).result() is None
        assert current_agency() == ours


def test_threads_work_for_different_agencies_at_once(ours: Agency, theirs: Division) -> None:
    def at_work(agency: Agency) -> bool:
        with working_for(agency):
            return all(current_agency() is agency for _ in range(1000))

    with ThreadPoolExecutor(2) as threads:
        assert all(threads.map(at_work, [ours, theirs.agency] * 20))


def test_a_holiday_is_decided_by_someone_or_not_at_all() -> None:
    for wrong in ({"status": Holiday.Status.ACCEPTED}, {"decided_by": "ปลัด"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            HolidayFactory.create(**wrong)
