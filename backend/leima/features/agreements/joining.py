"""How a person comes in: into a team, and with a first contract where one is given."""

from typing import Any

import msgspec

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.agreements import schemas, terms
from leima.features.agreements import store as agreement_store
from leima.features.agreements.copies import bring
from leima.features.agreements.service import known
from leima.features.people import store
from leima.rules.zone import calendar_date
from leima.web.errors import Forbidden, Invalid
from leima.web.words import say

_ONLY_BY_ADMIN = frozenset({"admin", "payroll"})


def add(tx: Tx, actor: Actor, form: schemas.NewPerson) -> schemas.Added:
    """A new person, in a team and with a contract where they are given; balances count from today at the earliest.

    Only an admin gives the roles of payroll and admin.
    """
    if not actor.may_invite:
        raise Forbidden()
    if _ONLY_BY_ADMIN & set(form.roles) and "admin" not in actor.roles:
        raise Forbidden()
    _validate(tx, actor, form)
    counts_from = max(form.start, today(tx))
    person = store.add_person(tx, name=form.name.strip(), email=form.email, counts_from=counts_from, lang=form.lang)
    store.set_roles(tx, person, {"employee", *form.roles})
    if form.team:
        store.add_membership(tx, person, form.team, from_date=form.start)
    if form.contract:
        _add_contract(tx, person, form.start, form.contract)
    tx.audit("person.add", "person", person, None, {"start": form.start, "team": form.team})
    return schemas.Added(person)


def _add_contract(tx: Tx, person: str, start: str, form: schemas.NewContract) -> None:
    body: dict[str, Any] = {"form": form.form, "pay": form.pay, "share": form.share, "weekdays": form.weekdays}
    body |= {"day_minutes": form.day_minutes, "week_minutes": form.week_minutes}
    if form.period is not None:
        body["period"] = msgspec.to_builtins(form.period)
    if form.hourly_cents is not None:
        body["hourly_cents"] = form.hourly_cents
    body |= schemas.travel_body(form)
    contract = agreement_store.add_contract(
        tx, person, from_date=start, until_date=form.until, agreement=form.agreement, variant=form.variant, body=body
    )
    tx.audit("contract.add", "contract", contract, None, {"person": person, "from": start, **body})
    for key in (form.agreement, form.variant):
        bring(tx, key)
    terms.rebuild(tx, person)


def _validate(tx: Tx, actor: Actor, form: schemas.NewPerson) -> None:
    """What the form's own types cannot tell: real dates in order, a team of this organisation, and an agreement that
    there is. Raises Invalid that names each field and says what to do."""
    wrong: list[tuple[str, str, dict[str, Any]]] = []
    contract = form.contract
    dates = {"start": form.start, "contract.until": contract.until if contract else None}
    dates["contract.period.start"] = contract.period.start if contract and contract.period else None
    wrong += [(name, "bad_date", {}) for name, text in dates.items() if text is not None and not _is_date(text)]
    if form.team and not store.has_team(tx, form.team):
        wrong.append(("team", "unknown_team", {}))
    if contract and not wrong:
        wrong += _wrong_contract(tx, form.start, contract)
    if wrong:
        fields = [{"field": field, "message": say(actor.lang, f"contracts.wrong.{why}", p)} for field, why, p in wrong]
        raise Invalid("person_refused", fields=fields)


def _wrong_contract(tx: Tx, start: str, form: schemas.NewContract) -> list[tuple[str, str, dict[str, Any]]]:
    wrong: list[tuple[str, str, dict[str, Any]]] = []
    if form.until and form.until < start:
        wrong.append(("contract.until", "end_before_start", {"start": start, "end": form.until}))
    if form.hourly_cents is not None and form.pay != "hourly":
        wrong.append(("contract.hourly_cents", "wage_of_monthly", {}))
    every = known(tx)
    for name, key in (("agreement", form.agreement), ("variant", form.variant)):
        if key is not None and key not in every:
            wrong.append((f"contract.{name}", "unknown_agreement", {"value": key}))
        elif key is not None and every[key].from_ > start:
            wrong.append((f"contract.{name}", "agreement_later", {"start": every[key].from_}))
    return wrong


def _is_date(text: str) -> bool:
    try:
        calendar_date(text)
    except ValueError:
        return False
    return True
