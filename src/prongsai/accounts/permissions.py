"""The one check of what a person may do, and the door that views put before themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers

from prongsai.accounts.models import User
from prongsai.accounts.queries import Visitor, roles_in
from prongsai.accounts.roles import ROLE_PERMISSIONS, ROLE_TEXTS, Permission, Role
from prongsai.agencies.models import Agency
from prongsai.agencies.requests import agency_of
from prongsai.ui.errors import signed_out

__all__ = ["Permission", "StaffRequest", "may", "permissions_of", "staff_only"]

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request that `staff_only` let through."""

    user: User
    agency: Agency
    permissions: frozenset[Permission]


def permissions_of(user: Visitor, agency: Agency) -> frozenset[Permission]:
    """Everything that a person may do in an agency today; nothing for visitors, locked accounts and former staff."""
    return frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles_in(user, agency)))


def may(user: Visitor, permission: Permission, agency: Agency) -> bool:
    """Whether a person may do that in that agency today."""
    return permission in permissions_of(user, agency)


def staff_only(
    permission: Permission | None = None,
) -> Callable[
    [Callable[Concatenate[Any, P], HttpResponseBase]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]
]:
    """Door of a staff view: visitors go to the sign-in page, others need `permission` in the request's agency or get a 403 page.

    Without a permission every member of the agency may pass. The view receives a StaffRequest, whose answer
    no cache may keep.
    """
    needed = Permission.STAFF_VIEW if permission is None else permission

    def guard(
        view: Callable[Concatenate[Any, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                to_sign_in = redirect_to_login(request.get_full_path(), resolve_url("account_login"))
                # A redirect would throw away what was typed while the session ended.
                return signed_out(request, to_sign_in.url) if request.method == "POST" else to_sign_in
            agency = agency_of(request)
            held = permissions_of(request.user, agency)
            if needed not in held:
                return _refusal(request, needed, is_member=bool(held))
            request.permissions = held  # type: ignore[attr-defined]
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        return guarded

    return guard


def _refusal(request: HttpRequest, needed: Permission, *, is_member: bool) -> HttpResponse:
    """The 403 page: says whether the person is no member of this agency, or which roles could do it."""
    able = [ROLE_TEXTS[role] for role in Role if needed in ROLE_PERMISSIONS[role]]
    response = render(request, "accounts/refused.html", {"is_member": is_member, "able": able}, status=403)
    add_never_cache_headers(response)
    return response
