"""The background's work: what must happen although nobody asks for it just now."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import Final

from django.db import connection

from prongsai.cli.output import progress
from prongsai.ledger.actions import checkpoint
from prongsai.ledger.models import Entry
from prongsai.ledger.queries import signed_checkpoint

_LOOKS_FOR_ITS_PARENT_EVERY: Final = 2.0


def work() -> str:
    """One round; returns a sentence about what was done, "" when nothing waited."""
    signed = signed_checkpoint()
    if Entry.across_agencies.count() <= (signed.size if signed else 0):
        return ""
    size = checkpoint().size
    return f"ลงนามจุดตรวจ {size} รายการ / signed a checkpoint of {size} entries"


def work_until_stopped(*, every: int, with_parent: bool) -> None:
    """Rounds every so many seconds until a signal comes, or the process that started this one is gone.

    A round that fails is told on standard error and tried again in the next: the log can wait, the office cannot.
    """
    stopped = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.set())
    parent = os.getppid()
    waited = float(every)
    while not stopped.is_set() and not (with_parent and os.getppid() != parent):
        if waited >= every:
            waited = 0.0
            _round()
        stopped.wait(_LOOKS_FOR_ITS_PARENT_EVERY)
        waited += _LOOKS_FOR_ITS_PARENT_EVERY


def _round() -> None:
    try:
        work()
    except Exception as error:  # noqa: BLE001 - see work_until_stopped
        progress(f"งานเบื้องหลังไม่สำเร็จ จะลองใหม่ / background work failed and will be tried again: {error}")
    finally:
        connection.close()


def start_worker() -> subprocess.Popen[bytes]:
    """A worker of this installation in a process of its own, which ends with this one."""
    return subprocess.Popen([sys.executable, "-m", "prongsai.cli.main", "worker", "--with-parent"])
