"""The sentences a person sees, in three languages, from shared/words."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from leima import paths
from leima.web.formats import WRITERS, hours, plain, signed

__all__ = ["LANGUAGES", "fill", "hours", "say", "signed", "words"]

LANGUAGES = ("fi", "sv", "en")
_SPAN = re.compile(r"\{(\w+)\|date\}–\{(\w+)\|date\}")
_PLACE = re.compile(r"\{(\w+)(?:\|(\w+)|#([^|{}]*)\|([^{}]*))?\}")


@lru_cache
def words(lang: str) -> Mapping[str, str]:
    """Every sentence of a language, by key."""
    found: dict[str, str] = json.loads((paths.shared() / "words" / f"{lang}.json").read_text(encoding="utf-8"))
    return found


def fill(sentence: str, params: Mapping[str, Any], lang: str, zone: str) -> str:
    """Fills `{name}`, `{name|format}` and `{name#one|other}`; a parameter that is missing leaves its place empty, and a
    stretch of one date is that date. A count, `{n}`, is written as `{n|num}`."""

    def spanned(match: re.Match[str]) -> str:
        first, last = match.groups()
        return f"{{{first}|date}}" if params.get(first) == params.get(last) else match.group()

    def filled(match: re.Match[str]) -> str:
        name, form, one, other = match.groups()
        value = params.get(name)
        if value is None:
            return ""
        if one is not None:
            return str(one if value == 1 else other)
        if form == "holiday":
            return words(lang).get(f"holiday.{value}", str(value))
        if form is None and name == "n" and isinstance(value, int | float) and not isinstance(value, bool):
            form = "num"
        return WRITERS[form](value, lang, zone) if form in WRITERS else plain(value)

    return _PLACE.sub(filled, _SPAN.sub(spanned, sentence))


def say(lang: str, key: str, params: Mapping[str, Any] | None = None, zone: str = "Europe/Helsinki") -> str:
    """The sentence `key` with its places filled; the key itself when there is no such sentence."""
    known = lang if lang in LANGUAGES else "fi"
    return fill(words(known).get(key, key), params or {}, known, zone)
