"""A package that is declared is used, and what only the tests use is not installed with the product."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterable

import pytest
from packaging.requirements import Requirement

from tests.house.house import ROOT, sources

IMPORTED_AS = {
    "pyjwt": "jwt",
    "pillow": "PIL",
    "argon2-cffi": "argon2",
    "prometheus-client": "prometheus_client",
    "import-linter": "importlinter",
}
WITHOUT_IMPORT = {
    "defusedxml": "openpyxl reads XML by it where it is installed",
    "tzdata": "zoneinfo reads it where the machine has no time zones of its own",
    "pytest-xdist": "pytest -n",
    "ruff": "a stage of npm run check",
    "mypy": "a stage of npm run check",
    "import-linter": "a stage of npm run check",
    "pip-audit": "npm run audit",
    "openapi-python-client": "tests/api/test_generated_client.py runs it",
    "uv": "npm run lock",
}
"""Packages that are run or read, and by what."""
NPM_WITHOUT_IMPORT = {
    "workbox-build": "vite-plugin-pwa asks for it",
    "eslint": "a stage of npm run check",
    "dependency-cruiser": "scripts/rooms.mjs runs it",
    "openapi-typescript": "scripts/contract.mjs runs it",
    "prettier": "a stage of npm run check",
    "typescript": "a stage of npm run check",
    "@fontsource/archivo-narrow": "layout.spec.ts reads its files",
    "@fontsource/dejavu-sans": "layout.spec.ts reads its files",
}


def imports(files: Iterable[tuple[str, str]]) -> set[str]:
    """The top names of every absolute import."""
    found: set[str] = set()
    for _, text in files:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found


def requirements(which: str) -> list[str]:
    """Rows of pyproject.toml: the product's, or the test tools'."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    rows: list[str] = project["dependencies"] if which == "product" else project["optional-dependencies"]["dev"]
    return rows


def declared(which: str) -> list[str]:
    """The names of those packages."""
    return [Requirement(row).name.lower() for row in requirements(which)]


def unused(names: Iterable[str], imported: set[str]) -> list[str]:
    """Packages that nothing imports and that no sentence excuses."""
    return [
        name
        for name in names
        if name not in WITHOUT_IMPORT and IMPORTED_AS.get(name, name.replace("-", "_")) not in imported
    ]


def test_every_package_of_the_product_is_imported_by_the_product() -> None:
    assert unused(declared("product"), imports(sources("backend/", endings=(".py",)))) == []


def test_every_test_tool_is_imported_by_a_test_or_run_by_a_verb() -> None:
    imported = imports(sources("tests/", "scripts/", "hatch_build.py", endings=(".py",)))
    assert unused(declared("dev"), imported) == []


def test_the_product_imports_only_what_it_declares() -> None:
    own = {"leima", *sys.stdlib_module_names}
    known = {IMPORTED_AS.get(name, name.replace("-", "_")) for name in declared("product")}
    assert sorted(imports(sources("backend/", endings=(".py",))) - own - known) == []


def test_every_npm_package_is_imported_or_run() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    text = {
        "dependencies": "\n".join(t for _, t in sources("pwa/src/", endings=(".ts", ".tsx"))),
        "devDependencies": "\n".join(t for _, t in sources("pwa/", "tests/", "scripts/", "vitest", "eslint")),
    }
    missing = [
        name
        for kind, names in ((kind, package[kind]) for kind in text)
        for name in names
        if name not in NPM_WITHOUT_IMPORT and not re.search(rf"""["'`]{re.escape(name)}["'/`]""", text[kind])
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("file", "which"), [("requirements.lock", ["product"]), ("requirements-dev.lock", ["product", "dev"])]
)
def test_every_declared_package_is_pinned_with_a_hash_in_the_version_that_is_asked_for(
    file: str, which: list[str]
) -> None:
    text = (ROOT / file).read_text("utf-8")
    pinned = dict(
        re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==([^ ;\\]+)[^\n]*\n    --hash=sha256:", text, re.MULTILINE)
    )
    asked = [Requirement(row) for one in which for row in requirements(one)]
    wrong = [
        str(one) for one in asked if one.name.lower() not in pinned or pinned[one.name.lower()] not in one.specifier
    ]
    assert wrong == [], "run npm run lock"
    assert "://" not in text
