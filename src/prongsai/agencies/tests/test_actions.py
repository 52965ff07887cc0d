"""Agencies, days off and dated rules: what is written, what is refused, what stays."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from prongsai.agencies import actions
from prongsai.agencies.actions import RefusedError
from prongsai.agencies.models import Agency, Division, Holiday, Rule
from prongsai.agencies.queries import NoSuchRuleError, days_off, rule_for
from prongsai.agencies.tenancy import working_for
from prongsai.agencies.tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db
BY = "สมชาย (ปลัดเทศบาล)"


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory.create()


def test_a_code_is_taken_once() -> None:
    made = actions.create_agency(code="bangsai", name="เทศบาลตำบลบางไทร", by=BY, province="มุกดาหาร")
    assert (made.province, made.created_by) == ("มุกดาหาร", BY)
    with pytest.raises(RefusedError, match="is taken"):
        actions.create_agency(code="bangsai", name="อื่น", by=BY)


def test_every_write_names_who_did_it(agency: Agency) -> None:
    with pytest.raises(RefusedError, match="Say who"):
        actions.create_agency(code="x", name="x", by=" ")
    with pytest.raises(RefusedError, match="Say who"):
        actions.propose_holidays(agency=agency, fiscal_year=2569, by="")


def test_divisions_follow_each_other_in_order(agency: Agency) -> None:
    first = actions.add_division(agency=agency, name="สำนักปลัด", by=BY)
    second = actions.add_division(agency=agency, name="กองคลัง", by=BY)
    assert first.order < second.order
    with pytest.raises(RefusedError, match="already a division"):
        actions.add_division(agency=agency, name="กองคลัง", by=BY)
    with working_for(agency):
        assert Division.objects.count() == 2


def test_the_calendar_proposes_and_an_officer_decides(agency: Agency) -> None:
    added = actions.propose_holidays(agency=agency, fiscal_year=2569, by=BY)
    assert added > 10
    first, last = date(2025, 10, 1), date(2026, 9, 30)
    assert days_off(agency, first, last) == frozenset()
    with working_for(agency):
        songkran = Holiday.objects.get(date=date(2026, 4, 13))
        labour_day = Holiday.objects.get(date=date(2026, 5, 1))
        assert all(day.date.weekday() < 5 for day in Holiday.objects.all())
    assert songkran.name == "วันสงกรานต์"
    actions.accept_holiday(holiday=songkran, by=BY)
    actions.reject_holiday(holiday=labour_day, by=BY)
    assert days_off(agency, first, last) == {date(2026, 4, 13)}
    assert actions.propose_holidays(agency=agency, fiscal_year=2569, by=BY) == 0
    assert days_off(agency, first, last) == {date(2026, 4, 13)}


def test_days_off_belong_to_one_agency_and_end_with_the_asked_days(agency: Agency) -> None:
    day = date(2026, 3, 2)
    actions.add_holiday(agency=agency, day=day, name="วันหยุดพิเศษ", source="มติ ครม.", by=BY)
    assert days_off(agency, day, day) == {day}
    assert days_off(agency, date(2026, 3, 3), date(2026, 3, 9)) == frozenset()
    assert days_off(AgencyFactory.create(), day, day) == frozenset()
    with pytest.raises(RefusedError, match="already on the list"):
        actions.add_holiday(agency=agency, day=day, name="อีกครั้ง", source="มติ ครม.", by=BY)


def test_a_decision_changes_with_a_reason_and_keeps_the_earlier_one(agency: Agency) -> None:
    day = actions.add_holiday(agency=agency, day=date(2026, 3, 2), name="พิเศษ", source="มติ ครม.", by="ก")
    with pytest.raises(RefusedError, match="say why"):
        actions.reject_holiday(holiday=day, by="ข")
    changed = actions.reject_holiday(holiday=day, by="ข", because="ครม. ยกเลิก")
    assert (changed.status, changed.decided_by) == (Holiday.Status.REJECTED, "ข")
    assert "ก: ครม. ยกเลิก" in changed.decision_note


def test_national_rules_load_once_and_carry_their_marks() -> None:
    shipped = tomllib.loads(actions.NATIONAL_RULES.read_text(encoding="utf-8"))["rule"]
    assert actions.load_national_rules(by=BY) == len(shipped) == 24
    assert actions.load_national_rules(by=BY) == 0
    gift = rule_for(None, "gift.limit", date(2025, 1, 1))
    assert (gift.value, gift.unit, gift.verified, gift.national) == (300_000, "satang", True, True)
    unverified = set(Rule.across_agencies.filter(verified=False).values_list("key", flat=True))
    assert unverified == {"specific.max", "median_price.publish", "info_request.reply", "info_request.appeal"}


def test_an_officers_national_value_outlives_a_new_release() -> None:
    actions.load_national_rules(by=BY)
    start = date(2024, 10, 1)
    actions.set_rule(
        agency=None,
        key="gift.limit",
        value=100_000,
        legal_basis="ประกาศใหม่",
        valid_from=start,
        because="แก้",
        by=BY,
    )
    assert actions.load_national_rules(by=BY) == 0
    assert rule_for(None, "gift.limit", start).value == 100_000
    assert Rule.across_agencies.filter(key="gift.limit").count() == 2


def test_a_shipped_value_that_changed_replaces_the_shipped_row() -> None:
    actions.load_national_rules(by=BY)
    Rule.across_agencies.filter(key="gift.limit").update(value=1)
    assert actions.load_national_rules(by=BY) == 1
    assert rule_for(None, "gift.limit", date(2025, 1, 1)).value == 300_000


def test_an_agencys_rule_stands_before_the_national_one(agency: Agency) -> None:
    actions.load_national_rules(by=BY)
    begin, end = date(2025, 1, 1), date(2025, 7, 1)
    actions.set_rule(
        agency=agency,
        key="complaint.screen",
        value=3,
        legal_basis="คำสั่งที่ 1/2568",
        valid_from=begin,
        valid_to=end,
        by=BY,
    )
    own = rule_for(agency, "complaint.screen", begin)
    assert (own.value, own.unit, own.verified, own.national) == (3, "working_days", False, False)
    assert rule_for(agency, "complaint.screen", date(2024, 12, 31)).value == 1
    assert rule_for(agency, "complaint.screen", end).value == 1
    assert rule_for(AgencyFactory.create(), "complaint.screen", begin).value == 1


def test_a_later_value_follows_an_earlier_one_and_a_correction_needs_a_reason(agency: Agency) -> None:
    def put(value: int, since: date, because: str = "") -> Rule:
        return actions.set_rule(
            agency=agency,
            key="loan.days",
            value=value,
            unit="days",
            legal_basis="ระเบียบ",
            valid_from=since,
            because=because,
            by=BY,
        )

    put(7, date(2025, 1, 1))
    put(5, date(2026, 1, 1))
    assert rule_for(agency, "loan.days", date(2025, 12, 31)).value == 7
    assert rule_for(agency, "loan.days", date(2026, 1, 1)).value == 5
    with pytest.raises(RefusedError, match="say why it is corrected"):
        put(6, date(2026, 1, 1))
    put(6, date(2026, 1, 1), "พิมพ์ผิด")
    assert rule_for(agency, "loan.days", date(2026, 1, 1)).value == 6
    assert Rule.across_agencies.filter(key="loan.days").count() == 3
    with pytest.raises(RefusedError, match="end of a rule"):
        actions.set_rule(
            agency=agency,
            key="a",
            value=1,
            legal_basis="",
            valid_from=date(2026, 1, 2),
            valid_to=date(2026, 1, 2),
            by=BY,
        )


def test_a_missing_rule_says_which_in_both_languages(agency: Agency) -> None:
    with pytest.raises(NoSuchRuleError, match="ไม่มีกติกา nothing.here.*No rule nothing.here"):
        rule_for(agency, "nothing.here", date(2026, 1, 1))


def test_rules_of_other_agencies_are_out_of_reach(agency: Agency) -> None:
    actions.set_rule(agency=agency, key="a", value=1, legal_basis="", valid_from=date(2026, 1, 1), by=BY)
    assert not Rule.objects.exists()
    with working_for(AgencyFactory.create()):
        assert not Rule.objects.exists()
    with working_for(agency):
        assert Rule.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_to": date(2026, 1, 1)},
        {"verified": True},
    ],
)
def test_the_database_refuses_what_contradicts_itself(wrong: dict[str, object]) -> None:
    fields = {"key": "a", "value": 1, "valid_from": date(2026, 1, 1), "recorded_by": BY, **wrong}
    with pytest.raises(IntegrityError), transaction.atomic():
        Rule.across_agencies.create(**fields)


def test_a_national_value_begins_once_a_day() -> None:
    fields = {"key": "a", "value": 1, "valid_from": date(2026, 1, 1), "recorded_by": BY}
    Rule.across_agencies.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rule.across_agencies.create(**fields)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "../../etc", "a/b", "ก", "A", "-a", "a" * 41, "a b", "a.b", "a\n"])
def test_a_code_that_could_name_another_folder_is_refused(code: str) -> None:
    with pytest.raises(actions.RefusedError):
        actions.create_agency(code=code, name="เทศบาลตำบลบางไทร", by=BY)
    assert not Agency.objects.exists()
