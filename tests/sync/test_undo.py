"""Taking one's own act back: a new operation, and only while nobody has acted on what it takes back."""

from typing import Any

from tests.company import Company, ms, new_id, operation, punch
from tests.sync.test_days import recomputed
from tests.sync.test_entries import day_of, edit, worked
from tests.sync.test_orders import DAY, classes, order
from tests.sync.test_orders import worked as worked_long

TODAY = "2026-11-20"


def undo(made: dict[str, Any], **body: Any) -> dict[str, Any]:
    """The operation that takes another one back, as a phone seals it."""
    kind = made["entity"]["type"]
    type = "order.undo" if kind == "work_order" else f"{kind}.undo"
    return operation(made["subject"], type, body, ms(f"{TODAY}T08:00")) | {"entity": made["entity"]}


def said(company: Company, who: str, *ops: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(one["status"], one.get("code")) for one in company.push(who, *ops)["results"]]


def test_a_clock_out_by_mistake_is_taken_back_and_the_work_goes_on(company: Company) -> None:
    aino = company.ids["aino"]
    start, out = punch(aino, "in", f"{TODAY}T08:00"), punch(aino, "out", f"{TODAY}T09:00")
    company.at(f"{TODAY}T09:01").push("aino", start, out)
    assert said(company, "aino", undo(out)) == [("applied", None)]
    member = next(m for m in company.get("boss", "team")["teams"][0]["members"] if m["person"] == aino)
    assert member["state"] == "in"
    company.at(f"{TODAY}T16:01").push("aino", punch(aino, "out", f"{TODAY}T16:00"))
    assert day_of(company, date=TODAY)["result"]["worked"] == 450  # seven and a half hours: half an hour is the break
    stored = company.rows("SELECT superseded_by FROM punch WHERE org=:org AND id=:id", id=out["entity"]["id"])
    assert stored[0].superseded_by == out["entity"]["id"]
    recomputed(company)


def test_taking_back_twice_is_once_and_leaves_no_day_behind(company: Company) -> None:
    made = punch(company.ids["aino"], "in", f"{TODAY}T08:00")
    company.at(f"{TODAY}T08:01").push("aino", made)
    assert said(company, "aino", undo(made), undo(made)) == [("applied", None), ("applied", None)]
    assert day_of(company, date=TODAY)["result"]["presence"] == 0
    recomputed(company)


def test_nobody_takes_back_the_punch_of_another(company: Company) -> None:
    made = punch(company.ids["aino"], "in", f"{TODAY}T08:00")
    company.at(f"{TODAY}T08:01").push("aino", made)
    assert said(company, "boss", undo(made)) == [("rejected", "forbidden")]
    assert said(company, "eino", undo(made)) == [("rejected", "forbidden")]
    assert said(company, "aino", undo(punch(company.ids["aino"], "in", DAY + "T08:00"))) == [("rejected", "not_found")]


def test_a_punch_that_somebody_has_acted_on_stands(company: Company) -> None:
    entry = worked(company.at(f"{TODAY}T08:00"))
    rows = company.rows("SELECT id, kind FROM punch WHERE org=:org AND person=:person", person=entry["person"])
    opening = next(row.id for row in rows if row.kind == "in")
    company.push("boss", edit(entry, {"start": ms("2026-11-19T08:30")}))
    back = operation(entry["person"], "punch.undo", {}, company.clock.now(), id=opening)
    assert said(company, "aino", back) == [("rejected", "acted_on")]


def test_a_clock_out_that_was_confirmed_by_mistake_is_asked_about_again(company: Company) -> None:
    aino = company.ids["aino"]
    company.at("2026-11-19T08:00").push("aino", punch(aino, "in", "2026-11-19T08:00"))
    company.turn(f"{TODAY}T07:00")
    out = punch(aino, "out", "2026-11-19T16:15", body={"estimated_confirmed": True})
    company.push("aino", out)
    assert day_of(company)["status"] == "done"
    assert said(company, "aino", undo(out)) == [("applied", None)]
    assert day_of(company)["status"] == "pending"
    recomputed(company)


def test_a_decision_on_ordered_work_is_taken_back_and_the_request_waits_again(company: Company) -> None:
    aino = company.ids["aino"]
    worked_long(company, "08:00", "19:00")
    asked = order(aino, "order.ask", date=DAY, minutes=180)
    company.push("aino", asked)
    yes = order(aino, "order.decide", asked["entity"]["id"], decision="approve", reason="", seen_version=1)
    company.push("boss", yes)
    assert classes(company) == (0, 30, 120, 30)
    assert said(company, "boss", undo(asked, seen_version=2)) == [("applied", None)]
    assert classes(company) == (180, 0, 0, 0)
    assert [one["status"] for one in company.get("boss", "team")["orders"]] == ["waiting"]
    assert said(company, "boss", undo(asked, seen_version=2)) == [("applied", None)]
    assert said(company, "aino", undo(asked, seen_version=3)) == [("rejected", "forbidden")]
    recomputed(company)


def test_a_decision_that_has_moved_on_is_not_taken_back(company: Company) -> None:
    aino = company.ids["aino"]
    asked = order(aino, "order.ask", date=DAY, minutes=60)
    company.at(f"{TODAY}T08:00").push("aino", asked)
    no = order(aino, "order.decide", asked["entity"]["id"], decision="reject", reason="ei", seen_version=1)
    company.push("boss", no)
    assert said(company, "boss", undo(asked, seen_version=1)) == [("conflict", "already_decided")]


def test_time_left_as_it_was_by_mistake_is_asked_about_again(company: Company) -> None:
    aino = company.ids["aino"]
    left = order(aino, "order.refuse", date=DAY, minutes=30, reason="")
    company.at(f"{TODAY}T08:00").push("boss", left)
    assert said(company, "boss", undo(left, seen_version=1)) == [("applied", None)]
    rows = company.rows("SELECT status FROM work_order WHERE org=:org AND id=:id", id=left["entity"]["id"])
    assert rows[0].status == "cancelled"


def test_a_decision_on_a_disputed_clock_out_is_taken_back(company: Company) -> None:
    aino = company.ids["aino"]
    ours = punch(aino, "out", "2026-11-19T17:00", body={"estimated_confirmed": True})
    theirs = punch(aino, "out", "2026-11-19T16:00")
    company.at(f"{TODAY}T08:00").push("aino", punch(aino, "in", "2026-11-19T08:00"))
    company.push("boss", theirs)
    choice = {"instead_of": [theirs["entity"]["id"]]}
    company.push("aino", ours, operation(aino, "punch.choose", choice, company.clock.now(), id=ours["entity"]["id"]))
    request = company.get("boss", "team")["corrections"][0]
    word = {"decision": "approve", "reason": "", "seen_version": request["version"]}
    company.push("boss", operation(aino, "correction.decide", word, company.clock.now(), id=request["id"]))
    assert day_of(company)["result"]["worked"] == 510
    back = operation(
        aino,
        "correction.undo",
        {"seen_version": request["version"] + 1},
        company.clock.now(),
        id=request["id"],
    )
    assert said(company, "boss", back) == [("applied", None)]
    assert day_of(company)["result"]["worked"] == 450
    assert [one["status"] for one in company.get("boss", "team")["corrections"]] == ["waiting"]
    assert said(company, "boss", {**back, "op_id": new_id()}) == [("applied", None)]
    recomputed(company)


def test_other_work_from_a_minute_on_makes_two_entries_and_taking_it_back_makes_one(company: Company) -> None:
    aino, at = company.ids["aino"], f"{TODAY}T10:30"
    company.at(at).push("aino", punch(aino, "in", f"{TODAY}T08:00", id="019a0000-0000-7000-8000-000000000001"))
    out = punch(aino, "out", at, id="019a0000-0000-7000-8000-000000000002")
    into = punch(aino, "in", at, id="019a0000-0000-7000-8000-000000000003", body={"remote": True})
    into["time"]["claimed_at"] += 1
    assert said(company, "aino", out, into) == [("applied", None)] * 2
    company.at(f"{TODAY}T12:00")
    assert [span["remote"] for span in day_of(company, date=TODAY)["result"]["spans"]] == [False, True]
    assert said(company, "aino", undo(into), undo(out)) == [("applied", None)] * 2
    assert [span["remote"] for span in day_of(company, date=TODAY)["result"]["spans"]] == [False]
    recomputed(company)


def test_the_changes_of_a_day_tell_of_a_confirmed_clock_out_too(company: Company) -> None:
    aino = company.ids["aino"]
    company.at("2026-11-19T08:00").push("aino", punch(aino, "in", "2026-11-19T08:00"))
    company.turn(f"{TODAY}T07:00")
    company.push("aino", punch(aino, "out", "2026-11-19T16:15", body={"estimated_confirmed": True}))
    events = company.get("aino", "audit", person=aino, day="2026-11-19")["events"]
    assert [one["what"] for one in events] == ["punch.confirmed"]
    assert any("16.15" in one["value"] for one in events[0]["new"])
