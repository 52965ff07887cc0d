"""Writes: all or nothing, nothing deleted, one ledger entry each, claims beside official results."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from prongsai.accounts.tests.factories import MembershipFactory
from prongsai.agencies.models import Agency
from prongsai.agencies.tenancy import working_for
from prongsai.agencies.tests.factories import AgencyFactory
from prongsai.assessment.actions import ScoresRefusedError, import_scores, record_claimed_scores
from prongsai.assessment.frameworks import NoFrameworkError
from prongsai.assessment.models import ItemScore, Result
from prongsai.assessment.tests.factories import claimed, csv_file, official
from prongsai.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    found: Agency = AgencyFactory()
    return found


def results(agency: Agency, **filters: object) -> list[Result]:
    with working_for(agency):
        return list(Result.objects.filter(**filters).order_by("id"))


def entries(agency: Agency) -> list[Entry]:
    with working_for(agency):
        return list(Entry.objects.filter(register="ita-result").order_by("seq", "pk"))


def test_an_import_stores_every_score_with_kind_and_source(agency: Agency) -> None:
    content = csv_file(
        [(2568, "i3", "100"), (2568, "1", "97.40"), (2568, "iit", "96"), (2568, "total", "95.5")]
    )
    outcome = import_scores(agency=agency, content=content, name="ผล.csv", by=None)
    assert (dict(outcome.counts), outcome.replaced, outcome.unchanged) == ({2568: 4}, (), ())
    (result,) = results(agency)
    assert (result.source, result.framework_year, result.origin) == ("official", 2568, "ผล.csv")
    assert result.sha256 == hashlib.sha256(content).hexdigest()
    assert list(result.scores.values_list("code", "kind", "instrument", "points")) == [
        ("i3", "item", "iit", 10_000),
        ("1", "indicator", "iit", 9740),
        ("iit", "instrument", "iit", 9600),
        ("total", "total", "", 9550),
    ]


def test_an_import_by_an_officer_is_one_ledger_entry_a_year(agency: Agency) -> None:
    officer = MembershipFactory(agency=agency).user
    content = csv_file([(2568, "i3", "100"), (2567, "i3", "99")])
    import_scores(agency=agency, content=content, name="ผล.csv", by=officer)
    assert len(entries(agency)) == 2
    assert {result.imported_by for result in results(agency)} == {f"{officer} ({officer.position_title})"}


def test_one_wrong_row_keeps_all_out(agency: Agency) -> None:
    content = csv_file([(2567, "i3", "100"), (2568, "i3", "100"), (2568, "zz", "1")])
    with pytest.raises(ScoresRefusedError, match="zz"):
        import_scores(agency=agency, content=content, name="f.csv", by=None)
    assert results(agency) == []
    assert entries(agency) == []


def test_a_correction_is_a_new_version_and_the_old_one_stays(agency: Agency) -> None:
    official(agency, 2568, {"i3": "90"}, name="แรก.csv")
    outcome = official(agency, 2568, {"i3": "95"}, name="แก้.csv")
    assert outcome.replaced == (2568,)
    first, second = results(agency)
    assert (first.is_current, second.is_current) == (False, True)
    assert "แก้.csv" in first.replaced_because
    assert first.scores.get().points == 9000
    assert len(entries(agency)) == 2


def test_the_same_scores_again_change_nothing(agency: Agency) -> None:
    official(agency, 2568, {"i3": "90"})
    outcome = official(agency, 2568, {"i3": "90.00"}, name="again.csv")
    assert (dict(outcome.counts), outcome.unchanged) == ({}, (2568,))
    assert len(results(agency)) == len(entries(agency)) == 1
    assert outcome.as_json()["unchanged"] == [2568]


def test_claims_are_numbered_by_the_latest_year_they_state(agency: Agency) -> None:
    kept = claimed(agency, {2566: {"e7": "88.10"}, 2568: {"e7": "97.38"}})
    assert sorted(score.points for score in kept) == [8810, 9738]
    assert [(one.fiscal_year, one.framework_year, one.source) for one in results(agency)] == [
        (2566, 2568, "claimed"),
        (2568, 2568, "claimed"),
    ]


def test_the_same_claim_again_is_kept_once_and_a_changed_one_replaces_it(agency: Agency) -> None:
    claimed(agency, {2568: {"e7": "97.38"}})
    claimed(agency, {2568: {"e7": "97.38"}})
    assert len(results(agency)) == 1
    claimed(agency, {2568: {"e7": "97.83"}})
    claimed(agency, {2568: {"e7": "50"}}, source="รายงานอีกฉบับ")
    assert [one.is_current for one in results(agency)] == [False, True, True]


def test_a_score_stated_twice_differently_is_noted(agency: Agency) -> None:
    scores = [(2568, "e7", Decimal("97.38")), (2568, "e7", Decimal("79.38")), (2568, "E7", Decimal("97.38"))]
    (kept,) = record_claimed_scores(agency=agency, scores=scores, source="รายงาน", by=None)
    assert kept.points == 9738
    assert "79.38" in results(agency)[0].note


def test_claims_that_cannot_be(agency: Agency) -> None:
    for code, points in (("e77", "50"), ("e7", "100.5"), ("e7", "NaN")):
        with pytest.raises(ScoresRefusedError):
            claimed(agency, {2568: {code: points}})
    with pytest.raises(NoFrameworkError):
        claimed(agency, {2560: {"e7": "50"}})
    assert claimed(agency, {}) == []
    assert results(agency) == []


def test_agencies_do_not_meet(agency: Agency) -> None:
    other = AgencyFactory()
    official(agency, 2568, {"i3": "90"})
    official(other, 2568, {"i3": "10"})
    assert [one.scores.get().points for one in results(agency)] == [9000]
    assert [one.scores.get().points for one in results(other)] == [1000]


@pytest.mark.parametrize(
    "wrong",
    [
        {"fiscal_year": 2025, "framework_year": 2025},
        {"source": "guess"},
        {"origin": ""},
        {"is_current": False},
        {"replaced_because": "x"},
        {"sha256": ""},
        {"framework_year": 2567},
        {"imported_by": ""},
    ],
)
def test_the_database_refuses_results_that_cannot_be(agency: Agency, wrong: dict[str, object]) -> None:
    right = {
        "agency": agency,
        "fiscal_year": 2568,
        "framework_year": 2568,
        "source": "official",
        "origin": "f.csv",
        "sha256": "0" * 64,
        "imported_by": "x",
    }
    with working_for(agency):
        with pytest.raises(IntegrityError), transaction.atomic():
            Result.objects.create(**right | wrong)
        Result.objects.create(**right)
        with pytest.raises(IntegrityError), transaction.atomic():
            Result.objects.create(**right)


@pytest.mark.parametrize(
    "wrong", [{"points": 10_001}, {"code": ""}, {"kind": "total"}, {"instrument": ""}, {"kind": "guess"}]
)
def test_the_database_refuses_scores_that_cannot_be(agency: Agency, wrong: dict[str, object]) -> None:
    official(agency, 2568, {"i1": "90"})
    (result,) = results(agency)
    right = {
        "agency": agency,
        "result": result,
        "kind": "item",
        "instrument": "iit",
        "code": "i3",
        "points": 1,
    }
    with working_for(agency):
        with pytest.raises(IntegrityError), transaction.atomic():
            ItemScore.objects.create(**right | wrong)
        ItemScore.objects.create(**right)
        with pytest.raises(IntegrityError), transaction.atomic():
            ItemScore.objects.create(**right)
