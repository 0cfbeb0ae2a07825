"""Rooms that must not touch the outside do not: the rules, the PWA's domain, and what only one room may call."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator

from tests.house.house import lines_with, sources, without_comments

WEB = (".ts", ".tsx")
IMPURE = {"asyncio", "os", "pathlib", "io", "random", "secrets", "socket", "subprocess", "threading", "time", "uuid1"}
CLOCKS = {"now", "today", "utcnow", "time_ns", "monotonic", "fromtimestamp_now"}


def faults_of_rules(files: Iterable[tuple[str, str]]) -> list[str]:
    """Imports beyond the standard library and the rules themselves, clocks, files and awaits."""
    found = []
    for name, text in files:
        for node in ast.walk(ast.parse(text)):
            at = f"{name}:{getattr(node, 'lineno', 0)}"
            for module in imported(node):
                outside = module.split(".")[0] not in sys.stdlib_module_names and not module.startswith("leima.rules")
                if outside or module.split(".")[0] in IMPURE:
                    found.append(f"{at} imports {module}")
            if isinstance(node, (ast.Await, ast.AsyncFunctionDef)):
                found.append(f"{at} awaits")
            if isinstance(node, ast.Call) and called(node) in CLOCKS | {"open"}:
                found.append(f"{at} calls {called(node)}")
    return found


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that an import statement names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield node.module or ""


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def web(*starts: str, but: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """The PWA's code under `starts`, without comments."""
    for name, text in sources(*starts, endings=WEB):
        if not but or not name.startswith(but):
            yield name, without_comments(text)


def test_the_rules_use_the_standard_library_alone_and_see_no_clock_file_or_await() -> None:
    files = list(sources("backend/leima/rules/", endings=(".py",)))
    assert len(files) > 3
    assert faults_of_rules(files) == []


def test_a_rule_that_looks_at_the_clock_is_found() -> None:
    text = "import msgspec\nfrom datetime import date\nfirst = date.today()\nasync def wait(): open('x')\n"
    said = faults_of_rules([("planted.py", text)])
    assert said == [
        "planted.py:1 imports msgspec",
        "planted.py:4 awaits",
        "planted.py:3 calls today",
        "planted.py:4 calls open",
    ]


def test_the_domain_reads_no_clock_no_chance_and_no_browser() -> None:
    wanted = r"\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bfetch\(|\b(window|document|navigator|localStorage)\."
    assert len(list(web("pwa/src/domain/"))) > 3
    assert lines_with(wanted, web("pwa/src/domain/")) == []


def test_only_the_api_room_and_the_service_worker_fetch() -> None:
    elsewhere = web("pwa/src/", but=("pwa/src/api/", "pwa/src/sw/"))
    assert lines_with(r"(?<![.\w])fetch\(|\bXMLHttpRequest\b|\bsendBeacon\b|\bnew EventSource\b", elsewhere) == []


def test_only_the_device_room_opens_indexeddb() -> None:
    elsewhere = web("pwa/src/", but=("pwa/src/device/",))
    assert lines_with(r"\bindexedDB\.open\b|from \"dexie\"", elsewhere) == []


def test_nothing_writes_markup_from_a_string() -> None:
    assert lines_with(r"\binnerHTML\b|dangerouslySetInnerHTML|\beval\(|new Function\(", web("pwa/src/")) == []


def test_one_place_decodes_access_tokens_and_one_a_providers() -> None:
    decoders = {line.split(":")[0] for line in lines_with(r"\bjwt\.decode\(", sources("backend/", endings=(".py",)))}
    assert decoders == {"backend/leima/web/tokens.py", "backend/leima/features/oidc/id_token.py"}


def test_drivers_are_imported_in_db_and_by_the_backup_verbs_alone() -> None:
    elsewhere = (
        (name, text)
        for name, text in sources("backend/leima/", endings=(".py",))
        if not re.match(r"backend/leima/(db|verbs)/", name)
    )
    assert lines_with(r"^\s*(import|from) (sqlite3|psycopg|aiosqlite)\b", elsewhere) == []


def test_one_clock_is_read_in_the_backend() -> None:
    elsewhere = (
        (name, text)
        for name, text in sources("backend/leima/", endings=(".py",))
        if not name.startswith(("backend/leima/world/", "backend/leima/verbs/"))
    )
    assert lines_with(r"\b(datetime\.now|date\.today|utcnow|time\.time(_ns)?)\(", elsewhere) == []
