"""Staff for tests of any room."""

from __future__ import annotations

from typing import Final

import factory

from prongsai.accounts.models import Membership, User
from prongsai.accounts.roles import Role
from prongsai.agencies.tests.factories import AgencyRowFactory

PASSWORD: Final = "ฝนตกที่บางไทรใหญ่-2568"


class UserFactory(factory.django.DjangoModelFactory[User]):
    """An account without a role. `can_sign_in=True` gives it PASSWORD (slow hash: only where a page is signed in to)."""

    class Meta:
        model = User

    class Params:
        can_sign_in = factory.Trait(password=factory.django.Password(PASSWORD))

    username = factory.Sequence(lambda n: f"officer{n}")
    full_name = factory.Sequence(lambda n: f"สมหญิง ใจดี {n}")
    position_title = "นักวิเคราะห์นโยบายและแผน"
    password = factory.django.Password(None)


class MembershipFactory(AgencyRowFactory[Membership]):
    """A role, officer by default, of `user` in `agency`."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = Role.OFFICER
    granted_by = "test"
