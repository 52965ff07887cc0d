"""Spaces go only where they stand inside a word or where lines were wrapped; no other character ever goes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prongsai.thai.spaces import bare, clean, search_form, squeeze, unwrap
from prongsai.thai.tests.counting import growth

TOWN = ("บางทรายใหญ่",)
ANY = st.text() | st.text(alphabet="กขจดนมรสอาะัิี่้์ำํเแไ ๑1.-\n\u00a0\u200bการจ้างที่ ", max_size=120)
PHRASES = st.lists(
    st.sampled_from(
        (
            "การ",
            "จัดซื้อจัด",
            "จ้าง",
            "ความ",
            "เข้าใจ",
            "ที่",
            "ชัดเจน",
            "๑.",
            "-",
            "ทุจริต",
            "หน่วยงาน",
            "E-Service",
            "พ.ศ.",
            "๒๕๖๘",
            "ต่างๆ",
        )
    ),
    max_size=60,
)


def _letters(text: str) -> str:
    return re.sub(r"\s", "", clean(text))


@given(ANY | PHRASES.map(" ".join))
@settings(deadline=None)
def test_nothing_but_white_space_goes(text: str) -> None:
    assert _letters(squeeze(text)) == _letters(text)
    assert _letters(unwrap(text)) == _letters(text)
    assert unwrap(text).count("\n") == squeeze(text).count("\n") == clean(text).count("\n")


@given(ANY)
@settings(deadline=None)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert bare(bare(text)) == bare(text)
    assert search_form(search_form(text)) == search_form(text)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("จัดซื้อจัด จ้าง", "จัดซื้อจัดจ้าง"),
        ("เทศบาลตำบลบางทราย ใหญ่", "เทศบาลตำบลบางทรายใหญ่"),
        ("เทศบาลตำบลบาง ทรายใหญ่ถึงผู้นำ", "เทศบาลตำบลบางทรายใหญ่ถึงผู้นำ"),
        ("ผู้บริหา ร และพนักงาน", "ผู้บริหาร และพนักงาน"),
        ("ความรู้ความ เข้าใจ", "ความรู้ความเข้าใจ"),
        ("น ้ำดื่ม", "น้ำดื่ม"),
        ("ทํา\u200bงาน\u00a0\tดี", "ทำงาน ดี"),
        ("นํ้า น้ํา", "น้ำ น้ำ"),
    ],
)
def test_spaces_inside_words_go(given_text: str, expected: str) -> None:
    assert squeeze(given_text, extra_words=TOWN) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ปีงบประมาณ พ.ศ. ๒๕๖๘",
        "อำเภอเมือง จังหวัดมุกดาหาร",
        "ก. ข.",
        "๑. กำหนด",
        "- นโยบาย",
        "ต่าง ๆ ของ",
        "กรุงเทพฯ และปริมณฑล",
        "สะดวก รวดเร็ว โปร่งใส",
        "นายประเวส รองพล",
        "ขั้นตอน และแนวทาง",
        "นโยบาย No Gift Policy และ E-Service",
        "บรรทัดแรก\nบรรทัดสอง",
    ],
)
def test_spaces_between_phrases_stay(text: str) -> None:
    assert squeeze(text) == text
    assert unwrap(text) == text


def test_a_wrapped_cell_is_put_together() -> None:
    wrapped = (
        "- ผู้บริหารระดับสูงขององค์กรควรมีนโยบายที่ ชัดเจนให้ต่อต้านการติดสินบนเจ้าพนักงานรัฐ และปฏิบัติตัวให้เป็นตัวอย่าง "
        "- มีนโยบายและมาตรการที่ชัดเจนเกี่ยวกับการ ให้ของขวัญ ของกำนัลต่างๆรวมถึงการเลี้ยง รับรองจึงต้องมีขั้นตอน"
    )
    assert unwrap(wrapped) == (
        "- ผู้บริหารระดับสูงขององค์กรควรมีนโยบายที่ชัดเจนให้ต่อต้านการติดสินบนเจ้าพนักงานรัฐและปฏิบัติตัวให้เป็นตัวอย่าง "
        "- มีนโยบายและมาตรการที่ชัดเจนเกี่ยวกับการให้ของขวัญ ของกำนัลต่างๆรวมถึงการเลี้ยงรับรองจึงต้องมีขั้นตอน"
    )
    assert (
        unwrap("กระบวนการ ควบคุมตรวจสอบ การใช้อำนาจและ การบริหารงาน บุคคล")
        == "กระบวนการควบคุมตรวจสอบการใช้อำนาจและการบริหารงานบุคคล"
    )


def test_paragraphs_of_one_cell_share_its_width() -> None:
    cell = [
        "- หน่วยงานที่กำกับดูแลและ ตรวจสอบ มีการตรวจสอบการ ใช้จ่ายงบประมาณ อย่างเข้มงวด เพื่อรักษามาตรฐานไว้",
        "- ประชาสัมพันธ์ชี้แจงให้พนักงานได้รับ ทราบในการประชุมประจำเดือน เกี่ยวกับ แผนการใช้จ่ายงบประมาณ เพื่อสร้าง ความรู้ความเข้าใจ",
    ]
    first, second = unwrap("\n".join(cell)).split("\n")
    assert "ตรวจสอบการใช้จ่ายงบประมาณ อย่างเข้มงวด" in first
    assert (
        second
        == "- ประชาสัมพันธ์ชี้แจงให้พนักงานได้รับทราบในการประชุมประจำเดือน เกี่ยวกับแผนการใช้จ่ายงบประมาณ เพื่อสร้างความรู้ความเข้าใจ"
    )


@pytest.mark.parametrize(
    "text",
    [
        "ผู้บริหาร พนักงาน ลูกจ้าง ประชาชน",
        "ซื่อสัตย์ สุจริต โปร่งใส เป็นธรรม รับผิดชอบ มีน้ำใจ",
        "นายสมชาย ใจดี ปลัดเทศบาล นางสาวสมศรี มีสุข นายช่างโยธา นายประเสริฐ ดีงาม ผู้อำนวยการกองคลัง",
        "E-Service คือ การนำเทคโนโลยีดิจิทัลมาใช้ในการให้บริการของภาครัฐแก่ประชาชน ผ่านช่องทางออนไลน์",
    ],
)
def test_prose_and_lists_are_no_wraps(text: str) -> None:
    assert unwrap(text) == text


def test_forms_for_comparing_and_searching() -> None:
    assert bare(" ระยะเวลาใน การดำเนินการ\nปี ๒๕๖๘ ITA\u200b") == "ระยะเวลาในการดำเนินการปี2568ita"
    assert search_form("เเผนการ จัดซื้อจัด จ้าง") == search_form("แผนการจัดซื้อจัดจ้าง")
    assert search_form("No Gift Policy") in search_form("นโยบาย NO GIFT  POLICY ปี ๒๕๖๘")


@pytest.mark.parametrize("text", ["ก า ", "การจัดซื้อจัด จ้าง "])
def test_twice_the_text_is_twice_the_work(text: str) -> None:
    assert growth(lambda size: unwrap(text * size), 400) < 2.6


@pytest.mark.seed
def test_the_real_report_loses_no_character(seed_report: Path) -> None:
    cells = [cell for line in seed_report.read_text("utf-8").splitlines() for cell in line.split("\t")]
    assert len(cells) > 100
    squeezed = [squeeze(cell, extra_words=TOWN) for cell in cells]
    for cell, short in zip(cells, squeezed, strict=True):
        assert _letters(short) == _letters(cell)
        assert _letters(unwrap(cell, extra_words=TOWN)) == _letters(cell)
    together = " ".join(squeezed)
    for broken in ("จัดซื้อจัด จ้าง", "บางทราย ใหญ่", "บาง ทรายใหญ่", "ของ กำนัล"):
        assert broken not in together
    for kept in ("อำเภอเมืองมุกดาหาร จังหวัดมุกดาหาร", "ปีงบประมาณ พ.ศ. ๒๕๖๘", "ซึ่งระบุขั้นตอน และแนวทางในการ"):
        assert kept in together
