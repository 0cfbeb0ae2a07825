"""Sites: where teams and people belong, by name and street address. Their only writer.

A team is at one site at the most. A person is where their team is, or at a site of their own. Nothing here knows where
anybody stands.
"""

import json
from collections.abc import Mapping
from typing import NamedTuple

from leima.db.site import today
from leima.db.tables.people import Site
from leima.db.tx import Tx

_OF_PERSON = (
    "SELECT s.name, s.address FROM team_member m JOIN team t ON t.org = m.org AND t.id = m.team"
    " JOIN site s ON s.org = t.org AND s.id = t.site WHERE m.org=:org AND m.person=:person AND m.role = 'member'"
    " AND (m.until_date IS NULL OR m.until_date >= :today) ORDER BY m.from_date, t.name, t.id LIMIT 1"
)
_OWN_SITE = (
    "SELECT s.name, s.address FROM person p JOIN site s ON s.org = p.org AND s.id = p.site"
    " WHERE p.org=:org AND p.id=:person"
)
_PEOPLE_AT = (
    "SELECT p.name FROM person p WHERE p.org=:org AND p.active AND (p.site=:site OR EXISTS (SELECT 1"
    " FROM person_change c WHERE c.org = p.org AND c.person = p.id AND c.what = 'site' AND c.value=:value))"
    " ORDER BY p.name, p.id"
)


class Place(NamedTuple):
    """A site's name and street address; the address may be empty."""

    name: str
    address: str


def all_sites(tx: Tx) -> list[Site]:
    """Every site of `tx.org`, by name."""
    return tx.rows(Site, "SELECT * FROM site WHERE org=:org ORDER BY name, id", org=tx.org)


def locked(tx: Tx, id: str) -> Site | None:
    """A site that nobody else removes or puts a team at before this is done. SQLite has one writer anyway."""
    if tx.dialect == "postgresql":
        tx.value(str, "SELECT id FROM site WHERE org=:org AND id=:id FOR UPDATE", org=tx.org, id=id)
    return tx.get(Site, id=id)


def put(tx: Tx, id: str, name: str, address: str) -> None:
    """A new site, or another name and address for one that is there."""
    tx.run(
        "INSERT INTO site (org, id, name, address) VALUES (:org, :id, :name, :address)"
        " ON CONFLICT (org, id) DO UPDATE SET name = excluded.name, address = excluded.address",
        org=tx.org,
        id=id,
        name=name,
        address=address,
    )


def remove(tx: Tx, id: str) -> None:
    """The site is no more. Its callers have seen that no team and nobody who may sign in is at it."""
    tx.run("UPDATE person SET site=NULL WHERE org=:org AND site=:id", org=tx.org, id=id)
    sql = "DELETE FROM person_change WHERE org=:org AND what='site' AND value=:value"
    tx.run(sql, org=tx.org, value=json.dumps(id))
    tx.run("DELETE FROM site WHERE org=:org AND id=:id", org=tx.org, id=id)


def place_team(tx: Tx, team: str, site: str | None) -> None:
    """The team is at this site, or at none."""
    tx.run("UPDATE team SET site=:site WHERE org=:org AND id=:id", site=site, org=tx.org, id=team)


def teams_at(tx: Tx, site: str) -> list[str]:
    """The names of the teams at a site."""
    return tx.values(
        str, "SELECT name FROM team WHERE org=:org AND site=:site ORDER BY name, id", org=tx.org, site=site
    )


def people_at(tx: Tx, site: str) -> list[str]:
    """The names of those who may sign in and have the site as their own, today or from a date to come."""
    return tx.values(str, _PEOPLE_AT, org=tx.org, site=site, value=json.dumps(site))


def names(tx: Tx) -> Mapping[str | None, str]:
    """The name of each site by its id."""
    return {one.id: one.name for one in all_sites(tx)}


def of_person(tx: Tx, person: str) -> Place | None:
    """Somebody's own site, else where their team is today, or the first that they come to; None where there is none."""
    own = tx.one(Place, _OWN_SITE, org=tx.org, person=person)
    return own or tx.one(Place, _OF_PERSON, org=tx.org, person=person, today=today(tx))
