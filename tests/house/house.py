"""What the house tests look at: the files of the repository, and the tools that judge them."""

import re
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = (".py", ".ts", ".tsx", ".mjs", ".cjs", ".css", ".sh")
GENERATED = ("backend/leima/db/migrations/versions/", "pwa/src/api/schema.d.ts")


@lru_cache
def tracked() -> tuple[str, ...]:
    """Every file that git knows, or would take in, as a path from the root; what git ignores is left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=30).stdout
    return tuple(sorted({name for name in listed.splitlines() if (ROOT / name).is_file()}))


def sources(*starts: str, endings: tuple[str, ...] = CODE) -> Iterator[tuple[str, str]]:
    """(path, text) of the code under these folders, generated files aside."""
    for name in tracked():
        if name.endswith(endings) and name.startswith(starts) and not name.startswith(GENERATED):
            yield name, (ROOT / name).read_text("utf-8")


def without_comments(text: str) -> str:
    """TypeScript without its comments, line numbers kept."""
    text = re.sub(r"/\*.*?\*/", lambda found: "\n" * found.group().count("\n"), text, flags=re.DOTALL)
    return re.sub(r"(?<![:\"'`\w])//[^\n]*", "", text)


def lines_with(pattern: str, files: Iterator[tuple[str, str]]) -> list[str]:
    """`path:line: text` of every line that has the pattern."""
    wanted = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in files
        for number, line in enumerate(text.splitlines(), 1)
        if wanted.search(line)
    ]
