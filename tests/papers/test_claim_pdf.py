"""A claim as a paper: it says what is paid, why and by whose word, and only those who may see the claim have it."""

import io
from typing import Any

from pikepdf import Pdf

from tests.company import Company
from tests.logos.pictures import form, logo
from tests.papers.papers import alternatives, text_of
from tests.papers.ua import findings
from tests.travel import claiming as given

SEEN = {"aino": 200, "boss": 200, "paula": 200, "eino": 404, "stranger": 404, "admin": 404}


def ask(company: Company, who: str, claim: str, **params: Any) -> Any:
    return company.client.get(f"/api/v1/claims/{claim}.pdf", params=params, headers=company.headers(who))


def paper_of(company: Company, who: str, claim: str, **params: Any) -> Pdf:
    answer = ask(company, who, claim, **params)
    assert answer.status_code == 200, answer.text
    return Pdf.open(io.BytesIO(answer.content))


def plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_an_approved_claim_says_what_is_paid_why_and_by_whose_word(company: Company) -> None:
    claim = given.sent_claim(company)
    given.decide(company, "boss", claim)
    made = paper_of(company, "aino", claim)
    told = plain(text_of(made))
    assert findings(made) == []
    for said in (
        *("Aino", "10.11.2026", "Hyväksytty", "Hyväksynyt Boss 20.11.2026 7.00", "Asiakastapaaminen", "Tampere"),
        *("Kokopäiväraha", "matka kesti 11:30, yli 10:00", "54,00 €", "360 km", "0,55 €", "198,00 €", "252,00 €"),
        *("P-Hämppi", "Pysäköinti", "25,5 %: veroton 10,00 €, vero 2,55 €", "12,55 €", "Maksetaan 264,55 €"),
        *("1. Verohallinnon päätös", "versio 4", "10.11.2026 7.00", "10.11.2026 18.30"),
    ):
        assert said in told, said
    assert [plain(one) for one in alternatives(made)] == ["Kuva kuitista 1: P-Hämppi, 10.11.2026, 12,55 €."]


def test_the_organisations_logo_is_on_its_claims(company: Company) -> None:
    claim = given.sent_claim(company)
    reply = company.client.put("/api/v1/logo", json=form(logo()), headers=company.headers("admin"))
    assert reply.status_code == 200, reply.text
    made = paper_of(company, "aino", claim)
    assert findings(made) == []
    assert plain(alternatives(made)[0]) == "Pohjola Oy"


def test_the_reader_chooses_the_language_of_the_paper(company: Company) -> None:
    claim = given.sent_claim(company)
    for lang, said in (("sv", "Väntar på godkännande"), ("en", "Waits for approval"), ("fi", "Odottaa hyväksyntää")):
        made = paper_of(company, "aino", claim, lang=lang)
        assert (findings(made), str(made.Root.Lang)) == ([], lang)
        assert said in plain(text_of(made))
    assert "€264.55" in plain(text_of(paper_of(company, "aino", claim, lang="en")))
    assert ask(company, "aino", claim, lang="de").status_code == 400


def test_only_those_who_may_see_a_claim_have_its_paper_and_a_draft_is_its_persons_alone(company: Company) -> None:
    sent, draft = given.sent_claim(company), given.whole_claim(company)
    assert {who: ask(company, who, sent).status_code for who in SEEN} == SEEN
    assert {who: ask(company, who, draft).status_code for who in SEEN} == dict.fromkeys(SEEN, 404) | {"aino": 200}
    unknown = ask(company, "eino", given.new_id())
    hidden = ask(company, "eino", sent)
    assert {**unknown.json(), "id": ""} == {**hidden.json(), "id": ""}


def test_the_file_is_saved_and_never_opened_as_a_page(company: Company) -> None:
    answer = ask(company, "aino", given.sent_claim(company))
    assert answer.headers["content-type"] == "application/pdf"
    name = "matkalasku-aino-2026-11-10.pdf"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


def test_what_is_not_paid_is_told_with_its_reason(company: Company) -> None:
    claim = given.new_id()
    short = {"end": "2026-11-10T11:00", "kilometres": [{"date": "2026-11-10", "vehicle": "car", "km": 12.5}]}
    given.add_trip(company, claim, **short)
    given.add_receipt(company, claim, paid_by="employer")
    assert given.submit(company, claim)["status"] == "applied"
    given.decide(company, "boss", claim, "return", reason="Kuitti puuttuu")
    told = plain(text_of(paper_of(company, "aino", claim)))
    for said in (
        "ei päivärahaa, matka kesti 4:00; vaaditaan yli 6:00",
        "Palauttanut Boss",
        "Kuitti puuttuu",
        "Työnantajan maksama: ei makseta henkilölle",
        "12,5 km",
    ):
        assert said in told, said


def test_times_of_a_leg_are_told_however_they_are_written(company: Company) -> None:
    claim = given.new_id()
    times = {"depart": "2026-11-10 08:15", "arrive": "2026-11-10T07:05 +00:00"}
    legs = [{"from": "FI", "to": "SE", "by": "plane", **times}, {"from": "SE", "to": "FI", "by": "plane"}]
    legs[1] |= {"depart": "2026-11-10T15:30+0100", "arrive": "2026-11-10T17:20"}
    assert given.add_trip(company, claim, legs=legs, kilometres=[])["status"] == "applied"
    told = plain(text_of(paper_of(company, "aino", claim))).replace("\N{EN DASH} ", "\N{EN DASH}")
    assert "10.11.2026 8.15–10.11.2026 9.05" in told
    assert "10.11.2026 16.30–10.11.2026 17.20" in told


def test_a_file_that_is_gone_is_told_of(company: Company) -> None:
    claim = given.sent_claim(company)
    for path in company.world.settings.blobs.rglob("*"):
        if path.is_file():
            path.unlink()
    assert "Kuitin 1 liitettä ei voitu näyttää" in plain(text_of(paper_of(company, "aino", claim)))
