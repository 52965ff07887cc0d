"""Signing in through the real pages: password, second factor, limits, and where one lands."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.fernet import InvalidToken
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, path, reverse
from django.utils import translation
from pytest_django import Settings

import prongsai.accounts
from prongsai.accounts.adapter import SecondFactorAdapter
from prongsai.accounts.models import User
from prongsai.accounts.permissions import StaffRequest, staff_only
from prongsai.accounts.tests.factories import PASSWORD, MembershipFactory, UserFactory
from prongsai.urls import urlpatterns as installed

pytestmark = pytest.mark.django_db


@staff_only()
def staff_home(request: StaffRequest) -> HttpResponse:
    return HttpResponse(f"welcome {request.user.full_name}")


urlpatterns = [path("staff/", staff_home), *installed]


@pytest.fixture(autouse=True)
def _addresses(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    cache.clear()


@pytest.fixture
def officer() -> User:
    return MembershipFactory.create(user=UserFactory.create(can_sign_in=True)).user


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str) -> HttpResponse:
    return client.post("/accounts/login/", {"login": user.username, "password": password, **more})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def enrol(client: Client) -> str:
    """Turn on an authenticator app through its page, which asks for the password again; returns its secret."""
    asked = client.get("/accounts/2fa/totp/activate/")
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    page = client.post(asked["Location"], {"password": PASSWORD}, follow=True)
    found = re.search(r'value="([A-Z2-7]{32})"', page.text)
    assert found
    response = client.post("/accounts/2fa/totp/activate/", {"code": code_of(found[1])})
    assert response.status_code == 302
    return found[1]


def test_an_officer_signs_in_and_lands_on_the_staff_home(client: Client, officer: User) -> None:
    assert client.get("/staff/").status_code == 302
    response = sign_in(client, officer)
    assert (response.status_code, response["Location"]) == (302, "/staff/")
    assert client.get("/staff/").text == f"welcome {officer.full_name}"
    assert client.session.get_expire_at_browser_close()


def test_a_wrong_password_is_answered_in_thai_and_keeps_the_name(client: Client, officer: User) -> None:
    response = sign_in(client, officer, "ผิดแน่นอน")
    assert response.status_code == 200
    assert "govuk-error-summary" in response.text
    assert f'value="{officer.username}"' in response.text
    assert "ผิดแน่นอน" not in response.text
    assert client.get("/staff/").status_code == 302


def test_guessing_is_slowed_down_even_for_the_right_password(client: Client, officer: User) -> None:
    for guess in range(6):
        sign_in(client, officer, f"guess-{guess}")
    assert sign_in(client, officer).status_code in {200, 429}
    assert client.get("/staff/").status_code == 302


def test_a_locked_account_stays_out(client: Client, officer: User) -> None:
    officer.is_active = False
    officer.save()
    sign_in(client, officer)
    assert client.get("/staff/").status_code == 302


@pytest.mark.parametrize(
    ("wish", "where"),
    [
        ("/staff/?a=1", "/staff/?a=1"),
        ("https://evil.example/", "/staff/"),
        ("//evil.example/", "/staff/"),
        ("javascript:alert(1)", "/staff/"),
        ("https:evil.example", "/staff/"),
    ],
)
def test_only_our_own_addresses_are_landed_on(client: Client, officer: User, wish: str, where: str) -> None:
    assert sign_in(client, officer, next=wish)["Location"] == where


def test_signing_in_under_an_agencys_address_stays_there(client: Client, officer: User) -> None:
    code = officer.memberships.get().agency.code
    response = client.post(f"/a/{code}/accounts/login/", {"login": officer.username, "password": PASSWORD})
    assert response["Location"] == f"/a/{code}/staff/"
    assert client.post(f"/a/{code}/accounts/logout/")["Location"] == f"/a/{code}/"


def test_signing_out_needs_a_post(client: Client, officer: User) -> None:
    sign_in(client, officer)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/staff/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/staff/").status_code == 302


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_reset_password", "mfa_signup_webauthn"]
)
def test_there_is_no_sign_up_and_no_reset_by_mail(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_second_factor_is_asked_for_once_it_is_on(client: Client, officer: User) -> None:
    with time_machine.travel("2026-11-22T03:00:00Z", tick=True) as clock:
        sign_in(client, officer)
        secret = enrol(client)
        kept = Authenticator.objects.get(user=officer, type=Authenticator.Type.TOTP)
        assert secret not in str(kept.data)
        client.post("/accounts/logout/")
        clock.shift(120)
        response = sign_in(client, officer)
        assert response["Location"].startswith("/accounts/2fa/authenticate/")
        assert client.get("/staff/").status_code == 302
        wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
        assert "govuk-error-summary" in wrong.text
        response = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
        assert response["Location"] == "/staff/"
        assert client.get("/staff/").status_code == 200


def test_second_factors_outlive_a_change_of_the_secret_key(settings: Settings) -> None:
    kept = SecondFactorAdapter().encrypt("JBSWY3DP")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key " * 5
    assert SecondFactorAdapter().decrypt(kept) == "JBSWY3DP"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        SecondFactorAdapter().decrypt(kept)


def test_recovery_codes_are_made_and_one_opens_the_account(client: Client, officer: User) -> None:
    sign_in(client, officer)
    enrol(client)
    client.post("/accounts/2fa/recovery-codes/generate/")
    codes = client.get("/accounts/2fa/recovery-codes/download/").text.split()
    client.post("/accounts/logout/")
    sign_in(client, officer)
    assert client.post("/accounts/2fa/authenticate/", {"code": codes[-1]})["Location"] == "/staff/"


def test_changing_the_password_keeps_the_session(client: Client, officer: User) -> None:
    sign_in(client, officer)
    new = f"{PASSWORD}-ใหม่"
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/accounts/password/change/", fields)["Location"] == "/staff/"
    assert client.get("/staff/").status_code == 200
    weak = client.post("/accounts/password/change/", {"oldpassword": new, "password1": "1", "password2": "1"})
    assert "govuk-error-message" in weak.text


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_of_sign_in_is_in_the_look_of_the_house(
    client: Client, officer: User, language: str
) -> None:
    with translation.override(language):
        client.cookies["prongsai-language"] = language
        login = client.get("/accounts/login/")
        sign_in(client, officer)
        pages = [login]
        names = (
            "account_logout",
            "account_change_password",
            "account_reauthenticate",
            "mfa_index",
            "mfa_list_webauthn",
        )
        pages += [client.get(reverse(name)) for name in names]
        enrol(client)
        client.post(reverse("mfa_generate_recovery_codes"))
        names = (
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_reauthenticate",
            "mfa_add_webauthn",
        )
        pages += [client.get(reverse(name)) for name in names]
    for page in pages:
        assert page.status_code == 200, page.request["PATH_INFO"]
        assert "govuk-heading-l" in page.text
        assert "govuk-button" in page.text
        assert not re.search(r"\son\w+=|style=", page.text), page.request["PATH_INFO"]
        assert re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", page.text) == []
    assert ("เข้าสู่ระบบสำหรับเจ้าหน้าที่" if language == "th" else "Staff sign-in") in login.text


def test_the_compiled_thai_is_that_of_the_source() -> None:
    folder = Path(prongsai.accounts.__file__).parent / "locale/th/LC_MESSAGES"
    source = (folder / "django.po").read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', source, re.MULTILINE)
    plurals = re.findall(r'^msgid "(.+)"\nmsgid_plural "(.+)"\nmsgstr\[0\] "(.+)"$', source, re.MULTILINE)
    assert len(pairs) + len(plurals) == source.count("\nmsgid ") - 1
    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert [(one, compiled.gettext(one)) for one, _ in pairs] == pairs
    assert [(one, many, compiled.ngettext(one, many, 2)) for one, many, _ in plurals] == plurals


def test_a_refused_password_is_explained_in_the_language_of_the_page(client: Client, officer: User) -> None:
    sign_in(client, officer)
    fields = {"oldpassword": PASSWORD, "password1": "password", "password2": "password"}
    page = client.post("/accounts/password/change/", fields).text
    assert "รหัสผ่านสั้นเกินไป ต้องยาวอย่างน้อย 12 ตัวอักษร" in page
    assert "เดาได้ง่าย" in page
    assert "This password" not in page
