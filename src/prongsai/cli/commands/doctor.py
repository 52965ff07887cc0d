"""Say whether this installation is healthy and safe: database, ledger, keys, fonts, disk, settings, data not yet verified.

Exit code 0 when nothing failed, 1 otherwise; warnings do not fail.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict

from prongsai.cli.output import say, say_json

_SIGNS = {"ok": "✓", "warning": "!", "failed": "✗"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace) -> int:
    from prongsai.cli.examination import examine

    checks = examine()
    failed = any(check.state == "failed" for check in checks)
    if arguments.json:
        say_json({"healthy": not failed, "checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            say(f"{_SIGNS[check.state]} {check.name}: {check.message_th} / {check.message_en}")
    return int(failed)
