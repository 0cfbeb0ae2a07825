"""Time away meets the target or lowers it, is taken from its account, and keeps its reason to itself."""

import json
from typing import Any

import pytest

from leima.db.tx import Tx
from tests.company import Company, agreements, new_id, operation
from tests.kiky.office import post


def absence(person: str, kind: str, first: str, last: str | None = None, **more: Any) -> dict[str, Any]:
    """Time away as a phone records it."""
    body = {"from_date": first, "until_date": last or first, "kind": kind, **more.pop("body", {})}
    type = more.pop("type", "absence.record")
    return operation(person, type, body, 1, **more) | {"entity": {"type": "absence", "id": more.get("id") or new_id()}}


def posted(company: Company, who: str = "aino") -> list[Any]:
    sql = "SELECT date, account, amount FROM day_posting WHERE org=:org AND person=:p ORDER BY date, account"
    return [tuple(row) for row in company.rows(sql, p=company.ids[who])]


def hold_agreements(company: Company) -> None:
    """The company keeps the agreements of the tables, as a real one does."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        for one in agreements().values():
            told = one.to_json()
            tx.run(
                "INSERT INTO agreement (org, id, name, from_date, until_date, source, base, rows)"
                " VALUES (:org, :id, :name, :first, :last, :source, :base, :rows)",
                org=tx.org,
                id=one.key,
                name=one.name,
                first=one.from_,
                last=one.until,
                source=one.source,
                base=one.base,
                rows=json.dumps(told["rows"]),
            )

    company.world.db.write_now(work)


def test_a_sick_day_meets_the_target_and_flex_leave_takes_flex_down(company: Company) -> None:
    aino = company.ids["aino"]
    before = company.at("2026-11-20T08:00").account("aino", "flex")["settled"]
    company.push("aino", absence(aino, "sick", "2026-11-18", "2026-11-19"))
    assert company.account("aino", "flex")["settled"] == before + 900
    company.push("boss", absence(aino, "flex_leave", "2026-11-17"))
    assert company.account("aino", "flex")["settled"] == before + 900
    day = company.get("aino", "days", **{"from": "2026-11-18", "to": "2026-11-18"})["days"][0]["result"]
    assert [line["rule"] for line in day["lines"]] == ["target", "absence", "flex"]


def test_leave_is_granted_by_the_supervisor_and_taken_from_its_account(company: Company) -> None:
    aino = company.ids["aino"]
    company.at("2026-11-20T08:00")
    refused = company.push("aino", absence(aino, "overtime_leave", "2026-11-18"))["results"][0]
    assert (refused["status"], refused["code"]) == ("rejected", "leave_is_granted")
    company.push("boss", absence(aino, "overtime_leave", "2026-11-18", body={"minutes": 120}))
    company.push("boss", absence(aino, "reduction_leave", "2026-11-19"))
    assert posted(company) == [("2026-11-18", "overtime_leave", -120), ("2026-11-19", "reduction_leave", -450)]
    assert company.account("aino", "overtime_leave")["amount"] == -120
    told = company.get("aino", "explain", account="overtime_leave", on="2026-11-20")
    assert sum(row["amount"] for row in told["rows"]) == told["total"] == -120
    assert [line["rule"] for line in told["rows"][0]["lines"]] == ["taken_overtime_leave", "posted"]
    assert company.get("aino", "balances/history", account="overtime_leave")["points"][-3]["amount"] == -120


def test_a_holiday_day_is_taken_from_the_oldest_earning_year_that_has_one(company: Company) -> None:
    hold_agreements(company)
    aino = company.ids["aino"]
    for year, days in ((2025, 2), (2026, 12)):
        given = {"id": new_id(), "person": aino, "account": "annual_holiday", "amount": days, "date": "2026-11-02"}
        post(company, "boss", "postings", {**given, "reason": "Alkusaldo", "year": year})
    more = {"id": new_id(), "person": aino, "account": "annual_holiday", "amount": 1, "date": "2026-11-02"}
    post(company, "boss", "postings", {**more, "reason": "Lisäpäivä"})
    company.at("2026-11-20T08:00").push("boss", absence(aino, "annual_holiday", "2026-11-11", "2026-11-16"))
    held = {row["year"]: row["amount"] for row in company.get("aino", "balances")["accounts"] if row["unit"] == "day"}
    assert held == {2025: 0, 2026: 13 - 3}
    told = company.get("aino", "explain", account="annual_holiday", on="2026-11-20")
    assert sum(row["amount"] for row in told["rows"]) == told["total"] == 10
    before = absence(aino, "annual_holiday", "2026-11-09")
    company.push("boss", before)
    held = {row["year"]: row["amount"] for row in company.get("aino", "balances")["accounts"] if row["unit"] == "day"}
    assert held == {2025: 0, 2026: 9}


def test_an_annual_holiday_uses_a_day_from_monday_to_saturday(company: Company) -> None:
    hold_agreements(company)
    aino = company.ids["aino"]
    company.at("2026-11-20T08:00").push("boss", absence(aino, "annual_holiday", "2026-11-11", "2026-11-16"))
    dates = [date for date, account, amount in posted(company) if (account, amount) == ("annual_holiday", -100)]
    assert dates == ["2026-11-11", "2026-11-12", "2026-11-13", "2026-11-14", "2026-11-16"]
    assert company.account("aino", "annual_holiday")["amount"] == -5


def test_leave_to_come_posts_on_its_day_and_counts_before_midnight_was_turned(company: Company) -> None:
    aino = company.ids["aino"]
    company.at("2026-11-20T08:00").push("boss", absence(aino, "bank_leave", "2026-11-23"))
    assert posted(company) == []
    company.at("2026-11-24T08:00")
    assert company.account("aino", "bank")["amount"] == -450
    told = company.get("aino", "explain", account="bank", on="2026-11-24")
    assert sum(row["amount"] for row in told["rows"]) == told["total"] == -450
    company.turn("2026-11-24T08:00")
    assert posted(company) == [("2026-11-23", "bank", -450)]
    assert company.account("aino", "bank")["amount"] == -450


def test_a_cancelled_or_changed_absence_leaves_nothing_behind(company: Company) -> None:
    aino = company.ids["aino"]
    before = company.at("2026-11-20T08:00").account("aino", "flex")["settled"]
    leave = absence(aino, "bank_leave", "2026-11-17", "2026-11-18")
    id = leave["entity"]["id"]
    company.push("boss", leave)
    changed = absence(aino, "reduction_leave", "2026-11-18", type="absence.change", id=id, base={"version": 1})
    stale = absence(aino, "reduction_leave", "2026-11-19", type="absence.change", id=id, base={"version": 1})
    results = company.push("boss", changed, stale)["results"]
    assert [one["status"] for one in results] == ["applied", "conflict"]
    assert posted(company) == [("2026-11-18", "reduction_leave", -450)]
    gone = absence(aino, "sick", "2026-11-18", type="absence.cancel", id=id, base={"version": 2}) | {"body": {}}
    assert company.push("boss", gone)["results"][0]["status"] == "applied"
    assert posted(company) == []
    assert company.account("aino", "flex")["settled"] == before
    assert (
        company.rows(
            "SELECT SUM(amount) AS n FROM account_month WHERE org=:org AND account <> 'flex' AND account <> 'kiky'"
        )[0].n
        == 0
    )


def test_why_somebody_is_away_is_seen_by_the_person_and_never_by_the_supervisor_or_in_the_trail(
    company: Company,
) -> None:
    aino = company.ids["aino"]
    told = absence(aino, "sick", "2026-11-19", body={"reason": "selkä kipeä", "note": "lapussa lisää"})
    company.at("2026-11-20T08:00").push("aino", told)
    pulls = {who: json.dumps(company.get(who, "sync/pull")) for who in ("aino", "boss", "eino")}
    assert "selk" in pulls["aino"]
    seen = next(one["data"] for one in json.loads(pulls["boss"])["changes"] if one["type"] == "absence")
    assert (seen["from_date"], seen["kind"], seen["note"]) == ("2026-11-19", "away", "")
    # Rules of leave in the boss's own terms name every kind there is.
    shown = json.dumps([one for one in json.loads(pulls["boss"])["changes"] if one["type"] != "terms"])
    assert not any(word in shown for word in ("selk", "lapussa", '"sick"'))
    events = company.get("boss", "audit", person=aino, entity="absence")["events"]
    assert [[one["value"] for one in event["new"] if one["label"] == "Laji"] for event in events] == [["Poissa"]]
    assert told["entity"]["id"] not in pulls["eino"]
    assert "selk" not in json.dumps(
        [tuple(row) for row in company.rows("SELECT old, new FROM audit_event WHERE org=:org")]
    )
    changed = absence(aino, "sick", "2026-11-18", type="absence.change", id=told["entity"]["id"], base={"version": 1})
    company.push("boss", changed)
    assert company.rows("SELECT reason FROM absence WHERE org=:org")[0].reason == "selkä kipeä"


def test_whoever_is_ill_on_a_planned_kiky_day_still_owes_the_kiky(company: Company) -> None:
    aino = company.ids["aino"]
    mark = operation(aino, "kiky.mark", {"date": "2026-11-28", "start": None, "end": None, "break_min": 0}, 1)
    company.at("2026-11-20T08:00").push("aino", mark)
    assert company.account("aino", "kiky")["planned"] == 450
    company.push("aino", absence(aino, "sick", "2026-11-27", "2026-11-29"))
    assert company.account("aino", "kiky")["planned"] == 0
    company.turn("2026-11-30T00:01")
    assert company.account("aino", "kiky")["amount"] == 1440


def test_an_absence_over_another_is_kept_and_flagged(company: Company) -> None:
    aino = company.ids["aino"]
    ops = [absence(aino, "sick", "2026-11-18", "2026-11-19"), absence(aino, "child_sick", "2026-11-19")]
    results = company.at("2026-11-20T08:00").push("aino", *ops)["results"]
    assert [one.get("flags", []) for one in results] == [[], ["overlaps"]]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"from_date": "2026-11-19", "until_date": "2026-11-18", "kind": "sick"}, "bad_span"),
        ({"from_date": "2026-02-30", "until_date": "2026-03-01", "kind": "sick"}, "bad_date"),
        ({"from_date": "2025-11-19", "until_date": "2026-11-20", "kind": "sick"}, "bad_span"),
        ({"from_date": "2026-11-19", "until_date": "2026-11-19", "kind": "hangover"}, "invalid"),
        ({"from_date": "2026-11-19", "until_date": "2026-11-19", "kind": "sick", "minutes": 0}, "invalid"),
        ({"from_date": "2026-11-19", "until_date": "2026-11-19", "kind": "annual_holiday", "minutes": 60}, "bad_span"),
    ],
)
def test_an_absence_that_makes_no_sense_is_refused(company: Company, body: dict[str, Any], code: str) -> None:
    aino = company.ids["aino"]
    op = operation(aino, "absence.record", body, 1)
    result = company.push("boss", op)["results"][0]
    assert (result["status"], result["code"]) == ("rejected", code)


def test_an_absence_in_a_closed_month_waits_for_a_word(company: Company) -> None:
    aino = company.ids["aino"]

    def close(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run(
            "INSERT INTO month_state (org, person, month, id, status, reason, totals, version)"
            " VALUES (:org, :person, '2026-10', 'x', 'closed', '', '{}', 1)",
            org=tx.org,
            person=aino,
        )

    company.world.db.write_now(close)
    result = company.push("aino", absence(aino, "sick", "2026-09-30", "2026-11-02"))["results"][0]
    assert (result["status"], result["flags"]) == ("applied", ["period_locked", "correction_requested"])
    assert company.rows("SELECT id FROM absence WHERE org=:org") == []
