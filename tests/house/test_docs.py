"""Documentation that drifts fails: settings, verbs, decisions and links."""

import json
import re
from importlib.util import find_spec

from leima.cli import VERBS
from tests.house.house import ROOT, sources, tracked

HOSTING = ROOT / "docs" / "self-hosting.md"
FOR_TESTS = {"LEIMA_SIZES", "LEIMA_CHROMIUM", "LEIMA_POSTGRES_BIN"}
"""Variables that only our own tests read."""


def settings_in_code() -> set[str]:
    """Every LEIMA_ variable that the product or its scripts read."""
    named: set[str] = set()
    for _, text in sources("backend/", "scripts/", "pwa/"):
        named |= set(re.findall(r"\bLEIMA_[A-Z_]+\b", text))
    return named - FOR_TESTS


def test_every_setting_is_in_the_documentation_and_nothing_else_is() -> None:
    table = set(re.findall(r"^\| `(LEIMA_[A-Z_]+)` \|", HOSTING.read_text("utf-8"), re.MULTILINE))
    assert settings_in_code() == table


def test_every_verb_is_in_the_documentation_and_has_its_file() -> None:
    text = HOSTING.read_text("utf-8")
    assert sorted(verb for verb in VERBS if f"`leima {verb}" not in text) == []
    missing = [
        verb
        for verb in VERBS
        if find_spec(f"leima.verbs.{verb}_" if verb == "import" else f"leima.verbs.{verb}") is None
    ]
    assert missing == []


def test_a_dump_is_for_its_owner_alone_and_what_is_installed_is_what_was_tested() -> None:
    blocks = re.findall(r"(?:^    .+\n)+", HOSTING.read_text("utf-8"), re.MULTILINE)
    dumps = [block for block in blocks if "pg_dump" in block]
    installs = [block for block in blocks if "pip install" in block]
    assert len(dumps) >= 2 and len(installs) >= 3
    assert [block for block in dumps if "umask 077" not in block.partition("pg_dump")[0]] == []
    assert [block for block in installs if "--require-hashes" not in block] == []


def test_every_npm_verb_is_in_the_documentation() -> None:
    verbs = json.loads((ROOT / "package.json").read_text("utf-8"))["scripts"]
    text = (ROOT / "README.md").read_text("utf-8") + (ROOT / "docs" / "index.md").read_text("utf-8")
    said = {verb: f"`npm {verb}`" in text or f"`npm run {verb}`" in text for verb in verbs}
    assert sorted(verb for verb, is_there in said.items() if not is_there) == []


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for name in tracked():
        if name.endswith(".md"):
            for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", (ROOT / name).read_text("utf-8")):
                if not (ROOT / name).parent.joinpath(target).exists():
                    broken.append(f"{name} -> {target}")
    assert broken == []


def test_a_decision_has_at_most_30_lines_and_says_when_to_look_again() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert decisions
    for file in decisions:
        text = file.read_text("utf-8")
        assert "hen to look again" in text, file.name
        assert text.count("\n") <= 40, f"{file.name} is long"
