"""Ordered work is overtime, the rest waits for a word; what becomes of overtime is the employee's own choice."""

import json
from typing import Any

import pytest

from tests.company import Company, ms, new_id, operation, punch
from tests.kiky.office import post
from tests.sync.test_absences import hold_agreements, posted
from tests.sync.test_days import recomputed

DAY = "2026-11-18"


def order(person: str, type: str, id: str | None = None, **body: Any) -> dict[str, Any]:
    """An operation on ordered work, as a phone seals it."""
    made = operation(person, type, body, ms("2026-11-20T08:00"), id=id)
    return made | {"entity": {"type": "work_order", "id": made["entity"]["id"]}}


def choose(person: str, choice: str, date: str = DAY) -> dict[str, Any]:
    made = operation(person, "overtime.choose", {"date": date, "choice": choice}, ms("2026-11-20T08:00"))
    return made | {"entity": {"type": "overtime_choice", "id": new_id()}}


def worked(company: Company, start: str, end: str, who: str = "aino", date: str = DAY) -> None:
    person = company.ids[who]
    company.at("2026-11-20T08:00").push(
        who, punch(person, "in", f"{date}T{start}"), punch(person, "out", f"{date}T{end}")
    )


def result_on(company: Company, who: str = "aino", date: str = DAY) -> dict[str, Any]:
    days = company.get(who, "days", **{"from": date, "to": date})["days"]
    return dict(days[0]["result"])


def classes(company: Company, who: str = "aino", date: str = DAY) -> tuple[int, ...]:
    found = result_on(company, who, date)
    return tuple(found[name] for name in ("flex", "additional", "overtime50", "overtime100"))


def asked_of(company: Company, who: str = "aino") -> list[dict[str, Any]]:
    told = company.get("boss", "team")
    member = next(m for m in told["teams"][0]["members"] if m["person"] == company.ids[who])
    return [one for one in member["attention"] if one["kind"] == "unapproved"]


def test_an_order_makes_overtime_of_what_was_flex_and_taking_it_back_makes_flex_again(company: Company) -> None:
    aino = company.ids["aino"]
    worked(company, "08:00", "19:00")
    assert classes(company) == (180, 0, 0, 0)
    place = order(aino, "order.place", date=DAY, minutes=180)
    assert company.push("boss", place)["results"][0]["status"] == "applied"
    assert classes(company) == (0, 30, 120, 30)
    gone = order(aino, "order.cancel", id=place["entity"]["id"])
    assert company.push("boss", gone)["results"][0]["status"] == "applied"
    assert classes(company) == (180, 0, 0, 0)
    recomputed(company)


def test_an_order_with_clock_times_holds_before_the_work_is_done(company: Company) -> None:
    aino = company.ids["aino"]
    window = {"start": ms(f"{DAY}T15:30"), "end": ms(f"{DAY}T18:00")}
    company.at(f"{DAY}T07:00").push("boss", order(aino, "order.place", date=DAY, **window))
    worked(company, "08:00", "19:00")
    assert classes(company) == (30, 0, 120, 30)


def test_what_an_employee_asks_for_waits_until_the_supervisor_decides_once(company: Company) -> None:
    aino = company.ids["aino"]
    worked(company, "08:00", "19:00")
    ask = order(aino, "order.ask", date=DAY, minutes=120, note="Asiakkaan pyyntö")
    id = ask["entity"]["id"]
    company.push("aino", ask)
    assert classes(company) == (180, 0, 0, 0)
    waiting = company.get("boss", "team")["orders"]
    assert [(one["person_name"], one["minutes"], one["note"]) for one in waiting] == [("Aino", 120, "Asiakkaan pyyntö")]
    approve = {"decision": "approve", "reason": "", "seen_version": 1}
    assert company.push("aino", order(aino, "order.decide", id=id, **approve))["results"][0]["code"] == "forbidden"
    assert company.push("eino", order(aino, "order.decide", id=id, **approve))["results"][0]["code"] == "not_found"
    results = company.push("boss", *(order(aino, "order.decide", id=id, **approve) for _ in range(2)))["results"]
    assert [(one["status"], one["version"]) for one in results] == [("applied", 2), ("applied", 2)]
    assert classes(company) == (60, 0, 120, 0)
    late = order(aino, "order.decide", id=id, decision="reject", reason="", seen_version=1)
    assert company.push("boss", late)["results"][0]["status"] == "conflict"
    withdrawn = order(aino, "order.cancel", id=id)
    assert company.push("aino", withdrawn)["results"][0]["status"] == "conflict"
    assert company.get("boss", "team")["orders"] == []
    told = [row.kind for row in company.rows("SELECT kind FROM notice WHERE org=:org AND person=:p", p=aino)]
    assert told == ["order_approved"]


def test_a_request_is_the_employees_own_to_take_back_while_it_waits(company: Company) -> None:
    aino = company.ids["aino"]
    ask = order(aino, "order.ask", date=DAY, minutes=60)
    company.at("2026-11-20T08:00").push("aino", ask)
    back = order(aino, "order.cancel", id=ask["entity"]["id"])
    assert company.push("aino", back)["results"][0]["status"] == "applied"
    assert company.get("boss", "team")["orders"] == []


def test_time_that_nobody_ordered_asks_the_supervisor_until_it_is_ordered_or_left(company: Company) -> None:
    hourly, eino = company.ids["hourly"], company.ids["eino"]
    worked(company, "07:00", "18:30", "hourly")
    worked(company, "05:00", "17:00", "eino")
    waits = asked_of(company, "hourly")
    assert len(waits) == 1 and waits[0]["minutes"] == result_on(company, "hourly")["unapproved"] > 0
    placed = [order(hourly, "order.place", date=DAY, **one) for one in waits[0]["orders"]]
    company.push("boss", *placed)
    assert asked_of(company, "hourly") == [] and result_on(company, "hourly")["unapproved"] == 0
    (item,) = asked_of(company, "eino")
    company.push("boss", order(eino, "order.refuse", date=DAY, minutes=item["minutes"], reason="Ei sovittu"))
    assert asked_of(company, "eino") == []
    assert result_on(company, "eino")["unapproved"] == item["minutes"]


def test_time_outside_the_band_is_approved_where_it_lies(company: Company) -> None:
    worked(company, "04:30", "15:00", "eino")
    (item,) = asked_of(company, "eino")
    eino = company.ids["eino"]
    company.push("boss", *(order(eino, "order.place", date=DAY, **one) for one in item["orders"]))
    after = result_on(company, "eino")
    assert after["unapproved"] == 0
    ordered = [(span["start"], span["end"]) for span in after["spans"] if span["ordered"]]
    assert ordered[0][0] == ms(f"{DAY}T04:30") // 60_000


def test_only_a_supervisor_orders_and_only_the_employee_asks_and_chooses(company: Company) -> None:
    aino = company.ids["aino"]
    tries = (
        ("aino", order(aino, "order.place", date=DAY, minutes=60)),
        ("eino", order(aino, "order.place", date=DAY, minutes=60)),
        ("boss", order(aino, "order.ask", date=DAY, minutes=60)),
        ("aino", order(aino, "order.refuse", date=DAY, minutes=60)),
        ("boss", choose(aino, "leave")),
    )
    assert [company.push(who, op)["results"][0]["code"] for who, op in tries] == ["forbidden"] * 5


def test_a_days_own_deposit_stops_at_the_banks_yearly_growth_and_the_rest_is_paid(company: Company) -> None:
    hold_agreements(company)
    aino = company.ids["aino"]
    grown = {"id": new_id(), "person": aino, "account": "bank", "amount": 10_800 - 200, "date": "2026-11-02"}
    post(company, "boss", "postings", {**grown, "reason": "Sovittu"})
    for date in ("2026-11-17", DAY):
        worked(company, "08:00", "19:00", date=date)
        company.push("boss", order(aino, "order.place", date=date, minutes=180))
        company.push("aino", choose(aino, "bank", date))
    assert posted(company) == [("2026-11-17", "bank", 200), (DAY, "bank", 0)]
    told = company.get("aino", "explain", account="bank", on="2026-11-20")
    assert [line["rule"] for line in told["rows"][1]["lines"]][-2:] == ["bank_limit", "posted"]
    assert told["total"] == 10_800
    company.push("aino", choose(aino, "pay", "2026-11-17"))
    assert posted(company) == [(DAY, "bank", 200)]
    recomputed(company)


def test_overtime_as_leave_carries_its_raise_and_follows_the_day(company: Company) -> None:
    aino = company.ids["aino"]
    worked(company, "08:00", "19:00")
    place = order(aino, "order.place", date=DAY, minutes=180)
    company.push("boss", place)
    company.push("aino", choose(aino, "leave"))
    assert posted(company) == [(DAY, "overtime_leave", 30 + 180 + 60)]
    assert company.account("aino", "overtime_leave")["amount"] == 270
    told = company.get("aino", "explain", account="overtime_leave", on="2026-11-20")
    lines = told["rows"][0]["lines"]
    assert [line["rule"] for line in lines] == ["earned_0", "earned_50", "earned_100", "posted"]
    assert sum(line["minutes"] for line in lines if not line["total"]) == told["total"] == 270
    company.push("aino", choose(aino, "bank"))
    assert posted(company) == [(DAY, "bank", 270)]
    company.push("aino", choose(aino, "pay"))
    assert posted(company) == []
    company.push("aino", choose(aino, "leave"))
    company.push("boss", order(aino, "order.cancel", id=place["entity"]["id"]))
    assert posted(company) == []
    recomputed(company)


def test_a_consent_says_who_and_when_and_every_change_of_it_is_traced(company: Company) -> None:
    aino = company.ids["aino"]
    company.at("2026-11-20T08:00").push("aino", choose(aino, "leave"))
    company.at("2026-11-20T09:00").push("aino", choose(aino, "pay"))
    (row,) = company.rows("SELECT * FROM overtime_choice WHERE org=:org")
    assert (row.choice, row.author, row.version) == ("pay", aino, 2)
    traced = company.rows("SELECT new FROM audit_event WHERE org=:org AND what='overtime.chosen' ORDER BY n")
    assert [json.loads(one.new)["choice"] for one in traced] == ["leave", "pay"]


def test_ordered_work_on_a_saturday_is_weekly_overtime_and_grows_into_leave(company: Company) -> None:
    hold_agreements(company)
    aino, saturday = company.ids["aino"], "2026-11-14"
    for date in ("2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13"):
        worked(company, "08:00", "16:00", date=date)
    worked(company, "09:00", "15:30", date=saturday)
    company.push("boss", order(aino, "order.place", date=saturday, minutes=360))
    company.push("aino", choose(aino, "leave", saturday))
    over = 360 - 150
    assert posted(company) == [(saturday, "overtime_leave", 150 + over * 3 // 2)]
    sick = {"from_date": "2026-11-13", "until_date": "2026-11-13", "kind": "unpaid"}
    unpaid = operation(aino, "absence.record", sick, 1)
    company.push("boss", unpaid)
    recomputed(company)
    total = company.account("aino", "overtime_leave")["amount"]
    assert posted(company) == [(saturday, "overtime_leave", total)] and total == 360


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"date": DAY}, "bad_span"),
        ({"date": DAY, "minutes": 60, "start": 1, "end": 2}, "bad_span"),
        ({"date": DAY, "start": ms(f"{DAY}T18:00"), "end": ms(f"{DAY}T16:00")}, "bad_span"),
        ({"date": DAY, "start": ms(f"{DAY}T18:00")}, "bad_span"),
        ({"date": DAY, "start": ms("2026-11-17T18:00"), "end": ms("2026-11-17T19:00")}, "bad_span"),
        ({"date": "2026-02-30", "minutes": 60}, "bad_date"),
        ({"date": DAY, "minutes": 1441}, "invalid"),
        ({"date": "2099-01-01", "minutes": 60}, "date_too_far"),
        ({"date": "2020-01-02", "minutes": 60}, "date_too_far"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(company: Company, body: dict[str, Any], code: str) -> None:
    result = company.push("boss", order(company.ids["aino"], "order.place", **body))["results"][0]
    assert (result["status"], result["code"]) == ("rejected", code)


def test_a_date_that_nobody_means_is_refused_with_the_range_to_choose_from(company: Company) -> None:
    aino, far = company.ids["aino"], "2099-01-04"
    company.at("2026-11-20T08:00")
    asked = [
        ("boss", order(aino, "order.place", date=far, minutes=60)),
        ("aino", order(aino, "order.ask", date="2020-01-02", minutes=60)),
        ("boss", order(aino, "order.refuse", date=far, minutes=60)),
        ("aino", choose(aino, "leave", far)),
    ]
    for who, one in asked:
        result = company.push(who, one)["results"][0]
        assert (result["status"], result["code"]) == ("rejected", "date_too_far"), one["type"]
        assert result["params"] == {"first": "2025-10-16", "last": "2027-12-25"}
    last = order(aino, "order.place", date="2027-12-25", minutes=60)
    assert company.push("boss", last)["results"][0]["status"] == "applied"


def test_the_bank_is_offered_only_where_the_agreement_has_one(company: Company) -> None:
    aino = company.ids["aino"]
    (row,) = company.rows("SELECT id, body FROM terms WHERE org=:org AND person=:p AND until_date IS NULL", p=aino)
    body = json.dumps({**json.loads(row.body), "bank": False})
    company.world.db.write_now(lambda tx: tx.run("UPDATE terms SET body=:body WHERE id=:id", body=body, id=row.id))
    result = company.push("aino", choose(aino, "bank"))["results"][0]
    assert (result["status"], result["code"]) == ("rejected", "no_bank")
