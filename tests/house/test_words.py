"""Every sentence is there in three languages with the same places to fill, and so is every key asked for."""

import json
import re
from collections.abc import Iterable, Mapping

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


def unplaced(text: str, words: Words) -> list[str]:
    """Keys that are given a first value which their sentence has no place for."""
    given = re.findall(r"\bt\(\s*\"([\w.]+)\",\s*\{\s*(\w+)\s*[:,}]", text)
    return sorted({key for key, name in given if not re.search(rf"\{{{name}\b", words.get(key, f"{{{name}}}"))})


def test_what_a_screen_says_has_a_place_in_the_sentence() -> None:
    assert unplaced('t("a", { n: 1 }) t("b", { n })', {"a": "{n|num} d", "b": "d"}) == ["b"]
    words = read("fi")
    assert {key for _, text in sources("pwa/src/", endings=(".ts", ".tsx")) for key in unplaced(text, words)} == set()


def test_every_problem_has_its_sentence() -> None:
    words = read("fi")
    codes = set()
    for line in lines_with(r"\bcode\b", sources("backend/leima/", endings=(".py",))):
        codes |= set(re.findall(r"status, code = \d+, \"(\w+)\"", line))
    assert codes
    assert sorted(code for code in codes if f"error.{code}" not in words) == []


NAMED = {
    "kiky.method.extension_day": "Pidennyspäivä",
    "month.status.open": "Kesken",
    "month.status.sent": "Lähetetty",
    "month.status.returned": "Palautettu",
    "month.status.approved": "Hyväksytty",
    "month.status.closed": "Suljettu",
    "today.state.out_plain": "Leimattu ulos",
    "today.flex_settled": "tilanne eilen illalla",
    "report.period.own": "Valitse aikaväli",
    "trail.to": "Muutettu viimeistään",
    "month.flex": "Liukuman muutos",
    "report.column.flex_change": "Liukuman muutos",
    "kiky.team.open": "Kikyn vuosi",
    "kiky.year.title": "Kikyn vuosi {year}",
    "absence.bank_leave": "Työaikapankkivapaa",
    "people.link_until": "Kelpaa kerran",
    "kiky.switch.title": "Kiky käytössä",
    "kiky.team.switch": "Kiky käytössä",
    "office.title": "Hallinta",
    "attention.conflict.keep_theirs": "Käytä palvelimen versiota",
    "signin.email": "Sähköposti",
    "signin.password": "Salasana",
    "signin.submit": "Kirjaudu",
    "today.clock_in": "Leimaa sisään",
    "today.clock_out": "Leimaa ulos",
    "today.break_start": "Tauolle",
    "today.break_end": "Jatka töitä",
    "month.send": "Lähetä hyväksyttäväksi",
    "team.approve": "Hyväksy",
    "team.reject": "Hylkää",
    "nav.today": "Tänään",
    "nav.hours": "Tunnit",
    "nav.leave": "Lomat",
    "nav.travel": "Matkat",
    "travel.new": "Uusi matkalasku",
    "travel.send": "Lähetä hyväksyttäväksi",
    "nav.team": "Tiimi",
    "nav.more": "Lisää",
    "today.card.flex": "Liukuma",
    "today.card.kiky": "Kiky",
    "today.card.holiday": "Loma",
    "journal.region": "Synkronointi",
}
"""The names of things that people and stories from outside rely on, by the key that each stands under."""
OLD_NAMES = ("kiky-päiv", "kikypäiv", "Yrityksen kytkin", "Ulkona", "Kiky-vuosi", "CHECK")


def test_every_thing_is_called_by_its_own_name() -> None:
    words = read("fi")
    assert {key: name for key, name in NAMED.items() if not words.get(key, "").startswith(name)} == {}


def test_no_sentence_uses_a_name_that_was_given_up() -> None:
    said = [f"{key}: {text}" for key, text in read("fi").items() if any(old in text for old in OLD_NAMES)]
    assert said == []


_LITERAL = re.compile(r"[\"'`]([\w-]+(?:\.[\w-]+)*\.?)([\"'`]|\$?\{)")
_END = re.compile(r"\}(\.[\w.]+)[\"'`]")


def unasked(words: Words, texts: Iterable[str]) -> list[str]:
    """Keys that nothing asks for: neither whole, nor by their beginning or by beginning and end around a name."""
    code = "\n".join(texts)
    literals, ends = _LITERAL.findall(code), set(_END.findall(code))
    whole = {literal for literal, after in literals if not after.endswith("{")}
    begun = {literal for literal, after in literals if after.endswith("{") and "." in literal}

    def is_asked(key: str) -> bool:
        dots = [place for place, letter in enumerate(key) if letter == "."]
        named = any(key[: dot + 1] in whole or (key[:dot] in whole and key[dot:] in ends) for dot in dots)
        many = key.removesuffix(".one").removesuffix(".other") in whole
        return key in whole or many or named or any(key[:place] in begun for place in range(len(key)))

    return sorted(key for key in words if not is_asked(key))


def test_every_sentence_is_asked_for() -> None:
    texts = ["t('a.b') tn(\"c\", 2) t(`d.e_${f}`) say(lang, f\"g.{h}\") const k = 'i.j'; t(`${k}.title`)"]
    keys = ("a.b", "c.one", "d.e_x", "g.x", "i.j.title", "a.c", "d.x", "i.j.k")
    assert unasked(dict.fromkeys(keys, ""), texts) == ["a.c", "d.x", "i.j.k"]
    code = ("pwa/src/", "backend/leima/", "shared/payroll/", "shared/tables/")
    assert unasked(read("fi"), (text for _, text in sources(*code, endings=(".ts", ".tsx", ".py", ".json")))) == []
