"""The audit chain: each event is sealed with the seal of the one before it, so that a cut shows.

The old and new values of an event may go, and the chain still holds: they are sealed as salted hashes, which stay. A
removal is told by an event of its own, with a digest of all that the events have left (decision 40).
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import uuid4

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
    "INSERT INTO audit_event (org, n, at, who, what, entity, entity_id, old, new, person, seal, salt)"
    " VALUES (:org, :n, :at, :who, :what, :entity, :entity_id, :old, :new, :person, :seal, :salt)"
)
_REMOVED = "SELECT * FROM audit_event WHERE org=:org AND removal=:removal ORDER BY n"
_REMOVAL = "SELECT new FROM audit_event WHERE org=:org AND entity=:entity AND entity_id=:removal AND what=:what"
_REMOVE = "UPDATE audit_event SET old=NULL, new=NULL, salt=NULL, kept=:kept, removal=:removal WHERE org=:org AND n=:n"
REMOVED = "audit.redacted"
"""What the event is called that tells of removed values. Its own are never removed."""


class _End(NamedTuple):
    n: int
    seal: str


def seal_of(before: str, n: int, org: str, event: Event, person: str | None) -> str:
    """Returns the seal of an event of an older version, which covers its values themselves: SHA-256, hex."""
    return _digest([before, n, org, *vars(event).values(), person])


def salted_seal_of(
    before: str, n: int, org: str, event: Event, person: str | None, values: Sequence[str | None]
) -> str:
    """Returns the seal of an organisation's n-th event after the one that `before` seals: SHA-256, hex.

    It covers every column of the row but itself; the old and new value as the salted hashes in `values`.
    """
    told = [event.at, event.who, event.what, event.entity, event.entity_id]
    return _digest([2, before, n, org, *told, *values, person])


def hidden(event: Event, salt: str) -> list[str | None]:
    """The old and the new value as they are sealed: nobody can guess them without the salt."""
    named = (("old", event.old), ("new", event.new))
    return [None if text is None else _digest([salt, name, text]) for name, text in named]


def _digest(value: object) -> str:
    return hashlib.sha256(_AS_TEXT(value).encode()).hexdigest()


def write_events(tx: Tx) -> None:
    """Numbers, seals and writes the events of a unit of work. The caller holds the organisation's counter."""
    if not tx.audits:
        return
    n, seal = tx.one(_End, _HEAD, org=tx.org) or (0, "")
    owners = {change.id: change.owner for change in tx.changes if change.owner and change.owner != "*"}
    rows = []
    for event in tx.audits:
        person, salt = whose(event, owners), secrets.token_hex(16)
        n, seal = n + 1, salted_seal_of(seal, n + 1, tx.org, event, person, hidden(event, salt))
        rows.append({"org": tx.org, "n": n, **vars(event), "person": person, "seal": seal, "salt": salt})
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
    told: dict[str, bool] = {}
    for first in range(1, last + 1, _AT_A_TIME):
        found += breaks(tx, first, min(last, first + _AT_A_TIME - 1), told)
    return last, found + ([] if has_whole_end(tx) else [last + 1])


def breaks(tx: Tx, first: int, last: int, told: dict[str, bool] | None = None) -> list[int]:
    """The numbers from `first` to `last` where the chain does not hold: a cut, or an event that was altered.

    `told` keeps which removals of values are as their events tell.
    """
    sql = "SELECT * FROM audit_event WHERE org=:org AND n BETWEEN :first AND :last ORDER BY n"
    rows = tx.rows(AuditEvent, sql, org=tx.org, first=first - 1, last=last)
    seals = {row.n: row.seal for row in rows} | {0: ""}
    stored = {row.n: row for row in rows}
    known = {} if told is None else told
    found = []
    for n in range(first, last + 1):
        row, before = stored.get(n), seals.get(n - 1)
        if row is None or before is None or not _holds(tx, row, before, known):
            found.append(n)
    return found


def _holds(tx: Tx, row: AuditEvent, before: str, told: dict[str, bool]) -> bool:
    """Whether an event is what was sealed, or what an event that removed its values has left."""
    event = _event(row)
    if row.kept is None and row.removal is None:
        if row.salt is None:
            return row.seal == seal_of(before, row.n, row.org, event, row.person)
        return row.seal == salted_seal_of(before, row.n, row.org, event, row.person, hidden(event, row.salt))
    if row.old is not None or row.new is not None or row.kept is None or row.removal is None:
        return False
    if row.removal not in told:
        told[row.removal] = _is_told(tx, row.removal)
    values = json.loads(row.kept)
    if not values:
        return told[row.removal]
    sealed = salted_seal_of(before, row.n, row.org, event, row.person, [values["old"], values["new"]])
    return told[row.removal] and row.seal == sealed


def _is_told(tx: Tx, removal: str) -> bool:
    """Whether the events of a removal are as the event tells that removed their values."""
    text = tx.value(str, _REMOVAL, org=tx.org, entity="audit", removal=removal, what=REMOVED)
    return text is not None and json.loads(text)["digest"] == _left(tx, removal)


def _left(tx: Tx, removal: str) -> str:
    """A digest of all that a removal has left of its events."""
    digest = hashlib.sha256()
    for row in tx.rows(AuditEvent, _REMOVED, org=tx.org, removal=removal):
        event = (row.at, row.who, row.what, row.entity, row.entity_id)
        digest.update(_AS_TEXT([row.n, row.seal, row.kept, *event, row.person]).encode())
    return digest.hexdigest()


def remove_values(tx: Tx, rows: Sequence[AuditEvent]) -> int:
    """Removes the old and new values of events; who did what, and when, stays. Returns of how many."""
    going = [row for row in rows if (row.old is not None or row.new is not None) and row.what != REMOVED]
    if not going:
        return 0
    removal = str(uuid4())
    tx.many(_REMOVE, [{"org": tx.org, "n": row.n, "kept": _sealed_as(row), "removal": removal} for row in going])
    tx.audit(REMOVED, "audit", removal, None, {"events": len(going), "digest": _left(tx, removal)})
    return len(going)


def _sealed_as(row: AuditEvent) -> str:
    if row.salt is None:
        return "{}"
    old, new = hidden(_event(row), row.salt)
    return _AS_TEXT({"old": old, "new": new})


def _event(row: AuditEvent) -> Event:
    return Event(row.at, row.who, row.what, row.entity, row.entity_id, row.old, row.new)
