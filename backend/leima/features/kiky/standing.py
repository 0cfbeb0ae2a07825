"""What a person owes and has, as the acts on kiky need it: terms, scheme, account and floors."""

import json
from dataclasses import dataclass

from leima.db.door import Actor, may_see
from leima.db.hot import lock_people
from leima.db.tx import Row, Tx
from leima.features.balances import store as ledger
from leima.features.balances import sums
from leima.features.balances.service import may_keep
from leima.features.people import store as people
from leima.features.people.agreements import LAW
from leima.features.people.terms import agreements
from leima.rules.obligation import Obligation, obligation
from leima.rules.rows import Rows, UnknownAgreement, chain_of
from leima.rules.terms import Terms
from leima.rules.zone import calendar_date
from leima.web.errors import Forbidden, NotFound

PLANNED = "settlement_plan"
"""The kind of an act that waits until the holiday bonus is marked for payment."""


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


def may_decide(tx: Tx, actor: Actor, person: str, *, writes: bool = False) -> Row:
    """The person's row, where the actor may keep the accounts; locked for those who write.

    Raises NotFound for whom the actor cannot see, Forbidden for oneself and for those who only see.
    """
    if not may_see(tx, actor, person):
        raise NotFound()
    if not may_keep(tx, actor, person):
        raise Forbidden()
    if writes:
        lock_people(tx, [person])
    row = people.person(tx, person)
    if row is None:
        raise NotFound()
    return row


def is_date(text: str) -> bool:
    """Whether the text names a day that exists."""
    try:
        calendar_date(text)
    except ValueError:
        return False
    return True


def terms_rows(tx: Tx, person: str) -> list[Terms]:
    """Every stretch of a person's terms in order of date."""
    rows = [row for row in people.terms_of(tx, person) if not row.deleted]
    return sorted((Terms.from_json(json.loads(row.body)) for row in rows), key=lambda one: one.from_)


def on_date(terms: list[Terms], date: str) -> Terms | None:
    """The terms in force on a date, else the last that were before it."""
    begun = [one for one in terms if one.from_ <= date]
    return begun[-1] if begun else None


def leaves_on(terms: list[Terms]) -> str | None:
    """The last day of the last contract; None while it goes on."""
    return terms[-1].until if terms else None


def standing(tx: Tx, row: Row, year: int, date: str) -> Standing:
    """A person's year as it is posted now."""
    terms = terms_rows(tx, row.id)
    left = sums.total(tx, row.id, "kiky", year)
    return Standing(
        row.id, row.name, year, on_date(terms, date), obligation(year, terms), left, reserved(tx, row, year)
    )


def reserved(tx: Tx, row: Row, year: int) -> int:
    """Minutes of the year that are planned to be taken from the holiday bonus."""
    plans = tx.rows(
        "SELECT id, more FROM act WHERE org=:org AND person=:person AND kind=:kind AND undone_at IS NULL",
        **{"org": tx.org, "person": row.id, "kind": PLANNED},
    )
    waiting = [json.loads(plan.more) for plan in plans if not any(p.undone_at is None for p in parts(tx, plan.id))]
    return sum(int(one["minutes"]) for one in waiting if one["year"] == year)


def parts(tx: Tx, plan: str) -> list[Row]:
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
    found = tx.one(
        "SELECT 1 AS yes FROM account_month WHERE org=:org AND person=:person AND account='bank'",
        **{"org": tx.org, "person": person},
    )
    return found is not None


def _bank_given(tx: Tx, terms: Terms, date: str) -> bool:
    try:
        chain = [one for one in chain_of(terms.agreement, agreements(tx)) if one.key != LAW]
    except UnknownAgreement:
        return False
    return Rows(chain, terms.form, date).value("bank") is not None
