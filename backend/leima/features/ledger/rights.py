"""Refusals of acts that move money, and which acts do."""

import json

from leima.access.money import MoneyAct, may_pay
from leima.db.actor import Actor
from leima.db.tables.ledger import Act
from leima.db.tx import Tx
from leima.features.ledger import acts, store
from leima.features.ledger.kinds import CENT_ACCOUNTS
from leima.web.errors import Forbidden


def refuse_if_not_payer(actor: Actor, act: MoneyAct) -> None:
    """Raises Forbidden `payout_by_payroll` for those who may not do the act."""
    if not may_pay(actor, act):
        raise Forbidden("payout_by_payroll")


def moves_money(tx: Tx, row: Act) -> bool:
    """Returns whether a stored act, or a standing part of it, goes to pay, so that payroll alone undoes it."""
    parts = [row, *(part for part in store.acts_of_bulk(tx, row.id) if part.undone_at is None)]
    return any(_pays(tx, part) for part in parts)


def _pays(tx: Tx, row: Act) -> bool:
    if row.kind == "payout" or "bonus_cents" in json.loads(row.more):
        return True
    return any(leg.pays or leg.account in CENT_ACCOUNTS for leg in acts.legs_of(tx, row.id))
