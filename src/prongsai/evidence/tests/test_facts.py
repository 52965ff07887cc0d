"""What rooms offer, what the public may see of it, and what happens when a room fails."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.urls import resolve

from prongsai.agencies.models import Agency
from prongsai.agencies.tests.factories import AgencyFactory
from prongsai.evidence import facts
from prongsai.evidence.checks import every_issue_has_facts
from prongsai.evidence.facts import Fact, FailedFact, facts_for, forget, provider_keys, provides
from prongsai.evidence.issues import ISSUES
from prongsai.evidence.items import item_source, offer_items
from prongsai.registry import AlreadyRegisteredError

KEYS = ("test.first", "test.second", "test.third")
AGENCY = Agency(code="somewhere", name="เทศบาล")


@pytest.fixture(autouse=True)
def _leave_nothing() -> Iterator[None]:
    yield
    for key in KEYS:
        forget(key)


def fact(key: str = "test.first", **more: object) -> Fact:
    fields = {"label_th": "จำนวน", "label_en": "Number", "value": 3, "period": 2568, "url": "/scores/2568/"}
    return Fact(key=key, **fields | more)  # type: ignore[arg-type]


def ours(issue: str) -> list[Fact | FailedFact]:
    return [one for one in facts_for(issue, AGENCY, 2568) if one.key in KEYS]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other room's providers: facts_for can be asked without any rows."""
    monkeypatch.setattr(facts, "_providers", type(facts._providers)("fact"))


class TestForThePublic:
    @pytest.mark.parametrize(("n", "shown"), [(0, False), (1, False), (4, False), (5, True), (600, True)])
    def test_small_counts_of_people_are_kept_back(self, n: int, shown: bool) -> None:
        told = fact(about_people=True, n=n, value=Decimal("66.67")).for_public()
        assert (told.value, told.n) == ((Decimal("66.67"), n) if shown else (None, None))
        assert told.label_th == "จำนวน"

    @pytest.mark.parametrize("n", [None, 0, 1, 4])
    def test_small_counts_of_things_are_shown(self, n: int | None) -> None:
        assert fact(n=n).for_public() == fact(n=n)

    @pytest.mark.parametrize("more", [{}, {"about_people": True, "n": 900}, {"value": None}])
    def test_what_is_not_public_is_not_told_at_all(self, more: dict[str, object]) -> None:
        assert fact(public=False, **more).for_public() is None

    def test_a_fact_about_people_must_say_how_many(self) -> None:
        with pytest.raises(ValueError, match=r"test\.first.*people"):
            fact(about_people=True)


@pytest.mark.usefixtures("alone")
class TestProviders:
    def test_are_asked_in_order_for_their_issue_only(self) -> None:
        provides("power", "test.second")(lambda agency, year: fact("test.second", value=year))
        provides("power", "test.first")(lambda agency, year: fact("test.first", label_th=agency.name))
        provides("property", "test.third")(lambda agency, year: fact("test.third"))
        assert ours("power") == [fact("test.second", value=2568), fact(label_th="เทศบาล")]
        assert provider_keys("property") == ["test.third"]
        assert ours("eservice") == []

    def test_an_unknown_issue_is_refused_with_those_there_are(self) -> None:
        with pytest.raises(ValueError, match="processes, eservice"):
            provides("weather", "test.first")
        assert facts_for("weather", AGENCY, 2568) == []

    def test_a_key_is_taken_once_but_a_module_may_come_twice(self) -> None:
        def first(agency: Agency, year: int) -> Fact:
            return fact()

        def second(agency: Agency, year: int) -> Fact:
            return fact()

        provides("power", "test.first")(first)
        provides("power", "test.first")(first)
        with pytest.raises(AlreadyRegisteredError, match=r"test\.first.*second.*taken by.*first"):
            provides("eservice", "test.first")(second)
        assert len(ours("power")) == 1

    def test_one_that_fails_is_told_without_its_words_and_hides_no_other(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        @provides("power", "test.first")
        def broken(agency: Agency, year: int) -> Fact:
            raise RuntimeError("สมชาย เลขบัตร 1234567890123 in /srv/prongsai")

        provides("power", "test.second")(lambda agency, year: fact("test.second"))
        assert ours("power") == [FailedFact("test.first", "RuntimeError"), fact("test.second")]
        assert "1234567890123" in caplog.text and "test.first" in caplog.text

    def test_a_forgotten_one_is_not_asked(self) -> None:
        provides("power", "test.first")(lambda agency, year: fact())
        forget("test.first")
        forget("test.first")
        assert ours("power") == []

    def test_an_issue_without_any_is_warned_of(self) -> None:
        assert [message.id for message in every_issue_has_facts(None)] == ["evidence.W001"] * len(ISSUES)
        provides("power", "test.first")(lambda agency, year: fact())
        told = every_issue_has_facts(None)
        assert len(told) == len(ISSUES) - 1 and not any("'power'" in message.msg for message in told)


def test_every_issue_of_the_installation_has_facts() -> None:
    assert run_checks(tags=["evidence"]) == []


@pytest.mark.django_db
@pytest.mark.parametrize("issue", ISSUES)
def test_every_fact_leads_to_a_page_that_exists(client: Client, issue: str) -> None:
    agency = AgencyFactory.create()
    for one in facts_for(issue, agency, 2568):
        assert isinstance(one, Fact), one
        assert one.key in provider_keys(issue) and one.label_th and one.label_en and one.period == 2568
        path = one.url.partition("#")[0].partition("?")[0]
        assert resolve(path)
        if one.public:
            assert client.get(one.url).status_code == 200


def test_without_an_assessment_the_port_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prongsai.evidence.items._source", [])
    with pytest.raises(LookupError, match="assessment"):
        item_source()
    offer_items(source := object())  # type: ignore[arg-type]
    assert item_source() is source
