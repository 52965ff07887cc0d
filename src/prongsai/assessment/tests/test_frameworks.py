"""The framework files: what they must hold, and that a faulty one is refused."""

from __future__ import annotations

from importlib.resources import files

import pytest

from prongsai.assessment.frameworks import (
    BadFrameworkError,
    NoFrameworkError,
    framework,
    nearest_framework,
    read_framework,
    same_item,
    years,
)
from prongsai.evidence.issues import ISSUES


def text_of(year: int) -> str:
    return files("prongsai.assessment").joinpath("frameworks", f"{year}.toml").read_text("utf-8")


@pytest.mark.parametrize("year", years())
class TestEveryYear:
    def test_weights_items_and_issues_fit_together(self, year: int) -> None:
        found = framework(year)
        assert sum(instrument.weight for instrument in found.instruments) == 100
        assert {item.indicator for item in found.items} <= {indicator.code for indicator in found.indicators}
        assert tuple(issue.key for issue in found.issues) == ISSUES
        assert [level.minimum for level in found.levels][-1] == 0

    def test_each_survey_indicator_has_its_three_items(self, year: int) -> None:
        found = framework(year)
        surveys = [one for one in found.indicators if one.instrument != "oit"]
        assert [len(found.items_of(one.code)) for one in surveys] == [3] * 8

    def test_everything_says_where_it_was_seen(self, year: int) -> None:
        found = framework(year)
        entries = [*found.instruments, *found.indicators, *found.items, *found.levels, *found.issues]
        entries += [*found.calendar, *(element for item in found.items for element in item.elements)]
        assert all(entry.source for entry in entries)
        assert all(entry.label_th and entry.label_en for entry in found.items)

    def test_items_informing_issues_leave_none_out(self, year: int) -> None:
        found = framework(year)
        assert {code for issue in found.issues for code in issue.items} == {item.code for item in found.items}

    def test_phrases_tell_items_apart(self, year: int) -> None:
        phrases = [group for item in framework(year).items for group in item.match]
        assert len(phrases) == len(set(phrases))


def test_the_number_of_items_is_as_announced() -> None:
    assert [
        sum(item.code.startswith("o") for item in framework(year).items) for year in (2567, 2568, 2569)
    ] == [0, 28, 26]
    announced = [framework(year).instrument("oit") for year in (2567, 2568, 2569)]
    assert [one.item_count for one in announced if one] == [35, 28, 26]


def test_what_was_not_seen_is_not_called_verified() -> None:
    verified = {item.code for item in framework(2568).items if item.verified and item.code[0] in "ie"}
    assert verified == {"i3", "i11", "e7"}
    assert not any(item.verified for item in framework(2569).items if item.code[0] in "ie")
    assert not any(level.verified for year in years() for level in framework(year).levels)


@pytest.mark.parametrize(
    ("year", "code", "expected"),
    [
        (2569, "o11", ((2568, "o12"), (2569, "o11"))),
        (2568, "o28", ((2568, "o28"), (2569, "o26"))),
        (2568, "o11", ((2568, "o11"),)),
        (2567, "e7", ((2567, "e7"), (2568, "e7"), (2569, "e7"))),
        (2568, "10", ((2567, "10"), (2568, "10"), (2569, "10"))),
    ],
)
def test_an_item_is_followed_through_its_numbers(year: int, code: str, expected: object) -> None:
    assert same_item(year, code) == expected


def test_respondents_at_least() -> None:
    staff = framework(2568).instrument("iit")
    assert staff is not None and staff.respondents is not None
    assert [staff.respondents.minimum_of(people) for people in (0, 12, 30, 31, 301, 9_999)] == [
        0,
        12,
        30,
        30,
        31,
        400,
    ]


def test_a_year_without_framework_says_which_there_are() -> None:
    with pytest.raises(NoFrameworkError) as refused:
        framework(2560)
    assert "2560" in refused.value.message_th and "2568" in refused.value.message_en


def test_wording_for_any_year_comes_from_the_nearest() -> None:
    assert [nearest_framework(year).year for year in (2500, 2568, 2575)] == [2567, 2568, 2569]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("weight = 40", "weight = 41", "101"),
        ('indicator = "1"\n', 'indicator = "99"\n', "'99'"),
        ('previous = "i1"', 'previous = "i77"', "i77"),
        ('key = "processes"', 'key = "proceses"', "issues"),
        ('minimum = "70.00"', 'minimum = "99.00"', "levels"),
        ('code = "i2"', 'code = "i3"', "i3"),
        ('items = ["i1", ', 'items = ["z1", ', "z1"),
        ("weight = 40", "", "weight"),
        ('minimum = "85.00"', 'minimum = "850"', "850"),
    ],
)
def test_a_faulty_file_is_refused(old: str, new: str, said: str) -> None:
    text = text_of(2568)
    assert old in text
    with pytest.raises(BadFrameworkError, match=said):
        read_framework(text.replace(old, new, 1), earlier=framework(2567))
