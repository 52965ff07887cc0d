"""Visiting pages in a real browser, and what may be wrong with a page there."""

from __future__ import annotations

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OFFICER, PASSWORD = "somchai", "ฝนตกทั่วฟ้าบ้านเรา-2568"
WIDTHS = (360, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LEAST_LINE = 1.4
"""Line height by size of letters below which Thai marks of two lines touch."""

_TIGHT_LINES = """least => [...document.querySelectorAll("body *:not(svg *)")].filter(element => {
  const own = [...element.childNodes].some(node => node.nodeType === 3 && /[\\u0e01-\\u0e5b]/.test(node.data));
  if (!own || element.matches("option, script") || !element.getClientRects().length) return false;
  const style = getComputedStyle(element);
  return parseFloat(style.lineHeight) / parseFloat(style.fontSize) < least || style.textAlign === "justify";
}).map(element => `${element.tagName}.${element.className} stands too tight: ${element.textContent.trim().slice(0, 40)}`)"""


def sign_in(page: Page, served: str) -> None:
    page.goto(f"{served}/accounts/login/")
    page.fill("[name=login]", OFFICER)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/staff/")


def axe_violations(page: Page) -> list[str]:
    """Violations of WCAG 2.2 AA and of good practice on the page as it stands."""
    results = Axe().run(page, options={"runOnly": RULES})
    return [results.generate_report()] if results.violations_count else []


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands: violations, sideways scrolling, lines too tight for Thai."""
    wrong = axe_violations(page)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if overflow > 0:
        wrong.append(f"{overflow} px wider than the screen")
    return wrong + list(page.evaluate(_TIGHT_LINES, LEAST_LINE))


def visit(page: Page, address: str) -> list[str]:
    """Go there; its faults, requests to elsewhere and errors in the console."""
    wrong: list[str] = []
    own = urlsplit(address).netloc

    def heard(message: object) -> None:
        text = getattr(message, "text", "")
        # The browser itself reports the status of an error page.
        if getattr(message, "type", "") == "error" and "Failed to load resource" not in text:
            wrong.append(f"console: {text}")

    def asked(request: object) -> None:
        url = str(getattr(request, "url", ""))
        if urlsplit(url).netloc not in {own, ""}:
            wrong.append(url)

    page.on("request", asked)
    page.on("console", heard)
    page.goto(address)
    found = faults(page)
    page.remove_listener("request", asked)
    page.remove_listener("console", heard)
    return wrong + found
