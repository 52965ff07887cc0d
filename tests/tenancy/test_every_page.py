"""What holds for every page there is, whoever asks: nothing inline, nothing from elsewhere, no copies for signed-in people."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml import html
from tenancy.addresses import ADDRESSES, POST_ONLY, path_of
from towns import Town, town

from prongsai.accounts.roles import Role

pytestmark = pytest.mark.django_db
LOADED = "//script/@src | //link[not(@rel='canonical')]/@href | //img/@src | //iframe/@src | //form/@action | //object/@data"
INLINE = "//script[not(@src) and not(@type='application/json')] | //style | //@style | //@*[starts-with(name(), 'on')] | //a[starts-with(@href, 'javascript:')]"
EXPECTED_HEADERS = (
    "Permissions-Policy", "Cross-Origin-Opener-Policy", "X-Content-Type-Options", "Referrer-Policy",
)  # fmt: skip


def directives(response: HttpResponse) -> dict[str, list[str]]:
    parts = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {words[0]: words[1:] for words in parts}


def problems(name: str, response: HttpResponse, *, signed_in: bool) -> list[str]:
    policy = directives(response)
    foreign = [word for words in policy.values() for word in words if re.search(r"[.*]|https?:|unsafe", word)]
    found = [f"policy allows {foreign}"] if foreign else []
    if policy["default-src"] != ["'none'"] or policy["frame-ancestors"] != ["'none'"]:
        found.append("policy is open by default")
    found += [f"no {header}" for header in EXPECTED_HEADERS if header not in response]
    if signed_in and not {"no-store", "private"} <= set(
        response["Cache-Control"].replace(" ", "").split(",")
    ):
        found.append(f"may be kept: {response['Cache-Control']}")
    is_page = response["Content-Type"].startswith("text/html") and response.content
    if is_page and "attachment" not in response.get("Content-Disposition", ""):
        page = html.fromstring(response.content)
        found += [f"inline: {one}" for one in page.xpath(INLINE)]
        found += [f"loads {one}" for one in page.xpath(LOADED) if re.match(r"//|\w+:", one)]
    return [f"{name}: {one}" for one in found]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("who", [None, Role.CLERK, Role.AUDITOR])
def test_every_answer_is_strict(client: Client, who: Role | None, language: str) -> None:
    ours: Town = town("anoma", "Zqanomaqz", "61.37", "72.59")
    client.cookies["prongsai-language"] = language
    if who is not None:
        client.force_login(ours.staff[who])
    wrong: list[str] = []
    for name in ADDRESSES:
        if name == "account_logout" or name in POST_ONLY:
            continue
        # Health is told before there is anybody who could have signed in.
        signed_in = who is not None and name != "site:healthz"
        wrong += problems(name, client.get(path_of(name, ours)), signed_in=signed_in)
    assert not wrong
