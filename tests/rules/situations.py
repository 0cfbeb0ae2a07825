"""Short ways to write a described situation, and to ask the engine about it."""

from typing import Any

from leima.rules.situation.answer import interpret
from tests.rules.tables import agreements

Json = dict[str, Any]
TABLES = agreements()
MONDAY, THURSDAY, SATURDAY, SUNDAY = "2026-11-16", "2026-11-19", "2026-11-21", "2026-11-22"
FREE = [0, 0, 0, 0, 0, 0, 0]


def asked(**situation: Any) -> Json:
    """What the engine answers."""
    return interpret(situation, TABLES)


def contract(day: int | None = 480, form: str = "general", agreement: str = "law", **more: Any) -> Json:
    """A contract of `day` minutes from Monday to Friday."""
    return {"agreement": agreement, "form": form, "day": day, **more}


def row(key: str, value: Any) -> Json:
    """A row of the contract's own."""
    return {"key": key, "value": value}


def clock(minutes: int) -> str:
    """Minutes after midnight as a clock time."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def work(minutes: int, start: int = 360, **more: Any) -> Json:
    """One span of work from six in the morning."""
    return {"start": clock(start), "end": clock(start + minutes), **more}


def day(date: str, *spans: Any, **more: Any) -> Json:
    """One day."""
    return {"date": date, "work": list(spans), **more}


def answer(name: str, _contract: Json | None = None, _from: str = SATURDAY, **fields: Any) -> Json:
    """The answer to one question about accounts, on a day without work."""
    told = asked(**{"contract": _contract or contract(), "from": _from, "until": _from, "ask": {name: fields}})
    return dict(told["answers"][name])


def kinds(answered: Json) -> list[str]:
    """The kinds of findings."""
    return [finding["kind"] for finding in answered["findings"]]
