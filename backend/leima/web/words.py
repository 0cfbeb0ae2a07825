"""The sentences a person sees, in three languages, from shared/words."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from leima import paths

LANGUAGES = ("fi", "sv", "en")
_PLACE = re.compile(r"\{(\w+)(?:\|(\w+))?\}")


@lru_cache
def words(lang: str) -> Mapping[str, str]:
    """Every sentence of a language, by key."""
    found: dict[str, str] = json.loads((paths.shared() / "words" / f"{lang}.json").read_text(encoding="utf-8"))
    return found


def hours(minutes: int) -> str:
    """Minutes as h:mm with a typographic minus."""
    sign = "\u2212" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02d}"


def signed(minutes: int) -> str:
    """Minutes as +h:mm or \u2212h:mm; zero has no sign."""
    return f"+{hours(minutes)}" if minutes > 0 else hours(minutes)


def _clock(epoch_minute: int, lang: str, zone: str) -> str:
    local = datetime.fromtimestamp(epoch_minute * 60, UTC).astimezone(ZoneInfo(zone))
    return f"{local.hour}.{local.minute:02d}" if lang == "fi" else f"{local.hour}:{local.minute:02d}"


def _form(value: Any, form: str | None, lang: str, zone: str) -> str:
    if form == "clock":
        return _clock(int(value), lang, zone)
    if form == "hm":
        return hours(int(value))
    if form == "shm":
        return signed(int(value))
    if form == "date":
        day = date.fromisoformat(str(value))
        return f"{day.day}.{day.month}.{day.year}"
    if form == "month":
        return f"{int(str(value)[5:7])}/{str(value)[:4]}"
    if form == "holiday":
        return words(lang).get(f"holiday.{value}", str(value))
    if form == "num":
        return str(value).replace(".", ",") if lang != "en" else str(value)
    return str(value)


def say(lang: str, key: str, params: Mapping[str, Any] | None = None, zone: str = "Europe/Helsinki") -> str:
    """The sentence `key` with its places filled; the key itself when there is no such sentence."""
    given = params or {}

    def fill(match: re.Match[str]) -> str:
        name, form = match.group(1), match.group(2)
        return match.group(0) if given.get(name) is None else _form(given[name], form, lang, zone)

    return _PLACE.sub(fill, words(lang if lang in LANGUAGES else "fi").get(key, key))
