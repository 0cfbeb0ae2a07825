"""Punches, entries and requests for correction: their only writer."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from leima.access.rows import visible
from leima.access.teams import units_on
from leima.db.operations import Operation, Rejected
from leima.db.tables.hours import Correction, Entry, Punch
from leima.db.tables.people import WorkType
from leima.db.tx import Query, Tx
from leima.features.months.store import stand_of, with_months
from leima.rules.terms import PunchKind

HOUR = 3_600_000
REACH = 36 * HOUR
"""Milliseconds round a punch in which its neighbours can be its pair."""

_PUNCH = (
    "INSERT INTO punch (org, id, person, kind, at, tz, offset_min, work_type, cost_centre, remote, kiky, note,"
    " estimated, author, device, flags, superseded_by, received_at, op_id, version)"
    " VALUES (:org, :id, :person, :kind, :at, :tz, :offset_min, :work_type, :cost_centre, :remote, :kiky, :note,"
    " :estimated, :author, :device, :flags, :superseded_by, :received_at, :op_id, 1)"
    " ON CONFLICT (org, id) DO NOTHING RETURNING id"
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


class Added(NamedTuple):
    """What was added; there is none where its id was taken."""

    id: str


class PairedPunch(NamedTuple):
    """What pairing reads of a punch; `at` is epoch ms."""

    id: str
    kind: PunchKind
    at: int
    device: str
    author: str
    estimated: bool


class PunchTime(NamedTuple):
    """When a punch was (epoch ms), and which kind it is."""

    at: int
    kind: str


def punches_round(tx: Tx, person: str, at: int) -> list[PairedPunch]:
    """The punches that count, round an instant (epoch ms), with what pairing reads of them, in order."""
    return tx.rows(PairedPunch, _ROUND, org=tx.org, person=person, low=at - REACH, high=at + 2 * REACH)


def near(tx: Tx, person: str, at: int) -> list[PunchTime]:
    """The punches that count, round an instant (epoch ms), in order: those that may be pairs of a punch there."""
    found: list[PunchTime] = with_months(tx, person, _near(tx, person, at))[0]
    return found


def _near(tx: Tx, person: str, at: int) -> Query[PunchTime]:
    return tx.query(PunchTime, _NEAR, org=tx.org, person=person, low=at - REACH, high=at + REACH)


def punch_asks(tx: Tx, person: str, at: int) -> tuple[Query[Any], ...]:
    """What recording a punch at an instant (epoch ms) asks first: to be asked ahead."""
    return _near(tx, person, at), stand_of(tx, person), _edited(tx, person, at)


def add_punch(tx: Tx, op: Operation, author: str, flags: Sequence[str], superseded_by: str | None = None) -> None:
    """Stores a punch; it is never edited afterwards. `superseded_by` keeps it from counting until it is lifted.

    Raises Rejected `entity_exists` when the id is taken.
    """
    body = op.body
    added = tx.query(
        Added,
        _PUNCH,
        org=tx.org,
        id=op.entity_id,
        person=op.subject,
        kind=body.kind,
        at=op.counts_at,
        tz=op.tz,
        offset_min=op.offset_min,
        work_type=body.work_type,
        cost_centre=body.cost_centre,
        remote=body.remote,
        kiky=body.kiky,
        note=body.note,
        estimated=body.estimated_confirmed,
        author=author,
        device=op.device,
        flags=json.dumps(list(flags)),
        received_at=op.received_at,
        op_id=op.op_id,
        superseded_by=superseded_by,
    )
    tx.ask_ahead(lambda tx: [added, *tx.recomputing_asks(tx)])
    if not tx.all(added):
        raise Rejected("entity_exists")
    tx.changed("punch", op.entity_id, owner=op.subject, version=1)


def punches(tx: Tx, ids: Sequence[str]) -> list[Punch]:
    """The punches with these ids, whoever's they are."""
    return tx.rows(Punch, "SELECT * FROM punch WHERE org=:org AND id IN :ids", org=tx.org, ids=list(ids))


def supersede(tx: Tx, punch: Punch, by: str | None) -> None:
    """`by` counts instead of `punch`, which stays to be seen; with None it counts from now on."""
    tx.run(
        "UPDATE punch SET superseded_by=:by, version=version+1 WHERE org=:org AND id=:id",
        org=tx.org,
        id=punch.id,
        by=by,
    )
    tx.changed("punch", punch.id, owner=punch.person, version=punch.version + 1)
    tx.audit("punch.superseded", "punch", punch.id, {"superseded_by": punch.superseded_by}, {"superseded_by": by})


def chosen_over(tx: Tx, id: str) -> bool:
    """Whether somebody has let this punch count instead of another."""
    chosen = "SELECT id FROM punch WHERE org=:org AND superseded_by=:id AND id<>:id LIMIT 1"
    return tx.value(str, chosen, org=tx.org, id=id) is not None


def add_entry(tx: Tx, values: Mapping[str, Any], author: str | None = None) -> None:
    """A new entry; instants are epoch ms. `author` typed it in."""
    made = json.dumps({"created": {"version": 0, "by": author}}) if author else "{}"
    fresh = {"overrides": "{}", "override_versions": made, "deleted": False, "unpaired": False}
    tx.later(_ENTRY, **(fresh | dict(values)), org=tx.org)
    tx.changed("entry", values["id"], owner=values["person"], version=1)


def update_entry(tx: Tx, row: Entry, values: Mapping[str, Any]) -> int:
    """Sets columns of an entry and returns its new version."""
    sets = ", ".join(f"{name}=:{name}" for name in values)
    version = row.version + 1
    sql = f"UPDATE entry SET {sets}, version=:version WHERE org=:org AND id=:id"
    tx.run(sql, **values, version=version, org=tx.org, id=row.id)
    deleted = bool(values.get("deleted", row.deleted))
    tx.changed("entry", row.id, owner=row.person, version=version, deleted=deleted)
    return version


def paired_entries(tx: Tx, person: str, low: int, high: int) -> dict[str, Entry]:
    """Stored entries that touch the stretch [low, high) of epoch ms, by id."""
    sql = "SELECT * FROM entry WHERE org=:org AND person=:person AND start_at < :high AND start_at >= :low"
    rows = tx.rows(Entry, sql, org=tx.org, person=person, low=low - REACH, high=high)
    return {row.id: row for row in rows}


def unknown_bookings(tx: Tx, work_type: str | None, cost_centre: str | None) -> list[str]:
    """Which of these the organisation does not have, `unknown_work_type` and `unknown_cost_centre`. What is no longer
    offered is still known."""
    asked = (("work_type", work_type), ("cost_centre", cost_centre))
    return [f"unknown_{table}" for table, id in asked if id is not None and not _is_known(tx, table, id)]


def _is_known(tx: Tx, table: str, id: str) -> bool:
    known, key = tx.cache.known_bookings, (table, id)
    if key not in known:
        sql = f"SELECT id FROM {table} WHERE org=:org AND id=:id"
        known[key] = tx.value(str, sql, org=tx.org, id=id) is not None
    return known[key]


def earmarked_name(tx: Tx, work_type: str) -> str | None:
    """The name of a work type that is set apart for kiky; None for any other."""
    earmarked = tx.cache.earmarked
    if work_type not in earmarked:
        row = tx.get(WorkType, id=work_type)
        earmarked[work_type] = row.name if row is not None and row.kiky else None
    return earmarked[work_type]


def inside_edited(tx: Tx, person: str, at: int) -> bool:
    """Whether an instant (epoch ms) lies inside a punched entry whose start, end or breaks have been set by hand."""
    given = [set(json.loads(row.overrides)) for row in tx.all(_edited(tx, person, at))]
    return any({"start", "end", "breaks"} & one for one in given)


class _Overrides(NamedTuple):
    overrides: str


def _edited(tx: Tx, person: str, at: int) -> Query[_Overrides]:
    return tx.query(
        _Overrides,
        "SELECT overrides FROM entry WHERE org=:org AND person=:person AND start_at < :at AND start_at >= :low"
        " AND end_at > :at AND source='punch' AND NOT deleted AND overrides <> '{}'",
        org=tx.org,
        person=person,
        at=at,
        low=at - REACH,
    )


def add_correction(tx: Tx, kept: Punch, wanted: Punch, date: str, id: str) -> None:
    """A request, by the person, that `wanted` counts in place of `kept`."""
    units = units_on(tx, wanted.person)
    correction = Correction(
        org=tx.org,
        id=id,
        person=wanted.person,
        unit=next(iter(units), None),
        date=date,
        kept=kept.id,
        wanted=wanted.id,
        kept_at=kept.at,
        wanted_at=wanted.at,
    )
    tx.insert(correction)
    tx.changed("correction", id, owner=wanted.person, units=units, version=1)


def correction_owner(tx: Tx, id: str) -> str | None:
    """Whose punches a request is about."""
    row = tx.get(Correction, id=id)
    return row.person if row else None


def waiting_corrections(tx: Tx, punch_ids: Sequence[str]) -> list[Correction]:
    """Requests still open that speak of any of these punches."""
    sql = "SELECT * FROM correction WHERE org=:org AND status='waiting' AND (kept IN :ids OR wanted IN :ids)"
    return tx.rows(Correction, sql, org=tx.org, ids=list(punch_ids))


def asked_corrections(tx: Tx) -> list[Correction]:
    """Requests still open of the people whom the actor sees today, oldest first."""
    where, params = visible(tx)
    sql = f"SELECT * FROM correction WHERE {where} AND status='waiting' ORDER BY date, id"
    return tx.rows(Correction, sql, **params)


def corrections_of(tx: Tx, punch_id: str) -> list[Correction]:
    """Requests, decided or not, that speak of a punch."""
    sql = "SELECT * FROM correction WHERE org=:org AND (kept=:id OR wanted=:id)"
    return tx.rows(Correction, sql, org=tx.org, id=punch_id)


def reopen_correction(tx: Tx, row: Correction) -> int:
    """A decided request waits again; who decided it stays named, so that the same word twice is one word."""
    tx.run(
        "UPDATE correction SET status='waiting', reason='', version=version+1 WHERE org=:org AND id=:id",
        org=tx.org,
        id=row.id,
    )
    tx.changed("correction", row.id, owner=row.person, units=units_on(tx, row.person), version=row.version + 1)
    tx.audit("correction.undone", "correction", row.id, {"status": row.status}, {"status": "waiting"})
    return row.version + 1


def decide_correction(tx: Tx, row: Correction, status: str, reason: str) -> int:
    """Closes a request, once: the guarded update lets only the first decision through. Returns the new version."""
    by = tx.actor.person if tx.actor else None
    met = tx.met(
        "UPDATE correction SET status=:status, reason=:reason, decided_by=:by, version=version+1"
        " WHERE org=:org AND id=:id AND status='waiting'",
        org=tx.org,
        id=row.id,
        status=status,
        reason=reason,
        by=by,
    )
    if not met:
        return row.version
    tx.changed("correction", row.id, owner=row.person, units=units_on(tx, row.person), version=row.version + 1)
    tx.audit("correction.decided", "correction", row.id, {"status": row.status}, {"status": status, "reason": reason})
    return row.version + 1
