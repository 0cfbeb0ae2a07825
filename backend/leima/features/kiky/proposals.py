"""What waits for a person's word about kiky: what an ended year left, where the scheme proposes it; what was settled
too much; what is planned from a holiday bonus. Nothing happens alone: each is confirmed or declined, and audited."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from leima.access.money import may_pay
from leima.access.rights import may_keep
from leima.access.rows import visible
from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.agreements.terms import rates_on
from leima.features.kiky import standing as stands
from leima.features.kiky.deduct import KIND as SETTLEMENT
from leima.features.kiky.deduct import NotDone
from leima.features.kiky.leavers import back_to, bonus_minutes, return_legs
from leima.features.kiky.notices import KikySettled
from leima.features.kiky.schemas import Decided, KikyProposal, Plan, Returned, Waiting
from leima.features.kiky.standing import PLANNED
from leima.features.ledger import acts, sums
from leima.features.ledger.floors import floor_of
from leima.features.notices.store import tell
from leima.rules.pay.discharge import Leg, deduct, rooms
from leima.web.errors import Conflict, Forbidden
from leima.web.words import say

DECLINED = "kiky_declined"
"""The kind of an act that says: the proposal of the year was looked at and nothing was posted."""
RETURNED = "kiky_leaver"
"""Minutes settled too much go back by the same kind of act as a leaver's."""
ORDER = ("flex", "bank", "overtime_leave", "reduction_leave", "annual_leave_day")
"""The order in which a proposed deduction takes from balances."""


class _Left(NamedTuple):
    """A person with a year whose kiky is not even."""

    id: str
    name: str
    year: int


class _Planned(NamedTuple):
    id: str
    person: str
    date: str
    why: str
    more: str


def waiting(tx: Tx, actor: Actor) -> Waiting:
    """Everything that the actor may decide on, people by name."""
    if not actor.may_see_team:
        raise Forbidden()
    return Waiting(left_of_years(tx, actor), planned(tx, actor))


def left_of_years(tx: Tx, actor: Actor) -> list[KikyProposal]:
    """What ended years have left, and what was settled too much of this one, people by name."""
    year = int(today(tx)[:4]) - 1
    where, params = visible(tx, "id")
    left = tx.rows(
        _Left,
        f"SELECT p.id, p.name, m.year FROM (SELECT id, name FROM person WHERE {where}) p JOIN (SELECT person, year"
        " FROM account_month WHERE org=:here AND account='kiky' AND year BETWEEN :ended AND :now"
        " GROUP BY person, year HAVING SUM(amount) < 0 OR (year=:ended AND SUM(amount) <> 0)) m ON m.person = p.id"
        " ORDER BY p.name, p.id, m.year",
        **params,
        here=tx.org,
        ended=year,
        now=year + 1,
    )
    asked = [proposal(tx, row, row.year) for row in left if may_keep(tx, actor, row.id)]
    return [one for one in asked if one is not None]


def _declined(tx: Tx, one: KikyProposal) -> bool:
    """Whether somebody has said no to these very minutes."""
    said = [json.loads(more) for more in acts.standing(tx, one.person, DECLINED)]
    return any((more["year"], more["minutes"]) == (one.year, one.minutes) for more in said)


def proposal(tx: Tx, row: stands.Named, year: int) -> KikyProposal | None:
    """Returns what waits for a word on a person's year; None when nothing does.

    What is owed when a year has ended is proposed where the scheme says so, from the balances in order as far as their
    floors let it. What was settled too much is proposed back at once to where it came from.
    """
    at = stands.standing(tx, row, year, f"{year}-12-31")
    if at.owed is None or at.owed.accounted != "obligation":
        return None
    if at.left < 0:
        back = back_to(tx, row.id, year, -at.left)
        found = KikyProposal(row.id, row.name, year, "return", sum(leg.minutes for leg in back), back)
    elif at.left and at.owed.year_end == "propose" and year < int(today(tx)[:4]):
        found = _deduction(tx, row, year, at.left)
    else:
        return None
    return found if found.minutes and not _declined(tx, found) else None


def _deduction(tx: Tx, row: stands.Named, year: int, left: int) -> KikyProposal:
    legs = [Returned(leg.account, leg.minutes) for leg in _taken(tx, row, left) if leg.account != "kiky"]
    return KikyProposal(row.id, row.name, year, "deduct", left, legs)


def _taken(tx: Tx, row: stands.Named, left: int) -> Sequence[Leg]:
    """Returns what the person's balances can give of `left`, each what it has.

    Where they have too little, the last goes below zero: flex, else reduction leave to what the year still accrues.
    """
    date = today(tx)
    terms = stands.on_date(stands.terms_rows(tx, row.id), date)
    pay, bank = terms.pay if terms else "monthly", stands.has_bank(tx, row.id, terms, date)
    flex = stands.has_flex(terms) and (pay == "monthly" or bank)
    names = [name for name in ORDER if name != "flex" or flex]
    balances = {name: sums.lowest_from(tx, row.id, name, 0, date) for name in names}
    rates = rates_on(tx, row.id, date)
    floors = {name: floor_of(tx, row.id, name, date, rates).least for name in names}
    holding = [name for name in names if balances[name] > 0]
    if sum(balances[name] for name in holding) < left:
        last = "flex" if flex else "reduction_leave"
        holding = [*(name for name in holding if name != last), last]
    room = [most for most in rooms(holding, balances, floors).values() if most is not None]
    minutes = left if len(room) < len(holding) else min(left, sum(room))
    return deduct(minutes, left, holding, balances, pay=pay, has_bank=bank, has_flex=flex, floors=floors).legs


def planned(tx: Tx, actor: Actor) -> list[Plan]:
    """Deductions that wait until the holiday bonus is marked for payment, for those who may mark it."""
    if not may_pay(actor, "bonus_paid"):
        return []
    where, params = visible(tx)
    rows = tx.rows(
        _Planned,
        f"SELECT id, person, date, why, more FROM act WHERE {where} AND kind=:kind AND undone_at IS NULL"
        " AND person IS NOT NULL ORDER BY date, id",
        **params,
        kind=PLANNED,
    )
    mine = [row for row in rows if may_keep(tx, actor, row.person)]
    open_ = [row for row in mine if not any(part.undone_at is None for part in stands.parts(tx, row.id))]
    return [_plan(tx, row, json.loads(row.more)) for row in open_]


def _plan(tx: Tx, row: _Planned, more: dict[str, int]) -> Plan:
    name = person_name(tx, row.person) or ""
    return Plan(row.id, row.person, name, int(more["year"]), int(more["minutes"]), row.date, row.why)


def decide(tx: Tx, actor: Actor, form: Decided) -> Waiting:
    """Carries a proposal out, or says no to it; what was on the screen must still hold. The same id is done once."""
    row = stands.person_to_keep(tx, actor, form.person, writes=True)
    before = acts.act(tx, form.id)
    if before is not None:
        if json.loads(before.more).get("form") != _request(form):
            raise Conflict("act_reused")
        return waiting(tx, actor)
    now = proposal(tx, row, form.year)
    if now is None or now.minutes != form.minutes:
        raise Conflict("kiky_leaver_changed", minutes=now.minutes if now else 0)
    carry_out(tx, actor, form, now)
    return waiting(tx, actor)


def carry_out(tx: Tx, actor: Actor, form: Decided, now: KikyProposal, reason: str = "") -> None:
    """Posts what is proposed, or remembers that it was declined, and why where that was said. Raises NotDone where
    there is nothing to take from."""
    if form.confirm and not now.legs:
        raise NotDone("kiky_nothing_to_take", "minutes")
    act = _act(tx, actor, form, now, reason)
    acts.do(tx, act)
    if act.kind != SETTLEMENT:
        tell(tx, form.person, KikySettled(form.minutes, form.year, act.why))


def _request(form: Decided) -> dict[str, str | int | bool]:
    return {"person": form.person, "year": form.year, "confirm": form.confirm, "minutes": form.minutes}


def _act(tx: Tx, actor: Actor, form: Decided, now: KikyProposal, reason: str) -> acts.NewAct:
    why = say(actor.lang, f"kiky.proposal.why.{now.kind if form.confirm else 'decline'}", {"year": form.year})
    why = f"{why}: {reason}" if reason else why
    date = acts.open_date(tx, form.person, today(tx))
    more = {"year": form.year, "minutes": now.minutes, "form": _request(form)}
    if not form.confirm:
        return acts.NewAct(form.id, DECLINED, form.person, date, why, (), more)
    if now.kind == "return":
        more |= bonus_minutes(now.legs)
    kind = RETURNED if now.kind == "return" else SETTLEMENT
    return acts.NewAct(form.id, kind, form.person, date, why, return_legs(now.legs, form.year), more)
