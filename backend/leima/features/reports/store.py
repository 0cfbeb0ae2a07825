"""What reports read of other rooms' tables. They write nothing."""

import json
from collections.abc import Sequence
from typing import Any

from leima.db.tx import Row, Tx
from leima.features.days.gather import MINUTE
from leima.features.people.terms import parse_terms


def person(tx: Tx, id: str) -> Row | None:
    return tx.one("SELECT id, name, counts_from FROM person WHERE org=:org AND id=:id", org=tx.org, id=id)


def members_on(tx: Tx, teams: Sequence[str], date: str) -> list[Row]:
    """Whoever is in one of these teams on a date, by name: id, name, counts_from. See `units_over`."""
    later = (
        "AND NOT EXISTS (SELECT 1 FROM team_member l WHERE l.org = m.org AND l.person = m.person"
        " AND l.role = 'member' AND l.from_date > m.from_date AND l.from_date <= :last)"
    )
    return people_of_teams(tx, teams, date, date, later)


def people_of_teams(tx: Tx, teams: Sequence[str], first: str, last: str, later: str = "") -> list[Row]:
    """Whoever is a member of these teams between two dates, by name: id, name, counts_from. See `spans_in`."""
    return tx.rows(
        "SELECT DISTINCT p.id, p.name, p.counts_from FROM team_member m"
        " JOIN person p ON p.org = m.org AND p.id = m.person"
        " WHERE m.org=:org AND m.role='member' AND m.team IN :teams"
        " AND (m.until_date IS NULL OR m.until_date >= :first)"
        " AND (m.from_date <= :last OR NOT EXISTS (SELECT 1 FROM team_member e WHERE e.org = m.org"
        f" AND e.person = m.person AND e.role = 'member' AND e.from_date < m.from_date)) {later}"
        " ORDER BY p.name, p.id",
        **{"org": tx.org, "teams": tuple(teams), "first": first, "last": last},
    )


def day_postings(tx: Tx, person: str, first: str, last: str) -> list[Row]:
    """What days post to accounts other than flex and kiky: date, account, amount."""
    return tx.rows(
        "SELECT date, account, year, amount FROM day_posting"
        " WHERE org=:org AND person=:person AND date BETWEEN :first AND :last ORDER BY date, account",
        **{"org": tx.org, "person": person, "first": first, "last": last},
    )


def absences(tx: Tx, person: str, first: str, last: str) -> list[Row]:
    """Absences that meet the dates."""
    return tx.rows(
        "SELECT id, from_date, until_date, minutes, kind FROM absence WHERE org=:org AND person=:person"
        " AND from_date <= :last AND until_date >= :first AND NOT deleted ORDER BY from_date, id",
        **{"org": tx.org, "person": person, "first": first, "last": last},
    )


def reasons(tx: Tx, person: str, ids: Sequence[str]) -> dict[str, str]:
    """Why somebody was away, by absence; those that were taken away since are known too."""
    if not ids:
        return {}
    rows = tx.rows(
        "SELECT id, reason FROM absence WHERE org=:org AND person=:person AND id IN :ids",
        **{"org": tx.org, "person": person, "ids": tuple(ids)},
    )
    return {row.id: row.reason for row in rows}


def frozen(tx: Tx, person: str, first: str, last: str) -> dict[str, dict[str, Any]]:
    """What days of closed months were reported at, by date."""
    rows = tx.rows(
        "SELECT date, cells FROM frozen_day WHERE org=:org AND person=:person AND date BETWEEN :first AND :last",
        **{"org": tx.org, "person": person, "first": first, "last": last},
    )
    return {row.date: json.loads(row.cells) for row in rows}


def notes(tx: Tx, person: str, low: int, high: int) -> list[Row]:
    """Notes of entries and punches between two instants (epoch ms): at, note."""
    return tx.rows(
        "SELECT start_at AS at, note FROM entry WHERE org=:org AND person=:person AND start_at >= :low"
        " AND start_at < :high AND note <> '' AND NOT deleted"
        " UNION SELECT at, note FROM punch WHERE org=:org AND person=:person AND at >= :low AND at < :high"
        " AND note <> '' AND superseded_by IS NULL ORDER BY 1, 2",
        **{"org": tx.org, "person": person, "low": low, "high": high},
    )


def names(tx: Tx, table: str) -> dict[str, str]:
    """Names of work types or cost centres by id; a cost centre's begins with its code."""
    rows = tx.rows(f"SELECT * FROM {table} WHERE org=:org", org=tx.org)
    return {row.id: f"{row.code} {row.name}" if hasattr(row, "code") else row.name for row in rows}


def month_states(tx: Tx, people: Sequence[str], first: str, last: str) -> list[Row]:
    """How far the months from `first` to `last` (YYYY-MM) have come: person, month, status."""
    return tx.rows(
        "SELECT person, month, status FROM month_state WHERE org=:org AND person IN :people"
        " AND month BETWEEN :first AND :last ORDER BY month",
        **{"org": tx.org, "people": tuple(people), "first": first, "last": last},
    )


def done_days_before(tx: Tx, person: str, date: str) -> int:
    """Working days before a date, as the condition of midweek-holiday pay counts them."""
    row = tx.one(
        "SELECT COUNT(*) AS n FROM day_result WHERE org=:org AND person=:person AND date < :date AND status='done'"
        " AND body NOT LIKE :outside",
        **{"org": tx.org, "person": person, "date": date, "outside": '%"no_contract"%'},
    )
    return int(row.n) if row else 0


def everyone(tx: Tx, after: tuple[str, str], limit: int) -> list[Row]:
    """The organisation's people by name and id after the given ones: id, name, counts_from."""
    return tx.rows(
        "SELECT id, name, counts_from FROM person WHERE org=:org AND (name > :name OR (name = :name AND id > :id))"
        " ORDER BY name, id LIMIT :limit",
        **{"org": tx.org, "name": after[0], "id": after[1], "limit": limit},
    )


def team_names(tx: Tx, people: Sequence[str], on: str) -> dict[str, str]:
    """The name of the team that each person is a member of on a date."""
    rows = tx.rows(
        "SELECT m.person, t.name FROM team_member m JOIN team t ON t.org = m.org AND t.id = m.team"
        " WHERE m.org=:org AND m.person IN :people AND m.role='member' AND m.from_date <= :today"
        " AND (m.until_date IS NULL OR m.until_date >= :today) ORDER BY m.from_date",
        **{"org": tx.org, "people": tuple(people), "today": on},
    )
    return {row.person: row.name for row in rows}


def accounts_used(tx: Tx) -> set[str]:
    """Every account that has a month row or a ledger line in the organisation."""
    rows = tx.rows(
        "SELECT DISTINCT account FROM account_month WHERE org=:org"
        " UNION SELECT DISTINCT account FROM posting WHERE org=:org",
        org=tx.org,
    )
    return {row.account for row in rows}


def planned_kiky(tx: Tx, people: Sequence[str], after: str) -> dict[str, int]:
    """Minutes of extension days marked after a date up to the year's end; without clock times the contract day's."""
    marks = tx.rows(
        "SELECT k.id, k.person, k.start_at, k.end_at, k.break_min, t.body FROM kiky_mark k"
        " JOIN terms t ON t.org = k.org AND t.person = k.person AND NOT t.deleted"
        " AND t.from_date <= k.date AND (t.until_date IS NULL OR t.until_date >= k.date)"
        " WHERE k.org=:org AND k.person IN :people AND k.date > :after AND k.date <= :until AND NOT k.deleted"
        " AND k.status='planned' ORDER BY t.from_date",
        **{"org": tx.org, "people": tuple(people), "after": after, "until": f"{after[:4]}-12-31"},
    )
    found: dict[str, int] = {}
    for row in {row.id: row for row in marks}.values():
        terms = parse_terms(row.body)
        if terms.kiky is None:
            continue
        clocked = row.start_at is not None and row.end_at is not None
        minutes = (row.end_at - row.start_at) // MINUTE - row.break_min if clocked else terms.contract_day
        found[row.person] = found.get(row.person, 0) + max(0, minutes)
    return found


def accounts_held(tx: Tx, people: Sequence[str], on: str) -> dict[str, frozenset[str]]:
    """Which of flex and kiky the terms of a date give each person."""
    rows = tx.rows(
        "SELECT person, body FROM terms WHERE org=:org AND person IN :people AND NOT deleted AND from_date <= :on"
        " AND (until_date IS NULL OR until_date >= :on)",
        **{"org": tx.org, "people": tuple(people), "on": on},
    )
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        terms = parse_terms(row.body)
        owes = terms.kiky is not None and terms.kiky.accounted in ("obligation", "contract")
        has = {"flex": terms.flex is not None, "kiky": owes}
        found[row.person] = frozenset(name for name, yes in has.items() if yes)
    return found


OWN = {
    "punches": ("punch", "at, id"),
    "entries": ("entry", "start_at, id"),
    "days": ("day_result", "date"),
    "ledger": ("posting", "date, at, id"),
    "day_postings": ("day_posting", "date, account"),
    "months": ("month_state", "month"),
    "account_months": ("account_month", "month, account"),
    "frozen_days": ("frozen_day", "date"),
    "month_corrections": ("month_correction", "date, corrects, at"),
    "absences": ("absence", "from_date, id"),
    "orders": ("work_order", "date, id"),
    "overtime_choices": ("overtime_choice", "date"),
    "kiky_marks": ("kiky_mark", "date, id"),
    "corrections": ("correction", "date, id"),
    "change_requests": ("change_request", "date, id"),
    "acts": ("act", "date, id"),
    "notices": ("notice", "at, id"),
    "contracts": ("contract", "from_date, id"),
    "terms": ("terms", "from_date, id"),
    "teams": ("team_member", "from_date, team"),
    "roles": ("person_role", "role"),
}
"""What is kept of a person: the export's name, the table, and the order of its rows."""
_AUDITED = {"punch": "punches", "entry": "entries", "posting": "ledger", "absence": "absences", "act": "acts"}
_AUDITED |= {"work_order": "orders", "kiky_mark": "kiky_marks", "contract": "contracts", "month": "months"}
_AT_A_TIME = 400


def own_rows(tx: Tx, id: str) -> dict[str, list[Row]]:
    """Every row of a person, by the export's names, and the changes made in them."""
    who = {"org": tx.org, "person": id}
    own = "SELECT id, name, email, lang, counts_from, external_id FROM person WHERE org=:org AND id=:person"
    found = {"person": tx.rows(own, **who)}
    for name, (table, order) in OWN.items():
        found[name] = tx.rows(f"SELECT * FROM {table} WHERE org=:org AND person=:person ORDER BY {order}", **who)
    found["changes"] = _changes(tx, "person", [id])
    for entity, name in _AUDITED.items():
        found["changes"] += _changes(tx, entity, [row.id for row in found[name]])
    return found


def _changes(tx: Tx, entity: str, ids: list[str]) -> list[Row]:
    found = []
    for at in range(0, len(ids), _AT_A_TIME):
        found += tx.rows(
            "SELECT at, who, what, entity, entity_id, old, new FROM audit_event"
            " WHERE org=:org AND entity=:entity AND entity_id IN :ids ORDER BY n",
            **{"org": tx.org, "entity": entity, "ids": tuple(ids[at : at + _AT_A_TIME])},
        )
    return found
