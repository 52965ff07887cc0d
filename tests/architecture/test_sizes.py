"""Budgets that keep every file one idea: docs/architecture.md gives the reasons."""

from __future__ import annotations

import ast

from sourcecode import modules, shown, tree

LONGEST_MODULE = 400
LONGEST_TEST_MODULE = 600
LONGEST_CLASS = 250
LONGEST_FUNCTION = 60
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "managers", "common", "misc", "core", "base2"}


def test_no_module_is_longer_than_one_idea() -> None:
    too_long = [
        f"{shown(path)}: {lines}"
        for limit, tests in ((LONGEST_MODULE, False), (LONGEST_TEST_MODULE, True))
        for path in modules(tests=tests)
        if (lines := len(path.read_text("utf-8").splitlines())) > limit
    ]
    assert not too_long


def test_no_class_and_no_function_is_too_long() -> None:
    limits = {ast.ClassDef: LONGEST_CLASS, ast.FunctionDef: LONGEST_FUNCTION}
    too_long = [
        f"{shown(path)}: {node.name} {length}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, tuple(limits))
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > limits[type(node)]
    ]
    assert not too_long


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [shown(path) for path in modules() if FORBIDDEN_NAMES & {path.stem, *path.parts[-3:-1]}]
