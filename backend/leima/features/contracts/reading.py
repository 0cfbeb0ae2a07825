"""Contracts as the office reads them."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from leima.access.rows import visible
from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tables.agreements import Contract
from leima.db.tx import Tx
from leima.features.agreements import service as agreements
from leima.features.agreements.schemas import Period, TravelPayForm, TravelPricesForm
from leima.features.contracts.changing import Dated
from leima.features.contracts.schemas import ContractRow, Contracts, PersonContracts, Shape, TravelShape
from leima.features.people import store
from leima.rules.rows import Agreement
from leima.rules.terms import Terms
from leima.web.errors import Forbidden, NotFound


class Named(NamedTuple):
    """A person's id and name."""

    id: str
    name: str


class _TermsOf(NamedTuple):
    person: str
    body: str


def dated(row: Contract) -> Dated:
    """A stored contract as it is changed."""
    return Dated(row.id, row.from_date, row.until_date, row.agreement, row.variant, json.loads(row.body))


def shape(terms: Terms, every: Mapping[str, Agreement]) -> Shape:
    """What terms come to."""
    name = every[terms.agreement].name if terms.agreement in every else terms.agreement
    return Shape(
        agreement=terms.agreement,
        agreement_name=name,
        form=terms.form,
        pay=terms.pay,
        day_minutes=terms.contract_day,
        week_minutes=terms.week_minutes,
        share=terms.share,
        kiky=terms.kiky is not None,
    )


def contracts(tx: Tx, actor: Actor, person: str | None) -> Contracts:
    """Everybody that the caller may see with the contract in force; with `person` all rows of that one."""
    if not actor.may_see_team:
        raise Forbidden()
    where, params = visible(tx, "id")
    if person is not None:
        where, params = f"{where} AND id = :wanted", {**params, "wanted": person}
    sql = f"SELECT id, name FROM person WHERE {where} AND active = :yes ORDER BY name, id"
    people = tx.rows(Named, sql, yes=True, **params)
    if person is not None and not people:
        raise NotFound()
    every, now = agreements.known(tx), today(tx)
    ids = tuple(row.id for row in people)
    teams, terms, rows = _teams(tx, now), _terms(tx, ids, now), _contracts(tx, ids)
    listed = [
        PersonContracts(
            person=row.id,
            name=row.name,
            teams=teams[row.id],
            now=shape(terms[row.id], every) if row.id in terms else None,
            **_dates(rows[row.id], now),
            contracts=None if person is None else [_row(one, every, actor.may_see_everyone) for one in rows[row.id]],
        )
        for row in people
    ]
    return Contracts(listed)


def _dates(rows: list[Dated], now: str) -> dict[str, str | None]:
    standing = next((row for row in rows if row.from_ <= now <= row.last), None)
    coming = next((row.from_ for row in rows if row.from_ > now), None)
    since, until = (standing.from_, standing.until) if standing else (None, None)
    return {"since": since, "until": until, "next": coming}


def _teams(tx: Tx, now: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in store.memberships(tx, now):
        if row.role == "member":
            found[row.person].append(row.name)
    return found


def _terms(tx: Tx, people: tuple[str, ...], now: str) -> dict[str, Terms]:
    rows = tx.rows(
        _TermsOf,
        "SELECT person, body FROM terms WHERE org=:org AND person IN :people AND NOT deleted AND from_date <= :day"
        " AND (until_date IS NULL OR until_date >= :day)",
        org=tx.org,
        people=people,
        day=now,
    )
    return {row.person: Terms.from_json(json.loads(row.body)) for row in rows}


def _contracts(tx: Tx, people: tuple[str, ...]) -> dict[str, list[Dated]]:
    sql = "SELECT * FROM contract WHERE org=:org AND person IN :people ORDER BY person, from_date, id"
    found: dict[str, list[Dated]] = defaultdict(list)
    for row in tx.rows(Contract, sql, org=tx.org, people=people):
        found[row.person].append(dated(row))
    return found


def _row(row: Dated, every: Mapping[str, Agreement], knows_wages: bool) -> ContractRow:
    body, travel = row.body, travel_shape(row.body)
    return ContractRow(
        id=row.id,
        from_=row.from_,
        until=row.until,
        agreement=row.agreement,
        agreement_name=_name(row.agreement, every) or row.agreement,
        variant=row.variant,
        variant_name=_name(row.variant, every),
        form=body.get("form", "general"),
        pay=body.get("pay", "monthly"),
        share=body.get("share", 1.0),
        day_minutes=body.get("day_minutes"),
        week_minutes=body.get("week_minutes"),
        weekdays=body.get("weekdays"),
        kiky_opt_out=body.get("kiky_opt_out"),
        period=Period(**body["period"]) if body.get("period") else None,
        hourly_cents=body.get("hourly_cents") if knows_wages else None,
        payee=travel.payee,
        special_sector=travel.special_sector,
        travel_pay=travel.travel_pay if knows_wages else None,
        travel_prices=travel.travel_prices if knows_wages else None,
    )


def travel_shape(body: Mapping[str, Any]) -> TravelShape:
    """What a contract's body says of travel."""
    pay, prices = body.get("travel_pay"), body.get("travel_prices")
    return TravelShape(
        payee=body.get("payee", "employee"),
        special_sector=body.get("special_sector", False),
        travel_pay=TravelPayForm(**pay) if pay else None,
        travel_prices=TravelPricesForm(**prices) if prices else None,
    )


def _name(key: str | None, every: Mapping[str, Agreement]) -> str | None:
    return every[key].name if key is not None and key in every else key
