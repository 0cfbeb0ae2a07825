"""What the decisions read of people and months. Nothing is written here: months and requests have their writers."""

from typing import NamedTuple

from leima.access.rows import own_or_supervised, visible_over
from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tables.months import ChangeRequest, MonthState
from leima.db.tx import Tx
from leima.features.approvals.totals import bounds

_EVERYONES: tuple[str, dict[str, object]] = ("TRUE", {})
"""A condition that lets every row through, and its parameters."""


class Deciding(NamedTuple):
    """A person, and the team that decides on a month of theirs."""

    id: str
    name: str
    team: str | None
    team_name: str | None


class _Closed(NamedTuple):
    person: str
    month: str


def people_of(tx: Tx, month: str, team: str | None = None, *, deciding: bool = False) -> list[Deciding]:
    """Those whose balances count in a month, with the team that decides on it, by name; of one team, or of all.

    With `deciding` only oneself and those whose month the actor decides on as a supervisor.
    """
    first, last = bounds(month)
    where, params = visible_over(tx, "p.id", ":first", ":last") if deciding else ("TRUE", {})
    rows = tx.rows(
        Deciding,
        "SELECT p.id, p.name, m.team, t.name AS team_name FROM person p"
        " LEFT JOIN team_member m ON m.org = p.org AND m.person = p.id AND m.role = 'member'"
        " AND m.from_date <= :last AND (m.until_date IS NULL OR m.until_date >= :first)"
        " LEFT JOIN team t ON t.org = m.org AND t.id = m.team"
        f" WHERE p.org=:org AND p.counts_from <= :last AND {where}"
        " AND (p.active OR EXISTS (SELECT 1 FROM terms c WHERE c.org = p.org AND c.person = p.id AND NOT c.deleted"
        " AND c.from_date <= :last AND (c.until_date IS NULL OR c.until_date >= :first)))"
        " ORDER BY p.name, p.id, m.from_date",
        **params,
        org=tx.org,
        first=first,
        last=last,
    )
    people = {row.id: row for row in rows}.values()
    return [row for row in people if team is None or row.team == team]


def has_left(tx: Tx, person: str) -> bool:
    """Whether somebody has no access any more, or no contract from today on after having had one."""
    return bool(leavers(tx, person))


def leavers(tx: Tx, person: str | None = None) -> set[str]:
    """Those who have left, or the one of them; see `has_left`."""
    one = "p.id = :person AND" if person is not None else ""
    found = tx.values(
        str,
        f"SELECT p.id FROM person p WHERE p.org=:org AND {one} (NOT p.active"
        " OR (SELECT MAX(COALESCE(c.until_date, '9999-12-31')) FROM terms c WHERE c.org = p.org AND c.person = p.id"
        " AND NOT c.deleted) < :today)",
        org=tx.org,
        person=person,
        today=today(tx),
    )
    return set(found)


def turned_through(tx: Tx) -> str:
    """The last date that midnight has computed for everybody; empty before the first."""
    return tx.value(str, "SELECT turned_through FROM organisation WHERE id=:org", org=tx.org) or ""


def waiting_corrections(tx: Tx, person: str, first: str, last: str) -> list[str]:
    """The ids of disputed clock-outs of a stretch that nobody has decided."""
    return tx.values(
        str,
        "SELECT id FROM correction WHERE org=:org AND person=:person AND status='waiting'"
        " AND date BETWEEN :first AND :last",
        org=tx.org,
        person=person,
        first=first,
        last=last,
    )


def states(tx: Tx, month: str) -> dict[str, MonthState]:
    """The stored states of a month, by person."""
    rows = tx.rows(MonthState, "SELECT * FROM month_state WHERE org=:org AND month=:month", org=tx.org, month=month)
    return {row.person: row for row in rows}


def closed_through(tx: Tx) -> dict[str, str]:
    """Each person's last closed month; those before it are closed with it."""
    rows = tx.rows(
        _Closed,
        "SELECT person, MAX(month) AS month FROM month_state WHERE org=:org AND status='closed' GROUP BY person",
        org=tx.org,
    )
    return {row.person: row.month for row in rows}


def decidable_months(tx: Tx, actor: Actor) -> list[MonthState]:
    """Sent months that the actor may decide on, by the team of their last day, oldest first."""
    theirs = visible_over(tx, "t.person", "(t.month || '-01')", "(t.month || '-31')")
    where, params = _EVERYONES if "payroll" in actor.roles else theirs
    sql = (
        f"SELECT * FROM month_state t WHERE t.org=:org AND status='sent' AND t.person <> :me AND {where}"
        " ORDER BY month, person LIMIT 1000"
    )
    return tx.rows(MonthState, sql, **params, org=tx.org, me=actor.person)


class SentMonth(NamedTuple):
    """What the settled days of a sent month come to: how many they are, and minutes of flexitime and kiky."""

    id: str
    days: int
    flex: int
    kiky: int


def sums_of_sent(tx: Tx, person: str = "") -> list[SentMonth]:
    """The sums of every sent month, whoever decides on it; with `person` of theirs."""
    sql = (
        "SELECT s.id, COUNT(*) AS days, CAST(SUM(d.flex) AS BIGINT) AS flex, CAST(SUM(d.kiky) AS BIGINT) AS kiky"
        " FROM month_state s JOIN day_result d ON d.org = s.org AND d.person = s.person AND d.status = 'done'"
        " AND d.date >= s.month || '-01' AND d.date <= s.month || '-31'"
        " WHERE s.org=:org AND s.status='sent' AND (:person = '' OR s.person = :person) GROUP BY s.id"
    )
    return tx.rows(SentMonth, sql, org=tx.org, person=person)


def decidable_requests(tx: Tx, actor: Actor) -> list[ChangeRequest]:
    """Waiting requests that the actor may decide on, by the team of today, oldest first."""
    where, params = _EVERYONES if "payroll" in actor.roles else own_or_supervised(tx, "t.person")
    sql = (
        f"SELECT * FROM change_request t WHERE t.org=:org AND status='waiting' AND t.person <> :me AND {where}"
        " ORDER BY date, person LIMIT 1000"
    )
    return tx.rows(ChangeRequest, sql, **params, org=tx.org, me=actor.person)
