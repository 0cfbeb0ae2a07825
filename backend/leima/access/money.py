"""Who may do the acts that move money: one table. Everything else on the ledger is time, and `may_keep` guards it."""

from collections.abc import Mapping
from typing import Literal

from leima.db.actor import ORG_WIDE, Actor

MoneyAct = Literal["payout", "bonus_paid", "final_pay", "statement", "undo", "claim_paid", "payroll"]
"""A time posted to be paid; the holiday bonus marked as paid; a leaver's kiky taken from the final pay; a line of a
leaver's statement; undoing any of them; a travel claim marked as paid; and payroll's runs and codes."""
PAYERS: Mapping[MoneyAct, frozenset[str]] = {
    "payout": ORG_WIDE,
    "bonus_paid": ORG_WIDE,
    "final_pay": ORG_WIDE,
    "statement": ORG_WIDE,
    "undo": ORG_WIDE,
    "claim_paid": frozenset({"payroll"}),
    "payroll": frozenset({"payroll"}),
}
"""The roles that may do each act, for people other than themselves."""


def may_pay(actor: Actor, act: MoneyAct) -> bool:
    """Returns whether one of the actor's roles lets them do the act. Whose money it is, `may_keep` looks at."""
    return bool(actor.roles & PAYERS[act])
