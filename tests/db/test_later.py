"""Rows that are queued to be written together: no query misses them, and rows of an undone unit are not written."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leima.db.tx import Tx
from tests.company import Company, open_company

_ADD = "INSERT INTO team (org, id, name) VALUES (:org, :id, :name)"


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    """A fresh one for each test and database."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url) as opened:
        yield opened


def add(tx: Tx, *names: str) -> None:
    for name in names:
        tx.later(_ADD, org=tx.org, id=name, name=name)


def teams(tx: Tx) -> set[str]:
    return set(tx.values(str, "SELECT name FROM team WHERE org=:org", org=tx.org))


def test_a_row_that_waits_is_there_for_whoever_asks_in_the_same_unit_of_work(company: Company) -> None:
    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        add(tx, "one", "two")
        assert {"one", "two"} <= teams(tx)
        add(tx, "three")
        assert tx.met("UPDATE team SET name='3' WHERE org=:org AND id='three'", org=tx.org) == 1
        add(tx, "four")

    company.world.db.write_now(work)
    assert {"one", "two", "3", "four"} <= company.world.db.read_now(lambda tx: _teams_of(tx, company.ids["org"]))


def test_what_waits_inside_an_undone_part_is_undone_with_it_and_what_waited_before_stays(company: Company) -> None:
    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        add(tx, "before")
        with pytest.raises(KeyError), tx.savepoint():
            add(tx, "inside")
            raise KeyError("planted")
        with pytest.raises(Exception, match=r"(?i)unique"), tx.savepoint():
            add(tx, "twice", "twice")
        add(tx, "after")

    company.world.db.write_now(work)
    found = company.world.db.read_now(lambda tx: _teams_of(tx, company.ids["org"]))
    assert {"before", "after"} <= found
    assert not {"inside", "twice"} & found


def _teams_of(tx: Tx, org: str) -> set[str]:
    tx.org = org
    return teams(tx)
