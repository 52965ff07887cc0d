"""Do what waits in the background until stopped: sign a checkpoint of the public log once a minute when it has grown.

`prongsai serve` starts one by itself; run this command where the web server is started in another way.
"""

from __future__ import annotations

import argparse

from prongsai.cli.output import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what waits now, then stop")
    parser.add_argument("--every", type=int, default=60, metavar="SECONDS", help="60 when left out")
    parser.add_argument(
        "--with-parent", action="store_true", help="stop when the process that started this one is gone"
    )


def run(arguments: argparse.Namespace) -> int:
    from prongsai.cli.database import ready_database
    from prongsai.cli.working import work, work_until_stopped

    ready_database()
    if arguments.once:
        done = work()
        say(done or "ไม่มีงานรอ / nothing waits")
        return 0
    work_until_stopped(every=arguments.every, with_parent=arguments.with_parent)
    return 0
