"""Day results and the team's state: their only writer."""

import json
from typing import Any, NamedTuple

from leima.access.teams import teams_query, units_on, with_teams
from leima.db.operations import SUSPECT
from leima.db.tables.days import DayResult, TeamState
from leima.db.tables.ledger import DayPosting
from leima.db.tx import Query, Tx
from leima.features.days.shares import put_shares
from leima.features.days.stored_hours import Hours, hours_of
from leima.features.months.store import day_changed
from leima.rules import outcome as rules
from leima.rules.pair import entry_id

_ADD = (
    "INSERT INTO day_result"
    " (org, person, date, status, flex, kiky, posted, attention, body, version, worked, begins, ends)"
    " VALUES (:org, :person, :date, :status, :flex, :kiky, :posted, :attention, :body, 1, :worked, :begins, :ends)"
)
_CHANGE = (
    "UPDATE day_result SET status=:status, flex=:flex, kiky=:kiky, posted=:posted, attention=:attention, body=:body,"
    " worked=:worked, begins=:begins, ends=:ends, version=version+1 WHERE org=:org AND person=:person AND date=:date"
)


class StandingDays(NamedTuple):
    """Minutes of flex and kiky of posted days, and how many days wait for a person's word."""

    flex: int
    kiky: int
    pending: int


class PersonState(NamedTuple):
    """The newest punch that counts (`kind`, `at` in epoch ms, `last_remote`), the line in the team's list, and the id
    of the newest clock-in (`opening`).

    What there is none of is None.
    """

    kind: str | None
    at: int | None
    last_remote: bool | None
    version: int | None
    unit: str | None
    state: str | None
    since: int | None
    remote: bool | None
    attention: str | None
    opening: str | None

    @property
    def punched(self) -> str:
        """in, break or out: what the newest punch says."""
        return {"in": "in", "break_end": "in", "break_start": "break"}.get(self.kind or "", "out")


class _Dates(NamedTuple):
    from_date: str
    until_date: str


def day_id(person: str, date: str) -> str:
    """The id under which devices know a day."""
    return f"{person}:{date}"


def result(tx: Tx, person: str, date: str) -> DayResult | None:
    """The stored result of a day."""
    return tx.get(DayResult, person=person, date=date)


def results(tx: Tx, person: str, first: str, last: str) -> list[DayResult]:
    """Stored results from `first` to `last`, both included."""
    return tx.all(results_query(tx, person, first, last))


def results_query(tx: Tx, person: str, first: str, last: str) -> Query[DayResult]:
    """The query of `results`."""
    return tx.query(
        DayResult,
        "SELECT * FROM day_result WHERE org=:org AND person=:person AND date BETWEEN :first AND :last ORDER BY date",
        org=tx.org,
        person=person,
        first=first,
        last=last,
    )


def write_result(
    tx: Tx,
    before: DayResult | None,
    person: str,
    date: str,
    values: dict[str, Any],
    result: rules.DayResult | None,
    *,
    ended: bool = False,
) -> bool:
    """Stores a day's `values` when they differ from what stands. Returns whether they did. `result` is what they were
    worked out of, if anything. `ended`: the day is over, and nothing else is new."""
    if before is not None and all(getattr(before, name) == value for name, value in values.items()):
        return False
    worked, begins, ends = hours_of(result) if result is not None else Hours(0)
    key = {"org": tx.org, "person": person, "date": date}
    tx.later(_ADD if before is None else _CHANGE, **key, **values, worked=worked, begins=begins, ends=ends)
    put_shares(tx, before, person, date, result)
    tx.changed("day", day_id(person, date), owner=person, version=1 if before is None else before.version + 1)
    day_changed(tx, person, date, ended=ended)
    return True


_PUT_POSTING = (
    "INSERT INTO day_posting (org, person, date, account, year, amount, why)"
    " VALUES (:org, :person, :date, :account, :year, :amount, :why)"
    " ON CONFLICT (org, person, date, account, year) DO UPDATE SET amount=excluded.amount, why=excluded.why"
)
_DROP_POSTING = (
    "DELETE FROM day_posting WHERE org=:org AND person=:person AND date=:date AND account=:account AND year=:year"
)


def put_posting(tx: Tx, person: str, date: str, key: tuple[str, int], value: tuple[int, str] | None) -> None:
    """What a date posts to an account and year: an amount and its lines as JSON; None takes it away."""
    who = {"org": tx.org, "person": person, "date": date, "account": key[0], "year": key[1]}
    if value is not None:
        tx.run(_PUT_POSTING, **who, amount=value[0], why=value[1])
    else:
        tx.run(_DROP_POSTING, **who)


def postings(tx: Tx, person: str, first: str, last: str) -> list[DayPosting]:
    """What the days from `first` to `last`, both included, post to accounts other than flex and kiky."""
    return tx.rows(
        DayPosting,
        "SELECT * FROM day_posting WHERE org=:org AND person=:person AND date BETWEEN :first AND :last"
        " ORDER BY date, account, year",
        org=tx.org,
        person=person,
        first=first,
        last=last,
    )


def away(tx: Tx, person: str, first: str, last: str) -> list[tuple[str, str]]:
    """The first and last date of each absence of whole days between two dates."""
    rows = tx.rows(
        _Dates,
        "SELECT from_date, until_date FROM absence WHERE org=:org AND person=:person AND from_date <= :last"
        " AND until_date >= :first AND minutes IS NULL AND NOT deleted",
        org=tx.org,
        person=person,
        first=first,
        last=last,
    )
    return [(row.from_date, row.until_date) for row in rows]


def days_with_kiky_after(tx: Tx, person: str, date: str) -> list[str]:
    """Later dates of the same year whose result holds kiky, or whose kiky stopped at zero."""
    return tx.values(
        str,
        "SELECT date FROM day_result WHERE org=:org AND person=:person AND date > :date AND date <= :last"
        " AND (kiky <> 0 OR body LIKE :stopped)",
        org=tx.org,
        person=person,
        date=date,
        last=f"{date[:4]}-12-31",
        stopped="%kiky_stops_at_zero%",
    )


_COUNTED = "posted AND date >= :first AND date < :before"
_STANDING = (
    f"SELECT CAST(COALESCE(SUM(CASE WHEN {_COUNTED} THEN flex ELSE 0 END), 0) AS BIGINT) AS flex,"
    f" CAST(COALESCE(SUM(CASE WHEN {_COUNTED} THEN kiky ELSE 0 END), 0) AS BIGINT) AS kiky,"
    " COALESCE(SUM(CASE WHEN status='pending' AND date >= :pending_from THEN 1 ELSE 0 END), 0) AS pending"
    " FROM day_result WHERE org=:org AND person=:person AND date >= :oldest"
)


def standing_days(tx: Tx, person: str, first: str, before: str, pending_from: str) -> Query[StandingDays]:
    """Asks for the minutes of posted days from `first` up to but not including `before`, and the days since
    `pending_from` that wait for a person's word. One look at the stored days."""
    bounds = {"first": first, "before": before, "pending_from": pending_from, "oldest": min(first, pending_from)}
    return tx.query(StandingDays, _STANDING, org=tx.org, person=person, **bounds)


class _Attention(NamedTuple):
    attention: str


class _Entry(NamedTuple):
    id: str


_ATTENTION = (
    "SELECT attention FROM day_result WHERE org=:org AND person=:person AND date >= :first AND attention <> ''"
    " ORDER BY date"
)
_DELETED = "SELECT id FROM entry WHERE org=:org AND id=:id AND deleted AND NOT unpaired"
_STATE = (
    "SELECT last.kind, last.at, last.remote AS last_remote, s.version, s.unit, s.state, s.since, s.remote, s.attention,"
    " (SELECT id FROM punch WHERE org=:org AND person=:person AND kind='in' AND superseded_by IS NULL AND at <= :now"
    " ORDER BY at DESC, id DESC LIMIT 1) AS opening"
    " FROM person p LEFT JOIN team_state s ON s.org = p.org AND s.person = p.id"
    " LEFT JOIN punch last ON last.org = p.org AND last.id = (SELECT id FROM punch WHERE org=:org AND person=:person"
    " AND superseded_by IS NULL AND at <= :now ORDER BY at DESC, id DESC LIMIT 1) WHERE p.org=:org AND p.id=:person"
)


def state(tx: Tx, person: str) -> PersonState | None:
    """The newest punch that counts and is not still to come, the id of the newest such clock-in (`opening`), and the
    line in the team's list as it stands, whose `version` is None when there is none yet. None for an unknown person.

    The person's teams are read with it.
    """
    stands: list[PersonState] = with_teams(tx, person, _state_query(tx, person))[0]
    return stands[0] if stands else None


def _state_query(tx: Tx, person: str) -> Query[PersonState]:
    return tx.query(PersonState, _STATE, org=tx.org, person=person, now=tx.now + SUSPECT)


def state_queries(tx: Tx, person: str) -> tuple[Query[Any], ...]:
    """The queries of `state`."""
    return _state_query(tx, person), teams_query(tx, person)


def attention_since(tx: Tx, person: str, first: str, opening: str | None) -> tuple[list[dict[str, Any]], bool]:
    """What of a person's days since `first` asks for attention, and whether they have deleted the entry that begins
    with the clock-in `opening`."""
    entry = entry_id(opening) if opening else ""
    asks, gone = tx.together(
        tx.query(_Attention, _ATTENTION, org=tx.org, person=person, first=first),
        tx.query(_Entry, _DELETED, org=tx.org, id=entry),
    )
    return [one for row in asks for one in json.loads(row.attention)], bool(gone)


def last_end(tx: Tx, person: str) -> int | None:
    """When the newest clocked entry that has not been deleted ended, epoch ms; None when there is none."""
    return tx.value(
        int,
        "SELECT MAX(end_at) AS at FROM entry WHERE org=:org AND person=:person AND source='punch' AND NOT deleted"
        " AND end_at <= :now",
        org=tx.org,
        person=person,
        now=tx.now + SUSPECT,
    )


def recent_outs(tx: Tx, person: str, before: int) -> list[int]:
    """The instants (epoch ms) of the last ten clock-outs before an instant."""
    return tx.values(
        int,
        "SELECT at FROM punch WHERE org=:org AND person=:person AND kind='out' AND at < :before"
        " AND superseded_by IS NULL ORDER BY at DESC LIMIT 10",
        org=tx.org,
        person=person,
        before=before,
    )


def write_state(tx: Tx, before: PersonState, person: str, values: dict[str, Any]) -> None:
    """Stores who is in, on break or out, when it differs from what stands."""
    units = units_on(tx, person)
    values = {**values, "unit": next(iter(units), None)}
    if before.version is None:
        tx.insert(TeamState(org=tx.org, person=person, **values))
    elif any(getattr(before, name) != value for name, value in values.items()):
        unit = "" if before.unit == values["unit"] else "unit=:unit, "
        tx.run(
            f"UPDATE team_state SET {unit}state=:state, since=:since, remote=:remote, attention=:attention,"
            " version=version+1 WHERE org=:org AND person=:person",
            **values,
            org=tx.org,
            person=person,
        )
    else:
        return
    tx.changed("team_state", person, owner=None, units=units, version=(before.version or 0) + 1)
