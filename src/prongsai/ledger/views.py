"""The log's files and the page on which anyone can check them. All is public, none needs JavaScript."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.views.decorators.http import require_safe

from prongsai.ledger import conf, queries
from prongsai.ledger.folder import KeyDamagedError
from prongsai.ledger.forms import EntryForm, OlderCheckpointForm
from prongsai.ledger.queries import NotProvenError
from prongsai.ledger.tiles import parse_path

FOR_EVER = "public, max-age=31536000, immutable"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry with its proof, verified on this request."""

    index: int
    data: str
    fields: dict[str, Any]
    public: str
    path: list[str]
    signed_size: int


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The signed checkpoint as published."""
    text = queries.latest_checkpoint()
    response = _no_such_file() if text is None else HttpResponse(text, content_type=TEXT)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def tile(request: HttpRequest, tile: str) -> HttpResponse:
    """A tile or a bundle of entries; only those that the published checkpoint covers, since they never change."""
    wanted = parse_path(tile)
    try:
        content = queries.published_tile(wanted) if wanted else None
    except (NotProvenError, KeyDamagedError):
        content = None
    if content is None:
        return _no_such_file()
    return HttpResponse(content, content_type="application/octet-stream", headers={"Cache-Control": FOR_EVER})


@require_safe
def proof(request: HttpRequest, index: int) -> HttpResponse:
    """The proof of an entry as a file to keep."""
    try:
        text = queries.proof(index)
    except (NotProvenError, KeyDamagedError) as error:
        return HttpResponseNotFound(f"{error}\n", content_type=TEXT)
    response = HttpResponse(text, content_type=TEXT)
    response["Content-Disposition"] = f'attachment; filename="entry-{index}.tlog-proof"'
    return response


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """What the log proves and what not, its latest checkpoint, one entry with its proof, and a check of an older checkpoint."""
    entry_form = EntryForm(request.GET if "entry" in request.GET else None)
    older_form = OlderCheckpointForm(request.GET if "older" in request.GET else None)
    context: dict[str, Any] = {"entry_form": entry_form, "older_form": older_form, "origin": conf.origin()}
    try:
        context["signed"] = queries.signed_checkpoint()
        context["vkey"] = queries.vkey()
    except (NotProvenError, KeyDamagedError) as error:
        context["damaged"] = error
    if entry_form.is_bound and entry_form.is_valid():
        _try(entry_form, "entry", context, "shown", lambda: _shown(entry_form.cleaned_data["entry"]))
    if older_form.is_bound and older_form.is_valid():
        _try(
            older_form, "older", context, "kept", lambda: queries.continues(older_form.cleaned_data["older"])
        )
    return render(request, "ledger/verify.html", context)


def _try(
    form: EntryForm | OlderCheckpointForm, field: str, context: dict[str, Any], name: str, ask: Any
) -> None:
    """Put the answer into the context, or the reason why there is none beside the field."""
    try:
        context[name] = ask()
    except (NotProvenError, KeyDamagedError) as error:
        form.add_error(field, str(error))


def _shown(index: int) -> ShownEntry:
    path, signed = queries.inclusion(index)
    data = queries.published_entry(index).decode()
    fields = json.loads(data)
    public = json.dumps(fields["pub"], ensure_ascii=False, indent=1, sort_keys=True)
    return ShownEntry(index, data, fields, public, [hashed.hex() for hashed in path], signed.size)


def _no_such_file() -> HttpResponse:
    return HttpResponseNotFound(
        "ไม่มีแฟ้มนี้ในบันทึก ดูแฟ้มที่มีจากหน้า /verify / There is no such file in the log; the page /verify shows what there is.\n",
        content_type=TEXT,
    )
