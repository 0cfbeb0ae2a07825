"""The shares of a stored day: its minutes by what they were booked on. They follow from the stored result alone.

A day has them once it is over: reports add up ended days, and a punch of today costs nothing more.
"""

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from leima.db.tables.days import DayResult as StoredDay
from leima.db.tx import Tx
from leima.rules.outcome import DayResult

Share = tuple[str, str, str, bool]
"""kind, work type, cost centre (empty for none), remote."""


class _Span(msgspec.Struct):
    start: int
    end: int
    kind: str
    work_type: str | None = None
    cost_centre: str | None = None
    remote: bool = False
    ordered: bool = False


class _Body(msgspec.Struct):
    """A stored result. The columns of its row say the same of its status."""

    status: str = "none"
    spans: list[_Span] = []
    worked: int = 0
    target: int = 0


_READ = msgspec.json.Decoder(_Body)
_PUT = (
    "INSERT INTO day_share (org, kind, date, person, work_type, cost_centre, remote, minutes)"
    " VALUES (:org, :kind, :date, :person, :work_type, :cost_centre, :remote, :minutes)"
    " ON CONFLICT (org, kind, date, person, work_type, cost_centre, remote) DO UPDATE SET minutes=excluded.minutes"
)


OVER = ("done", "pending")
"""What a day's status is once it is over and has anything."""
_TARGET: Final[Share] = ("target", "", "", False)
_ORDERED: Final[Share] = ("ordered", "", "", False)
_REST: Final[Share] = ("rest", "", "", False)


def shares_of(result: DayResult | _Body) -> dict[Share, int]:
    """Minutes by share. `work` and `rest` together are the time worked, which overlapping spans count once."""
    if result.status not in OVER:
        return {}
    found = {_TARGET: result.target} if result.target else {}
    rest, ordered = result.worked, 0
    for span in result.spans if rest else ():
        minutes = span.end - span.start
        if span.kind == "work" and minutes > 0:
            share = ("work", span.work_type or "", span.cost_centre or "", span.remote)
            found[share] = found.get(share, 0) + minutes
            rest -= minutes
            if span.ordered:
                ordered += minutes
    if ordered:
        found[_ORDERED] = ordered
    if rest:
        found[_REST] = rest
    return found


def put_shares(tx: Tx, before: StoredDay | None, person: str, date: str, result: DayResult | None) -> None:
    """Brings the shares of a date in line with its result; `before` is the one that stood."""
    now = shares_of(result) if result is not None else {}
    if before is not None and before.status in OVER:
        stood = shares_of(_READ.decode(before.body))
        if stood == now:
            return
        now = {**dict.fromkeys(stood, 0), **now}
    if now:
        tx.all_later(_PUT, _rows(tx.org, person, date, now))


def _rows(org: str, person: str, date: str, shares: dict[Share, int]) -> Iterator[dict[str, Any]]:
    for (kind, work_type, cost_centre, remote), minutes in shares.items():
        yield {
            "org": org,
            "kind": kind,
            "date": date,
            "person": person,
            "work_type": work_type,
            "cost_centre": cost_centre,
            "remote": remote,
            "minutes": minutes,
        }
