"""People worked through 2026 by what they and their office really do: every way of carrying out kiky."""

import json
from typing import Any

from tests.company import FLEX, Company, ms, new_id, operation
from tests.kiky.office import change_contract, post

YEAR = [f"2026-{month:02d}-01T06:00" for month in range(2, 13)] + ["2027-01-01T06:00"]


def deduct(company: Company, who: str, minutes: int, date: str, *sources: str, **more: Any) -> dict[str, Any]:
    body = {"id": new_id(), "person": company.ids[who], "year": 2026, "minutes": minutes, "date": date}
    body |= {"sources": sources or ("flex",), "reason": "Kiky 2026", **more}
    done: dict[str, Any] = post(company, "palkka", "kiky/deductions", body)
    return done


def mark(company: Company, who: str, date: str, start: str | None, end: str | None) -> None:
    """The person marks an extension day on the phone; without times it is an unclocked one."""
    times = {"start": start and ms(f"{date}T{start}"), "end": end and ms(f"{date}T{end}")}
    body = {"date": date, **times, "break_min": 0}
    company.push(who, operation(company.ids[who], "kiky.mark", body, company.clock.now()))


def work(company: Company, who: str, date: str, start: str, end: str) -> None:
    """A day of work typed in afterwards."""
    body = {"start": ms(f"{date}T{start}"), "end": ms(f"{date}T{end}"), "work_type": None, "cost_centre": None}
    body |= {"remote": False, "kiky": False, "note": ""}
    company.push(who, operation(company.ids[who], "entry.create", body, company.clock.now()))


def to_the_end(company: Company) -> None:
    """The server turns every day of the year."""
    for morning in YEAR:
        company.turn(morning)


def year(company: Company, who: str) -> dict[str, Any]:
    """The yearly picture; it adds up by line and by month."""
    seen: dict[str, Any] = company.get("palkka", "kiky/year", person=company.ids[who], year=2026)
    posted = [line for line in seen["lines"] if line["kind"] != "planned"]
    assert sum(line["minutes"] for line in posted) == seen["left"]
    assert seen["opening"] - seen["settled"] - seen["done"] - seen["lapsed"] == seen["left"]
    assert seen["months"][-1]["left"] == seen["left"]
    return seen


def reported(company: Company, who: str, month: str = "") -> dict[str, int]:
    """The working-time report's own account of kiky for a month, or for the year: what was owed, each way in which it
    was settled, and what is left. The balance report says the same of what is left."""
    asked = {"from": f"{month or '2026-01'}-01", "to": f"{month}-28" if month else "2026-12-31"}
    (part,) = company.get(who, "reports/working-time", **asked)["people"]
    (told,) = [line for line in part["summary"]["kiky"] if line["year"] == 2026]
    rows = company.get("palkka", "reports/balances", **asked)["rows"]
    beside = next(line for line in rows if line["person"] == company.ids[who])
    assert (beside["kiky.opening"], beside["kiky.settled"], beside["kiky.left"]) == (
        *(told["opening"], told["settled"], told["left"]),
    )
    found: dict[str, int] = {"opening": told["opening"], **told["by_kind"], "left": told["left"]}
    print(f"{who} {month or '2026'}:", ", ".join(f"{name} {n // 60}:{n % 60:02d}" for name, n in found.items()))
    return found


def settled_by(seen: dict[str, Any]) -> list[tuple[str, str, int]]:
    return [(line["date"], line["kind"], line["minutes"]) for line in seen["lines"] if line["kind"] != "planned"]


def test_balance_deductions_bring_the_year_from_24_00_to_0_00_each_listed(company: Company) -> None:
    assert company.account("helmi", "kiky")["amount"] == 1440
    deduct(company, "helmi", 600, "2026-01-02")
    assert company.account("helmi", "kiky")["amount"] == 840
    company.turn("2026-05-02T06:00")
    deduct(company, "helmi", 840, "2026-05-02")
    assert company.account("helmi", "kiky")["amount"] == 0
    company.turn("2026-12-31T06:00")
    told = company.get("helmi", "explain", account="kiky", on="2026-12-31")
    assert sum(row["amount"] for row in told["rows"]) == told["total"] == 0
    assert [(row["date"], row["amount"]) for row in told["rows"] if row["kind"] == "settlement"] == [
        *(("2026-05-02", -840), ("2026-01-02", -600)),
    ]
    seen = year(company, "helmi")
    assert settled_by(seen) == [
        *(("2026-01-01", "opening", 1440), ("2026-01-02", "settlement", -600), ("2026-05-02", "settlement", -840)),
    ]
    assert [line["accounts"] for line in seen["lines"]][1:] == [{"flex": -600}, {"flex": -840}]
    assert reported(company, "helmi") == {"opening": 1440, "settlement": 1440, "left": 0}
    assert reported(company, "helmi", "2026-01") == {"opening": 1440, "settlement": 600, "left": 840}
    assert reported(company, "helmi", "2026-05") == {"opening": 840, "settlement": 840, "left": 0}


def test_four_saturdays_of_six_hours_bring_it_to_0_00_and_a_plan_counts_only_when_done(company: Company) -> None:
    days = ["2026-02-07", "2026-04-11", "2026-09-12", "2026-11-14"]
    for date in days:
        mark(company, "ilona", date, "10:00", "16:00")
    card = company.account("ilona", "kiky")
    assert (card["amount"], card["planned"]) == (1440, 1440)
    company.turn("2026-05-01T06:00")
    card = company.account("ilona", "kiky")
    assert (card["amount"], card["done"], card["planned"]) == (720, 720, 720)
    flex = company.account("ilona", "flex")["amount"]
    company.turn("2026-05-02T06:00")
    to_the_end(company)
    seen = year(company, "ilona")
    assert (seen["left"], seen["done"]) == (0, 1440)
    assert settled_by(seen)[1:] == [(date, "day", -360) for date in days]
    assert flex < 0, "nothing but kiky was worked, and kiky makes no flex"
    assert reported(company, "ilona") == {"opening": 1440, "extension": 1440, "left": 0}
    assert reported(company, "ilona", "2026-04") == {"opening": 1080, "extension": 360, "left": 720}


def test_with_four_hours_left_an_unclocked_day_stops_at_nought(company: Company) -> None:
    deduct(company, "jari", 1200, "2026-01-02")
    company.at("2026-01-12T08:00")
    work(company, "jari", "2026-01-10", "08:00", "13:00")
    mark(company, "jari", "2026-01-10", None, None)
    company.turn("2026-01-12T08:01")
    assert company.account("jari", "kiky")["amount"] == 0
    day = company.get("jari", "days", **{"from": "2026-01-10", "to": "2026-01-10"})["days"][0]["result"]
    assert day["kiky"] == 240
    assert "kiky_stops_at_zero" in [finding["kind"] for finding in day["findings"]]


def test_longer_hours_count_down_by_six_minutes_a_day_and_the_rest_lapses_on_the_last(company: Company) -> None:
    company.turn("2026-02-01T06:00")
    assert company.account("pitka", "kiky")["amount"] == 1440 - 20 * 6
    to_the_end(company)
    seen = year(company, "pitka")
    assert (seen["accounted"], seen["left"]) == ("contract", 0)
    last = seen["lines"][-1]
    assert (last["date"], last["kind"]) == ("2026-12-31", "lapse")
    assert seen["done"] + seen["lapsed"] == 1440
    assert {line["minutes"] for line in seen["lines"] if line["kind"] == "day"} == {-6}
    told = reported(company, "pitka")
    assert (told["left"], told["longer_hours"], told["longer_hours"] + told["lapse"]) == (0, seen["done"], 1440)


def switch_off(company: Company, date: str) -> None:
    body = {"id": new_id(), "runs": False, "agreement": "longer-hours", "from_date": date, "reason": "Kiky päättyi"}
    post(company, "palkka", "kiky/switches", body)


def lapses(company: Company) -> list[tuple[str, int]]:
    return [(date, minutes) for date, kind, minutes in settled_by(year(company, "pitka")) if kind == "lapse"]


def test_what_longer_hours_leave_lapses_on_the_day_that_their_scheme_ends(company: Company) -> None:
    switch_off(company, "2026-04-01")
    company.turn("2026-04-02T06:00")
    assert lapses(company) == [("2026-03-31", 12)]
    assert year(company, "pitka")["left"] == 0


def test_a_scheme_that_is_ended_afterwards_lapses_on_its_own_last_day_too(company: Company) -> None:
    company.turn("2026-04-02T06:00")
    switch_off(company, "2026-04-01")
    seen = year(company, "pitka")
    assert (seen["left"], [date for date, _ in lapses(company)]) == (0, ["2026-03-31"])
    assert [(line["date"], line["minutes"]) for line in seen["lines"] if line["kind"] == "adjustment"] == [
        ("2026-03-31", -1080)
    ]


def test_what_a_year_leaves_is_told_to_payroll_with_the_names_and_to_each_person(company: Company) -> None:
    to_the_end(company)
    rows = company.rows("SELECT person, kind, params FROM notice WHERE org=:org AND kind LIKE 'kiky_left%'")
    people = [row.person for row in rows if row.kind == "kiky_left"]
    assert company.ids["helmi"] in people
    ((payer, params),) = [(row.person, json.loads(row.params)) for row in rows if row.kind == "kiky_left_people"]
    assert (payer, params["year"], params["count"]) == (company.ids["palkka"], 2026, len(people))
    assert params["names"] == "Aino, Boss, Eino, Helmi, Ilona …"


def test_under_annual_leave_days_and_by_the_hour_no_obligation_stands(company: Company) -> None:
    to_the_end(company)
    for who, accounted in (("vuosi", "none"), ("tunti", "")):
        accounts = [row["account"] for row in company.get(who, "balances")["accounts"]]
        assert "kiky" not in accounts
        seen = year(company, who)
        assert (seen["accounted"], seen["opening"], seen["left"], seen["lines"]) == (accounted, 0, 0, [])


def test_a_part_timer_owes_half_and_a_change_to_full_time_in_july_adds_from_its_date(company: Company) -> None:
    assert company.account("puoli", "kiky")["amount"] == 720
    company.turn("2026-03-01T06:00")
    deduct(company, "puoli", 720, "2026-03-01")
    change_contract(company, "puoli", {**FLEX, "share": 0.5}, "2026-06-30", FLEX)
    company.turn("2026-06-30T06:00")
    assert company.account("puoli", "kiky")["amount"] == 0
    company.turn("2026-07-02T06:00")
    assert company.account("puoli", "kiky")["amount"] == 360
    assert settled_by(year(company, "puoli"))[-1] == ("2026-07-01", "adjustment", 360)


def test_a_leaver_in_june_after_a_january_deduction_of_24_00_is_proposed_12_00_back(company: Company) -> None:
    deduct(company, "kalle", 1440, "2026-01-02")
    company.turn("2026-05-15T06:00")
    change_contract(company, "kalle", FLEX, "2026-06-30", None)
    seen = company.get("palkka", "kiky/leaver", person=company.ids["kalle"], year=2026)
    assert (seen["proposal"], seen["minutes"], seen["legs"]) == ("return", 720, [{"account": "flex", "minutes": 720}])
    assert year(company, "kalle")["left"] == -720
    body = {"id": new_id(), "person": company.ids["kalle"], "year": 2026, "decision": "return", "minutes": 720}
    post(company, "palkka", "kiky/leaver/confirm", {**body, "date": "2026-06-30", "reason": "Ennen loppupalkkaa"})
    to_the_end(company)
    assert year(company, "kalle")["left"] == 0


def test_an_opening_by_hand_makes_24_00_and_not_48_00(company: Company) -> None:
    body = {"id": new_id(), "person": company.ids["lauri"], "account": "kiky", "year": 2026, "amount": 1440}
    body |= {"date": "2026-01-02", "reason": "Vuoden alkusaldo", "opening": True}
    post(company, "palkka", "postings", body)
    assert company.account("lauri", "kiky")["amount"] == 1440
    assert year(company, "lauri")["left"] == 1440


def test_a_change_that_pays_leaves_kiky_as_it_was(company: Company) -> None:
    deduct(company, "mari", 1440, "2026-01-02", pays=True, confirmed=True)
    assert company.account("mari", "kiky")["amount"] == 1440
    assert settled_by(year(company, "mari")) == [("2026-01-01", "opening", 1440)]
