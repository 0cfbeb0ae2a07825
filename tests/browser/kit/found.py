"""Founds what a browser story is about, from JSON on standard input; answers the person of each address.

`{"company": an organisation file, "password", "invited": addresses without a password}`, or
`{"demo": people, "password"}` for the demo company cut to so many.
"""

import json
import sys
from typing import Any

from leima.app import open_world
from leima.db.engine import migrate
from leima.db.tables.people import Person
from leima.db.tx import Tx
from leima.demo.seed import seed
from leima.features.auth.passwords import seal
from leima.features.auth.store import set_password
from leima.features.importing.reading import read
from leima.features.importing.service import take_in
from leima.settings import load
from leima.world.world import World


def found(world: World, given: dict[str, Any]) -> dict[str, str]:
    """Puts the company or the demo in."""
    if "demo" in given:
        seed(world.db, world.clock.now(), given["password"], people=given["demo"])
    else:
        world.db.write_now(lambda tx: _take_in(tx, given, seal(given["password"])))
    rows = world.db.read_now(lambda tx: tx.rows(Person, "SELECT * FROM person"))
    return {row.email: row.id for row in rows}


def _take_in(tx: Tx, given: dict[str, Any], sealed: str) -> None:
    report = take_in(tx, read("company.json", json.dumps(given["company"]).encode()), write=True)
    if not report.all_good:
        raise ValueError(report.problems)
    for row in tx.rows(Person, "SELECT * FROM person WHERE org=:org", org=tx.org):
        if row.email not in given["invited"]:
            set_password(tx, row.id, sealed)


def main() -> None:
    """Reads, founds, answers."""
    settings = load()
    migrate(settings)
    world = open_world(settings)
    try:
        print(json.dumps(found(world, json.load(sys.stdin))))
    finally:
        world.db.close()


if __name__ == "__main__":
    main()
