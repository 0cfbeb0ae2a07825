"""Terms that an earlier version stored: an upgrade tells the rules of leave of them, and moves no day."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from leima.db.tx import Tx
from leima.features.agreements.upgrading import tell_leave
from leima.features.days.leave_given import given_by_hand, sentence
from leima.features.ledger.store import NewPosting, post
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


def test_an_upgrade_proposes_to_take_back_what_was_given_by_hand_of_the_running_year(office: Company) -> None:
    def adjust(tx: Tx) -> None:
        tx.org = office.ids["org"]
        for who, year, date, kind, amount in (
            ("aino", 2027, "2026-11-02", "adjustment", 1250),
            ("eino", 2027, "2026-11-02", "adjustment", 200),
            ("eino", 2027, "2026-11-03", "adjustment", -200),
            ("eino", 2026, "2026-03-30", "adjustment", 300),
            ("boss", 2027, "2026-11-02", "opening", 900),
        ):
            post(tx, NewPosting(office.ids[who], "annual_holiday", year, date, kind, amount, "Lisäys", "test"))

    assert office.world.db.read_now(given_by_hand) == []
    office.world.db.write_now(adjust)
    (given,) = office.world.db.read_now(given_by_hand)
    assert (given.year, given.people, given.amount) == (2027, 1, 1250)
    assert "12.5 days of the earning year 2026–2027" in sentence(given)
