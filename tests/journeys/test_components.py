"""Every component and every kind of field on one page, as a room would use them, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from browsing import faults, visit
from prongsai.accounts.permissions import staff_only
from prongsai.accounts.tests.factories import PASSWORD, MembershipFactory, UserFactory
from prongsai.agencies.models import Agency
from prongsai.agencies.tests.factories import AgencyFactory
from prongsai.ui.fields import BahtField, LongTextField, ThaiDateField
from prongsai.ui.pieces import Column, Link, SummaryRow, Table
from prongsai.urls import handler400, handler403, handler404, handler500
from prongsai.urls import urlpatterns as installed

__all__ = ["handler400", "handler403", "handler404", "handler500"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ALL = """{% extends "ui/page.html" %}{% load static %}
{% block title %}ส่วนประกอบ{% endblock title %}
{% block before_content %}
  {% include "ui/components/breadcrumbs.html" with items=trail only %}{% include "ui/components/back_link.html" with href="/" only %}
{% endblock before_content %}
{% block content %}
  <h1 class="govuk-heading-xl">ที่ปรึกษาผู้ทรงคุณวุฒิ ญี่ปุ่น ปู่ย่าตายายฏิฎุฐู ป้ำๆ เป๋อๆ</h1>
  {% if request.GET.done %}{% include "ui/components/notification_banner.html" with th="บันทึกแล้ว" en="Saved" kind="success" only %}{% endif %}
  {% include "ui/components/notification_banner.html" with th="โปรดทราบ" en="Note" id="second" only %}
  {% include "ui/components/warning_text.html" with th="ลบแล้วเรียกคืนไม่ได้" en="This cannot be undone" only %}
  {% include "ui/components/inset.html" with th="ฉบับร่าง" en="Draft" only %}
  {% include "ui/components/details.html" with th="เพราะเหตุใด" en="Why" text=text only %}
  {% include "ui/components/tag.html" with th="ยังไม่ยืนยัน" en="Not verified" colour="grey" only %}
  {% include "ui/components/tag.html" with th="เสร็จแล้ว" en="Done" colour="green" only %}
  {% include "ui/components/summary_list.html" with rows=rows only %}
  {% include "ui/components/table.html" with table=table only %}
  {% include "ui/components/pagination.html" with page=numbers only %}
  <p class="govuk-body" hx-get="/part/" hx-trigger="load">รอสักครู่</p>
  <form method="post" novalidate>
    {% csrf_token %}
    {{ form }}
    {% include "ui/components/button.html" with th="บันทึก" en="Save" only %}
    {% include "ui/components/button.html" with th="ยกเลิก" en="Cancel" href="/" kind="secondary" only %}
    {% include "ui/components/button.html" with th="ลบ" en="Delete" kind="warning" only %}
  </form>
{% endblock content %}
{% block scripts %}{{ block.super }}<script type="module" src="{% static 'ui/built/staff.js' %}"></script>{% endblock scripts %}"""


class EverythingForm(forms.Form):
    name = forms.CharField(label="ชื่อครุภัณฑ์", help_text="อย่างที่เขียนในทะเบียน")
    mail = forms.EmailField(label="อีเมล", required=False)
    due = ThaiDateField(label="วันส่งคืน", help_text="เช่น 30 กันยายน 2568")
    value = BahtField(label="มูลค่า")
    purpose = LongTextField(label="เพื่อใช้ในงาน", max_length=30)
    division = forms.ChoiceField(label="กอง", choices=[("", "เลือกกอง"), ("1", "สำนักปลัด")])
    kind = forms.ChoiceField(label="ประเภท", choices=[("a", "โต๊ะ"), ("b", "เก้าอี้")], widget=forms.RadioSelect)
    rooms = forms.MultipleChoiceField(
        label="ห้อง", choices=[("1", "หนึ่ง"), ("2", "สอง")], widget=forms.CheckboxSelectMultiple, required=False
    )
    photo = forms.FileField(label="ภาพถ่าย", required=False)
    agreed = forms.BooleanField(label="ยอมรับเงื่อนไข", help_text="อ่านระเบียบก่อน")


def everything(request: HttpRequest) -> HttpResponse:
    form = EverythingForm(request.POST or None)
    if form.is_bound and form.is_valid():
        return HttpResponse(f"{form.cleaned_data['due']} {form.cleaned_data['value']}")
    columns = [Column("ที่", "No."), Column("รายการ", "Item"), Column("บาท", "Baht", numeric=True)]
    given: dict[str, Any] = {
        "form": form,
        "trail": [Link("หน้าแรก", "Home", "/"), Link("ทะเบียน", "Register", "/register/")],
        "text": "เพราะกฎหมายกำหนด",
        "rows": [
            SummaryRow("เลขที่", "Number", "416-54-0012"),
            SummaryRow("ผู้ยืม", "Borrower", None, "/change/"),
        ],
        "table": Table("ครุภัณฑ์", "Assets", columns, [[1, "เครื่องปรับอากาศแบบแยกส่วนชนิดตั้งพื้น", "42,500.00"]]),
        "numbers": Paginator(range(25), 10).page(2),
    }
    return HttpResponse(engines["django"].from_string(ALL).render(given, request))


@staff_only()
def desk(request: HttpRequest) -> HttpResponse:
    return everything(request)


def part(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ส่วนที่มาทีหลัง")


urlpatterns = [path("everything/", everything), path("part/", part), path("staff/desk/", desk), *installed]


@pytest.fixture(autouse=True)
def agency(settings: Settings) -> Agency:
    settings.ROOT_URLCONF = __name__
    return AgencyFactory.create(is_sample=True, notice="หน่วยงานสมมติ")


def fill(page: Page) -> None:
    page.get_by_label("ชื่อครุภัณฑ์").fill("โต๊ะพับ")
    page.get_by_label("วันที่", exact=True).fill("๓๐")
    page.get_by_label("เดือน").select_option(label="กันยายน")
    page.get_by_label("ปี พ.ศ.").fill("๒๕๖๘")
    page.get_by_label("มูลค่า").fill("๑๒,๕๒๑.๒๕")
    page.get_by_label("เพื่อใช้ในงาน").fill("งานวันเด็ก")
    page.get_by_label("กอง").select_option("1")
    page.get_by_label("โต๊ะ", exact=True).check()
    page.get_by_label("ยอมรับเงื่อนไข").check()


def test_all_of_it_without_a_fault(page: Page, live_server: LiveServer) -> None:
    assert visit(page, f"{live_server.url}/everything/?done=1") == []
    assert page.locator(".govuk-notification-banner--success").evaluate(
        "one => one === document.activeElement"
    )


def test_a_date_stands_in_one_line_and_boxes_are_as_wide_as_what_they_hold(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/everything/")
    boxes = [page.locator(f"[name=due_{part}]").bounding_box() for part in ("day", "month", "year")]
    assert all(boxes)
    assert len({round(box["y"]) for box in boxes if box}) == 1
    assert boxes[0]["width"] < boxes[2]["width"] < page.locator("[name=value]").bounding_box()["width"]


def test_a_part_of_a_staff_page_can_be_exchanged(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/everything/")
    page.get_by_text("ส่วนที่มาทีหลัง").wait_for()


def test_errors_are_summed_up_read_out_and_lead_to_their_fields(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/everything/")
    fill(page)
    page.get_by_label("ปี พ.ศ.").fill("2025")
    page.get_by_role("button", name="บันทึก").click()
    assert faults(page) == []
    assert page.locator(".govuk-error-summary").evaluate("element => element === document.activeElement")
    page.get_by_role("link", name="วันส่งคืน").click()
    assert page.evaluate("document.activeElement.id") == "id_due_0"
    assert page.get_by_label("มูลค่า").input_value() == "๑๒,๕๒๑.๒๕"
    page.get_by_label("ปี พ.ศ.").fill("2568")
    page.get_by_role("button", name="บันทึก").click()
    assert page.inner_text("body") == "2025-09-30 1252125"


def test_the_count_is_in_thai_and_says_when_it_is_too_much(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/everything/")
    box = page.get_by_label("เพื่อใช้ในงาน")
    box.fill("ก" * 25)
    page.get_by_text("เหลืออีก 5 ตัวอักษร").first.wait_for()
    box.fill("ก" * 32)
    page.get_by_text("เกินมา 2 ตัวอักษร").first.wait_for()
    assert box.input_value() == "ก" * 32


def test_a_keyboard_reaches_everything_and_is_seen(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/everything/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => { const element = document.activeElement, box = element.getBoundingClientRect();
              const on = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
              return [element.name || element.className, element === document.body || !!on
                && (element.contains(on) || on.contains(element) || on.closest("label, div")?.contains(element))]; }"""
        )
        assert found[1], f"{found[0]} has the focus but is not seen"
        reached.add(found[0])
    assert {
        "name",
        "due_day",
        "due_month",
        "due_year",
        "value",
        "purpose",
        "division",
        "kind",
        "rooms",
        "agreed",
    } <= reached


def test_what_was_typed_survives_the_end_of_a_session(
    page: Page, live_server: LiveServer, agency: Agency
) -> None:
    user = UserFactory.create(can_sign_in=True)
    MembershipFactory.create(agency=agency, user=user)
    page.goto(f"{live_server.url}/accounts/login/?next=/staff/desk/")
    page.fill("[name=login]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/staff/desk/")
    fill(page)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="บันทึก").click()
    assert page.get_by_label("purpose").input_value() == "งานวันเด็ก"
    assert faults(page) == []


def test_letters_twice_as_large_still_fit(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 800}, device_scale_factor=2)
    page = context.new_page()
    page.goto(f"{live_server.url}/everything/")
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    context.close()
