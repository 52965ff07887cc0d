"""Entry point of `prongsai`. One module a command in `cli.commands`; this file only finds and runs it.

Exit codes: 0 done, 1 the command ran and found something wrong (a damaged ledger, an unhealthy installation),
2 the input cannot be used. Errors are one sentence in Thai and English on standard error, or with --json
`{"error": {"message_th", "message_en"}}` on standard output.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Final, NoReturn

from prongsai.cli.errors import CommandError, both

COMMANDS: Final = (
    "demo",
    "serve",
    "worker",
    "migrate",
    "report",
    "import-report",
    "lint-report",
    "import-scores",
    "ledger",
    "staff",
    "doctor",
)


class _Parser(argparse.ArgumentParser):
    """argparse whose complaints are ours: bilingual, exit code 2."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(  # noqa: T201
            f"คำสั่งไม่ถูกต้อง ดูวิธีใช้ด้วย --help ({message}) / The command is not understood; see --help ({message}).",
            file=sys.stderr,
        )
        raise SystemExit(2)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    arguments = _parser().parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prongsai.settings")
    try:
        _start_django()
        code: int = arguments.run(arguments)
    except KeyboardInterrupt:
        print("หยุดตามคำสั่ง / stopped", file=sys.stderr)  # noqa: T201
        return 130
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing more to say, and no second complaint at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        known = _as_command_error(error)
        if known is None:
            raise
        _complain(known, as_json=getattr(arguments, "json", False))
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="prongsai", description="ระบบคุณธรรมและความโปร่งใส / Integrity and transparency system"
    )
    sub = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    for name in COMMANDS:
        module = _module(name)
        one = sub.add_parser(name, help=(module.__doc__ or "").split("\n")[0], description=module.__doc__)
        one.add_argument("--json", action="store_true", help="print JSON")
        module.add_arguments(one)
        one.set_defaults(run=module.run)
    return parser


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"prongsai.cli.commands.{name.replace('-', '_')}")


def _start_django() -> None:
    import django

    try:
        django.setup()
    except OSError as error:
        home = os.environ.get("PRONGSAI_HOME", "var")
        raise CommandError(
            f"เขียนในโฟลเดอร์ {home} ไม่ได้: ตรวจสิทธิ์หรือตั้ง PRONGSAI_HOME ใหม่",
            f"Cannot write in {home}: check its permissions or set PRONGSAI_HOME ({error.strerror}).",
        ) from error


def _as_command_error(error: Exception) -> CommandError | None:
    """What a person can act on; anything else is a defect and keeps its traceback."""
    if isinstance(error, CommandError):
        return error
    if hasattr(error, "message_th") and hasattr(error, "message_en"):
        return CommandError(error.message_th, error.message_en)
    if isinstance(error, FileNotFoundError | IsADirectoryError | PermissionError) and error.filename:
        name = Path(os.fsdecode(error.filename)).name
        return CommandError(
            f"เปิดแฟ้ม {name} ไม่ได้: ตรวจชื่อแฟ้มและสิทธิ์",
            f"Cannot open {name}: check its name and permissions ({error.strerror}).",
        )
    return None


def _complain(error: CommandError, *, as_json: bool) -> None:
    if as_json:
        told = {"error": {"message_th": error.message_th, "message_en": error.message_en}}
        print(json.dumps(told, ensure_ascii=False))  # noqa: T201
    print(both(error.message_th, error.message_en), file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    raise SystemExit(main())
