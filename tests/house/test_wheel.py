"""A wheel is the whole product: code, PWA, shared data and migrations."""

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.house import ROOT

BUILD = (
    "import sys; from hatchling.builders.wheel import WheelBuilder as W;"
    " print(*W('.').build(directory=sys.argv[1], versions=['standard']))"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A standard wheel of this repository."""
    command = [sys.executable, "-c", BUILD, str(tmp_path_factory.mktemp("wheel"))]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    return Path(told.stdout.strip().splitlines()[-1])


def test_a_wheel_carries_the_app_the_shared_data_and_the_migrations(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert {"leima/_pwa/index.html", "leima/_shared/words/fi.json", "leima/cli.py"} <= inside
    assert any(name.startswith("leima/db/migrations/versions/") for name in inside)
    assert not [name for name in inside if name.endswith((".ts", ".tsx")) or name.startswith("tests/")]


def test_an_unpacked_wheel_finds_its_own_app_and_words(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "from leima import paths; print(paths.pwa()); print(paths.shared())"
    env = {"PYTHONPATH": str(tmp_path)}
    told = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True, timeout=30)
    assert told.stdout.splitlines() == [str(tmp_path / "leima" / "_pwa"), str(tmp_path / "leima" / "_shared")]


def test_an_editable_install_takes_neither() -> None:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    taken: dict[str, dict[str, str]] = {"force_include": {}}
    hook = module.CarryTheProduct(str(ROOT), {}, None, None, str(ROOT), "wheel")
    hook.initialize("editable", taken)
    assert taken == {"force_include": {}}
