"""Which agency is meant, on the command line and by host."""

from __future__ import annotations

import pytest

from prongsai.agencies.queries import NoSuchAgencyError, agency_by_code, agency_for_host, default_agency
from prongsai.agencies.tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_agency_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRONGSAI_AGENCY", raising=False)


def test_an_unknown_code_lists_the_known_ones() -> None:
    AgencyFactory.create(code="bangsai")
    with pytest.raises(NoSuchAgencyError, match=r"'other'; the codes are bangsai\."):
        agency_by_code("other")


def test_the_default_is_the_only_one_that_is_no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoSuchAgencyError, match="no agency yet"):
        default_agency()
    sample = AgencyFactory.create(code="sample", is_sample=True)
    assert default_agency() == sample
    ours = AgencyFactory.create(code="ours")
    assert default_agency() == ours
    AgencyFactory.create(code="theirs")
    with pytest.raises(NoSuchAgencyError, match="ours, sample, theirs"):
        default_agency()
    monkeypatch.setenv("PRONGSAI_AGENCY", "sample")
    assert default_agency() == sample


def test_a_host_names_its_agency_and_other_hosts_get_the_first_real_one() -> None:
    assert agency_for_host("any.example") is None
    sample = AgencyFactory.create(is_sample=True)
    assert agency_for_host("any.example") == sample
    first = AgencyFactory.create()
    named = AgencyFactory.create(host="bangsai.example")
    assert agency_for_host("bangsai.example") == named
    assert agency_for_host("any.example") == first
    assert agency_for_host("") == first
