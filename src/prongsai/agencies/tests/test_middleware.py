"""Which agency a request works for, seen through the real stack of middleware."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client
from django.urls import get_script_prefix, path, reverse
from pytest_django import Settings

from prongsai.agencies.models import Division
from prongsai.agencies.requests import agency_of
from prongsai.agencies.tenancy import current_agency
from prongsai.agencies.tests.factories import AgencyFactory, DivisionFactory
from prongsai.urls import urlpatterns as installed

pytestmark = pytest.mark.django_db


def told(request: HttpRequest) -> HttpResponse:
    agency = agency_of(request)
    assert current_agency() == agency
    return JsonResponse(
        {
            "agency": agency.code,
            "divisions": [division.name for division in Division.objects.all()],
            "here": reverse("told"),
            "path": request.path,
        }
    )


urlpatterns = [path("", told), path("told/", told, name="told"), *installed]


@pytest.fixture(autouse=True)
def _addresses(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    settings.ALLOWED_HOSTS = ["testserver", ".example"]


def test_the_host_chooses(client: Client) -> None:
    AgencyFactory.create()
    named = AgencyFactory.create(host="bangsai.example")
    mine = DivisionFactory.create(agency=named)
    DivisionFactory.create()
    answer = client.get("/told/", headers={"host": "BangSai.example:8000"}).json()
    assert (answer["agency"], answer["divisions"]) == (named.code, [mine.name])


def test_without_a_known_host_the_first_real_agency_answers(client: Client) -> None:
    AgencyFactory.create(is_sample=True)
    ours = AgencyFactory.create()
    assert client.get("/told/").json()["agency"] == ours.code


def test_the_address_chooses_and_its_links_stay(client: Client) -> None:
    AgencyFactory.create(host="testserver")
    sample = AgencyFactory.create(code="sample", is_sample=True)
    answer = client.get("/a/sample/told/").json()
    assert answer == {
        "agency": sample.code,
        "divisions": [],
        "here": "/a/sample/told/",
        "path": "/a/sample/told/",
    }
    assert client.get("/a/sample").json()["agency"] == sample.code
    assert get_script_prefix() == "/"
    assert current_agency() is None
    assert client.get("/told/").json()["here"] == "/told/"


def test_a_missing_slash_keeps_the_agency(client: Client) -> None:
    AgencyFactory.create(code="sample")
    response = client.get("/a/sample/told")
    assert (response.status_code, response["Location"]) == (301, "/a/sample/told/")


@pytest.mark.parametrize("address", ["/a/nobody/told/", "/a/", "/a//told/", "/a/%3Cb%3E/"])
def test_an_unknown_code_is_not_found_in_words(client: Client, address: str) -> None:
    AgencyFactory.create()
    response = client.get(address)
    assert response.status_code == 404
    assert "ระบบนี้ไม่มีหน่วยงานรหัส" in response.text
    assert "This system has no agency with the code" in response.text
    assert "<b>" not in response.text


@pytest.mark.parametrize("attempt", [{"agency": "theirs"}, {"a": "theirs"}])
def test_neither_query_nor_session_chooses(client: Client, attempt: dict[str, str]) -> None:
    ours = AgencyFactory.create(code="ours")
    AgencyFactory.create(code="theirs")
    session = client.session
    session.update({"agency": "theirs"})
    session.save()
    assert client.get("/told/", attempt).json()["agency"] == ours.code


def test_an_empty_installation_still_answers(client: Client) -> None:
    assert client.get("/told/").status_code == 404
    assert client.get("/accounts/login/").status_code == 200
