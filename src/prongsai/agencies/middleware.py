"""Each request works for one agency: by its host, by `/a/<code>/` in its address, or by default."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.http.request import split_domain_port
from django.shortcuts import render
from django.urls import get_script_prefix, set_script_prefix

from prongsai.agencies import queries
from prongsai.agencies.tenancy import working_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

PREFIX = "/a/"


def agency_of_request(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: sets `request.agency` (None on an empty installation) and works for it until the response is made.

    `/a/<code>/report/2568` is `/report/2568` of the agency `<code>`; addresses that its pages reverse keep the
    prefix. Nothing that a visitor can send besides host and address chooses an agency. A response that
    streams is written after the agency's work has ended: it must hold its rows before.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        code = _code_in(request.path_info)
        if code is None:
            request.agency = queries.agency_for_host(_host_of(request))  # type: ignore[attr-defined]
            return _respond_for_agency(request)
        try:
            request.agency = queries.agency_by_code(code)  # type: ignore[attr-defined]
        except queries.NoSuchAgencyError:
            request.agency = None  # type: ignore[attr-defined]
            return render(request, "agencies/unknown_agency.html", {"code": code}, status=404)
        with _script_prefix(f"{PREFIX}{code}/"):
            request.path_info = request.path_info[len(PREFIX) + len(code) :] or "/"
            return _respond_for_agency(request)

    def _respond_for_agency(request: HttpRequest) -> HttpResponseBase:
        agency = request.agency  # type: ignore[attr-defined]
        if agency is None:
            return get_response(request)
        with working_for(agency):
            return get_response(request)

    return respond


def _code_in(path: str) -> str | None:
    """The code in `/a/<code>` or `/a/<code>/...`, None for any other address."""
    if not path.startswith(PREFIX):
        return None
    return path[len(PREFIX) :].partition("/")[0]


def _host_of(request: HttpRequest) -> str:
    """Host name of the request in small letters, without its port."""
    return split_domain_port(request.get_host())[0]


@contextmanager
def _script_prefix(added: str) -> Iterator[None]:
    before = get_script_prefix()
    set_script_prefix(before.rstrip("/") + added)
    try:
        yield
    finally:
        set_script_prefix(before)
