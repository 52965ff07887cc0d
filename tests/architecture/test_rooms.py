"""What the import contract cannot see: relations, templates and addresses that reach into another room."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps
from django.db import models

from prongsai.agencies.models import Agency
from prongsai.agencies.tenancy import AgencyRow
from sourcecode import FOUNDATIONS, PACKAGE, TOP, app_of, modules, shown

OURS = "prongsai."
WITHOUT_AGENCY = {
    "agencies.Agency": "it is the agency",
    "agencies.Rule": "national rules belong to no agency",
    "accounts.User": "one person can work for several agencies, through memberships",
    "accounts.StaffEvent": "what is done to an account concerns all its agencies; the code of one is kept as text",
}
"""Models that may lack an agency, each with its reason."""

MAY_SEE_ALL_AGENCIES = {"agencies", "accounts", "ledger", "cli"}
"""Foundations that keep agencies apart may look across them, and the operator's command; a room only prefetches its own rows."""


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith(OURS)]


def test_no_relation_reaches_from_a_room_into_another() -> None:
    wrong = []
    for model in our_models():
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not field.concrete or target is None or not isinstance(target, type):
                continue
            if not target.__module__.startswith(OURS):
                continue  # Django's own groups and permissions hang on every user
            there = target._meta.app_label
            if there not in {model._meta.app_label, *FOUNDATIONS}:
                wrong.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert not wrong


def test_every_row_belongs_to_an_agency_or_says_why_not() -> None:
    without = []
    for model in our_models():
        if model._meta.label in WITHOUT_AGENCY or issubclass(model, AgencyRow):
            continue
        relations = [field for field in model._meta.concrete_fields if field.remote_field]
        if not any(
            relation.related_model is Agency or issubclass(relation.related_model, AgencyRow)
            for relation in relations
        ):
            without.append(model._meta.label)
    assert not without


def test_nothing_is_deleted_by_a_cascade() -> None:
    """A row that others rest on cannot be deleted; history is kept by new rows."""
    cascades = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.on_delete is models.CASCADE and not field.auto_created
    ]
    assert not [name for name in cascades if not name.endswith("_ptr")]


def test_templates_use_only_their_own_and_the_ui() -> None:
    used = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")
    wrong = [
        f"{shown(path)} uses {name}"
        for path in PACKAGE.rglob("templates/**/*.html")
        for name in used.findall(path.read_text("utf-8"))
        if name.split("/")[0] not in {app_of(path), "ui", "allauth", "account", "mfa", "django"}
    ]
    assert not wrong


def test_rooms_reverse_only_their_own_addresses() -> None:
    names = re.compile(r"(?:reverse(?:_lazy)?\(|redirect\(|{%\s*url\s+)[\"']([a-z_]+):")
    allowed = {"site", "ledger", "ui"}
    files: list[Path] = [*modules(), *PACKAGE.rglob("templates/**/*.html")]
    wrong = [
        f"{shown(path)} reverses {name}:"
        for path in files
        if app_of(path) not in TOP
        for name in names.findall(path.read_text("utf-8"))
        if name not in {app_of(path), *allowed}
    ]
    assert not wrong


def test_rooms_look_at_one_agency_only() -> None:
    wrong = [
        f"{shown(path)}:{number}"
        for path in modules()
        if app_of(path) not in MAY_SEE_ALL_AGENCIES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if "across_agencies" in line and "order_by" not in line
    ]
    assert not wrong
