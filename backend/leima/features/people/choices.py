"""The organisation's own row, and what work is booked on: their only writer beside `store`."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from leima.db.site import local_date
from leima.db.tx import Tx

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


def put_work_type(tx: Tx, id: str, name: str, kiky: bool, active: bool) -> None:
    """A new work type, or new values for one that is there."""
    tx.run(
        "INSERT INTO work_type (org, id, name, kiky, active) VALUES (:org, :id, :name, :kiky, :active)"
        " ON CONFLICT (org, id) DO UPDATE SET name = excluded.name, kiky = excluded.kiky, active = excluded.active",
        org=tx.org,
        id=id,
        name=name,
        kiky=kiky,
        active=active,
    )
    _tell(tx, "work_type", id)


def put_cost_centre(tx: Tx, id: str, code: str, name: str, active: bool) -> None:
    """A new cost centre, or new values for one that is there."""
    tx.run(
        "INSERT INTO cost_centre (org, id, code, name, active) VALUES (:org, :id, :code, :name, :active)"
        " ON CONFLICT (org, id) DO UPDATE SET code = excluded.code, name = excluded.name, active = excluded.active",
        org=tx.org,
        id=id,
        code=code,
        name=name,
        active=active,
    )
    _tell(tx, "cost_centre", id)


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
