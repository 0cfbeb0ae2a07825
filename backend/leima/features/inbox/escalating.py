"""What nobody has decided in time comes up, once, to the next one."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from leima.db.actor import Actor
from leima.db.database import Database
from leima.db.jobs import Job
from leima.db.site import today, zone
from leima.db.tables.inbox import Escalation
from leima.db.tx import Tx
from leima.db.waiting import Waiting, waiting_for
from leima.features.inbox import store
from leima.features.inbox.listing import dated
from leima.features.inbox.next_up import next_up
from leima.features.inbox.notices import DecisionsOverdue
from leima.features.notices.store import tell
from leima.rules.zone import near_instant

Kinds = Sequence[Waiting[Any]]
TOLD_FROM = "08:00"
"""The time of day, by the clock of the site, from which somebody is told: our own choice."""


def overdue(tx: Tx, org: str, kinds: Kinds) -> list[Escalation]:
    """What should have been decided in an organisation. The server asks as payroll would."""
    tx.org = org
    tx.actor = Actor(org, "", "", "fi", "", "", frozenset({"payroll"}), frozenset())
    found = dated(tx, waiting_for(tx, tx.actor, [kind for kind in kinds if kind.find is not None]), kinds)
    return [
        Escalation(
            org=org,
            kind=one.waits.kind,
            entity_id=one.waits.about.id,
            told="",
            person=one.waits.about.person,
            due_at=one.due,
            at=tx.now,
        )
        for one in found
        if one.due is not None and one.due <= tx.now
    ]


def tell_next(tx: Tx, org: str, kinds: Kinds, late: list[Escalation]) -> int:
    """Tells of what is `late` and still waits; returns how often."""
    tx.org = org
    before, find = store.told_of(tx), {kind.kind: kind.find for kind in kinds if kind.find is not None}
    for row in before:
        if row.kind not in find or find[row.kind](tx, row.entity_id) is None:
            store.forget(tx, row.kind, row.entity_id)
    known = {(row.kind, row.entity_id) for row in before}
    counts: Counter[str] = Counter()
    for row in late:
        if (row.kind, row.entity_id) in known or find[row.kind](tx, row.entity_id) is None:
            continue
        for one in next_up(tx, row.person):
            if store.tell_of(tx, row, one):
                counts[one] += 1
    for person, count in sorted(counts.items()):
        tell(tx, person, DecisionsOverdue(count))
    return sum(counts.values())


def _is_day(tx: Tx, org: str) -> bool:
    """Whether it is late enough in the day to tell anybody."""
    tx.org = org
    return near_instant(zone(tx), today(tx), TOLD_FROM) * 60_000 <= tx.now


async def escalate(db: Database, kinds: Kinds) -> int:
    """Tells the next ones up of what is late; returns how often."""
    told = 0
    for row in await db.read(store.limited):
        if not await db.read(partial(_is_day, org=row.org)):
            continue
        late = await db.read(partial(overdue, org=row.org, kinds=kinds))
        told += await db.write(partial(tell_next, org=row.org, kinds=kinds, late=late))
    return told


def escalating(kinds: Kinds) -> Job:
    """Returns the job over everything that may wait."""
    return Job("escalate_decisions", partial(escalate, kinds=kinds), every=3600.0)
