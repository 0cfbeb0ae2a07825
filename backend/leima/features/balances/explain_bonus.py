"""Why a person has no holiday bonus: no agreement of theirs says a per cent, or nobody has told one."""

from typing import Any

from leima.db.tx import Tx
from leima.features.days.leave_facts import LeaveFacts
from leima.rules.leave.rules import rules_on


def why_none(tx: Tx, person: str, on: str) -> dict[str, Any] | None:
    """A row's params with the agreement's name, and the source of its silence; None where a per cent is known."""
    facts = LeaveFacts(tx, person, {})
    rules = facts.rules(on, on)
    if rules and rules_on(rules, on).bonus_percent:
        return None
    source = rules_on(rules, on).source("leave_bonus") if rules else None
    return {"agreement": facts.agreement(on, on), "source": source}
