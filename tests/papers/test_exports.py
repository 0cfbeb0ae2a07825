"""Claims as files: a cent is the same in the API, on the paper, in CSV and in XLSX, and each row leads back."""

import csv
import io
from collections import defaultdict
from typing import Any

import openpyxl
import pytest

from tests.company import Company
from tests.papers.papers import text_of
from tests.papers.test_claim_pdf import paper_of, plain
from tests.travel import claiming as given

MONTH = {"from": "2026-11-01", "until": "2026-11-20"}


def ask(company: Company, who: str, path: str, **params: Any) -> Any:
    return company.client.get(f"/api/v1/claims/{path}", params={**MONTH, **params}, headers=company.headers(who))


def rows_of(answer: Any) -> list[dict[str, str]]:
    """The rows of a CSV by their titles."""
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def cents(text: str) -> int:
    return round(float(text.replace(",", ".")) * 100) if text else 0


def sheets(answer: Any) -> dict[str, list[dict[str, Any]]]:
    """The rows of each sheet by their titles."""
    assert answer.status_code == 200, answer.text
    found = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(answer.content)):
        titles, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(titles, row, strict=True)) for row in rows]
    return found


def rich_claim(company: Company, who: str = "aino", **head: Any) -> str:
    """An approved claim with a drive, a day, receipts of two rates, of another currency and of the employer."""
    claim = given.new_id()
    body = {"title": "Kierros", "cost_centre": None, "advance_cents": 5_000, "note": "", **head}
    given.act(company, who, "claim.save", body, claim)
    results = [
        given.add_trip(
            company, claim, who, kilometres=[{"date": "2026-11-10", "vehicle": "car", "km": 33.3, "passengers": 1}]
        ),
        given.add_receipt(company, claim, who),
        given.add_receipt(
            company,
            claim,
            who,
            supplier="Ravintola",
            category="meals",
            gross_cents=4_670,
            paid_by="employer",
            lines=[{"rate": 13.5, "gross_cents": 3_670}, {"rate": 25.5, "gross_cents": 1_000}],
        ),
        given.add_receipt(
            company,
            claim,
            who,
            supplier="Hotell",
            category="hotel",
            gross_cents=189_999,
            currency="SEK",
            rate_to_eur="0.0913",
            rate_source="ecb",
            lines=[{"rate": 0, "gross_cents": 189_999}],
        ),
        given.submit(company, claim, who),
        given.decide(company, "boss", claim),
    ]
    assert [one["status"] for one in results] == ["applied"] * len(results), results
    return claim


def payroll(company: Company, **params: Any) -> Any:
    answer = ask(company, "paula", "payroll", **params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_cent_is_the_same_everywhere(company: Company) -> None:
    claim = rich_claim(company)
    row = given.row_of(company, claim)
    total = row.due_cents + row.expenses_cents
    lines = rows_of(ask(company, "aino", "export"))
    assert sum(cents(one["Yhteensä"]) for one in lines) == total
    assert sum(cents(one["Matkakorvaus"]) for one in lines) == row.due_cents
    assert sum(cents(one["Kulukorvaus"]) for one in lines) == row.expenses_cents
    book = sheets(ask(company, "aino", "export", format="xlsx"))
    assert round(sum(one["Yhteensä"] for one in book["Rivit"]) * 100) == total
    assert round(book["Matkalaskut"][0]["Maksetaan"] * 100) == total - 5_000
    told = payroll(company)
    assert sum(one["amount_cents"] for one in told["rows"]) == total - 5_000
    assert sum(one["amount_cents"] for one in told["sums"]) == total - 5_000
    written = f"{(total - 5_000) // 100},{(total - 5_000) % 100:02d} €"
    assert f"Maksetaan {written}" in plain(text_of(paper_of(company, "aino", claim)))


def test_payroll_has_the_incomes_register_types_with_kilometres_and_days(company: Company) -> None:
    claim = rich_claim(company)
    told = payroll(company)
    free = {(one["income_type"], one["kind"]): one for one in told["rows"] if one["group"] == "allowance"}
    assert {key: (one["amount_cents"], one["km"], one["days"]) for key, one in free.items()} == {
        (331, "per_diem_full"): (5_400, None, 1),
        (311, "kilometre"): (1_832, 33.3, None),
        (311, "kilometre_increment"): (133, None, None),
    }
    sums = {(one["group"], one["code"]): one for one in told["sums"]}
    assert (sums["allowance", "311"]["amount_cents"], sums["allowance", "311"]["km"]) == (1_965, 33.3)
    assert (sums["allowance", "331"]["amount_cents"], sums["allowance", "331"]["days"]) == (5_400, 1)
    assert {one["claim"] for one in told["rows"]} == {claim}
    assert {one["approved_on"] for one in told["rows"]} == {"2026-11-20"}


def test_what_is_above_the_maximum_is_wages_by_its_own_pay_code(company: Company) -> None:
    claim = given.sent_claim(company, "tapio")
    given.decide(company, "boss", claim)
    rows = [one for one in payroll(company)["rows"] if one["line"] is not None]
    kilometre = [one for one in rows if one["kind"] == "kilometre"]
    assert [(one["group"], one["income_type"], one["pay_code"], one["amount_cents"]) for one in kilometre] == [
        ("allowance", 311, None, 360 * 55),
        ("wage", None, "taxable_kilometre", 360 * 15),
    ]
    assert sum(one["km"] or 0 for one in kilometre) == 360


def test_expenses_come_by_rate_of_tax_and_lead_back_to_their_files(company: Company) -> None:
    rich_claim(company)
    rows = [one for one in payroll(company)["rows"] if one["receipt"] is not None]
    told = {(one["group"], one["supplier"], one["vat_rate"]): one for one in rows}
    assert {key: (one["net_cents"], one["vat_cents"], one["amount_cents"]) for key, one in told.items()} == {
        ("expense", "P-Hämppi", 25.5): (1_000, 255, 1_255),
        ("employer_expense", "Ravintola", 13.5): (3_233, 437, 0),
        ("employer_expense", "Ravintola", 25.5): (797, 203, 0),
        ("expense", "Hotell", 0): (17_347, 0, 17_347),
    }
    stored = company.rows("SELECT id, files FROM receipt WHERE org=:org")
    assert {one["receipt"] for one in rows} == {one.id for one in stored}
    assert all(one["files"] and one["files"][0] in stored[0].files for one in rows)


def test_a_claim_is_in_the_interval_of_its_approval_once_and_paid_on_is_told_later(company: Company) -> None:
    claim = given.sent_claim(company)
    assert payroll(company)["rows"] == []
    given.decide(company, "boss", claim, "return")
    given.submit(company, claim)
    company.at("2026-11-25T09:00")
    given.decide(company, "boss", claim)
    assert payroll(company)["rows"] == []
    assert {one["paid_on"] for one in payroll(company, until="2026-11-25")["rows"]} == {None}
    given.pay(company, "paula", claim, "2026-11-25")
    assert {one["paid_on"] for one in payroll(company, until="2026-11-25")["rows"]} == {"2026-11-25"}
    assert payroll(company, **{"from": "2026-11-24", "until": "2026-11-24"})["rows"] == []


def test_a_contractor_invoices_and_is_not_on_the_payroll(company: Company) -> None:
    claim = given.new_id()
    given.add_receipt(company, claim, "vera")
    given.submit(company, claim, "vera")
    given.decide(company, "boss", claim)
    assert given.row_of(company, claim).status == "approved"
    assert payroll(company)["rows"] == []


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_payroll_alone_has_the_file_for_payroll(company: Company, form: str) -> None:
    rich_claim(company)
    asked = {who: ask(company, who, "payroll", format=form).status_code for who in ("aino", "boss", "admin", "paula")}
    assert asked == {"aino": 403, "boss": 403, "admin": 403, "paula": 200}


def test_everybody_exports_what_they_may_see(company: Company) -> None:
    rich_claim(company)
    given.whole_claim(company, "eino")
    seen = {
        who: len({one["Matkalasku"] for one in rows_of(ask(company, who, "export"))})
        for who in ("aino", "eino", "boss", "stranger", "admin", "paula")
    }
    assert seen == {"aino": 1, "eino": 0, "boss": 1, "stranger": 0, "admin": 0, "paula": 1}


def test_the_three_forms_say_the_same(company: Company) -> None:
    rich_claim(company)
    told = payroll(company)["rows"]
    lines = rows_of(ask(company, "paula", "payroll", format="csv"))
    book = sheets(ask(company, "paula", "payroll", format="xlsx"))
    sheet = book["Rivit"]
    assert [one["amount_cents"] for one in told] == [cents(one["Maksetaan"]) for one in lines]
    assert [one["amount_cents"] for one in told] == [round(one["Maksetaan"] * 100) for one in sheet]
    assert [one["receipt"] or "" for one in told] == [one["Kuitin tunnus"] for one in lines]
    assert [one["km"] for one in told] == [one["Kilometrejä"] for one in sheet]
    by_group: dict[str, int] = defaultdict(int)
    for one in sheet:
        by_group[one["Ryhmä"]] += round(one["Maksetaan"] * 100)
    sums: dict[str, int] = defaultdict(int)
    for one in book["Summat"]:
        sums[one["Ryhmä"]] += round(one["Maksetaan"] * 100)
    assert sums == by_group


def test_the_lines_of_a_returned_claim_add_up_while_its_receipt_does_not(company: Company) -> None:
    claim = given.sent_claim(company)
    given.decide(company, "boss", claim, "return")
    given.add_receipt(company, claim, supplier="Taksi", gross_cents=9_900)
    row = given.row_of(company, claim)
    assert row.expenses_cents == 1_255 + 9_900
    lines = rows_of(ask(company, "boss", "export"))
    assert sum(cents(one["Kulukorvaus"]) for one in lines) == row.expenses_cents


def test_typed_text_is_no_formula_in_any_file(company: Company) -> None:
    claim = given.new_id()
    given.act(
        company, "aino", "claim.save", {"title": "=1+1", "cost_centre": None, "advance_cents": 0, "note": ""}, claim
    )
    given.add_receipt(company, claim, supplier='@SUM(A1;"x")')
    given.submit(company, claim)
    given.decide(company, "boss", claim)
    for path in ("export", "payroll"):
        lines = rows_of(ask(company, "paula", path, format="csv"))
        assert [text for one in lines for text in one.values() if text[:1] in "=@+" and text] == []
        for sheet in sheets(ask(company, "paula", path, format="xlsx")).values():
            assert sheet
        book = openpyxl.load_workbook(io.BytesIO(ask(company, "paula", path, format="xlsx").content))
        assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "d"}


def test_an_empty_interval_has_its_titles_alone(company: Company) -> None:
    assert payroll(company)["rows"] == []
    answer = ask(company, "paula", "payroll", format="csv")
    assert answer.content.startswith("\ufeffRyhmä;Nimi;".encode())
    assert answer.headers["content-disposition"].startswith(
        'attachment; filename="matkalaskut-palkanlaskentaan-2026-11-01'
    )
    assert ask(company, "paula", "export", **{"from": "x"}).status_code == 400
