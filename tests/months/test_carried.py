"""What is corrected after closing carries worked time, classes and supplements into the open month, for everybody."""

from typing import Any

from tests.company import FLEX, HOURLY, Company, ms, operation
from tests.months.month_fixtures import DECEMBER, approved, close, decide, hire, pulled, tell, waiting, work
from tests.reports.month import report
from tests.reports.test_pay_columns import contracted


def decembers(company: Company, who: str) -> dict[str, Any]:
    return dict(report(company, who, **{"from": "2026-12-01", "to": "2026-12-02"})["people"][0])


def entry(company: Company, who: str, start: str, end: str) -> dict[str, Any]:
    """A late entry, which a supervisor lets count."""
    told = tell(company, who, operation(company.ids[who], "entry.create", {"start": ms(start), "end": ms(end)}, 1))
    assert told[0]["flags"] == ["period_locked", "correction_requested"]
    asked = waiting(company, "boss")["changes"][0]
    assert decide(company, "boss", asked, "approve", "Asiakas")["status"] == "applied"
    return dict(asked)


def ordered(company: Company, who: str, date: str, minutes: int) -> None:
    """A late order of one supervisor, which another lets count."""
    order = operation(company.ids[who], "order.place", {"date": date, "minutes": minutes, "note": ""}, 1)
    order["entity"]["type"] = "work_order"
    tell(company, "boss", order)
    assert decide(company, "bossa", waiting(company, "bossa")["changes"][0], "approve")["status"] == "applied"


def closed_hourly(company: Company) -> dict[str, Any]:
    contracted(company, "hourly", HOURLY)
    company.at("2026-11-30T17:00")
    work(company, "hourly", "2026-11-16", "2026-11-17")
    company.turn(DECEMBER)
    approved(company, "hourly")
    assert [one["name"] for one in close(company, people=[company.ids["hourly"]])["closed"]] == ["Hourly"]
    return dict(report(company, "hourly")["people"][0])


def test_an_hourly_persons_late_sunday_reaches_the_open_month_with_its_supplement(company: Company) -> None:
    before = closed_hourly(company)
    ordered(company, "hourly", "2026-11-15", 240)
    entry(company, "hourly", "2026-11-15T10:00", "2026-11-15T14:00")
    after, open_month = report(company, "hourly")["people"][0], decembers(company, "hourly")
    for part in ("sums", "weeks", "summary", "charts"):
        assert after[part] == before[part], part
    assert open_month["sums"]["worked"] == 240
    assert open_month["sums"]["supplements.supplement_sunday"] == 240
    row = next(one for one in open_month["rows"] if one.get("worked") == 240)
    assert (row["date"], row["status"]) == ("2026-12-02", "Korjaus")
    assert row["notes"] == "Korjaus suljetun kuukauden päivään 15.11.2026: Asiakas"
    corrected = next(one for one in after["rows"] if one["date"] == "2026-11-15")
    assert corrected["notes"] == "Korjattu 2.12.2026: tehty +4:00"
    for told in (after, open_month):
        (line,) = told["corrections"]
        assert (line["date"], line["posted"], line["by"]) == ("2026-11-15", "2026-12-02", "Boss")
        assert line["minutes"]["worked"] == 240


def test_two_corrections_of_one_day_carry_each_minute_once_and_undoing_takes_them_back(company: Company) -> None:
    closed_hourly(company)
    entry(company, "hourly", "2026-11-14T10:00", "2026-11-14T12:00")
    second = entry(company, "hourly", "2026-11-14T12:00", "2026-11-14T13:00")
    assert decembers(company, "hourly")["sums"]["worked"] == 180
    act = pulled(company, "hourly", "change_request")[second["id"]]["posting"]
    answer = company.client.post(f"/api/v1/acts/{act}/undo", json={}, headers=company.headers("payroll"))
    assert answer.status_code < 300, answer.text
    assert decembers(company, "hourly")["sums"]["worked"] == 120


def test_the_next_months_totals_and_report_hold_the_correction_alike(company: Company) -> None:
    closed_hourly(company)
    entry(company, "hourly", "2026-11-15T10:00", "2026-11-15T14:00")
    told = company.get("hourly", "months/frozen", month="2026-11")
    assert told["corrected"]["worked"] == 240
    assert told["totals"]["worked"] == 2 * 480 - 60 or told["totals"]["worked"] == 2 * 480


def test_a_change_of_contract_after_closing_moves_no_number_of_the_closed_months_report(company: Company) -> None:
    before = closed_hourly(company)
    hire(company, "chief", "admin")
    contracted(company, "hourly", {"agreement": "general-37-5", "form": "general", "pay": "hourly"})
    after = report(company, "hourly")["people"][0]
    for part in ("sums", "weeks", "charts"):
        assert after[part] == before[part], part
    assert [{**row, "notes": ""} for row in after["rows"]] == [{**row, "notes": ""} for row in before["rows"]]


def test_the_report_with_its_usual_columns_says_so_too(company: Company) -> None:
    closed_hourly(company)
    entry(company, "hourly", "2026-11-15T10:00", "2026-11-15T14:00")
    told = report(company, "hourly", columns="")
    rows = {row["date"]: row for row in told["people"][0]["rows"]}
    assert "notes" in [column["key"] for column in told["columns"]]
    assert rows["2026-11-15"]["notes"] == "Korjattu 2.12.2026: tehty +4:00"


def test_a_late_absence_is_carried_and_its_kind_is_nobody_elses_to_know(company: Company) -> None:
    contracted(company, "hourly", HOURLY)
    company.turn(DECEMBER)
    approved(company, "hourly")
    close(company, people=[company.ids["hourly"]])
    away = {"from_date": "2026-11-17", "until_date": "2026-11-17", "kind": "sick", "reason": "Kuume"}
    tell(company, "hourly", operation(company.ids["hourly"], "absence.record", away, 1))
    before = report(company, "hourly")["people"][0]["summary"]
    decide(company, "boss", waiting(company, "boss")["changes"][0], "approve")
    assert report(company, "hourly")["people"][0]["summary"] == before, "the closed month lists no new absence"
    own = decembers(company, "hourly")["corrections"][0]["minutes"]
    assert own == {"absences.sick": 480, "target": -480}
    asked = {"person": company.ids["hourly"], "from": "2026-12-01", "to": "2026-12-02"}
    seen = company.get("boss", "reports/working-time", **asked)["people"][0]["corrections"][0]["minutes"]
    assert seen == {"absences.away": 480, "target": -480}


def test_a_switch_of_kiky_that_reaches_a_closed_month_goes_to_the_open_one(company: Company) -> None:
    """The company lets longer hours begin on a closed date: the closed days stand, the difference is posted."""
    contracted(company, "aino", FLEX)
    company.turn(DECEMBER)
    approved(company)
    close(company, people=[company.ids["aino"]])
    rows = "SELECT date, flex, kiky, version FROM day_result WHERE org=:org AND person=:p AND date < '2026-12-01'"
    before = [tuple(row) for row in company.rows(rows, p=company.ids["aino"])]
    scheme = {"accounted": "contract", "extension_minutes": 6, "year_minutes": 1440, "methods": ["longer_hours"]}
    form = {"id": "switch-1", "agreement": None, "from_date": "2026-11-16", "until_date": None, "runs": True}
    body = {**form, "scheme": scheme, "reason": "Paikallinen sopimus"}
    answer = company.client.post("/api/v1/kiky/switches", json=body, headers=company.headers("payroll"))
    assert answer.status_code < 300, answer.text
    assert [tuple(row) for row in company.rows(rows, p=company.ids["aino"])] == before
    told = company.get("aino", "months/frozen", month="2026-11")
    assert told["corrected"] == {"kiky": 66}
    assert {line["date"] for line in told["corrections"]} >= {"2026-11-16", "2026-11-30"}
