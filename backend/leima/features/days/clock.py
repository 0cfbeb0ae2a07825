"""A server's clock that was wrong: seen before days are computed by it, and taken back after they were."""

from dataclasses import dataclass
from typing import NamedTuple

from leima.db.site import date_at
from leima.db.tx import Tx
from leima.features.notices.store import withdraw_after
from leima.rules.zone import next_date

FAR = 14
"""Days beyond the newest fact that the server computes by itself; for more a person confirms the date.

A server that runs computes a day at each midnight and never gets here. One whose clock has jumped does, and so does one
that was switched off for weeks, until the first device sends something.
"""


class _Site(NamedTuple):
    id: str
    zone: str
    turned_through: str | None


class _Settled(NamedTuple):
    person: str
    date: str


@dataclass(frozen=True)
class ClockStands:
    """One organisation's dates: today by the machine, the last one computed, and that of the newest fact."""

    org: str
    today: str
    ended_through: str | None
    newest_fact: str | None

    @property
    def was_ahead(self) -> bool:
        """Returns whether days are computed that have not ended: the clock was ahead and has been put right."""
        return self.ended_through is not None and self.ended_through >= self.today

    @property
    def may_end_until(self) -> str:
        """The date before which days are computed without a person's word: today, unless it is far from everything."""
        known = max((date for date in (self.ended_through, self.newest_fact) if date), default=None)
        if known is None or next_date(known, FAR) >= self.today:
            return self.today
        return known


def stands(tx: Tx, org: str, zone: str, ended_through: str | None) -> ClockStands:
    """Returns the organisation's dates. The newest fact is what a device claimed, by its own clock, up to now."""
    today = date_at(tx.now, zone)
    if ended_through is None or next_date(ended_through, FAR) >= today:
        return ClockStands(org, today, ended_through, None)
    sql = "SELECT MAX(claimed_at) FROM op_receipt WHERE org=:org AND claimed_at <= :now"
    at = tx.value(int, sql, org=org, now=tx.now)
    newest = date_at(at, zone) if at is not None else None
    return ClockStands(org, today, ended_through, newest)


def all_stand(tx: Tx) -> list[ClockStands]:
    """Returns the dates of every organisation."""
    rows = tx.rows(_Site, "SELECT id, zone, turned_through FROM organisation ORDER BY id")
    return [stands(tx, row.id, row.zone, row.turned_through) for row in rows]


def turn_back(tx: Tx, at: ClockStands) -> int:
    """Takes back what was computed of days that have not ended; returns how many people it reached.

    Their results from today on are worked out again, so that they post nothing yet, and notices of that time are
    withdrawn. What the end of a month or year has posted ahead stands on its own date and is corrected by the
    difference when that date comes.
    """
    tx.org = at.org
    last = str(at.ended_through)
    tx.run("UPDATE organisation SET turned_through=:date WHERE id=:org", date=next_date(at.today, -1), org=at.org)
    withdraw_after(tx, tx.now)
    rows = tx.rows(
        _Settled,
        "SELECT person, date FROM day_result WHERE org=:org AND date >= :today"
        " UNION SELECT person, date FROM day_posting WHERE org=:org AND date >= :today",
        org=at.org,
        today=at.today,
    )
    for row in rows:
        if row.date <= last:
            tx.touch(row.person, row.date, row.date)
    return len({row.person for row in rows})
