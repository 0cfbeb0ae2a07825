"""The stored entries of punches: what a date's punches pair into, with the changes that people made by hand."""

import json
from typing import Any

from leima.db.operations import epoch_minute
from leima.db.site import local_date
from leima.db.tx import Tx
from leima.features.days.gather import MINUTE, Facts
from leima.features.hours import store as hours
from leima.rules.pair import Pair


def forget_moved(tx: Tx) -> None:
    """A recomputation begins: what an earlier one saw of moved entries no longer holds."""
    tx.cache.moved_from.clear()


def write_entries(tx: Tx, facts: Facts) -> None:
    """Keeps the stored entries equal to what the date's punches pair into."""
    plan = facts.plan
    pairs = [p for p in facts.pairing.pairs if p.opening is not None]
    opened = [p for p in pairs if p.opening and plan.start <= p.opening.at < plan.end]
    for one in opened:
        _write_entry(tx, facts, one)
    _touch_moved(tx, facts)
    standing = {one.entry for one in pairs}
    for row in facts.stored.values():
        in_day = plan.start <= epoch_minute(row.start_at) < plan.end
        if in_day and row.source == "punch" and not row.deleted and row.id not in standing and row.overrides == "{}":
            hours.update_entry(tx, row, {"deleted": True, "unpaired": True})


def _touch_moved(tx: Tx, facts: Facts) -> None:
    """Touches the dates to which entries punched on this date were moved by hand. An entry that this recomputation has
    seen as it stands touches nothing, or dates that are read together would touch each other for ever."""
    if all(row.overrides == "{}" for row in facts.stored.values()):
        return
    person, own = facts.plan.person, facts.plan.date
    seen, stands = tx.cache.moved_from, (facts.punches, facts.entries)
    if seen.get((person, own)) == stands:
        return
    seen[person, own] = stands
    punched = {one.id for one in facts.punches if facts.plan.start <= one.at < facts.plan.end}
    for row in facts.stored.values():
        if row.opening_punch in punched and row.overrides != "{}":
            for at in (row.start_at, row.end_at):
                if at is not None and (date := local_date(tx, at)) != own:
                    tx.touch(person, date, date)


def _write_entry(tx: Tx, facts: Facts, one: Pair) -> None:
    values: dict[str, Any] = {
        "start_at": one.start * MINUTE,
        "end_at": None if one.end is None else one.end * MINUTE,
        "work_type": one.work_type,
        "cost_centre": one.cost_centre,
        "remote": one.remote,
        "kiky": one.kiky,
    }
    row = facts.stored.get(one.entry)
    if row is not None and not row.unpaired and all(getattr(row, name) == value for name, value in values.items()):
        return
    if row is None:
        opening = one.opening.id if one.opening else None
        key = {"id": one.entry, "person": facts.plan.person, "source": "punch", "opening_punch": opening, "note": ""}
        hours.add_entry(tx, {**values, **key})
        return
    if row.unpaired:
        values |= {"deleted": False, "unpaired": False}
    given = {"start_at": "start", "end_at": "end"}
    overrides = {} if row.overrides == "{}" else json.loads(row.overrides)
    fresh = {
        name: value
        for name, value in values.items()
        if given.get(name, name) not in overrides and getattr(row, name) != value
    }
    if fresh:
        hours.update_entry(tx, row, fresh)
