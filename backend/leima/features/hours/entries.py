"""What happens to entries: typed in, changed, taken away, brought back. Nobody's word is overwritten in silence."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from leima.access.rights import require_right
from leima.db.operations import Applied, Conflicting, Operation, Rejected, asking
from leima.db.site import local_date
from leima.db.tables.hours import Entry, Punch
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.hours import store
from leima.features.hours.closed import closed_by_entry
from leima.features.hours.service import touch_at, touch_reach
from leima.features.months.requests import hold

LONGEST_ENTRY = 24 * store.HOUR
AHEAD = store.HOUR
"""Milliseconds that an entry may end after it is told: a day's last minutes, and a clock that is a little off."""
MAY_RUN = 16 * store.HOUR
"""Milliseconds after which an open entry is a forgotten clock-out, no longer work that goes on."""
_COLUMNS = {"start": "start_at", "end": "end_at"}


def create_entry(tx: Tx, op: Operation) -> Applied:
    """A span typed in."""
    actor, body = require_right(tx, op.subject, local_date(tx, op.body.start)), op.body
    _check_span(tx, body.start, body.end)
    if tx.get(Entry, id=op.entity_id) is not None:
        raise Rejected("entity_exists")
    if held := _held(tx, op, None, body.start, body.end, told=[{"start": body.start, "end": body.end}]):
        return held
    values = {"id": op.entity_id, "person": op.subject, "start_at": body.start, "end_at": body.end}
    values |= {"work_type": body.work_type, "cost_centre": body.cost_centre, "remote": body.remote}
    told = {**values, "kiky": body.kiky, "note": body.note, "source": "typed", "opening_punch": None}
    if body.breaks is not None:
        breaks = msgspec.to_builtins(body.breaks)
        _check_breaks(breaks, body.start, body.end)
        told["overrides"] = json.dumps({"breaks": breaks})
    store.add_entry(tx, told, actor.person)
    touch_at(tx, op.subject, body.start, body.end)
    tx.audit("entry.created", "entry", op.entity_id, None, values)
    return Applied(1, tuple(store.unknown_bookings(tx, body.work_type, body.cost_centre)))


def _held(
    tx: Tx, op: Operation, row: Entry | None, *instants: int | None, told: Sequence[Mapping[str, Any]] = ()
) -> Applied | None:
    """The request that the operation becomes when one of its dates is locked, or it moves a closed shift.

    `told`: what becomes of the entry's fields.
    """
    dates = [local_date(tx, at) for at in instants if at is not None]
    dates += [closed for fields in told if (closed := closed_by_entry(tx, op.subject, row, fields))]
    old, version = (entry_data(row), row.version) if row is not None else (None, 1)
    return hold(tx, op, "entry", *dates, old=old, version=version)


def _check_span(tx: Tx, start: int, end: int | None) -> None:
    if end is not None and end <= start:
        raise Rejected("end_before_start")
    if end is not None and end > start + LONGEST_ENTRY:
        raise Rejected("over_a_day")
    if max(start, end or 0) > tx.now + AHEAD:
        raise Rejected("in_future")


def _check_breaks(breaks: dict[str, Any], start: int, end: int) -> None:
    """Each within the work and after the one before it. Raises Rejected `break_outside`."""
    before = start
    for begins, ends in breaks["spans"]:
        if not before <= begins < ends <= end:
            raise Rejected("break_outside")
        before = ends


def entry_data(row: Entry) -> dict[str, Any]:
    """An entry as devices see it."""
    overrides = {} if row.overrides == "{}" else json.loads(row.overrides)
    return {
        "id": row.id,
        "person": row.person,
        "start": row.start_at,
        "end": row.end_at,
        "work_type": row.work_type,
        "cost_centre": row.cost_centre,
        "remote": row.remote,
        "kiky": row.kiky,
        "note": row.note,
        "source": row.source,
        "opening_punch": row.opening_punch,
        "overrides": overrides,
        "breaks": overrides.get("breaks"),
        "unpaired": row.unpaired,
    }


def _entry_for_edit(tx: Tx, op: Operation) -> Entry:
    row = tx.get(Entry, id=op.entity_id)
    theirs = row is not None and row.person == op.subject
    require_right(tx, op.subject, *([local_date(tx, row.start_at)] if row is not None and theirs else []))
    if row is None or not theirs:
        raise Rejected("not_found")
    if op.base is None:
        raise Rejected("base_needed")
    return row


def _conflict(tx: Tx, row: Entry, fields: list[str], code: str = "stale_base") -> Conflicting:
    seen = json.loads(row.override_versions)
    by = seen.get(fields[0], {}).get("by")
    now = {**entry_data(row), "version": row.version, "deleted": row.deleted}
    return Conflicting({**now, "by": by, "by_name": person_name(tx, by)}, fields, code)


def edit_entry(tx: Tx, op: Operation) -> Applied:
    """Sets the named fields, or hands them back to the punches. What somebody else has set since is a conflict."""
    row = _entry_for_edit(tx, op)
    given, seen, now = op.body.set.given(), json.loads(row.override_versions), entry_data(row)
    cleared = [name for name in op.body.clear if name in now["overrides"] and name not in given]
    if not given and not op.body.clear:
        raise Rejected("nothing_to_set")
    if row.source == "typed" and op.body.clear:
        raise Rejected("nothing_punched")
    if row.deleted and not row.unpaired:
        raise _conflict(tx, row, ["deleted"], "deleted")
    stale = [name for name in (*given, *cleared) if seen.get(name, {}).get("version", 0) > (op.base or 0)]
    clashing = [name for name in stale if name in cleared or now[name] != given[name]]
    if clashing:
        raise _conflict(tx, row, clashing)
    _check_edit(tx, row, given)
    fresh = {name: value for name, value in given.items() if name not in stale}
    if not fresh and not cleared:
        return Applied(row.version)
    told = [{"start": row.start_at, "end": row.end_at, **fresh}]
    if held := _held(tx, op, row, row.start_at, row.end_at, given.get("start"), given.get("end"), told=told):
        return held
    merged = any(seen_at.get("version", 0) > (op.base or 0) for seen_at in seen.values())
    flags = [*(["merged"] if merged else []), *_unknown(tx, fresh)]
    return Applied(_set_fields(tx, row, fresh, cleared, now), tuple(flags))


def _unknown(tx: Tx, given: dict[str, Any]) -> list[str]:
    return store.unknown_bookings(tx, given.get("work_type"), given.get("cost_centre"))


def _check_edit(tx: Tx, row: Entry, given: dict[str, Any]) -> None:
    if "breaks" in given:
        end = given.get("end", row.end_at)
        _check_breaks(given["breaks"], given.get("start", row.start_at), tx.now + AHEAD if end is None else end)
    if "start" not in given and "end" not in given:
        return
    if "end" in given and row.end_at is None and tx.now - row.start_at < MAY_RUN:
        raise Rejected("entry_open")
    if "start" in given:
        require_right(tx, row.person, local_date(tx, given["start"]))
    _check_span(tx, given.get("start", row.start_at), given.get("end", row.end_at))
    for punch in _opening(tx, row):
        if any(abs(given.get(name, punch.at) - punch.at) > store.REACH for name in ("start", "end")):
            raise Rejected("far_from_punch")


def _set_fields(tx: Tx, row: Entry, given: dict[str, Any], cleared: list[str], now: dict[str, Any]) -> int:
    seen, actor = json.loads(row.override_versions), asking(tx)
    seen |= {name: {"version": row.version + 1, "by": actor.person} for name in (*given, *cleared)}
    overrides = {name: value for name, value in {**now["overrides"], **given}.items() if name not in cleared}
    columns = {_COLUMNS.get(name, name): value for name, value in given.items() if name != "breaks"}
    stored = {"overrides": json.dumps(overrides), "override_versions": json.dumps(seen)}
    version = store.update_entry(tx, row, {**columns, **stored})
    _touch_entry(tx, row, given)
    new = {**given, **dict.fromkeys(cleared)}
    tx.audit("entry.edited", "entry", row.id, {name: now[name] for name in new}, new)
    return version


def _opening(tx: Tx, row: Entry) -> list[Punch]:
    return store.punches(tx, [row.opening_punch]) if row.opening_punch else []


def _touch_entry(tx: Tx, row: Entry, given: dict[str, Any]) -> None:
    """The days that the entry covers, did cover and, left to its punches, would cover."""
    touch_at(tx, row.person, row.start_at, row.end_at, given.get("start"), given.get("end"))
    for punch in _opening(tx, row):
        touch_reach(tx, row.person, punch.at)


def delete_entry(tx: Tx, op: Operation) -> Applied:
    """A tombstone with a version."""
    return _set_deleted(tx, op, True)


def restore_entry(tx: Tx, op: Operation) -> Applied:
    """Takes a tombstone back."""
    return _set_deleted(tx, op, False)


def _set_deleted(tx: Tx, op: Operation, deleted: bool) -> Applied:
    row = _entry_for_edit(tx, op)
    if (row.deleted and not row.unpaired) == deleted:
        return Applied(row.version)
    seen = json.loads(row.override_versions)
    changed_since = [name for name, at in seen.items() if at.get("version", 0) > (op.base or 0)]
    if deleted and changed_since:
        raise _conflict(tx, row, changed_since)
    if deleted and row.end_at is None and tx.now - row.start_at < MAY_RUN:
        raise Rejected("entry_open")
    told = [{"start": row.start_at, "end": row.end_at, "deleted": deleted}]
    if held := _held(tx, op, row, row.start_at, row.end_at, told=told):
        return held
    version = store.update_entry(tx, row, {"deleted": deleted, "unpaired": False})
    _touch_entry(tx, row, {})
    tx.audit("entry.deleted" if deleted else "entry.restored", "entry", row.id, {"deleted": not deleted}, None)
    return Applied(version)
