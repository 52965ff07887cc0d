"""Reads: the table of a year, the series of an item, and what the report is told."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from prongsai.agencies.models import Agency
from prongsai.agencies.tests.factories import AgencyFactory
from prongsai.assessment.charts import chart_of
from prongsai.assessment.frameworks import framework
from prongsai.assessment.queries import score_table, series, years_with_scores
from prongsai.assessment.tests.factories import claimed, every_item, official
from prongsai.evidence.facts import Fact, facts_for
from prongsai.evidence.issues import ISSUES
from prongsai.evidence.items import item_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    found: Agency = AgencyFactory()
    return found


def points(agency: Agency, year: int, code: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    row = score_table(agency, year).row(code)
    assert row is not None
    return row.points, row.before, row.delta


def test_a_year_beside_the_year_before(agency: Agency) -> None:
    claimed(agency, {2567: {"e9": "96.01", "i3": "100"}, 2568: {"e9": "100", "e7": "97.38"}})
    assert points(agency, 2568, "e9") == (Decimal("100.00"), Decimal("96.01"), Decimal("3.99"))
    assert points(agency, 2568, "i3") == (None, Decimal("100.00"), None)
    assert points(agency, 2568, "e7") == (Decimal("97.38"), None, None)
    assert years_with_scores(agency) == [2568, 2567]


def test_official_stands_before_claimed_whatever_came_first(agency: Agency) -> None:
    official(agency, 2568, {"e7": "97.00"})
    claimed(agency, {2568: {"e7": "99", "e9": "88"}})
    assert points(agency, 2568, "e7")[0] == Decimal("97.00")
    assert points(agency, 2568, "e9")[0] == Decimal("88.00")
    assert [score.points for score in series(agency, 2568, "e7")] == [Decimal("97.00")]


def test_later_claims_stand_before_earlier(agency: Agency) -> None:
    claimed(agency, {2568: {"e7": "90"}}, source="ฉบับแรก")
    claimed(agency, {2568: {"e7": "91"}}, source="ฉบับหลัง")
    assert points(agency, 2568, "e7")[0] == Decimal("91.00")


def test_a_series_follows_the_item_through_its_numbers(agency: Agency) -> None:
    official(agency, 2568, {"o12": "100", "o11": "0", "e7": "97"})
    official(agency, 2569, {"o11": "50", "e7": "98"})
    claimed(agency, {2566: {"e7": "80"}}, framework_year=2568)
    assert [(one.fiscal_year, one.code, one.points) for one in series(agency, 2569, "o11")] == [
        (2568, "o12", Decimal("100.00")),
        (2569, "o11", Decimal("50.00")),
    ]
    assert [one.fiscal_year for one in series(agency, 2568, "e7")] == [2566, 2568, 2569]
    assert series(agency, 2568, "e7") == series(agency, 2567, "e7")
    assert points(agency, 2569, "o11") == (Decimal("50.00"), Decimal("100.00"), Decimal("-50.00"))
    assert series(agency, 2560, "e7") == []
    assert series(agency, 2568, "zz") == []
    assert all(
        one.url.startswith(f"/scores/{one.fiscal_year}/#") and one.source
        for one in series(agency, 2568, "e7")
    )


def test_a_claim_about_a_year_without_framework_is_shown_in_its_own_numbers(agency: Agency) -> None:
    claimed(agency, {2566: {"e7": "88.10"}, 2568: {"e7": "90.40"}})
    table = score_table(agency, 2566)
    assert table.numbered_as == 2567
    assert points(agency, 2566, "e7")[0] == Decimal("88.10")


def test_means_are_computed_where_all_parts_are_known(agency: Agency) -> None:
    official(agency, 2568, every_item(2568, "90") | {"i1": "80", "i2": "80.01"})
    table = score_table(agency, 2568)
    assert points(agency, 2568, "1")[0] == Decimal("83.34")
    assert points(agency, 2568, "iit")[0] == Decimal("88.67")
    assert points(agency, 2568, "total")[0] == Decimal("89.60")
    total = table.row("total")
    assert total is not None and total.held is not None and total.held.computed
    assert table.level is not None and table.level.name_th == "ผ่าน"


def test_nothing_is_computed_from_a_part(agency: Agency) -> None:
    items = every_item(2568, "90")
    del items["i2"]
    official(agency, 2568, items | {"eit": "77"})
    table = score_table(agency, 2568)
    assert [row.code for row in table.rows if row.kind != "item" and row.points is None] == [
        "total",
        "iit",
        "1",
    ]
    assert points(agency, 2568, "eit")[0] == Decimal("77.00")
    assert table.level is None


def test_a_table_costs_one_query(agency: Agency, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    official(agency, 2568, every_item(2568, "90"))
    claimed(agency, {2567: {"e7": "90"}})
    with django_assert_num_queries(1):
        score_table(agency, 2568)
    with django_assert_num_queries(1):
        series(agency, 2568, "e7")


def test_other_agencies_are_never_seen(agency: Agency) -> None:
    official(AgencyFactory(), 2568, every_item(2568, "90"))
    assert years_with_scores(agency) == []
    assert all(row.held is None for row in score_table(agency, 2568).rows)
    assert series(agency, 2568, "e7") == []


class TestEvidence:
    def fact(self, agency: Agency, issue: str, year: int = 2568) -> Fact:
        found = [one for one in facts_for(issue, agency, year) if one.key == f"assessment.issue_{issue}"]
        assert len(found) == 1 and isinstance(found[0], Fact), found
        return found[0]

    @pytest.mark.parametrize("issue", ISSUES)
    def test_each_issue_has_one_fact_without_value_where_nothing_is_known(
        self, agency: Agency, issue: str
    ) -> None:
        fact = self.fact(agency, issue)
        assert (fact.value, fact.n, fact.period, fact.url) == (None, 0, 2568, "/scores/2568/")

    def test_the_fact_is_the_mean_of_the_scored_items(self, agency: Agency) -> None:
        official(agency, 2568, {"i10": "80", "i11": "80.01", "i1": "0"})
        fact = self.fact(agency, "property")
        assert (fact.value, fact.n) == (Decimal("80.01"), 2)
        assert "3" in fact.label_en

    def test_a_year_without_framework_has_no_value(self, agency: Agency) -> None:
        official(agency, 2569, {"i10": "80"})
        assert self.fact(agency, "property", 2570).value is None

    def test_the_port_hands_out_series(self, agency: Agency) -> None:
        official(agency, 2568, {"i10": "80"})
        assert item_source().series_of(agency, 2568, ["i10", "e7"]) == {
            code: series(agency, 2568, code) for code in ("i10", "e7")
        }
        assert len(item_source().items(2568)) == len(framework(2568).items)


class TestChart:
    def test_shows_indicators_where_they_are_known_else_items(self, agency: Agency) -> None:
        claimed(agency, {2568: {"e7": "97.38"}, 2567: {"e7": "92.50"}})
        table = score_table(agency, 2568)
        chart = chart_of(table.rows, 2568, table.framework.pass_line)
        assert chart is not None and [group.code for group in chart.groups] == ["e7"]
        assert [(bar.year, bar.text, bar.current) for bar in chart.groups[0].bars] == [
            (2568, "97.38", True),
            (2567, "92.50", False),
        ]
        official(agency, 2568, every_item(2568, "90"))
        table = score_table(agency, 2568)
        chart = chart_of(table.rows, 2568, table.framework.pass_line)
        assert chart is not None and [group.code for group in chart.groups] == [str(n) for n in range(1, 11)]

    def test_bars_stay_in_the_picture_and_grow_with_their_points(self, agency: Agency) -> None:
        official(agency, 2568, {"i1": "0", "i2": "50", "i3": "100"})
        table = score_table(agency, 2568)
        chart = chart_of(table.rows, 2568, table.framework.pass_line)
        assert chart is not None
        bars = [group.bars[0] for group in chart.groups]
        assert [bar.width for bar in bars] == [0, (chart.pass_x - chart.left) / 85 * 50, bars[1].width * 2]
        assert all(0 <= bar.y < bar.y + chart.bar_height <= chart.height for bar in bars)
        assert all(bar.text_x + 40 <= chart.width for bar in bars)

    def test_nothing_to_show_is_no_chart(self, agency: Agency) -> None:
        assert chart_of(score_table(agency, 2568).rows, 2568, 8500) is None
