"""A colleague's calendar and year plan hold no kind and no word of anybody's absence: 0 canaries of 200."""

import io
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook

from leima.db.tables.absences import Absence
from leima.db.tables.leave import LeaveRequest
from leima.db.tx import Tx
from leima.features.calendar import lanes
from leima.rules.zone import next_date
from tests.calendar.teams import calendar
from tests.company import Company, new_id

MANY = 100
"""Absences, and as many requests, each with canaries in its kind, note and reason."""
YEAR = {"from": "2026-01-01", "to": "2026-12-31"}


def let_out(company: Company) -> set[str]:
    """Stores them for Aino. Returns every canary."""

    def work(tx: Tx) -> set[str]:
        tx.org, person = company.ids["org"], company.ids["aino"]
        found: set[str] = set()
        for n in range(MANY):
            words = {name: f"canary-{name}-{n}-" for name in ("kind", "note", "reason")}
            gone = {name: f"{word}away" for name, word in words.items()}
            asked = {name: f"{word}asked" for name, word in words.items()}
            date = next_date("2026-01-05", 3 * n)
            dates = {"org": tx.org, "person": person, "from_date": date, "until_date": date}
            tx.insert(Absence(id=new_id(), author=person, **dates, **gone))
            dates |= {"from_date": next_date(date), "until_date": next_date(date)}
            status = ("requested", "approved", "cancelling")[n % 3]
            answer = {"answer": f"canary-answer-{n}-", "asked_at": 1, "status": status}
            tx.insert(LeaveRequest(id=new_id(), **dates, **asked, **answer))
            found |= {*gone.values(), *asked.values()}
        return found

    return company.world.db.write_now(work)


def texts(content: bytes) -> str:
    """Every part of a workbook as it lies in the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(name).decode(errors="replace") for name in book.namelist())


def read(company: Company, who: str) -> tuple[str, str]:
    """The calendar's JSON and workbook as they were sent."""
    asked: dict[str, Any] = {**YEAR, "team": company.ids["team"]}
    told = company.client.get("/api/v1/calendar", params=asked, headers=company.headers(who))
    file = company.client.get("/api/v1/calendar", params={**asked, "format": "xlsx"}, headers=company.headers(who))
    assert (told.status_code, file.status_code) == (200, 200)
    return told.text, texts(file.content)


@pytest.mark.parametrize("who", ["eino", "planner", "admin"])
def test_nobody_else_reads_a_kind_or_a_word(company: Company, who: str) -> None:
    canaries = let_out(company)
    assert len(canaries) == 6 * MANY
    for text in read(company, who):
        assert [one for one in canaries if one in text] == []
        assert "canary" not in text
    assert (
        len(next(one for one in calendar(company, who, "team", **YEAR)["people"] if one["name"] == "Aino")["days"])
        > MANY
    )


def test_a_supervisor_reads_the_kinds_that_were_asked_for_alone(company: Company) -> None:
    canaries = let_out(company)
    for text in read(company, "boss"):
        seen = {one for one in canaries if one in text}
        assert seen
        assert all(one.startswith("canary-kind-") and one.endswith("asked") for one in seen)


def test_a_planted_fault_lets_them_out(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    canaries = let_out(company)
    monkeypatch.setattr(lanes, "knows_kinds", lambda actor, person: True)
    for text in read(company, "eino"):
        assert any(one in text for one in canaries)


def test_the_year_plan_is_a_grid_and_a_list(company: Company) -> None:
    let_out(company)
    asked = {**YEAR, "team": company.ids["team"], "format": "xlsx"}
    answer = company.client.get("/api/v1/calendar", params=asked, headers=company.headers("eino"))
    name = "vuosisuunnitelma-kehitys-2026-01-01-2026-12-31.xlsx"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    grid, listed = load_workbook(io.BytesIO(answer.content)).worksheets
    names = [row[0].value for row in grid.iter_rows(min_row=4, max_col=1)]
    assert names == ["Aino", "Boss", "Eino", "Hourly", "Planner", "Paikalla", "Paikalla, jos kaikki hyväksytään"]
    aino = [cell.value for cell in grid[4]]
    assert (aino[4], aino[5], aino[6]) == (None, "P", "H")
    head, first, second, *_ = listed.iter_rows(values_only=True)
    assert head == ("Nimi", "Alkaa", "Päättyy", "Päiviä", "Tila")
    assert [(row[0], row[1].date().isoformat(), row[3], row[4]) for row in (first, second)] == [
        ("Aino", "2026-01-05", 1, "Poissa"),
        ("Aino", "2026-01-06", 1, "Hakemus"),
    ]


def test_names_that_look_like_formulas_stay_text(company: Company) -> None:
    def rename(tx: Tx) -> None:
        tx.run("UPDATE person SET name='=1+1' WHERE id=:id", id=company.ids["eino"])

    company.world.db.write_now(rename)
    answer = company.client.get("/api/v1/calendar", params={"format": "xlsx"}, headers=company.headers("aino"))
    grid, _ = load_workbook(io.BytesIO(answer.content)).worksheets
    assert [cell.data_type for cell in grid["A"] if cell.value == "=1+1"] == ["s"]
