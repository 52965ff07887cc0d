"""A page of a real browser, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from browsing import WIDTHS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A fresh page at each of the two widths."""
    context = browser.new_context(viewport={"width": request.param, "height": 800}, locale="th-TH")
    yield context.new_page()
    context.close()
