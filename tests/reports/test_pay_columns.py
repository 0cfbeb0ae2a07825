"""What the interval's whole weeks pay: the rules' own weekly overtime, supplements and holidays, day by day."""

from typing import Any

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from tests.company import FLEX, HOURLY, Company, agreements, new_id, operation
from tests.reports.month import day, report


def contracted(company: Company, who: str, contract: dict[str, Any]) -> None:
    """A person with a stored contract and agreements, as in the product."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        for key, one in agreements().items():
            rows = [row.to_json() for row in one.rows]
            given = {"name": one.name, "from_date": one.from_, "source": one.source, "rows": rows}
            agreement_store.add_agreement(tx, key, **given, until_date=one.until, base=one.base)
        body = {name: contract[name] for name in ("form", "pay")}
        agreement_store.add_contract(
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


def overtime_as_leave(company: Company) -> None:
    """Three ordered hours on 18 November that the employee takes as leave, and a sick day on the 17th."""
    aino = company.ids["aino"]
    day(company.at("2026-11-20T08:00"), "aino", "2026-11-18", "08:00", "19:00")
    asked = {"date": "2026-11-18", "minutes": 180, "note": ""}
    sick = {"from_date": "2026-11-17", "until_date": "2026-11-17", "kind": "sick"}
    placed = operation(aino, "order.place", asked, 1) | {"entity": {"type": "work_order", "id": new_id()}}
    entity = {"type": "overtime_choice", "id": f"{aino}:2026-11-18"}
    chosen = operation(aino, "overtime.choose", {"date": "2026-11-18", "choice": "leave"}, 1) | {"entity": entity}
    assert company.push("boss", placed)["results"][0]["status"] == "applied"
    results = company.push("aino", chosen, operation(aino, "absence.record", sick, 1))["results"]
    assert [one["status"] for one in results] == ["applied", "applied"]


def test_overtime_taken_as_leave_stands_in_its_day_its_account_and_the_balance_report(company: Company) -> None:
    overtime_as_leave(company)
    told = report(company, "aino")["people"][0]
    by_date = {row["date"]: row for row in told["rows"]}
    assert by_date["2026-11-18"]["overtime_leave_change"] == 270
    assert (by_date["2026-11-18"]["overtime50"], by_date["2026-11-18"]["overtime100"]) == (120, 30)
    leave = next(one for one in told["summary"]["accounts"] if one["account"] == "overtime_leave")
    assert (leave["opening"], leave["changes"], leave["closing"]) == (0, {"day": 270}, 270)
    assert company.account("aino", "overtime_leave")["amount"] == 270
    rows = company.get("boss", "reports/balances", **{"from": "2026-11-01", "to": "2026-11-30"})["rows"]
    row = next(row for row in rows if row["name"] == "Aino")
    assert [row[f"overtime_leave.{part}"] for part in ("opening", "change", "closing")] == [0, 270, 270]


def test_a_day_away_is_told_by_its_kind_and_never_by_its_reason(company: Company) -> None:
    overtime_as_leave(company)
    told = report(company, "aino")
    assert {"key": "absences.sick", "kind": "min", "title": "Sairaus (palkallinen)", "adds_up": True} in told["columns"]
    assert {row["date"]: row for row in told["people"][0]["rows"]}["2026-11-17"]["absences.sick"] == 450
