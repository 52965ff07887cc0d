"""Create or upgrade the database of this installation."""

from __future__ import annotations

import argparse

from prongsai.cli.output import say, say_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    from prongsai.cli.database import ready_database

    ready_database()
    if arguments.json:
        say_json({"ready": True})
    else:
        say("ฐานข้อมูลพร้อมใช้ / The database is ready.")
    return 0
