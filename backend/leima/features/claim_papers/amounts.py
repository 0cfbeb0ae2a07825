"""Amounts as a paper writes them: euros, numbers, dates and times of the reader's language."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from leima.rules.situation.trip import as_moment
from leima.web.formats import MINUS, clock, full_date

MINUTE = 60_000
SPACE = "\N{NO-BREAK SPACE}"


def euros(cents: float, lang: str) -> str:
    """`1 234,56 €`, in English `€1,234.56`; further decimals where cents have them."""
    told = Decimal(str(cents)) / 100
    return _in_euros(told, max(2, -_exponent(told)), lang)


def decimal(cents: int, lang: str) -> str:
    """`1 234,56`: hundredths of any currency."""
    return _written(Decimal(cents) / 100, 2, lang)


def number(value: float, lang: str) -> str:
    """`320,5`: as many decimals as there are, at most three."""
    told = round(Decimal(str(value)), 3)
    return _written(told, max(0, -_exponent(told)), lang)


def _exponent(told: Decimal) -> int:
    exponent = told.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _in_euros(told: Decimal, decimals: int, lang: str) -> str:
    text = _written(abs(told), decimals, lang)
    sign = MINUS if told < 0 else ""
    return f"{sign}€{text}" if lang == "en" else f"{sign}{text}{SPACE}€"


def _written(told: Decimal, decimals: int, lang: str) -> str:
    text = f"{abs(told):,.{decimals}f}"
    if lang != "en":
        text = text.replace(",", SPACE).replace(".", ",")
    return (MINUS if told < 0 else "") + text


def on(told: str | None, lang: str) -> str:
    """A date, `12.3.2026`; empty for none."""
    return "" if told is None else full_date(date.fromisoformat(told), lang)


def between(first: str | None, last: str | None, lang: str) -> str:
    """Two dates, or one where they are the same."""
    return on(first, lang) if first == last or last is None else f"{on(first, lang)}\N{EN DASH}{on(last, lang)}"


def at(instant: int | None, lang: str, zone: str) -> str:
    """An instant in epoch milliseconds as a date and a time of day."""
    if instant is None:
        return ""
    local = datetime.fromtimestamp(instant / 1000, UTC).astimezone(ZoneInfo(zone))
    return f"{full_date(local.date(), lang)} {clock(instant, lang, zone)}"


def moment(told: str, lang: str, zone: str) -> str:
    """A moment as a trip tells it: local to its zone, or with an offset."""
    return at(as_moment(told, zone, "") * MINUTE, lang, zone)
