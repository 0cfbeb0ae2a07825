"""Acts on the ledger: all legs of an act are posted and undone together, and a repeated call changes nothing.

Floors and rights are the caller's to check. Amounts are minutes, hundredths of a day or cents, as the account is kept.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from leima.db.site import today
from leima.db.tables.ledger import Act
from leima.db.tx import Tx
from leima.features.ledger import store
from leima.features.ledger.notices import LineMessage, Posted, PostingUndone
from leima.features.months import corrections
from leima.features.months.store import is_closed, refuse_if_closed
from leima.features.notices.store import tell
from leima.rules.zone import next_date
from leima.web.errors import Conflict, NotFound

TOLD_APART = frozenset({"kiky_leaver", "saving"})
"""Kinds whose own room tells the person."""


@dataclass(frozen=True)
class Leg:
    """One account's part of an act. `year` is 0 for accounts that are not kept by the year."""

    account: str
    year: int
    amount: int
    pays: bool = False
    corrects: str | None = None
    """The day or posting that it corrects: `person:date`, or a posting's id."""


@dataclass(frozen=True)
class NewAct:
    """A deed to be done. `id` is the caller's own; `person` is None for the cover of many (`bulk` of its parts)."""

    id: str
    kind: str
    person: str | None
    date: str
    why: str
    legs: Sequence[Leg] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    bulk: str | None = None
    source: str = ""
    """Who or what it comes from where that matters: `hand` for an opening in place of the automatic one."""


def leg_id(tx: Tx, act: str, n: int, undone: bool = False) -> str:
    """The id of an act's n-th posting, or of the one that undoes it."""
    return str(uuid5(NAMESPACE_URL, f"leima:{tx.org}:act:{act}:{'undo' if undone else 'leg'}:{n}"))


def act(tx: Tx, id: str) -> Act | None:
    """The stored act of an id."""
    return tx.get(Act, id=id)


def standing(tx: Tx, person: str, kind: str) -> list[str]:
    """What each act of a kind remembers (`more`, JSON), of those of a person that nobody has undone."""
    sql = "SELECT more FROM act WHERE org=:org AND person=:person AND kind=:kind AND undone_at IS NULL"
    return tx.values(str, sql, org=tx.org, person=person, kind=kind)


def do(tx: Tx, new: NewAct) -> str:
    """Posts every leg of an act and returns the act's id. The same act again changes nothing.

    Raises Conflict `act_reused` when the id stands with other content, PeriodClosed when its month is.
    """
    before = act(tx, new.id)
    if before is not None:
        if not same(tx, before, new):
            raise Conflict("act_reused")
        return new.id
    if new.person is not None:
        refuse_if_closed(tx, new.person, new.date)
    more = json.dumps(new.more, ensure_ascii=False, sort_keys=True)
    store.add_act(tx, id=new.id, person=new.person, bulk=new.bulk, kind=new.kind, date=new.date, why=new.why, more=more)
    for n, leg in enumerate(new.legs):
        _post(tx, new, n, leg)
    tx.audit("act.made", "act", new.id, None, _audited(new))
    if new.legs and new.kind not in TOLD_APART:
        _tell(tx, new.person, Posted, new.date, new.why)
    return new.id


def _tell(tx: Tx, person: str | None, kind: type[LineMessage], date: str, why: str) -> None:
    """Somebody else's deed is told to the person, without amounts: those are in the balance's explanation."""
    if person is not None and tx.actor is not None and tx.actor.person != person:
        tell(tx, person, kind(date, why, tx.actor.name))


def _post(tx: Tx, new: NewAct, n: int, leg: Leg) -> None:
    if new.person is None:
        raise ValueError("an act with legs names its person")
    line = store.NewPosting(new.person, leg.account, leg.year, new.date, new.kind, leg.amount, new.why)
    line = store.replaced(line, pays=leg.pays, act=new.id, corrects=leg.corrects, source=new.source)
    store.post(tx, line, leg_id(tx, new.id, n))


def _audited(new: NewAct) -> dict[str, Any]:
    return {**asdict(new), "legs": [asdict(leg) for leg in new.legs], "more": dict(new.more)}


def same(tx: Tx, stored: Act, new: NewAct) -> bool:
    """Whether a stored act holds exactly what is asked for."""
    said = (new.person, new.bulk, new.kind, new.date, new.why)
    if said != (stored.person, stored.bulk, stored.kind, stored.date, stored.why):
        return False
    if json.loads(stored.more) != json.loads(json.dumps(new.more)):
        return False
    return tuple(new.legs) == legs_of(tx, stored.id)


def legs_of(tx: Tx, id: str) -> tuple[Leg, ...]:
    """The legs of an act as they were made, in order; what undid them is not among them."""
    by_id = {row.id: row for row in store.act_postings(tx, id)}
    found, n = [], 0
    while (row := by_id.get(leg_id(tx, id, n))) is not None:
        found.append(Leg(row.account, row.year, row.amount, row.pays, row.corrects))
        n += 1
    return tuple(found)


def undo(tx: Tx, id: str) -> None:
    """Posts the opposite of every leg and marks the act undone; the parts of a bulk act with it. Twice is once.

    The opposite carries the act's own date while that month is open, else the first date that is open from today on.
    Raises NotFound for an unknown act.
    """
    row = act(tx, id)
    if row is None:
        raise NotFound()
    if row.undone_at is not None:
        return
    for part in store.acts_of_bulk(tx, id):
        undo(tx, part.id)
    if row.person is not None:
        _undo_legs(tx, row, row.person)
        _tell(tx, row.person, PostingUndone, row.date, row.why)
    store.mark_undone(tx, id)
    tx.audit("act.undone", "act", id, {"undone": False}, {"undone": True, "kind": row.kind, "person": row.person})


def _undo_legs(tx: Tx, row: Act, person: str) -> None:
    date = open_date(tx, person, row.date)
    corrections.undo(tx, row.id, date)
    for n, leg in enumerate(legs_of(tx, row.id)):
        line = store.NewPosting(person, leg.account, leg.year, date, row.kind, -leg.amount, row.why)
        line = store.replaced(line, pays=leg.pays, act=row.id, corrects=leg_id(tx, row.id, n))
        store.post(tx, line, leg_id(tx, row.id, n, undone=True))


def open_date(tx: Tx, person: str, date: str) -> str:
    """The date itself while its month is open; else today, or the first day after it whose month is open."""
    if not is_closed(tx, person, date):
        return date
    date = today(tx)
    while is_closed(tx, person, date):
        date = next_date(f"{date[:7]}-28", 4)[:8] + "01"
    return date
