"""No report of a closed month moves: every cell of every report, in JSON, CSV and XLSX, before and after late acts."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from leima.features.importing import openings
from tests.company import HOURLY, Company, ms, new_id, operation
from tests.months.month_fixtures import decide, hire, waiting
from tests.reports.month import file
from tests.reports.test_closed import closed
from tests.reports.test_files import opened

NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}
LATER = ("as_of", "corrections")
"""What is of the asking, or says itself that it came later."""
CORRECTED = re.compile(r"( · )?Korjattu \d+\.\d+\.\d{4}(: tehty \S+)?")
Json = dict[str, Any]
Act = Callable[[Company], None]


def cells(value: Any, path: str = "") -> Json:
    """Every leaf by its path; a day's notes may say that it has been corrected since."""
    if isinstance(value, dict):
        inner = [(f"{path}.{key}", one) for key, one in value.items() if key not in (*LATER, "notes")]
    elif isinstance(value, list):
        inner = [(f"{path}[{n}]", one) for n, one in enumerate(value)]
    else:
        return {path: value}
    return {at: leaf for name, one in inner for at, leaf in cells(one, name).items()}


def table(rows: list[list[Any]]) -> Json:
    """The cells of a sheet by row and column, without what they say of later corrections."""
    return {f"{n}:{m}": CORRECTED.sub("", str(one)) for n, row in enumerate(rows) for m, one in enumerate(row)}


def every_report(company: Company) -> dict[str, Json]:
    """The working-time and the balance report of November as a person, a supervisor and payroll get them."""
    aino = company.ids["aino"]
    found = {}
    for who, path, more in (
        ("aino", "working-time", {"columns": "all"}),
        ("boss", "working-time", {"columns": "all", "person": aino}),
        ("payroll", "working-time", {"columns": "all", "person": aino}),
        ("payroll", "balances", {}),
    ):
        asked = {**NOVEMBER, **more}
        found[f"{who} {path}"] = cells(company.get(who, f"reports/{path}", **asked))
        text = file(company, who, path, **asked, format="csv").content.decode("utf-8-sig")
        found[f"{who} {path} csv"] = table(list(csv.reader(io.StringIO(text), delimiter=";")))
        book = opened(file(company, who, path, **asked, format="xlsx"))
        for sheet in book.worksheets:
            if sheet.title != "Huomautukset":
                rows = [[one.value for one in row] for row in sheet.iter_rows()]
                found[f"{who} {path} xlsx {sheet.title}"] = table(rows)
    return found


def planned(company: Company) -> None:
    body = {"date": "2026-12-19", "start": ms("2026-12-19T08:00"), "end": ms("2026-12-19T12:00"), "break_min": 0}
    told = company.push("boss", operation(company.ids["aino"], "kiky.mark", body, company.clock.now()))["results"]
    assert told[0]["status"] == "applied", told


def posted(company: Company) -> None:
    body = {"id": new_id(), "person": company.ids["aino"], "account": "overtime_leave", "amount": 60}
    body |= {"date": "2026-11-20", "kind": "adjustment", "reason": "Myöhässä"}
    url = "/api/v1/postings"
    assert company.client.post(url, json=body, headers=company.headers("payroll")).json()["code"] == "period_closed"
    body |= {"id": new_id(), "date": "2026-12-01"}
    answer = company.client.post(url, json=body, headers=company.headers("payroll"))
    assert answer.status_code < 300, answer.text


def opened_late(company: Company) -> None:
    ledger = openings
    _in(company, lambda tx: ledger.open_account(tx, company.ids["aino"], "bank", 0, "2026-11-03", 300, "Siirto"))
    _in(company, lambda tx: ledger.open_account(tx, company.ids["aino"], "kiky_settled", 2026, "2026-11-03", 60, "S"))


def another_contract(company: Company) -> None:
    """Hourly paid since 1 October: without flex, and out of kiky."""

    def work(tx: Tx) -> None:
        (row,) = agreement_store.contracts_of(tx, company.ids["aino"])
        given = {"agreement": row.agreement, "variant": row.variant, "body": {"form": "flexitime", "pay": "monthly"}}
        agreement_store.add_contract(
            tx, company.ids["aino"], from_date="2025-01-01", until_date="2026-09-30", id=row.id, **given
        )
        body = {name: HOURLY[name] for name in ("form", "pay")}
        new = {"agreement": HOURLY["agreement"], "variant": None, "body": body}
        agreement_store.add_contract(
            tx, company.ids["aino"], from_date="2026-10-01", until_date=None, id=new_id(), **new
        )
        terms.rebuild(tx, company.ids["aino"])

    _in(company, work)


def another_agreement(company: Company) -> None:
    wanted = {"id": new_id(), "from": "2026-11-01", "people": [company.ids["aino"]]}
    wanted["change"] = {"agreement": "general-40", "form": "general"}
    answer = company.client.post("/api/v1/contracts", json=wanted, headers=company.headers("chief"))
    assert answer.status_code == 201, answer.text


def deducted(company: Company) -> None:
    body = {"id": new_id(), "person": company.ids["aino"], "year": 2026, "minutes": 60, "date": "2026-12-01"}
    body |= {"sources": ["flex"], "reason": "Kiky 2026"}
    answer = company.client.post("/api/v1/kiky/deductions", json=body, headers=company.headers("payroll"))
    assert answer.status_code < 300, answer.text


def told_late(company: Company) -> None:
    body = {"start": ms("2026-11-17T18:00"), "end": ms("2026-11-17T20:00")}
    company.push("aino", operation(company.ids["aino"], "entry.create", body, 1))
    decide(company, "boss", waiting(company, "boss")["changes"][0], "approve")


def _in(company: Company, work: Callable[[Tx], Any]) -> None:
    company.world.db.write_now(lambda tx: (setattr(tx, "org", company.ids["org"]), work(tx))[1])


@pytest.mark.parametrize(
    "late", [planned, posted, opened_late, another_contract, another_agreement, deducted, told_late]
)
def test_a_late_act_moves_no_cell_of_a_closed_months_reports(company: Company, late: Act) -> None:
    closed(company)
    hire(company, "chief", "admin")
    before = every_report(company)
    late(company)
    after = every_report(company)
    assert before.keys() == after.keys()
    moved = {
        f"{name} {at}": (before[name].get(at), after[name].get(at))
        for name in before
        for at in sorted({*before[name], *after[name]})
        if before[name].get(at) != after[name].get(at)
    }
    assert moved == {}
    assert sum(map(len, before.values())) > 1_000
