"""A contractor invoices receipts and travel at the agreed prices, with tax, beside the approved hours."""

import io
import json
from typing import Any

from pikepdf import Pdf

from leima.db.tables.rates import TravelRate
from leima.db.tables.travel import Trip
from leima.db.tx import Tx
from tests.company import Company
from tests.logos.pictures import form, logo
from tests.months import month_fixtures as months
from tests.papers.papers import alternatives, text_of
from tests.papers.test_claim_pdf import plain
from tests.papers.ua import findings
from tests.travel import claiming as given

MONTH = {"from": "2026-11-01", "until": "2026-11-20"}
ARRIVES = {"start": "2026-11-10T07:00", "end": "2026-11-11T12:00", "travel_minutes": 200}
"""Two travel days, and 3 hours 20 minutes of travel."""


def ask(company: Company, who: str, **params: Any) -> Any:
    return company.client.get("/api/v1/claims/invoicing", params={**MONTH, **params}, headers=company.headers(who))


def told(company: Company, who: str = "urho", **params: Any) -> dict[str, Any]:
    answer = ask(company, who, format="json", **params)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def approved(company: Company, who: str = "urho") -> str:
    """A contractor's approved claim with a trip, a receipt of two rates, and one that the other side has paid."""
    claim = given.new_id()
    results = [
        given.add_trip(company, claim, who, **ARRIVES),
        given.add_receipt(
            company,
            claim,
            who,
            gross_cents=4_670,
            lines=[{"rate": 13.5, "gross_cents": 3_670}, {"rate": 25.5, "gross_cents": 1_000}],
        ),
        given.add_receipt(company, claim, who, supplier="Muu", paid_by="employer"),
        given.submit(company, claim, who),
        given.decide(company, "boss", claim),
    ]
    assert [one["status"] for one in results] == ["applied"] * 5, results
    return claim


def new_tax(company: Company) -> None:
    """The company brings another standard rate of tax for the whole year, late."""

    def work(tx: Tx) -> None:
        own = {"key": "vat.standard", "from_date": "2026-01-01", "until_date": "2026-12-31", "value": "30"}
        more = {"source": "Laki", "batch": "b", "file": "", "at": tx.now, "by": company.ids["admin"]}
        tx.insert(TravelRate(org=company.ids["org"], id="b", **own, **more))

    company.world.db.write_now(work)


def test_the_tax_of_travel_stands_from_the_sending_of_the_claim_on(company: Company) -> None:
    approved(company)
    before = told(company)
    new_tax(company)
    assert told(company) == before
    later = given.new_id()
    start, end = "2026-11-12T07:00", "2026-11-12T12:00"
    given.add_trip(company, later, "urho", start=start, end=end, kilometres=[])
    given.submit(company, later, "urho")
    given.decide(company, "boss", later)
    assert {one["vat_rate"] for one in told(company)["lines"] if one["claim"] == later} == {30}


def test_a_claim_that_was_sent_before_its_tax_was_kept_has_the_tax_of_its_date(company: Company) -> None:
    approved(company)
    before = told(company)

    def forget(tx: Tx) -> None:
        for row in tx.rows(Trip, "SELECT * FROM trip WHERE org=:org", org=company.ids["org"]):
            terms = {name: value for name, value in json.loads(row.terms or "{}").items() if name != "invoice_vat"}
            sql = "UPDATE trip SET terms=:terms WHERE org=:org AND id=:id"
            tx.run(sql, terms=json.dumps(terms), org=row.org, id=row.id)

    company.world.db.write_now(forget)
    assert told(company) == before


def test_travel_is_invoiced_at_the_agreed_prices_with_the_tax_of_its_date(company: Company) -> None:
    approved(company)
    found = told(company)
    lines = [
        (one["kind"], one["quantity"], one["net_cents"], one["vat_cents"]) for one in found["lines"] if one["trip"]
    ]
    assert lines == [
        ("km", 360, 21_600, 5_508),
        ("day", 2, 10_000, 2_550),
        ("hour", 3.333, 15_165, 3_867),
    ]
    assert {one["vat_rate"] for one in found["lines"] if one["trip"]} == {25.5}
    assert found["unpriced"] == []


def test_receipts_keep_their_own_tax_and_all_adds_up(company: Company) -> None:
    approved(company)
    found = told(company)
    assert [(one["vat_rate"], one["net_cents"], one["vat_cents"]) for one in found["lines"] if one["receipt"]] == [
        (13.5, 3_233, 437),
        (25.5, 797, 203),
    ]
    for key in ("net_cents", "vat_cents", "gross_cents"):
        assert found[key] == sum(one[key] for one in found["lines"]) == sum(one[key] for one in found["sums"])
    assert [one["vat_rate"] for one in found["sums"]] == [25.5, 13.5]


def test_travel_without_an_agreed_price_is_told_and_not_invoiced(company: Company) -> None:
    approved(company, "vera")
    found = told(company, "vera")
    assert [one["kind"] for one in found["lines"] if one["trip"]] == ["km"]
    assert [(one["unit"], one["quantity"]) for one in found["unpriced"]] == [("day", 2), ("hour", 3.333)]


def test_the_paper_says_the_same_and_is_pdf_ua(company: Company) -> None:
    approved(company)
    for lang in ("fi", "sv", "en"):
        answer = ask(company, "urho", lang=lang)
        assert answer.status_code == 200, answer.text
        made = Pdf.open(io.BytesIO(answer.content))
        assert findings(made) == []
        if lang == "fi":
            text = plain(text_of(made))
            for said in (
                "Laskutetaan: Pohjola Oy",
                "216,00 €",
                "360 km",
                "0,60 €",
                "3,333 h",
                "Tampere",
                "vero 25,5 %",
            ):
                assert said in text, said
            gross = told(company)["gross_cents"]
            assert f"{gross // 100},{gross % 100:02d} €" in text


def test_the_organisations_logo_is_on_the_paper(company: Company) -> None:
    approved(company)
    assert alternatives(Pdf.open(io.BytesIO(ask(company, "urho").content))) == []
    reply = company.client.put("/api/v1/logo", json=form(logo()), headers=company.headers("admin"))
    assert reply.status_code == 200, reply.text
    made = Pdf.open(io.BytesIO(ask(company, "urho").content))
    assert (alternatives(made), findings(made)) == (["Pohjola Oy"], [])


def test_only_approved_hours_stand_beside(company: Company) -> None:
    months.work(company, "urho", "2026-11-19", end="12:30")
    approved(company)
    assert told(company)["months"] == []
    company.turn("2026-12-01T09:00")
    months.approved(company, "urho")
    assert told(company)["months"] == [{"month": "2026-11", "minutes": 270}]


def test_only_the_contractor_their_supervisor_and_payroll_have_it(company: Company) -> None:
    approved(company)
    urho = {"person": company.ids["urho"]}
    people = ("urho", "boss", "paula", "aino", "stranger", "admin")
    assert {who: ask(company, who, format="json", **urho).status_code for who in people} == {
        "urho": 200,
        "boss": 200,
        "paula": 200,
        "aino": 404,
        "stranger": 404,
        "admin": 404,
    }
    hidden, unknown = ask(company, "aino", **urho), ask(company, "aino", person="nobody")
    assert hidden.json() == unknown.json()


def test_an_employee_has_nothing_to_invoice(company: Company) -> None:
    answer = ask(company, "aino")
    assert (answer.status_code, answer.json()["code"]) == (400, "paper_not_contractor")
