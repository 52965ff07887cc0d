"""What `make assets` built: nothing from elsewhere, no one else's crest or typeface, small enough for a slow phone."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

KB = 1024
FIRST_VIEW = 60 * KB
ELSEWHERE = re.compile(r"https?:(?://|\\/\\/)(?!www\.w3\.org/|localhost)[\w.-]+")


def built(name: str) -> Path:
    found = finders.find(f"ui/built/{name}")
    assert found, f"{name} is missing: run make assets"
    return Path(found)


@pytest.mark.parametrize("name", ["prongsai.css", "prongsai.js", "staff.js"])
def test_nothing_is_loaded_from_elsewhere(name: str) -> None:
    text = built(name).read_text("utf-8")
    assert len(text) > KB
    # Addresses in messages of developers are read by people, not fetched.
    addresses = {address for address in ELSEWHERE.findall(text) if "design-system" not in address}
    assert not addresses
    assert "sourceMappingURL" not in text


def test_the_style_sheet_is_our_own_look() -> None:
    css = built("prongsai.css").read_text("utf-8")
    assert "@import" not in css
    assert not re.search("transport|crown|crest|royal", css, re.IGNORECASE)
    assert set(re.findall(r"url\(\"?([^)\"]+)", css)) == {
        f"./sarabun-{script}-{weight}-normal.woff2" for script in ("thai", "latin") for weight in (400, 700)
    }
    assert set(re.findall(r"@font-face\{[^}]*font-family:\"?([^;\"]+)", css)) == {"Sarabun"}
    assert css.count("unicode-range") == 4
    assert "text-align:justify" not in css


def test_a_town_can_set_its_own_colours() -> None:
    css = built("prongsai.css").read_text("utf-8")
    for name in ("--prongsai-brand", "--prongsai-link", "--govuk-brand-colour"):
        assert f"{name}:" in css
    assert "var(--prongsai-brand)" in css


def test_the_first_view_is_small() -> None:
    texts = sum(len(gzip.compress(built(name).read_bytes(), 9)) for name in ("prongsai.css", "prongsai.js"))
    fonts = sum(
        built(f"sarabun-{script}-{weight}-normal.woff2").stat().st_size
        for script, weight in (("thai", 400), ("thai", 700), ("latin", 400))
    )
    assert texts + fonts <= FIRST_VIEW - 4 * KB, "4 kB are left for the page itself"
