"""Day results and the team's state: their only writer."""

from typing import Any

from leima.db.door import units_on
from leima.db.operations import SUSPECT
from leima.db.tx import Row, Tx
from leima.features.balances.months import day_changed

_ADD = (
    "INSERT INTO day_result (org, person, date, status, flex, kiky, posted, attention, body, version)"
    " VALUES (:org, :person, :date, :status, :flex, :kiky, :posted, :attention, :body, 1)"
)
_CHANGE = (
    "UPDATE day_result SET status=:status, flex=:flex, kiky=:kiky, posted=:posted, attention=:attention, body=:body,"
    " version=version+1 WHERE org=:org AND person=:person AND date=:date"
)


def day_id(person: str, date: str) -> str:
    """The id under which devices know a day."""
    return f"{person}:{date}"


def result(tx: Tx, person: str, date: str) -> Row | None:
    return tx.one(
        "SELECT * FROM day_result WHERE org=:org AND person=:person AND date=:date",
        **{"org": tx.org, "person": person, "date": date},
    )


def results(tx: Tx, person: str, first: str, last: str) -> list[Row]:
    """Stored results from `first` to `last`, both included."""
    return tx.rows(
        "SELECT * FROM day_result WHERE org=:org AND person=:person AND date BETWEEN :first AND :last ORDER BY date",
        **{"org": tx.org, "person": person, "first": first, "last": last},
    )


def write_result(
    tx: Tx, before: Row | None, person: str, date: str, values: dict[str, Any], *, ended: bool = False
) -> bool:
    """Stores a day's result when it differs from what stands. Answers whether it did. `ended`: the day is over, and
    nothing else is new."""
    if before is not None and all(same(getattr(before, name), value) for name, value in values.items()):
        return False
    tx.later(_ADD if before is None else _CHANGE, org=tx.org, person=person, date=date, **values)
    tx.changed("day", day_id(person, date), owner=person, version=1 if before is None else before.version + 1)
    day_changed(tx, person, date, ended=ended)
    return True


def same(stored: Any, value: Any) -> bool:
    return bool(stored) == value if isinstance(value, bool) else bool(stored == value)


_PUT_POSTING = (
    "INSERT INTO day_posting (org, person, date, account, year, amount, why)"
    " VALUES (:org, :person, :date, :account, :year, :amount, :why)"
    " ON CONFLICT (org, person, date, account, year) DO UPDATE SET amount=excluded.amount, why=excluded.why"
)


def put_posting(tx: Tx, person: str, date: str, key: tuple[str, int], value: tuple[int, str] | None) -> None:
    """What a date posts to an account and year: an amount and its lines as JSON; None takes it away."""
    who = {"org": tx.org, "person": person, "date": date, "account": key[0], "year": key[1]}
    if value is not None:
        tx.run(_PUT_POSTING, **who, amount=value[0], why=value[1])
        return
    tx.run(
        "DELETE FROM day_posting WHERE org=:org AND person=:person AND date=:date AND account=:account AND year=:year",
        **who,
    )


def postings(tx: Tx, person: str, first: str, last: str) -> list[Row]:
    """What the days from `first` to `last`, both included, post to accounts other than flex and kiky."""
    return tx.rows(
        "SELECT * FROM day_posting WHERE org=:org AND person=:person AND date BETWEEN :first AND :last"
        " ORDER BY date, account, year",
        **{"org": tx.org, "person": person, "first": first, "last": last},
    )


def away(tx: Tx, person: str, first: str, last: str) -> list[tuple[str, str]]:
    """The first and last date of each absence of whole days between two dates."""
    rows = tx.rows(
        "SELECT from_date, until_date FROM absence WHERE org=:org AND person=:person AND from_date <= :last"
        " AND until_date >= :first AND minutes IS NULL AND NOT deleted",
        **{"org": tx.org, "person": person, "first": first, "last": last},
    )
    return [(row.from_date, row.until_date) for row in rows]


def days_with_kiky_after(tx: Tx, person: str, date: str) -> list[str]:
    """Later dates of the same year whose result holds kiky, or whose kiky stopped at zero."""
    rows = tx.rows(
        "SELECT date FROM day_result WHERE org=:org AND person=:person AND date > :date AND date <= :last"
        " AND (kiky <> 0 OR body LIKE :stopped)",
        **{"org": tx.org, "person": person, "date": date, "last": f"{date[:4]}-12-31"},
        stopped="%kiky_stops_at_zero%",
    )
    return [row.date for row in rows]


def standing_days(tx: Tx, person: str, first: str, before: str, pending_from: str) -> Row:
    """`flex` and `kiky`: the minutes of posted days from `first` up to but not including `before`; `pending`: how
    many days since `pending_from` wait for a person's word. One look at the stored days."""
    row = tx.one(
        "SELECT COALESCE(SUM(CASE WHEN posted AND date >= :first AND date < :before THEN flex ELSE 0 END), 0) AS flex,"
        " COALESCE(SUM(CASE WHEN posted AND date >= :first AND date < :before THEN kiky ELSE 0 END), 0) AS kiky,"
        " COALESCE(SUM(CASE WHEN status='pending' AND date >= :pending_from THEN 1 ELSE 0 END), 0) AS pending"
        " FROM day_result WHERE org=:org AND person=:person AND date >= :oldest",
        **{"org": tx.org, "person": person, "first": first, "before": before, "pending_from": pending_from},
        **{"oldest": min(first, pending_from)},
    )
    assert row is not None, "a query of sums always answers"
    return row


def attention(tx: Tx, person: str, first: str) -> list[str]:
    """The stored JSON lists of what asks for attention since `first`."""
    rows = tx.rows(
        "SELECT attention FROM day_result WHERE org=:org AND person=:person AND date >= :first AND attention <> ''",
        **{"org": tx.org, "person": person, "first": first},
    )
    return [row.attention for row in rows]


_STATE = (
    "SELECT last.kind, last.at, last.remote AS last_remote, s.version, s.unit, s.state, s.since, s.remote, s.attention"
    " FROM person p LEFT JOIN team_state s ON s.org = p.org AND s.person = p.id"
    " LEFT JOIN punch last ON last.org = p.org AND last.id = (SELECT id FROM punch WHERE org=:org AND person=:person"
    " AND superseded_by IS NULL AND at <= :now ORDER BY at DESC, id DESC LIMIT 1) WHERE p.org=:org AND p.id=:person"
)


def state(tx: Tx, person: str) -> Row | None:
    """The newest punch that counts and is not still to come (`kind` and `at`, `last_remote`), and the line in the
    team's list as it stands,
    whose `version` is None when there is none yet. None for an unknown person."""
    return tx.one(_STATE, org=tx.org, person=person, now=tx.now + SUSPECT)


def last_opening(tx: Tx, person: str) -> str | None:
    """The id of the newest clock-in that counts."""
    row = tx.one(
        "SELECT id FROM punch WHERE org=:org AND person=:person AND kind='in' AND superseded_by IS NULL"
        " AND at <= :now ORDER BY at DESC, id DESC LIMIT 1",
        **{"org": tx.org, "person": person, "now": tx.now + SUSPECT},
    )
    return row.id if row else None


def is_deleted(tx: Tx, opening: str) -> bool:
    """Whether a person has deleted the entry that begins with this clock-in."""
    row = tx.one(
        "SELECT id FROM entry WHERE org=:org AND opening_punch=:opening AND deleted AND NOT unpaired",
        **{"org": tx.org, "opening": opening},
    )
    return row is not None


def last_end(tx: Tx, person: str) -> int | None:
    """When the newest clocked entry that has not been deleted ended, epoch ms; None when there is none."""
    row = tx.one(
        "SELECT MAX(end_at) AS at FROM entry WHERE org=:org AND person=:person AND source='punch' AND NOT deleted"
        " AND end_at <= :now",
        **{"org": tx.org, "person": person, "now": tx.now + SUSPECT},
    )
    return row.at if row else None


def recent_outs(tx: Tx, person: str, before: int) -> list[int]:
    """The instants (epoch ms) of the last ten clock-outs before an instant."""
    rows = tx.rows(
        "SELECT at FROM punch WHERE org=:org AND person=:person AND kind='out' AND at < :before"
        " AND superseded_by IS NULL ORDER BY at DESC LIMIT 10",
        **{"org": tx.org, "person": person, "before": before},
    )
    return [row.at for row in rows]


def write_state(tx: Tx, before: Row, person: str, values: dict[str, Any]) -> None:
    """Stores who is in, on break or out, when it differs from what stands."""
    units = units_on(tx, person)
    values = {**values, "unit": next(iter(units), None)}
    if before.version is None:
        tx.run(
            "INSERT INTO team_state (org, person, unit, state, since, remote, attention, version)"
            " VALUES (:org, :person, :unit, :state, :since, :remote, :attention, 1)",
            **{"org": tx.org, "person": person, **values},
        )
    elif any(not same(getattr(before, name), value) for name, value in values.items()):
        unit = "" if before.unit == values["unit"] else "unit=:unit, "
        tx.run(
            f"UPDATE team_state SET {unit}state=:state, since=:since, remote=:remote, attention=:attention,"
            " version=version+1 WHERE org=:org AND person=:person",
            **{"org": tx.org, "person": person, **values},
        )
    else:
        return
    tx.changed("team_state", person, owner=None, units=units, version=(before.version or 0) + 1)
