"""Every account of many people at once: one question a table, however many people there are."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from leima.access.rows import visible
from leima.db.actor import Actor
from leima.db.site import instant, today
from leima.db.tx import Tx
from leima.features.agreements.terms import every_rates, parse_terms
from leima.features.ledger.kinds import in_unit, place_of, unit_of_account
from leima.rules.pay.periods import months_before, months_of
from leima.rules.pay.rates import Rates
from leima.rules.terms import Terms
from leima.web.errors import Forbidden

Key = tuple[str, int]
Held = dict[str, dict[Key, int]]

_MEMBERS = (
    "FROM team_member m WHERE m.org = :actor_org AND m.role = 'member' AND m.from_date <= :now"
    " AND (m.until_date IS NULL OR m.until_date >= :now)"
)
"""The memberships of today."""
_TEAM = f"(SELECT m.team {_MEMBERS} AND m.person = person.id ORDER BY m.from_date DESC LIMIT 1)"
_MONTHS = (
    "SELECT person, account, year, CAST(SUM(amount) AS BIGINT) AS amount FROM account_month WHERE {where}"
    " AND month <= :month GROUP BY person, account, year"
)
_LATER = (
    (
        "SELECT person, account, year, CAST(SUM(amount) AS BIGINT) AS amount FROM posting WHERE {where}"
        " AND date > :on AND date <= :end GROUP BY person, account, year"
    ),
    (
        "SELECT person, account, year, CAST(SUM(amount) AS BIGINT) AS amount FROM day_posting WHERE {where}"
        " AND date > :on AND date <= :end GROUP BY person, account, year"
    ),
)
_LATER_DAYS = (
    "SELECT person, CAST(SUM(flex) AS BIGINT) AS flex, CAST(SUM(kiky) AS BIGINT) AS kiky FROM day_result"
    " WHERE {where} AND date > :on AND date <= :end AND posted GROUP BY person"
)
_OVERTIME = (
    "SELECT person, date, amount FROM {table} WHERE {where} AND account='overtime_leave' AND date <= :on ORDER BY date"
)


class _Sum(NamedTuple):
    person: str
    account: str
    year: int
    amount: int


class _DaySums(NamedTuple):
    person: str
    flex: int
    kiky: int


class _Overtime(NamedTuple):
    person: str
    date: str
    amount: int


class _Person(NamedTuple):
    id: str
    name: str
    active: bool
    team: str | None


class _Team(NamedTuple):
    id: str
    name: str


class _Terms(NamedTuple):
    person: str
    body: str


@dataclass
class _Scope:
    """Whose rows are asked for: a condition on the column `person`, with its parameters."""

    where: str
    params: dict[str, Any]
    on: str
    team: str | None
    held: Held = field(default_factory=lambda: defaultdict(dict))


def _scope(tx: Tx, on: str, team: str | None) -> _Scope:
    where, params = _where(tx, "person", team)
    return _Scope(where, params, on, team)


def _where(tx: Tx, column: str, team: str | None) -> tuple[str, dict[str, Any]]:
    """The people whom the actor keeps, of one team or of all, by the column that names them."""
    where, seen = visible(tx, column)
    params: dict[str, Any] = dict(seen)
    if tx.actor is not None and not tx.actor.may_see_everyone:
        where, params = f"{where} AND {column} <> :me", {**params, "me": tx.actor.person}
    if team is not None:
        where = f"{where} AND {column} IN (SELECT m.person {_MEMBERS} AND m.team = :team)"
        params |= {"team": team, "now": today(tx), "actor_org": tx.org}
    return where, params


def _hold(scope: _Scope, rows: list[_Sum], sign: int) -> None:
    for row in rows:
        held = scope.held[row.person]
        key = (row.account, row.year)
        held[key] = held.get(key, 0) + sign * row.amount


def _add_up(tx: Tx, scope: _Scope) -> None:
    """What everyone holds at the end of the date: whole months, less what is dated later in its own month."""
    month, end = scope.on[:7], f"{scope.on[:7]}-31"
    _hold(scope, tx.rows(_Sum, _MONTHS.format(where=scope.where), **scope.params, month=month), 1)
    for sql in _LATER:
        _hold(scope, tx.rows(_Sum, sql.format(where=scope.where), **scope.params, on=scope.on, end=end), -1)
    for row in tx.rows(_DaySums, _LATER_DAYS.format(where=scope.where), **scope.params, on=scope.on, end=end):
        held, kiky = scope.held[row.person], ("kiky", int(scope.on[:4]))
        held["flex", 0] = held.get(("flex", 0), 0) - row.flex
        held[kiky] = held.get(kiky, 0) + row.kiky


def table(tx: Tx, actor: Actor, on: str | None, team: str | None) -> dict[str, Any]:
    """The answer of GET /people/balances: the people that the actor keeps, each with every account that they have.

    What stands is settled: today counts from midnight on. Raises Forbidden for those who keep nobody.
    """
    if not actor.may_see_team:
        raise Forbidden()
    date = on or today(tx)
    scope = _scope(tx, date, team)
    _add_up(tx, scope)
    terms, old = _terms(tx, scope), _overtime(tx, scope)
    rates = every_rates(tx, date)
    people = [
        {
            "person": row.id,
            "name": row.name,
            "team": row.team,
            "active": row.active,
            "accounts": _accounts(scope.held.get(row.id, {}), terms.get(row.id), date),
            "findings": _findings(scope.held.get(row.id, {}), rates.get(row.id), old.get(row.id, []), date),
        }
        for row in _people(tx, scope)
    ]
    return {"as_of": instant(tx.now), "on": date, "people": people, "teams": _teams(tx, actor)}


def _people(tx: Tx, scope: _Scope) -> list[_Person]:
    where, params = _where(tx, "id", scope.team)
    return tx.rows(
        _Person,
        f"SELECT id, name, active, {_TEAM} AS team FROM person WHERE {where} AND (active OR id IN :holding)"
        " ORDER BY name, id",
        **{**params, "actor_org": tx.org, "now": today(tx)},
        holding=[p for p, held in scope.held.items() if any(held.values())],
    )


def _teams(tx: Tx, actor: Actor) -> list[dict[str, str]]:
    rows = tx.rows(_Team, "SELECT id, name FROM team WHERE org=:org ORDER BY name, id", org=actor.org)
    return [{"id": r.id, "name": r.name} for r in rows if actor.may_see_everyone or r.id in actor.supervises]


def _terms(tx: Tx, scope: _Scope) -> dict[str, Terms]:
    rows = tx.rows(
        _Terms,
        f"SELECT person, body FROM terms WHERE {scope.where} AND NOT deleted AND from_date <= :on"
        " AND (until_date IS NULL OR until_date >= :on)",
        **scope.params,
        on=scope.on,
    )
    return {row.person: parse_terms(row.body) for row in rows}


def _accounts(held: dict[Key, int], terms: Terms | None, on: str) -> list[dict[str, Any]]:
    keys = {key for key, amount in held.items() if amount}
    if terms is not None and terms.flex is not None:
        keys.add(("flex", 0))
    if terms is not None and terms.kiky is not None and terms.kiky.accounted != "none":
        keys.add(("kiky", int(on[:4])))
    return [
        {
            "account": key[0],
            "year": key[1] or None,
            "unit": unit_of_account(key[0]),
            "amount": in_unit(held.get(key, 0), key[0]),
            "owed": key[0] == "kiky",
        }
        for key in sorted(keys, key=lambda key: (place_of(key[0]), *key))
    ]


def _overtime(tx: Tx, scope: _Scope) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name in ("posting", "day_posting"):
        rows = tx.rows(_Overtime, _OVERTIME.format(table=name, where=scope.where), **scope.params, on=scope.on)
        for row in rows:
            found[row.person].append((row.date, row.amount))
    return found


def _findings(
    held: dict[Key, int], rates: Rates | None, overtime: list[tuple[str, int]], on: str
) -> list[dict[str, Any]]:
    """Flex outside its caps, which the follow-up period's end tests, and overtime leave that should have been taken."""
    found: list[dict[str, Any]] = []
    if rates is None:
        return found
    balance = held.get(("flex", 0), 0)
    until = months_of(on, f"{on[:4]}-01-01", max(1, rates.flex_period_months))[1]
    if rates.flex_min is not None and balance < rates.flex_min:
        params = {"balance": balance, "least": rates.flex_min, "until": until}
        found.append({"kind": "flex_under", "params": params})
    if rates.flex_max is not None and balance > rates.flex_max:
        params = {"balance": balance, "most": rates.flex_max, "until": until}
        found.append({"kind": "flex_over", "params": params})
    minutes = standing_since(overtime, months_before(on, rates.overtime_leave_months))
    if rates.overtime_leave_months and minutes:
        params = {"minutes": minutes, "months": rates.overtime_leave_months}
        found.append({"kind": "overtime_leave_old", "params": params})
    return found


def standing_since(lines: list[tuple[str, int]], cutoff: str) -> int:
    """Minutes that came in by the cutoff and have not been used since: what goes out takes the oldest first."""
    came = sum(amount for date, amount in lines if amount > 0 and date <= cutoff)
    return max(0, came + sum(amount for _, amount in lines if amount < 0))
