"""Rows that are queued to be written together: no query misses them, and rows of an undone unit are not written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.db.wire import Sent, Wire
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


@pytest.mark.parametrize("count", [1, 2, 3, 15, 21])
def test_all_rows_are_written_whatever_their_number(company: Company, count: int) -> None:
    wanted = {f"team {n}" for n in range(count)}

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.all_later(_ADD, [{"org": tx.org, "id": name, "name": name} for name in wanted])

    company.world.db.write_now(work)
    found = company.world.db.read_now(lambda tx: _teams_of(tx, company.ids["org"]))
    assert {name for name in found if name.startswith("team ")} == wanted


def test_rows_of_one_statement_go_to_postgresql_some_at_a_time(
    company_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    send = Wire.send

    def noted(wire: Wire, sql: str, params: Any = None) -> Sent:
        sent.append(sql)
        return send(wire, sql, params)

    with open_company(tmp_path, company_url) as company:
        monkeypatch.setattr(Wire, "send", noted)
        company.world.db.write_now(lambda tx: tx.all_later(_ADD, [_team(n) for n in range(15)]))
    assert len([sql for sql in sent if sql.startswith("INSERT INTO team")]) == 4


def test_an_upsert_may_meet_a_row_twice(company: Company) -> None:
    upsert = f"{_ADD} ON CONFLICT (org, id) DO UPDATE SET name=excluded.name"
    company.world.db.write_now(lambda tx: tx.all_later(upsert, [_team(1), {**_team(1), "name": "again"}]))
    assert "again" in company.world.db.read_now(lambda tx: _teams_of(tx, "elsewhere"))


def _team(number: int) -> dict[str, str]:
    return {"org": "elsewhere", "id": f"t{number}", "name": f"Team {number}"}
