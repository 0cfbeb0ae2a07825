"""How the kinds of a column are called in a report."""

from collections.abc import Callable, Mapping

from leima.features.reports.away import PAY
from leima.rules.absence import KINDS
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


KIND_TITLES: Mapping[str, Callable[[str, str], str]] = {
    "supplements": supplement_title,
    "absences": absence_title,
    "midweek_pay": midweek_title,
}
"""What names the kinds of each column that becomes one for each."""
