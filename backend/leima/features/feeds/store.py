"""Links for calendars: their only writer. The secret itself is kept nowhere."""

import uuid
from typing import NamedTuple

from leima.access.rows import visible_over
from leima.db.site import today
from leima.db.tables.feeds import FeedLink
from leima.db.tx import Tx


class Away(NamedTuple):
    """Time away of somebody whom the reader sees."""

    id: str
    person: str
    name: str
    from_date: str
    until_date: str
    minutes: int | None
    kind: str
    version: int


def links(tx: Tx, person: str) -> list[FeedLink]:
    """Somebody's links, oldest first."""
    sql = "SELECT * FROM feed_link WHERE org=:org AND person=:person ORDER BY created_at, id"
    return tx.rows(FeedLink, sql, org=tx.org, person=person)


def by_hash(tx: Tx, hash: str) -> FeedLink | None:
    """The link whose secret has this hash, of any organisation."""
    return tx.one(FeedLink, "SELECT * FROM feed_link WHERE hash=:hash", hash=hash)


def add(tx: Tx, person: str, hash: str, name: str, *, kinds: bool, team: bool) -> FeedLink:
    """Stores a new link."""
    row = FeedLink(
        org=tx.org, id=str(uuid.uuid4()), person=person, hash=hash, name=name, kinds=kinds, team=team, created_at=tx.now
    )
    tx.insert(row)
    tx.audit("feed.made", "person", person, None, {"kinds": kinds, "team": team})
    return row


def remove(tx: Tx, person: str, id: str) -> bool:
    """Ends somebody's own link. Returns whether there was one."""
    sql = "DELETE FROM feed_link WHERE org=:org AND id=:id AND person=:person"
    if not tx.met(sql, org=tx.org, id=id, person=person):
        return False
    tx.audit("feed.ended", "person", person, None, None)
    return True


def has_been_read(tx: Tx, link: FeedLink) -> None:
    """Notes the date on which a link was last read."""
    tx.run("UPDATE feed_link SET used_on=:on WHERE org=:org AND id=:id", on=today(tx), org=link.org, id=link.id)


def away(tx: Tx, first: str, last: str) -> list[Away]:
    """Time away between two dates of the people whom the actor sees on them, the actor among them."""
    where, params = visible_over(tx, "t.person", "t.from_date", "t.until_date")
    sql = (
        "SELECT t.id, t.person, p.name, t.from_date, t.until_date, t.minutes, t.kind, t.version FROM absence t"
        " JOIN person p ON p.org=t.org AND p.id=t.person AND p.active WHERE t.org=:org AND NOT t.deleted"
        f" AND t.from_date <= :last AND t.until_date >= :first AND {where} ORDER BY t.from_date, t.id"
    )
    return tx.rows(Away, sql, **params, org=tx.org, first=first, last=last)
