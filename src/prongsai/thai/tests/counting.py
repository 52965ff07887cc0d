"""How much work a call is, counted instead of timed: a busy machine counts the same."""

from __future__ import annotations

import sys
from collections.abc import Callable


def steps(work: Callable[[], object]) -> int:
    """Calls of functions, ours and built-in ones, while `work` runs."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times the steps are more for twice the size: 2 is linear, 4 quadratic."""
    work(size)
    return steps(lambda: work(2 * size)) / steps(lambda: work(size))
