"""A feature is its own files and a line in each list: the page that says so is walked, and its feature is used."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from leima.db.engine import head_revision
from tests.adding.walked import PAGE, NewFile, NewLines, Step, contents, copied, steps
from tests.house.test_rooms import lint_imports

STORY = "tests/adding/courses_story.py"
FOLDER = "backend/leima/features/courses/"
TABLE = "backend/leima/db/tables/courses.py"
MIGRATION = "backend/leima/db/migrations/versions/courses.py"
LISTS = {
    "backend/leima/app.py": 2,
    "backend/leima/features/facts.py": 2,
    "backend/leima/db/tables/__init__.py": 2,
    "backend/leima/features/reports/own_data/store.py": 2,
    "backend/leima/features/reports/__init__.py": 1,
    "backend/leima/features/retention/kinds.py": 2,
    "pyproject.toml": 1,
    "shared/words/fi.json": 2,
    "shared/words/sv.json": 2,
    "shared/words/en.json": 2,
}
"""The lists that a feature stands in, with the lines that it has there: an import, where there is one, and its own."""


@pytest.fixture
def walked() -> list[Step]:
    """The steps of the page."""
    return list(steps(PAGE.read_text("utf-8"), head_revision() or ""))


def run(copy: Path, *command: str) -> str:
    """Runs a command in the copy, on its own package. Returns what it said when it failed, else nothing."""
    env = {**os.environ, "PYTHONPATH": f"{copy / 'backend'}{os.pathsep}{copy}"}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=copy, env=env, capture_output=True, text=True, timeout=300
    )
    return done.stdout[-6000:] + done.stderr[-2000:] if done.returncode else ""


def test_the_page_touches_the_features_own_files_and_a_line_in_each_list(walked: list[Step]) -> None:
    files = [one.path for one in walked if isinstance(one, NewFile)]
    assert [path for path in files if not path.startswith(FOLDER)] == [TABLE, MIGRATION]
    assert len(files) > 8
    lines = Counter({path: 0 for path in LISTS})
    for one in walked:
        if isinstance(one, NewLines):
            lines[one.path] += len(one.added())
    assert lines == LISTS


def test_a_feature_is_added_used_and_taken_out_again(walked: list[Step], tmp_path: Path) -> None:
    copy = copied(tmp_path)
    before = contents(copy)
    assert run(copy, "pytest", STORY, "-q", "-p", "no:cacheprovider") != "", "the story needs its feature"

    for one in walked:
        one.put(copy)
    after = contents(copy)
    assert {path for path in after if after[path] != before.get(path)} == {one.path for one in walked}
    for path in LISTS:
        gone = Counter(before[path].splitlines()) - Counter(after[path].splitlines())
        assert sum(gone.values()) == (1 if path == "pyproject.toml" else 0), path
    assert "0 broken" in lint_imports(copy)
    assert run(copy, "ruff", "check", "backend") == ""
    assert run(copy, "ruff", "format", "--check", "backend") == ""
    assert run(copy, "pytest", STORY, "tests/house/test_features.py", "-q", "-p", "no:cacheprovider") == ""

    for one in reversed(walked):
        one.take(copy)
    assert contents(copy) == before
    assert run(copy, "pytest", "tests/house/test_features.py", "-q", "-p", "no:cacheprovider") == ""
