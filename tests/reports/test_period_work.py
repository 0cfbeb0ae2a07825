"""Period work as it is lived: the contract says when its periods begin, and their overtime is in days and reports."""

import json
from typing import Any

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from leima.features.approvals.totals import totals
from tests.company import Company, agreements, new_id, operation
from tests.reports.month import day, file
from tests.reports.test_pay_columns import rows
from tests.sync.test_orders import order

PERIOD = {"weeks": 3, "start": "2026-11-02"}
WORKDAYS = [f"2026-11-{n:02d}" for n in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20)]


def on_period_work(
    company: Company, who: str, period: dict[str, Any] | None = PERIOD, until: str | None = None
) -> None:
    """A contract of eight-hour days in period work by law; the agreement's periods where it says none of its own."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        one = agreements()["law"]
        given = {"name": one.name, "from_date": one.from_, "source": one.source}
        agreement_store.add_agreement(
            tx, "law", **given, rows=[row.to_json() for row in one.rows], until_date=None, base=None
        )
        body = {"form": "period", "pay": "monthly", "day_minutes": 480, **({"period": period} if period else {})}
        agreement_store.add_contract(
            tx,
            company.ids[who],
            from_date="2025-01-01",
            until_date=until,
            agreement="law",
            variant=None,
            body=body,
            id=new_id(),
        )
        terms.rebuild(tx, company.ids[who])

    company.world.db.write_now(work)


def nine_ordered_hours(company: Company, who: str, dates: list[str]) -> None:
    """Days of nine hours, each ordered by the supervisor."""
    company.at("2026-11-30T08:00")
    for date in dates:
        day(company, who, date, "07:00", "16:00")
    placed = [order(company.ids[who], "order.place", date=date, minutes=540) for date in dates]
    assert {one["status"] for one in company.push("boss", *placed)["results"]} == {"applied"}


def test_fifteen_ordered_days_of_nine_hours_in_three_weeks_are_fifteen_hours_at_fifty(company: Company) -> None:
    on_period_work(company, "aino")
    nine_ordered_hours(company, "aino", WORKDAYS)

    told = rows(company, "aino")
    assert sum(row["period_overtime"] for row in told.values() if row.get("period_overtime")) == 900
    assert sum(row["additional"] for row in told.values() if row.get("additional")) == 0
    days = company.get("aino", "days", **{"from": "2026-11-01", "to": "2026-11-30"})["days"]
    assert sum(one["pay"]["classes"]["period50"] for one in days if "pay" in one) == 900
    asked = {"from": "2026-11-01", "to": "2026-11-30", "columns": "date,period_overtime"}
    text = file(company, "aino", "working-time", **asked, format="csv").content.decode("utf-8-sig")
    hours = [line for line in text.splitlines() if {"1,00", "1:00"} & set(line.split(";"))]
    assert len(hours) == 15


def test_who_leaves_inside_a_period_has_its_overtime_asked_about_on_the_last_day(company: Company) -> None:
    on_period_work(company, "aino", until="2026-11-13")
    nine_ordered_hours(company, "aino", WORKDAYS[:10])
    findings = {date: str(row["findings"]) for date, row in rows(company, "aino").items()}
    told = {date: text for date, text in findings.items() if "koko jaksoa" in text}
    assert list(told) == ["2026-11-13"] and "2.11.2026–22.11.2026" in told["2026-11-13"]


def test_a_month_that_is_sent_and_closed_has_its_period_overtime(company: Company) -> None:
    on_period_work(company, "aino")
    nine_ordered_hours(company, "aino", WORKDAYS)
    assert pay_of_month(company, "aino")["classes"] == {
        "additional": 0,
        "kiky": 0,
        "ordinary": 7200,
        "overtime100": 0,
        "overtime50": 0,
        "period50": 900,
        "unapproved": 0,
    }


def test_a_period_that_began_in_the_month_before_counts_as_one(company: Company) -> None:
    on_period_work(company, "aino", {"weeks": 3, "start": "2026-11-09"})
    late = [f"2026-11-{n:02d}" for n in (23, 24, 25, 26, 27)]
    nine_ordered_hours(company, "aino", [*WORKDAYS[5:], *late])
    part = rows(company, "aino", **{"from": "2026-11-27", "to": "2026-11-27"})
    assert part["2026-11-27"]["period_overtime"] == 60


def test_the_agreement_says_when_periods_begin_where_the_contract_does_not(company: Company) -> None:
    on_period_work(company, "aino", None)
    nine_ordered_hours(company, "aino", WORKDAYS)
    told = rows(company, "aino")
    assert all(not row.get("period_overtime") for row in told.values())
    assert "jakso" in told["2026-11-09"]["findings"]

    agreed = {
        "key": "work_period",
        "form": "period",
        "from": "2026-01-01",
        "until": None,
        "source": "paikallinen sopimus",
    }
    with_row(company, "aino", {**agreed, "value": PERIOD})
    told = rows(company, "aino")
    assert sum(row["period_overtime"] for row in told.values() if row.get("period_overtime")) == 900
    assert "jakso" not in told["2026-11-09"]["findings"]


def test_period_overtime_that_is_taken_as_leave_is_leave_with_its_raise_whenever_the_other_days_come(
    company: Company,
) -> None:
    on_period_work(company, "aino")
    nine_ordered_hours(company, "aino", WORKDAYS[-1:])
    entity = {"type": "overtime_choice", "id": f"{company.ids['aino']}:2026-11-20"}
    body = {"date": "2026-11-20", "choice": "leave"}
    chosen = operation(company.ids["aino"], "overtime.choose", body, 1) | {"entity": entity}
    assert company.push("aino", chosen)["results"][0]["status"] == "applied"
    assert company.account("aino", "overtime_leave")["amount"] == 60
    nine_ordered_hours(company, "aino", WORKDAYS[:-1])
    assert company.account("aino", "overtime_leave")["amount"] == 90


def test_period_work_of_a_length_without_a_line_is_told(company: Company) -> None:
    on_period_work(company, "aino", {"weeks": 5, "start": "2026-11-02"})
    nine_ordered_hours(company, "aino", WORKDAYS[:1])
    assert "5 viikon" in rows(company, "aino")["2026-11-02"]["findings"]


def with_row(company: Company, who: str, row: dict[str, Any]) -> None:
    """One more row in the agreement."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        (one,) = [one for one in agreement_store.agreements(tx) if one.id == "law"]
        rows = json.dumps([*json.loads(one.rows), row])
        tx.run("UPDATE agreement SET rows=:rows WHERE org=:org AND id='law'", rows=rows, org=tx.org)
        tx.cache.agreements.clear()
        terms.rebuild(tx, company.ids[who])

    company.world.db.write_now(work)


def pay_of_month(company: Company, who: str) -> dict[str, Any]:
    """What the month would be frozen at."""

    def work(tx: Tx) -> str:
        tx.org = company.ids["org"]
        return totals(tx, company.ids[who], "2026-11")

    found: dict[str, Any] = json.loads(company.world.db.write_now(work))
    return found
