"""What the decisions read of people and months. Nothing is written here: months and requests have their writers."""

from leima.db.door import Actor, own_or_supervised, visible_over
from leima.db.site import today
from leima.db.tx import Row, Tx
from leima.features.approvals.totals import bounds


def people_of(tx: Tx, month: str, team: str | None = None, *, deciding: bool = False) -> list[Row]:
    """Those whose balances count in a month, with the team that decides on it, by name; of one team, or of all.

    With `deciding` only oneself and those whose month the actor decides on as a supervisor.
    """
    first, last = bounds(month)
    where, params = visible_over(tx, "p.id", ":first", ":last") if deciding else ("TRUE", {})
    rows = tx.rows(
        "SELECT p.id, p.name, m.team, t.name AS team_name FROM person p"
        " LEFT JOIN team_member m ON m.org = p.org AND m.person = p.id AND m.role = 'member'"
        " AND m.from_date <= :last AND (m.until_date IS NULL OR m.until_date >= :first)"
        " LEFT JOIN team t ON t.org = m.org AND t.id = m.team"
        f" WHERE p.org=:org AND p.counts_from <= :last AND {where}"
        " AND (p.active OR EXISTS (SELECT 1 FROM terms c WHERE c.org = p.org AND c.person = p.id AND NOT c.deleted"
        " AND c.from_date <= :last AND (c.until_date IS NULL OR c.until_date >= :first)))"
        " ORDER BY p.name, p.id, m.from_date",
        **{"org": tx.org, "first": first, "last": last, **params},
    )
    people = {row.id: row for row in rows}.values()
    return [row for row in people if team is None or row.team == team]


def has_left(tx: Tx, person: str) -> bool:
    """Whether somebody has no access any more, or no contract from today on after having had one."""
    return bool(leavers(tx, person))


def leavers(tx: Tx, person: str | None = None) -> set[str]:
    """Those who have left, or the one of them; see `has_left`."""
    one = "p.id = :person AND" if person is not None else ""
    rows = tx.rows(
        f"SELECT p.id FROM person p WHERE p.org=:org AND {one} (NOT p.active"
        " OR (SELECT MAX(COALESCE(c.until_date, '9999-12-31')) FROM terms c WHERE c.org = p.org AND c.person = p.id"
        " AND NOT c.deleted) < :today)",
        **{"org": tx.org, "person": person, "today": today(tx)},
    )
    return {row.id for row in rows}


def turned_through(tx: Tx) -> str:
    """The last date that midnight has settled for everybody; empty before the first."""
    row = tx.one("SELECT turned_through FROM organisation WHERE id=:org", org=tx.org)
    return row.turned_through or "" if row else ""


def waiting_corrections(tx: Tx, person: str, first: str, last: str) -> list[Row]:
    """Disputed clock-outs of a stretch that nobody has decided."""
    return tx.rows(
        "SELECT id FROM correction WHERE org=:org AND person=:person AND status='waiting'"
        " AND date BETWEEN :first AND :last",
        **{"org": tx.org, "person": person, "first": first, "last": last},
    )


def states(tx: Tx, month: str) -> dict[str, Row]:
    """The stored states of a month, by person."""
    rows = tx.rows("SELECT * FROM month_state WHERE org=:org AND month=:month", org=tx.org, month=month)
    return {row.person: row for row in rows}


def closed_through(tx: Tx) -> dict[str, str]:
    """Each person's last closed month; those before it are closed with it."""
    rows = tx.rows(
        "SELECT person, MAX(month) AS month FROM month_state WHERE org=:org AND status='closed' GROUP BY person",
        **{"org": tx.org},
    )
    return {row.person: row.month for row in rows}


def decidable(tx: Tx, actor: Actor, table: str, status: str) -> list[Row]:
    """Rows of month_state or change_request with a status that the actor may decide on, oldest first."""
    where, params = ("TRUE", {}) if "payroll" in actor.roles else _theirs(tx, table)
    order = "month" if table == "month_state" else "date"
    return tx.rows(
        f"SELECT * FROM {table} t WHERE t.org=:org AND status=:status AND t.person <> :me AND {where}"
        f" ORDER BY {order}, person LIMIT 1000",
        **{"org": tx.org, "status": status, "me": actor.person, **params},
    )


def _theirs(tx: Tx, table: str) -> tuple[str, dict[str, object]]:
    """Months by the team of their last day, requests by the team of today."""
    if table == "month_state":
        return visible_over(tx, "t.person", "(t.month || '-01')", "(t.month || '-31')")
    return own_or_supervised(tx, "t.person")
