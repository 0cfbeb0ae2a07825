"""Setting up makes the bytecode of the backend: a start on a machine that writes none would compile every file."""

import importlib.util
from pathlib import Path

from leima import paths

BACKEND = Path(paths.__file__).parent


def test_every_file_of_the_backend_has_its_bytecode() -> None:
    compiled = {file: Path(importlib.util.cache_from_source(str(file))) for file in BACKEND.rglob("*.py")}
    assert [file.name for file, bytecode in compiled.items() if not bytecode.is_file()] == []
