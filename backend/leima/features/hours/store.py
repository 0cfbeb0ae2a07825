"""Punches, entries and requests for correction: their only writer."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from leima.db.door import units_on, visible
from leima.db.operations import Operation, Rejected
from leima.db.tx import Row, Tx

HOUR = 3_600_000
REACH = 36 * HOUR
"""Milliseconds round a punch in which its neighbours can be its pair."""

_PUNCH = (
    "INSERT INTO punch (org, id, person, kind, at, tz, offset_min, work_type, cost_centre, remote, kiky, note,"
    " estimated, author, device, flags, superseded_by, received_at, op_id, version)"
    " VALUES (:org, :id, :person, :kind, :at, :tz, :offset_min, :work_type, :cost_centre, :remote, :kiky, :note,"
    " :estimated, :author, :device, :flags, :superseded_by, :received_at, :op_id, 1)"
    " ON CONFLICT (org, id) DO NOTHING"
)
_ENTRY = (
    "INSERT INTO entry (org, id, person, start_at, end_at, work_type, cost_centre, remote, kiky, note, source,"
    " opening_punch, overrides, override_versions, deleted, unpaired, version)"
    " VALUES (:org, :id, :person, :start_at, :end_at, :work_type, :cost_centre, :remote, :kiky, :note, :source,"
    " :opening_punch, :overrides, :override_versions, :deleted, :unpaired, 1)"
)
_ROUND = (
    "SELECT id, kind, at, device, author, estimated FROM punch WHERE org=:org AND person=:person AND at >= :low"
    " AND at <= :high AND superseded_by IS NULL ORDER BY at, id"
)
_NEAR = (
    "SELECT at, kind FROM punch WHERE org=:org AND person=:person AND at >= :low AND at <= :high"
    " AND superseded_by IS NULL ORDER BY at, id"
)


def punches_round(tx: Tx, person: str, at: int) -> list[Row]:
    """The punches that count, round an instant (epoch ms), with what pairing reads of them, in order."""
    return tx.rows(_ROUND, org=tx.org, person=person, low=at - REACH, high=at + 2 * REACH)


def near(tx: Tx, person: str, at: int) -> list[Row]:
    """The punches that count, round an instant (epoch ms), in order: those that may be pairs of a punch there."""
    return tx.rows(_NEAR, org=tx.org, person=person, low=at - REACH, high=at + REACH)


def add_punch(tx: Tx, op: Operation, author: str, flags: Sequence[str], superseded_by: str | None = None) -> None:
    """Stores a punch; it is never edited afterwards. `superseded_by` keeps it from counting until it is lifted.

    Raises Rejected `entity_exists` when the id is taken.
    """
    body = op.body
    added = tx.run(
        _PUNCH,
        **{"org": tx.org, "id": op.entity_id, "person": op.subject, "kind": body.kind, "at": op.counts_at},
        **{"tz": op.tz, "offset_min": op.offset_min, "work_type": body.work_type, "cost_centre": body.cost_centre},
        **{"remote": body.remote, "kiky": body.kiky, "note": body.note, "estimated": body.estimated_confirmed},
        **{"author": author, "device": op.device, "flags": json.dumps(list(flags))},
        **{"received_at": op.received_at, "op_id": op.op_id, "superseded_by": superseded_by},
    )
    if not added:
        raise Rejected("entity_exists")
    tx.changed("punch", op.entity_id, owner=op.subject, version=1)


def punches(tx: Tx, ids: Sequence[str]) -> list[Row]:
    """The punches with these ids, whoever's they are."""
    return tx.rows("SELECT * FROM punch WHERE org=:org AND id IN :ids", org=tx.org, ids=list(ids))


def supersede(tx: Tx, punch: Row, by: str | None) -> None:
    """`by` counts instead of `punch`, which stays to be seen; with None it counts from now on."""
    tx.run(
        "UPDATE punch SET superseded_by=:by, version=version+1 WHERE org=:org AND id=:id",
        **{"org": tx.org, "id": punch.id, "by": by},
    )
    tx.changed("punch", punch.id, owner=punch.person, version=punch.version + 1)
    tx.audit("punch.superseded", "punch", punch.id, {"superseded_by": punch.superseded_by}, {"superseded_by": by})


def chosen_over(tx: Tx, id: str) -> bool:
    """Whether somebody has let this punch count instead of another."""
    chosen = "SELECT id FROM punch WHERE org=:org AND superseded_by=:id AND id<>:id LIMIT 1"
    return tx.one(chosen, org=tx.org, id=id) is not None


def entry(tx: Tx, id: str) -> Row | None:
    return tx.one("SELECT * FROM entry WHERE org=:org AND id=:id", org=tx.org, id=id)


def add_entry(tx: Tx, values: Mapping[str, Any], author: str | None = None) -> None:
    """A new entry; instants are epoch ms. `author` typed it in."""
    made = json.dumps({"created": {"version": 0, "by": author}} if author else {})
    fresh = {"overrides": "{}", "override_versions": made, "deleted": False, "unpaired": False}
    tx.later(_ENTRY, **{"org": tx.org, **fresh, **values})
    tx.changed("entry", values["id"], owner=values["person"], version=1)


def update_entry(tx: Tx, row: Row, values: Mapping[str, Any]) -> int:
    """Sets columns of an entry and answers its new version."""
    sets = ", ".join(f"{name}=:{name}" for name in values)
    version = int(row.version) + 1
    tx.run(
        f"UPDATE entry SET {sets}, version=:version WHERE org=:org AND id=:id",
        **{**values, "version": version, "org": tx.org, "id": row.id},
    )
    deleted = bool(values.get("deleted", row.deleted))
    tx.changed("entry", row.id, owner=row.person, version=version, deleted=deleted)
    return version


def paired_entries(tx: Tx, person: str, low: int, high: int) -> dict[str, Row]:
    """Stored entries that touch the stretch [low, high) of epoch ms, by id."""
    rows = tx.rows(
        "SELECT * FROM entry WHERE org=:org AND person=:person AND start_at < :high AND start_at >= :low",
        **{"org": tx.org, "person": person, "low": low - REACH, "high": high},
    )
    return {row.id: row for row in rows}


def unknown_bookings(tx: Tx, work_type: str | None, cost_centre: str | None) -> list[str]:
    """Which of these the organisation does not have, `unknown_work_type` and `unknown_cost_centre`. What is no longer
    offered is still known."""
    asked = (("work_type", work_type), ("cost_centre", cost_centre))
    return [f"unknown_{table}" for table, id in asked if id is not None and not _is_known(tx, table, id)]


def _is_known(tx: Tx, table: str, id: str) -> bool:
    key = ("known", table, id)
    if key not in tx.memo:
        tx.memo[key] = tx.one(f"SELECT id FROM {table} WHERE org=:org AND id=:id", org=tx.org, id=id) is not None
    return bool(tx.memo[key])


def earmarked_name(tx: Tx, work_type: str) -> str | None:
    """The name of a work type that is set apart for kiky; None for any other."""
    key = ("earmarked", work_type)
    if key not in tx.memo:
        row = tx.one("SELECT name, kiky FROM work_type WHERE org=:org AND id=:id", org=tx.org, id=work_type)
        tx.memo[key] = row.name if row is not None and row.kiky else None
    found: str | None = tx.memo[key]
    return found


def inside_edited(tx: Tx, person: str, at: int) -> bool:
    """Whether an instant (epoch ms) lies inside a punched entry whose start, end or breaks have been set by hand."""
    rows = tx.rows(
        "SELECT overrides FROM entry WHERE org=:org AND person=:person AND start_at < :at AND start_at >= :low"
        " AND end_at > :at AND source='punch' AND NOT deleted AND overrides <> '{}'",
        **{"org": tx.org, "person": person, "at": at, "low": at - REACH},
    )
    return any({"start", "end", "breaks"} & set(json.loads(row.overrides)) for row in rows)


def add_correction(tx: Tx, kept: Row, wanted: Row, date: str, id: str) -> None:
    """A request, by the person, that `wanted` counts in place of `kept`."""
    units = units_on(tx, wanted.person)
    unit = next(iter(units), None)
    tx.run(
        "INSERT INTO correction"
        " (org, id, person, unit, date, kept, wanted, kept_at, wanted_at, status, reason, version)"
        " VALUES (:org, :id, :person, :unit, :date, :kept, :wanted, :kept_at, :wanted_at, 'waiting', '', 1)",
        **{"org": tx.org, "id": id, "person": wanted.person, "unit": unit, "date": date, "kept": kept.id},
        **{"wanted": wanted.id, "kept_at": kept.at, "wanted_at": wanted.at},
    )
    tx.changed("correction", id, owner=wanted.person, units=units, version=1)


def correction(tx: Tx, id: str) -> Row | None:
    return tx.one("SELECT * FROM correction WHERE org=:org AND id=:id", org=tx.org, id=id)


def correction_owner(tx: Tx, id: str) -> str | None:
    """Whose punches a request is about."""
    row = correction(tx, id)
    return row.person if row else None


def waiting_corrections(tx: Tx, punch_ids: Sequence[str]) -> list[Row]:
    """Requests still open that speak of any of these punches."""
    return tx.rows(
        "SELECT * FROM correction WHERE org=:org AND status='waiting' AND (kept IN :ids OR wanted IN :ids)",
        **{"org": tx.org, "ids": list(punch_ids)},
    )


def asked_corrections(tx: Tx) -> list[Row]:
    """Requests still open of the people whom the actor sees today, oldest first."""
    where, params = visible(tx)
    return tx.rows(f"SELECT * FROM correction WHERE {where} AND status='waiting' ORDER BY date, id", **params)


def corrections_of(tx: Tx, punch_id: str) -> list[Row]:
    """Requests, decided or not, that speak of a punch."""
    return tx.rows(
        "SELECT * FROM correction WHERE org=:org AND (kept=:id OR wanted=:id)",
        **{"org": tx.org, "id": punch_id},
    )


def reopen_correction(tx: Tx, row: Row) -> int:
    """A decided request waits again; who decided it stays named, so that the same word twice is one word."""
    tx.run(
        "UPDATE correction SET status='waiting', reason='', version=version+1 WHERE org=:org AND id=:id",
        **{"org": tx.org, "id": row.id},
    )
    tx.changed("correction", row.id, owner=row.person, units=units_on(tx, row.person), version=row.version + 1)
    tx.audit("correction.undone", "correction", row.id, {"status": row.status}, {"status": "waiting"})
    return int(row.version) + 1


def decide_correction(tx: Tx, row: Row, status: str, reason: str) -> int:
    """Closes a request, once: the guarded update lets only the first decision through. Answers the new version."""
    by = tx.actor.person if tx.actor else None
    met = tx.run(
        "UPDATE correction SET status=:status, reason=:reason, decided_by=:by, version=version+1"
        " WHERE org=:org AND id=:id AND status='waiting'",
        **{"org": tx.org, "id": row.id, "status": status, "reason": reason, "by": by},
    )
    if not met:
        return int(row.version)
    tx.changed("correction", row.id, owner=row.person, units=units_on(tx, row.person), version=row.version + 1)
    tx.audit("correction.decided", "correction", row.id, {"status": row.status}, {"status": status, "reason": reason})
    return int(row.version) + 1
