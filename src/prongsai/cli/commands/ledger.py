"""The public log: `verify` recomputes all of it and says where it is damaged; `checkpoint` writes tiles and signs."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from prongsai.cli.errors import both
from prongsai.cli.output import say, say_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=("verify", "checkpoint"))


def run(arguments: argparse.Namespace) -> int:
    from prongsai.cli.database import ready_database

    ready_database()
    return (
        _verify(as_json=arguments.json) if arguments.act == "verify" else _checkpoint(as_json=arguments.json)
    )


def _verify(*, as_json: bool) -> int:
    from prongsai.ledger.queries import verify

    verification = verify()
    if as_json:
        say_json(asdict(verification) | {"intact": not verification.problems})
    elif not verification.problems:
        say(
            both(
                f"สมุดบันทึกครบถ้วน {verification.size} รายการ",
                f"The log is intact: {verification.size} entries.",
            )
        )
    else:
        for problem in verification.problems:
            say(f"{problem.where}: {both(problem.message_th, problem.message_en)}")
    return int(bool(verification.problems))


def _checkpoint(*, as_json: bool) -> int:
    from prongsai.ledger.actions import checkpoint

    signed = checkpoint()
    if as_json:
        say_json({"checkpoint": signed.text})
    else:
        say(signed.text)
    return 0
