"""A person's terms: worked out of contracts and agreements whenever those change, and stored for the devices."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from leima.db.site import today
from leima.db.tables import agreements as tables_agreements
from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import switches, terms_store
from leima.features.people import store
from leima.rules.agreed import Wage
from leima.rules.pay.rates import Rates, rates
from leima.rules.resolve import Agreement, Contract, body_of, resolve
from leima.rules.terms import Terms
from leima.rules.zone import next_date, weekday

_TERMS = (
    "SELECT body FROM terms WHERE org=:org AND person=:person AND from_date <= :date"
    " AND (until_date IS NULL OR until_date >= :date) AND NOT deleted ORDER BY from_date DESC LIMIT 1"
)


@lru_cache(maxsize=50_000)
def parse_terms(body: str) -> Terms:
    """Terms from their stored JSON; the same text is read once, and once for all what people's terms have in common."""
    told = msgspec.json.decode(body)
    own = {key: told.pop(key) for key in ("id", "person", "from", "until")}
    common = _common_terms(msgspec.json.encode(told))
    return replace(common, id=own["id"], person=own["person"], from_=own["from"], until=own["until"])


@lru_cache(maxsize=2000)
def _common_terms(body: bytes) -> Terms:
    """Terms that are nobody's yet."""
    return Terms.from_json({**msgspec.json.decode(body), "id": "", "person": "", "from": "", "until": None})


def terms_on(tx: Tx, person: str, date: str) -> Terms | None:
    """The terms in force for a person on a date."""
    body = tx.value(str, _TERMS, org=tx.org, person=person, date=date)
    return None if body is None else parse_terms(body)


_IN_FORCE = (
    "SELECT * FROM contract WHERE org=:org AND from_date <= :date AND (until_date IS NULL OR until_date >= :date)"
    " ORDER BY from_date, id"
)


def contract_of(row: tables_agreements.Contract) -> Contract:
    """The contract as the rules read it; its stored body holds what the row has no column for."""
    return contract_from(row.id, row.from_date, row.until_date, row.agreement, row.variant, json.loads(row.body))


def contract_from(
    id: str, from_: str, until: str | None, agreement: str, variant: str | None, body: Mapping[str, Any]
) -> Contract:
    """A contract out of its columns and its body."""
    own = {"id": id, "from": from_, "until": until, "agreement": agreement, "variant": variant}
    return Contract.from_json({**body, **own})


def agreement_of(row: tables_agreements.Agreement) -> Agreement:
    """The agreement as the rules read it."""
    return _agreement(row.id, row.name, row.from_date, row.until_date, row.source, row.base, row.rows)


@lru_cache(maxsize=500)
def _agreement(id: str, name: str, first: str, last: str | None, source: str, base: str | None, rows: str) -> Agreement:
    """The same columns are read once."""
    own = {"key": id, "name": name, "from": first, "until": last, "source": source, "base": base}
    return Agreement.from_json(own | {"rows": json.loads(rows)})


def agreements(tx: Tx) -> dict[str, Agreement]:
    """Every agreement of the organisation by key, read once a transaction."""
    read = tx.cache.agreements
    if tx.org not in read:
        read[tx.org] = {row.id: agreement_of(row) for row in agreement_store.agreements(tx)}
    return read[tx.org]


def rates_on(tx: Tx, person: str, date: str) -> Rates | None:
    """What the agreement of the contract in force says about pay and accounts on a date; None without a contract."""
    for row in reversed(agreement_store.contracts_of(tx, person)):
        if row.from_date <= date and (row.until_date is None or row.until_date >= date):
            return rates(contract_of(row), agreements(tx), date)
    return None


def every_rates(tx: Tx, date: str) -> dict[str, Rates]:
    """As `rates_on` for everyone with a contract: people of the same agreement, form and pay share one answer."""
    known: dict[tuple[str | None, ...], Rates] = {}
    found = {}
    for row in tx.rows(tables_agreements.Contract, _IN_FORCE, org=tx.org, date=date):
        contract = contract_of(row)
        key = (contract.agreement, contract.variant, contract.form, contract.pay)
        if key not in known:
            known[key] = rates(contract, agreements(tx), date)
        found[row.person] = known[key]
    return found


def rebuild(tx: Tx, person: str) -> list[Terms]:
    """Works the terms out again, stores what differs, tells the devices and touches the days that it concerns.

    Raises UnknownAgreement when a contract or an agreement's base names one that is not there.
    """
    zone = store.organisation(tx).zone
    contracts = [contract_of(row) for row in agreement_store.contracts_of(tx, person)]
    wanted = {terms.id: terms for terms in resolve(person, contracts, agreements(tx), zone, switches.in_rules(tx))}
    stored = {row.id: row for row in agreement_store.terms_of(tx, person)}
    before = [Terms.from_json(json.loads(row.body)) for row in stored.values() if not row.deleted]
    _put(tx, stored, wanted.values())
    _drop(tx, stored, set(wanted))
    row, now = store.person(tx, person), today(tx)
    counts_from = now if row is None else row.counts_from
    for first, last in differing(before, list(wanted.values())):
        tx.touch(person, max(first, counts_from), min(last or now, now))
    if _wages(before) != _wages(wanted.values()):
        touch_rated(tx, person, counts_from)
    tx.termed.add(person)
    return list(wanted.values())


def _wages(terms: Iterable[Terms]) -> set[Wage]:
    """Every dated wage: the holiday bonus of leave is worked out of it."""
    return {wage for one in terms for wage in one.wages}


class _Dates(NamedTuple):
    first: str
    last: str


_RATED = (
    "SELECT date AS first, date AS last FROM overtime_choice WHERE org=:org AND person=:person AND date >= :first"
    " UNION SELECT from_date, until_date FROM absence WHERE org=:org AND person=:person AND until_date >= :first"
    " AND kind IN ('annual_holiday', 'saved_leave', 'reduction_leave') AND NOT deleted"
)


def touch_rated(tx: Tx, person: str, first: str) -> None:
    """Touches the days from `first` on that post by what agreements say beside the terms: overtime that was chosen as
    leave or for the bank, and leave whose length the agreement gives."""
    for row in tx.rows(_Dates, _RATED, org=tx.org, person=person, first=first):
        tx.touch(person, max(row.first, first), min(row.last, today(tx)))


def _put(tx: Tx, stored: dict[str, tables_agreements.Terms], wanted: Iterable[Terms]) -> None:
    """Stores new and changed rows."""
    for terms in wanted:
        before, body = stored.get(terms.id), json.dumps(body_of(terms), sort_keys=True)
        if before and not before.deleted and json.loads(before.body) == json.loads(body):
            continue
        version = (before.version if before else 0) + 1
        terms_store.put_terms(tx, terms.person, terms.id, terms.from_, terms.until, body, version)


def _drop(tx: Tx, stored: dict[str, tables_agreements.Terms], wanted: set[str]) -> None:
    for row in stored.values():
        if not row.deleted and row.id not in wanted:
            terms_store.drop_terms(tx, row)


def differing(before: Sequence[Terms], after: Sequence[Terms]) -> list[tuple[str, str | None]]:
    """The stretches of dates on which two lists of terms say different things; the last one may be open."""
    starts = {one.from_ for one in (*before, *after)}
    starts |= {next_date(first, 7 - weekday(first)) for first in starts if weekday(first)}
    starts |= {next_date(one.until) for one in (*before, *after) if one.until is not None}
    ordered = sorted(starts)
    found: list[tuple[str, str | None]] = []
    for start, following in zip(ordered, [*ordered[1:], None], strict=True):
        if _content(before, start) == _content(after, start):
            continue
        end = None if following is None else next_date(following, -1)
        if found and found[-1][1] is not None and next_date(found[-1][1]) == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _content(some: Sequence[Terms], on: str) -> Terms | None:
    """What holds on a date, without the dates between which it does: no day's minutes depend on those. But where what
    a holiday leaves over lands on the week's other days, terms that begin within the week know only the rest of it."""
    one = next((one for one in some if one.from_ <= on and (one.until is None or on <= one.until)), None)
    if one is None:
        return None
    kiky = one.kiky and replace(one.kiky, from_="", until=None)
    spills = one.holiday is not None and one.holiday.spill
    begins = one.from_ if spills and one.from_ > next_date(on, -weekday(on)) else ""
    return replace(one, id="", from_=begins, until=None, kiky=kiky, wages=(), travel=(), leave=())
