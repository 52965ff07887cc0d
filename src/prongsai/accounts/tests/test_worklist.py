"""What waits for whom, from whoever registered it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from allauth.mfa.models import Authenticator

from prongsai.accounts.models import User
from prongsai.accounts.tests.factories import MembershipFactory
from prongsai.accounts.worklist import Waiting, forget, waits, worklist
from prongsai.agencies.models import Agency
from prongsai.registry import AlreadyRegisteredError

pytestmark = pytest.mark.django_db


@pytest.fixture
def _rooms() -> Iterator[None]:
    @waits("test-room")
    def reviews(user: User, agency: Agency) -> list[Waiting]:
        return [
            Waiting("ไม่มีกำหนด", "no deadline", "/c"),
            Waiting(f"ตรวจ {agency.code}", "later", "/b", date(2026, 12, 1)),
            Waiting("ก่อน", "sooner", "/a", date(2026, 11, 30)),
        ]

    @waits("broken-room")
    def broken(user: User, agency: Agency) -> list[Waiting]:
        raise RuntimeError("out of order")

    yield
    forget("test-room")
    forget("broken-room")


@pytest.mark.usefixtures("_rooms")
def test_the_nearest_deadline_comes_first_and_one_broken_room_hides_nothing() -> None:
    held = MembershipFactory.create()
    Authenticator.objects.create(user=held.user, type=Authenticator.Type.TOTP, data={})
    found = [waiting.title_en for waiting in worklist(held.user, held.agency)]
    assert found[:2] == ["sooner", "later"]
    assert set(found[2:]) == {
        "no deadline",
        "What waits in broken-room could not be read; tell the operator.",
    }


@pytest.mark.usefixtures("_rooms")
def test_a_key_is_taken_once() -> None:
    with pytest.raises(AlreadyRegisteredError):

        @waits("test-room")
        def other(user: User, agency: Agency) -> list[Waiting]:
            return []


def test_who_has_no_second_factor_is_asked_to_set_one_up() -> None:
    held = MembershipFactory.create()
    assert "/accounts/2fa/" in {waiting.url for waiting in worklist(held.user, held.agency)}
