"""Words and clusters: whatever the text, its pieces are the text."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prongsai.thai import words as module
from prongsai.thai.tests.counting import growth
from prongsai.thai.words import Dictionary, clusters, word_list_path, words

THAI = st.text(alphabet="กขคจดนบมรสอหาะัิีึืุู็่้์ำเแโใไฤๅๆฯ. ๑a", max_size=80)
NOTHING_BEGINS_WITH = set("ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ")


@given(st.text() | THAI)
@settings(deadline=None)
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text
    assert "".join(clusters(text)) == text
    assert all(words(text))


@given(st.text(alphabet="กขคจดนบมรสอห" + "".join(NOTHING_BEGINS_WITH), max_size=40).map("ก".__add__))
def test_no_cluster_begins_with_a_mark_that_could_sit_on_what_is_before(text: str) -> None:
    pieces = clusters(text)
    for before, piece in pairwise(pieces):
        assert piece[0] not in "่้๊๋์็ัิีึืฺุู" or before[-1] in NOTHING_BEGINS_WITH


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ผู้บริหาร", ["ผู้", "บ", "ริ", "หา", "ร"]),
        ("จันทร์", ["จันทร์"]),
        ("น้ำเงิน", ["น้ำ", "เงิ", "น"]),
        ("ขึ้นคือเสื่อ", ["ขึ้", "น", "คือ", "เสื่อ"]),
        ("เกาะก็เห็น", ["เกาะ", "ก็", "เห็น"]),
        ("ฤๅษี", ["ฤๅ", "ษี"]),
    ],
)
def test_clusters(text: str, pieces: list[str]) -> None:
    assert clusters(text) == pieces


@pytest.mark.parametrize(
    "pieces",
    [
        ["มาตรการ", "ควบคุม"],
        ["ปีงบประมาณ", " ", "พ.ศ.", " ", "๒๕๖๘"],
        ["ระบบ", " ", "E-Service", " ", "ของ", "หน่วยงาน"],
        ["ธรรมาภิบาล"],
        ["ต่าง", "ๆ", " ", "๙๖.๐๑", " ", "คะแนน"],
        ["ขอ", "อัยม", "ทรัพย์สิน"],
        ["อำเภอ", "เมือง", "มุกดาหาร"],
    ],
)
def test_words(pieces: list[str]) -> None:
    assert words("".join(pieces)) == pieces


def test_more_words_are_kept_whole() -> None:
    more = Dictionary.load().plus(["บางทราย ใหญ่"])
    assert words("ตำบลบางทรายใหญ่", dictionary=more) == ["ตำบล", "บางทรายใหญ่"]
    assert Dictionary.load().plus([]) is Dictionary.load()
    assert "บางทรายใหญ่" not in Dictionary.load()


def test_without_a_list_words_are_clusters(monkeypatch: pytest.MonkeyPatch) -> None:
    assert words("ผู้บริหาร 5", dictionary=Dictionary([])) == [*clusters("ผู้บริหาร"), " ", "5"]
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: None)
    assert word_list_path.__wrapped__() is None


def test_the_list_is_found_and_its_package_is_not_imported() -> None:
    path = word_list_path()
    assert path is not None
    assert path.name == "words_th.txt"
    code = "import sys; from prongsai.thai.words import words; words('ทดสอบ'); sys.exit('pythainlp' in sys.modules or 'django' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], check=False, env={"PYTHONPATH": ":".join(sys.path)}
        ).returncode
        == 0
    )


@pytest.mark.parametrize("text", ["การส่งเสริมคุณธรรมและความโปร่งใสของหน่วยงานภาครัฐ", "ก"])
def test_twice_the_text_is_twice_the_work(text: str) -> None:
    assert growth(lambda size: words(text * size), 200) < 2.5
