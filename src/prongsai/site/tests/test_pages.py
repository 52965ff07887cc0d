"""Home, staff home, language, health: through the front door."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from lxml import html

from prongsai.accounts.roles import Role
from prongsai.accounts.tests.factories import MembershipFactory
from prongsai.agencies.models import Agency
from prongsai.agencies.tests.factories import AgencyFactory
from prongsai.assessment.tests.factories import claimed, every_item, official

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory.create(code="ours", name="เทศบาลตำบลบ้านดี", name_en="Ban Di")


def main(client: Client, address: str = "/") -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200
    return html.fromstring(response.content).find(".//main")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


class TestHome:
    def test_says_whose_site_it_is_and_what_is_not_there_yet(self, client: Client, agency: Agency) -> None:
        home = main(client)
        assert home.find(".//h1").text == "เทศบาลตำบลบ้านดี"
        assert "ยังไม่มีรายงาน" in words(home)
        assert {"/verify", "/staff/"} <= set(home.xpath(".//a/@href"))
        assert "ITA" not in words(home)

    def test_shows_the_total_or_how_much_is_known(self, client: Client, agency: Agency) -> None:
        official(agency, 2568, every_item(2568, "96.01"))
        claimed(agency, {2567: {"i1": "92.50", "i2": "90.00"}})
        home = main(client)
        assert home.xpath(".//a[starts-with(@href, '/scores/')]/@href") == ["/scores/2568/", "/scores/2567/"]
        assert "96.01 จาก 100 คะแนน" in words(home)
        assert "ทราบคะแนน ๒ ข้อ ยังไม่มีคะแนนรวม" in words(home)

    def test_shows_nothing_of_another_agency(self, client: Client, agency: Agency) -> None:
        official(AgencyFactory.create(), 2568, every_item(2568, "96.01"))
        assert "96.01" not in words(main(client))

    def test_an_empty_installation_says_how_to_begin(self, client: Client) -> None:
        assert "prongsai import-report" in words(main(client))


class TestStaffHome:
    def test_is_for_staff_only(self, client: Client, agency: Agency) -> None:
        assert client.get("/staff/")["Location"] == "/accounts/login/?next=/staff/"
        client.force_login(MembershipFactory.create(agency=AgencyFactory.create()).user)
        assert client.get("/staff/").status_code == 403

    def test_offers_what_the_role_may_do_and_what_waits(self, client: Client, agency: Agency) -> None:
        client.force_login(MembershipFactory.create(agency=agency).user)
        home = main(client, "/staff/")
        assert {"/staff/measures/", "/accounts/logout/", "/accounts/2fa/"} <= set(home.xpath(".//a/@href"))
        assert "รอท่านอยู่" in words(home)
        for page in home.xpath(".//ul[@class='prongsai-cards']//a/@href"):
            assert client.get(page).status_code == 200

    @pytest.mark.parametrize("role", list(Role))
    def test_offers_nothing_that_is_refused(self, client: Client, agency: Agency, role: Role) -> None:
        client.force_login(MembershipFactory.create(agency=agency, role=role).user)
        for page in main(client, "/staff/").xpath(".//ul[@class='prongsai-cards']//a/@href"):
            assert client.get(page).status_code == 200


class TestLanguage:
    def switch(self, client: Client, language: str, back: str = "/verify") -> str:
        response = client.post("/language/", {"language": language, "next": back})
        assert response.status_code == 302
        return str(response["Location"])

    def test_is_kept_and_leads_back(self, client: Client, agency: Agency) -> None:
        assert self.switch(client, "en") == "/verify"
        cookie = client.cookies["prongsai-language"]
        assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("en", "Lax", True)
        assert html.fromstring(client.get("/").content).get("lang") == "en"
        self.switch(client, "th")
        assert html.fromstring(client.get("/").content).get("lang") == "th"

    @pytest.mark.parametrize(
        "back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", ""]
    )
    def test_leads_nowhere_else(self, client: Client, agency: Agency, back: str) -> None:
        assert self.switch(client, "en", back) == "/"

    def test_an_unknown_one_changes_nothing(self, client: Client, agency: Agency) -> None:
        self.switch(client, "xx")
        assert "prongsai-language" not in client.cookies

    def test_only_by_post(self, client: Client, agency: Agency) -> None:
        assert client.get("/language/").status_code == 405

    def test_the_switch_on_a_page_leads_back_to_it_with_its_question(
        self, client: Client, agency: Agency
    ) -> None:
        document = html.fromstring(client.get("/a/ours/verify?entry=0").content)
        form = document.xpath("//form[contains(@class, 'language')]")[0]
        answer = client.post(form.get("action"), dict(form.form_values()))
        assert answer["Location"] == "/a/ours/verify?entry=0"


class TestHealth:
    def test_a_new_installation_is_well(self, client: Client) -> None:
        response = client.get("/healthz")
        assert (response.status_code, response.json()) == (
            200,
            {"ok": True, "database": True, "ledger": True},
        )
        assert response["Cache-Control"] == "no-store"

    def test_a_checkpoint_that_was_changed_is_told(self, client: Client, agency: Agency, home: Path) -> None:
        official(agency, 2568, every_item(2568, "96.01"))
        checkpoint = home / "tlog" / "checkpoint"
        checkpoint.parent.mkdir(parents=True, exist_ok=True)
        checkpoint.write_text("localhost/tlog\n9\nAAAA\n\n— localhost/tlog AAAA\n")
        response = client.get("/healthz")
        assert (response.status_code, response.json()["ledger"]) == (503, False)

    def test_a_database_that_does_not_answer_is_told_without_its_reason(self, client: Client) -> None:
        with mock.patch.object(connection, "cursor", side_effect=DatabaseError("password=secret")):
            response = client.get("/healthz", headers={"host": "localhost"})
        assert (response.status_code, response.json()["database"]) == (503, False)
        assert "secret" not in response.text


def test_robots_are_told_what_need_not_be_found(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain"
    assert "Disallow: /staff/" in response.text
