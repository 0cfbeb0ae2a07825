"""Facts of many features come in one statement, and each row with its own names and kinds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from leima.db.facts import Fact, FactReader
from leima.db.tx import Tx
from leima.features.days.queries import READER
from leima.features.days.stored_facts import StoredFacts
from leima.rules.terms import Absence
from tests.company import Company, ms, open_company, operation


class Posting(NamedTuple):
    date: str
    year: int
    amount: int


class Mark(NamedTuple):
    id: str
    date: str
    end_at: int | None
    waits: bool


class Weight(NamedTuple):
    id: str
    kilograms: float


def _dated(row: Any) -> tuple[str, str]:
    return row.date, row.date


POSTING = Fact(Posting, "day_posting WHERE org=:org AND person=:person AND date BETWEEN :first AND :last", _dated)
MARK = Fact(Mark, "kiky_mark WHERE org=:org AND person=:person AND date BETWEEN :eve AND :morrow", _dated)
DATE = "2026-11-12"
NAMED = ("eve", "first", "last", "morrow", "monday", "sunday")


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url) as opened:
        yield opened


def store(tx: Tx, person: str) -> None:
    """A posting of a year, and a whole-day mark that waits."""
    tx.run(
        "INSERT INTO day_posting (org, person, date, account, year, amount, why)"
        " VALUES (:org, :person, :date, 'annual_holiday', 2025, -1, '{}')",
        org=tx.org,
        person=person,
        date=DATE,
    )
    tx.run(
        "INSERT INTO kiky_mark (org, id, person, date, break_min, note, status, waits, version, deleted)"
        " VALUES (:org, 'm', :person, :date, 0, '', 'planned', :yes, 1, :no)",
        org=tx.org,
        person=person,
        date=DATE,
        yes=True,
        no=False,
    )


def test_each_row_has_the_names_and_kinds_of_its_feature(company: Company) -> None:
    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        store(tx, company.ids["aino"])
        read = FactReader((POSTING, MARK)).read(tx, person=company.ids["aino"], **dict.fromkeys(NAMED, DATE))
        assert read.of(POSTING) == [Posting(DATE, 2025, -1)]
        assert read.of(MARK) == [Mark("m", DATE, None, True)]
        assert read.of(MARK)[0].waits is True
        tx.touched.clear()

    company.world.db.write_now(work)


def test_what_a_date_holds_costs_one_statement_however_many_features_tell_of_it(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Tx, str]] = []
    execute, together = Tx._execute, Tx.together

    def ask(tx: Tx, sql: str, params: dict[str, Any]) -> None:
        asked.append((tx, sql))
        execute(tx, sql, params)

    def ask_together(tx: Tx, *queries: Any) -> Any:
        asked.extend((tx, one.sql) for one in queries)
        return together(tx, *queries)

    monkeypatch.setattr(Tx, "_execute", ask)
    monkeypatch.setattr(Tx, "together", ask_together)

    def work(tx: Tx) -> tuple[StoredFacts, int]:
        tx.org = company.ids["org"]
        tx.cache.zone[tx.org] = "Europe/Helsinki"
        store(tx, company.ids["aino"])
        asked.clear()
        shelf = StoredFacts(tx, company.ids["aino"], DATE, DATE)
        return shelf, sum(one is tx for one, _ in asked)

    shelf, statements = company.world.db.write_now(work)
    held = shelf.other_facts(DATE)
    print(f"statements of a day's facts: {statements}")
    assert statements == 4, "terms, punches, entries, and all that stands beside them"
    assert len(READER.facts) > 4
    assert held.posted == {("annual_holiday", 2025): (-1, "{}")}
    assert [mark.waits for mark in held.marks] == [True]


def test_what_a_fact_says_to_the_rules_is_worked_out_for_each_of_its_dates(company: Company) -> None:
    away = {"from_date": "2026-11-10", "until_date": "2026-11-12", "kind": "training", "minutes": 60}
    company.push("aino", absence(company.ids["aino"], away))

    def work(tx: Tx) -> list[tuple[Absence, ...]]:
        tx.org = company.ids["org"]
        shelf = StoredFacts(tx, company.ids["aino"], "2026-11-11", "2026-11-13")
        return [shelf.other_facts(date).absences for date in ("2026-11-11", "2026-11-12", "2026-11-13")]

    found = company.world.db.read_now(work)
    assert [[(one.date, one.minutes, one.credits) for one in some] for some in found] == [
        [("2026-11-11", 60, True)],
        [("2026-11-12", 60, True)],
        [],
    ]


def absence(person: str, body: dict[str, Any]) -> dict[str, Any]:
    return operation(person, "absence.record", {"note": "", "reason": "", **body}, ms("2026-11-20T07:00"))


def test_a_field_that_no_column_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="str, int and bool, not of <class 'float'>"):
        FactReader((Fact(Weight, "person", _dated),))
