"""Serve the web pages until stopped. Behind a TLS proxy set PRONGSAI_HTTPS=1 and PRONGSAI_HOSTS."""

from __future__ import annotations

import argparse

from prongsai.cli.errors import CommandError
from prongsai.cli.output import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", default="8000", metavar="N")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; 127.0.0.1 when left out")
    parser.add_argument("--workers", type=int, default=2, metavar="N")


def run(arguments: argparse.Namespace) -> int:
    from prongsai.cli.database import ready_database
    from prongsai.cli.serving import serve

    if not arguments.port.isdigit() or not 1 <= int(arguments.port) <= 65_535:
        raise CommandError(
            f"«{arguments.port}» ไม่ใช่หมายเลขพอร์ต (1-65535)",
            f"«{arguments.port}» is no port number (1-65535).",
        )
    ready_database()
    say(f"เปิดที่ http://{arguments.host}:{arguments.port}/ หยุดด้วย Ctrl-C")
    serve(host=arguments.host, port=int(arguments.port), workers=arguments.workers)
    return 0
