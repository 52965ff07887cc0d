"""The arithmetic: whole hundredths, half up, the same for every order of the answers."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.assessment import rules
from prongsai.assessment.frameworks import framework

points = st.integers(0, rules.FULL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("96.01", 9601),
        ("96,01", 9601),
        ("100", 10000),
        ("0", 0),
        ("96.1", 9610),
        (" 7.00 ", 700),
        ("100.000", 10000),
    ],
)
def test_written_points(text: str, expected: int) -> None:
    assert rules.points_of(text) == expected


@pytest.mark.parametrize(
    "text", ["", "100.01", "-1", "96.011", "1e2", "นะ", "1,234", "96.01%", "٩", "9 6", "nan", "1000"]
)
def test_what_is_no_points(text: str) -> None:
    with pytest.raises(rules.NotPointsError):
        rules.points_of(text)


@given(points)
def test_points_survive_being_written(value: int) -> None:
    assert rules.points_of(f"{rules.as_decimal(value):.2f}") == value
    assert rules.hundredths_of(rules.as_decimal(value)) == value


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-0.01", "100.01", "1.005"])
def test_decimals_that_are_no_points(value: str) -> None:
    with pytest.raises(rules.NotPointsError):
        rules.hundredths_of(Decimal(value))


@given(st.integers(0, 10**12), st.integers(1, 10**9))
def test_halves_go_up(total: int, by: int) -> None:
    exact = Decimal(total) / Decimal(by) if (2 * total) % by == 0 else None
    if exact is not None:
        assert rules.divide_half_up(total, by) == int(exact.to_integral_value(ROUND_HALF_UP))
    assert abs(Fraction(total, by) - rules.divide_half_up(total, by)) <= Fraction(1, 2)


@given(st.lists(points, min_size=1, max_size=40))
def test_a_mean_lies_within_and_knows_no_order(values: list[int]) -> None:
    mean = rules.mean(values)
    assert mean is not None and min(values) <= mean <= max(values)
    assert mean == rules.mean(sorted(values))
    assert rules.mean([mean] * len(values)) == mean


def test_nothing_has_no_mean() -> None:
    assert rules.mean([]) is None
    assert rules.item_points({}) is None
    assert rules.item_points({10_000: 0}) is None


@given(st.dictionaries(st.sampled_from([0, 3333, 6667, 10_000]), st.integers(0, 5_000), min_size=1))
def test_an_item_is_the_mean_of_its_answers(answers: dict[int, int]) -> None:
    spread = [value for value, times in answers.items() for _ in range(times)]
    assert rules.item_points(answers) == rules.mean(spread)


def test_one_best_and_one_second_answer() -> None:
    assert rules.item_points({10_000: 1, 6667: 1}) == 8334


@given(points, points, points)
def test_the_total_is_weighted(iit: int, eit: int, oit: int) -> None:
    total = rules.total_points([(iit, 30), (eit, 30), (oit, 40)])
    assert abs(total * 100 - (iit * 30 + eit * 30 + oit * 40)) <= 50
    assert min(iit, eit, oit) <= total <= max(iit, eit, oit)


def test_weights_that_are_no_whole() -> None:
    with pytest.raises(ValueError, match="100"):
        rules.total_points([(10_000, 30), (10_000, 30)])


def test_difference_needs_both_years() -> None:
    assert rules.delta(10_000, 9601) == 399
    assert rules.delta(None, 9601) is None
    assert rules.delta(9601, None) is None


class TestLevels:
    levels = framework(2568).levels

    @pytest.mark.parametrize(
        ("total", "lowest", "name"),
        [
            (9500, 9000, "ผ่านดีเยี่ยม"),
            (9500, 8499, "ผ่าน"),
            (9499, 8500, "ผ่านดี"),
            (8500, 8499, "ผ่าน"),
            (8499, 8000, "ต้องปรับปรุง"),
            (6999, 6000, "ต้องปรับปรุงโดยด่วน"),
        ],
    )
    def test_by_total_and_the_lowest_indicator(self, total: int, lowest: int, name: str) -> None:
        level = rules.level_of(self.levels, total, [10_000, lowest])
        assert level is not None and level.name_th == name

    def test_cannot_be_told_without_indicators_only_where_they_matter(self) -> None:
        assert rules.level_of(self.levels, 9600, None) is None
        below = rules.level_of(self.levels, 8000, None)
        assert below is not None and below.name_th == "ต้องปรับปรุง"

    @given(points, st.lists(points, min_size=1, max_size=10))
    def test_every_total_has_a_level(self, total: int, indicators: list[int]) -> None:
        assert rules.level_of(self.levels, total, indicators) is not None
