"""Tests keep their promises: none is skipped, none is switched off, sizes are read in both languages alike."""

import json
import subprocess
import tomllib

from tests.house.house import ROOT, lines_with, sources
from tests.sizes import MODES, TABLE, Size, size

SKIPS = r"\b(import)?(or)?[sS]kip([iI]f|Unless)?\(|\bmark\.(skip|xfail)|\b(it|test|describe)\.(skip|only|todo|fixme)\b"
MUTES = r"# noqa|# type: ignore(?!\[)|eslint-disable|@ts-(ignore|nocheck|expect-error)|prettier-ignore|pragma: no cover"
THIS = "tests/house/test_tests.py"


def test_no_test_is_skipped_or_switched_off() -> None:
    files = [(name, text) for name, text in sources("tests/") if name != THIS]
    assert lines_with(SKIPS, iter(files)) == []


def test_no_check_is_muted_without_naming_what() -> None:
    files = [(name, text) for name, text in sources("") if name != THIS]
    assert lines_with(MUTES, iter(files)) == []


def test_a_skipped_test_and_a_muted_check_are_found() -> None:
    planted = [("x.py", "@pytest.mark.skip\npytest.skip('later')\nit.only(\nx = y  # type: ignore\n")]
    assert len(lines_with(SKIPS, iter(planted))) == 3
    assert len(lines_with(MUTES, iter(planted))) == 1


def test_every_size_has_a_ci_and_a_full_number() -> None:
    table = tomllib.loads(TABLE.read_text("utf-8"))["sizes"]
    assert len(table) > 10
    for name, both in table.items():
        assert len(both) == len(MODES), name
        assert 0 < both[0] <= both[1], name


def test_both_languages_read_the_same_size() -> None:
    code = "import { size } from './tests/sizes.ts'; console.log(JSON.stringify(size('random_days').wanted))"
    command = ["node", "--import", "./tests/house/strip.mjs", "--input-type=module", "-e", code]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(told.stdout) == size("random_days").wanted


def test_a_test_that_did_too_little_fails() -> None:
    try:
        Size("planted", 10).reached(9)
    except AssertionError as error:
        assert str(error) == "planted: only 9 of 10 were done"
    else:
        raise AssertionError("9 of 10 passed")
