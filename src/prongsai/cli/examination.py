"""What `prongsai doctor` looks at. Each check is one function; it never changes anything."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from prongsai.agencies.models import Agency, Rule
from prongsai.documents import fonts
from prongsai.ledger.queries import verify

_LEAST_FREE_BYTES: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """state: "ok", "warning" or "failed"; the two sentences say what was seen and, if needed, what to do."""

    name: str
    state: str
    message_th: str
    message_en: str


def examine() -> list[Check]:
    """All checks in order; one that cannot run counts as failed and the others still run."""
    return [_run(check) for check in CHECKS]


def _run(check: Callable[[], Check]) -> Check:
    name = check.__name__.removeprefix("_")
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - a doctor reports whatever is wrong and goes on
        return Check(
            name, "failed", f"ตรวจไม่ได้: {error}", f"Could not be checked: {type(error).__name__}: {error}"
        )


def _database() -> Check:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        return Check(
            "database",
            "failed",
            f"ฐานข้อมูลยังไม่ทันรุ่นนี้ {waiting} ขั้น: prongsai migrate",
            f"{waiting} migrations wait: prongsai migrate",
        )
    return Check("database", "ok", f"พร้อมใช้ ({connection.vendor})", f"ready ({connection.vendor})")


def _agency() -> Check:
    count = Agency.objects.filter(is_sample=False).count()
    if not count:
        return Check(
            "agency",
            "warning",
            "ยังไม่มีหน่วยงานจริง มีแต่ข้อมูลตัวอย่างหรือว่างเปล่า",
            "There is no real agency yet, only samples or none.",
        )
    return Check("agency", "ok", f"{count} หน่วยงาน", f"{count} agencies")


def _ledger() -> Check:
    verification = verify()
    if verification.problems:
        first = verification.problems[0]
        return Check(
            "ledger", "failed", f"{first.where}: {first.message_th}", f"{first.where}: {first.message_en}"
        )
    return Check("ledger", "ok", f"ครบถ้วน {verification.size} รายการ", f"intact, {verification.size} entries")


def _keys() -> Check:
    folder = Path(settings.HOME) / "keys"
    open_to_others = [
        path.name
        for path in folder.glob("*")
        if path.is_file() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]
    if open_to_others:
        names = ", ".join(open_to_others)
        return Check(
            "keys",
            "failed",
            f"ผู้ใช้อื่นในเครื่องอ่านกุญแจได้: {names} ให้ chmod 600",
            f"Other users of the machine can read {names}: chmod 600",
        )
    return Check("keys", "ok", "อ่านได้เฉพาะเจ้าของ", "readable by their owner only")


def _fonts() -> Check:
    missing = [style for style in fonts.FACES if not (fonts.BUILT / f"ProngsaiSarabun-{style}.ttf").exists()]
    if missing:
        return Check(
            "fonts",
            "failed",
            "ยังไม่ได้สร้างแบบอักษรของ PDF: make assets",
            "The typeface of the PDF is not built: make assets",
        )
    return Check("fonts", "ok", f"{len(fonts.FACES)} แบบ", f"{len(fonts.FACES)} styles")


def _disk() -> Check:
    free = shutil.disk_usage(settings.HOME).free
    state = "ok" if free >= _LEAST_FREE_BYTES else "warning"
    return Check("disk", state, f"เหลือ {free // 1_000_000:,} เมกะไบต์", f"{free // 1_000_000:,} MB free")


def _safety() -> Check:
    if settings.DEBUG:
        return Check(
            "safety",
            "failed",
            "เปิดโหมดพัฒนาอยู่: เอา PRONGSAI_DEBUG ออก",
            "Debug mode is on: remove PRONGSAI_DEBUG.",
        )
    if not settings.HTTPS:
        return Check(
            "safety",
            "warning",
            "ยังไม่ได้ตั้ง PRONGSAI_HTTPS=1 ใช้ได้เฉพาะในเครื่อง",
            "PRONGSAI_HTTPS=1 is not set: fit for this machine only.",
        )
    return Check("safety", "ok", "HTTPS และคุกกี้ปลอดภัย", "HTTPS and secure cookies")


def _rules() -> Check:
    unverified = Rule.across_agencies.filter(verified=False, replaced_because="").count()
    if unverified:
        return Check(
            "rules",
            "warning",
            f"กติกา {unverified} ข้อยังไม่มีผู้ยืนยัน",
            f"{unverified} rules are not verified by anyone.",
        )
    return Check("rules", "ok", "ยืนยันครบ", "all verified")


CHECKS: Final[tuple[Callable[[], Check], ...]] = (
    _database,
    _agency,
    _ledger,
    _keys,
    _fonts,
    _disk,
    _safety,
    _rules,
)
