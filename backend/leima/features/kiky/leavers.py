"""A leaver's kiky: what is left is proposed, and a person confirms it with a reason. Nothing is deducted alone."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from leima.access.money import may_pay
from leima.db.actor import Actor
from leima.db.tables.people import Person
from leima.db.tx import Tx
from leima.features.kiky import standing as stands
from leima.features.kiky.deduct import BONUS
from leima.features.kiky.deduct import KIND as SETTLED
from leima.features.kiky.notices import KikySettled
from leima.features.kiky.schemas import Leaver, LeaverConfirmed, Returned
from leima.features.kiky.standing import Standing
from leima.features.ledger import acts
from leima.features.ledger import store as ledger
from leima.features.ledger.rights import refuse_if_not_payer
from leima.features.notices.store import tell
from leima.rules.pay.discharge import value
from leima.rules.zone import is_date
from leima.web.errors import Conflict, Invalid

KIND = "kiky_leaver"
Proposal = Literal["return", "deduct", "none"]


class _Act(NamedTuple):
    id: str
    kind: str
    more: str


def proposal(tx: Tx, actor: Actor, row: Person, year: int) -> Leaver:
    """Returns what is proposed for a person's year: too much settled goes back to where it came from, for those who
    stay too; what a leaver still owes is a proposed deduction."""
    terms = stands.terms_rows(tx, row.id)
    at = stands.standing(tx, row, year, f"{year}-12-31")
    lines = ledger.year_postings(tx, row.id, "kiky", year)
    opening = sum(x.amount for x in lines if x.kind in ("opening", "adjustment", "transfer"))
    settled = -sum(x.amount for x in lines if x.kind == "settlement")
    leaves = stands.leaves_on(terms)
    keeps = at.owed is not None and at.owed.accounted == "obligation"
    left = at.left if keeps and (leaves is not None or at.left < 0) else 0
    back = back_to(tx, row.id, year, -left) if left < 0 else []
    minutes = sum(leg.minutes for leg in back) if left < 0 else left
    kind: Proposal = "return" if left < 0 and minutes else "deduct" if left > 0 else "none"
    return Leaver(
        person=row.id,
        name=row.name,
        year=year,
        leaves=leaves,
        opening=opening,
        settled=settled,
        left=at.left,
        proposal=kind,
        minutes=minutes,
        legs=back,
        confirmed=_confirmed(tx, at),
        may_deduct=may_pay(actor, "final_pay"),
    )


def _confirmed(tx: Tx, at: Standing) -> bool:
    return any(json.loads(more)["year"] == at.year for more in acts.standing(tx, at.person, KIND))


def back_to(tx: Tx, person: str, year: int, minutes: int) -> list[Returned]:
    """Returns the accounts that the year's settlements came from, the last first, as far as `minutes` go.

    What has been given back before is left out. Minutes from the holiday bonus go back at the rate they were taken at.
    """
    rows = tx.rows(
        _Act,
        "SELECT id, kind, more FROM act WHERE org=:org AND person=:person AND kind IN (:settled, :returned)"
        " AND undone_at IS NULL ORDER BY at DESC, id",
        org=tx.org,
        person=person,
        settled=SETTLED,
        returned=KIND,
    )
    of_year = [(row, more) for row in rows if (more := json.loads(row.more)).get("year") == year]
    given = Counter[str]()
    for row, more in of_year:
        if row.kind == KIND:
            given.update(_given_back(tx, row.id, more))
    found: dict[str, Returned] = {}
    for row, more in of_year:
        for account, taken in _sources(tx, row.id, more) if row.kind == SETTLED else ():
            before = min(taken, given[account])
            given[account] -= before
            part = min(minutes, taken - before)
            minutes -= part
            cents = value(part, int(more["hourly_cents"])) if account == BONUS else 0
            stood = found.get(account, Returned(account, 0))
            found[account] = Returned(account, stood.minutes + part, stood.cents + cents)
    return [one for one in found.values() if one.minutes]


def _sources(tx: Tx, act: str, more: dict[str, Any]) -> list[tuple[str, int]]:
    """The accounts that a settlement took from, in minutes."""
    if "bonus_cents" in more:
        return [(BONUS, int(more["minutes"]))]
    return [(leg.account, -leg.amount) for leg in acts.legs_of(tx, act) if leg.account != "kiky"]


def _given_back(tx: Tx, act: str, more: dict[str, Any]) -> dict[str, int]:
    """The minutes that an act gave back, by account."""
    legs = [leg for leg in acts.legs_of(tx, act) if leg.account not in ("kiky", BONUS)]
    return {**{leg.account: leg.amount for leg in legs}, BONUS: int(more.get("bonus_minutes", 0))}


def return_legs(legs: Sequence[Returned], year: int) -> list[acts.Leg]:
    """Returns the legs of an act that gives time back: minutes, the holiday bonus in cents."""
    back = [acts.Leg(leg.account, 0, leg.cents if leg.account == BONUS else leg.minutes) for leg in legs]
    return [*back, acts.Leg("kiky", year, sum(leg.minutes for leg in legs))]


def bonus_minutes(legs: Sequence[Returned]) -> dict[str, int]:
    """What an act remembers of the minutes that go back to the holiday bonus, whose leg is in cents."""
    minutes = sum(leg.minutes for leg in legs if leg.account == BONUS)
    return {"bonus_minutes": minutes} if minutes else {}


def leaver(tx: Tx, actor: Actor, person: str, year: int) -> Leaver:
    """The proposal for one person, for those who may decide on it."""
    return proposal(tx, actor, stands.person_to_keep(tx, actor, person), year)


def confirm(tx: Tx, actor: Actor, form: LeaverConfirmed) -> Leaver:
    """Does what a person has decided: give back, deduct in the final pay, or waive. It carries what was on the screen.

    A deduction is only noted for payroll (`final_pay_minutes`): set-off is done by a person who has checked that the
    claim is clear, due and outside the protected part of pay.
    """
    row = stands.person_to_keep(tx, actor, form.person, writes=True)
    if form.decision == "deduct":
        refuse_if_not_payer(actor, "final_pay")
    if not is_date(form.date):
        raise Invalid("bad_date", fields=[{"field": "date", "message": form.date}])
    if acts.act(tx, form.id) is None:
        now = proposal(tx, actor, row, form.year)
        _refuse_if_changed(now, form)
        acts.do(tx, _act(now, form))
        tell(tx, form.person, KikySettled(form.minutes, form.year, form.reason))
    elif (stood := acts.act(tx, form.id)) is None or json.loads(stood.more).get("form") != _request(form):
        raise Conflict("act_reused")
    return proposal(tx, actor, row, form.year)


def _refuse_if_changed(now: Leaver, form: LeaverConfirmed) -> None:
    allowed = {"return": ("return",), "deduct": ("deduct", "waive"), "none": ()}[now.proposal]
    if form.decision not in allowed or form.minutes != now.minutes:
        raise Conflict("kiky_leaver_changed", minutes=now.minutes)


def _request(form: LeaverConfirmed) -> dict[str, str | int]:
    return {
        "person": form.person,
        "year": form.year,
        "decision": form.decision,
        "minutes": form.minutes,
        "date": form.date,
        "reason": form.reason,
    }


def _act(now: Leaver, form: LeaverConfirmed) -> acts.NewAct:
    final = form.minutes if form.decision == "deduct" else 0
    more = {"year": form.year, "decision": form.decision, "final_pay_minutes": final, "form": _request(form)}
    if form.decision == "return":
        legs = return_legs(now.legs, form.year)
        more |= bonus_minutes(now.legs)
    else:
        legs = [acts.Leg("kiky", form.year, -form.minutes, pays=form.decision == "deduct")]
    return acts.NewAct(form.id, KIND, form.person, form.date, form.reason, legs, more)
