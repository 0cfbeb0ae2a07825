"""What a person owes and has, as the acts on kiky need it: terms, scheme, account and floors."""

import json
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from leima.access.rights import may_keep, may_see
from leima.db.actor import Actor
from leima.db.sync_sql import lock_people
from leima.db.tables.ledger import Act
from leima.db.tables.people import Person
from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements.service import LAW
from leima.features.agreements.terms import agreements
from leima.features.ledger import store as ledger
from leima.features.ledger import sums
from leima.rules.obligation import Obligation, obligation
from leima.rules.rows import Rows, UnknownAgreement, chain_of
from leima.rules.terms import Terms
from leima.web.errors import Forbidden, NotFound

PLANNED = "settlement_plan"
"""The kind of an act that waits until the holiday bonus is marked for payment."""


class Named(Protocol):
    """A person's row: id and name."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


class _Plan(NamedTuple):
    id: str
    more: str


@dataclass(frozen=True)
class Standing:
    """A person's year of kiky: terms on the date asked for, the obligation, and what is left of it."""

    person: str
    name: str
    year: int
    terms: Terms | None
    owed: Obligation | None
    left: int
    reserved: int
    """Minutes that wait for the holiday bonus."""


def person_to_keep(tx: Tx, actor: Actor, person: str, *, writes: bool = False) -> Person:
    """The person's row, where the actor may keep the accounts; locked for those who write.

    Raises NotFound for whom the actor cannot see, Forbidden for oneself and for those who only see.
    """
    if not may_see(tx, actor, person):
        raise NotFound()
    if not may_keep(tx, actor, person):
        raise Forbidden()
    if writes:
        lock_people(tx, [person])
    row = tx.get(Person, id=person)
    if row is None:
        raise NotFound()
    return row


def terms_rows(tx: Tx, person: str) -> list[Terms]:
    """Every stretch of a person's terms in order of date."""
    rows = [row for row in agreement_store.terms_of(tx, person) if not row.deleted]
    return sorted((Terms.from_json(json.loads(row.body)) for row in rows), key=lambda one: one.from_)


def on_date(terms: list[Terms], date: str) -> Terms | None:
    """The terms in force on a date, else the last that were before it."""
    begun = [one for one in terms if one.from_ <= date]
    return begun[-1] if begun else None


def leaves_on(terms: list[Terms]) -> str | None:
    """The last day of the last contract; None while it goes on."""
    return terms[-1].until if terms else None


def standing(tx: Tx, row: Named, year: int, date: str) -> Standing:
    """A person's year as it is posted now."""
    terms = terms_rows(tx, row.id)
    left = sums.total(tx, row.id, "kiky", year)
    return Standing(
        row.id, row.name, year, on_date(terms, date), obligation(year, terms), left, reserved(tx, row.id, year)
    )


def reserved(tx: Tx, person: str, year: int) -> int:
    """Minutes of the year that are planned to be taken from the holiday bonus."""
    plans = tx.rows(
        _Plan,
        "SELECT id, more FROM act WHERE org=:org AND person=:person AND kind=:kind AND undone_at IS NULL",
        org=tx.org,
        person=person,
        kind=PLANNED,
    )
    waiting = [json.loads(plan.more) for plan in plans if not any(p.undone_at is None for p in parts(tx, plan.id))]
    return sum(int(one["minutes"]) for one in waiting if one["year"] == year)


def parts(tx: Tx, plan: str) -> list[Act]:
    """What has been done of a plan."""
    return ledger.acts_of_bulk(tx, plan)


def has_flex(terms: Terms | None) -> bool:
    """Whether the person has a flex balance to take from: their working-time form has flexitime."""
    return terms is not None and terms.flex is not None


def has_bank(tx: Tx, person: str, terms: Terms | None, date: str) -> bool:
    """Whether the person has a working-time bank: their agreement gives one, or its account has been opened.

    The Act alone gives none: it lets one be agreed on, and bounds it.
    """
    if terms is not None and _bank_given(tx, terms, date):
        return True
    opened = "SELECT account FROM account_month WHERE org=:org AND person=:person AND account='bank' LIMIT 1"
    return tx.value(str, opened, org=tx.org, person=person) is not None


def _bank_given(tx: Tx, terms: Terms, date: str) -> bool:
    try:
        chain = [one for one in chain_of(terms.agreement, agreements(tx)) if one.key != LAW]
    except UnknownAgreement:
        return False
    return Rows(chain, terms.form, date).value("bank") is not None
