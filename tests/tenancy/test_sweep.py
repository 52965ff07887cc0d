"""Two towns on one installation: no address, asked by anyone in any way, shows or changes what is the other town's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from tenancy.addresses import (
    ACCOUNT,
    ADDRESSES,
    POST_ONLY,
    PUBLIC,
    SIGNED_OUT_ONLY,
    names,
    path_of,
    typed_measure,
)
from towns import YEAR, Town, town

from prongsai.accounts.roles import ROLE_PERMISSIONS, Role
from prongsai.assessment.tests.factories import csv_file, every_item
from prongsai.documents.reading import read_bytes
from prongsai.ledger.actions import checkpoint
from prongsai.ledger.models import Entry
from prongsai.measures.models import MeasureVersion
from prongsai.measures.writing import FORMATS
from prongsai.thai.digits import to_arabic

pytestmark = pytest.mark.django_db

PUBLIC_PAGES_WITH_A_MARK = ("site:home", "measures:report", "measures:report-file", "assessment:latest")
VISITOR = None
WHO = [VISITOR, *Role]
BY_PREFIX, BY_HOST = "by prefix", "by host"
WAYS = [BY_PREFIX, BY_HOST]


@dataclass(frozen=True)
class Ask:
    """A client that asks one town, by address or by host."""

    client: Client
    way: str

    def __call__(
        self, where: Town, path: str, data: dict[str, Any] | None = None, *, post: bool = False
    ) -> HttpResponse:
        send = self.client.post if post else self.client.get
        if self.way == BY_HOST:
            return send(path, data, headers={"host": where.host})
        return send(f"{where.prefix}{path}", data)


@pytest.fixture(autouse=True)
def _hosts(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "anoma.example", "bunma.example"]
    cache.clear()


@pytest.fixture
def ours() -> Town:
    return town("anoma", "Zqanomaqz", "61.37", "72.59")


@pytest.fixture
def theirs(ours: Town) -> Town:
    other = town("bunma", "Zqbunmaqz", "83.41", "94.73")
    checkpoint()
    return other


def shown(response: HttpResponse) -> str:
    """All that a response says, head and body, digits made Arabic."""
    head = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return to_arabic(f"{head}\n{response.content.decode(errors='replace')}")


def leaked(response: HttpResponse, other: Town) -> list[str]:
    text = shown(response)
    return [secret for secret in other.secrets if secret in text]


def sign_in(client: Client, who: Role | None, home: Town) -> None:
    if who is not VISITOR:
        client.force_login(home.staff[who])


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but sessions."""
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models()
        if model is not Session
    }


def test_every_address_is_told_how_it_is_tried() -> None:
    found = list(names())
    assert len(found) == len(set(found)), "two patterns share a name: reverse finds only one of them"
    assert set(found) == set(ADDRESSES), "tell tests/tenancy/addresses.py how the new address is tried"


@pytest.mark.parametrize("who", WHO)
def test_ones_own_town_shows_nothing_of_the_other_and_opens_by_role(
    client: Client, ours: Town, theirs: Town, who: Role | None
) -> None:
    sign_in(client, who, ours)
    for way in WAYS:
        _sweep(Ask(client, way), ours, theirs, lambda name: _expected_at_home(name, who))


@pytest.mark.parametrize("who", WHO)
def test_staff_of_one_town_are_strangers_in_the_other(
    client: Client, ours: Town, theirs: Town, who: Role | None
) -> None:
    sign_in(client, who, ours)
    for way in WAYS:
        _sweep(Ask(client, way), theirs, ours, lambda name: _expected_away(name, who))


def _sweep(ask: Ask, asked: Town, other: Town, expected: Callable[[str], set[int]]) -> None:
    """Each address of the asked town answers as expected and shows nothing of the other; no row changes by asking."""
    before, wrong = rows(), []
    for name in ADDRESSES:
        if name == "account_logout" or name in POST_ONLY:
            continue
        response = ask(asked, path_of(name, asked))
        if response.status_code not in expected(name):
            wrong.append(f"{name}: {response.status_code}, expected {expected(name)}")
        if secrets := leaked(response, other):
            wrong.append(f"{name} shows {secrets}")
        if name in PUBLIC_PAGES_WITH_A_MARK and asked.mark not in shown(response):
            wrong.append(f"{name} does not show its own town")
        if response.status_code == 302 and not response["Location"].startswith(("/a/", "/")):
            wrong.append(f"{name} leads away to {response['Location']}")
    assert not wrong
    assert rows() == before, "a page changed rows by being read"


def _expected_at_home(name: str, who: Role | None) -> set[int]:
    tried = ADDRESSES[name]
    if tried.opens == PUBLIC:
        return {200}
    if tried.opens == ACCOUNT:
        return {200, 302, 404} | ({403} if name in SIGNED_OUT_ONLY else set())
    if who is VISITOR:
        return {302}
    return {200} if tried.opens in ROLE_PERMISSIONS[who] else {403}


def _expected_away(name: str, who: Role | None) -> set[int]:
    """Whatever one is at home: elsewhere staff pages send visitors to sign in and refuse everyone else."""
    if ADDRESSES[name].is_for_staff and who is not VISITOR:
        return {403}
    return _expected_at_home(name, who)


@pytest.mark.parametrize("way", WAYS)
def test_sign_in_leads_back_to_the_same_town(client: Client, ours: Town, theirs: Town, way: str) -> None:
    ask = Ask(client, way)
    prefix = theirs.prefix if way == BY_PREFIX else ""
    for name, tried in ADDRESSES.items():
        if tried.is_for_staff:
            path = path_of(name, theirs)
            assert (
                ask(theirs, path)["Location"]
                == f"{prefix}/accounts/login/?next={f'{prefix}{path}'.replace('=', '%3D')}"
            )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("who", [Role.OFFICER, Role.CLERK])
def test_objects_of_the_other_town_do_not_exist_here(
    client: Client, ours: Town, theirs: Town, who: Role, way: str
) -> None:
    sign_in(client, who, ours)
    ask = Ask(client, way)
    path = path_of("measures:measure", theirs)
    before = rows()
    for response in (ask(ours, path), ask(ours, path, typed_measure(theirs), post=True)):
        assert response.status_code == 404
        assert not leaked(response, theirs)
    assert rows() == before


def test_every_format_of_the_report_holds_one_town_only(client: Client, ours: Town, theirs: Town) -> None:
    for extension in FORMATS:
        content = client.get(f"{ours.prefix}/report/{YEAR}.{extension}").content
        read = read_bytes(content, f"report.{extension}") if extension != "json" else content.decode()
        text = to_arabic(repr(read))
        assert ours.mark in text and ours.numbers[1] in text, extension
        assert not [secret for secret in theirs.secrets if secret in text], extension


@pytest.mark.parametrize("who", WHO)
def test_nothing_sent_to_the_other_town_changes_a_row(
    client: Client, ours: Town, theirs: Town, who: Role | None
) -> None:
    sign_in(client, who, ours)
    before = rows()
    for way in WAYS:
        ask = Ask(client, way)
        for name, tried in ADDRESSES.items():
            if name == "account_logout":
                continue
            data = {"agency": theirs.agency.pk, "agency_id": theirs.agency.pk} | tried.posts(theirs)
            response = ask(theirs, path_of(name, theirs), data, post=True)
            assert response.status_code < 500, name
            assert not leaked(response, ours), name
            if tried.is_for_staff:
                assert response.status_code in {403, 405}, name
        file = SimpleUploadedFile("scores.csv", csv_file([(YEAR, "e7", "1.00")]))
        assert ask(theirs, "/staff/scores/import", {"file": file}, post=True).status_code == 403
    assert rows() == before


def test_fields_that_name_another_town_are_not_heard(client: Client, ours: Town, theirs: Town) -> None:
    """The positive control of the tests above: the same form at home does change rows, and only those of home."""
    sign_in(client, Role.OFFICER, ours)
    kept = _rows_of(theirs)
    data = typed_measure(ours) | {
        "agency": theirs.agency.pk,
        "agency_id": theirs.agency.pk,
        "plan": theirs.plan.pk,
        "measure_id": theirs.measure.pk,
    }
    assert client.post(f"{ours.prefix}{path_of('measures:measure', ours)}", data).status_code == 302
    file = SimpleUploadedFile("scores.csv", csv_file([(YEAR, c, "1") for c in every_item(YEAR, "1")]))
    sent = {"file": file, "because": "แก้ตามประกาศ", "agency": theirs.agency.pk}
    assert client.post(f"{ours.prefix}/staff/scores/import", sent).status_code == 302
    assert ours.measure.title == "ข้อความใหม่"
    assert [one.agency_id for one in MeasureVersion.across_agencies.all()] == [ours.agency.pk]
    assert {one.agency_id for one in Entry.across_agencies.order_by("-index")[:2]} == {ours.agency.pk}
    assert _rows_of(theirs) == kept


def _rows_of(one: Town) -> dict[str, list[tuple[Any, ...]]]:
    return {
        model._meta.label: sorted(model._base_manager.filter(agency=one.agency).values_list(), key=repr)
        for model in apps.get_models()
        if any(field.name == "agency" for field in model._meta.concrete_fields)
    }
