"""What the interval's whole weeks pay: the rules' own weekly overtime, supplements and holidays, day by day."""

from typing import Any

from leima.db.tx import Tx
from leima.features.people import store as people
from leima.features.people import terms
from tests.company import FLEX, HOURLY, Company, agreements, new_id
from tests.reports.month import day, report


def contracted(company: Company, who: str, contract: dict[str, Any]) -> None:
    """A person with a stored contract and agreements, as in the product."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        for key, one in agreements().items():
            rows = [row.to_json() for row in one.rows]
            given = {"name": one.name, "from_date": one.from_, "source": one.source, "rows": rows}
            people.add_agreement(tx, key, **given, until_date=one.until, base=one.base)
        body = {name: contract[name] for name in ("form", "pay")}
        people.add_contract(
            tx,
            company.ids[who],
            from_date="2025-01-01",
            until_date=None,
            agreement=contract["agreement"],
            variant=contract.get("variant"),
            body=body,
            id=new_id(),
        )
        terms.rebuild(tx, company.ids[who])

    company.world.db.write_now(work)


def rows(company: Company, who: str = "hourly", **params: Any) -> dict[str, dict[str, Any]]:
    told = report(company, who, **params)["people"][0]
    return {row["date"]: row for row in told["rows"]}


def test_work_on_a_sunday_is_told_as_a_supplement_of_its_own_column(company: Company) -> None:
    contracted(company, "aino", FLEX)
    day(company.at("2026-11-20T18:00"), "aino", "2026-11-15", "10:00", "14:00")
    told = report(company, "aino")
    titles = {column["key"]: column["title"] for column in told["columns"]}
    assert titles["supplements.supplement_sunday"] == "Sunnuntaityön korotus"
    assert rows(company, "aino")["2026-11-15"]["supplements.supplement_sunday"] == 240
    assert told["people"][0]["sums"]["supplements.supplement_sunday"] == 240


def test_a_short_rest_between_two_days_is_a_finding_on_the_later_one(company: Company) -> None:
    contracted(company, "hourly", HOURLY)
    company.at("2026-11-20T18:00")
    day(company, "hourly", "2026-11-17", "14:00", "23:30")
    day(company, "hourly", "2026-11-18", "05:00", "09:00")
    assert "Vuorokausilepo oli 5:30" in rows(company)["2026-11-18"]["findings"]


def test_an_interval_that_begins_in_midweek_tells_the_same_of_its_days_as_the_whole_month(company: Company) -> None:
    contracted(company, "hourly", HOURLY)
    company.at("2026-11-20T18:00")
    for n in (9, 10, 11, 12, 13, 14, 15):
        day(company, "hourly", f"2026-11-{n:02d}", "08:00", "17:30")
    whole, part = rows(company), rows(company, **{"from": "2026-11-13", "to": "2026-11-15"})
    assert set(part) == {"2026-11-13", "2026-11-14", "2026-11-15"}
    for date, row in part.items():
        for key in ("worked", "additional", "overtime50", "overtime100", "weekly_overtime", "unapproved"):
            assert row[key] == whole[date][key], (date, key)
