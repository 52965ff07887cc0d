"""Thai in templates, built into every template: two languages side by side, B.E. dates, Thai digits, baht, scores."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from prongsai.thai import baht as money
from prongsai.thai import dates, digits
from prongsai.ui.languages import choose

register = template.Library()


@register.simple_tag
def th_en(thai: Any, english: Any) -> SafeString:
    """`{% th_en "ไทย" "English" %}`: the one of the active language, escaped."""
    return conditional_escape(choose(str(thai), str(english)))


@register.filter
def be_date(value: dt.date | dt.datetime | None, style: str = "full") -> str:
    """A day of the Buddhist era: «30 กันยายน 2568»; a moment is taken in Bangkok. Empty for None."""
    if value is None:
        return ""
    day = timezone.localtime(value, dates.BANGKOK).date() if isinstance(value, dt.datetime) else value
    return dates.format_date(day, style="short" if style == "short" else "full")


@register.filter
def be_datetime(value: dt.datetime | None) -> str:
    """A moment in Bangkok: «30 กันยายน 2568 เวลา 14.05 น.»."""
    return "" if value is None else dates.format_datetime(value)


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
