"""The balance report: each row is what the person's own cards say, and whoever asks sees their own people alone."""

import csv
import io
from collections import Counter
from typing import Any

import openpyxl
import pytest

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import COUNTS_FROM, FLEX, Company, add_terms, operation
from tests.reports.month import file, ledger, november
from tests.statements import statements_of_requests

NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}


def balance_report(company: Company, who: str = "boss", **params: Any) -> dict[str, Any]:
    made: dict[str, Any] = company.get(who, "reports/balances", **{**NOVEMBER, **params})
    return made


def row_of(company: Company, name: str, who: str = "boss", **params: Any) -> dict[str, Any]:
    return next(row for row in balance_report(company, who, **params)["rows"] if row["name"] == name)


def hire(company: Company, *names: str, team: bool = True) -> None:
    """More people with terms from November on; `payroll` has the role."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        for name in names:
            person = people.add_person(tx, name=name.title(), email=f"{name}@company.test", counts_from=COUNTS_FROM)
            people.set_roles(tx, person, ("employee", *(("payroll",) if name == "payroll" else ())))
            if team:
                people.add_membership(tx, person, company.ids["team"], from_date="2025-01-01")
            add_terms(tx, person, **FLEX)
            company.ids[name] = person
            tx.run(
                "INSERT INTO session_family (org, id, person, device, device_name, created_at, last_seen_at)"
                " VALUES (:org, :id, :person, 'd', 'd', 0, 0)",
                org=tx.org,
                id=f"family-{name}",
                person=person,
            )

    company.world.db.write_now(work)


def test_each_row_is_what_the_persons_own_cards_say_at_the_end_of_yesterday(company: Company) -> None:
    november(company)
    company.turn("2026-11-23T09:00")
    for who in ("aino", "eino"):
        row = row_of(company, who.title())
        cards = {card["account"]: card for card in company.get(who, "balances")["accounts"]}
        assert row["flex.closing"] == cards["flex"]["settled"]
        assert row["kiky.left"] == cards["kiky"]["settled"]
        assert row["flex.opening"] + row["flex.change"] == row["flex.closing"]
    row = row_of(company, "Aino")
    assert (row["bank.change"], row["overtime_leave.closing"]) == (90, 300)


def test_kiky_is_told_for_any_interval(company: Company) -> None:
    november(company)
    company.turn("2026-11-23T09:00")
    told = row_of(company, "Aino")
    assert [told[f"kiky.{part}"] for part in ("opening", "settled", "planned", "left")] == [1440, 300, 0, 1140]
    later = row_of(company, "Aino", **{"from": "2026-11-16"})
    assert [later[f"kiky.{part}"] for part in ("opening", "settled", "left")] == [1260, 120, 1140]


def test_a_marked_extension_day_is_planned_until_it_is_done(company: Company) -> None:
    company.at("2026-11-20T08:00")
    mark = {"date": "2026-12-05", "start": None, "end": None, "break_min": 0}
    company.push("aino", operation(company.ids["aino"], "kiky.mark", mark, 1))
    assert row_of(company, "Aino")["kiky.planned"] == 450


def test_days_that_nobody_has_turned_yet_are_in_the_report_as_on_the_cards(company: Company) -> None:
    november(company)
    company.at("2026-11-25T09:00")
    row = row_of(company, "Aino")
    assert row["flex.closing"] == company.account("aino", "flex")["settled"]


def test_any_interval_begins_and_ends_with_the_balance_of_those_days(company: Company) -> None:
    november(company)
    company.turn("2026-11-23T09:00")
    row = row_of(company, "Aino", **{"from": "2026-11-09", "to": "2026-11-18"})
    assert row["flex.opening"] == company.account("aino", "flex", on="2026-11-08")["amount"]
    assert row["flex.closing"] == company.account("aino", "flex", on="2026-11-18")["amount"]


def test_the_sums_are_those_of_the_rows(company: Company) -> None:
    november(company)
    told = balance_report(company)
    for key, amount in told["sums"].items():
        assert amount == sum(row.get(key, 0) for row in told["rows"]), key
    assert told["sums"]["kiky.left"] > 0


def test_everyone_sees_their_own_people(company: Company) -> None:
    hire(company, "payroll", team=False)
    assert [row["name"] for row in balance_report(company, "aino")["rows"]] == ["Aino"]
    assert [row["name"] for row in balance_report(company, "boss")["rows"]] == ["Aino", "Eino", "Hourly"]
    everybody = ["Aino", "Boss", "Eino", "Hourly", "Payroll"]
    assert [row["name"] for row in balance_report(company, "payroll")["rows"]] == everybody


def test_pages_hold_everybody_once_and_in_order(company: Company) -> None:
    hire(company, "payroll", "bertta", "cecilia", "ässä")
    names, after = [], None
    for _ in range(9):
        page = balance_report(company, "payroll", limit=2, **({"after": after} if after else {}))
        names += [row["name"] for row in page["rows"]]
        after = page["next"]
        if after is None:
            break
    assert sorted(names) == sorted({"Aino", "Bertta", "Boss", "Cecilia", "Eino", "Hourly", "Payroll", "Ässä"})


def test_the_files_hold_every_page_with_sums_and_a_picture(company: Company, monkeypatch: Any) -> None:
    november(company)
    company.turn("2026-11-23T09:00")
    hire(company, "payroll")
    monkeypatch.setattr("leima.features.reports.service.PAGE", 2)
    told = balance_report(company, "payroll")
    book = openpyxl.load_workbook(io.BytesIO(file(company, "payroll", "balances", **NOVEMBER, format="xlsx").content))
    sheet = book["Saldot"]
    titles = [cell.value for cell in sheet[2]]
    at = titles.index("Liukuma: lopussa")
    cells = [row[at] for row in sheet.iter_rows(min_row=3, values_only=True)]
    minutes = [None if cell is None else round(cell.total_seconds() / 60) for cell in cells]
    assert minutes == [row.get("flex.closing") for row in told["rows"]]
    apart = list(book["Summat"].iter_rows(values_only=True))
    total = apart[1][apart[0].index("Liukuma: lopussa")]
    assert round(total.total_seconds() / 60) == told["sums"]["flex.closing"] == sum(one or 0 for one in minutes)
    assert len(book["Selitykset"]._charts) == 1
    text = file(company, "payroll", "balances", **NOVEMBER, format="csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [line[0] for line in lines[1:]] == [row["name"] for row in told["rows"]]
    shown = [line[lines[0].index("Liukuma: lopussa")] for line in lines[1:]]
    assert [round(float(one.replace(",", ".")) * 60) if one else None for one in shown] == minutes


def test_one_query_a_table_however_many_people(company: Company, monkeypatch: Any) -> None:
    asked = statements_of_requests(monkeypatch)
    hire(company, "payroll")
    asked.clear()
    balance_report(company, "payroll")
    few = Counter(asked)
    hire(company, *(f"person{n}" for n in range(20)))
    ledger(company, "person3", ("bank", 0, "adjustment", 7), date="2026-11-03")
    asked.clear()
    balance_report(company, "payroll")
    assert asked and Counter(asked) - few == Counter(), "no statement is asked more often"


def test_a_page_asks_the_store_as_often_for_many_people_as_for_one(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"person-{n}" for n in range(12)]
    hire(company.at("2026-11-20T18:00"), *names)
    for name in names:
        mark = {"date": "2026-12-12", "start": None, "end": None, "break_min": 0}
        company.push("boss", operation(company.ids[name], "kiky.mark", mark, 1))
    company.turn("2026-11-23T09:00")
    said = statements_of_requests(monkeypatch)
    counts = {}
    for limit in (1, 12):
        said.clear()
        rows = balance_report(company, limit=limit)["rows"]
        counts[len(rows)] = len(said)
    assert set(counts) == {1, 12}
    assert len(set(counts.values())) == 1, counts


def test_somebody_elses_place_in_the_list_looks_like_nobodys(company: Company) -> None:
    hire(company, "outsider", team=False)
    asked = {"headers": company.headers("boss"), "params": {**NOVEMBER, "after": company.ids["outsider"]}}
    foreign = company.client.get("/api/v1/reports/balances", **asked)
    missing = company.client.get(
        "/api/v1/reports/balances", headers=company.headers("boss"), params={**NOVEMBER, "after": "nobody"}
    )
    assert (foreign.status_code, foreign.content) == (missing.status_code, missing.content) == (404, missing.content)
