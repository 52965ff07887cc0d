"""Each door of the command line with what people really bring: one sentence in Thai and English, code 2, nothing written."""

from __future__ import annotations

import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from commandline import Prongsai, Run

THAI = re.compile(r"[ก-๛]{4}")
ENGLISH = re.compile(r"[A-Za-z]{3,} [a-z]{2,}")


def refused(run: Run) -> None:
    """One clear sentence in both languages, no traceback."""
    assert run.code == 2, run.out + run.err
    last = run.err.strip().splitlines()[-1]
    assert THAI.search(last), last
    assert ENGLISH.search(last), last
    assert "Traceback" not in run.err


def empty(path: Path) -> None:
    path.write_bytes(b"")


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)


def noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 300_000_000)


def no_table(path: Path) -> None:
    path.write_text("รายงานที่ไม่มีตาราง\n", "utf-8")


@pytest.mark.parametrize("make", [empty, huge, noise, bomb, no_table])
@pytest.mark.parametrize("name", ["r.txt", "r.docx", "r.xlsx", "r.pdf"])
def test_a_file_that_is_no_report(prongsai: Prongsai, tmp_path: Path, make: object, name: str) -> None:
    path = tmp_path / name
    make(path)  # type: ignore[operator]
    refused(prongsai("import-report", path, "--save"))
    database = tmp_path / "home" / "prongsai.sqlite3"
    assert not database.exists() or prongsai("report", "2568").code == 2


def test_thai_in_the_old_encoding_is_read(prongsai: Prongsai, tmp_path: Path) -> None:
    rows = "มาตรการ\tขั้นตอน\tระยะเวลา\tผู้รับผิดชอบ\tผลการดำเนินการ\tผลลัพธ์\nป้องกันการทุจริต\t๑. อบรม\tม.ค. ๒๕๖๘\tกองคลัง\t- ทำแล้ว\t- ดี\n"
    path = tmp_path / "old.txt"
    path.write_bytes(f"เทศบาลตำบลตัวอย่าง ปีงบประมาณ พ.ศ. ๒๕๖๘\n{rows}".encode("cp874"))
    data = prongsai("import-report", path, "--json").json
    assert (data["fiscal_year"], data["measures"][0]["title"]) == (2568, "ป้องกันการทุจริต")


@pytest.mark.parametrize(
    "words",
    [
        ("report", "2568"),
        ("report", "2025"),
        ("report", "ปีนี้"),
        ("report", "2568", "--agency", "nowhere"),
        ("import-report", "missing.txt"),
        ("import-report", "."),
        ("import-scores", "missing.xlsx"),
        ("lint-report", "missing.txt"),
        ("serve", "--port", "99999"),
        ("nonsense",),
        (),
    ],
)
def test_words_that_cannot_be_used(prongsai: Prongsai, words: tuple[str, ...]) -> None:
    refused(prongsai(*words))


def test_a_year_without_data_with_json_says_so_as_json(demo: tuple[Prongsai, Path]) -> None:
    run = demo[0]("report", "2570", "--json")
    assert run.code == 2
    assert set(run.json["error"]) == {"message_th", "message_en"}


def test_a_folder_that_cannot_be_written(prongsai: Prongsai, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file stands where the home should be")
    refused(prongsai("report", "2568"))


@pytest.mark.seed
def test_an_agency_code_cannot_leave_its_folder(
    prongsai: Prongsai, tmp_path: Path, seed_report: Path
) -> None:
    refused(prongsai("import-report", seed_report, "--save", "--agency", "../../elsewhere"))
    assert not list(tmp_path.glob("elsewhere*"))


@pytest.mark.seed
def test_two_who_save_at_once_both_end_well(prongsai: Prongsai, seed_report: Path) -> None:
    """The first makes the agency and the plan, the second replaces the plan; no plan is lost and none stands twice."""
    assert prongsai("import-report", seed_report, "--save").code == 0
    with ThreadPoolExecutor(3) as people:
        runs = list(
            people.map(lambda _: prongsai("import-report", seed_report, "--save", "--json"), range(3))
        )
    assert [run.code for run in runs] == [0, 0, 0], [run.err for run in runs]
    assert prongsai("ledger", "verify").code == 0


def test_the_home_is_closed_to_other_users(prongsai: Prongsai, tmp_path: Path) -> None:
    assert prongsai("migrate").code == 0
    assert (tmp_path / "home").stat().st_mode & 0o077 == 0
