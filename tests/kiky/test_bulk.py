"""Deductions from a spreadsheet: a dry run names every faulty row and writes nothing; what is done is undone as one."""

from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.ledger import sums
from tests.company import FLEX, Company, new_id
from tests.kiky import sheets
from tests.kiky.office import hire, post

PATH = "kiky/deductions/bulk"
PEOPLE = 120


def crowd(company: Company) -> list[str]:
    """120 people who owe 24:00 each; their addresses."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        for n in range(PEOPLE):
            hire(tx, company.ids, f"p{n:03d}", {**FLEX}, "2026-01-01")

    company.world.db.write_now(work)
    return [f"p{n:03d}@office.test" for n in range(PEOPLE)]


def form(content: str, **more: Any) -> dict[str, Any]:
    body = {"id": new_id(), "name": "kiky.xlsx", "content": content, "year": 2026, "date": "2026-01-02"}
    return {**body, "sources": ["flex"], "reason": "Kiky 2026", "minutes": 1440, **more}


def written(company: Company) -> int:
    rows = company.rows("SELECT COUNT(*) AS n FROM posting WHERE org=:org AND kind='settlement'")
    return int(rows[0].n)


def left(company: Company, who: str) -> int:
    def read(tx: Tx) -> int:
        tx.org = company.ids["org"]
        return sums.total(tx, company.ids[who], "kiky", 2026)

    return company.world.db.read_now(read)


def faulty(company: Company, people: list[str]) -> list[list[Any]]:
    """A row for each of the 120, seven of them spoilt."""
    rows: list[list[Any]] = [[address, "24:00", "liukuma", "2.1.2026", "Kiky 2026"] for address in people]
    rows[4][1] = "=SUM(A1:A9)"
    rows[17][1] = "paljon"
    rows[33][0] = people[2]
    rows[51][0] = "kukatahansa@office.test"
    rows[68][1] = "30:00"
    rows[90][2] = "ylityövapaa"
    rows[111][3] = "31.2.2026"
    return rows


FAULTS = [
    *[(6, "minutes", "formula"), (19, "minutes", "wrong_type"), (35, "person", "twice")],
    *[(53, "person", "unknown_person"), (70, "minutes", "kiky_more_than_owed")],
    *[(92, "minutes", "kiky_below_floor"), (113, "date", "wrong_date")],
]


def test_a_dry_run_names_all_seven_faulty_rows_and_113_are_done_and_undone(company: Company) -> None:
    people = crowd(company)
    body = form(sheets.xlsx(faulty(company, people)))

    dry = post(company, "palkka", PATH, {**body, "dry_run": True})
    assert [(fault["row"], fault["field"], fault["code"]) for fault in dry["faults"]] == FAULTS
    assert all(fault["message"].count(" ") > 3 for fault in dry["faults"])
    assert (dry["rows"], len(dry["done"]), dry["minutes"]) == (120, 113, 113 * 1440)
    assert (written(company), left(company, "p000")) == (0, 1440)

    refused = post(company, "palkka", PATH, {**body, "dry_run": False}, 422)
    assert (refused["code"], len(refused["fields"]), written(company)) == ("kiky_sheet_faulty", 7, 0)

    done = {**body, "dry_run": False, "leave_out_faulty": True}
    answer = post(company, "palkka", PATH, done)
    assert (len(answer["done"]), len(answer["faults"])) == (113, 7)
    assert (written(company), left(company, "p000"), left(company, "p004")) == (2 * 113, 0, 1440)
    assert len(post(company, "palkka", PATH, done)["done"]) == 113
    assert written(company) == 2 * 113

    post(company, "palkka", f"acts/{body['id']}/undo", {})
    assert sum(left(company, f"p{n:03d}") for n in range(PEOPLE)) == PEOPLE * 1440


def test_a_text_file_works_as_well(company: Company) -> None:
    content = sheets.csv("Nimi;Tunnit;Saldo", "Helmi;12,5;liukuma", "Ilona;;flex", "Jari;@SUM(A1);flex")
    done = post(company, "palkka", PATH, form(content, name="kiky.csv"))
    assert [(one["name"], one["minutes"]) for one in done["done"]] == [("Helmi", 750), ("Ilona", 1440)]
    assert [(fault["row"], fault["code"]) for fault in done["faults"]] == [(4, "formula")]


def test_a_supervisor_deducts_only_for_the_team(company: Company) -> None:
    def away(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run(
            "UPDATE team_member SET until_date='2025-12-31' WHERE org=:org AND person=:person",
            org=tx.org,
            person=company.ids["jari"],
        )

    company.world.db.write_now(away)
    content = sheets.xlsx([["Helmi"], ["Jari"], ["Boss"]], ["Henkilö"])
    seen = post(company, "boss", PATH, form(content))
    assert [one["name"] for one in seen["done"]] == ["Helmi"]
    assert [(fault["row"], fault["code"]) for fault in seen["faults"]] == [(3, "unknown_person"), (4, "forbidden")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("not base64 at all!", "sheet_unreadable"),
        (sheets.csv(" "), "sheet_empty"),
        (sheets.csv("Tunnit", "24"), "sheet_columns"),
        (sheets.csv("Henkilö;Nimi", "a;b"), "sheet_columns"),
        (sheets.bomb(), "sheet_part_too_large"),
        (sheets.with_part(sheets.xlsx([]), "xl/vbaProject.bin", b"x"), "sheet_macros"),
        (sheets.with_part(sheets.xlsx([]), "xl/workbook.xml", b"<a"), "sheet_unreadable"),
        (
            sheets.with_part(
                sheets.xlsx([["Helmi"]]),
                "xl/worksheets/sheet1.xml",
                b'<!DOCTYPE s [<!ENTITY a "aaaa">]><worksheet><sheetData>&a;&a;</sheetData></worksheet>',
            ),
            "sheet_unreadable",
        ),
        (sheets.csv("Henkilö", *["x"] * 5_001), "sheet_too_large"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_whole(company: Company, content: str, code: str) -> None:
    assert post(company, "palkka", PATH, form(content, name="kiky"), 422)["code"] == code
    assert written(company) == 0
