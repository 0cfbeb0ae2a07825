"""A leaver's statement: every account, what is proposed, and what a person has decided. Nothing happens alone."""

import json
from collections.abc import Mapping
from typing import Any

from leima.access.rights import may_decide_statement, may_keep, may_see
from leima.db.actor import Actor
from leima.db.site import today
from leima.db.sync_sql import lock_people
from leima.db.tables.ledger import Act
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.agreements import store as agreements
from leima.features.agreements.terms import rates_on
from leima.features.days.gather import terms_on
from leima.features.ledger import acts, sums
from leima.features.ledger.acts import Leg, NewAct
from leima.features.ledger.kinds import in_unit, unit_of_account
from leima.features.ledger.schemas import NewStatementLine
from leima.features.ledger.service import validate_date
from leima.features.ledger.store import YEARLY
from leima.features.ledger.sums import holdings
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound

_RULES = {
    "flex": "flex_max",
    "kiky": "kiky",
    "overtime_leave": "overtime_leave_months",
    "bank": "bank",
    "reduction_leave": "reduction_leave",
    "annual_leave_day": "annual_leave",
    "annual_holiday": "leave_length",
    "saved_leave": "leave_saving",
    "holiday_bonus": "leave_bonus",
    "bonus_time": "leave_bonus",
}
"""The agreement's setting that an account comes from."""
_DECISIONS = (
    "SELECT * FROM act WHERE org=:org AND person=:person AND more LIKE :sign AND undone_at IS NULL ORDER BY at, id"
)


def statement(tx: Tx, actor: Actor, person: str, on: str | None) -> dict[str, Any]:
    """The answer of GET /people/{person}/statement. Amounts are settled ones, lines to come included."""
    if not may_see(tx, actor, person):
        raise NotFound()
    if person != actor.person and not may_keep(tx, actor, person):
        raise Forbidden()
    date = on or today(tx)
    validate_date(tx, date)
    decided = _decided(tx, person)
    terms = terms_on(tx, person, date)
    contract = terms is not None and terms.kiky is not None and terms.kiky.accounted == "contract"
    lines, sources = [], _sources(tx, person, date)
    for (account, year), amount in holdings(tx, person):
        done = decided.get((account, year))
        if amount or done:
            kiky = sums.settled_from(tx, person, account)
            told = _line(tx, account, year, amount, done, contract=contract, kiky=kiky)
            lines.append(told | {"source": sources.get(_RULES.get(account, ""))})
    return {
        "person": person,
        "name": person_name(tx, person),
        "on": date,
        "lines": lines,
        "open": sum(1 for line in lines if line["decided"] is None),
        "may_decide": may_decide_statement(tx, actor, person),
    }


def still_open(tx: Tx, person: str) -> int:
    """How many accounts of a leaver hold something that nobody has decided on."""
    decided = _decided(tx, person)
    return sum(1 for key, amount in holdings(tx, person) if amount and key not in decided)


def _sources(tx: Tx, person: str, date: str) -> Mapping[str, str]:
    """Where the settings in force were read; on the last day of the contract for somebody who has left."""
    contracts = agreements.contracts_of(tx, person)
    last = min(date, contracts[-1].until_date or date) if contracts else date
    found = rates_on(tx, person, last)
    return {**found.sources, **(found.leave.sources if found.leave else {})} if found else {}


def _line(
    tx: Tx, account: str, year: int, amount: int, done: Act | None, *, contract: bool, kiky: int
) -> dict[str, Any]:
    decided = None
    if done is not None:
        more = json.loads(done.more)
        decided = {"act": done.id, "decision": more["decision"], "reason": done.why, "at": done.at}
        decided |= {"who_name": person_name(tx, done.who), "amount": in_unit(more["amount"], account)}
    return {
        "account": account,
        "year": year or None,
        "unit": unit_of_account(account),
        "amount": in_unit(amount, account),
        "owed": account == "kiky",
        "proposal": proposal(account, amount, contract=contract, kiky=kiky),
        "decided": decided,
    }


def proposal(account: str, amount: int, *, contract: bool, kiky: int = 0) -> str:
    """What is proposed for an account: pay it, deduct it, let it lapse, give it back, or nothing.

    Kiky is owed: what is left is a deduction that needs its legal grounds, unless the contract itself fulfils it; what
    was settled too much goes back to where it came from. A holiday bonus that only `kiky`, the cents settled from it,
    has brought below zero was paid without them already.
    """
    if not amount:
        return "nothing"
    if account == "kiky":
        return "lapse" if contract else "deduct" if amount > 0 else "return"
    if account == "holiday_bonus" and 0 > amount >= -kiky:
        return "lapse"
    return "pay" if amount > 0 else "deduct"


def _decided(tx: Tx, person: str) -> dict[tuple[str, int], Act]:
    rows = tx.rows(Act, _DECISIONS, org=tx.org, person=person, sign='%"statement": true%')
    found = {}
    for row in rows:
        more = json.loads(row.more)
        found[more["account"], int(more["year"])] = row
    return found


def decide(tx: Tx, actor: Actor, person: str, form: NewStatementLine) -> dict[str, Any]:
    """Decides one account of the statement. Only payroll may; the same id again changes nothing."""
    if not may_see(tx, actor, person):
        raise NotFound()
    if not may_decide_statement(tx, actor, person):
        raise Forbidden()
    validate_date(tx, form.date)
    lock_people(tx, [person])
    year = form.year or (int(form.date[:4]) if form.account in YEARLY else 0)
    before = acts.act(tx, form.id)
    amount = json.loads(before.more).get("amount", 0) if before else sums.total(tx, person, form.account, year)
    if before is None:
        _validate(tx, person, form, year, amount)
    more = {"statement": True, "account": form.account, "year": year, "amount": amount, "decision": form.decision}
    kind = {"pay": "payout", "deduct": "payout", "lapse": "lapse", "keep": "statement"}[form.decision]
    paid = form.decision in ("pay", "deduct")
    legs = () if form.decision == "keep" else (Leg(form.account, year, -amount, paid),)
    acts.do(tx, NewAct(form.id, kind, person, form.date, form.reason, legs, more))
    return statement(tx, actor, person, form.date)


def _validate(tx: Tx, person: str, form: NewStatementLine, year: int, amount: int) -> None:
    """Each account once, a decision that its sign allows, and something to decide on."""
    if (form.account, year) in _decided(tx, person):
        raise Conflict("statement_decided")
    owed = form.account == "kiky"
    fits = {"pay": amount > 0 and not owed, "deduct": amount > 0 if owed else amount < 0, "lapse": amount != 0}
    if not fits.get(form.decision, True):
        raise Invalid("decision_does_not_fit", fields=[{"field": "decision", "message": form.decision}])
