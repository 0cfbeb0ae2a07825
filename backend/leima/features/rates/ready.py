"""The ready rates of shared/tables/travel: their keys, units and names."""

import json
import re
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal

from leima import paths
from leima.rules.travel.rates import FOREIGN, OTHER, Rate, Rates, rates_of
from leima.web.words import say, words

VAT = "vat."
Unit = Literal["km", "day", "meal", "night", "per_cent"]
"""What a value is for."""
_PLACE = re.compile(r"[A-Z]{2}(:[A-Z]{3}|-[A-Z0-9]{2})?")
_DAILY = frozenset({"per_diem_full", "per_diem_partial", OTHER})
_MEALS = frozenset({"meal_allowance_1", "meal_allowance_2"})
_NIGHTS = frozenset({"night_allowance"})


@lru_cache
def ready_tables() -> MappingProxyType[str, dict[str, Any]]:
    """The decoded files by their names: conditions, domestic, foreign, vat."""
    files = sorted((paths.shared() / "tables" / "travel").glob("*.json"))
    return MappingProxyType({file.stem: json.loads(file.read_text("utf-8")) for file in files})


@lru_cache
def ready_rows() -> tuple[Rate, ...]:
    """The rows that an organisation may lay its own over, with their sources as texts: all but the conditions, which
    are rules and come with the product."""
    found: list[Rate] = []
    for name in ("domestic", "foreign", "vat"):
        sources = ready_tables()[name].get("sources", {})
        for one in map(Rate.from_json, ready_tables()[name]["rows"]):
            source = sources.get(one.source, one.source)
            found.append(Rate(one.key, one.from_, source, one.value, one.until, one.verified))
    return tuple(found)


@lru_cache
def domestic_keys() -> tuple[str, ...]:
    """Kilometres, increments, per diems, meals and nights in Finland, in the tables' order."""
    return tuple(dict.fromkeys(str(row["key"]) for row in ready_tables()["domestic"]["rows"]))


@lru_cache
def vat_keys() -> tuple[str, ...]:
    """The taxes on receipts."""
    return tuple(dict.fromkeys(str(row["key"]) for row in ready_tables()["vat"]["rows"]))


def is_key(key: str) -> bool:
    """Whether a value may have this key: one of the tables', or the per diem of a country or town abroad."""
    if key in domestic_keys() or key in vat_keys() or key == OTHER:
        return True
    place = key.removeprefix(FOREIGN)
    home = ready_tables()["foreign"]["home"]
    return key.startswith(FOREIGN) and _PLACE.fullmatch(place) is not None and place[:2] not in home


def unit_of(key: str) -> Unit:
    """What a value is for; `per_cent` is of a price."""
    if key.startswith(VAT):
        return "per_cent"
    if key.startswith(FOREIGN) or key in _DAILY:
        return "day"
    return "meal" if key in _MEALS else "night" if key in _NIGHTS else "km"


def name_of(key: str, lang: str) -> str:
    """How people call a key; a place has Finnish and English names."""
    if key.startswith(FOREIGN):
        place = key.removeprefix(FOREIGN)
        names = ready_tables()["foreign"]["places"].get(place, {})
        return str(names.get("fi" if lang == "fi" else "en", place))
    what = f"rule.what.{key}"
    return say(lang, what if what in words(lang) else f"rates.key.{key}")


@lru_cache(maxsize=128)
def laid_over(own: tuple[Rate, ...]) -> Rates:
    """The ready tables with an organisation's own rows, which hold where both begin on one date."""
    rows = [
        {"key": row.key, "from": row.from_, "until": row.until, "value": row.value, "source": row.source} for row in own
    ]
    return rates_of([*ready_tables().values(), {"rows": rows}])
