"""Minutes by which days of closed months are corrected in open ones: their only writer.

They stand beside the postings of the same act. Nothing is ever changed or taken away: an undone act gets the opposite.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from leima.db.tables.months import MonthCorrection
from leima.db.tx import Tx

Minutes = dict[str, int]
"""By the keys of the report's columns: worked, target, kiky, classes of pay, supplements, absences."""
_OF_ACT = "SELECT * FROM month_correction WHERE org=:org AND act=:act ORDER BY id"


@dataclass(frozen=True)
class Correction:
    """What one closed date (`corrects`) gets on a date in an open month."""

    person: str
    date: str
    corrects: str
    act: str
    minutes: Minutes
    why: str


def add(tx: Tx, new: Correction, *, undoes: bool = False) -> None:
    """Stores a correction; each act corrects a date once, and its undoing once."""
    own = f"leima:{tx.org}:correction:{new.act}:{new.corrects}:{'undo' if undoes else 'do'}"
    row = MonthCorrection(
        org=tx.org,
        id=str(uuid5(NAMESPACE_URL, own)),
        person=new.person,
        date=new.date,
        corrects=new.corrects,
        act=new.act,
        minutes=json.dumps(new.minutes, sort_keys=True),
        why=new.why,
        who=tx.actor.person if tx.actor else None,
        at=tx.now,
    )
    tx.insert(row)


def undo(tx: Tx, act: str, date: str) -> None:
    """The opposite of all that an act corrected, on a date whose month is open."""
    for row in tx.rows(MonthCorrection, _OF_ACT, org=tx.org, act=act):
        opposite = {name: -minutes for name, minutes in json.loads(row.minutes).items()}
        add(tx, Correction(row.person, date, row.corrects, act, opposite, row.why), undoes=True)


def so_far(tx: Tx, person: str, first: str, last: str) -> dict[str, Minutes]:
    """What the closed dates from `first` to `last` have been corrected by in all, by date."""
    found: dict[str, Counter[str]] = {}
    for row in correcting(tx, person, first, last):
        found.setdefault(row.corrects, Counter()).update(json.loads(row.minutes))
    return {date: dict(minutes) for date, minutes in found.items()}


def correcting(tx: Tx, person: str, first: str, last: str) -> list[MonthCorrection]:
    """The corrections of closed dates from `first` to `last`, both included, oldest first."""
    return tx.rows(
        MonthCorrection,
        "SELECT * FROM month_correction WHERE org=:org AND person=:person AND corrects BETWEEN :first AND :last"
        " ORDER BY at, corrects, id",
        org=tx.org,
        person=person,
        first=first,
        last=last,
    )


def counted(tx: Tx, person: str, first: str, last: str) -> list[MonthCorrection]:
    """The corrections that count on dates from `first` to `last`, both included, in order."""
    return tx.rows(
        MonthCorrection,
        "SELECT * FROM month_correction WHERE org=:org AND person=:person AND date BETWEEN :first AND :last"
        " ORDER BY date, corrects, at, id",
        org=tx.org,
        person=person,
        first=first,
        last=last,
    )


def added_up(rows: list[MonthCorrection]) -> Minutes:
    """Corrections added up."""
    found: Counter[str] = Counter()
    for row in rows:
        found.update(json.loads(row.minutes))
    return {name: minutes for name, minutes in sorted(found.items()) if minutes}


def difference(now: Mapping[str, int], *before: Mapping[str, int]) -> Minutes:
    """By how much `now` differs from what stood, without what is the same."""
    found: Counter[str] = Counter(now)
    for one in before:
        found.subtract(one)
    return {name: minutes for name, minutes in sorted(found.items()) if minutes}
