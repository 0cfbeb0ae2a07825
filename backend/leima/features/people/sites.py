"""Sites: where teams are, by name and street address. Their only writer.

A team is at one site at the most; a person is where their team is. Nothing here knows where anybody stands.
"""

from typing import NamedTuple

from leima.db.site import today
from leima.db.tables.people import Site
from leima.db.tx import Tx

_OF_PERSON = (
    "SELECT s.name, s.address FROM team_member m JOIN team t ON t.org = m.org AND t.id = m.team"
    " JOIN site s ON s.org = t.org AND s.id = t.site WHERE m.org=:org AND m.person=:person AND m.role = 'member'"
    " AND (m.until_date IS NULL OR m.until_date >= :today) ORDER BY m.from_date, t.name, t.id LIMIT 1"
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
    """The site is no more. Its callers have seen that no team is at it."""
    tx.run("DELETE FROM site WHERE org=:org AND id=:id", org=tx.org, id=id)


def place_team(tx: Tx, team: str, site: str | None) -> None:
    """The team is at this site, or at none."""
    tx.run("UPDATE team SET site=:site WHERE org=:org AND id=:id", site=site, org=tx.org, id=team)


def teams_at(tx: Tx, site: str) -> list[str]:
    """The names of the teams at a site."""
    return tx.values(
        str, "SELECT name FROM team WHERE org=:org AND site=:site ORDER BY name, id", org=tx.org, site=site
    )


def of_person(tx: Tx, person: str) -> Place | None:
    """Where somebody's team is today, or the first that they come to; None where no team of theirs has a site."""
    return tx.one(Place, _OF_PERSON, org=tx.org, person=person, today=today(tx))
