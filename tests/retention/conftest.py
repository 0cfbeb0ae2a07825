"""A company with payroll and an admin, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import COUNTS_FROM, Company, open_company


def furnish(tx: Tx, ids: dict[str, str]) -> None:
    for who, role in (("admin", "admin"), ("payroll", "payroll")):
        ids[who] = people.add_person(tx, name=who.title(), email=f"{who}@company.test", counts_from=COUNTS_FROM)
        people.set_roles(tx, ids[who], ("employee", role))
        sql = (
            "INSERT INTO session_family (org, id, person, device, device_name, created_at, last_seen_at)"
            " VALUES (:org, :id, :person, 'desk', 'desk', :now, :now)"
        )
        tx.run(sql, org=tx.org, id=f"family-{who}", person=ids[who], now=tx.now)


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    """A fresh one for each test and database; it is Friday, 20 November 2026."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url, furnish=furnish) as opened:
        yield opened
