"""The audit chain: each event is sealed with the seal of the one before it, so that a cut shows."""

import hashlib
import json
from collections.abc import Mapping
from typing import NamedTuple

from leima.db.tables.people import AuditEvent, AuditHead
from leima.db.tx import Event, Tx

_AS_TEXT = json.JSONEncoder(ensure_ascii=False).encode
_HEAD = "SELECT n, seal FROM audit_head WHERE org=:org"
_MOVE_HEAD = (
    "INSERT INTO audit_head (org, n, seal) VALUES (:org, :n, :seal)"
    " ON CONFLICT (org) DO UPDATE SET n=excluded.n, seal=excluded.seal"
)
_AT_A_TIME = 5_000
_LAST = "SELECT n, seal FROM audit_event WHERE org=:org ORDER BY n DESC LIMIT 1"
_ADD = (
    "INSERT INTO audit_event (org, n, at, who, what, entity, entity_id, old, new, person, seal)"
    " VALUES (:org, :n, :at, :who, :what, :entity, :entity_id, :old, :new, :person, :seal)"
)


class _End(NamedTuple):
    n: int
    seal: str


def seal_of(before: str, n: int, org: str, event: Event, person: str | None) -> str:
    """Returns the seal of an organisation's n-th event after the one that `before` seals: SHA-256, hex.

    It covers every column of the row but itself.
    """
    sealed = [before, n, org, *vars(event).values(), person]
    return hashlib.sha256(_AS_TEXT(sealed).encode()).hexdigest()


def write_events(tx: Tx) -> None:
    """Numbers, seals and writes the events of a unit of work. The caller holds the organisation's counter."""
    if not tx.audits:
        return
    n, seal = tx.one(_End, _HEAD, org=tx.org) or (0, "")
    owners = {change.id: change.owner for change in tx.changes if change.owner and change.owner != "*"}
    rows = []
    for event in tx.audits:
        person = whose(event, owners)
        n, seal = n + 1, seal_of(seal, n + 1, tx.org, event, person)
        rows.append({"org": tx.org, "n": n, **vars(event), "person": person, "seal": seal})
    tx.many(_ADD, rows)
    tx.run(_MOVE_HEAD, org=tx.org, n=n, seal=seal)


def whose(event: Event, owners: Mapping[str, str]) -> str | None:
    """Whose thing an event is about: the row's owner, the person that it names, or the person that it is."""
    if event.entity == "person":
        return event.entity_id
    if event.entity_id in owners:
        return owners[event.entity_id]
    for text in (event.new, event.old):
        value = json.loads(text) if text else None
        if isinstance(value, dict) and isinstance(value.get("person"), str):
            return str(value["person"])
    return None


def has_whole_end(tx: Tx) -> bool:
    """Whether the last event is the one that the head of the chain names: false when the last ones were cut off."""
    return tx.one(_End, _HEAD, org=tx.org) == tx.one(_End, _LAST, org=tx.org)


def every_break(tx: Tx) -> tuple[int, list[int]]:
    """Returns how many events all organisations have, and the numbers where a chain does not hold.

    The number after the last one stands for events that were cut off the end.
    """
    count = 0
    found: list[int] = []
    for row in tx.rows(AuditHead, "SELECT * FROM audit_head ORDER BY org"):
        tx.org = row.org
        events, broken = every_break_of(tx)
        count, found = count + events, found + broken
    return count, found


def every_break_of(tx: Tx) -> tuple[int, list[int]]:
    """The same of the transaction's organisation alone."""
    last, _ = tx.one(_End, _HEAD, org=tx.org) or (0, "")
    found: list[int] = []
    for first in range(1, last + 1, _AT_A_TIME):
        found += breaks(tx, first, min(last, first + _AT_A_TIME - 1))
    return last, found + ([] if has_whole_end(tx) else [last + 1])


def breaks(tx: Tx, first: int, last: int) -> list[int]:
    """The numbers from `first` to `last` where the chain does not hold: a cut, or an event that was altered."""
    sql = "SELECT * FROM audit_event WHERE org=:org AND n BETWEEN :first AND :last ORDER BY n"
    rows = tx.rows(AuditEvent, sql, org=tx.org, first=first - 1, last=last)
    seals = {row.n: row.seal for row in rows} | {0: ""}
    stored = {row.n: row for row in rows}
    found = []
    for n in range(first, last + 1):
        row, before = stored.get(n), seals.get(n - 1)
        if row is None or before is None or row.seal != seal_of(before, n, tx.org, _event(row), row.person):
            found.append(n)
    return found


def _event(row: AuditEvent) -> Event:
    return Event(row.at, row.who, row.what, row.entity, row.entity_id, row.old, row.new)
