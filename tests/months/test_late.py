"""What comes after a month is closed waits for a word, lands in the open month, and moves nothing that is frozen."""

import json

from tests.company import Company, ms, operation, punch
from tests.months.month_fixtures import (
    DECEMBER,
    NOVEMBER,
    WORKDAYS,
    approved,
    close,
    closed_november,
    decide,
    flex_of,
    month_of,
    month_op,
    pulled,
    recomputed,
    stored_totals,
    tell,
    waiting,
    work,
)
from tests.months.test_locks import frozen


def test_the_whole_story_of_a_month(company: Company) -> None:
    """Two supervisors, a returned month, a correction after closing; the frozen totals have not moved."""
    aino = company.ids["aino"]
    company.at("2026-11-30T17:00")
    work(company, "aino", *WORKDAYS[:-1])
    company.push("aino", punch(aino, "in", "2026-11-30T08:00"), punch(aino, "out", "2026-11-30T16:00"))
    company.turn(DECEMBER)
    tell(company, "aino", month_op(company, "aino", "send"))
    tell(company, "boss", month_op(company, "aino", "return", {"reason": "Katso 16.11.", "seen_version": 1}))
    seen = month_of(company, "aino")["version"]
    late = tell(company, "bossa", month_op(company, "aino", "approve", {"seen_version": seen}))[0]
    assert (late["code"], late["current"]["by_name"]) == ("already_decided", "Boss")
    approved(company)
    assert [one["name"] for one in close(company)["closed"]] == ["Aino"]
    before, rows, flex = stored_totals(company, "aino"), frozen(company, "aino", NOVEMBER), flex_of(company)
    assert json.loads(before)["worked"] == 21 * 450
    assert before == recomputed(company, "aino")

    extra = [punch(aino, "in", "2026-11-16T17:00"), punch(aino, "out", "2026-11-16T18:30")]
    told = tell(company, "aino", *extra)
    assert [one["flags"] for one in told] == [["period_locked", "correction_requested"]] * 2
    assert flex_of(company) == flex
    asked = sorted(waiting(company, "boss")["changes"], key=lambda one: one["at"])
    assert [(one["kind"], one["date"], one["person_name"]) for one in asked] == [
        ("late_punch", "2026-11-16", "Aino")
    ] * 2
    assert decide(company, "boss", asked[0], "approve")["status"] == "applied"
    assert flex_of(company) == flex
    assert decide(company, "bossa", asked[1], "approve", "Asiakaskäynti")["status"] == "applied"
    assert flex_of(company) == flex + 120, "one hour and a half, and the pause stands for the automatic break"
    assert decide(company, "boss", asked[1], "reject", "myöhässä")["code"] == "already_decided"

    assert stored_totals(company, "aino") == before == recomputed(company, "aino")
    assert frozen(company, "aino", NOVEMBER) == rows
    posted = company.rows(
        "SELECT date, kind, amount, corrects, why FROM posting"
        " WHERE org=:org AND person=:person AND corrects IS NOT NULL",
        person=aino,
    )
    assert [tuple(row)[:4] for row in posted] == [("2026-12-02", "adjustment", 120, f"{aino}:2026-11-16")]
    assert posted[0].why == "Korjaus suljetun kuukauden päivään 16.11.2026: Asiakaskäynti"
    explained = company.get("aino", "explain", account="flex", on="2026-12-02")
    assert sum(row["amount"] for row in explained["rows"]) == explained["total"]


def test_two_late_facts_on_one_day_are_not_posted_twice(company: Company) -> None:
    aino = company.ids["aino"]
    closed_november(company)
    flex = flex_of(company)
    bodies = [{"start": ms("2026-11-17T08:00"), "end": ms("2026-11-17T10:00")}]
    bodies.append({"start": ms("2026-11-17T10:00"), "end": ms("2026-11-17T11:00")})
    for body in bodies:
        entry = operation(aino, "entry.create", body, company.clock.now())
        assert tell(company, "aino", entry)[0]["flags"] == ["period_locked", "correction_requested"]
    first, second = waiting(company, "boss")["changes"]
    assert company.rows("SELECT id FROM entry WHERE org=:org AND person=:person", person=aino) == []
    decide(company, "boss", first, "approve")
    between = flex_of(company)
    decide(company, "boss", second, "approve")
    assert {between - flex, flex_of(company) - between} == {60, 120}
    assert decide(company, "boss", second, "approve")["status"] == "applied"
    assert flex_of(company) == flex + 180


def test_a_rejected_fact_stays_stored_with_its_reason_and_counts_nowhere(company: Company) -> None:
    aino = company.ids["aino"]
    closed_november(company)
    late = punch(aino, "in", "2026-11-17T08:00")
    tell(company, "aino", late)
    asked = waiting(company, "boss")["changes"][0]
    assert decide(company, "boss", asked, "reject")["code"] == "reason_needed"
    assert decide(company, "boss", asked, "reject", "Olit lomalla")["status"] == "applied"
    mine = pulled(company, "aino", "change_request")[asked["id"]]
    assert (mine["status"], mine["reason"], mine["decided_by_name"]) == ("rejected", "Olit lomalla", "Boss")
    kept = pulled(company, "aino", "punch")[late["entity"]["id"]]
    assert (kept["superseded_by"], kept["flags"]) == (asked["id"], ["period_locked"])
    assert month_of(company, "aino")["status"] == "closed"


def test_an_approved_change_is_undone_by_a_new_request(company: Company) -> None:
    aino = company.ids["aino"]
    closed_november(company)
    flex = flex_of(company)
    made = operation(aino, "entry.create", {"start": ms("2026-11-17T08:00"), "end": ms("2026-11-17T10:00")}, 1)
    tell(company, "aino", made)
    decide(company, "boss", waiting(company, "boss")["changes"][0], "approve")
    assert flex_of(company) == flex + 120
    gone = operation(aino, "entry.delete", {}, 1, id=made["entity"]["id"], base={"version": 1})
    assert tell(company, "aino", gone)[0]["flags"] == ["period_locked", "correction_requested"]
    assert decide(company, "boss", waiting(company, "boss")["changes"][0], "approve")["status"] == "applied"
    assert flex_of(company) == flex


def test_an_edit_of_an_approved_month_waits_and_the_month_stays_approved_once_it_is_granted(company: Company) -> None:
    aino = company.ids["aino"]
    company.turn(DECEMBER)
    approved(company)
    body = {"start": ms("2026-11-17T08:00"), "end": ms("2026-11-17T10:00")}
    tell(company, "aino", operation(aino, "entry.create", body, 1))
    assert {one["code"] for one in close(company, people=[aino])["refused"]} == {"changes_waiting"}
    flex = flex_of(company)
    decide(company, "boss", waiting(company, "boss")["changes"][0], "approve")
    assert (month_of(company, "aino")["status"], flex_of(company)) == ("approved", flex + 120)
    assert company.rows("SELECT id FROM posting WHERE org=:org AND corrects IS NOT NULL") == []
    assert [one["name"] for one in close(company, people=[aino])["closed"]] == ["Aino"]


def test_who_asked_does_not_decide_and_a_stranger_finds_nothing(company: Company) -> None:
    aino = company.ids["aino"]
    closed_november(company)
    body = {"start": ms("2026-11-17T08:00"), "end": ms("2026-11-17T10:00")}
    tell(company, "boss", operation(aino, "entry.create", body, 1))
    asked = waiting(company, "bossa")["changes"][0]
    assert waiting(company, "boss")["changes"] == []
    assert decide(company, "boss", asked, "approve")["code"] == "forbidden"
    assert decide(company, "aino", asked, "approve")["code"] == "forbidden"
    assert decide(company, "eino", asked, "approve")["code"] == "not_found"
    assert decide(company, "payroll", asked, "approve")["status"] == "applied"


def test_a_late_absence_and_a_late_order_land_in_the_open_month_too(company: Company) -> None:
    aino = company.ids["aino"]
    closed_november(company)
    before, flex = stored_totals(company, "aino"), flex_of(company)
    away = {"from_date": "2026-11-17", "until_date": "2026-11-17", "kind": "sick", "reason": "Kuume"}
    told = tell(company, "aino", operation(aino, "absence.record", away, 1))[0]
    assert told["flags"] == ["period_locked", "correction_requested"]
    asked = waiting(company, "boss")["changes"][0]
    assert (asked["kind"], "reason" in asked["new"]) == ("absence", False)
    assert decide(company, "boss", asked, "approve")["status"] == "applied"
    assert flex_of(company) == flex + 450
    order = operation(aino, "order.ask", {"date": "2026-11-18", "minutes": 60, "note": ""}, 1)
    order["entity"]["type"] = "work_order"
    assert tell(company, "aino", order)[0]["flags"] == ["period_locked", "correction_requested"]
    assert decide(company, "bossa", waiting(company, "bossa")["changes"][0], "approve")["status"] == "applied"
    placed = company.rows("SELECT status, date FROM work_order WHERE org=:org AND person=:person", person=aino)
    assert [tuple(row) for row in placed] == [("approved", "2026-11-18")]
    assert stored_totals(company, "aino") == before == recomputed(company, "aino")


def test_a_late_kiky_day_brings_the_obligation_down_in_the_open_month(company: Company) -> None:
    aino = company.ids["aino"]
    closed_november(company)
    owed = company.account("aino", "kiky")["amount"]
    mark = operation(aino, "kiky.mark", {"date": "2026-11-21", "start": None, "end": None, "break_min": 0}, 1)
    assert tell(company, "aino", mark)[0]["flags"] == ["period_locked", "correction_requested"]
    decide(company, "boss", waiting(company, "boss")["changes"][0], "approve")
    assert company.account("aino", "kiky")["amount"] == owed - 450
    rows = frozen(company, "aino", NOVEMBER)[0]
    assert [row for row in rows if row[0] == "2026-11-21" and row[3]] == []


def test_a_closed_month_stands_beside_what_has_corrected_it_since(company: Company) -> None:
    aino, path = company.ids["aino"], "months/frozen"
    company.turn(DECEMBER)
    waits = company.get("aino", path, month=NOVEMBER)
    assert (waits["status"], waits["totals"], waits["accounts"]) == ("open", None, [])
    approved(company)
    close(company)
    body = {"start": ms("2026-11-17T08:00"), "end": ms("2026-11-17T10:00")}
    tell(company, "aino", operation(aino, "entry.create", body, 1))
    at_first = company.get("payroll", path, month=NOVEMBER, person=aino)
    decide(company, "boss", waiting(company, "boss")["changes"][0], "approve", "Asiakas")
    told = company.get("aino", path, month=NOVEMBER)
    assert (told["status"], told["closed_by_name"], told["totals"]) == ("closed", "Payroll", at_first["totals"])
    assert json.dumps(told["totals"], sort_keys=True) == stored_totals(company, "aino")
    before, flex = (one["accounts"][0] for one in (at_first, told))
    assert (before["corrected"], before["together"]) == (0, before["change"])
    assert (flex["account"], flex["corrected"], flex["together"]) == ("flex", 120, before["change"] + 120)
    (line,) = told["corrections"]
    assert {name: line[name] for name in ("account", "amount", "date", "posted", "by_name")} == {
        "account": "flex",
        "amount": 120,
        "date": "2026-11-17",
        "posted": "2026-12-02",
        "by_name": "Boss",
    }
    denied = company.client.get(f"/api/v1/{path}?month={NOVEMBER}&person={aino}", headers=company.headers("eino"))
    assert denied.status_code == 404
