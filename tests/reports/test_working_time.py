"""The working-time report: its rows add up, and its balances are those of every other view."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from leima.features.reports.working_time.columns import ALWAYS, COLUMNS
from tests.company import Company, punch
from tests.house.house import ROOT
from tests.reports.month import day, file, ledger, live_cells, november, report


def part(company: Company, who: str = "aino", **params: Any) -> dict[str, Any]:
    told = report(company, who, **params)["people"]
    assert len(told) == 1
    return dict(told[0])


def account(one: dict[str, Any], name: str) -> dict[str, Any]:
    return next(row for row in one["summary"]["accounts"] if row["account"] == name)


def test_there_is_a_row_for_every_date_up_to_today_and_none_after_it(company: Company) -> None:
    november(company)
    one = part(company)
    assert [row["date"] for row in one["rows"]] == [f"2026-11-{n:02d}" for n in range(1, 21)]
    assert one["rows"][1]["first_in"] == 8 * 60
    assert one["rows"][1]["last_out"] == 15 * 60 + 10
    assert one["rows"][1]["weekday"] == "ma"


def test_the_closing_balances_are_those_of_the_cards_and_the_rows_add_up_to_them(company: Company) -> None:
    november(company)
    one = part(company)
    cards = {row["account"]: row for row in company.get("aino", "balances")["accounts"]}
    for name in ("flex", "overtime_leave", "bank"):
        told = account(one, name)
        assert told["closing"] == cards[name]["amount"]
        assert told["opening"] + sum(told["changes"].values()) == told["closing"]
        changes = [row[f"{name}_change"] for row in one["rows"]]
        assert told["opening"] + sum(changes) == told["closing"] == one["rows"][-1][f"{name}_balance"]
    assert account(one, "flex")["changes"]["settlement"] == -120
    assert account(one, "overtime_leave")["changes"] == {"opening": 300}


def test_every_days_numbers_are_those_of_the_days_and_the_explanation(company: Company) -> None:
    november(company)
    one = part(company)
    asked = {"from": "2026-11-01", "to": "2026-11-20"}
    days = {row["date"]: row["result"] for row in company.get("aino", "days", **asked)["days"]}
    worked = [row for row in one["rows"] if row["date"] in days]
    assert len(worked) >= 15
    for row in worked:
        result = days[row["date"]]
        for name in ("worked", "breaks", "target", "kiky"):
            assert row[name] == result[name], (row["date"], name)
    told = company.get("aino", "explain", account="flex", on="2026-11-20", **{"from": "2026-11-01"})
    assert account(one, "flex")["closing"] == told["total"]


def test_a_past_interval_ends_with_the_balance_of_its_last_day(company: Company) -> None:
    november(company)
    one = part(company, **{"from": "2026-11-09", "to": "2026-11-15"})
    assert account(one, "flex")["closing"] == company.account("aino", "flex", on="2026-11-15")["amount"]
    assert account(one, "flex")["opening"] == company.account("aino", "flex", on="2026-11-08")["amount"]
    assert len(one["rows"]) == 7


def test_kiky_is_told_as_opening_settled_by_kind_and_left(company: Company) -> None:
    november(company)
    kiky = part(company)["summary"]["kiky"]
    assert [row["year"] for row in kiky] == [2026]
    told = kiky[0]
    assert told["opening"] == 1440
    assert told["by_kind"] == {"settlement": 120, "extension": 180}
    assert (told["settled"], told["left"]) == (300, 1140)
    assert told["left"] == company.account("aino", "kiky")["amount"]


def test_the_opening_of_kiky_in_a_later_interval_is_what_was_still_owed(company: Company) -> None:
    november(company)
    told = part(company, **{"from": "2026-11-16", "to": "2026-11-20"})["summary"]["kiky"][0]
    assert (told["opening"], told["by_kind"], told["left"]) == (1260, {"settlement": 120}, 1140)


def test_sums_by_week_and_month_add_up_to_the_whole(company: Company) -> None:
    november(company)
    one = part(company)
    assert [week["from"] for week in one["weeks"]] == ["2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16"]
    for name in ("worked", "target", "kiky", "flex_change"):
        whole = sum(row.get(name, 0) for row in one["rows"])
        assert one["sums"][name] == whole == sum(week["sums"].get(name, 0) for week in one["weeks"])
        assert one["months"][0]["sums"][name] == whole


def test_the_picture_of_weeks_begins_with_the_first_week_that_has_something(company: Company) -> None:
    november(company)
    weeks = part(company)["charts"]["weeks"]
    assert [week["from"] for week in weeks] == ["2026-11-02", "2026-11-09", "2026-11-16"]


def test_a_pending_day_is_shown_and_counts_nothing(company: Company) -> None:
    company.at("2026-11-20T08:00").push("aino", punch(company.ids["aino"], "in", "2026-11-19T08:00"))
    company.turn("2026-11-21T08:00")
    one = part(company)
    row = next(row for row in one["rows"] if row["date"] == "2026-11-19")
    assert (row["status"], row["flex_change"]) == ("Odottaa vahvistusta", 0)
    assert one["summary"]["pending_days"] == 1
    assert "Ulosleimaus puuttuu" in row["findings"]


def test_only_the_chosen_columns_are_told_and_an_unknown_one_is_refused_by_name(company: Company) -> None:
    november(company)
    told = report(company, "aino", columns="worked,bank_change,flex_change")
    assert [one["key"] for one in told["columns"]] == ["date", "weekday", "worked", "flex_change", "bank_change"]
    assert set(told["people"][0]["rows"][0]) <= {"date", "weekday", "worked", "flex_change", "bank_change"}
    answer = company.client.get("/api/v1/reports/working-time?columns=worked,salary", headers=company.headers("aino"))
    assert answer.status_code == 400
    assert answer.json()["fields"] == [{"field": "columns", "message": "salary"}]


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2026-11-30", "2026-11-01", "bad_interval"),
        ("2025-11-01", "2026-11-15", "bad_interval"),
        ("2026-12-01", "2026-12-31", "report_of_future"),
        ("2026-02-30", "2026-03-02", "bad_date"),
    ],
)
def test_an_interval_that_cannot_be_reported_is_refused_with_what_to_do(
    company: Company, first: str, last: str, code: str
) -> None:
    for path in ("working-time", "balances"):
        answer = company.client.get(
            f"/api/v1/reports/{path}", params={"from": first, "to": last}, headers=company.headers("boss")
        )
        assert (answer.status_code, answer.json()["code"]) == (400, code)
        assert len(answer.json()["detail"]) > 20


def test_a_whole_year_is_taken(company: Company) -> None:
    last = date(2026, 11, 20)
    told = report(company, "aino", **{"from": (last - timedelta(days=365)).isoformat(), "to": last.isoformat()})
    assert len(told["people"][0]["rows"]) == 366


def test_a_supervisor_gets_the_team_in_one_report_and_a_mate_gets_nothing(company: Company) -> None:
    november(company)
    told = report(company, "boss", team=company.ids["team"])
    assert [one["person"]["name"] for one in told["people"]] == ["Aino", "Eino", "Hourly"]
    for params in ({"team": company.ids["team"]}, {"person": company.ids["eino"]}):
        answer = company.client.get("/api/v1/reports/working-time", params=params, headers=company.headers("aino"))
        assert answer.status_code == 404


def test_too_many_days_of_people_are_refused_with_the_limit(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leima.features.reports.service.MOST_DAYS", 30)
    asked = {"team": company.ids["team"], "from": "2026-11-01", "to": "2026-11-20"}
    answer = company.client.get("/api/v1/reports/working-time", params=asked, headers=company.headers("boss"))
    assert (answer.status_code, answer.json()["code"]) == (400, "report_too_large")
    assert "30" in answer.json()["detail"]


def test_a_day_that_is_being_worked_counts_as_it_does_on_the_card(company: Company) -> None:
    company.at("2026-11-20T12:00").push("aino", punch(company.ids["aino"], "in", "2026-11-20T08:00"))
    one = part(company)
    assert one["rows"][-1]["status"] == "Kesken"
    assert account(one, "flex")["closing"] == company.account("aino", "flex")["amount"]
    assert (
        sum(row["flex_change"] for row in one["rows"]) + account(one, "flex")["opening"]
        == account(one, "flex")["closing"]
    )


def test_days_that_the_server_has_not_turned_yet_count_here_too(company: Company) -> None:
    november(company)
    company.at("2026-11-25T09:00")
    one = part(company)
    assert account(one, "flex")["closing"] == company.account("aino", "flex")["amount"]
    assert account(one, "flex")["closing"] == one["rows"][-1]["flex_balance"]


def test_the_csv_says_the_same_in_hours_and_neutralises_what_would_be_a_formula(company: Company) -> None:
    november(company)
    one = part(company)
    asked = {"from": "2026-11-01", "to": "2026-11-30", "columns": "all", "format": "csv"}
    answer = file(company, "aino", "working-time", **asked)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == (
        'attachment; filename="tyoaikaraportti-aino-2026-11-01-2026-11-30.csv"'
    )
    text = answer.content.decode("utf-8-sig")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    lines = [line.split(";") for line in text.replace('"', "").split("\r\n")]
    at = lines[0].index("Liukumasaldo")
    for line, row in zip(lines[1:3], one["rows"], strict=False):
        assert round(float(line[at].replace(",", ".")) * 60) == row["flex_balance"]
    assert "'=HYPERLINK" in text and ";=HYPERLINK" not in text and ";@SUM" not in text
    assert ";'@SUM" in text and ";'+1+2" in text
    assert live_cells(text) == []


def test_what_nobody_of_the_report_has_is_no_column_of_it_on_the_screen_or_in_the_files(company: Company) -> None:
    november(company)
    day(company, "hourly", "2026-11-18", "08:00", "16:00")
    asked = {"from": "2026-11-01", "to": "2026-11-30"}
    hidden = {"flex_change", "flex_balance", "kiky", "bank_balance", "overtime_leave_change"}
    mine, hers = ({one["key"] for one in report(company, who)["columns"]} for who in ("hourly", "aino"))
    assert not hidden & mine
    assert hidden <= hers
    assert mine == {key for key in hers if not key.startswith(("flex", "kiky", "bank", "overtime_leave"))}
    head = file(company, "hourly", "working-time", **asked, format="csv").content.decode("utf-8-sig").split("\r\n")[0]
    assert "Liuku" not in head and "Kiky" not in head
    assert "Liukumasaldo" in file(company, "aino", "working-time", **asked, format="csv").content.decode("utf-8-sig")
    team = company.get("boss", "reports/working-time", team=company.ids["team"], **asked)
    assert {one["person"]["name"] for one in team["people"]} >= {"Aino", "Hourly"}
    assert "flex_balance" in {one["key"] for one in team["columns"]}


def test_in_english_the_csv_has_commas_and_points(company: Company) -> None:
    november(company)
    company.client.put("/api/v1/me/language", json={"lang": "en"}, headers=company.headers("aino"))
    text = file(company, "aino", "working-time", **{"from": "2026-11-02", "to": "2026-11-03", "format": "csv"})
    head, first = text.content.decode("utf-8-sig").split("\r\n")[:2]
    assert head.startswith("Name,Date,Weekday,In,Out,")
    assert first.startswith("Aino,2026-11-02,Mon,08:00,15:10,")


def test_a_month_that_was_closed_says_so_on_each_of_its_days(company: Company) -> None:
    day(company.at("2026-11-20T18:00"), "aino", "2026-11-19", "08:00", "16:00")
    ledger(company, "aino", ("bank", 0, "adjustment", 5), date="2026-11-02")
    company.world.db.write_now(
        lambda tx: tx.run(
            "INSERT INTO month_state (org, person, month, id, status, reason, totals, version)"
            " VALUES (:org, :person, '2026-11', :id, 'closed', '', '{}', 1)",
            org=company.ids["org"],
            person=company.ids["aino"],
            id="x:2026-11",
        )
    )
    one = part(company)
    assert {row["status"] for row in one["rows"] if row.get("worked")} >= {"Suljettu"}
    assert one["summary"]["months"] == [{"month": "2026-11", "status": "closed"}]


def test_the_screen_offers_the_columns_that_the_server_knows() -> None:
    text = (ROOT / "pwa/src/features/reports/columns.ts").read_text("utf-8")
    offered = re.findall(r'"(\w+)"', text.partition("COLUMNS = [")[2].partition("]")[0])
    assert offered == [column.key for column in COLUMNS if column.key not in ALWAYS]
