"""Founds the company of a browser story: the file on standard input goes in, and everybody gets the same password."""

import json
import sys
from typing import Any

from leima.app import open_world
from leima.db.engine import migrate
from leima.db.tx import Tx
from leima.features.auth.passwords import seal
from leima.features.auth.store import set_password
from leima.features.balances.ledger import AccountLedger
from leima.features.people.importing.service import read, take_in
from leima.settings import load


def found(given: dict[str, Any]) -> dict[str, str]:
    """Takes in `given["company"]`, an organisation file; answers the person of each address."""
    settings = load()
    migrate(settings)
    bundle = read("company.json", json.dumps(given["company"]).encode())
    sealed = seal(given["password"])

    def work(tx: Tx) -> dict[str, str]:
        report = take_in(tx, bundle, AccountLedger(), write=True)
        if not report.all_good:
            raise ValueError(report.problems)
        rows = tx.rows("SELECT id, email FROM person WHERE org=:org", org=tx.org)
        for row in rows:
            if row.email not in given["invited"]:
                set_password(tx, row.id, sealed)
        return {row.email: row.id for row in rows}

    world = open_world(settings)
    try:
        return world.db.write_now(work)
    finally:
        world.db.close()


if __name__ == "__main__":
    print(json.dumps(found(json.load(sys.stdin))))
