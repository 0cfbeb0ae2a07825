"""Installed versions are above the security floors (security-floors.toml), in both languages."""

import json
import tomllib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

import pytest

from tests.house.house import ROOT

Versions = Mapping[str, str]


def numbers(text: str) -> tuple[int, ...]:
    """ "2.10.6" as (2, 10, 6); what follows the numbers is left out."""
    return tuple(int(part) for part in text.split("+")[0].split("-")[0].split(".") if part.isdigit())


def below(installed: Versions, floors: Versions) -> list[str]:
    """What is older than its floor."""
    return [
        f"{name} {installed[name]} is below {floor}"
        for name, floor in floors.items()
        if numbers(installed[name]) < numbers(floor)
    ]


def floors() -> dict[str, dict[str, str]]:
    """{"python": {name: version}, "npm": {name: version}}"""
    table: dict[str, dict[str, str]] = tomllib.loads((ROOT / "security-floors.toml").read_text("utf-8"))
    return table


def test_python_packages_are_above_their_floors() -> None:
    wanted = floors()["python"]
    assert len(wanted) > 8
    assert below({name: version(name) for name in wanted}, wanted) == []


def test_npm_packages_are_above_their_floors() -> None:
    wanted = floors()["npm"]
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert below({name: locked[f"node_modules/{name}"]["version"] for name in wanted}, wanted) == []


def test_every_runtime_dependency_has_a_floor() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {line.split(">")[0].split("[")[0].strip().lower() for line in project["dependencies"]}
    assert sorted(named - {name.lower() for name in floors()["python"]}) == []
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    assert sorted(set(package["dependencies"]) - set(floors()["npm"])) == []


def test_no_setuptools_that_nobody_needs_lies_in_the_environment() -> None:
    with pytest.raises(PackageNotFoundError):
        version("setuptools")


def test_an_old_version_is_found() -> None:
    assert below({"a": "2.9.9", "b": "2.10"}, {"a": "2.10", "b": "2.9.9"}) == ["a 2.9.9 is below 2.10"]
