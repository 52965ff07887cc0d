"""Thai in templates, built into every template: two languages side by side, B.E. dates, Thai digits, baht, scores."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any, Final

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from prongsai.thai import baht as money
from prongsai.thai import dates, digits
from prongsai.ui.languages import choose

register = template.Library()

_THAI_LETTER: Final = re.compile("[ก-๙]")


@register.simple_tag
def th_en(thai: Any, english: Any = "") -> SafeString:
    """`{% th_en "ไทย" "English" %}`: the one of the active language, escaped; without English the Thai in both."""
    return conditional_escape(choose(str(thai), str(english or thai)))


@register.filter
def lang_attr(text: Any) -> SafeString:
    """` lang="th"` for a text in Thai on an English page and the reverse, so that it is read aloud rightly; else nothing."""
    language = "th" if _THAI_LETTER.search(str(text)) else "en"
    return mark_safe("") if choose("th", "en") == language else format_html(' lang="{}"', language)


@register.filter
def be_date(value: dt.date | dt.datetime | None, style: str = "full") -> str:
    """A day: «30 กันยายน 2568», in English «30 September 2025 (B.E. 2568)»; a moment is taken in Bangkok. Empty for None."""
    if value is None:
        return ""
    day = timezone.localtime(value, dates.BANGKOK).date() if isinstance(value, dt.datetime) else value
    thai = dates.format_date(day, style="short" if style == "short" else "full")
    return choose(thai, f"{date_format(day, 'j F Y')} (B.E. {dates.be_year(day)})")


@register.filter
def be_datetime(value: dt.datetime | None) -> str:
    """A moment in Bangkok: «30 กันยายน 2568 เวลา 14.05 น.», in English «30 September 2025 (B.E. 2568), 14:05»."""
    if value is None:
        return ""
    return choose(
        dates.format_datetime(value), f"{be_date(value)}, {timezone.localtime(value, dates.BANGKOK):%H:%M}"
    )


@register.filter
def thai_digits(value: Any) -> str:
    """0-9 as ๐-๙ on a Thai page, but in addresses and codes; English pages keep 0-9."""
    return choose(digits.to_thai_prose(str(value)), str(value))


@register.filter
def baht(amount: int) -> str:
    """Satang as baht: «12,521.25»."""
    return money.format_baht(amount)


@register.filter
def score(points: Decimal | None) -> str:
    """Points as reports write them: 100, 96.01, 92.50; a dash where there are none."""
    if points is None:
        return "–"
    return str(int(points)) if points == points.to_integral_value() else f"{points:.2f}"
