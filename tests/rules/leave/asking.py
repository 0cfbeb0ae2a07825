"""Short ways to ask the engine about leave."""

from typing import Any

from leima.rules.calendar import calendar_days
from leima.rules.leave.rules import LeaveRules, rules_between
from leima.rules.rows import chain_of
from leima.rules.situation.answer import interpret
from leima.rules.terms import CalendarDay
from tests.rules.situations import TABLES

Json = dict[str, Any]
CALENDAR: list[CalendarDay] = calendar_days(2004, 2032)


def asked(question: str, fields: Json, **situation: Any) -> Json:
    """What the engine answers to one question about leave."""
    told = interpret({**situation, "ask": {question: fields}}, TABLES)
    return dict(told["answers"][question])


def leave(first: str, last: str, **fields: Any) -> Json:
    """What the engine says of an annual holiday."""
    return asked("leave", {"from": first, "to": last, "kind": "annual_holiday", "balances": [], **fields})


def rules(agreement: str = "law", first: str = "2016-04-01", last: str = "2032-12-31") -> list[LeaveRules]:
    """The rules of an agreement of shared/tables between two dates."""
    return rules_between(chain_of(agreement, TABLES), "general", first, last)


def own(**values: Any) -> list[Json]:
    """An agreement of the situation's own on the law, with these settings."""
    rows = [{"key": key, "value": value} for key, value in values.items()]
    return [{"key": "own", "base": "law", "rows": rows}]
