"""How django-allauth behaves here: no sign-up, and redirects that stay with the agency of the address."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made by the people who manage staff (`actions.create_staff`), never by visitors."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return _inside_agency(settings.LOGIN_REDIRECT_URL)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return _inside_agency(str(settings.LOGOUT_REDIRECT_URL))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return _inside_agency(settings.LOGIN_REDIRECT_URL)


def _inside_agency(address: str) -> str:
    """The address under `/a/<code>/` when the request came that way."""
    return f"{get_script_prefix().rstrip('/')}{address}"
