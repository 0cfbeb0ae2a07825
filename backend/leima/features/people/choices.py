"""The organisation's own row, and what work is booked on: their only writer beside `store`."""

import json
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from leima.db.site import local_date
from leima.db.tables.people import CostCentre, WorkType
from leima.db.tx import Tx

Kind = Literal["work_type", "cost_centre"]

EVERYONE = "*"
"""The owner of rows that every device of the organisation may pull."""


class _Booked(NamedTuple):
    person: str
    start_at: int
    end_at: int


def set_organisation(tx: Tx, name: str, zone: str) -> None:
    """The name and zone of an organisation that is there."""
    tx.run("UPDATE organisation SET name=:name, zone=:zone WHERE id=:org", name=name, zone=zone, org=tx.org)
    _tell(tx, "organisation", tx.org)


def set_logo(tx: Tx, version: str | None) -> None:
    """The version of the logo that the organisation has, or none; `logo` keeps its bytes."""
    tx.run("UPDATE organisation SET logo=:version WHERE id=:org", version=version, org=tx.org)
    _tell(tx, "organisation", tx.org)


def put_work_type(tx: Tx, id: str, name: str, kiky: bool, active: bool) -> None:
    """A new work type, or new values for one that is there. One that is in use is merged into nothing."""
    tx.run(
        "INSERT INTO work_type (org, id, name, kiky, active) VALUES (:org, :id, :name, :kiky, :active)"
        " ON CONFLICT (org, id) DO UPDATE SET name = excluded.name, kiky = excluded.kiky, active = excluded.active,"
        " merged_into = CASE WHEN excluded.active THEN NULL ELSE work_type.merged_into END,"
        " merged_on = CASE WHEN excluded.active THEN NULL ELSE work_type.merged_on END",
        org=tx.org,
        id=id,
        name=name,
        kiky=kiky,
        active=active,
    )
    _tell(tx, "work_type", id)


def put_cost_centre(tx: Tx, id: str, code: str, name: str, active: bool) -> None:
    """A new cost centre, or new values for one that is there. One that is in use is merged into nothing."""
    tx.run(
        "INSERT INTO cost_centre (org, id, code, name, active) VALUES (:org, :id, :code, :name, :active)"
        " ON CONFLICT (org, id) DO UPDATE SET code = excluded.code, name = excluded.name, active = excluded.active,"
        " merged_into = CASE WHEN excluded.active THEN NULL ELSE cost_centre.merged_into END,"
        " merged_on = CASE WHEN excluded.active THEN NULL ELSE cost_centre.merged_on END",
        org=tx.org,
        id=id,
        code=code,
        name=name,
        active=active,
    )
    _tell(tx, "cost_centre", id)


_MERGE: Mapping[Kind, str] = {
    "work_type": "UPDATE work_type SET active=:no, merged_into=:into, merged_on=:date WHERE org=:org AND id=:id",
    "cost_centre": "UPDATE cost_centre SET active=:no, merged_into=:into, merged_on=:date WHERE org=:org AND id=:id",
}
_HIDE: Mapping[Kind, str] = {
    "work_type": "UPDATE work_type SET active=:no WHERE org=:org AND id=:id",
    "cost_centre": "UPDATE cost_centre SET active=:no WHERE org=:org AND id=:id",
}


def merge(tx: Tx, kind: Kind, id: str, into: str, date: str) -> None:
    """Takes one out of use for another from a date on. What was booked on it stays booked on it."""
    tx.run(_MERGE[kind], no=False, into=into, date=date, org=tx.org, id=id)
    for one in (id, into):
        _tell(tx, kind, one)


def hide(tx: Tx, kind: Kind, id: str) -> None:
    """Takes one out of use."""
    tx.run(_HIDE[kind], no=False, org=tx.org, id=id)
    _tell(tx, kind, id)


def merged_into(rows: Sequence[WorkType | CostCentre]) -> dict[str, list[str]]:
    """By id, what has been merged into it, directly or by way of others."""
    into = {row.id: row.merged_into for row in rows}
    found: dict[str, list[str]] = {}
    for row in rows:
        heir, passed = row.merged_into, {row.id}
        while heir is not None and heir not in passed:
            found.setdefault(heir, []).append(row.id)
            passed.add(heir)
            heir = into.get(heir)
    return found


def remember_columns(tx: Tx, named: Mapping[str, str]) -> None:
    """What each column of the organisation's file of people means, by its title in lower case, for the next file."""
    tx.run(
        "INSERT INTO staff_columns (org, body) VALUES (:org, :body)"
        " ON CONFLICT (org) DO UPDATE SET body = excluded.body",
        org=tx.org,
        body=json.dumps(named, ensure_ascii=False),
    )


def remember_history(tx: Tx, columns: Mapping[str, str], named: Mapping[str, str], date_order: str) -> None:
    """How a file of an old clock was read, for the next one: fields by title, people by their name in the file."""
    tx.run(
        "INSERT INTO history_columns (org, body) VALUES (:org, :body)"
        " ON CONFLICT (org) DO UPDATE SET body = excluded.body",
        org=tx.org,
        body=json.dumps({"columns": columns, "named": named, "date_order": date_order}, ensure_ascii=False),
    )


def touch_booked(tx: Tx, ids: list[str]) -> None:
    """The days of entries that are booked on these: as long as nobody had taken them in, the days said so."""
    rows = tx.rows(
        _Booked,
        "SELECT person, start_at, COALESCE(end_at, start_at) AS end_at FROM entry WHERE org=:org AND NOT deleted"
        " AND (work_type IN :ids OR cost_centre IN :ids)",
        org=tx.org,
        ids=ids,
    )
    for row in rows:
        tx.touch(row.person, local_date(tx, row.start_at), local_date(tx, row.end_at))


def _tell(tx: Tx, type: str, id: str) -> None:
    """These rows carry no version of their own: the change log counts for them."""
    last = tx.value(
        int,
        "SELECT max(version) FROM change_log"
        " WHERE org=:org AND owner=:everyone AND entity_type=:type AND entity_id=:id",
        org=tx.org,
        everyone=EVERYONE,
        type=type,
        id=id,
    )
    tx.changed(type, id, owner=EVERYONE, version=(last or 0) + 1)
