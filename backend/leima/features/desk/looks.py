"""How a person left a list: its columns and how close its rows stand, the same on each of their devices."""

import json
from collections.abc import Mapping

from leima.access.teams import plans
from leima.db.actor import Actor
from leima.db.tables.desk import ListLook
from leima.db.tx import Tx
from leima.features.desk import months, people, trail
from leima.features.desk.schemas import Look
from leima.features.desk.table import Column
from leima.web.errors import Forbidden, Invalid, NotFound

_COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "people": people.COLUMNS,
    "months": months.COLUMNS,
    "audit": trail.COLUMNS,
}
_KEEP = (
    "INSERT INTO list_look (org, person, list, shown, tight) VALUES (:org, :person, :list, :shown, :tight)"
    " ON CONFLICT (org, person, list) DO UPDATE SET shown=excluded.shown, tight=excluded.tight"
)


def kept(tx: Tx, actor: Actor, name: str) -> Look | None:
    """How the caller left the list of this name, if they ever set it."""
    row = tx.get(ListLook, person=actor.person, list=name)
    return Look(json.loads(row.shown), row.tight) if row else None


def keep(tx: Tx, actor: Actor, name: str, look: Look) -> Look:
    """Keeps the caller's look of a list that they may open.

    Raises NotFound where there is no such list, Forbidden for one that is not theirs, Invalid for a column that it has
    not.
    """
    if name not in _COLUMNS:
        raise NotFound()
    opens = actor.may_see_everyone if name == "audit" else actor.may_see_team
    if not (opens or (name == "people" and plans(tx, actor))):
        raise Forbidden()
    known = {column.key for column in _COLUMNS[name]}
    if not set(look.columns) <= known:
        raise Invalid("malformed")
    before, now = kept(tx, actor, name), Look(list(dict.fromkeys(look.columns)), look.dense)
    if before == now:
        return now
    tx.run(_KEEP, org=tx.org, person=actor.person, list=name, shown=json.dumps(now.columns), tight=now.dense)
    tx.audit("list.look", "person", actor.person, before and _traced(name, before), _traced(name, now))
    return now


def _traced(name: str, look: Look) -> dict[str, object]:
    return {"list": name, "shown": ", ".join(look.columns), "tight": look.dense}
