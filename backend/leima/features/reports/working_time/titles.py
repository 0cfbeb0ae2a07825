"""How the kinds of a column are called in a report."""

from collections.abc import Callable, Mapping

from leima.features.reports.working_time.away import PAY
from leima.rules.absence import KINDS
from leima.rules.pay.accounts import RAISES
from leima.rules.pay.wage import BASE
from leima.web.words import say


def absence_title(kind: str, lang: str) -> str:
    """`Sairaus (palkallinen)`; `Poissa` when the kind is not for the one who asks."""
    name = say(lang, f"report.absence.{kind}")
    return f"{name} ({say(lang, f'report.absence_pay.{PAY[KINDS[kind].effect]}')})" if kind in KINDS else name


def supplement_title(kind: str, lang: str) -> str:
    """`Sunnuntaityön korotus`."""
    return say(lang, f"rule.{kind}")


def midweek_title(percent: str, lang: str) -> str:
    """`Arkipyhäkorvaus 75 %`: the per cent of the wage that the agreement pays for a free midweek holiday."""
    return say(lang, "report.midweek_at", {"percent": percent})


def part_title(part: str, percent: int, lang: str) -> str:
    """`Tunnit`, `Iltalisä, 15 %`, `Vuorokautinen ylityö, korotus 50 %`: a part of pay by its name and per cent."""
    if part == BASE:
        return say(lang, "report.money.base")
    name = say(lang, f"report.money.{part}" if part in RAISES else f"rule.{part}")
    return say(lang, "report.money.raise", {"name": name, "percent": percent})


KIND_TITLES: Mapping[str, Callable[[str, str], str]] = {
    "supplements": supplement_title,
    "absences": absence_title,
    "midweek_pay": midweek_title,
}
"""What names the kinds of each column that becomes one for each."""
