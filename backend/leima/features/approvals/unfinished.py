"""What a month still lacks when it is sent or approved. It is told, and asked about; a person decides."""

from collections.abc import Sequence

import msgspec

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.approvals.month_days import MonthDay, month_days
from leima.features.approvals.totals import bounds


class Unfinished(msgspec.Struct, frozen=True):
    """What a month lacks. `missing`: past dates on which work was expected and nothing was said; `to_come`: dates from
    today on with work expected and none done; `undecided`: minutes that nobody has decided on; `waiting`: requests."""

    missing: list[str]
    to_come: int
    still_in: bool
    undecided: int
    waiting: int


def unfinished(tx: Tx, person: str, month: str) -> Unfinished:
    """What a month (YYYY-MM) of a person lacks now."""
    return of_days(month_days(tx, person, month), today(tx), waiting_in(tx, person, month))


def of_days(found: Sequence[MonthDay], now: str, waiting: int) -> Unfinished:
    """What a month of these days lacks on the date `now`, with so many requests that wait."""
    idle = [one for one in found if one.target > 0 and not _worked(one)]
    return Unfinished(
        missing=[one.date for one in idle if one.date < now and one.status == "done"],
        to_come=sum(1 for one in idle if one.date >= now),
        still_in=any(span["open"] for one in found for span in one.result.get("spans", ()) if one.date == now),
        undecided=sum(int(asks.get("minutes", 0)) for one in found for asks in one.attention),
        waiting=waiting,
    )


def is_unfinished(lacks: Unfinished) -> bool:
    """Whether it lacks anything."""
    return bool(lacks.missing or lacks.to_come or lacks.still_in or lacks.undecided or lacks.waiting)


def _worked(one: MonthDay) -> bool:
    """Whether anything was done on the date: time was spent, or kiky was."""
    return bool(one.result.get("presence") or one.result.get("worked") or one.result.get("kiky"))


_WAITING = " UNION ALL ".join(
    f"SELECT id FROM {table} WHERE org=:org AND person=:person AND status='waiting' AND date BETWEEN :first AND :last"
    for table in ("work_order", "correction", "change_request")
)


def waiting_in(tx: Tx, person: str, month: str) -> int:
    """How many requests about dates of a month nobody has decided on."""
    first, last = bounds(month)
    return len(tx.rows(_WAITING, org=tx.org, person=person, first=first, last=last))
