"""Up to which date each kind of record goes: by law and by what the organisation has chosen."""

import json
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from leima import paths
from leima.db.site import local_date, today, zone
from leima.db.tables.retention import RetentionSetting
from leima.db.tx import Tx
from leima.rules.zone import near_instant

LONGEST = 50
"""Years for which an organisation may keep a kind at the most."""
_MINUTE = 60_000
_PEOPLE = (
    "SELECT p.id, p.active, MAX(COALESCE(t.until_date, '9999-12-31')) AS last FROM person p"
    " LEFT JOIN terms t ON t.org=p.org AND t.person=p.id AND NOT t.deleted"
    " WHERE p.org=:org GROUP BY p.id, p.active ORDER BY p.id"
)
_ENDED = (
    "SELECT entity_id AS id, MAX(at) AS at FROM audit_event"
    " WHERE org=:org AND entity='person' AND what='person.deactivate' GROUP BY entity_id"
)


class Kind(NamedTuple):
    """A kind of record by law: years at the least, counted from the end of its year or of that of leaving."""

    key: str
    years: int
    counted: str
    source: str


class Cut(NamedTuple):
    """A kind with what the organisation has chosen: records from `before` on stay, or of people who left then."""

    kind: Kind
    years: int
    before: str
    left: tuple[str, ...]


class _Person(NamedTuple):
    id: str
    active: bool
    last: str | None


class _Ended(NamedTuple):
    id: str
    at: int


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of `shared/tables/kept/records.json`."""
    told = json.loads((paths.shared() / "tables" / "kept" / "records.json").read_text(encoding="utf-8"))
    return tuple(Kind(row["key"], row["value"], row["counted"], row["source"]) for row in told["rows"])


def chosen(tx: Tx) -> Mapping[str, RetentionSetting]:
    """What the organisation has chosen, by kind."""
    rows = tx.rows(RetentionSetting, "SELECT * FROM retention_setting WHERE org=:org", org=tx.org)
    return {row.kind: row for row in rows}


def left_on(tx: Tx) -> dict[str, str]:
    """When each person left who neither may sign in nor has terms of employment today."""
    now = today(tx)
    ended = {row.id: local_date(tx, row.at) for row in tx.rows(_Ended, _ENDED, org=tx.org)}
    found = {}
    for row in tx.rows(_Person, _PEOPLE, org=tx.org):
        last = row.last if row.last not in (None, "9999-12-31") else None
        known = last if row.last != "9999-12-31" else ended.get(row.id) if not _has_terms(tx, row.id) else None
        if not row.active and known is not None and known < now:
            found[row.id] = known
    return found


def _has_terms(tx: Tx, person: str) -> bool:
    sql = "SELECT COUNT(*) FROM terms WHERE org=:org AND person=:person AND NOT deleted"
    return bool(tx.value(int, sql, org=tx.org, person=person))


def cuts(tx: Tx) -> dict[str, Cut]:
    """Every kind as it stands today."""
    settings, gone, year = chosen(tx), left_on(tx), int(today(tx)[:4])
    found = {}
    for kind in kinds():
        years = max(kind.years, settings[kind.key].years if kind.key in settings else 0)
        before = f"{year - years}-01-01"
        left = [person for person, date in sorted(gone.items()) if kind.counted == "leaving" and date < before]
        found[kind.key] = Cut(kind, years, before, tuple(left))
    return found


def instant_of(tx: Tx, date: str) -> int:
    """Epoch milliseconds of the beginning of a date of the site."""
    return near_instant(zone(tx), date) * _MINUTE
