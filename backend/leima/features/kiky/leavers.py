"""A leaver's kiky: what is left is proposed, and a person confirms it with a reason. Nothing is deducted alone."""

import json
from typing import Literal

from leima.db.door import Actor
from leima.db.tx import Row, Tx
from leima.features.balances import acts
from leima.features.balances import store as ledger
from leima.features.kiky import standing as stands
from leima.features.kiky.standing import Standing, is_date
from leima.features.kiky.wire import Leaver, LeaverConfirmed, Returned
from leima.features.notices.store import tell
from leima.web.errors import Conflict, Invalid

KIND = "kiky_leaver"
Proposal = Literal["return", "deduct", "none"]


def proposal(tx: Tx, row: Row, year: int) -> Leaver:
    """What is proposed for a person's year: too much settled goes back to where it came from, what is left is a
    proposed deduction."""
    terms = stands.terms_rows(tx, row.id)
    at = stands.standing(tx, row, year, f"{year}-12-31")
    lines = ledger.year_postings(tx, row.id, "kiky", year)
    opening = sum(int(x.amount) for x in lines if x.kind in ("opening", "adjustment", "transfer"))
    settled = -sum(int(x.amount) for x in lines if x.kind == "settlement")
    leaves = stands.leaves_on(terms)
    left = 0 if leaves is None or at.owed is None or at.owed.accounted != "obligation" else at.left
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
    )


def _confirmed(tx: Tx, at: Standing) -> bool:
    rows = tx.rows(
        "SELECT more FROM act WHERE org=:org AND person=:person AND kind=:kind AND undone_at IS NULL",
        **{"org": tx.org, "person": at.person, "kind": KIND},
    )
    return any(json.loads(row.more)["year"] == at.year for row in rows)


def back_to(tx: Tx, person: str, year: int, minutes: int) -> list[Returned]:
    """The accounts that the year's settlements came from, the last first, as far as `minutes` go."""
    rows = tx.rows(
        "SELECT p.account, p.amount, a.more FROM act a JOIN posting p ON p.org = a.org AND p.act = a.id"
        " WHERE a.org=:org AND a.person=:person AND a.kind='settlement' AND a.undone_at IS NULL"
        " AND p.account <> 'kiky' ORDER BY a.at DESC, a.id, p.id",
        **{"org": tx.org, "person": person},
    )
    found: dict[str, int] = {}
    for row in rows:
        if json.loads(row.more).get("year") != year or minutes <= 0:
            continue
        part = min(minutes, -int(row.amount))
        found[row.account] = found.get(row.account, 0) + part
        minutes -= part
    return [Returned(account, part) for account, part in found.items() if part]


def leaver(tx: Tx, actor: Actor, person: str, year: int) -> Leaver:
    """The proposal for one person, for those who may decide on it."""
    return proposal(tx, stands.may_decide(tx, actor, person), year)


def confirmed(tx: Tx, actor: Actor, form: LeaverConfirmed) -> Leaver:
    """Does what a person has decided: give back, deduct in the final pay, or waive. It carries what was on the screen.

    A deduction is only noted for payroll (`final_pay_minutes`): set-off is done by a person who has checked that the
    claim is clear, due and outside the protected part of pay.
    """
    row = stands.may_decide(tx, actor, form.person, writes=True)
    if not is_date(form.date):
        raise Invalid("bad_date", fields=[{"field": "date", "message": form.date}])
    if acts.act(tx, form.id) is None:
        now = proposal(tx, row, form.year)
        _refuse_if_changed(now, form)
        acts.do(tx, _act(now, form))
        tell(tx, form.person, "kiky_leaver", minutes=form.minutes, year=form.year, reason=form.reason)
    elif (stood := acts.act(tx, form.id)) is None or json.loads(stood.more).get("form") != _told(form):
        raise Conflict("act_reused")
    return proposal(tx, row, form.year)


def _refuse_if_changed(now: Leaver, form: LeaverConfirmed) -> None:
    allowed = {"return": ("return",), "deduct": ("deduct", "waive"), "none": ()}[now.proposal]
    if form.decision not in allowed or form.minutes != now.minutes:
        raise Conflict("kiky_leaver_changed", minutes=now.minutes)


def _told(form: LeaverConfirmed) -> dict[str, str | int]:
    return {
        **{"person": form.person, "year": form.year, "decision": form.decision, "minutes": form.minutes},
        **{"date": form.date, "reason": form.reason},
    }


def _act(now: Leaver, form: LeaverConfirmed) -> acts.NewAct:
    sign = 1 if form.decision == "return" else -1
    legs = [acts.Leg(leg.account, 0, leg.minutes) for leg in now.legs if form.decision == "return"]
    legs.append(acts.Leg("kiky", form.year, sign * form.minutes, pays=form.decision == "deduct"))
    final = form.minutes if form.decision == "deduct" else 0
    more = {"year": form.year, "decision": form.decision, "final_pay_minutes": final, "form": _told(form)}
    return acts.NewAct(form.id, KIND, form.person, form.date, form.reason, legs, more)
