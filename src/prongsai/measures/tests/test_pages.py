"""The public report and the officers' pages, through the front door."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from prongsai.accounts.models import User
from prongsai.accounts.tests.factories import MembershipFactory
from prongsai.agencies.models import Agency
from prongsai.agencies.tests.factories import AgencyFactory
from prongsai.documents import pdf
from prongsai.documents.reading import read_bytes
from prongsai.evidence.facts import Fact, forget, provides
from prongsai.ledger.models import Entry
from prongsai.measures.actions import WrittenOutcome
from prongsai.measures.models import Measure, MeasureVersion
from prongsai.measures.tests.factories import BOUND, YEAR, measure, plan, scores
from prongsai.thai.digits import to_arabic

pytestmark = pytest.mark.django_db
OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    "pdf": ("application/pdf", "inline"),
    "docx": (f"{OFFICE}.wordprocessingml.document", "attachment"),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", "attachment"),
    "html": ("text/html; charset=utf-8", "attachment"),
    "json": ("application/json", "inline"),
}
MOST_QUERIES = 30
FACT = "test.number"


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory.create(code="ours", name="เทศบาลตำบลบ้านดี")


@pytest.fixture
def officer(agency: Agency, client: Client) -> User:
    user = MembershipFactory.create(agency=agency).user
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def _leave_no_provider() -> Iterator[None]:
    yield
    forget(FACT)


def words(response: HttpResponse) -> str:
    """The main part of a page as it is read, digits made Arabic."""
    return to_arabic(" ".join(html.fromstring(response.content).find(".//main").text_content().split()))


def first_measure() -> Measure:
    return Measure.across_agencies.filter(plan__is_current=True).order_by("order").first()


def address_of(one: Measure) -> str:
    return f"/staff/measures/{YEAR}/{one.pk}/"


def typed(response: HttpResponse) -> dict[str, Any]:
    """What the form of the page would send as it stands."""
    form = html.fromstring(response.content).xpath("//main//form")[0]
    return {name: value.replace("\r\n", "\n").removeprefix("\n") for name, value in form.form_values()}


class TestReportPage:
    def test_shows_the_draft_with_its_numbers_filled_in(self, client: Client, agency: Agency) -> None:
        plan(agency)
        scores(agency)
        response = client.get(f"/report/{YEAR}")
        text = words(response)
        assert "ปี 2567 ได้คะแนน 92.50 คะแนน ปี 2568 ได้คะแนน 97.38 คะแนน เพิ่มขึ้น 4.88 คะแนน" in text
        assert "ฉบับร่าง: ยังไม่ผ่านการอนุมัติ" in text
        assert [
            a.split(".")[-1] for a in html.fromstring(response.content).xpath("//main//nav//a/@href")
        ] == list(MEDIA)
        assert not response.cookies

    def test_says_draft_in_english_too(self, client: Client, agency: Agency) -> None:
        plan(agency)
        client.cookies["prongsai-language"] = "en"
        assert "Draft: not yet approved" in words(client.get(f"/report/{YEAR}"))

    def test_a_score_that_is_missing_is_said_to_be(self, client: Client, agency: Agency) -> None:
        plan(agency)
        assert "ปี 2568 ได้คะแนน (ยังไม่มีคะแนนในระบบ)" in words(client.get(f"/report/{YEAR}"))

    def test_a_sample_says_so_on_the_page_and_in_each_format(self, client: Client) -> None:
        notice = "ข้อมูลสมมติ มิใช่ของหน่วยงานใด"
        plan(AgencyFactory.create(is_sample=True, notice=notice))
        page = client.get(f"/report/{YEAR}")
        assert "ข้อมูลตัวอย่าง" in page.text and notice in page.text
        for extension in ("html", "docx", "xlsx", "pdf"):
            read = read_bytes(client.get(f"/report/{YEAR}.{extension}").content, f"r.{extension}")
            assert "".join(notice.split()) in "".join(repr(read).split()), extension
        assert client.get(f"/report/{YEAR}.json").json()["agency"] == {
            **client.get(f"/report/{YEAR}.json").json()["agency"],
            "sample": True,
            "notice": notice,
        }

    @pytest.mark.parametrize(
        "path", ["/report/2569", "/report/2569.pdf", "/report/2569.json", f"/report/{YEAR}.exe"]
    )
    def test_what_is_not_there_is_said_in_a_sentence(self, client: Client, agency: Agency, path: str) -> None:
        plan(agency)
        response = client.get(path)
        assert response.status_code == 404
        assert "ไม่พบหน้านี้" in response.text and "ตรวจที่อยู่" in response.text

    def test_an_installation_without_agency_has_no_report(self, client: Client) -> None:
        assert client.get(f"/report/{YEAR}").status_code == 404
        assert client.get(f"/report/{YEAR}.pdf").status_code == 404

    def test_hostile_words_stay_words(self, client: Client, agency: Agency) -> None:
        evil = (
            "<script>alert(1)</script>{{ settings.SECRET_KEY }}{score:9999}\"'><img src=x onerror=alert(2)>"
        )
        plan(
            agency,
            measures=[measure(title=evil, steps=[evil], results=[evil], outcomes=[WrittenOutcome(evil)])],
        )
        for path in (f"/report/{YEAR}", f"/report/{YEAR}.html"):
            document = html.fromstring(client.get(path).content)
            assert not document.xpath("//main//script | //main//img[@src='x'] | //*[@onerror]"), path
            assert document.text_content().count("<script>alert(") >= 4, path


class TestFiles:
    @pytest.mark.parametrize("extension", MEDIA)
    def test_each_format_comes_with_its_type_and_name(
        self, client: Client, agency: Agency, extension: str
    ) -> None:
        plan(agency)
        scores(agency)
        response = client.get(f"/report/{YEAR}.{extension}")
        media, disposition = MEDIA[extension]
        assert response["Content-Type"] == media
        assert response["Content-Disposition"] == f'{disposition}; filename="report-{YEAR}-ours.{extension}"'
        assert response["X-Content-Type-Options"] == "nosniff"
        told = (
            response.content.decode()
            if extension == "json"
            else repr(read_bytes(response.content, f"r.{extension}"))
        )
        assert "97.38" in to_arabic(told)

    def test_a_pdf_is_made_once_until_something_changes(
        self, client: Client, agency: Agency, officer: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made: list[str] = []
        monkeypatch.setattr(
            pdf, "render_pdf", lambda document: made.append(document.title) or f"PDF {len(made)}".encode()
        )
        plan(agency)
        first = client.get(f"/report/{YEAR}.pdf").content
        assert (first, client.get(f"/report/{YEAR}.pdf").content, len(made)) == (b"PDF 1", b"PDF 1", 1)
        scores(agency)
        assert client.get(f"/report/{YEAR}.pdf").content == b"PDF 2"
        page = address_of(first_measure())
        client.post(page, typed(client.get(page)) | {"title": "ใหม่"})
        assert client.get(f"/report/{YEAR}.pdf").content == b"PDF 3"
        assert client.get(f"/report/{YEAR}.pdf").content == b"PDF 3"

    def test_two_agencies_never_share_a_kept_copy(self, client: Client, agency: Agency) -> None:
        other = AgencyFactory.create(name=agency.name, district=agency.district, province=agency.province)
        plan(agency)
        plan(other, measures=[measure(title="ของอีกแห่ง")])
        texts = [client.get(f"/a/{one.code}/report/{YEAR}.docx").content for one in (agency, other, agency)]
        assert texts[0] == texts[2] != texts[1]


class TestFactsOfRooms:
    def test_a_room_that_fails_is_said_to_have_failed_without_its_words(
        self, client: Client, agency: Agency
    ) -> None:
        @provides("power", FACT)
        def broken(agency: Agency, year: int) -> Fact:
            raise RuntimeError("no such table in /srv/prongsai")

        plan(agency)
        page, data = client.get(f"/report/{YEAR}"), client.get(f"/report/{YEAR}.json")
        assert f"{FACT}: คำนวณไม่ได้" in words(page)
        failed = [fact for one in data.json()["measures"] for fact in one["facts"] if "failed" in fact]
        assert failed == [{"key": FACT, "failed": "RuntimeError"}]
        assert "/srv/prongsai" not in page.text + data.text

    def test_small_counts_of_people_and_what_is_not_public_stay_inside(
        self, client: Client, agency: Agency
    ) -> None:
        shown = {"key": FACT, "label_th": "ผู้ถูกร้อง", "label_en": "Accused", "period": YEAR, "url": "/scores/"}
        plan(agency)
        for more, told in (
            ({"value": 3, "n": 3, "about_people": True}, "ผู้ถูกร้อง: ยังไม่มีข้อมูล"),
            ({"value": 77, "n": 5, "about_people": True}, "ผู้ถูกร้อง: 77"),
        ):
            provides("power", FACT)(lambda agency, year, more=more: Fact(**shown | more))
            assert told in words(client.get(f"/report/{YEAR}"))
            forget(FACT)
        provides("power", FACT)(lambda agency, year: Fact(**shown | {"value": 77, "public": False}))
        assert "ผู้ถูกร้อง" not in client.get(f"/report/{YEAR}").text + client.get(f"/report/{YEAR}.json").text

    def test_an_issue_with_two_measures_shows_its_facts_once(self, client: Client, agency: Agency) -> None:
        provides("power", FACT)(
            lambda agency, year: Fact(FACT, "ผู้ผ่านการอบรม", "Trained", 41, year, "/scores/")
        )
        plan(agency, times=3)
        assert words(client.get(f"/report/{YEAR}")).count("ผู้ผ่านการอบรม: 41") == 1


class TestQueries:
    def count(self, client: Client, path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    @pytest.mark.parametrize("path", [f"/report/{YEAR}", f"/report/{YEAR}.json", f"/staff/measures/{YEAR}/"])
    def test_are_few_and_the_same_for_any_number_of_measures(
        self, client: Client, agency: Agency, officer: User, path: str
    ) -> None:
        plan(agency)
        scores(agency)
        few = self.count(client, path)
        many_outcomes = [WrittenOutcome(BOUND, code) for code in ("e1", "e2", "e3", "i1", "i2", "o1")]
        plan(
            agency, measures=[measure(issue, outcomes=many_outcomes) for issue in ("power", "property") * 20]
        )
        assert self.count(client, path) <= few <= MOST_QUERIES

    def test_of_the_editing_page_are_few(
        self, client: Client, agency: Agency, officer: User, django_assert_max_num_queries: Any
    ) -> None:
        plan(agency, measures=[measure(outcomes=[WrittenOutcome(f"ผล {n}", "e7") for n in range(15)])])
        with django_assert_max_num_queries(15):
            assert client.get(address_of(first_measure())).status_code == 200


@pytest.mark.usefixtures("officer")
class TestEditing:
    def test_saved_as_shown_nothing_changes_but_the_revision(self, client: Client, agency: Agency) -> None:
        plan(agency)
        page = address_of(first_measure())
        before = client.get(f"/report/{YEAR}.json").json()["measures"]
        assert client.post(page, typed(client.get(page)))["Location"] == f"/staff/measures/{YEAR}/"
        assert client.get(f"/report/{YEAR}.json").json()["measures"] == before
        assert "บันทึกแล้ว" in client.get(f"/staff/measures/{YEAR}/").text

    def test_writes_an_entry_and_keeps_the_earlier_version(self, client: Client, agency: Agency) -> None:
        plan(agency)
        held = first_measure()
        page = address_of(held)
        client.post(page, typed(client.get(page)) | {"results": "ประกาศ 5 ฉบับ\n\n อบรม 40 คน "})
        assert [one.text for one in held.results.order_by("order")] == ["ประกาศ 5 ฉบับ", "อบรม 40 คน"]
        assert MeasureVersion.across_agencies.get().content["results"] == list(measure().results)
        entry = json.loads(bytes(Entry.across_agencies.order_by("-index").first().data))
        assert (entry["ev"], entry["role"], entry["pub"]["revision"]) == ("edit", "officer", 2)

    def test_typed_scores_of_a_bound_outcome_become_places(self, client: Client, agency: Agency) -> None:
        plan(agency)
        held = first_measure()
        page = address_of(held)
        text = "ITA ปี ๒๕๖๗ ได้คะแนน ๙๐.๐๐ คะแนน ปี ๒๕๖๘ ได้คะแนน ๙๙.๙๙ คะแนน เพิ่มขึ้น ๙.๙๙ คะแนน"
        client.post(page, typed(client.get(page)) | {"outcomes-1-text": text, "outcomes-1-item_code": "i3"})
        kept = held.outcomes.get(item_code="i3").text
        assert (
            kept
            == "ITA ปี ๒๕๖๗ ได้คะแนน {score:2567} คะแนน ปี ๒๕๖๘ ได้คะแนน {score:2568} คะแนน เพิ่มขึ้น {delta} คะแนน"
        )

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"title": ""}, ""),
            ({"title": "ก" * 2_001}, "2000"),
            ({"steps": "\n".join("ก" * 301)}, "มีได้ไม่เกิน 300 ข้อ"),
            ({"results": "ก" * 10_001}, "ข้อหนึ่งยาวได้ไม่เกิน 10000 ตัวอักษร"),
            ({"outcomes-1-text": "ปีนี้ {score:2568}"}, "จึงต้องเลือกข้อของ ITA"),
            ({"outcomes-2-item_code": "e7"}, "เขียนประโยคของผลลัพธ์"),
            ({"outcomes-1-item_code": "zz"}, "zz"),
            ({"revision": ""}, ""),
            ({"revision": "ก"}, ""),
            ({"outcomes-TOTAL_FORMS": ""}, "ผลลัพธ์จึงหายไป"),
            ({"outcomes-TOTAL_FORMS": "41"}, "มีผลลัพธ์ได้ไม่เกิน 40 ข้อ"),
            ({"timeframe": "ก\x00ข"}, ""),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(
        self, client: Client, agency: Agency, change: dict[str, str], says: str
    ) -> None:
        plan(agency)
        page = address_of(first_measure())
        mine = {
            "responsible": "งานของฉัน <b>&amp;",
            "results": "ผลของฉัน",
            "outcomes-0-text": f"ฉัน {BOUND}",
        } | change
        before = Entry.across_agencies.count()
        response = client.post(page, typed(client.get(page)) | mine)
        assert response.status_code == 422
        document = html.fromstring(response.content)
        errors = document.xpath("//*[contains(@class, 'error-message') or contains(@class, 'error-summary')]")
        assert errors and says in to_arabic(" ".join(one.text_content() for one in errors))
        if "outcomes-TOTAL_FORMS" not in change:
            kept = typed(response)
            assert all(
                kept.get(name, "") == value
                for name, value in mine.items()
                if name not in {"outcomes-1-item_code", "timeframe"}
            )
        assert Entry.across_agencies.count() == before

    def test_two_officers_at_once_lose_nothing(self, client: Client, agency: Agency) -> None:
        plan(agency)
        held = first_measure()
        page = address_of(held)
        mine = typed(client.get(page)) | {"title": "ของฉัน", "results": "ผลของฉัน"}
        other = Client()
        other.force_login(MembershipFactory.create(agency=agency).user)
        theirs = {
            "title": "ของเขา", "steps": "ขั้นของเขา", "timeframe": "เวลาของเขา", "responsible": "งานของเขา",
            "results": "ผลของเขา", "outcomes-1-text": "ผลลัพธ์ของเขา",
        }  # fmt: skip
        assert other.post(page, typed(other.get(page)) | theirs).status_code == 302
        refused = client.post(page, mine)
        assert refused.status_code == 409
        saved_now = html.fromstring(refused.content).xpath("//details")[0].text_content()
        assert not [text for text in theirs.values() if text not in saved_now]
        again = typed(refused)
        assert (again["title"], again["results"]) == ("ของฉัน", "ผลของฉัน")
        assert client.post(page, again).status_code == 302
        held.refresh_from_db()
        assert (held.title, held.revision) == ("ของฉัน", 3)
        assert [one.content["title"] for one in MeasureVersion.across_agencies.order_by("revision")] == [
            "มาตรการ processes", "ของเขา",
        ]  # fmt: skip

    def test_an_outcome_taken_over_from_the_other_officer_is_kept(
        self, client: Client, agency: Agency
    ) -> None:
        plan(agency, measures=[measure(outcomes=[WrittenOutcome("หนึ่ง")])])
        page = address_of(first_measure())
        mine, theirs = typed(client.get(page)), typed(client.get(page)) | {"outcomes-1-text": "สอง"}
        client.post(page, theirs)
        again = typed(client.post(page, mine | {"title": "ของฉัน"})) | {"outcomes-1-text": "สอง"}
        assert client.post(page, again).status_code == 302
        assert [one.text for one in first_measure().outcomes.order_by("order")] == ["หนึ่ง", "สอง"]

    def test_a_binding_that_no_framework_knows_is_kept(self, client: Client, agency: Agency) -> None:
        plan(agency, measures=[measure(outcomes=[WrittenOutcome(BOUND, "o99")])])
        page = address_of(first_measure())
        assert client.post(page, typed(client.get(page)) | {"title": "ใหม่"}).status_code == 302
        assert first_measure().outcomes.get().item_code == "o99"

    def test_a_plan_that_was_replaced_meanwhile_gives_the_text_back(
        self, client: Client, agency: Agency
    ) -> None:
        plan(agency)
        page = address_of(first_measure())
        mine = typed(client.get(page)) | {"results": "ผลที่พิมพ์ไว้นาน <i>"}
        plan(agency)
        response = client.post(page, mine)
        assert response.status_code == 404
        assert "ผลที่พิมพ์ไว้นาน &lt;i&gt;" in response.text

    @pytest.mark.parametrize(
        "path", ["/staff/measures/2569/", f"/staff/measures/{YEAR}/0/", f"/staff/measures/{YEAR}/{10**30}/"]
    )
    def test_what_is_not_there_is_not_found(self, client: Client, agency: Agency, path: str) -> None:
        plan(agency)
        assert client.get(path).status_code == 404
        assert client.post(path, {"title": "x"}).status_code in {404, 405}
