"""Pull: a snapshot of what the actor may see, then the log. The cursor never skips a number."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leima.access.teams import teams_query, units_on
from leima.db import sync_sql
from leima.db.actor import Actor
from leima.db.tx import Query, Tx
from leima.db.views import Found, Rendered, View, begin_to_look, look_up
from leima.features.balances.standing import asked_today, balances
from leima.web.errors import Invalid

Views = Mapping[str, View]
Latest = Mapping[tuple[str, str], sync_sql.Logged]


@dataclass(frozen=True)
class Cursor:
    """How far a device has come: `epoch.view.seq`, and while a snapshot runs the type and id it stands at."""

    epoch: str
    view: str
    seq: int
    stage: str = ""
    after: str = ""

    def text(self) -> str:
        base = f"{self.epoch}.{self.view}.{self.seq}"
        return f"{base}.{self.stage}.{self.after}" if self.stage else base

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Raises Invalid for what we never gave out."""
        parts = text.split(".", 4)
        if len(parts) not in (3, 5) or not parts[2].isascii() or not parts[2].isdigit() or len(parts[2]) > 18:
            raise Invalid("bad_cursor")
        return cls(parts[0], parts[1], int(parts[2]), *parts[3:])


def scopes(actor: Actor) -> list[str]:
    """What today's pulls of an actor hold: own rows, and the units supervised."""
    return [f"owner:{actor.person}", *(f"unit:{unit}" for unit in sorted(actor.supervises))]


def view_of(tx: Tx, actor: Actor) -> str:
    """A hash of the scopes, of the actor's own team, of the memberships that say today whose days, months and requests
    they hold, and of those whom the actor stands in for.

    When it differs, the device must drop what it may no longer see, and get what is new.
    """
    members = sync_sql.team_memberships(tx, sorted(actor.supervises)) if actor.supervises else []
    own = [f"member:{unit}" for unit in units_on(tx, actor.person)]
    barred = [f"barred:{one.team}:{one.of}" for one in sorted(actor.barred)]
    return hashlib.sha256("\n".join([*scopes(actor), *own, *members, *barred]).encode()).hexdigest()[:12]


def pull(tx: Tx, actor: Actor, views: Views, cursor: str | None, limit: int) -> dict[str, Any]:
    """One page; the last one has the balances. Head is read in the same snapshot as the rows."""
    head = sync_sql.head(tx)
    if head is None:
        raise Invalid("bad_cursor")
    view, at = view_of(tx, actor), Cursor.read(cursor) if cursor else None
    if at is None or at.epoch != head.epoch or at.view != view or at.seq > head.seq:
        stale = at is not None
        at = Cursor(head.epoch, view, head.seq, next(iter(views)))
        reset: dict[str, Any] | None = {"scopes": scopes(actor), "epoch": head.epoch} if stale else None
    else:
        reset = None
    page: dict[str, Any] = {"server_time": tx.now, "reset": reset}
    if at.stage:
        page["changes"], after = _snapshot(tx, views, at, limit)
        own = None if after.stage or after.seq < head.seq else balances(tx, actor.person)
    else:
        rows = _rows(tx, actor, at.seq, limit)
        after = Cursor(at.epoch, at.view, rows[-1].seq if len(rows) == limit else head.seq)
        latest, found = _latest(tx, actor, views, rows)
        own = None if after.seq < head.seq else balances(tx, actor.person)
        page["changes"] = _log(tx, views, latest, found)
    page |= {"cursor": after.text(), "more": own is None}
    return page if own is None else {**page, "balances": own}


def asked(tx: Tx, person: str, cursor: str | None, limit: int) -> list[Query[Any]]:
    """What a pull asks of nearly everybody, its balances included: to be asked ahead."""
    try:
        at = Cursor.read(cursor or "")
    except Invalid:
        return []
    if at.stage:
        return []
    return [_own_changes(tx, person, at.seq, limit), teams_query(tx, person), *asked_today(tx, person)]


def _own_changes(tx: Tx, person: str, after: int, limit: int) -> Query[sync_sql.Logged]:
    return tx.query(sync_sql.Logged, sync_sql.OWN_CHANGES, org=tx.org, after=after, limit=limit, person=person)


def _change(type: str, id: str, rendered: Rendered, op_id: str | None = None, by: str | None = None) -> dict[str, Any]:
    version, deleted, data = rendered
    return {"type": type, "id": id, "version": version, "deleted": deleted, "op_id": op_id, "by": by, "data": data}


def _snapshot(tx: Tx, views: Views, at: Cursor, limit: int) -> tuple[list[dict[str, Any]], Cursor]:
    changes: list[dict[str, Any]] = []
    names = list(views)
    stage, after = at.stage, at.after
    while stage and len(changes) < limit:
        if stage not in views:
            raise Invalid("bad_cursor")
        rows = views[stage].snapshot(tx, after, limit - len(changes))
        changes += [_change(stage, id, rendered) for id, rendered in rows]
        if len(changes) >= limit:
            return changes, Cursor(at.epoch, at.view, at.seq, stage, rows[-1][0])
        following = names.index(stage) + 1
        stage, after = (names[following] if following < len(names) else ""), ""
    return changes, Cursor(at.epoch, at.view, at.seq, stage, after)


def _latest(tx: Tx, actor: Actor, views: Views, rows: Sequence[sync_sql.Logged]) -> tuple[Latest, Found]:
    """The last row of each entity that the log names, and what will be found of it."""
    latest = {(row.entity_type, row.entity_id): row for row in rows if not _own_state(actor, row)}
    wanted = {views[type]: ids for type, ids in _by_type(latest).items() if type in views}
    return latest, begin_to_look(tx, wanted)


def _log(tx: Tx, views: Views, latest: Latest, looked_for: Found) -> list[dict[str, Any]]:
    """The changes, each entity once and as it is now."""
    found = {view.type: rows for view, rows in look_up(tx, looked_for).items()}
    changes = []
    for (type, id), row in latest.items():
        rendered = found.get(type, {}).get(id)
        if rendered is not None:
            changes.append(_change(type, id, rendered, row.op_id, row.by))
        elif type in views:
            changes.append(_change(type, id, (0, True, None), row.op_id, row.by))
    return changes


def _rows(tx: Tx, actor: Actor, after: int, limit: int) -> list[sync_sql.Logged]:
    rows = tx.all(_own_changes(tx, actor.person, after, limit))
    if actor.supervises:
        units = sorted(actor.supervises)
        rows += tx.rows(sync_sql.Logged, sync_sql.UNIT_CHANGES, org=actor.org, after=after, limit=limit, units=units)
    unique = {row.seq: row for row in rows}
    return [unique[seq] for seq in sorted(unique)][:limit]


def _own_state(actor: Actor, row: sync_sql.Logged) -> bool:
    """Nobody supervises themselves."""
    return row.entity_type == "team_state" and row.entity_id == actor.person


def _by_type(latest: Iterable[tuple[str, str]]) -> dict[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for type, id in latest:
        found.setdefault(type, []).append(id)
    return {type: ids for type, ids in found.items()}
