"""Erasing a person who left: what the law keeps stays until its time, and all else goes at once."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from leima.db.site import date_at, local_date, today, zone
from leima.db.sync_sql import lock_people
from leima.db.tables.people import Person
from leima.db.tables.retention import Erasure
from leima.db.tx import Tx
from leima.features.retention import store
from leima.features.retention.cuts import Cut, cuts, left_on
from leima.features.retention.holds import is_held
from leima.features.retention.kinds import RECORDS, Records
from leima.web.errors import Conflict, NotFound

Refused = Literal["employed", "held", "erased"]
"""Why a person cannot be erased."""
AT_ONCE = ("access", "notices", "sign_in", "transport")
"""The kinds that no law keeps."""


@dataclass(frozen=True)
class Part:
    """A kind of record of one person: how many, and until when they stay; empty for what goes at once."""

    kind: str
    records: int
    until: str


@dataclass(frozen=True)
class Erasing:
    """What an erasure of a person would do, or why there is none: employed, held or erased."""

    person: Person
    refused: Refused | None
    left_on: str
    parts: tuple[Part, ...]

    @property
    def seen(self) -> str:
        """What an admin confirms: a digest of all that it says."""
        told = [self.person.id, self.refused, *((one.kind, one.records, one.until) for one in self.parts)]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    @property
    def name_until(self) -> str:
        """The last date on which something needs the name; empty where nothing does."""
        return max((one.until for one in self.parts), default="")


def erasing(tx: Tx, person: str) -> Erasing:
    """What would go of a person and what would stay. Raises NotFound."""
    row = tx.get(Person, id=person)
    if row is None:
        raise NotFound()
    gone = left_on(tx).get(person, "")
    refused: Refused | None = None if gone else "employed"
    if is_held(tx, person):
        refused = "held"
    if _erasure(tx, person) is not None:
        refused = "erased"
    all_cuts = cuts(tx)
    parts = [_part(tx, cut, person, gone) for cut in all_cuts.values()]
    return Erasing(row, refused, gone, tuple(one for one in parts if one.records))


def _part(tx: Tx, cut: Cut, person: str, left: str) -> Part:
    kind = cut.kind.key
    mine = [one for one in RECORDS if one.kind == kind and one.person]
    counts = {one: store.count_of(tx, one, person) for one in mine}
    if kind in AT_ONCE:
        return Part(kind, sum(counts.values()), "")
    newest = left
    if cut.kind.counted == "year":
        dated = [_newest(tx, one, person) for one, count in counts.items() if count]
        newest = max((date for date in dated if date is not None), default=left)
    return Part(kind, sum(counts.values()), f"{int((newest or today(tx))[:4]) + cut.years}-12-31")


def _newest(tx: Tx, records: Records, person: str) -> str | None:
    if not records.instant:
        return store.newest_date_of(tx, records, person)
    at = store.newest_instant_of(tx, records, person)
    return None if at is None else date_at(at, zone(tx))


def erase(tx: Tx, by: str, person: str, seen: str) -> Erasing:
    """Erases a person as was confirmed. Raises NotFound, and Conflict: employed, held, erased, or changed since."""
    lock_people(tx, [person])
    asked = erasing(tx, person)
    if asked.refused:
        raise Conflict(f"erasure_{asked.refused}")
    if asked.seen != seen:
        raise Conflict("retention_changed")
    gone: Counter[str] = Counter()
    units = store.teams_ever(tx, person)
    for one in RECORDS:
        if one.kind in AT_ONCE and one.person:
            gone[one.kind] += store.drop_all_of(tx, one, person, units)
    gone["words"] += store.hidden_words(tx, person, units)
    gone["person"] += store.drop_values_about(tx, person)
    store.forget(tx, person, name=not asked.name_until)
    counts = {"gone": dict(gone), "stays": {one.kind: [one.records, one.until] for one in asked.parts if one.until}}
    tx.run("DELETE FROM erasure WHERE org=:org AND person=:person", org=tx.org, person=person)
    tx.insert(Erasure(org=tx.org, person=person, at=tx.now, who=by, counts=json.dumps(counts)))
    tx.audit("person.erased", "erasure", person, None, {"records": sum(gone.values())})
    return asked


_CAME_BACK = (
    "SELECT COUNT(*) FROM audit_event WHERE org=:org AND entity='person' AND entity_id=:person"
    " AND what='person.activate' AND at >= :since"
)


def _erasure(tx: Tx, person: str) -> Erasure | None:
    """The erasure of a person who has not been let in again since."""
    row = tx.get(Erasure, person=person)
    if row is None or tx.value(int, _CAME_BACK, org=tx.org, person=person, since=row.at):
        return None
    return row


def erased_on(tx: Tx, person: str) -> str:
    """When a person was erased; empty where they were not, or came back."""
    row = _erasure(tx, person)
    return "" if row is None else local_date(tx, row.at)
