"""Balance deductions: one act with two legs or more, in a stated order, undone together."""

import json
from typing import Any

from leima.db.actor import Actor
from leima.db.tables.ledger import Act
from leima.db.tx import Tx
from leima.features.agreements.terms import rates_on
from leima.features.kiky import standing as stands
from leima.features.kiky.schemas import Deducted, Deduction, Leg
from leima.features.kiky.standing import PLANNED, Standing, standing
from leima.features.ledger import acts, sums
from leima.features.ledger.floors import floor_of
from leima.features.ledger.rights import refuse_if_not_payer
from leima.features.months.store import refuse_if_closed
from leima.rules.pay.discharge import Discharge, deduct
from leima.rules.zone import is_date
from leima.web.errors import Conflict, Invalid, Problem
from leima.web.words import say

KIND = "settlement"
BONUS = "holiday_bonus"


class NotDone(Problem):
    """The deduction cannot be made; nothing was. The sentence names the limit and what to do."""

    status, code = 422, "kiky_not_owed"

    def __init__(self, code: str, field: str, **params: Any) -> None:
        super().__init__(code, **params)
        self.field = field


def preview(tx: Tx, actor: Actor, form: Deduction) -> Deducted:
    """What a deduction would do. Raises what making it would raise."""
    return _answer(form, *_work_out(tx, actor, form))


def make(tx: Tx, actor: Actor, form: Deduction, bulk: str | None = None) -> Deducted:
    """Makes a deduction once; asked again with the same body, it returns the same and posts nothing."""
    stands.person_to_keep(tx, actor, form.person, writes=True)
    before = acts.act(tx, form.id)
    if before is not None:
        return _again(tx, actor, before, form)
    at, settled, balances = _work_out(tx, actor, form)
    answer = _answer(form, at, settled, balances)
    more = {"year": form.year, "minutes": form.minutes, "answer": _kept(answer), "form": _request(form)}
    kind = PLANNED if answer.planned else "adjustment" if form.pays else KIND
    legs = [] if answer.planned else [_leg(form, leg) for leg in answer.legs]
    acts.do(tx, acts.NewAct(form.id, kind, form.person, form.date, form.reason, legs, more, bulk))
    return answer


def _request(form: Deduction) -> dict[str, Any]:
    fields = ("person", "year", "minutes", "date", "reason", "pays")
    return {**{name: getattr(form, name) for name in fields}, "sources": list(form.sources)}


def _kept(answer: Deducted) -> dict[str, Any]:
    legs = [[leg.account, leg.minutes, leg.before, leg.after] for leg in answer.legs]
    return {"owed": answer.owed_before, "left": answer.left, "legs": legs, "warnings": answer.warnings}


def _again(tx: Tx, actor: Actor, act: Act, form: Deduction) -> Deducted:
    row = stands.person_to_keep(tx, actor, form.person)
    more = json.loads(act.more)
    if act.person != form.person or more.get("form") != _request(form):
        raise Conflict("act_reused")
    kept = more["answer"]
    return Deducted(
        id=act.id,
        person=row.id,
        name=row.name,
        year=form.year,
        date=act.date,
        minutes=form.minutes,
        owed_before=kept["owed"],
        left=kept["left"],
        legs=[Leg(*leg) for leg in kept["legs"]],
        planned=act.kind == PLANNED,
        paid_out=form.minutes if form.pays else 0,
        warnings=kept["warnings"],
        undone=act.undone_at is not None,
    )


def _leg(form: Deduction, leg: Leg) -> acts.Leg:
    return acts.Leg(leg.account, form.year if leg.account == "kiky" else 0, leg.minutes, pays=form.pays)


def _work_out(tx: Tx, actor: Actor, form: Deduction) -> tuple[Standing, Discharge, dict[str, int]]:
    """The person's year, what is posted, and the balances before. Raises NotDone or Conflict."""
    row = stands.person_to_keep(tx, actor, form.person)
    if form.pays:
        refuse_if_not_payer(actor, "payout")
    _validate(form)
    refuse_if_closed(tx, form.person, form.date)
    at = standing(tx, row, form.year, form.date)
    balances: dict[str, int] = {name: sums.lowest_from(tx, row.id, name, 0, form.date) for name in form.sources}
    if form.pays:
        _validate_payout(form)
    else:
        _refuse_if_not_owed(at, form, actor.lang)
    rates = rates_on(tx, row.id, form.date)
    floors: dict[str, int | None] = {name: floor_of(tx, row.id, name, form.date, rates).least for name in form.sources}
    if BONUS in form.sources:
        return at, _from_bonus(form, at), balances
    settled = deduct(
        form.minutes,
        form.minutes if form.pays else at.left - at.reserved,
        form.sources,
        balances,
        pay=at.terms.pay if at.terms else "monthly",
        has_bank=stands.has_bank(tx, row.id, at.terms, form.date),
        has_flex=stands.has_flex(at.terms),
        floors=floors,
    )
    _refuse_if_short(settled, form, balances, actor.lang)
    return at, settled, balances


def _validate(form: Deduction) -> None:
    """What the form's own types cannot tell: a real date in the account's time, each source once."""
    if len(set(form.sources)) != len(form.sources):
        raise Invalid(fields=[{"field": "sources", "message": ", ".join(form.sources)}])
    if not is_date(form.date) or abs(int(form.date[:4]) - form.year) > 1:
        raise Invalid("bad_date", fields=[{"field": "date", "message": form.date}])


def _validate_payout(form: Deduction) -> None:
    """`pays` true: the time goes to the next pay as money and settles nothing, which the caller must have seen. The
    holiday bonus is money already."""
    if not form.confirmed:
        raise NotDone("kiky_would_be_paid", "pays", minutes=form.minutes)
    if BONUS in form.sources:
        raise NotDone("kiky_bonus_is_money", "pays")


def _refuse_if_not_owed(at: Standing, form: Deduction, lang: str) -> None:
    scheme = at.terms.kiky if at.terms else None
    if at.owed is None or at.owed.accounted != "obligation":
        within = scheme is not None and scheme.accounted != "obligation"
        raise NotDone("kiky_in_agreement" if within else "kiky_no_scheme", "person", year=form.year)
    method = "holiday_bonus" if BONUS in form.sources else "balance_deduction"
    if scheme is not None and method not in scheme.methods:
        raise NotDone("kiky_not_a_method", "sources", method=say(lang, f"kiky.method.{method}"))
    if form.minutes > at.left - at.reserved:
        raise NotDone("kiky_more_than_owed", "minutes", owed=max(0, at.left - at.reserved), minutes=form.minutes)


def _refuse_if_short(settled: Discharge, form: Deduction, balances: dict[str, int], lang: str) -> None:
    if settled.legs:
        return
    found = settled.findings[-1]
    if found.kind != "below_floor":
        raise NotDone(f"kiky_{found.kind}", "sources")
    account = str(found.params["account"])
    raise NotDone(
        "kiky_below_floor",
        "minutes",
        account=say(lang, f"account.{account}"),
        balance=balances[account],
        floor=found.params["floor"],
        room=found.params["room"],
        minutes=form.minutes,
    )


def _from_bonus(form: Deduction, at: Standing) -> Discharge:
    """Planned until the bonus is marked for payment; then it is a deduction of its own."""
    if len(form.sources) > 1:
        raise NotDone("kiky_bonus_alone", "sources")
    return Discharge((), at.left - form.minutes, 0, ())


def _answer(form: Deduction, at: Standing, settled: Discharge, balances: dict[str, int]) -> Deducted:
    before = {**balances, "kiky": at.left}
    legs = [Leg(x.account, x.minutes, before[x.account], before[x.account] + x.minutes) for x in settled.legs]
    warnings = []
    if form.pays:
        legs = [leg for leg in legs if leg.account != "kiky"]
        warnings.append("would_be_paid_out")
    least = at.terms.flex.min if at.terms and at.terms.flex else None
    if least is not None and any(leg.account == "flex" and leg.after < least for leg in legs):
        warnings.append("flex_under_floor")
    return Deducted(
        id=form.id,
        person=at.person,
        name=at.name,
        year=form.year,
        date=form.date,
        minutes=form.minutes,
        owed_before=at.left,
        left=at.left if form.pays else settled.left,
        legs=legs,
        planned=BONUS in form.sources and not form.pays,
        paid_out=form.minutes if form.pays else 0,
        warnings=warnings,
    )
