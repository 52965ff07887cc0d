"""Every page in a real browser, on a phone and on a desk: no WCAG violation, nothing cut, nothing from elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from browsing import faults, sign_in, visit

pytestmark = pytest.mark.browser

PUBLIC = [
    "/", "/report/2568", "/scores/", "/scores/2568/", "/verify", "/verify?entry=0", "/accounts/login/", "/no-such-page",
    "/a/tuayang/", "/a/tuayang/report/2568", "/a/tuayang/scores/2568/", "/a/nowhere/", "/staff/",
]  # fmt: skip
STAFF = [
    "/staff/", "/staff/measures/", "/staff/measures/2568/", "/staff/scores/import", "/accounts/password/change/",
    "/accounts/2fa/",
]  # fmt: skip


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages(page: Page, served: str, path: str) -> None:
    assert visit(page, served + path) == []


@pytest.mark.parametrize("path", STAFF)
def test_staff_pages(page: Page, served: str, path: str) -> None:
    sign_in(page, served)
    assert visit(page, served + path) == []


def test_a_measures_page_and_its_mistakes(page: Page, served: str) -> None:
    sign_in(page, served)
    page.goto(f"{served}/staff/measures/2568/")
    page.click("main ol a >> nth=0")
    assert visit(page, page.url) == []
    page.fill("[name=title]", "")
    page.click("main button[type=submit]")
    assert page.get_by_role("alert").is_visible()
    assert faults(page) == []


def test_the_language_can_be_switched_and_is_kept(page: Page, served: str) -> None:
    page.goto(f"{served}/report/2568")
    page.click("header button")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/report/2568")
    page.goto(served)
    assert page.locator("html").get_attribute("lang") == "en"
    assert visit(page, served) == []


def test_pages_work_without_javascript(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    sign_in(page, served)
    page.goto(f"{served}/staff/measures/2568/")
    page.click("main ol a >> nth=1")
    page.fill("[name=timeframe]", "มกราคม - มีนาคม 2568")
    page.click("main button[type=submit]")
    page.wait_for_url("**/staff/measures/2568/")
    page.goto(f"{served}/report/2568")
    assert "มกราคม - มีนาคม ๒๕๖๘" in page.inner_text("main")
    context.close()
