"""Terms that an earlier version stored: an upgrade tells the rules of leave of them, and moves no day."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from leima.db.tx import Tx
from leima.features.agreements.upgrading import tell_leave
from tests.company import Company
from tests.people.office import open_office, versions, work


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_office(tmp_path, url) as company:
        yield company


class _Stored(NamedTuple):
    id: str
    body: str


def bodies(company: Company) -> list[dict[str, object]]:
    sql = "SELECT body FROM terms WHERE NOT deleted ORDER BY person, from_date"
    return [json.loads(body) for body in company.world.db.read_now(lambda tx: tx.values(str, sql))]


def forget_leave(tx: Tx) -> None:
    """As version 0.1.0 stored them."""
    for row in tx.rows(_Stored, "SELECT id, body FROM terms"):
        told = {key: value for key, value in json.loads(row.body).items() if key != "leave"}
        tx.run("UPDATE terms SET body=:body WHERE id=:id", id=row.id, body=json.dumps(told))


def test_an_upgrade_tells_the_rules_of_leave_once_and_moves_no_day(office: Company) -> None:
    work(office, "aino", 2, 19)
    office.turn("2026-11-20T12:00")
    stood, days = bodies(office), versions(office, "aino")
    assert any("leave" in body for body in stood)
    office.world.db.write_now(forget_leave)
    assert not any("leave" in body for body in bodies(office))

    told = tell_leave(office.world.db)

    assert told == len({body["person"] for body in stood if "leave" in body})
    assert [body.get("leave") for body in bodies(office)] == [body.get("leave") for body in stood]
    assert versions(office, "aino") == days
    assert tell_leave(office.world.db) == 0
