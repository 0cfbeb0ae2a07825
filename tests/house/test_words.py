"""Every sentence is there in three languages with the same places to fill, and so is every key asked for."""

import json
import re
from collections.abc import Mapping

from tests.house.house import ROOT, lines_with, sources

LANGUAGES = ("fi", "sv", "en")
PLACE = re.compile(r"\{(\w+(?:\|\w+)?)\}")
Words = Mapping[str, str]


def read(lang: str) -> Words:
    """One language; a key that stands twice in the file is an error."""
    pairs: list[tuple[str, str]] = json.loads(
        (ROOT / "shared" / "words" / f"{lang}.json").read_text("utf-8"), object_pairs_hook=list
    )
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), f"{lang}: {[key for key in set(keys) if keys.count(key) > 1]} stand twice"
    return dict(pairs)


def differences(languages: Mapping[str, Words]) -> list[str]:
    """Keys that a language lacks, places that differ, and sentences that are empty."""
    found = []
    for key in sorted(set().union(*languages.values())):
        texts = {lang: words.get(key) for lang, words in languages.items()}
        for lang, text in texts.items():
            if not (text or "").strip():
                found.append(f"{lang} has no {key}")
        places = {frozenset(PLACE.findall(text)) for text in texts.values() if text}
        if len(places) > 1:
            found.append(f"{key} has different places: {sorted(map(sorted, places))}")
    return found


def test_the_three_languages_have_the_same_keys_and_places() -> None:
    languages = {lang: read(lang) for lang in LANGUAGES}
    assert len(languages["fi"]) > 20
    assert differences(languages) == []


def test_a_missing_key_and_a_missing_place_are_found() -> None:
    planted = {"fi": {"a": "{n}", "b": "x"}, "sv": {"a": "{n|num}", "b": "x"}, "en": {"a": "{n}"}}
    said = differences(planted)
    assert said == ["a has different places: [['n'], ['n|num']]", "en has no b"]


def test_every_key_that_the_screens_ask_for_is_there() -> None:
    words = read("fi")
    asked = set()
    for _, text in sources("pwa/src/", endings=(".ts", ".tsx")):
        asked |= set(re.findall(r"\bt\(\s*\"([\w.]+)\"", text))
    assert asked, "no screen asks for a word"
    assert sorted(asked - set(words)) == []


def test_every_problem_has_its_sentence() -> None:
    words = read("fi")
    codes = set()
    for line in lines_with(r"\bcode\b", sources("backend/leima/", endings=(".py",))):
        codes |= set(re.findall(r"status, code = \d+, \"(\w+)\"", line))
    assert codes
    assert sorted(code for code in codes if f"error.{code}" not in words) == []
