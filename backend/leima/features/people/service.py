"""Who one is, who else there is, and how a person comes in."""

from collections import defaultdict
from typing import Any

import msgspec

from leima.db.door import Actor, plans, visible_or_planned
from leima.db.site import today
from leima.db.tx import Tx
from leima.features.people import schemas, store, terms
from leima.features.people.agreement_copies import bring
from leima.features.people.agreements import known
from leima.rules.zone import calendar_date
from leima.web.errors import Forbidden, Invalid, NotFound
from leima.web.words import say

_ONLY_BY_ADMIN = frozenset({"admin", "payroll"})


def me(tx: Tx, actor: Actor) -> schemas.Me:
    """The caller as the screens greet them."""
    row, org = store.person(tx, actor.person), store.organisation(tx)
    if row is None:
        raise NotFound()
    teams = [schemas.Team(**team) for team in store.teams_of(tx, actor.person)]
    organisation = schemas.Organisation(org.id, org.name, org.zone)
    return schemas.Me(row.id, row.name, row.email, row.lang, sorted(actor.roles), organisation, teams)


def set_language(tx: Tx, actor: Actor, form: schemas.SetLanguage) -> schemas.Me:
    """The caller's language on every device."""
    if form.lang != actor.lang:
        store.update_person(tx, actor.person, lang=form.lang)
        tx.audit("person.language", "person", actor.person, actor.lang, form.lang)
    return me(tx, actor)


def everybody(tx: Tx, actor: Actor) -> schemas.People:
    """Payroll and admins: everyone. Supervisors and planners: names and teams of their people. Others: refused."""
    if not (actor.may_see_team or plans(tx, actor)):
        raise Forbidden()
    where, params = visible_or_planned(tx, "id")
    rows = tx.rows(f"SELECT id, name, email, active FROM person WHERE {where} ORDER BY name, id", **params)
    teams = _teams(tx, tuple(row.id for row in rows))
    if not actor.may_see_everyone:
        return schemas.People([schemas.Listed(r.id, r.name, teams[r.id]) for r in rows if r.active])
    roles, joined, employed = _roles(tx), _joined(tx), _employed(tx, today(tx))
    return schemas.People(
        [
            schemas.Listed(
                id=row.id,
                name=row.name,
                teams=teams[row.id],
                email=row.email,
                roles=sorted(roles[row.id]),
                active=bool(row.active),
                joined=row.id in joined,
                contract=row.id in employed,
            )
            for row in rows
        ]
    )


def _teams(tx: Tx, people: tuple[str, ...]) -> dict[str, list[schemas.Team]]:
    found: dict[str, list[schemas.Team]] = defaultdict(list)
    wanted = set(people)
    for row in store.memberships(tx, today(tx)):
        if row.person in wanted:
            found[row.person].append(schemas.Team(row.team, row.name, row.role))
    return found


def _roles(tx: Tx) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in store.every_role(tx):
        found[row.person].append(row.role)
    return found


def _joined(tx: Tx) -> set[str]:
    return {row.person for row in tx.rows("SELECT person FROM credential WHERE org=:org", org=tx.org)}


def _employed(tx: Tx, on: str) -> set[str]:
    """Everyone of `tx.org` with a contract in force on a date."""
    found = tx.rows(
        "SELECT DISTINCT person FROM contract WHERE org=:org AND from_date <= :on"
        " AND (until_date IS NULL OR until_date >= :on)",
        **{"org": tx.org, "on": on},
    )
    return {row.person for row in found}


def add(tx: Tx, actor: Actor, form: schemas.NewPerson) -> schemas.Added:
    """A new person, in a team and with a contract where they are given; balances count from today at the earliest.

    Only an admin gives the roles of payroll and admin.
    """
    if not actor.may_invite:
        raise Forbidden()
    if _ONLY_BY_ADMIN & set(form.roles) and "admin" not in actor.roles:
        raise Forbidden()
    _refuse_if_odd(tx, actor, form)
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
    contract = store.add_contract(
        tx, person, from_date=start, until_date=form.until, agreement=form.agreement, variant=form.variant, body=body
    )
    tx.audit("contract.add", "contract", contract, None, {"person": person, "from": start, **body})
    for key in (form.agreement, form.variant):
        bring(tx, key)
    terms.rebuild(tx, person)


def _refuse_if_odd(tx: Tx, actor: Actor, form: schemas.NewPerson) -> None:
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
