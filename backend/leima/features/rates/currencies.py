"""Currencies taken in by hand from the European Central Bank's file. The server asks no network for them."""

import json

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.rates import store
from leima.features.rates.ecb import BankDay
from leima.features.rates.schemas import Currencies, CurrenciesTaken, CurrencyRates
from leima.features.rates.service import refuse_others
from leima.features.rates.views import first_shown
from leima.web.errors import Forbidden, Invalid

SOURCE = "ecb"


def read(tx: Tx, actor: Actor) -> Currencies:
    """The days that devices have. Raises Forbidden."""
    if not actor.may_see_everyone:
        raise Forbidden()
    days = store.currency_days(tx, first_shown(tx))
    return Currencies([CurrencyRates(row.id, json.loads(row.rates), row.source) for row in days])


def take(tx: Tx, actor: Actor, days: list[BankDay], *, dry_run: bool) -> CurrenciesTaken:
    """Says what a file brings, and without `dry_run` takes it in. Raises Forbidden, Invalid."""
    refuse_others(tx, actor)
    if dry_run:
        known = {row.id: json.loads(row.rates) for row in store.currency_days(tx, days[0].date)}
        new = sum(1 for day in days if known.get(day.date) != day.rates)
        _refuse_future(tx, days)
    else:
        new = keep(tx, days)
    currencies = {currency for day in days for currency in day.rates}
    return CurrenciesTaken(dry_run, len(days), days[0].date, days[-1].date, len(currencies), new)


def keep(tx: Tx, days: list[BankDay]) -> int:
    """Keeps the days of a file; returns how many were new or changed. Raises Invalid for a day that has not been."""
    _refuse_future(tx, days)
    changed = [day.date for day in days if store.keep_day(tx, day.date, day.rates, SOURCE)]
    if changed:
        store.audit_currencies(tx, changed, SOURCE)
    return len(changed)


def _refuse_future(tx: Tx, days: list[BankDay]) -> None:
    if days[-1].date > today(tx):
        raise Invalid("currency_future", date=days[-1].date)
