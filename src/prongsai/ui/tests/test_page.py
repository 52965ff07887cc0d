"""The frame of every page: headers, language, notices, navigation, and no trace left on a visitor."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core.checks import run_checks
from django.test import Client
from lxml import html

from prongsai.accounts.tests.factories import MembershipFactory
from prongsai.agencies.models import Agency
from prongsai.agencies.tests.factories import AgencyFactory
from prongsai.registry import AlreadyRegisteredError
from prongsai.ui import navigation

pytestmark = pytest.mark.django_db

HOSTILE = '"><script>alert(1)</script>'
PUBLIC = ["/", "/no-such-page", "/verify", "/scores/", "/accounts/login/", "/a/nowhere/"]


@pytest.fixture(autouse=True)
def agency() -> Agency:
    return AgencyFactory.create(name="เทศบาลตำบลบ้านดี", name_en="Ban Di")


@pytest.fixture
def broken_destination() -> Iterator[None]:
    navigation.add("broken", "เสีย", "Broken", "no:such-page")
    yield
    navigation.destinations.remove("broken")


def page(client: Client, address: str = "/") -> html.HtmlElement:
    return html.fromstring(client.get(address).content)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_the_browser_may_do(client: Client, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy.replace("https:", "")
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "payment=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", [*PUBLIC, "/staff/", "/staff/measures/", "/accounts/2fa/"])
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(
    client: Client, agency: Agency, address: str
) -> None:
    if "login" not in address:
        client.force_login(MembershipFactory.create(agency=agency).user)
    response = client.get(address)
    nonce = re.search(r"'nonce-([^']+)'", response.headers["Content-Security-Policy"])
    document = html.fromstring(response.content)
    for script in document.iter("script"):
        data = script.get("type") == "application/json"
        assert script.get("src") or data or (nonce and script.get("nonce") == nonce[1])
    assert not list(document.iter("style"))
    assert not document.xpath("//@style")
    assert not document.xpath("//@*[starts-with(name(), 'on')]")
    loaded = document.xpath("//@src | //link/@href | //form/@action")
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)


@pytest.mark.parametrize("address", ["/", "/no-such-page", "/scores/", "/a/nowhere/"])
def test_a_visitor_who_only_reads_gets_no_cookie(client: Client, address: str) -> None:
    assert not client.get(address).cookies


def test_no_copy_of_a_signed_in_persons_page_is_kept(client: Client, agency: Agency) -> None:
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
    client.force_login(MembershipFactory.create(agency=agency).user)
    assert "no-store" in client.get("/").headers["Cache-Control"]


def test_thai_unless_english_was_chosen(client: Client) -> None:
    response = client.get("/", headers={"accept-language": "en"})
    assert (html.fromstring(response.content).get("lang"), response["Content-Language"]) == ("th", "th")
    client.cookies["prongsai-language"] = "en"
    document = page(client)
    assert document.get("lang") == "en"
    assert document.find(".//h1").text_content().strip() == "Ban Di"
    client.cookies["prongsai-language"] = "../../etc"
    assert page(client).get("lang") == "th"


@pytest.mark.parametrize("address", ["/", "/no-such-page", "/scores/", "/accounts/login/"])
def test_an_english_page_has_thai_only_where_it_says_so(client: Client, agency: Agency, address: str) -> None:
    Agency.objects.filter(pk=agency.pk).update(name_en="", notice="ระบบทดลอง")
    client.cookies["prongsai-language"] = "en"
    document = page(client, address)
    for element in document.xpath("//body//*[not(ancestor-or-self::*[@lang='th'])]"):
        words = (element.text or "") + "".join(child.tail or "" for child in element)
        assert not re.search("[ก-๙]", words), words.strip()


@pytest.mark.parametrize("address", PUBLIC)
def test_pages_are_light(client: Client, address: str) -> None:
    assert len(client.get(address).content) < 15 * 1024


def test_every_page_has_its_landmarks(client: Client) -> None:
    document = page(client)
    assert [len(document.xpath(f"//{name}")) for name in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    skip = document.xpath("//a[contains(@class, 'skip-link')]")[0]
    assert document.xpath(f"//main[@id='{skip.get('href')[1:]}']")
    assert document.xpath("//a[@aria-current='page']/@href") == ["/"]
    assert document.find(".//title").text == "หน้าแรก – เทศบาลตำบลบ้านดี"


def test_sample_data_is_called_so_on_every_page(client: Client, agency: Agency) -> None:
    assert "ข้อมูลตัวอย่าง" not in client.get("/").text
    Agency.objects.filter(pk=agency.pk).update(is_sample=True, notice=HOSTILE)
    for address in ("/", "/no-such-page", "/verify", "/accounts/login/"):
        document = page(client, address)
        notice = document.xpath("//section[@aria-label='ข้อความแจ้ง']")[0].text_content()
        assert "ข้อมูลตัวอย่าง" in notice
        assert HOSTILE in notice
    client.cookies["prongsai-language"] = "en"
    assert "Sample data" in client.get("/").text


def test_hostile_names_stay_text(client: Client, agency: Agency) -> None:
    Agency.objects.filter(pk=agency.pk).update(name=HOSTILE, name_en=HOSTILE)
    for address in ("/", "/no-such-page?q=" + HOSTILE, "/accounts/login/?next=" + HOSTILE):
        assert "<script>alert" not in client.get(address).text


def test_staff_see_more_in_the_header(client: Client, agency: Agency) -> None:
    def offered() -> list[str]:
        return page(client).xpath("//nav//a/@href")

    assert "/staff/" not in offered()
    client.force_login(MembershipFactory.create(agency=agency).user)
    assert "/staff/" in offered()


def test_navigation_keeps_the_agency_of_the_address(client: Client, agency: Agency) -> None:
    addresses = page(client, f"/a/{agency.code}/").xpath(
        "//header//a/@href | //nav//a/@href | //form/@action"
    )
    assert addresses
    assert all(address.startswith(f"/a/{agency.code}/") for address in addresses)


def test_all_destinations_of_the_installation_exist() -> None:
    assert not run_checks(tags=["urls"])


@pytest.mark.usefixtures("broken_destination")
def test_a_destination_without_a_page_is_found_at_start() -> None:
    assert [(found.id, "broken" in found.msg) for found in run_checks(tags=["urls"])] == [("ui.E001", True)]
    with pytest.raises(AlreadyRegisteredError):
        navigation.add("broken", "อื่น", "Other", "site:home")
