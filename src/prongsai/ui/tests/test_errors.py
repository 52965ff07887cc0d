"""Pages for what went wrong: one sentence in Thai and English, nothing leaks, and what staff typed is given back."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from lxml import html
from pytest_django import Settings

from prongsai.accounts.permissions import staff_only
from prongsai.accounts.tests.factories import MembershipFactory
from prongsai.agencies.models import Agency
from prongsai.agencies.tests.factories import AgencyFactory
from prongsai.urls import handler400, handler403, handler404, handler500
from prongsai.urls import urlpatterns as installed

__all__ = ["handler400", "handler403", "handler404", "handler500"]

pytestmark = pytest.mark.django_db

HOSTILE = '</textarea><script>alert("๑")</script>'


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the secret inside")


@staff_only()
def desk(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST.get("story", "empty"))


urlpatterns = [path("broken/", broken), path("staff/desk/", desk), path("desk/", desk), *installed]


@pytest.fixture(autouse=True)
def agency(settings: Settings) -> Agency:
    settings.ROOT_URLCONF = __name__
    return AgencyFactory.create(code="ours", name="เทศบาลตำบลบ้านดี")


def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def heading(response: HttpResponse) -> str:
    return html.fromstring(response.content).find(".//h1").text_content().strip()


def typed_in(response: HttpResponse) -> dict[str, str]:
    """What a page gives back: by the label of each box."""
    document = html.fromstring(response.content)
    assert len(document.xpath("//main//script")) == 0
    labels = {label.get("for"): label.text for label in document.xpath("//main//label")}
    return {
        labels[box.get("id")]: box.text.removeprefix("\n") for box in document.xpath("//textarea[@readonly]")
    }


def test_a_page_that_is_not_there(client: Client) -> None:
    response = client.get("/<b>no</b>")
    assert (response.status_code, heading(response)) == (404, "ไม่พบหน้านี้")
    client.cookies["prongsai-language"] = "en"
    assert heading(client.get("/no")) == "Page not found"


def test_a_failure_says_so_and_nothing_of_its_cause(client: Client) -> None:
    client.raise_request_exception = False
    response = client.get("/broken/")
    assert (response.status_code, heading(response)) == (500, "ระบบขัดข้อง")
    assert "Something went wrong" in response.text
    assert "secret" not in response.text


def test_a_foreign_host_gets_a_plain_page(client: Client) -> None:
    response = client.get("/", headers={"host": "evil.example"})
    assert (response.status_code, heading(response)) == (400, "อ่านคำขอนี้ไม่ได้")
    assert "This request cannot be read" in response.text
    assert "evil.example" not in response.text


@pytest.mark.parametrize("sent", [{"story": "ก" * 2_000_000}, {f"field{n}": "1" for n in range(5_001)}])
def test_too_much_is_refused_with_a_sentence(client: Client, sent: dict[str, str]) -> None:
    response = client.post("/staff/desk/", sent)
    assert (response.status_code, heading(response)) == (413, "ข้อมูลที่ส่งมาใหญ่เกินไป")
    assert "5 เมกะไบต์" in response.text


@pytest.mark.parametrize("prefix", ["", "/a/ours"])
def test_staff_get_what_they_typed_back_when_the_page_expired(prefix: str) -> None:
    sent = {
        "story": HOSTILE,
        "form-0-note": "\nบรรทัดสอง",
        "empty": " ",
        "password": "ปิดบังไว้",
        "csrfmiddlewaretoken": "x",
    }
    response = strict().post(f"{prefix}/staff/desk/", sent)
    assert (response.status_code, heading(response)) == (403, "หน้านี้หมดอายุก่อนที่จะส่ง")
    assert typed_in(response) == {"story": HOSTILE, "form-0-note": "\nบรรทัดสอง"}
    assert "ปิดบังไว้" not in response.text


def test_others_get_the_sentence_only() -> None:
    response = strict().post("/accounts/login/", {"login": "somchai", "password": "ปิดบังไว้"})
    assert (response.status_code, typed_in(response)) == (403, {})
    assert "somchai" not in response.text


def test_staff_get_what_they_typed_back_when_the_session_ended(client: Client, agency: Agency) -> None:
    response = client.post("/staff/desk/?year=2568", {"story": HOSTILE, "password": "ปิดบังไว้"})
    assert (response.status_code, heading(response)) == (403, "ท่านออกจากระบบไปแล้ว จึงยังไม่ได้บันทึก")
    assert typed_in(response) == {"story": HOSTILE}
    assert "no-store" in response["Cache-Control"]
    link = html.fromstring(response.content).xpath("//main//a/@href")
    assert link == ["/accounts/login/?next=/staff/desk/%3Fyear%3D2568"]
    client.force_login(MembershipFactory.create(agency=agency).user)
    assert client.post("/staff/desk/", {"story": "ก"}).text == "ก"


def test_a_stranger_without_the_role_is_refused(client: Client) -> None:
    client.force_login(MembershipFactory.create(agency=AgencyFactory.create()).user)
    assert client.post("/staff/desk/", {"story": "ก"}).status_code == 403
