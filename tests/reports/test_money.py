"""Money in the working-time report: hours at the hourly wage with every raise, for those who may know it."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from tests.company import HOURLY, Company, ms, new_id, operation
from tests.months.month_fixtures import DECEMBER, approved, close, hire
from tests.reports.month import day, file, report
from tests.reports.test_pay_columns import contracted

NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}


def waged(company: Company, first: str, cents: int, until: str | None = None, who: str = "hourly") -> None:
    """A dated contract with a wage in place of the first one."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        body = {"form": "general", "pay": "hourly", "hourly_cents": cents}
        agreement_store.add_contract(
            tx, company.ids[who], from_date=first, until_date=until, agreement="general-40", body=body, id=new_id()
        )
        tx.run(
            "DELETE FROM contract WHERE org=:org AND person=:who AND from_date='2025-01-01'",
            org=tx.org,
            who=company.ids[who],
        )
        terms.rebuild(tx, company.ids[who])

    company.world.db.write_now(work)


def money(company: Company, who: str = "hourly", of: str = "hourly") -> Any:
    asked = {**NOVEMBER, "person": company.ids[of]}
    return company.get(who, "reports/working-time", **asked)["people"][0]["summary"]["money"]


def ordered(company: Company, date: str, start: str, end: str) -> None:
    """Work that the supervisor has ordered."""
    asked = {"date": date, "start": ms(f"{date}T{start}"), "end": ms(f"{date}T{end}"), "note": ""}
    order = operation(company.ids["hourly"], "order.place", asked, 1) | {
        "entity": {"type": "work_order", "id": new_id()}
    }
    assert company.push("boss", order)["results"][0]["status"] == "applied"


def hired(company: Company) -> None:
    contracted(company, "hourly", HOURLY)
    hire(company, "payroll", "payroll")
    hire(company, "admin", "admin")


def test_hours_make_money_at_the_wage_of_their_own_day(company: Company) -> None:
    hired(company)
    waged(company, "2025-01-02", 1500, "2026-11-17")
    waged(company, "2026-11-18", 1800)
    company.at("2026-11-20T18:00")
    day(company, "hourly", "2026-11-17", "08:00", "12:00")
    day(company, "hourly", "2026-11-18", "08:00", "12:00")
    base = {"part": "base", "percent": 100, "minutes": 480, "cents": 13200}
    assert money(company) == {"rows": [base], "cents": 13200}


def test_ordered_overtime_and_a_sunday_are_paid_with_their_raises(company: Company) -> None:
    hired(company)
    waged(company, "2025-01-02", 2000)
    company.at("2026-11-20T18:00")
    ordered(company, "2026-11-18", "16:00", "17:00")
    ordered(company, "2026-11-15", "10:00", "12:00")
    day(company, "hourly", "2026-11-18", "08:00", "17:00")
    day(company, "hourly", "2026-11-15", "10:00", "12:00")
    told = money(company)
    rows = {(row["part"], row["percent"]): (row["minutes"], row["cents"]) for row in told["rows"]}
    assert rows["supplement_sunday", 100] == (120, 4000)
    worked = report(company, "hourly")["people"][0]["sums"]
    beyond = worked["overtime50"] + worked["weekly_overtime"]
    assert beyond > 0
    assert sum(n for (part, _), (n, _) in rows.items() if part.endswith("50")) == beyond
    assert rows["base", 100][0] == worked["worked"] - worked["unapproved"]
    assert told["cents"] == sum(cents for _, cents in rows.values())


def test_money_is_for_the_person_payroll_and_admins_alone(company: Company) -> None:
    hired(company)
    waged(company, "2025-01-02", 1500)
    day(company.at("2026-11-20T18:00"), "hourly", "2026-11-18", "08:00", "12:00")
    told = {who: money(company, who) for who in ("hourly", "payroll", "admin", "boss")}
    assert [one and one["cents"] for one in told.values()] == [6000, 6000, 6000, None]
    assert (
        "1500"
        not in company.client.get(
            "/api/v1/reports/working-time",
            params={**NOVEMBER, "person": company.ids["hourly"], "columns": "all"},
            headers=company.headers("boss"),
        ).text
    )


def test_without_a_wage_and_by_the_month_there_is_no_money(company: Company) -> None:
    hired(company)
    assert money(company) is None
    assert money(company, "aino", "aino") is None


def test_a_closed_month_keeps_the_wage_that_it_was_closed_with(company: Company) -> None:
    hired(company)
    waged(company, "2025-01-02", 1500)
    for n in range(2, 28):
        if (n - 2) % 7 < 5:
            day(company.at("2026-11-28T18:00"), "hourly", f"2026-11-{n:02d}", "08:00", "12:00")
    company.turn(DECEMBER)
    approved(company, "hourly")
    assert [one["name"] for one in close(company)["closed"]]
    before = money(company)
    assert before["cents"] > 0
    waged(company, "2025-01-03", 9900)
    assert money(company) == before


def test_a_workbook_tells_the_money_in_euros(company: Company) -> None:
    hired(company)
    waged(company, "2025-01-02", 1550)
    day(company.at("2026-11-20T18:00"), "hourly", "2026-11-18", "08:00", "12:00")
    for who, there in (("hourly", True), ("boss", False)):
        asked = {**NOVEMBER, "person": company.ids["hourly"], "format": "xlsx"}
        book = load_workbook(BytesIO(file(company, who, "working-time", **asked).content))
        cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
        flat = [value for row in cells for value in row]
        assert (62.0 in flat) is there
        assert ("Palkka tunneista" in flat) is there
