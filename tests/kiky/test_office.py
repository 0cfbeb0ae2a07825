"""The company's switch, an extension day for a whole team, and a leaver: tried first, done by a person, taken back."""

from typing import Any

from tests.company import FLEX, Company, ms, new_id
from tests.kiky.office import change_contract, lines, post


def switch(company: Company, **more: Any) -> dict[str, Any]:
    return {"id": new_id(), "runs": False, "from_date": "2026-07-01", "reason": "Paikallinen sopimus", **more}


def test_switching_off_from_july_leaves_half_the_year_and_every_earlier_day(company: Company) -> None:
    company.turn("2026-02-01T06:00")
    days = versions(company)
    body = switch(company, agreement="company-office")
    seen = post(company, "palkka", "kiky/switches/preview", body)
    assert (seen["first_pay_day"], seen["warning"], seen["changed"]) == ("2026-07-31", "", 8)
    helmi = next(one for one in seen["people"] if one["name"] == "Helmi")
    assert (helmi["kiky_before"], helmi["kiky_after"]) == (1440, 720)
    assert (lines(company, "helmi"), versions(company)) == ([("2026-01-01", "opening", 1440)], days)

    post(company, "palkka", "kiky/switches", body)
    assert lines(company, "helmi") == [("2026-01-01", "opening", 1440), ("2026-06-30", "adjustment", -720)]
    assert (lines(company, "pitka"), versions(company)) == ([("2026-01-01", "opening", 1440)], days)

    post(company, "palkka", f"kiky/switches/{body['id']}/undo", {}, 204)
    assert sum(minutes for _, _, minutes in lines(company, "helmi")) == 1440


def versions(company: Company) -> list[tuple[str, str, int]]:
    rows = company.rows("SELECT person, date, version FROM day_result WHERE org=:org ORDER BY person, date")
    return [(row.person, row.date, int(row.version)) for row in rows]


def test_a_switch_warns_of_a_pay_day_that_is_near_or_past_and_needs_a_reason(company: Company) -> None:
    company.at("2026-01-29T08:00")
    assert (
        post(company, "palkka", "kiky/switches/preview", switch(company, from_date="2026-01-15"))["warning"] == "soon"
    )
    company.at("2026-02-03T08:00")
    assert (
        post(company, "palkka", "kiky/switches/preview", switch(company, from_date="2026-01-15"))["warning"] == "past"
    )
    post(company, "palkka", "kiky/switches", switch(company, reason=""), 400)
    post(company, "palkka", "kiky/switches", switch(company, agreement="nothing"), 400)
    post(company, "palkka", "kiky/switches", switch(company, until_date="2026-06-30"), 400)
    post(company, "boss", "kiky/switches", switch(company), 403)


def test_a_company_switches_its_own_scheme_on_where_the_agreement_has_none(company: Company) -> None:
    scheme = {"accounted": "obligation", "year_minutes": 960, "methods": ["extension_day"], "year_end": "carry"}
    body = switch(company, runs=True, from_date="2026-01-01", agreement="general-40", scheme={**scheme, "pay_out": []})
    post(company, "palkka", "kiky/switches", body)
    assert lines(company, "tunti") == [("2026-01-01", "opening", 960)]
    (row,) = company.get("palkka", "kiky/switches")["switches"]
    assert (row["runs"], row["reason"], row["scheme"]["year_minutes"]) == (True, "Paikallinen sopimus", 960)


def test_a_scheme_that_its_ways_cannot_settle_is_refused_and_says_what_to_do(company: Company) -> None:
    scheme = {"accounted": "obligation", "year_minutes": 1440, "methods": ["longer_hours"]}
    for path in ("kiky/switches", "kiky/switches/preview"):
        refused = post(company, "palkka", path, switch(company, runs=True, scheme=scheme), 400)
        (field,) = refused["fields"]
        assert (field["field"], "saldovähennys" in field["message"]) == ("scheme.methods", True)
    scheme = {"accounted": "contract", "year_minutes": 1440, "methods": ["longer_hours"], "extension_minutes": 0}
    refused = post(company, "palkka", "kiky/switches", switch(company, runs=True, scheme=scheme), 400)
    assert refused["fields"][0]["field"] == "scheme.extension_minutes"
    assert company.get("palkka", "kiky/switches")["switches"] == []


def test_part_timers_can_be_out_of_a_scheme_by_its_rule(company: Company) -> None:
    scheme = {"accounted": "obligation", "methods": ["extension_day"], "part_time": "out"}
    body = switch(company, runs=True, from_date="2026-01-01", agreement="company-office", scheme=scheme)
    post(company, "palkka", "kiky/switches", body)
    left = {who: company.get(who, "balances")["accounts"] for who in ("puoli", "helmi")}
    owed = {who: [one["amount"] for one in rows if one["account"] == "kiky"] for who, rows in left.items()}
    assert owed == {"puoli": [], "helmi": [1440]}


def team_day(company: Company, *who: str) -> dict[str, Any]:
    people = [company.ids[name] for name in who]
    times = {"start": ms("2026-01-10T10:00"), "end": ms("2026-01-10T16:00"), "break_min": 0}
    return {"id": new_id(), "people": people, "date": "2026-01-10", **times}


def test_a_whole_team_gets_a_day_of_six_hours_and_those_who_cannot_are_named(company: Company) -> None:
    body = team_day(company, "helmi", "ilona", "tunti", "vuosi")
    answer = post(company, "boss", "kiky/marks", body)
    assert [(one["name"], one["status"], one["minutes"]) for one in answer["people"]] == [
        *(("Helmi", "marked", 360), ("Ilona", "marked", 360)),
        *(("Tunti", "refused", 0), ("Vuosi", "refused", 0)),
    ]
    assert post(company, "boss", "kiky/marks", body) == answer
    helmi = company.account("helmi", "kiky")
    assert (helmi["amount"], helmi["planned"]) == (1440, 360)
    again = post(company, "boss", "kiky/marks", {**body, "id": new_id()})
    assert {one["status"] for one in again["people"]} == {"already", "refused"}

    company.turn("2026-01-11T06:00")
    helmi = company.account("helmi", "kiky")
    assert (helmi["amount"], helmi["planned"], helmi["done"]) == (1080, 0, 360)

    post(company, "boss", f"kiky/marks/{body['id']}/undo", {}, 204)
    assert company.account("helmi", "kiky")["amount"] == 1440


def test_marking_for_people_of_others_or_backwards_in_time_is_refused_whole(company: Company) -> None:
    post(company, "helmi", "kiky/marks", team_day(company, "helmi", "ilona"), 404)
    backwards = {**team_day(company, "helmi"), "end": ms("2026-01-10T09:00")}
    assert post(company, "boss", "kiky/marks", backwards, 400)["code"] == "bad_span"
    assert company.rows("SELECT id FROM kiky_mark WHERE org=:org") == []


def deduct(company: Company, who: str, minutes: int, *sources: str) -> None:
    body = {"id": new_id(), "person": company.ids[who], "year": 2026, "minutes": minutes, "date": "2026-01-02"}
    post(company, "palkka", "kiky/deductions", {**body, "sources": sources, "reason": "Kiky 2026"})


def test_a_leaver_gets_twelve_hours_back_when_a_person_confirms_it(company: Company) -> None:
    deduct(company, "helmi", 1440, "flex")
    change_contract(company, "helmi", FLEX, "2026-06-30", None)
    seen = company.get("palkka", "kiky/leaver", person=company.ids["helmi"], year=2026)
    assert (seen["left"], seen["proposal"], seen["minutes"]) == (-720, "return", 720)
    assert seen["legs"] == [{"account": "flex", "minutes": 720}]
    rows = {row["name"]: row for row in company.get("palkka", "kiky/team", year=2026)["people"]}
    assert (rows["Helmi"]["proposal"], rows["Helmi"]["settled"], rows["Helmi"]["left"]) == ("return", 1440, -720)

    decision = {"person": company.ids["helmi"], "year": 2026, "date": "2026-06-30", "reason": "Loppupalkka"}
    wrong = {**decision, "id": new_id(), "decision": "return", "minutes": 700}
    assert post(company, "palkka", "kiky/leaver/confirm", wrong, 409)["code"] == "kiky_leaver_changed"
    right = {**wrong, "minutes": 720}
    after = post(company, "palkka", "kiky/leaver/confirm", right)
    assert (after["left"], after["proposal"], after["confirmed"]) == (0, "none", True)
    assert post(company, "palkka", "kiky/leaver/confirm", right) == after
    rows = company.rows("SELECT amount FROM posting WHERE org=:org AND person=:p AND account='flex'", p=seen["person"])
    assert sorted(int(row.amount) for row in rows) == [-1440, 720]


def test_what_a_leaver_still_owes_is_only_proposed_and_may_be_waived(company: Company) -> None:
    change_contract(company, "helmi", FLEX, "2026-06-30", None)
    seen = company.get("boss", "kiky/leaver", person=company.ids["helmi"], year=2026)
    assert (seen["left"], seen["proposal"], seen["legs"]) == (720, "deduct", [])
    body = {"id": new_id(), "person": company.ids["helmi"], "year": 2026, "date": "2026-06-30", "minutes": 720}
    after = post(company, "boss", "kiky/leaver/confirm", {**body, "decision": "waive", "reason": "Sovittu"})
    assert (after["left"], after["confirmed"]) == (0, True)
