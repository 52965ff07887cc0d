"""Keeping an imported report touches two rooms: the plan goes to `measures`, the scores it states to `assessment`."""

from __future__ import annotations

from django.db import transaction

from prongsai.agencies.actions import create_agency
from prongsai.agencies.models import Agency
from prongsai.assessment.actions import record_claimed_scores
from prongsai.cli.database import agency_named, ready_database
from prongsai.cli.errors import CommandError
from prongsai.evidence.items import item_source
from prongsai.measures.actions import save_draft
from prongsai.measures.draft import Draft
from prongsai.measures.models import Plan


def save_imported(
    draft: Draft, *, file_name: str, sha256: str, agency_code: str | None, fiscal_year: int | None = None
) -> Plan:
    """The draft as the current plan of its year, its stated scores as claims of that report, in one transaction."""
    ready_database()
    with transaction.atomic():
        agency = _agency_of(draft, agency_code)
        plan = save_draft(
            agency=agency, draft=draft, file_name=file_name, sha256=sha256, by=None, fiscal_year=fiscal_year
        )
        source = item_source()
        claimed = [
            (score.fiscal_year, item.code, score.points)
            for measure in draft.measures
            for outcome in measure.outcomes
            if outcome.scores and (item := source.match(plan.framework_year, outcome.text))
            for score in outcome.scores
        ]
        if claimed:
            record_claimed_scores(agency=agency, scores=claimed, source=f"รายงานที่นำเข้า {file_name}", by=None)
    return plan


def _agency_of(draft: Draft, code: str | None) -> Agency:
    """The agency named by its code, or by the name in the file; a first one is made from the file."""
    if code and Agency.objects.filter(code=code).exists():
        return agency_named(code)
    same_name = (
        Agency.objects.filter(name=draft.agency_name, is_sample=False).first() if draft.agency_name else None
    )
    if same_name and not code:
        return same_name
    if not draft.agency_name:
        raise CommandError(
            "แฟ้มไม่ได้บอกชื่อหน่วยงาน: ระบุด้วย --agency รหัส",
            "The file does not name its agency: say whose it is with --agency CODE.",
        )
    return create_agency(
        code=code or f"agency-{Agency.objects.count() + 1}",
        name=draft.agency_name,
        district=draft.district,
        province=draft.province,
        by="import-report",
    )
