"""Pages for what went wrong: one clear sentence, and what was typed is given back."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

_KEPT_OUT_OF_SIGHT: Final = frozenset(
    {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code"}
)
_MOST_FIELDS_SHOWN: Final = 100


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What cannot be read; 413 for what is too large to be read."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return _too_large(request)
    return _page(
        request, 400, "อ่านคำขอนี้ไม่ได้", "This request cannot be read",
        "กลับไปหน้าก่อนหน้าแล้วลองอีกครั้ง", "Go back and try again.",
    )  # fmt: skip


def _too_large(request: HttpRequest) -> HttpResponse:
    megabytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
    return _page(
        request, 413, "ข้อมูลที่ส่งมาใหญ่เกินไป", "What was sent is too large",
        f"กลับไปหน้าก่อนหน้า แล้วส่งข้อความไม่เกิน {megabytes} เมกะไบต์ หรือแบ่งส่งเป็นหลายครั้ง",
        f"Go back and send at most {megabytes} MB of text, or send it in several parts.",
    )  # fmt: skip


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request, 403, "หน้านี้สำหรับผู้มีสิทธิเท่านั้น", "This page is for people with permission",
        "เข้าสู่ระบบด้วยบัญชีที่มีสิทธิ หรือติดต่อผู้ดูแลระบบของหน่วยงาน",
        "Sign in with an account that may see it, or ask your agency's operator.",
    )  # fmt: skip


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Also for what staff sent to a page that went away meanwhile: what they had typed stands on the page."""
    typed = _typed(request) if request.method == "POST" and request.path_info.startswith("/staff/") else []
    return _page(
        request, 404, "ไม่พบหน้านี้", "Page not found",
        "ตรวจที่อยู่ว่าพิมพ์ถูกต้อง หรือเริ่มจากหน้าแรก" + (" ข้อความที่พิมพ์ไว้อยู่ด้านล่าง คัดลอกไปวางได้" if typed else ""),
        "Check the address, or start from the home page." + (" What you typed is below." if typed else ""),
        typed,
    )  # fmt: skip


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(
        request, 500, "ระบบขัดข้อง", "Something went wrong here",
        "ขออภัย ลองใหม่อีกครั้งภายหลัง สิ่งที่บันทึกแล้วไม่สูญหาย",
        "We are sorry. Try again later; what was saved is not lost.",
    )  # fmt: skip


def csrf_failure(request: HttpRequest, **_reason: str) -> HttpResponse:
    """The page had grown old or came from elsewhere. What staff had typed stands on the page, to be copied."""
    # Not `path`: that one begins with the agency's prefix.
    typed = _typed(request) if request.path_info.startswith("/staff/") else []
    return _page(
        request, 403, "หน้านี้หมดอายุก่อนที่จะส่ง", "The page had expired before it was sent",
        "กลับไปโหลดหน้าใหม่แล้วส่งอีกครั้ง ข้อความที่พิมพ์ไว้อยู่ด้านล่าง คัดลอกไปวางได้" if typed else "กลับไปโหลดหน้าใหม่แล้วส่งอีกครั้ง",
        "Go back, reload the page and send again. What you typed is below." if typed else "Go back, reload the page and send again.",
        typed,
    )  # fmt: skip


def signed_out(request: HttpRequest, sign_in: str) -> HttpResponse:
    """Something was sent by staff whose session had ended: the way to sign in again, and what they had typed.

    sign_in: address of the sign-in page that leads back here.
    """
    response = _page(
        request, 403, "ท่านออกจากระบบไปแล้ว จึงยังไม่ได้บันทึก", "You had been signed out, so nothing was saved",
        "เข้าสู่ระบบอีกครั้งแล้ววางข้อความที่พิมพ์ไว้ ซึ่งอยู่ด้านล่าง อย่าปิดหน้านี้ก่อนคัดลอก",
        "Sign in again and paste what you typed, which is below. Do not close this page before you copied it.",
        _typed(request), sign_in,
    )  # fmt: skip
    add_never_cache_headers(response)
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    fields = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    return [
        (name, value)
        for name, value in fields
        if value.strip() and name.rsplit("-", 1)[-1] not in _KEPT_OUT_OF_SIGHT
    ][:_MOST_FIELDS_SHOWN]


def _page(
    request: HttpRequest, status: int, title_th: str, title_en: str, text_th: str, text_en: str,
    typed: list[tuple[str, str]] | None = None, sign_in: str = "",
) -> HttpResponse:  # fmt: skip
    context = {
        "status": status,
        "title_th": title_th,
        "title_en": title_en,
        "text_th": text_th,
        "text_en": text_en,
        "typed": typed or [],
        "sign_in": sign_in,
    }
    # After a failure nothing else may be asked of the installation: no agency, no session.
    template = (
        "ui/errors/plain.html" if status >= 500 or not hasattr(request, "agency") else "ui/errors/error.html"
    )
    return render(request if template.endswith("error.html") else None, template, context, status=status)
