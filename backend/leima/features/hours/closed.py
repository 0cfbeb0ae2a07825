"""Whether a word on an open date says something new of a closed one: a night over the turn of the month.

A closed day is never worked out again, so what would change it waits as a request. What changes the open days alone
counts at once: by the calendar a break after midnight is no matter of the day before.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from leima.db.operations import Operation, epoch_minute
from leima.db.site import local_date, zone
from leima.db.tables.hours import Entry as StoredEntry
from leima.db.tables.hours import Punch as StoredPunch
from leima.db.tx import Tx
from leima.features.agreements.terms import terms_on
from leima.features.hours import store
from leima.features.months.store import is_closed, last_date, months_of
from leima.rules.clip import shift_starts
from leima.rules.pair import Pair, pair
from leima.rules.spans import minus, overlap, union
from leima.rules.terms import Entry, Punch
from leima.rules.zone import near_instant, next_date

MINUTE = 60_000
_FIELDS = ("start", "end", "work_type", "cost_centre", "remote", "kiky")
Part = tuple[int, Any]
"""The start (epoch minute) of what belongs to closed days, and what is told of it."""


@dataclass(frozen=True)
class _Edge:
    """Where the closed days of a person end: an epoch minute; `by_shift`: a shift counts whole to its first day.

    `marked_until`: how far the last day's own kiky marks reach, 0 without any; with `by_presence` they count there only
    where somebody was at work.
    """

    at: int
    by_shift: bool
    marked_until: int = 0
    by_presence: bool = False


class _Marked(NamedTuple):
    end_at: int | None
    by_presence: int | None


_MARKED = (
    "SELECT CAST(MAX(m.end_at) AS BIGINT) AS end_at, CAST(MAX(CASE WHEN m.waits OR EXISTS (SELECT 1 FROM day_result d"
    " WHERE d.org=:org AND d.person=:person AND d.date=:date AND d.body LIKE '%\"kiky_stops_at_zero\"%')"
    " THEN 1 ELSE 0 END) AS BIGINT) AS by_presence FROM kiky_mark m"
    " WHERE m.org=:org AND m.person=:person AND m.date=:date AND NOT m.deleted AND m.start_at IS NOT NULL"
)


def closed_by_punch(tx: Tx, op: Operation) -> str | None:
    """The closed date that a punch says something new of: its own, or that of the shift which it joins or ends."""
    own = local_date(tx, op.counts_at)
    if is_closed(tx, op.subject, own):
        return own
    edge = _edge(tx, op.subject, op.counts_at)
    if edge is None:
        return None
    punches, entries = _facts(tx, op.subject, edge)
    new = Punch(
        id=op.entity_id,
        kind=op.body.kind,
        at=epoch_minute(op.counts_at),
        ms=op.counts_at,
        device=op.device,
        author=tx.actor.person if tx.actor else None,
        estimated=op.body.estimated_confirmed,
    )
    before = _closed_parts(punches, entries, op.subject, edge)
    return _first_new(tx, before, _closed_parts([*punches, new], entries, op.subject, edge))


def closed_by_entry(tx: Tx, person: str, row: StoredEntry | None, fields: Mapping[str, Any]) -> str | None:
    """The closed date of the shift that an entry leaves, joins or changes when its fields (instants in epoch ms) are
    set; `row` is the stored one.

    None where days end at midnight and no mark reaches over it: there an entry's own dates say it all.
    """
    edge = _edge(tx, person, fields["start"])
    if edge is None or not (edge.by_shift or edge.marked_until):
        return None
    punches, entries = _facts(tx, person, edge)
    stood = Entry("", None, epoch_minute(fields["start"]), None) if row is None else _entry(row)
    given = {name: value for name, value in fields.items() if name in _FIELDS and value is not None}
    given |= {name: epoch_minute(given[name]) for name in ("start", "end") if name in given}
    new = replace(stood, deleted=bool(fields.get("deleted", stood.deleted)), overrides={**stood.overrides, **given})
    others = [one for one in entries if one.id != stood.id]
    before = _closed_parts(punches, entries, person, edge)
    return _first_new(tx, before, _closed_parts(punches, [*others, new], person, edge))


def closed_by_choice(tx: Tx, person: str, at: int, drop: Collection[str]) -> str | None:
    """The closed date that moves when some punches round an instant (epoch ms) count no longer."""
    edge = _edge(tx, person, at)
    if edge is None:
        return None
    punches, entries = _facts(tx, person, edge)
    kept = [one for one in punches if one.id not in drop]
    parts = [_closed_parts(some, entries, person, edge) for some in (punches, kept)]
    return _first_new(tx, *parts)


def other_words(tx: Tx, punch: StoredPunch) -> list[StoredPunch]:
    """The other words on the clock-out that a punch is one of."""
    if punch.kind != "out":
        return []
    rows = store.punches_round(tx, punch.person, punch.at)
    found = pair([_punch(row) for row in rows], (), punch.person).pairs
    ids = {out.id for one in found if any(out.id == punch.id for out in one.outs) for out in one.outs} - {punch.id}
    return store.punches(tx, sorted(ids))


def _edge(tx: Tx, person: str, at: int) -> _Edge | None:
    """The end of the closed days when an instant (epoch ms) is near enough to matter to them."""
    through = months_of(tx, person).closed_through
    if not through:
        return None
    last = last_date(through)
    edge = near_instant(zone(tx), next_date(last))
    if not edge * MINUTE <= at < edge * MINUTE + store.REACH:
        return None
    terms = terms_on(tx, person, last)
    marked = tx.rows(_Marked, _MARKED, org=tx.org, person=person, date=last)[0]
    until = 0 if marked.end_at is None else epoch_minute(marked.end_at)
    over = until if until > edge else 0
    return _Edge(edge, terms is not None and terms.boundary == "shift_start", over, bool(marked.by_presence))


def _facts(tx: Tx, person: str, edge: _Edge) -> tuple[list[Punch], list[Entry]]:
    punches = [_punch(row) for row in store.punches_round(tx, person, edge.at * MINUTE)]
    rows = store.paired_entries(tx, person, edge.at * MINUTE - store.REACH, edge.at * MINUTE + store.REACH)
    return punches, [_entry(row) for row in rows.values() if row.source == "typed" or row.overrides != "{}"]


def _punch(row: store.PairedPunch) -> Punch:
    at = epoch_minute(row.at)
    return Punch(row.id, row.kind, at, row.device, row.author, estimated=row.estimated, ms=row.at)


def _entry(row: StoredEntry) -> Entry:
    given = json.loads(row.overrides)
    given |= {name: epoch_minute(given[name]) for name in ("start", "end") if given.get(name) is not None}
    end = None if row.end_at is None else epoch_minute(row.end_at)
    return Entry(
        id=row.id,
        opening_punch=row.opening_punch,
        start=epoch_minute(row.start_at),
        end=end,
        overrides=given,
        deleted=row.deleted,
        source="typed" if row.source == "typed" else "punch",
    )


def _closed_parts(punches: Sequence[Punch], entries: Sequence[Entry], person: str, edge: _Edge) -> set[Part]:
    """What the facts say of closed days."""
    found = pair(punches, entries, person)
    anchors = shift_starts(found.pairs) if edge.by_shift else [one.start for one in found.pairs]
    parts: set[Part] = {
        (anchor, _comparable(one, edge)) for anchor, one in zip(anchors, found.pairs, strict=True) if anchor < edge.at
    }
    parts |= {(at, finding.kind) for at, finding in found.oddities if at < edge.at}
    return parts | _within_marks(found.pairs, edge) if edge.marked_until else parts


def _within_marks(pairs: Sequence[Pair], edge: _Edge) -> set[Part]:
    """What the marks of the last closed day take from the hours after it: breaks, and presence where it counts."""
    ended = [(one.start, one.end, one.breaks) for one in pairs if one.end is not None]
    window = [(edge.at, edge.marked_until)]
    breaks = union([(left, end if back is None else min(back, end)) for _, end, taken in ended for left, back in taken])
    there = minus(union([(start, end) for start, end, _ in ended]), breaks) if edge.by_presence else []
    return {(edge.at - 1, (name, *overlap(some, window))) for name, some in (("breaks", breaks), ("there", there))}


def _comparable(one: Pair, edge: _Edge) -> tuple[Any, ...]:
    until = None if edge.by_shift else edge.at
    breaks = tuple(_cut(stretch, until) for stretch in one.breaks if until is None or stretch[0] < until)
    words = {out.at for out in one.outs}
    named = (one.work_type, one.cost_centre, one.remote, one.kiky) if edge.by_shift else ()
    return (*_cut((one.start, one.end), until), breaks, frozenset(words) if len(words) > 1 else None, *named)


def _cut(stretch: tuple[int, int | None], until: int | None) -> tuple[int, int | None]:
    start, end = stretch
    return start, end if end is None or until is None else min(end, until)


def _first_new(tx: Tx, before: Iterable[Part], after: Iterable[Part]) -> str | None:
    new = set(before) ^ set(after)
    return local_date(tx, min(at for at, _ in new) * MINUTE) if new else None
