"""How an absence is called in a report."""

from leima.features.reports.away import PAY
from leima.rules.absence import KINDS
from leima.web.words import say


def absence_title(kind: str, lang: str) -> str:
    """`Sairaus (palkallinen)`; `Poissa` when the kind is not for the one who asks."""
    name = say(lang, f"report.absence.{kind}")
    return f"{name} ({say(lang, f'report.absence_pay.{PAY[KINDS[kind].effect]}')})" if kind in KINDS else name
