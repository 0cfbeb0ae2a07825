"""All that waits for somebody's word, as one list."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from leima.db.actor import Actor
from leima.db.site import instant, local_date, zone
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.db.waiting import Waiting, Waits, waiting_for
from leima.features.certificates import store as certificates
from leima.features.inbox import store
from leima.features.inbox.answers import Inbox, InboxItem, ProposedOut
from leima.features.inbox.next_up import next_up
from leima.features.leave.store import supervisors
from leima.rules.zone import near_instant, next_date
from leima.web.words import say, words

_MINUTE = 60_000
_NEVER = 1 << 60
Kinds = Iterable[Waiting[Any]]


class _Named(NamedTuple):
    id: str
    name: str


class _Newest(NamedTuple):
    entity: str
    entity_id: str
    at: int


class Dated(NamedTuple):
    """What waits, since when, and when it has to be decided; epoch ms, None where no time is set."""

    waits: Waits
    since: int
    due: int | None


def inbox(tx: Tx, actor: Actor, kinds: Sequence[Waiting[Any]]) -> Inbox:
    """Returns what waits for the actor, whatever room it comes from, and what came up to them."""
    waits = waiting_for(tx, actor, kinds)
    own = {(one.kind, one.about.id) for one in waits}
    up = [one for one in _came_up(tx, actor, kinds) if (one.kind, one.about.id) not in own]
    waits += up
    names, higher = _names(tx, waits), {(one.kind, one.about.id) for one in up}
    pages = certificates.pages_of(tx, [id for kind, id in own if kind == "leave"])
    items = [
        InboxItem(
            kind=one.kind,
            id=one.about.id,
            person=one.about.person,
            name=names.get(one.about.person, ""),
            title=title_of(actor.lang, one.kind, one.about.what, one.about.date),
            since=instant(since),
            date=one.about.date,
            version=one.about.version,
            what=one.about.what,
            decided_by=list(one.decided_by),
            totals=dict(one.totals),
            certificate=pages.get(one.about.id, 0) if one.kind == "leave" else 0,
            due_at=None if due is None else instant(due),
            proposed=_proposed(one),
            waits_for=_waits_for(tx, one) if (one.kind, one.about.id) in higher else None,
        )
        for one, since, due in dated(tx, waits, kinds)
    ]
    return Inbox(instant(tx.now), items)


def dated(tx: Tx, waits: Sequence[Waits], kinds: Kinds) -> list[Dated]:
    """What waits with its dates, what is due first, then the oldest date. What is about a date that is not over has no
    time yet, unless somebody has said something of it."""
    days, newest = store.days(tx), _newest(tx, waits)
    limited = {kind.kind: kind.timed for kind in kinds if kind.find is not None} if days else {}
    found = []
    for one in waits:
        said, over = newest.get((one.kind, one.about.id)), _end_of(tx, one.about.date)
        since = said or min(tx.now, over)
        timed = one.kind in limited and limited[one.kind](one.about) and (said is not None or over <= tx.now)
        found.append(Dated(one, since, _end_of(tx, next_date(local_date(tx, since), days)) if timed else None))
    return sorted(found, key=lambda one: (one.due or _NEVER, one.waits.about.date, one.waits.kind, one.waits.about.id))


def _came_up(tx: Tx, actor: Actor, kinds: Kinds) -> list[Waits]:
    """What the actor was told of and still waits, without what it amounts to, as long as they are the next one up. It
    is not theirs to decide."""
    by_name: Mapping[str, Waiting[Any]] = {kind.kind: kind for kind in kinds}
    rows, found = store.came_up_to(tx, actor.person), []
    of = {person for person in {row.person for row in rows} if actor.person in next_up(tx, person)}
    for row in rows:
        if row.person not in of:
            continue
        kind = by_name.get(row.kind)
        stands = kind.find(tx, row.entity_id) if kind is not None and kind.find is not None else None
        if kind is not None and stands is not None:
            found.append(Waits(kind.kind, (), kind.about(stands), {}))
    return found


def _proposed(one: Waits) -> ProposedOut | None:
    return None if one.about.proposed is None else ProposedOut(*one.about.proposed)


def _waits_for(tx: Tx, one: Waits) -> str:
    return ", ".join(sorted(person_name(tx, who) or "" for who in supervisors(tx, one.about.person)))


@lru_cache(maxsize=4096)
def title_of(lang: str, kind: str, what: str, date: str) -> str:
    """What it is, with its date; in more words where there are some for what waits under the kind."""
    keys = (f"inbox.{kind}.{what}", f"inbox.{kind}")
    key = next((key for key in keys if key in words(lang)), keys[1])
    return say(lang, key, {"date": date})


def _names(tx: Tx, waits: Sequence[Waits]) -> dict[str, str]:
    ids = sorted({one.about.person for one in waits})
    sql = "SELECT id, name FROM person WHERE org=:org AND id IN :ids"
    return dict(tx.rows(_Named, sql, org=tx.org, ids=ids)) if ids else {}


def _newest(tx: Tx, waits: Sequence[Waits]) -> dict[tuple[str, str], int]:
    """When the newest word on each was said, epoch ms: it waits since then. What nobody has said is not there."""
    if not waits:
        return {}
    sql = (
        "SELECT entity, entity_id, MAX(at) AS at FROM audit_event"
        " WHERE org=:org AND entity IN :kinds AND entity_id IN :ids GROUP BY entity, entity_id"
    )
    kinds, ids = sorted({one.kind for one in waits}), [one.about.id for one in waits]
    rows = tx.rows(_Newest, sql, org=tx.org, kinds=kinds, ids=ids)
    return {(row.entity, row.entity_id): row.at for row in rows}


def _end_of(tx: Tx, date: str) -> int:
    return near_instant(zone(tx), next_date(date)) * _MINUTE
