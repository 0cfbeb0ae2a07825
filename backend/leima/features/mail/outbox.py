"""Letters that still have to go: rows that are written with their notice, and taken away when they have gone."""

from typing import NamedTuple

from leima.db.tx import Tx
from leima.features.push.topics import topic_of

KEPT_FOR = 3 * 86_400_000
"""Milliseconds for which a letter is tried; its notice stays in the inbox."""

_ADD = (
    "INSERT INTO mail_outbox (org, id, person, at, due_at, expires_at, tries)"
    " SELECT c.org, :notice, c.person, :now, :now, :until, 0 FROM mail_choice c"
    " JOIN person p ON p.org=c.org AND p.id=c.person"
    " WHERE c.org=:org AND c.person=:person AND c.topics LIKE '%\"' || :topic || '\"%'"
    " AND NOT EXISTS (SELECT 1 FROM mail_address a"
    " WHERE a.org=c.org AND a.person=c.person AND a.address=p.email AND a.stopped_at IS NOT NULL)"
)


def add(tx: Tx, person: str, notice: str, kind: str) -> None:
    """A notice goes by e-mail to a person who has chosen its topic and whose address takes letters."""
    told = {"org": tx.org, "person": person, "notice": notice, "topic": topic_of(kind)}
    tx.run(_ADD, **told, now=tx.now, until=tx.now + KEPT_FOR)


class Due(NamedTuple):
    """A letter that is due, with what it takes to write it. `idle` when its notice has been read or withdrawn."""

    org: str
    id: str
    person: str
    email: str
    lang: str
    at: int
    tries: int
    zone: str
    quiet_from: str | None
    quiet_until: str | None
    idle: int


_DUE = (
    "SELECT m.org, m.id, m.person, p.email, p.lang, m.at, m.tries, o.zone, c.quiet_from, c.quiet_until,"
    " CASE WHEN n.read_at IS NOT NULL OR n.deleted THEN 1 ELSE 0 END AS idle FROM mail_outbox m"
    " JOIN person p ON p.org=m.org AND p.id=m.person AND p.active=:yes JOIN organisation o ON o.id=m.org"
    " JOIN notice n ON n.org=m.org AND n.id=m.id"
    " LEFT JOIN push_choice c ON c.org=m.org AND c.person=m.person"
    " WHERE m.due_at <= :now AND m.expires_at > :now ORDER BY m.due_at, m.at, m.id LIMIT :most"
)


def due(tx: Tx, most: int) -> list[Due]:
    """Letters of all organisations that are due, the longest waiting first."""
    return tx.rows(Due, _DUE, now=tx.now, yes=True, most=most)


def postpone(tx: Tx, one: Due, until: int, *, tried: bool) -> None:
    """No letter of the same person is due before an instant (epoch ms)."""
    sql = (
        "UPDATE mail_outbox SET due_at=:until, tries=tries+:tried WHERE org=:org AND person=:person AND due_at < :until"
    )
    tx.run(sql, org=one.org, person=one.person, until=until, tried=int(tried))


def done(tx: Tx, org: str, id: str) -> None:
    """The letter has gone, or is not to."""
    tx.run("DELETE FROM mail_outbox WHERE org=:org AND id=:id", org=org, id=id)


def drop_of_person(tx: Tx, org: str, person: str) -> None:
    """No letter of a person is to go any more."""
    tx.run("DELETE FROM mail_outbox WHERE org=:org AND person=:person", org=org, person=person)


_OLD = (
    "expires_at <= :now OR NOT EXISTS (SELECT 1 FROM person p"
    " WHERE p.org=mail_outbox.org AND p.id=mail_outbox.person AND p.active=:yes)"
)


def has_old(tx: Tx) -> bool:
    """Whether `forget_old` has anything to do."""
    return tx.value(int, f"SELECT 1 FROM mail_outbox WHERE {_OLD} LIMIT 1", now=tx.now, yes=True) is not None


def forget_old(tx: Tx) -> int:
    """Drops letters whose time is over, and those of people who have left. Returns how many."""
    return tx.met(f"DELETE FROM mail_outbox WHERE {_OLD}", now=tx.now, yes=True)
