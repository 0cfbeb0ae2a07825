"""Walks `docs/adding-a-feature.md`: its files and lines go into a copy of the repository, and out again."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.house.house import ROOT

PAGE = ROOT / "docs" / "adding-a-feature.md"
_BLOCK = re.compile(
    r"^(?:`(?P<path>[\w./-]+)`\n\n)?```(?P<kind>python|diff)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_FILES = ("pyproject.toml", "pwa/src/shell/screens.ts")
_FOLDERS = ("backend", "shared", "tests")
_IGNORED = shutil.ignore_patterns("__pycache__", "node_modules", "pwa", "browser", "*.pyc")


@dataclass(frozen=True)
class NewFile:
    """A file that the page adds."""

    path: str
    text: str

    def put(self, root: Path) -> None:
        file = root / self.path
        assert not file.exists(), f"{self.path} is there already"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.text, "utf-8")

    def take(self, root: Path) -> None:
        (root / self.path).unlink()


@dataclass(frozen=True)
class NewLines:
    """Lines that the page adds to a list. Where a line of the page ends with … the file's goes on."""

    path: str
    lines: tuple[str, ...]

    def put(self, root: Path) -> None:
        self._change(root, "-", "+")

    def take(self, root: Path) -> None:
        self._change(root, "+", "-")

    def added(self) -> list[str]:
        """The lines that stand there afterwards and did not before."""
        return [line[1:] for line in self.lines if line[0] == "+"]

    def _change(self, root: Path, goes: str, comes: str) -> None:
        file = root / self.path
        there = file.read_text("utf-8").split("\n")
        old = [line for line in self.lines if line[0] in (" ", goes)]
        places = [n for n in range(len(there) - len(old) + 1) if all(map(_fits, old, there[n : n + len(old)]))]
        assert len(places) == 1, f"{self.path} has these lines {len(places)} times: {old}"
        kept = iter(there[places[0] : places[0] + len(old)])
        new = []
        for line in self.lines:
            if line[0] != comes:
                stood = next(kept)
            if line[0] != goes:
                new.append(line[1:] if line[0] == comes else stood)
        there[places[0] : places[0] + len(old)] = new
        file.write_text("\n".join(there), "utf-8")


Step = NewFile | NewLines


def _fits(told: str, line: str) -> bool:
    return line.startswith(told[1:-1]) if told.endswith("…") else line == told[1:]


def steps(page: str, newest: str) -> Iterator[Step]:
    """What the page does, in its order; `newest` is the migration that its own comes after."""
    path = ""
    for block in _BLOCK.finditer(page):
        path = block["path"] or path
        if block["kind"] == "python":
            yield NewFile(path, block["text"].replace("the newest", newest))
        else:
            yield NewLines(path, tuple(block["text"].splitlines()))


def copied(folder: Path) -> Path:
    """A copy of what a server and its tests need."""
    for name in _FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=_IGNORED)
    for name in _FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


def contents(root: Path) -> dict[str, str]:
    """The text of every file of the copy that the page may change."""
    files = [root / "pyproject.toml", *(root / "backend").rglob("*.py"), *(root / "shared" / "words").glob("*.json")]
    return {str(file.relative_to(root)): file.read_text("utf-8") for file in files}
