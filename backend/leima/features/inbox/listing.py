"""All that waits for somebody's word, as one list."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from leima.db.actor import Actor
from leima.db.site import instant, zone
from leima.db.tx import Tx
from leima.db.waiting import Waiting, Waits, waiting_for
from leima.features.inbox.answers import Inbox, InboxItem
from leima.rules.zone import near_instant, next_date
from leima.web.words import say, words

_MINUTE = 60_000


class _Named(NamedTuple):
    id: str
    name: str


class _Newest(NamedTuple):
    entity: str
    entity_id: str
    at: int


def inbox(tx: Tx, actor: Actor, kinds: Iterable[Waiting[Any]]) -> Inbox:
    """Returns what waits for the actor, whatever room it comes from."""
    waits = waiting_for(tx, actor, kinds)
    names, newest = _names(tx, waits), _newest(tx, waits)
    items = [
        InboxItem(
            kind=one.kind,
            id=one.about.id,
            person=one.about.person,
            name=names.get(one.about.person, ""),
            title=_title(actor.lang, one),
            since=instant(newest.get((one.kind, one.about.id)) or _when_over(tx, one.about.date)),
            date=one.about.date,
            version=one.about.version,
            what=one.about.what,
            decided_by=list(one.decided_by),
            totals=dict(one.totals),
        )
        for one in waits
    ]
    return Inbox(instant(tx.now), items)


def _title(lang: str, one: Waits) -> str:
    """What it is, with its date; in more words where there are some for what waits under the kind."""
    keys = (f"inbox.{one.kind}.{one.about.what}", f"inbox.{one.kind}")
    key = next((key for key in keys if key in words(lang)), keys[1])
    return say(lang, key, {"date": one.about.date})


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


def _when_over(tx: Tx, date: str) -> int:
    """The end of a date, epoch ms, or now when it is not over."""
    return min(tx.now, near_instant(zone(tx), next_date(date)) * _MINUTE)
