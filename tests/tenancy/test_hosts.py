"""Names of hosts and tricks with addresses: through Django, and as raw bytes to the server that towns run."""

from __future__ import annotations

import socket
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from towns import YEAR, Town, town

from prongsai.accounts.roles import Role

OURS, SAMPLE = "เทศบาลตำบลบางทรายใหญ่", "เทศบาลตำบลตัวอย่าง"


@pytest.fixture
def towns(db: None, settings: Settings) -> tuple[Town, Town]:
    settings.ALLOWED_HOSTS = ["testserver", "anoma.example", "bunma.example", "free.example"]
    cache.clear()
    return town("anoma", "Zqanomaqz", "61.37", "72.59"), town("bunma", "Zqbunmaqz", "83.41", "94.73")


@pytest.mark.parametrize(
    "host", ["evil.example", "anoma.example.evil.example", "anoma.example@evil.example", "a b", ""]
)
def test_a_host_that_is_not_ours_learns_nothing(client: Client, towns: tuple[Town, Town], host: str) -> None:
    for path in ("/", f"/report/{YEAR}", "/a/bunma/", "/staff/", "/language/"):
        response = client.get(path, headers={"host": host})
        assert response.status_code == 400, path
        assert "อ่านคำขอนี้ไม่ได้" in response.text and "This request cannot be read" in response.text
        assert not [one.mark for one in towns if one.mark in response.text]


@pytest.mark.parametrize(
    "header", ["x-forwarded-host", "forwarded", "x-original-url", "x-rewrite-url", "x-agency"]
)
def test_no_other_header_chooses_a_town(client: Client, towns: tuple[Town, Town], header: str) -> None:
    ours, theirs = towns
    for value in (theirs.host, f"host={theirs.host}", f"{theirs.prefix}/", theirs.agency.code):
        text = client.get("/", headers={"host": ours.host, header: value}).text
        assert ours.mark in text and theirs.mark not in text


def test_the_address_stands_before_the_host_and_case_and_port_do_not_matter(
    client: Client, towns: tuple[Town, Town]
) -> None:
    ours, theirs = towns
    for host in ("ANOMA.example", "anoma.example:8000", "anoma.example."):
        assert ours.mark in client.get("/", headers={"host": host}).text, host
    text = client.get(f"{theirs.prefix}/", headers={"host": ours.host}).text
    assert theirs.mark in text and ours.mark not in text


@pytest.mark.parametrize(
    "path",
    [
        "/a/nobody/", "/a/nobody/staff/", f"/a/nobody/report/{YEAR}", "/a/", "/a", "/a//", f"/a//report/{YEAR}",
        "/a/../report/2568", "/a/anoma/../bunma/", "/a/anoma/../../a/bunma/", "/a/anoma/a/bunma/",
        "/a/anoma%2fbunma/", "/a/anoma/%2e%2e/bunma/", "/a/%2e%2e/bunma/", "/a/anoma%00/", "/a/%00/",
        "/A/anoma/", "/a/ANOMA/", "/a/anoma%20/", "/a/anoma;x/", "/a/*/", "/a/%25/", "//a/bunma/", "//bunma.example/",
        "/./a/bunma/", "/%2e/a/bunma/", f"/report//{YEAR}", f"//report/{YEAR}", "/%61/../a/bunma/", "/a/anoma//",
        "/a/" + "a" * 3000 + "/", "/a/anoma/staff/measures/2568/99999999999999999999999999/",
        "/scores/99999999999999999999999999/", "/tlog/proof/99999999999999999999999999", "/report/2999", "/report/25680",
        "/report/2568.exe", "/report/2568.p%00df", "/scores/%E0%B9%92%E0%B9%95%E0%B9%96%E0%B9%98/",
    ],
)  # fmt: skip
def test_tricks_with_the_path_find_nothing(client: Client, towns: tuple[Town, Town], path: str) -> None:
    ours, theirs = towns
    client.force_login(ours.staff[Role.OFFICER])
    response = asked(client, path, ours.host)
    assert response.status_code == 404, response.headers
    assert "ไม่พบ" in response.text or "ไม่มี" in response.text
    assert theirs.mark not in response.text


def test_a_missing_slash_never_leads_to_another_host(client: Client, towns: tuple[Town, Town]) -> None:
    for path in (
        "//evil.example/staff",
        "//evil.example/scores",
        "/a/anoma//evil.example/staff",
        "///evil.example",
    ):
        response = asked(client, path, "anoma.example")
        assert response.status_code == 404 or urlsplit(response["Location"]).netloc == "", path


def asked(client: Client, path: str, host: str) -> HttpResponse:
    """As a server hands the path over: the test client itself would take `//a/` for a host."""
    return client.get("/", headers={"host": host}, PATH_INFO=unquote_to_bytes(path).decode("latin-1"))


def raw(address: str, head: str) -> tuple[int, str]:
    """(status, text) of what the server answers to these very bytes."""
    host, port = urlsplit(address).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(head.encode().replace(b"\n", b"\r\n") + b"\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    return int(answer.split(b" ", 2)[1]), answer.decode(errors="replace")


def test_absolute_form_does_not_choose_another_town(served: str) -> None:
    netloc = urlsplit(served).netloc
    for target in (f"http://{netloc}/", "http://tuayang.example/", "http://evil.example/"):
        status, text = raw(served, f"GET {target} HTTP/1.1\nHost: {netloc}")
        assert status == 200
        assert OURS in text and SAMPLE not in text
    status, text = raw(served, "GET http://evil.example/ HTTP/1.1\nHost: evil.example")
    assert status == 400 and OURS not in text


@pytest.mark.parametrize(
    "target",
    [
        "/a/../report/2568", "/a/tuayang/../bangsaiyai/", "/a/%2e%2e/report/2568", "/a/tuayang%2f..%2f/", "//a/tuayang/",
        "/%2e%2e/%2e%2e/etc/passwd", "/static/../../keys/secret-key", "/static/%2e%2e/%2e%2e/keys/secret-key",
        "/static/..%2f..%2fprongsai.sqlite3", "/tlog/tile/../../keys/tlog-ed25519", "/files/../prongsai.sqlite3",
    ],
)  # fmt: skip
def test_tricks_with_raw_paths_find_nothing(served: str, target: str) -> None:
    status, text = raw(served, f"GET {target} HTTP/1.1\nHost: {urlsplit(served).netloc}")
    assert status in {400, 404}
    assert "SQLite format" not in text and "PRIVATE" not in text


def test_two_hosts_or_none_are_refused(served: str) -> None:
    netloc = urlsplit(served).netloc
    for head in (
        f"GET / HTTP/1.1\nHost: {netloc}\nHost: evil.example",
        f"GET / HTTP/1.1\nHost: evil.example\nHost: {netloc}",
        "GET / HTTP/1.1\nHost: evil.example",
        f"GET / HTTP/1.1\nHost: {netloc}\nContent-Length: 3\nTransfer-Encoding: chunked",
        "GET /\x00 HTTP/1.1\nHost: " + netloc,
    ):
        status, text = raw(served, head)
        assert status in {400, 404}, head
        assert OURS not in text
