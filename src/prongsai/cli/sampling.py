"""Loads the sample years through the same actions that officers use; loading twice changes nothing."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib.resources import files
from typing import Any, Final

from django.db import transaction

from prongsai.agencies.actions import accept_holiday, add_division, create_agency, propose_holidays
from prongsai.agencies.models import Agency, Holiday
from prongsai.agencies.tenancy import working_for
from prongsai.assessment.actions import record_claimed_scores
from prongsai.measures.actions import WrittenMeasure, WrittenOutcome, write_plan
from prongsai.measures.queries import report_years

SAMPLES: Final = ("bangsaiyai-2568", "tuayang-2568")
_BY: Final = "prongsai demo"


def load_samples(public_url: str) -> list[tuple[Agency, int]]:
    """Both sample agencies with their years; returns (agency, fiscal year) pairs.

    public_url: where this installation is on the web, for addresses and codes in the reports.
    """
    return [_load(name, public_url) for name in SAMPLES]


@transaction.atomic
def _load(name: str, public_url: str) -> tuple[Agency, int]:
    sample = tomllib.loads(files("prongsai.cli.samples").joinpath(f"{name}.toml").read_text("utf-8"))
    fiscal_year = int(sample["plan"]["fiscal_year"])
    agency = Agency.objects.filter(code=sample["agency"]["code"]).first() or _agency(
        sample["agency"], public_url
    )
    if fiscal_year not in report_years(agency):
        _holidays(agency, fiscal_year)
        for scores in sample["scores"]:
            _scores(agency, scores)
        write_plan(
            agency=agency,
            fiscal_year=fiscal_year,
            measures=[_measure(one) for one in sample["measures"]],
            by=None,
        )
    return agency, fiscal_year


def _agency(data: dict[str, Any], public_url: str) -> Agency:
    fields = {key: value for key, value in data.items() if key != "divisions"}
    path = f"/a/{data['code']}" if data["is_sample"] else ""
    agency = create_agency(**fields, public_url=f"{public_url}{path}", by=_BY)
    for name in data["divisions"]:
        add_division(agency=agency, name=name, by=_BY)
    return agency


def _holidays(agency: Agency, fiscal_year: int) -> None:
    """The year's public holidays, proposed by the calendar and accepted, as an officer would."""
    propose_holidays(agency=agency, fiscal_year=fiscal_year, by=_BY)
    with working_for(agency):
        for holiday in Holiday.objects.filter(status=Holiday.Status.PROPOSED):
            accept_holiday(holiday=holiday, by=_BY)


def _scores(agency: Agency, data: dict[str, Any]) -> None:
    stated = [
        (int(year), code, Decimal(points))
        for year, by_code in data.items()
        if year != "source"
        for code, points in by_code.items()
    ]
    record_claimed_scores(agency=agency, scores=stated, source=data["source"], by=None)


def _measure(data: dict[str, Any]) -> WrittenMeasure:
    return WrittenMeasure(
        issue=data["issue"],
        title=data["title"],
        timeframe=data["timeframe"],
        steps=data["steps"],
        responsible=data["responsible"],
        results=data["results"],
        outcomes=[WrittenOutcome(one["text"], one.get("item", "")) for one in data["outcomes"]],
    )
