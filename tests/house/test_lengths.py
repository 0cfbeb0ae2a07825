"""No source file over 300 lines, no function over 50, nine in ten functions under 25."""

import ast
import json
import subprocess
from collections.abc import Iterable

import pytest

from tests.house.house import ROOT, sources

FILE_LINES = 300
FUNCTION_LINES = 50
MOST_LINES = 25
WEB = (".ts", ".tsx", ".mjs", ".cjs")
Measured = tuple[str, str, int, int]
"""File, function, first line, number of lines."""


def python_functions(files: Iterable[tuple[str, str]]) -> list[Measured]:
    """Every function with its length, its decorators left out."""
    return [
        (name, node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1)
        for name, text in files
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]


def web_functions(names: Iterable[str]) -> list[Measured]:
    """The same for TypeScript, by its own compiler. A test file's `describe` is a list of tests, not a function."""
    asked = "\n".join(names)
    command = ["node", "scripts/lengths.mjs"]
    told = subprocess.run(command, cwd=ROOT, input=asked, capture_output=True, text=True, check=True, timeout=120)
    return [(row[0], row[1], row[2], row[3]) for row in json.loads(told.stdout)]


def too_long(functions: Iterable[Measured]) -> list[str]:
    """The functions that break the law, as sentences."""
    return [
        f"{file}:{line} {name} has {count} lines" for file, name, line, count in functions if count > FUNCTION_LINES
    ]


def described(function: Measured) -> bool:
    """A nameless function of a test file holds tests, and is as long as they are together."""
    return function[0].startswith("tests/") and function[1] == "(nameless)"


def test_no_source_file_has_more_than_300_lines() -> None:
    lengths = {name: text.count("\n") for name, text in sources("")}
    assert len(lengths) > 50
    assert {name: count for name, count in lengths.items() if count > FILE_LINES} == {}


@pytest.mark.parametrize("room", ["backend", "pwa", "tests and scripts"])
def test_no_function_has_more_than_50_lines_and_nine_in_ten_have_less_than_25(room: str) -> None:
    folders = {"backend": ("backend/",), "pwa": ("pwa/",)}.get(room, ("tests/", "scripts/"))
    functions = python_functions(sources(*folders, endings=(".py",)))
    web = [name for name, _ in sources(*folders, endings=WEB)]
    functions += [row for row in web_functions(web) if not described(row)]
    assert functions, "no function was looked at"
    assert too_long(functions) == []
    short = sum(count < MOST_LINES for *_, count in functions)
    assert short / len(functions) >= 0.9, f"only {short} of {len(functions)} have less than {MOST_LINES} lines"


def test_a_function_of_51_lines_is_found() -> None:
    text = "def long():\n" + "    pass\n" * 50
    assert too_long(python_functions([("planted.py", text)])) == ["planted.py:1 long has 51 lines"]
