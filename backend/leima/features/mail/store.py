"""What people have chosen of e-mail, and how their addresses take it: their only writer."""

import json
from typing import NamedTuple

from leima.db.tables.mail import MailAddress, MailChoice
from leima.db.tx import Tx
from leima.features.mail import outbox

TRIES = 3
"""Refusals in a row after which an address gets nothing more."""


class State(NamedTuple):
    """What a person has chosen, their address, and how it takes letters; instants are epoch ms."""

    topics: list[str]
    address: str
    sent_at: int | None
    failing_since: int | None
    stopped_at: int | None


def state(tx: Tx, person: str) -> State:
    """How it is with a person's e-mail."""
    chosen = tx.get(MailChoice, person=person)
    address = tx.value(str, "SELECT email FROM person WHERE org=:org AND id=:id", org=tx.org, id=person) or ""
    known = tx.get(MailAddress, person=person)
    topics = json.loads(chosen.topics) if chosen else []
    if known is None or known.address != address:
        return State(topics, address, None, None, None)
    return State(topics, address, known.sent_at, known.failing_since, known.stopped_at)


def choose(tx: Tx, person: str, topics: list[str]) -> None:
    """Keeps the topics that a person wants by e-mail; an address that was given up is tried again."""
    before = tx.get(MailChoice, person=person)
    told = json.dumps(sorted(set(topics)))
    sql = (
        "INSERT INTO mail_choice (org, person, topics) VALUES (:org, :person, :topics)"
        " ON CONFLICT (org, person) DO UPDATE SET topics=excluded.topics"
    )
    tx.run(sql, org=tx.org, person=person, topics=told)
    tx.run("DELETE FROM mail_address WHERE org=:org AND person=:person", org=tx.org, person=person)
    if not topics:
        outbox.drop_of_person(tx, tx.org, person)
    old = before.topics if before else "[]"
    if old != told:
        tx.audit("mail.chosen", "person", person, {"topics": old}, {"topics": told})


_BEGUN = (
    "INSERT INTO mail_address (org, person, address, refused, failing_since, stopped_at, sent_at)"
    " VALUES (:org, :person, :address, 0, NULL, NULL, NULL) ON CONFLICT (org, person) DO UPDATE SET"
    " refused = CASE WHEN mail_address.address = excluded.address THEN mail_address.refused ELSE 0 END,"
    " failing_since = CASE WHEN mail_address.address = excluded.address THEN mail_address.failing_since END,"
    " stopped_at = CASE WHEN mail_address.address = excluded.address THEN mail_address.stopped_at END,"
    " sent_at = CASE WHEN mail_address.address = excluded.address THEN mail_address.sent_at END,"
    " address = excluded.address"
)


def _known(tx: Tx, org: str, person: str, address: str) -> None:
    tx.run(_BEGUN, org=org, person=person, address=address)


def has_taken(tx: Tx, org: str, person: str, address: str) -> None:
    """The mail server has taken a letter to an address."""
    _known(tx, org, person, address)
    sql = (
        "UPDATE mail_address SET refused=0, failing_since=NULL, stopped_at=NULL, sent_at=:now"
        " WHERE org=:org AND person=:person"
    )
    tx.run(sql, org=org, person=person, now=tx.now)


def has_failed(tx: Tx, org: str, person: str, address: str, *, refused: bool) -> None:
    """A letter did not go. An address that was refused too often gets nothing more; what waits for it is dropped."""
    _known(tx, org, person, address)
    sql = (
        "UPDATE mail_address SET refused=refused+:more, failing_since=COALESCE(failing_since, :now),"
        " stopped_at=CASE WHEN refused+:more >= :most THEN COALESCE(stopped_at, :now) ELSE stopped_at END"
        " WHERE org=:org AND person=:person"
    )
    tx.run(sql, org=org, person=person, now=tx.now, more=int(refused), most=TRIES)
    stopped = "SELECT stopped_at FROM mail_address WHERE org=:org AND person=:person"
    if tx.value(int, stopped, org=org, person=person) is not None:
        outbox.drop_of_person(tx, org, person)
