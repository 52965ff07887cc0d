"""Before a command works on rows: the database exists and is of this version."""

from __future__ import annotations

import fcntl
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from prongsai.agencies.actions import load_national_rules
from prongsai.agencies.models import Agency
from prongsai.agencies.queries import agency_by_code, default_agency
from prongsai.cli.output import progress


def ready_database() -> None:
    """Create or upgrade the database when needed. Two commands at once wait for each other."""
    if not _behind():
        return
    lock = Path(settings.HOME) / "migrate.lock"
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if _behind():
            progress("เตรียมฐานข้อมูล / preparing the database")
            call_command("migrate", verbosity=0, interactive=False)
            load_national_rules(by="prongsai migrate")


def _behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def agency_named(code: str | None) -> Agency:
    """The agency that a command speaks of: by its code, or the one this installation is for."""
    ready_database()
    return agency_by_code(code) if code else default_agency()
