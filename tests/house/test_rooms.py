"""Rooms hold in both languages: the real check is a stage of `npm test`; here each rule is seen to fail once."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.house import ROOT

Plant = Callable[[str, str], None]


@pytest.fixture
def python_copy(tmp_path: Path) -> Path:
    """The backend and its import rules, to be spoiled."""
    shutil.copytree(ROOT / "backend", tmp_path / "backend", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(folder: Path) -> str:
    """What import-linter says about the backend in `folder`."""
    code = "import sys; sys.path.insert(0, 'backend'); from importlinter.cli import lint_imports_command as go; go()"
    command = [sys.executable, "-c", code, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120).stdout


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        ("rules/planted.py", "import leima.db.tx", "leima.rules is not allowed to import leima.db"),
        ("db/planted.py", "import leima.web.guard", "leima.db is not allowed to import leima.web"),
        ("features/people/planted.py", "import leima.features.sync", "is not allowed to import leima.features.sync"),
        ("features/planted/__init__.py", "", "planted"),
    ],
)
def test_an_import_upwards_is_refused(python_copy: Path, file: str, line: str, broken: str) -> None:
    planted = python_copy / "backend" / "leima" / file
    planted.parent.mkdir(parents=True, exist_ok=True)
    for folder in (planted.parent, python_copy / "backend/leima/features/sync"):
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").touch()
    planted.write_text(f"{line}\n")
    said = lint_imports(python_copy)
    assert "1 broken" in said or "not" in said
    assert broken in said


def test_the_python_check_looks_at_every_module() -> None:
    said = lint_imports(ROOT)
    modules = len(list((ROOT / "backend" / "leima").rglob("*.py")))
    assert f"Analyzed {modules} files" in said
    assert "0 broken" in said


@pytest.fixture
def pwa_copy(tmp_path: Path) -> Path:
    """An empty PWA under the real rules."""
    for name in ("say.mjs", "setup.mjs", "rooms.mjs"):
        (tmp_path / "scripts").mkdir(exist_ok=True)
        shutil.copy(ROOT / "scripts" / name, tmp_path / "scripts")
    shutil.copy(ROOT / ".dependency-cruiser.cjs", tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    (tmp_path / "pwa" / "src").mkdir(parents=True)
    shutil.copy(ROOT / "pwa" / "tsconfig.json", tmp_path / "pwa")
    for file in ("ui/a.ts", "features/one/a.ts", "features/two/a.ts", "domain/a.ts", "store/a.ts", "store/appState.ts"):
        write(tmp_path, file, "export const a = 1;")
    return tmp_path


def write(copy: Path, file: str, line: str) -> None:
    """A file of the planted PWA."""
    path = copy / "pwa" / "src" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{line}\n")


def rooms(copy: Path) -> subprocess.CompletedProcess[str]:
    """What scripts/rooms.mjs says."""
    return subprocess.run(["node", "scripts/rooms.mjs"], cwd=copy, capture_output=True, text=True, timeout=120)


PLANTED = {
    "ui-knows-nothing-of-the-app": ("ui/b.ts", 'import { a } from "../domain/a"; export const b = a;'),
    "features-see-ui-domain-and-the-live-types": (
        "features/one/b.ts",
        'import { a } from "../../store/a"; export const b = a;',
    ),
    "features-take-only-types-of-the-store": (
        "features/one/c.ts",
        'import { a } from "../../store/appState"; export const c = a;',
    ),
    "a-feature-leaves-other-features-alone": (
        "features/one/d.ts",
        'import { a } from "../two/a"; export const d = a;',
    ),
    "domain-is-pure": ("domain/b.ts", 'import { a } from "../store/a"; export const b = a;'),
    "store-and-worker-do-not-see-screens": ("sw/b.ts", 'import { a } from "../ui/a"; export const b = a;'),
    "sync-stands-below-the-store": ("sync/b.ts", 'import { a } from "../store/a"; export const b = a;'),
    "the-device-stands-below-sync-and-store": (
        "device/b.ts",
        'import { b } from "../sync/b"; export const c = b;',
    ),
    "dexie-only-on-the-device": ("sync/c.ts", 'import Dexie from "dexie"; export const c = Dexie;'),
    "api-stands-alone": ("api/b.ts", 'import { a } from "../store/a"; export const b = a;'),
    "no-circles": ("ui/c.ts", 'import type { D } from "./d"; export type C = D | null;'),
}


def test_a_clean_pwa_passes(pwa_copy: Path) -> None:
    said = rooms(pwa_copy)
    assert (said.returncode, said.stdout) == (0, "6 modules, 0 forbidden imports\n")


def test_every_forbidden_import_of_the_pwa_is_refused(pwa_copy: Path) -> None:
    for file, line in PLANTED.values():
        write(pwa_copy, file, line)
    write(pwa_copy, "ui/d.ts", 'import type { C } from "./c"; export type D = C[];')
    said = rooms(pwa_copy)
    assert said.returncode == 1
    assert "api-stands-alone: pwa/src/api/b.ts imports pwa/src/store/a.ts. The client knows" in said.stdout
    assert "no-circles: pwa/src/ui/c.ts -> pwa/src/ui/d.ts -> pwa/src/ui/c.ts. Put what both need" in said.stdout
    assert {rule for rule in PLANTED if rule in said.stdout} == set(PLANTED)
