"""The calendar of a unit of 200 people asks as few queries as that of five."""

from functools import partial
from typing import Any

import pytest

from leima.db.tables.absences import Absence
from leima.db.tx import Tx
from leima.rules.zone import next_date
from tests.calendar.teams import calendar, join
from tests.company import Company, new_id

PEOPLE = 195
YEAR = {"from": "2026-01-01", "to": "2026-12-31"}


def fill(ids: dict[str, str], tx: Tx) -> None:
    """A unit of 200 people with six weeks away for each."""
    tx.org = ids["org"]
    for n in range(PEOPLE):
        join(tx, ids, f"p{n:03d}", "team")
        for first in (next_date("2026-02-02", n % 60), next_date("2026-06-15", n % 40)):
            dates = {"from_date": first, "until_date": next_date(first, 20)}
            person = ids[f"p{n:03d}"]
            tx.insert(Absence(org=tx.org, id=new_id(), person=person, author=person, kind="annual_holiday", **dates))


def test_more_people_need_no_more_queries(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    everything = Tx.all

    def listening(tx: Tx, query: Any) -> list[Any]:
        if tx.actor is not None:
            asked.append(query.sql)
        return everything(tx, query)

    monkeypatch.setattr(Tx, "all", listening)
    calendar(company, "boss", **YEAR)
    few = len(asked)
    company.world.db.write_now(partial(fill, company.ids))
    asked.clear()
    found = calendar(company, "boss", **YEAR)
    assert len(found["people"]) == PEOPLE + 5
    assert len(asked) == few <= 14
