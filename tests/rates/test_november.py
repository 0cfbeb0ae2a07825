"""In November admins hear, once a year, that the next year's rates are not in yet."""

import asyncio
import json
import time

from leima.features.rates.missing import tell_missing
from tests.company import Company
from tests.people.office import ask


def told(company: Company) -> list[tuple[str, int]]:
    """Who has been told of which year."""
    names = {id: who for who, id in company.ids.items()}
    rows = company.rows("SELECT person, params FROM notice WHERE org=:org AND kind='rates_missing' ORDER BY at, person")
    return [(names[row.person], json.loads(row.params)["year"]) for row in rows]


def told_in_time(company: Company) -> list[tuple[str, int]]:
    """The same once the job has run, by the server that has just begun or by us; not both at once."""
    for _ in range(200):
        asyncio.run(tell_missing(company.world.db))
        if found := told(company):
            return found
        time.sleep(0.05)
    return []


def run(company: Company, at: str) -> int:
    company.at(at)
    return asyncio.run(tell_missing(company.world.db))


def test_admins_hear_in_november_once_a_year_and_nobody_else(office: Company) -> None:
    before = told_in_time(office)
    assert before == [("admin", 2027)]
    assert run(office, "2026-11-21T08:00") == 0
    assert run(office, "2026-12-31T23:00") == 0
    assert told(office) == before
    assert run(office, "2027-10-31T08:00") == 0
    assert run(office, "2027-11-01T08:00") == 1
    assert run(office, "2027-11-02T08:00") == 0
    assert told(office) == [("admin", 2027), ("admin", 2028)]


def test_the_screen_says_so_from_november_on_and_names_what_is_missing(quick: Company) -> None:
    coming = ask(quick, "clerk", "GET", "travel/rates").json()["next_year"]
    assert (coming["year"], coming["due"]) == (2027, True)
    names = {one["key"]: one["name"] for one in coming["missing"]}
    assert names["car"] == "oma auto" and names["foreign_per_diem.SE"] == "Ruotsi"
    assert names["motorboat_le_50hp"] == "moottorivene, enintään 50 hv"  # known in 2025, and in no year since
    quick.at("2026-10-31T12:00")
    assert ask(quick, "clerk", "GET", "travel/rates").json()["next_year"]["due"] is False


def test_the_notice_says_how_many_values_are_missing(quick: Company) -> None:
    told_in_time(quick)
    rows = quick.rows("SELECT params FROM notice WHERE org=:org AND kind='rates_missing'")
    missing = ask(quick, "admin", "GET", "travel/rates").json()["next_year"]["missing"]
    assert [json.loads(row.params)["count"] for row in rows] == [len(missing)]
