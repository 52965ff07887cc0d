"""Forms in the look of the house: labels, hints, errors and links between them; fields for Thai dates and amounts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from prongsai.thai import dates, digits
from prongsai.ui.fields import BahtField, LongTextField, ThaiDateField

HOSTILE = '"><script>alert(1)</script>'


class LoanForm(forms.Form):
    """One of each kind of control."""

    borrower = forms.CharField(label="ผู้ยืม", help_text="ชื่อและสกุล")
    mail = forms.EmailField(label="อีเมล", required=False)
    due = ThaiDateField(label="วันส่งคืน", help_text="เช่น 30 กันยายน 2568")
    value = BahtField(label="มูลค่า")
    purpose = LongTextField(label="เพื่อใช้ในงาน", max_length=20)
    kind = forms.ChoiceField(label="ประเภท", choices=[("a", "โต๊ะ"), ("b", HOSTILE)], widget=forms.RadioSelect)
    rooms = forms.MultipleChoiceField(
        label="ห้อง", choices=[("1", "หนึ่ง"), ("2", "สอง")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="ยอมรับ")
    revision = forms.IntegerField(widget=forms.HiddenInput)


FILLED: dict[str, Any] = {
    "borrower": "สมชาย", "due_day": "๓๐", "due_month": "9", "due_year": "๒๕๖๘", "value": "๑๒,๕๒๑.๒๕", "purpose": "งานวันเด็ก",
    "kind": "a", "rooms": ["2"], "agreed": "on", "revision": "1",
}  # fmt: skip


def shown(form: forms.Form) -> html.HtmlElement:
    return html.fromstring(f"<div>{form}</div>")


def one(document: html.HtmlElement, path: str) -> html.HtmlElement:
    found = document.xpath(path)
    assert len(found) == 1, f"{len(found)} of {path}"
    return found[0]


def test_a_filled_form_gives_a_day_and_satang() -> None:
    form = LoanForm(FILLED)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due"] == dt.date(2025, 9, 30)
    assert form.cleaned_data["value"] == 1_252_125


def test_every_control_has_a_name_that_is_read_aloud() -> None:
    document = shown(LoanForm())
    for control in document.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert one(document, f"//label[@for='{control.get('id')}']").text_content().strip()
    assert [legend.text_content().split()[0] for legend in document.iter("legend")] == [
        "วันส่งคืน",
        "ประเภท",
        "ห้อง",
    ]


def test_every_id_is_unique_and_every_reference_leads_somewhere() -> None:
    document = shown(LoanForm({"due_day": "31", "due_month": "2", "due_year": "2568", "purpose": "ก" * 21}))
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    described = [end for value in document.xpath("//@aria-describedby") for end in value.split()]
    assert described
    assert set(described) <= set(ids)
    links = document.xpath("//ul[contains(@class, 'error-summary__list')]//a/@href")
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert len(links) == 6  # borrower, due, value, purpose, kind, agreed


def test_hint_error_and_count_describe_their_control_in_that_order() -> None:
    document = shown(LoanForm({"purpose": "ก" * 21}))
    assert (
        one(document, "//*[@id='id_borrower']").get("aria-describedby")
        == "id_borrower-hint id_borrower-error"
    )
    assert one(document, "//*[@id='id_borrower']").get("aria-invalid") == "true"
    assert (
        one(document, "//*[@id='id_purpose']").get("aria-describedby") == "id_purpose-error id_purpose-info"
    )
    assert (
        one(document, "//fieldset[.//*[@id='id_due_0']]").get("aria-describedby")
        == "id_due-hint id_due-error"
    )
    assert one(document, "//*[@id='id_mail']").get("aria-describedby") is None


def test_the_summary_names_the_field_and_the_error_of_a_hidden_one() -> None:
    summary = one(shown(LoanForm({})), "//ul[contains(@class, 'error-summary__list')]")
    assert summary.xpath(".//a[@href='#id_due_0']")[0].text_content().startswith("วันส่งคืน: ใส่วันที่")
    assert summary.xpath("./li[not(a)]"), "the hidden field's error has no control to link to"


def test_what_was_typed_stays_and_is_escaped() -> None:
    typed = FILLED | {
        "borrower": HOSTILE,
        "due_day": "๓๑",
        "due_month": "2",
        "value": HOSTILE,
        "purpose": HOSTILE,
    }
    form = LoanForm(typed)
    assert not form.is_valid()
    document = shown(form)
    assert not list(document.iter("script"))
    assert one(document, "//*[@name='borrower']").get("value") == HOSTILE
    assert one(document, "//*[@name='value']").get("value") == HOSTILE
    assert one(document, "//textarea").text.strip() == HOSTILE
    assert one(document, "//*[@name='due_day']").get("value") == "๓๑"
    assert one(document, "//*[@name='due_month']/option[@selected]").text == "กุมภาพันธ์"
    assert one(document, "//*[@name='due_year']").get("value") == "๒๕๖๘"
    assert document.xpath("//input[@name='kind'][@checked]/@value") == ["a"]
    assert document.xpath("//input[@name='rooms'][@checked]/@value") == ["2"]


def test_keyboards_fit_what_is_asked() -> None:
    document = shown(LoanForm())
    assert one(document, "//*[@name='due_year']").get("inputmode") == "numeric"
    assert one(document, "//*[@name='value']").get("inputmode") == "decimal"
    assert (
        one(document, "//*[@name='mail']").get("autocomplete"),
        one(document, "//*[@name='mail']").get("type"),
    ) == (
        "email",
        "email",
    )


def test_a_box_that_counts_does_not_cut() -> None:
    box = one(shown(LoanForm()), "//textarea")
    assert box.get("maxlength") is None
    assert box.xpath("ancestor::div[@data-module='govuk-character-count']/@data-maxlength") == ["20"]


def test_the_end_of_a_line_counts_once() -> None:
    assert LongTextField(max_length=3).clean("ก\r\nข") == "ก\nข"
    with pytest.raises(forms.ValidationError, match=r"3 ตัวอักษร.*3 characters"):
        LongTextField(max_length=3).clean("กขคง")


def test_month_names_follow_the_language() -> None:
    assert "กันยายน" in str(LoanForm())
    with translation.override("en"):
        text = str(LoanForm())
    assert "September" in text
    assert "กันยายน</option>" not in text
    assert "(optional)" in text


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)), st.booleans())
def test_each_day_that_is_shown_is_read_back(day: dt.date, thai: bool) -> None:
    field = ThaiDateField()
    parts = [str(part) for part in field.widget.decompress(day)]
    assert field.clean([digits.to_thai(part) if thai else part for part in parts]) == day
    assert not field.has_changed(day, parts)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["30", "9", "2025"], "พ.ศ. เช่น 2568 / 2025 is a year of the common era"),
        (["30", "9", "68"], "พ.ศ. สี่หลัก"),
        (["30", "", "2568"], "ยังไม่ครบ"),
        (["31", "2", "2568"], "31/2/2568"),
        (["x", "9", "2568"], "x/9/2568"),
        (["30", "13", "2568"], "30/13/2568"),
        (["", "", ""], "ใส่วันที่"),
        (["", " ", None], "ใส่วันที่"),
    ],
)
def test_a_refused_date_says_what_to_change(typed: list[str | None], says: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        ThaiDateField().clean(typed)
    message = refused.value.messages[0]
    assert says in message
    assert " / " in message, "in both languages"


def test_an_optional_date_may_be_missing() -> None:
    assert ThaiDateField(required=False).clean(["", "", ""]) is None
    assert ThaiDateField(required=False).has_changed(None, ["1", "", ""])


@given(st.integers(0, 10**13))
def test_each_amount_that_is_shown_is_read_back(satang: int) -> None:
    field = BahtField()
    assert field.clean(field.prepare_value(satang)) == satang


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("-1", "ไม่ต่ำกว่า 0.00"),
        ("10.01", "ไม่เกิน 10.00"),
        ("สิบบาท", "อ่านจำนวนเงิน"),
        ("1.234", "อ่านจำนวนเงิน"),
        ("", "ใส่จำนวนเงิน"),
    ],
)
def test_a_refused_amount_says_what_to_change(typed: str, says: str) -> None:
    with pytest.raises(forms.ValidationError, match=says) as refused:
        BahtField(max_value=1_000).clean(typed)
    assert " / " in refused.value.messages[0]


def test_an_amount_below_zero_can_be_allowed() -> None:
    assert BahtField(min_value=None).clean("-1.5") == -150
    assert BahtField(required=False).clean("") is None


def test_shown_dates_are_those_of_the_house() -> None:
    assert dates.MONTHS[8] in str(LoanForm(initial={"due": dt.date(2025, 9, 30)}))
    document = shown(LoanForm(initial={"due": dt.date(2025, 9, 30), "value": 150}))
    assert one(document, "//*[@name='due_year']").get("value") == "2568"
    assert one(document, "//*[@name='value']").get("value") == "1.50"
