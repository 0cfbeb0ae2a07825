"""What a feature declares is plugged in: one line of each list has it, and what it names is there."""

import importlib
import json
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

import pytest

import leima.features
from leima.app import FEATURES, JOBS, NOTICES, OPS, USAGE, WAITING
from leima.db.facts import Fact
from leima.db.message import Message
from leima.db.waiting import About, Waiting
from leima.features.facts import FACTS
from tests.house.house import ROOT
from tests.house.test_words import LANGUAGES, PLACE, read

APART = {"sync", "inbox"}
"""Features without a value of their own: what the others declare is handed to them."""


def folders() -> list[str]:
    """The folder of each feature."""
    return [one.name for one in pkgutil.iter_modules(leima.features.__path__) if one.ispkg and one.name not in APART]


def modules(name: str) -> Iterator[Any]:
    """The modules of this name that features have."""
    for folder in folders():
        path = importlib.import_module(f"leima.features.{folder}").__path__
        if name in {one.name for one in pkgutil.iter_modules(path)}:
            yield importlib.import_module(f"leima.features.{folder}.{name}")


def test_every_feature_has_its_line() -> None:
    assert len(folders()) > 8
    plugged = [module.FEATURE for module in modules("feature")]
    assert len(plugged) == len(folders())
    assert len(FEATURES) == len(plugged)
    assert all(any(one is feature for feature in FEATURES) for one in plugged)


def test_every_fact_of_a_feature_is_in_the_list_of_facts() -> None:
    declared = [one for module in modules("facts") for one in vars(module).values() if isinstance(one, Fact)]
    assert declared
    assert {id(one) for one in declared} == {id(one) for one in FACTS}


@pytest.mark.parametrize(
    ("name", "field"), [("ops", "ops"), ("views", "views"), ("waiting", "waiting"), ("usage", "usage")]
)
def test_what_a_folder_declares_its_value_plugs_in(name: str, field: str) -> None:
    for module in modules(name):
        folder = module.__name__.rpartition(".")[0]
        feature = importlib.import_module(f"{folder}.feature").FEATURE
        assert getattr(module, name.upper()) == getattr(feature, field), folder


def kinds(base: type[Message] = Message) -> Iterator[type[Message]]:
    """The classes of notices that somebody can be told."""
    for one in base.__subclasses__():
        if "kind" in vars(one) and one.__module__.startswith("leima."):
            yield one
        yield from kinds(one)


def faults(notices: Iterable[type[Message]], languages: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Sentences that a kind of notice lacks, and places in them that it does not fill."""
    found = []
    for one in notices:
        fields = set(one.__struct_encode_fields__)
        asked = [f"notice.{one.kind}", f"notice.{one.kind}.text", *([one.push] if one.push else [])]
        for lang, words in languages.items():
            found += [f"{lang} has no {key}" for key in asked if key not in words]
            places = {place.partition("|")[0] for key in asked for place in PLACE.findall(words.get(key, ""))}
            found += [f"{key} of {lang} is not filled by {one.__name__}" for key in sorted(places - fields)]
    return found


def test_every_notice_is_listed_and_has_its_words() -> None:
    languages = {lang: read(lang) for lang in LANGUAGES}
    assert len(NOTICES) > 20
    assert set(kinds()) == set(NOTICES)
    assert len({one.kind for one in NOTICES}) == len(NOTICES), "two notices have one kind"
    assert faults(NOTICES, languages) == []
    spoken = {key.split(".")[1] for key in languages["fi"] if key.startswith("notice.") and key.count(".") == 2}
    assert spoken == {one.kind for one in NOTICES}, "a sentence that no notice says"


def test_a_notice_without_its_words_is_found() -> None:
    class Planted(Message, frozen=True):
        kind: ClassVar[str] = "planted"
        date: str

    words = {"notice.planted": "On {date|date}", "notice.planted.text": "{by} said so."}
    assert faults([Planted], {"fi": words, "sv": {}}) == [
        "by of fi is not filled by Planted",
        "sv has no notice.planted",
        "sv has no notice.planted.text",
    ]


def homeless(set_up: Iterable[str]) -> list[str]:
    """Addresses that are no screen's, or of one that an admin may not open."""
    screens = (ROOT / "pwa" / "src" / "shell" / "screens.ts").read_text("utf-8")
    rows = re.findall(r'path: "(\w+)",(?:(?!path:).)*?(?:roles: (\[[^\]]*\]|\w+),|bar:)', screens, re.DOTALL)
    opened = {path for path, roles in rows if not roles.startswith("[") or '"admin"' in roles}
    return sorted({one for one in set_up if one} - opened)


def test_everything_that_may_be_used_has_its_words_and_a_screen_where_it_is_set_up() -> None:
    assert len({one.kind for one in USAGE}) == len(USAGE) > 24
    asked = {f"usage.{what}.{one.kind}" for one in USAGE for what in ("kind", "what")}
    for lang in LANGUAGES:
        said = {key for key in read(lang) if key.startswith(("usage.kind.", "usage.what."))}
        assert said == asked, lang
    assert homeless(one.set_up for one in USAGE) == []
    assert homeless(["kayttoonotto", "", "ei-ole", "palkat"]) == ["ei-ole", "palkat"]


def undecided(waiting: Iterable[Waiting[Any]]) -> list[str]:
    """What waits for a deed that nobody can do."""
    described = json.loads((ROOT / "shared" / "contract" / "openapi.json").read_text("utf-8"))
    routes = {
        one["operationId"] for path in described["paths"].values() for one in path.values() if "operationId" in one
    }
    known = {one.type for one in OPS} | routes
    return [f"{one.kind} is decided by {deed}" for one in waiting for deed in one.decided_by if deed not in known]


def test_what_waits_is_decided_by_something_that_there_is() -> None:
    assert len({one.kind for one in WAITING}) == len(WAITING)
    assert all(one.decided_by for one in WAITING)
    assert undecided(WAITING) == []
    nothing: Waiting[Any] = Waiting("planted", ("planted.decide",), lambda tx, actor: (), lambda row: About("", "", ""))
    assert undecided([nothing]) == ["planted is decided by planted.decide"]


def test_every_job_has_a_name_of_its_own_and_a_period() -> None:
    assert {one.name for one in JOBS} >= {"forget_failures", "end_of_day"}
    assert len({one.name for one in JOBS}) == len(JOBS)
    assert all(60 <= one.every <= 86_400 for one in JOBS)
