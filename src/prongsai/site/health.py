"""For monitors: does this installation answer, and is its log whole? Tells nothing more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_GET

from prongsai.ledger.queries import signed_checkpoint

ADDRESS: Final = "/healthz"


def answered_first(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: health is told before anything asks the database for agency or session, which may be what is ill."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        return healthz(request) if request.path_info == ADDRESS else get_response(request)

    return respond


@require_GET
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and the published checkpoint holds, else 503."""
    checks = {"database": _database_answers(), "ledger": _checkpoint_holds()}
    response = JsonResponse(
        {"ok": all(checks.values()), **checks}, status=200 if all(checks.values()) else 503
    )
    response["Cache-Control"] = "no-store"
    return response


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cast("tuple[int]", cursor.fetchone())[0] == 1
    except DatabaseError:
        return False


def _checkpoint_holds() -> bool:
    """A log without a first checkpoint is new, not ill."""
    try:
        signed_checkpoint()
    except (OSError, ValueError, LookupError):
        return False
    return True
