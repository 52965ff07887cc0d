"""How django-allauth behaves here: no sign-up, redirects that stay with the agency, second factors kept encrypted."""

from __future__ import annotations

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.encoding import force_bytes


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


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes lie in the database under a key derived from SECRET_KEY.

    A copy of the database alone opens no account. After SECRET_KEY changed, the old one must stand in
    SECRET_KEY_FALLBACKS, or everyone has to set up their second factor anew.
    """

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text).decode()


def _cipher() -> MultiFernet:
    return MultiFernet([_fernet(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _fernet(secret_key: str | bytes) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"prongsai/v1/second-factor").derive(
        force_bytes(secret_key)
    )
    return Fernet(base64.urlsafe_b64encode(derived))


def _inside_agency(address: str) -> str:
    """The address under `/a/<code>/` when the request came that way."""
    return f"{get_script_prefix().rstrip('/')}{address}"
