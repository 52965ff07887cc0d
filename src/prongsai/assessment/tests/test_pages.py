"""The pages as a visitor and an officer meet them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from xml.etree import ElementTree

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from prongsai.accounts.models import User
from prongsai.accounts.roles import Role
from prongsai.accounts.tests.factories import MembershipFactory
from prongsai.agencies.models import Agency
from prongsai.agencies.tests.factories import AgencyFactory
from prongsai.assessment.importing import scores_of
from prongsai.assessment.queries import score_table, years_with_scores
from prongsai.assessment.tests.factories import claimed, csv_file, every_item, official

pytestmark = pytest.mark.django_db
IMPORT = "/staff/scores/import"


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory.create()


def page(client: Client, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()[:2_000]
    return html.document_fromstring(response.content)


def cells(document: html.HtmlElement, code: str) -> list[str]:
    row = document.get_element_by_id(code)
    return [" ".join(cell.text_content().split()) for cell in row]


def charted(document: html.HtmlElement) -> Iterator[tuple[str, int, str]]:
    """(code, year, points) as the description of the chart says them."""
    for group in document.xpath("//svg/desc/text()")[0].split(". "):
        code = group.split(" ")[0]
        yield from ((code, int(year), text) for year, text in re.findall(r"(2\d{3}) = ([\d.]+)", group))


class TestPublicPage:
    def test_shows_each_score_beside_the_year_before_with_words(self, client: Client, agency: Agency) -> None:
        claimed(
            agency,
            {2567: {"e7": "92.50", "i3": "100", "i1": "90"}, 2568: {"e7": "97.38", "i3": "100", "i1": "80"}},
        )
        document = page(client, "/scores/2568/")
        assert cells(document, "e7")[2:] == ["97.38", "92.50", "เพิ่มขึ้น +4.88", "ถึงเกณฑ์"]
        assert cells(document, "i3")[2:] == ["100.00", "100.00", "เท่าเดิม 0.00", "ถึงเกณฑ์"]
        assert cells(document, "i1")[2:] == ["80.00", "90.00", "ลดลง -10.00", "ต่ำกว่าเกณฑ์"]
        assert "ตามที่รายงานระบุ" in cells(document, "e7")[1]

    def test_says_what_is_not_verified_and_where_scores_come_from(
        self, client: Client, agency: Agency
    ) -> None:
        claimed(agency, {2568: {"e7": "97.38", "e9": "100"}}, source="รายงานของเทศบาล")
        document = page(client, "/scores/2568/")
        assert "ยังไม่ยืนยัน" in cells(document, "e9")[1]
        assert "ยังไม่ยืนยัน" not in cells(document, "e7")[1]
        assert "รายงานของเทศบาล" in document.text_content()

    def test_the_chart_says_what_the_table_says(self, client: Client, agency: Agency) -> None:
        official(agency, 2567, every_item(2567, "88.88"))
        official(agency, 2568, every_item(2568, "90") | {"i1": "12.34"})
        document = page(client, "/scores/2568/")
        found = list(charted(document))
        assert len(found) == 10 + 8
        for code, year, text in found:
            assert cells(document, code)[2 if year == 2568 else 3] == text
        drawn = [text for text in document.xpath("//svg//text/text()") if re.fullmatch(r"\d+\.\d\d", text)]
        assert sorted(drawn) == sorted(text for _, _, text in found)

    def test_the_drawing_is_sound_and_has_a_name(self, client: Client, agency: Agency) -> None:
        claimed(agency, {2568: {"e7": "97.38", "i3": "100"}})
        body = client.get("/scores/2568/").content.decode()
        drawing = body[body.index("<svg") : body.index("</svg>") + 6]
        root = ElementTree.fromstring(drawing)  # noqa: S314 - our own output
        assert root.get("role") == "img"
        named = {element.get("id") for element in root if element.tag.endswith(("title", "desc"))}
        assert set((root.get("aria-labelledby") or "").split()) == named
        assert "style=" not in drawing and "<script" not in drawing

    def test_the_latest_year_is_the_first_page(self, client: Client, agency: Agency) -> None:
        claimed(agency, {2567: {"e7": "92.50"}, 2568: {"e7": "97.38"}})
        assert "2568" in page(client, "/scores/").find(".//h1").text_content()

    def test_without_scores_it_says_so(self, client: Client, agency: Agency) -> None:
        assert "ยังไม่มีคะแนน" in page(client, "/scores/").text_content()
        assert client.get("/scores/2400/").status_code == 404
        assert client.get(f"/scores/{10**30}/").status_code == 404

    def test_in_english_all_of_it_is_english(self, client: Client, agency: Agency) -> None:
        claimed(agency, {2568: {"e7": "97.38"}, 2567: {"e7": "92.50"}})
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        document = page(client, "/scores/2568/")
        assert cells(document, "e7")[4:] == ["up +4.88", "reached"]
        assert "Outsiders take part" in cells(document, "e7")[1]

    def test_a_year_without_framework_says_whose_numbers_it_uses(
        self, client: Client, agency: Agency
    ) -> None:
        claimed(agency, {2566: {"e7": "88.10"}, 2568: {"e7": "90"}})
        document = page(client, "/scores/2566/")
        assert "88.10" in cells(document, "e7")
        assert "2567" in document.text_content()

    def test_the_level_is_shown_with_its_mark(self, client: Client, agency: Agency) -> None:
        official(agency, 2568, every_item(2568, "90"))
        text = " ".join(page(client, "/scores/2568/").text_content().split())
        assert "ระดับผลการประเมิน: ผ่านดี ยังไม่ยืนยัน" in text

    def test_another_agencys_scores_are_never_shown(self, client: Client, agency: Agency) -> None:
        other = AgencyFactory.create()
        claimed(other, {2568: {"e7": "12.34"}}, source="ความลับ")
        for address in ("/scores/", "/scores/2568/", "/scores/2568.csv", "/scores/2568.json"):
            body = client.get(address).content.decode()
            assert "12.34" not in body and "ความลับ" not in body
        assert "12.34" in client.get(f"/a/{other.code}/scores/2568/").content.decode()

    def test_what_an_officer_typed_is_text(self, client: Client, agency: Agency) -> None:
        claimed(agency, {2568: {"e7": "90"}}, source="<script>alert(1)</script>")
        assert "<script>alert" not in client.get("/scores/2568/").content.decode()


class TestDownloads:
    def test_json_and_csv_say_what_the_page_says(self, client: Client, agency: Agency) -> None:
        official(agency, 2568, every_item(2568, "90.5"))
        claimed(agency, {2567: {"e7": "92.50"}})
        data = json.loads(client.get("/scores/2568.json").content)
        rows = list(csv.DictReader(io.StringIO(client.get("/scores/2568.csv").content.decode("utf-8-sig"))))
        assert [row["code"] for row in rows] == [score["code"] for score in data["scores"]]
        document = page(client, "/scores/2568/")
        for score in data["scores"]:
            assert cells(document, score["code"])[2] == score["score"]
        assert data["level"]["verified"] is False
        assert next(one for one in data["scores"] if one["code"] == "e7")["delta"] == "-2.00"

    def test_the_csv_can_be_imported_again(self, client: Client, agency: Agency) -> None:
        points = every_item(2568, "90.5") | {"i1": "80"}
        official(agency, 2568, points)
        read = scores_of(client.get("/scores/2568.csv").content, "scores.csv")
        assert {code: read[2568][code] for code in points} == {
            code: int(Decimal(text) * 100) for code, text in points.items()
        }

    def test_a_cell_of_the_csv_is_never_a_formula(self, client: Client, agency: Agency) -> None:
        claimed(agency, {2568: {"e7": "90"}}, source="=HYPERLINK(1)")
        assert ",'=HYPERLINK(1)," in client.get("/scores/2568.csv").content.decode("utf-8-sig")

    def test_an_unknown_year_is_not_found(self, client: Client, agency: Agency) -> None:
        assert (
            client.get("/scores/2400.csv").status_code == client.get("/scores/2400.json").status_code == 404
        )


@pytest.fixture
def officer(agency: Agency) -> User:
    user: User = MembershipFactory.create(agency=agency).user
    return user


def upload(client: Client, content: bytes, name: str = "scores.csv", **more: str) -> tuple[int, str]:
    response = client.post(IMPORT, {"file": SimpleUploadedFile(name, content), **more}, follow=True)
    return response.status_code, response.content.decode()


class TestImportPage:
    def test_only_those_who_may_import_get_in(self, client: Client, agency: Agency) -> None:
        assert client.get(IMPORT).status_code == 302
        client.force_login(MembershipFactory.create(agency=agency, role=Role.MAYOR).user)
        assert client.get(IMPORT).status_code == 403
        assert upload(client, csv_file([(2568, "i3", "100")]))[0] == 403
        client.force_login(MembershipFactory.create(agency=AgencyFactory.create()).user)
        assert client.get(IMPORT).status_code == 403
        assert years_with_scores(agency) == []

    def test_a_good_file_is_taken_and_shown(self, client: Client, agency: Agency, officer: User) -> None:
        client.force_login(officer)
        status, body = upload(client, csv_file([(2568, "i3", "100"), (2567, "i3", "99.50")]))
        assert status == 200
        assert "นำเข้า 1 คะแนน" in body and "+0.50" in body
        assert years_with_scores(agency) == [2568, 2567]

    def test_a_bad_file_is_refused_whole_with_every_place(
        self, client: Client, agency: Agency, officer: User
    ) -> None:
        client.force_login(officer)
        content = csv_file([(2568, "i3", "100"), (2568, "zz", "1"), (2568, "i4", "101")])
        status, body = upload(client, content, because="แก้ตามหนังสือ ป.ป.ช.")
        assert status == 422
        assert "แถว 3 (B3)" in body and "แถว 4 (C4)" in body
        assert "แก้ตามหนังสือ ป.ป.ช." in body
        assert years_with_scores(agency) == []

    def test_no_file_and_an_empty_file_get_a_sentence(self, client: Client, officer: User) -> None:
        client.force_login(officer)
        response = client.post(IMPORT, {})
        assert response.status_code == 422 and "เลือกแฟ้มคะแนน" in response.content.decode()
        assert upload(client, b"")[0] == 422

    def test_the_template_can_be_filled_in_and_handed_in(
        self, client: Client, agency: Agency, officer: User
    ) -> None:
        client.force_login(officer)
        page(client, IMPORT)
        response = client.get("/staff/scores/template/2568.xlsx")
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        for row in book.active.iter_rows(min_row=2):
            row[3].value = 91.5
        file = io.BytesIO()
        book.save(file)
        assert upload(client, file.getvalue(), "แบบฟอร์ม.xlsx")[0] == 200
        assert all(row.points == Decimal("91.50") for row in score_table(agency, 2568).rows)
        assert client.get("/staff/scores/template/2400.xlsx").status_code == 404
