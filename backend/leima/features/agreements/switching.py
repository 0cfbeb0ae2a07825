"""The company's own switch of kiky: on or off from a date, tried out first, and taken back."""

import json
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from leima.db.actor import Actor
from leima.db.site import instant, today
from leima.db.tables.agreements import Contract, KikySwitch
from leima.db.trial import trial
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.agreements import store as agreement_store
from leima.features.agreements import switches as store
from leima.features.agreements.notices import KikySwitched
from leima.features.agreements.switch_schemas import SwitchEffect, Switches, Switching, SwitchRow, SwitchTrial
from leima.features.agreements.terms import contract_of, rebuild
from leima.features.notices.store import tell
from leima.features.people.payday import first_pay_day, left_until
from leima.rules.resolve import UnknownAgreement
from leima.rules.scheme import scheme_fault
from leima.rules.zone import is_date
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound
from leima.web.words import say

SHOWN = 500
"""People whose change one trial lists by name."""


def switches(tx: Tx, actor: Actor) -> Switches:
    """Every decision that stands, for payroll and admins."""
    _require(actor)
    names = {row.id: row.name for row in agreement_store.agreements(tx)}
    return Switches([_shown(tx, row, names) for row in store.switches(tx)])


def _require(actor: Actor) -> None:
    if not actor.may_see_everyone:
        raise Forbidden()


def _shown(tx: Tx, row: KikySwitch, names: dict[str, str]) -> SwitchRow:
    return SwitchRow(
        id=row.id,
        agreement=row.agreement,
        agreement_name=names.get(row.agreement) if row.agreement else None,
        from_date=row.from_date,
        until_date=row.until_date,
        runs=row.runs,
        scheme=None if row.scheme is None else json.loads(row.scheme),
        reason=row.reason,
        who=person_name(tx, row.who),
        at=instant(row.at),
    )


def switch(tx: Tx, actor: Actor, form: Switching) -> SwitchRow:
    """Makes a decision once, works the terms of everyone concerned out again, and tells them."""
    _require(actor)
    _validate(tx, form, actor.lang)
    stood = store.switch(tx, form.id)
    if stood is None:
        store.add(tx, form.id, _values(form))
        for person in _rebuilt(tx, form.agreement):
            tell(tx, person, KikySwitched(form.from_date, form.runs, form.reason))
        stood = store.switch(tx, form.id)
    elif _differs(stood, form):
        raise Conflict("act_reused")
    if stood is None:
        raise NotFound()
    return _shown(tx, stood, {row.id: row.name for row in agreement_store.agreements(tx)})


def _values(form: Switching) -> dict[str, object]:
    scheme = None if form.scheme is None else msgspec.to_builtins(form.scheme)
    return {
        "agreement": form.agreement,
        "from_date": form.from_date,
        "until_date": form.until_date,
        "runs": form.runs,
        "scheme": scheme,
        "reason": form.reason,
    }


def _differs(row: KikySwitch, form: Switching) -> bool:
    scheme = None if row.scheme is None else json.loads(row.scheme)
    said = (row.agreement, row.from_date, row.until_date, row.runs, scheme, row.reason)
    return said != tuple(_values(form).values())


def _validate(tx: Tx, form: Switching, lang: str) -> None:
    wrong = []
    if not is_date(form.from_date):
        wrong.append({"field": "from_date", "message": form.from_date})
    if form.until_date is not None and (not is_date(form.until_date) or form.until_date < form.from_date):
        wrong.append({"field": "until_date", "message": form.until_date})
    if form.agreement is not None and form.agreement not in {row.id for row in agreement_store.agreements(tx)}:
        wrong.append({"field": "agreement", "message": form.agreement})
    if form.scheme is not None and not form.runs:
        wrong.append({"field": "scheme", "message": "runs"})
    if form.scheme is not None and (fault := scheme_fault(msgspec.to_builtins(form.scheme))) is not None:
        wrong.append({"field": f"scheme.{fault.path}", "message": say(lang, f"import.setting_{fault.wants}")})
    if wrong:
        raise Invalid("kiky_switch_odd", fields=wrong)


def _rebuilt(tx: Tx, agreement: str | None) -> list[str]:
    """Works out again the terms of those whose contract rests on the agreement; returns whose have changed."""
    tx.cache.switches.pop(tx.org, None)
    before = len(tx.changes)
    for person in _concerned(tx, agreement):
        try:
            rebuild(tx, person)
        except UnknownAgreement as error:
            raise Invalid(fields=[{"field": "agreement", "message": str(error.args[0])}]) from error
    changed = {change.owner for change in tx.changes[before:] if change.type == "terms"}
    return sorted(person for person in changed if person is not None)


def _concerned(tx: Tx, agreement: str | None) -> list[str]:
    """Everyone with a contract under the agreement, a variant or copy of it; all for none."""
    bases = {row.id: row.base for row in agreement_store.agreements(tx)}
    found = set()
    for row in tx.rows(Contract, "SELECT * FROM contract WHERE org=:org ORDER BY person", org=tx.org):
        contract = contract_of(row)
        key: str | None = contract.variant or contract.agreement
        seen: set[str] = set()
        while agreement is not None and key is not None and key != agreement and key not in seen:
            seen.add(key)
            key = bases.get(key)
        if agreement is None or key == agreement:
            found.add(row.person)
    return sorted(found)


def undo(tx: Tx, actor: Actor, id: str) -> None:
    """Takes a decision back: the agreement's own scheme holds again from the same date."""
    _require(actor)
    row = store.switch(tx, id)
    if row is None:
        raise NotFound()
    if row.undone_at is None:
        store.undo(tx, row)
        _rebuilt(tx, row.agreement)


class _Held(NamedTuple):
    """Minutes that an account of a person holds."""

    person: str
    account: str
    amount: int


@dataclass(frozen=True)
class _Before:
    """The accounts of those concerned, as they stood."""

    flex: dict[str, int]
    kiky: dict[str, int]


def preview(tx: Tx, actor: Actor, form: Switching) -> SwitchTrial:
    """What the decision would do: whom it changes, how, and the first pay day it touches. Nothing is kept."""
    _require(actor)
    _validate(tx, form, actor.lang)
    year = max(int(form.from_date[:4]), int(today(tx)[:4]))
    concerned = _concerned(tx, form.agreement)
    before = _accounts(tx, year)
    with trial(tx):
        store.add(tx, f"{form.id}:trial", _values(form))
        changed = _rebuilt(tx, form.agreement)
        tx.conclude()
        return _read(tx, form, year, changed, len(concerned), before)


def _accounts(tx: Tx, year: int) -> _Before:
    rows = tx.rows(
        _Held,
        "SELECT person, account, CAST(SUM(amount) AS BIGINT) AS amount FROM account_month WHERE org=:org"
        " AND (account='flex' OR (account='kiky' AND year=:year)) GROUP BY person, account",
        org=tx.org,
        year=year,
    )
    of = {name: {r.person: r.amount for r in rows if r.account == name} for name in ("flex", "kiky")}
    return _Before(of["flex"], of["kiky"])


def _read(tx: Tx, form: Switching, year: int, changed: list[str], concerned: int, before: _Before) -> SwitchTrial:
    now, after = today(tx), _accounts(tx, year)
    pay_day = first_pay_day(tx, form.from_date)
    days, near = left_until(pay_day, now)
    effects = [
        SwitchEffect(
            person=person,
            name=person_name(tx, person) or "",
            kiky_before=before.kiky.get(person, 0),
            kiky_after=after.kiky.get(person, 0),
            flex_before=before.flex.get(person, 0),
            flex_after=after.flex.get(person, 0),
        )
        for person in changed[:SHOWN]
    ]
    return SwitchTrial(
        year=year,
        changed=len(changed),
        unchanged=concerned - len(changed),
        first_pay_day=pay_day,
        days_until=days,
        warning="" if near == "ahead" else near,
        people=effects,
    )
