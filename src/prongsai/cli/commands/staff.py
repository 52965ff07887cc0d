"""Accounts for the staff pages: `staff add NAME --role ROLE` makes one and asks for its password; `staff list` shows them.

The password is read from the terminal, or from the first line of standard input when that is no terminal; it is never an
argument, since arguments can be read by every user of the machine.
"""

from __future__ import annotations

import argparse
import getpass
import sys

from prongsai.cli.errors import CommandError
from prongsai.cli.output import say, say_json

ROLES = ("officer", "division_head", "clerk", "mayor", "auditor", "operator")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=("add", "list"))
    parser.add_argument("username", nargs="?", metavar="NAME")
    parser.add_argument("--role", choices=ROLES)
    parser.add_argument("--full-name", default="", metavar="TEXT")
    parser.add_argument("--agency", metavar="CODE")


def run(arguments: argparse.Namespace) -> int:
    return _add(arguments) if arguments.act == "add" else _list(arguments)


def _add(arguments: argparse.Namespace) -> int:
    from django.db import transaction

    from prongsai.accounts.actions import create_staff, grant_role
    from prongsai.accounts.roles import Role
    from prongsai.cli.database import agency_named

    if not arguments.username or not arguments.role:
        raise CommandError(
            "ระบุชื่อผู้ใช้และบทบาท เช่น prongsai staff add somchai --role officer",
            "Give a user name and a role: prongsai staff add somchai --role officer",
        )
    agency = agency_named(arguments.agency)
    password = _password()
    with transaction.atomic():
        name = arguments.full_name or arguments.username
        user = create_staff(username=arguments.username, full_name=name, password=password, by=None)
        grant_role(user=user, agency=agency, role=Role(arguments.role), by=None)
    if arguments.json:
        say_json({"username": user.username, "role": arguments.role, "agency": agency.code})
    else:
        say(f"{user.username} เป็น {arguments.role} ของ{agency.name} เข้าสู่ระบบที่ /accounts/login/")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    from prongsai.accounts.models import Membership
    from prongsai.agencies.tenancy import working_for
    from prongsai.cli.database import agency_named

    agency = agency_named(arguments.agency)
    with working_for(agency):
        rows = [
            {"username": one.user.username, "role": one.role, "until": one.valid_to}
            for one in Membership.objects.select_related("user").order_by("user__username")
        ]
    if arguments.json:
        say_json({"agency": agency.code, "staff": rows})
    else:
        for row in rows:
            say(f"{row['username']}\t{row['role']}\t{row['until'] or ''}")
    return 0


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("รหัสผ่าน (อย่างน้อย 12 ตัวอักษร): ")
    if first != getpass.getpass("อีกครั้ง: "):
        raise CommandError("รหัสผ่านสองครั้งไม่ตรงกัน", "The two passwords differ.")
    return first
