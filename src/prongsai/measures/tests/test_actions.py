"""What officers do with a plan: kept versions, replaced plans, conflicts, and all or nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from prongsai.accounts.models import User
from prongsai.accounts.roles import Role
from prongsai.accounts.tests.factories import MembershipFactory
from prongsai.agencies.models import Agency
from prongsai.agencies.tenancy import ForeignRowError, working_for
from prongsai.agencies.tests.factories import AgencyFactory, DivisionFactory
from prongsai.documents.reading import read_bytes
from prongsai.evidence.items import item_source
from prongsai.ledger.models import Entry
from prongsai.ledger.rules import EntryRefusedError
from prongsai.measures.actions import (
    DraftNotSavableError,
    EditConflictError,
    WrittenOutcome,
    as_written,
    bound,
    edit_measure,
    save_draft,
    write_plan,
)
from prongsai.measures.draft import Draft
from prongsai.measures.importing import draft_of
from prongsai.measures.layout import json_bytes
from prongsai.measures.models import ImportedReport, Measure, MeasureVersion, Plan
from prongsai.measures.report import gather
from prongsai.measures.tests.factories import BOUND, YEAR, measure, plan, scores

pytestmark = pytest.mark.django_db
STATED = "จากผลการประเมิน ITA ข้อ e7 ปี ๒๕๖๗ ได้คะแนน ๙๒.๕๐ คะแนน ปี ๒๕๖๘ ได้คะแนน ๙๗.๓๘ คะแนน เพิ่มขึ้น ๔.๘๘ คะแนน"
PLACED = "จากผลการประเมิน ITA ข้อ e7 ปี ๒๕๖๗ ได้คะแนน {score:2567} คะแนน ปี ๒๕๖๘ ได้คะแนน {score:2568} คะแนน เพิ่มขึ้น {delta} คะแนน"
HEAD = "มาตรการ/โครงการ/กิจกรรม\tขั้นตอน/วิธีการปฏิบัติ\tระยะเวลาในการดำเนินการ\tผู้รับผิดชอบ\tผลการดำเนินการ\tผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ"


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory.create(code="ours")


@pytest.fixture
def officer(agency: Agency) -> User:
    return MembershipFactory.create(agency=agency, role=Role.OFFICER).user


def draft(outcome: str = STATED, year: int | None = YEAR) -> Draft:
    """A draft read from a small file, with one measure on each issue that its titles name."""
    titles = item_source().issue_titles(YEAR)
    of_year = f"รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. {year}\n" if year else "รายงานผลการดำเนินการ\n"
    rows = [f"{title}\tก\tตุลาคม 2567\tกองคลัง\tประกาศแล้ว\t{outcome}" for title in titles.values()]
    return draft_of(read_bytes("\n".join([of_year, HEAD, *rows]).encode(), "old.txt"), titles)


def saved(agency: Agency, given: Draft, **more: Any) -> Plan:
    return save_draft(
        **{"agency": agency, "draft": given, "file_name": "old.txt", "sha256": "ab" * 32, "by": None} | more
    )


def first_of(found: Plan) -> Measure:
    return Measure.across_agencies.filter(plan=found).order_by("order").first()


def rows() -> dict[str, list[tuple[Any, ...]]]:
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr) for model in apps.get_models()
    }


def told(entry: Entry) -> dict[str, Any]:
    return json.loads(bytes(entry.data))


class TestWritingAPlan:
    def test_is_one_entry_and_holds_what_was_written(self, agency: Agency, officer: User) -> None:
        found = plan(agency, by=officer)
        with working_for(agency):
            assert as_written(first_of(found)) == measure()
        entry = Entry.across_agencies.get(register="measures")
        assert (entry.object_id, entry.event) == (str(found.public_id), "write")
        assert told(entry)["pub"] == {"fiscal_year": YEAR, "measures": 7}
        assert officer.full_name not in bytes(entry.data).decode()

    def test_another_one_replaces_it_and_keeps_it_with_the_reason(self, agency: Agency) -> None:
        earlier, kept = plan(agency), as_written_of(plan(agency, times=2))
        now = plan(agency)
        assert list(Plan.across_agencies.filter(is_current=True)) == [now]
        for old in Plan.across_agencies.exclude(pk=now.pk):
            assert old.replaced_because == "จัดทำแผนใหม่"
        assert len(kept) == 14
        assert as_written_of(earlier) == as_written_of(now)

    def test_other_years_and_other_agencies_keep_theirs(self, agency: Agency) -> None:
        before = write_plan(agency=agency, fiscal_year=2567, measures=[measure()], by=None)
        theirs = plan(AgencyFactory.create())
        plan(agency)
        assert set(Plan.across_agencies.filter(is_current=True)) >= {before, theirs}

    def test_the_words_of_a_division_are_tied_to_it(self, agency: Agency) -> None:
        division = DivisionFactory.create(agency=agency, name="กองคลัง")
        DivisionFactory.create(name="กองช่าง")
        found = plan(agency, measures=[measure(responsible=["กอง คลัง", "กองช่าง"])])
        responsible = first_of(found).responsible.order_by("order")
        assert [(one.text, one.division) for one in responsible] == [("กอง คลัง", division), ("กองช่าง", None)]


def as_written_of(found: Plan) -> list[Any]:
    with working_for(found.agency):
        return [as_written(one) for one in Measure.objects.filter(plan=found)]


class TestEditing:
    def test_keeps_the_earlier_version_and_writes_an_entry(self, agency: Agency, officer: User) -> None:
        found = plan(agency)
        changed_before = found.changed_at
        held = first_of(found)
        new = measure(title="ใหม่", steps=["หนึ่ง"], results=[], outcomes=[WrittenOutcome("ผล")])
        edited = edit_measure(agency=agency, measure=held, written=new, seen_revision=1, by=officer)
        assert as_written_of(found)[0] == new
        version = MeasureVersion.across_agencies.get()
        assert (version.measure, version.revision, version.content["title"]) == (held, 1, "มาตรการ processes")
        assert version.content["outcomes"][0] == {"text": BOUND, "item_code": "e7"}
        entry = Entry.across_agencies.order_by("-index").first()
        assert (entry.event, entry.seq) == ("edit", 2)
        assert told(entry)["pub"] == {"fiscal_year": YEAR, "measure": str(held.public_id), "revision": 2}
        assert edited.revision == 2
        found.refresh_from_db()
        assert found.changed_at > changed_before

    def test_every_version_stays(self, agency: Agency, officer: User) -> None:
        held = first_of(plan(agency))
        for revision in range(1, 6):
            edit_measure(
                agency=agency, measure=held, written=measure(title=f"ครั้งที่ {revision + 1}"), seen_revision=revision, by=officer
            )  # fmt: skip
        titles = [version.content["title"] for version in MeasureVersion.across_agencies.order_by("revision")]
        assert titles == ["มาตรการ processes", *(f"ครั้งที่ {n}" for n in range(2, 6))]

    @pytest.mark.parametrize("seen", [0, 1, 3])
    def test_of_another_revision_is_a_conflict_and_changes_nothing(
        self, agency: Agency, officer: User, seen: int
    ) -> None:
        held = first_of(plan(agency))
        edit_measure(agency=agency, measure=held, written=measure(title="ก"), seen_revision=1, by=officer)
        before = rows()
        with pytest.raises(EditConflictError) as conflict:
            edit_measure(
                agency=agency, measure=held, written=measure(title="ข"), seen_revision=seen, by=officer
            )
        assert conflict.value.held.title == "ก"
        assert rows() == before

    def test_a_measure_of_another_agency_is_not_found(self, agency: Agency, officer: User) -> None:
        theirs = first_of(plan(AgencyFactory.create()))
        before = rows()
        with pytest.raises((Measure.DoesNotExist, ForeignRowError)):
            edit_measure(agency=agency, measure=theirs, written=measure(), seen_revision=1, by=officer)
        assert rows() == before


class TestSavingADraft:
    def test_replaces_the_plan_and_keeps_it_and_the_file(self, agency: Agency) -> None:
        earlier = plan(agency)
        given = draft()
        now = saved(agency, given)
        earlier.refresh_from_db()
        assert (earlier.is_current, earlier.replaced_because) == (False, "นำเข้าจาก old.txt")
        assert len(as_written_of(earlier)) == 7
        imported = ImportedReport.across_agencies.get(plan=now)
        assert (imported.file_name, imported.sha256, imported.draft) == (
            "old.txt",
            "ab" * 32,
            given.as_json(),
        )
        entry = Entry.across_agencies.order_by("-index").first()
        assert told(entry)["pub"] == {"fiscal_year": YEAR, "measures": 7, "file_sha256": "ab" * 32}

    def test_typed_scores_of_an_item_become_places(self, agency: Agency) -> None:
        held = first_of(saved(agency, draft()))
        assert [(one.text, one.item_code) for one in held.outcomes.all()] == [(PLACED, "e7")]
        scores(agency)
        assert gather(agency, YEAR).measures[0].outcomes[0].text == (
            "จากผลการประเมิน ITA ข้อ e7 ปี ๒๕๖๗ ได้คะแนน 92.50 คะแนน ปี ๒๕๖๘ ได้คะแนน 97.38 คะแนน เพิ่มขึ้น 4.88 คะแนน"
        )

    @pytest.mark.parametrize(
        "text", ["ประชาชนพึงพอใจ 95 คน", "คะแนนดีขึ้นทุกข้อ", STATED.replace("ข้อ e7", "ข้อ e7 และ i3")]
    )
    def test_what_is_not_certain_stays_word_for_word(self, text: str) -> None:
        assert bound(text, YEAR) == WrittenOutcome(text)

    def test_without_a_year_it_is_refused_unless_one_is_given(self, agency: Agency) -> None:
        with pytest.raises(DraftNotSavableError, match="--year YEAR"):
            saved(agency, draft(year=None))
        assert saved(agency, draft(year=None), fiscal_year=2566).fiscal_year == 2566

    def test_without_measures_or_with_one_of_no_issue_it_is_refused(self, agency: Agency) -> None:
        with pytest.raises(DraftNotSavableError, match="no table of measures"):
            saved(agency, Draft(fiscal_year=YEAR))
        given = draft()
        given.measures[2].issue = ""
        with pytest.raises(DraftNotSavableError, match=re.escape(given.measures[2].title)):
            saved(agency, given)
        assert not Plan.across_agencies.exists()


class TestAllOrNothing:
    @pytest.fixture(params=["write", "draft", "edit"])
    def act(self, request: pytest.FixtureRequest, agency: Agency, officer: User) -> Callable[[], object]:
        held = first_of(plan(agency))
        return {
            "write": lambda: plan(agency, by=officer),
            "draft": lambda: saved(agency, draft(), by=officer),
            "edit": lambda: edit_measure(
                agency=agency, measure=held, written=measure(title="ใหม่"), seen_revision=1, by=officer
            ),
        }[request.param]

    def test_nothing_stays_when_the_ledger_refuses(
        self, act: Callable[[], object], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = rows()
        # A register that is no word: the real ledger refuses it, after everything else was written.
        monkeypatch.setattr("prongsai.measures.actions.REGISTER", "no word!")
        with pytest.raises((EntryRefusedError, ValueError)):
            act()
        assert rows() == before

    def test_the_same_act_is_taken_when_it_does_not(self, act: Callable[[], object]) -> None:
        entries = Entry.across_agencies.count()
        act()
        assert Entry.across_agencies.count() == entries + 1


def test_the_same_rows_give_the_same_bytes(agency: Agency, home: Path) -> None:
    plan(agency)
    scores(agency)
    assert json_bytes(gather(agency, YEAR)) == json_bytes(gather(agency, YEAR))
