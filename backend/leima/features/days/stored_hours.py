"""The hours of stored days, in columns of their own: whole years are read without the bodies that say them too.

Rows of older versions have no such columns; for those the body is read.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from leima.db.tx import Tx
from leima.rules.outcome import DayResult


class Hours(NamedTuple):
    """A day's minutes of work, kiky included, and the epoch minutes at which they begin and end (null without any)."""

    worked: int
    begins: int | None = None
    ends: int | None = None


class StoredHours(NamedTuple):
    """The hours of a stored date; without `worked` its body tells them."""

    date: str
    worked: int | None
    begins: int | None
    ends: int | None


class BodySpan(msgspec.Struct):
    """A stretch of a stored day, epoch minutes."""

    start: int
    end: int
    kind: str


class Body(msgspec.Struct):
    """What a stored day's body says of its hours."""

    spans: list[BodySpan] = []
    worked: int = 0
    kiky: int = 0


class _Stored(NamedTuple):
    date: str
    body: str


_READ = msgspec.json.Decoder(Body)


def hours_of(result: DayResult) -> Hours:
    """The hours of a day's result."""
    spans = [one for one in result.spans if one.kind != "break" and one.end > one.start]
    worked = result.worked + result.kiky
    return Hours(worked, spans[0].start, spans[-1].end) if spans else Hours(worked)


def hours_between(tx: Tx, person: str, first: str, last: str) -> list[StoredHours]:
    """The hours of each stored date between two that has anything."""
    return tx.rows(
        StoredHours,
        "SELECT date, worked, begins, ends FROM day_result"
        " WHERE org=:org AND person=:person AND date BETWEEN :first AND :last AND status <> 'none'",
        org=tx.org,
        person=person,
        first=first,
        last=last,
    )


def bodies(tx: Tx, person: str, dates: Sequence[str]) -> dict[str, Body]:
    """What the bodies of some stored dates say."""
    if not dates:
        return {}
    sql = "SELECT date, body FROM day_result WHERE org=:org AND person=:person AND date IN :dates"
    rows = tx.rows(_Stored, sql, org=tx.org, person=person, dates=dates)
    return {row.date: _READ.decode(row.body) for row in rows}


def minutes_posted(tx: Tx, person: str, first: str, last: str) -> dict[str, int]:
    """Minutes of work, kiky included, of each date between two that counts in the accounts."""
    rows = tx.rows(
        StoredHours,
        "SELECT date, worked, begins, ends FROM day_result"
        " WHERE org=:org AND person=:person AND date BETWEEN :first AND :last AND posted",
        org=tx.org,
        person=person,
        first=first,
        last=last,
    )
    told = bodies(tx, person, [row.date for row in rows if row.worked is None])
    found = {row.date: row.worked for row in rows if row.worked is not None}
    return found | {date: body.worked + body.kiky for date, body in told.items()}
