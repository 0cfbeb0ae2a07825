"""Who may do the acts that move money: one table. Everything else on the ledger is time, and `may_keep` guards it."""

import json
from collections.abc import Mapping
from typing import Literal

from leima.db.door import ORG_WIDE, Actor
from leima.db.tx import Row, Tx
from leima.features.balances import acts, store
from leima.features.balances.kinds import CENT_ACCOUNTS
from leima.web.errors import Forbidden

MoneyAct = Literal["payout", "bonus_paid", "final_pay", "statement", "undo"]
"""A time posted to be paid; the holiday bonus marked as paid; a leaver's kiky taken from the final pay; a line of a
leaver's statement; and undoing any of them."""
PAYERS: Mapping[MoneyAct, frozenset[str]] = {
    "payout": ORG_WIDE,
    "bonus_paid": ORG_WIDE,
    "final_pay": ORG_WIDE,
    "statement": ORG_WIDE,
    "undo": ORG_WIDE,
}
"""The roles that may do each act, for people other than themselves."""


def may_pay(actor: Actor, act: MoneyAct) -> bool:
    """Returns whether one of the actor's roles lets them do the act. Whose money it is, `may_keep` looks at."""
    return bool(actor.roles & PAYERS[act])


def refuse_if_not_payer(actor: Actor, act: MoneyAct) -> None:
    """Raises Forbidden `payout_by_payroll` for those who may not do the act."""
    if not may_pay(actor, act):
        raise Forbidden("payout_by_payroll")


def moves_money(tx: Tx, row: Row) -> bool:
    """Returns whether a stored act, or a standing part of it, goes to pay, so that payroll alone undoes it."""
    parts = [row, *(part for part in store.acts_of_bulk(tx, row.id) if part.undone_at is None)]
    return any(_pays(tx, part) for part in parts)


def _pays(tx: Tx, row: Row) -> bool:
    if row.kind == "payout" or "bonus_cents" in json.loads(row.more):
        return True
    return any(leg.pays or leg.account in CENT_ACCOUNTS for leg in acts.legs_of(tx, row.id))
