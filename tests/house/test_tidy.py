"""What must not be in the repository: secrets, paths of one machine, leavings of work, names that say nothing."""

import re
from pathlib import Path

from tests.house.house import ROOT, lines_with, sources, tracked

TEXT = (".py", ".ts", ".tsx", ".mjs", ".cjs", ".md", ".json", ".toml", ".html", ".css", ".yml", ".sh", ".txt")
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.}])/(home|root|Users|work|tmp)/\w",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a token of a service": r"\b(ghp_|github_pat_|npm_|AKIA|xox[bp]-)\w{12,}",
    "a merge left half": r"^(<<<<<<<|=======|>>>>>>>)( |$)",
    "a debugger left on": r"^\s*(debugger;|breakpoint\(\)|import i?pdb)",
    "a note instead of work": r"\b(TODO|FIXME|XXX|HACK)\b",
}
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "stuff"}
THIS = ("tests/house/test_tidy.py", "package-lock.json")
ROOMS = {"backend", "pwa", "shared", "tests", "docs", "scripts", "deploy", ".ci"}


def everything() -> list[tuple[str, str]]:
    """Every text file that git knows."""
    return [(name, (ROOT / name).read_text("utf-8")) for name in tracked() if name.endswith(TEXT) and name not in THIS]


def test_nothing_forbidden_stands_in_the_repository() -> None:
    files = everything()
    assert len(files) > 60
    found = {what: lines_with(pattern, iter(files)) for what, pattern in FORBIDDEN.items()}
    assert {what: lines for what, lines in found.items() if lines} == {}


def test_every_forbidden_thing_is_found_where_it_stands() -> None:
    planted = (
        "open('/home/someone/x')\n-----BEGIN PRIVATE KEY-----\nAKIAABCDEFGHIJKLMNOP\n<<<<<<< HEAD\n# TODO: later\n"
    )
    planted += "breakpoint()\n"
    for what, pattern in FORBIDDEN.items():
        assert len(lines_with(pattern, iter([("x.py", planted)]))) == 1, what


def test_the_lock_file_names_one_registry() -> None:
    hosts = set(re.findall(r"\"resolved\": \"https?://([^/]+)/", (ROOT / "package-lock.json").read_text("utf-8")))
    assert hosts <= {"registry.npmjs.org"}


def test_names_say_what_is_inside() -> None:
    empty = [name for name in tracked() if EMPTY_NAMES & set(Path(name).with_suffix("").parts)]
    assert empty == []


def test_the_house_has_these_rooms_only() -> None:
    assert {name.split("/")[0] for name in tracked() if "/" in name} <= ROOMS


def test_the_screens_leave_nothing_on_the_console() -> None:
    assert lines_with(r"\bconsole\.(log|debug|info)\(", sources("pwa/src/", endings=(".ts", ".tsx"))) == []


def test_the_backend_prints_in_its_commands_only() -> None:
    quiet = (
        (name, text)
        for name, text in sources("backend/leima/", endings=(".py",))
        if not re.match(r"backend/leima/(verbs/|cli\.py|demo)", name)
    )
    assert lines_with(r"(?<![\w.])print\(", quiet) == []
