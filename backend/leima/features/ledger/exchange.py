"""Pay turned into time in the bank, where the agreement allows it: supplements of pay, or the holiday bonus.

Whoever does it is never the person, and the person is told. Pay for regular hours is no source, nor is what is due.
"""

from typing import Final

from leima.access.money import may_pay
from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.agreements.terms import rates_on, terms_on
from leima.features.ledger import schemas, service
from leima.features.ledger.acts import Leg, NewAct
from leima.features.ledger.floors import Floor, refuse_if_below, refuse_if_full
from leima.rules.pay.discharge import value
from leima.rules.pay.wage import wage_on
from leima.web.errors import Conflict, Forbidden, Invalid

KIND: Final = "exchange"
"""The kind of the act, and of its lines."""


class NotAgreed(Conflict):
    """The agreement does not let this part of pay be turned into time."""

    code = "exchange_not_agreed"


def exchange(tx: Tx, actor: Actor, form: schemas.NewExchange) -> schemas.Done:
    """Minutes into the bank, and their worth out of pay. The same `id` again changes nothing.

    Supplements leave as a line that pays: the pay run takes its minutes off at the hourly wage. The holiday bonus is
    taken by its worth at once. Raises NotAgreed, OverLimit, BelowFloor, Invalid without a known wage.
    """
    person = service.lock_for_posting(tx, actor, form.person)
    if not may_pay(actor, "payroll"):
        raise Forbidden("payout_by_payroll")
    service.validate_date(tx, form.date)
    if (before := service.again(tx, form)) is not None:
        return before
    rates = rates_on(tx, person, form.date)
    if rates is None or rates.bank is None or form.source not in rates.bank.from_pay:
        raise NotAgreed()
    refuse_if_full(tx, person, form.minutes, form.date, rates, flex=False)
    legs = _legs(tx, person, form)
    new = NewAct(form.id, KIND, person, form.date, form.reason, legs, service.asked(form))
    return service.do_or_try(tx, new, dry_run=form.dry_run)


def _legs(tx: Tx, person: str, form: schemas.NewExchange) -> tuple[Leg, ...]:
    if form.source == "supplements":
        return (Leg("bank", 0, form.minutes, pays=True),)
    hourly = form.hourly_cents or wage_on(terms_on(tx, person, form.date), form.date)
    if hourly is None:
        raise Invalid("exchange_wage", fields=[{"field": "hourly_cents", "message": ""}])
    cents = value(form.minutes, hourly)
    refuse_if_below(tx, person, "holiday_bonus", 0, form.date, -cents, Floor("holiday_bonus", 0))
    return (Leg("bank", 0, form.minutes), Leg("holiday_bonus", 0, -cents))
