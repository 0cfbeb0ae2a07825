"""A person's terms: worked out of contracts and agreements whenever those change, and stored for the devices."""

import json
from collections.abc import Iterable

from leima.db.site import today
from leima.db.tx import Row, Tx
from leima.features.people import store
from leima.features.people.switches import store as switches
from leima.rules.pay.rates import Rates, rates
from leima.rules.resolve import Agreement, Contract, resolve
from leima.rules.terms import Terms
from leima.rules.zone import next_date


def contract_of(row: Row) -> Contract:
    """The contract as the rules read it; its stored body holds what the row has no column for."""
    own = {"id": row.id, "from": row.from_date, "until": row.until_date}
    return Contract.from_json(json.loads(row.body) | own | {"agreement": row.agreement, "variant": row.variant})


def agreement_of(row: Row) -> Agreement:
    """The agreement as the rules read it."""
    own = {"key": row.id, "name": row.name, "from": row.from_date, "until": row.until_date}
    return Agreement.from_json(own | {"source": row.source, "base": row.base, "rows": json.loads(row.rows)})


def _agreements(tx: Tx) -> dict[str, Agreement]:
    key = ("agreements", tx.org)
    if key not in tx.memo:
        tx.memo[key] = {row.id: agreement_of(row) for row in store.agreements(tx)}
    found: dict[str, Agreement] = tx.memo[key]
    return found


def rates_on(tx: Tx, person: str, date: str) -> Rates | None:
    """What the agreement of the contract in force says about pay and accounts on a date; None without a contract."""
    for row in reversed(store.contracts_of(tx, person)):
        if row.from_date <= date and (row.until_date is None or row.until_date >= date):
            return rates(contract_of(row), _agreements(tx), date)
    return None


def rebuild(tx: Tx, person: str) -> list[Terms]:
    """Works the terms out again, stores what differs, tells the devices and touches the days that it concerns.

    Raises UnknownAgreement when a contract or an agreement's base names one that is not there.
    """
    zone = store.organisation(tx).zone
    contracts = [contract_of(row) for row in store.contracts_of(tx, person)]
    wanted = {terms.id: terms for terms in resolve(person, contracts, _agreements(tx), zone, switches.in_rules(tx))}
    stored = {row.id: row for row in store.terms_of(tx, person)}
    differing = [*_put(tx, stored, wanted.values()), *_drop(tx, stored, set(wanted))]
    if differing:
        _touch(tx, person, min(differing))
    return list(wanted.values())


def _put(tx: Tx, stored: dict[str, Row], wanted: Iterable[Terms]) -> list[str]:
    """Stores new and changed rows; answers the first date that each changes."""
    first_dates = []
    for terms in wanted:
        before, body = stored.get(terms.id), json.dumps(terms.to_json(), sort_keys=True)
        if before and not before.deleted and json.loads(before.body) == json.loads(body):
            continue
        store.put_terms(
            tx, terms.person, terms.id, terms.from_, terms.until, body, (before.version if before else 0) + 1
        )
        standing = before is not None and not before.deleted
        first_dates.append(_after_shorter(before.until_date, terms) if before and standing else terms.from_)
    return first_dates


def _after_shorter(before: str | None, terms: Terms) -> str:
    """The first date that the longer of two ends has and the shorter one has not."""
    ends = [until for until in (before, terms.until) if until is not None]
    return next_date(min(ends)) if ends else terms.from_


def _drop(tx: Tx, stored: dict[str, Row], wanted: set[str]) -> list[str]:
    gone = [row for row in stored.values() if not row.deleted and row.id not in wanted]
    for row in gone:
        store.drop_terms(tx, row)
    return [row.from_date for row in gone]


def _touch(tx: Tx, person: str, first: str) -> None:
    row = store.person(tx, person)
    if row is not None:
        tx.touch(person, max(first, row.counts_from), today(tx))
