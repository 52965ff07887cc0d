"""Components and tags as templates include them: two languages, and nothing that a name could break."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import translation
from lxml import html

from prongsai.ui.pieces import Column, Link, SummaryRow, Table

HOSTILE = "<script>alert('x')</script>"


def written(source: str, language: str = "th", /, **context: Any) -> str:
    with translation.override(language):
        return Template(source).render(RequestContext(RequestFactory().get("/list/", {"q": "โต๊ะ"}), context))


def included(component: str, language: str = "th", /, **context: Any) -> html.HtmlElement:
    given = " ".join(f"{key}={key}" for key in context)
    source = f"{{% include 'ui/components/{component}.html' with {given} only %}}"
    return html.fromstring(f"<div>{written(source, language, **context)}</div>")


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("button", {}), ("button", {"href": "/staff/"}), ("back_link", {"href": "/"}), ("notification_banner", {"kind": "success"}),
        ("notification_banner", {}), ("tag", {"colour": "grey"}), ("details", {"text": "ก\nข"}), ("warning_text", {}), ("inset", {}),
    ],
)  # fmt: skip
def test_each_says_its_text_in_the_active_language(name: str, more: dict[str, str]) -> None:
    thai = included(name, th=f"ข้อความ {HOSTILE}", en="A text", **more)
    assert f"ข้อความ {HOSTILE}" in thai.text_content()
    assert not list(thai.iter("script"))
    english = included(name, "en", th="ข้อความ", en="A text", **more)
    assert "A text" in english.text_content()
    assert not any(
        "ก" <= letter <= "๙" for letter in english.text_content().replace("ก", "").replace("ข", "")
    )


def test_a_text_without_english_is_shown_in_both() -> None:
    assert included("tag", "en", th="บางทรายใหญ่").text_content().strip() == "บางทรายใหญ่"


def test_buttons_send_once_and_links_look_like_buttons() -> None:
    button = included("button", th="บันทึก", en="Save", name="step", value="2", kind="secondary").find("button")
    assert (button.get("type"), button.get("name"), button.get("value")) == ("submit", "step", "2")
    assert button.get("data-prevent-double-click") == "true"
    assert "govuk-button--secondary" in button.get("class")
    assert included("button", th="ไป", en="Go", href="/x?a=1&b=2").find("a").get("href") == "/x?a=1&b=2"


def test_breadcrumbs_are_a_list_of_links() -> None:
    trail = included("breadcrumbs", items=[Link("หน้าแรก", "Home", "/"), Link("แผน", "Plan", "/plan/")])
    assert [(link.text, link.get("href")) for link in trail.iter("a")] == [("หน้าแรก", "/"), ("แผน", "/plan/")]


def test_a_summary_list_shows_a_dash_for_nothing_and_names_its_links() -> None:
    rows = [SummaryRow("เลขที่", "Number", 7), SummaryRow("ผู้ยืม", "Borrower", None, "/change/")]
    found = included("summary_list", "en", rows=rows)
    assert [value.text_content() for value in found.xpath("//dd[contains(@class, 'value')]")] == ["7", "–"]
    assert found.xpath("//a")[0].text_content() == "Change Borrower"


def test_a_table_names_its_rows_and_columns() -> None:
    columns = [Column("รายการ", "Item"), Column("จำนวน", "Count", numeric=True)]
    found = included("table", table=Table("ครุภัณฑ์", "Assets", columns, [["โต๊ะ", 12], [HOSTILE, None]]))
    assert [cell.text for cell in found.xpath("//th[@scope='row']")] == ["โต๊ะ", HOSTILE]
    assert [cell.text for cell in found.xpath("//td")] == ["12", "–"]
    assert found.find(".//caption").text == "ครุภัณฑ์"
    assert found.xpath("//td[contains(@class, 'numeric')]")
    with pytest.raises(ValueError, match="1 values under 2 columns"):
        Table("ก", "a", columns, [["โต๊ะ"]])


def test_pages_of_results_keep_the_rest_of_the_address() -> None:
    pages = Paginator(range(25), 10)
    found = included("pagination", page=pages.page(2))
    assert [link.get("rel") for link in found.iter("a")] == ["prev", "next"]
    assert found.xpath("//a[@rel='next']/@href")[0].endswith("page=3")
    assert "q=" in found.xpath("//a[@rel='prev']/@href")[0]
    assert "หน้า 2 จาก 3" in found.text_content()
    assert not included("pagination", page=Paginator(range(5), 10).page(1)).xpath("//nav")


@pytest.mark.parametrize(
    ("source", "thai", "english"),
    [
        ('{% th_en "ก" "A" %}', "ก", "A"),
        ("{{ day|be_date }}", "30 กันยายน 2568", "30 September 2025 (B.E. 2568)"),
        ("{{ moment|be_date }}", "1 ตุลาคม 2568", "1 October 2025 (B.E. 2568)"),
        ("{{ moment|be_datetime }}", "1 ตุลาคม 2568 เวลา 03.30 น.", "1 October 2025 (B.E. 2568), 03:30"),
        ("{{ nothing|be_date }}{{ nothing|be_datetime }}", "", ""),
        ("{{ 2568|thai_digits }}", "๒๕๖๘", "2568"),
        ("{{ 1252125|baht }}", "12,521.25", "12,521.25"),
        ("{{ points|score }} {{ whole|score }} {{ nothing|score }}", "96.01 100 –", "96.01 100 –"),
        ("<p{{ 'สวัสดี'|lang_attr }}>", "<p>", '<p lang="th">'),
        ("<p{{ 'hello'|lang_attr }}>", '<p lang="en">', "<p>"),
    ],
)
def test_tags(source: str, thai: str, english: str) -> None:
    given = {
        "day": dt.date(2025, 9, 30),
        "moment": dt.datetime(2025, 9, 30, 20, 30, tzinfo=dt.UTC),
        "nothing": None,
        "points": Decimal("96.01"),
        "whole": Decimal("100.00"),
    }
    assert written(source, **given) == thai
    assert written(source, "en", **given) == english


def test_th_en_escapes() -> None:
    assert (
        written("{% th_en name name %}", name=HOSTILE) == "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"
    )
