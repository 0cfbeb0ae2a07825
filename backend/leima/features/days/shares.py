"""The shares of a stored day: its minutes by what they were booked on. They follow from the stored result alone.

A day has them once it is over: reports add up ended days, and a punch of today costs nothing more.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from leima.db.tables.days import DayResult
from leima.db.tx import Tx

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


def shares_of(status: str, body: str) -> dict[Share, int]:
    """Minutes by share. `work` and `rest` together are the time worked, which overlapping spans count once."""
    if status not in OVER:
        return {}
    told = _READ.decode(body)
    found: Counter[Share] = Counter({("target", "", "", False): told.target})
    rest = told.worked
    for span in told.spans if told.worked else ():
        if span.kind == "work" and span.end > span.start:
            minutes = span.end - span.start
            found["work", span.work_type or "", span.cost_centre or "", span.remote] += minutes
            found["ordered", "", "", False] += minutes if span.ordered else 0
            rest -= minutes
    found["rest", "", "", False] = rest
    return {share: minutes for share, minutes in found.items() if minutes}


def put_shares(tx: Tx, before: DayResult | None, person: str, date: str, status: str, body: str) -> None:
    """Brings the shares of a date in line with its result; `before` is the one that stood."""
    stood = shares_of(before.status, before.body) if before is not None else {}
    now = shares_of(status, body)
    if stood != now:
        tx.all_later(_PUT, _rows(tx.org, person, date, {**dict.fromkeys(stood, 0), **now}))


def _rows(org: str, person: str, date: str, shares: dict[Share, int]) -> Iterator[dict[str, Any]]:
    for (kind, work_type, cost_centre, remote), minutes in shares.items():
        booked = {"work_type": work_type, "cost_centre": cost_centre, "remote": remote}
        yield {"org": org, "kind": kind, "date": date, "person": person, **booked, "minutes": minutes}
