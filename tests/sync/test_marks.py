"""Kiky marks as they arrive: over midnight, of one's own, and those that the office would refuse too."""

from typing import Any

from tests.company import Company, ms, operation, punch
from tests.sync.test_absences import hold_agreements

FRIDAY, SATURDAY, SUNDAY = "2026-11-13", "2026-11-14", "2026-11-15"
Json = dict[str, Any]


def mark(person: str, date: str, start: str | None = None, end: str | None = None, **more: Any) -> Json:
    times = {"start": ms(start) if start else None, "end": ms(end) if end else None}
    return operation(person, "kiky.mark", {"date": date, **times, "break_min": 0}, ms("2026-11-20T07:00"), **more)


def result_of(company: Company, date: str) -> Json:
    days = company.get("aino", "days", **{"from": date, "to": date})["days"]
    return dict(days[0]["result"]) if days else {"worked": 0, "kiky": 0, "flex": 0, "findings": []}


def kinds(result: Json) -> list[str]:
    return [one["kind"] for one in result["findings"]]


def test_a_mark_over_midnight_counts_once_whatever_comes_first(company: Company) -> None:
    aino = company.at("2026-11-20T08:00").ids["aino"]
    company.push("boss", mark(aino, SATURDAY, f"{SATURDAY}T22:00", f"{SUNDAY}T02:00"))
    company.push("aino", punch(aino, "in", f"{SATURDAY}T22:00"), punch(aino, "out", f"{SUNDAY}T02:00"))
    saturday, sunday = result_of(company, SATURDAY), result_of(company, SUNDAY)
    assert (saturday["kiky"], saturday["worked"], sunday["kiky"], sunday["worked"]) == (240, 0, 0, 0)
    assert "kiky_elsewhere" in [one["rule"] for one in sunday["lines"]]
    assert company.account("aino", "kiky")["settled"] == 1440 - 240


def test_a_mark_that_comes_after_the_hours_takes_them_from_both_days(company: Company) -> None:
    aino = company.at("2026-11-20T08:00").ids["aino"]
    company.push("aino", punch(aino, "in", f"{SATURDAY}T22:00"), punch(aino, "out", f"{SUNDAY}T02:00"))
    assert result_of(company, SUNDAY)["worked"] == 120
    made = mark(aino, SATURDAY, f"{SATURDAY}T22:00", f"{SUNDAY}T02:00")
    company.push("boss", made)
    assert result_of(company, SUNDAY)["worked"] == 0
    gone = operation(aino, "kiky.unmark", {}, 1, id=made["entity"]["id"], base={"version": 1})
    company.push("boss", gone)
    assert (result_of(company, SATURDAY)["worked"], result_of(company, SUNDAY)["worked"]) == (120, 120)


def test_ones_own_past_mark_without_punches_waits_until_the_supervisor_says_so(company: Company) -> None:
    aino = company.at("2026-11-20T08:00").ids["aino"]
    made = mark(aino, SATURDAY)
    assert company.push("aino", made)["results"][0]["status"] == "applied"
    waiting = result_of(company, SATURDAY)
    assert (waiting["kiky"], kinds(waiting)) == (0, ["kiky_waits"])
    company.push("boss", {**mark(aino, SATURDAY, id=made["entity"]["id"]), "base": {"version": 1}})
    assert (result_of(company, SATURDAY)["kiky"], kinds(result_of(company, SATURDAY))) == (450, [])


def test_the_office_confirms_a_persons_own_mark_by_marking_the_same_day(company: Company) -> None:
    aino = company.at("2026-11-20T08:00").ids["aino"]
    company.push("aino", mark(aino, SATURDAY, f"{SATURDAY}T08:00", f"{SATURDAY}T12:00"))
    assert result_of(company, SATURDAY)["kiky"] == 0
    times = {"start": ms(f"{SATURDAY}T08:00"), "end": ms(f"{SATURDAY}T12:00"), "break_min": 0}
    form = {"id": "0c8f9c1e-0000-4000-8000-000000000001", "people": [aino], "date": SATURDAY, **times, "note": ""}
    reply = company.client.post("/api/v1/kiky/marks", json=form, headers=company.headers("boss"))
    assert [one["status"] for one in reply.json()["people"]] == ["marked"], reply.text
    assert result_of(company, SATURDAY)["kiky"] == 240


def test_a_whole_day_that_was_planned_ahead_counts_without_punches(company: Company) -> None:
    aino = company.at("2026-11-20T08:00").ids["aino"]
    company.push("aino", mark(aino, "2026-11-21"))
    company.turn("2026-11-22T06:00")
    assert result_of(company, "2026-11-21")["kiky"] == 450


def test_sync_refuses_a_mark_as_the_office_does(company: Company) -> None:
    aino, hourly = company.at("2026-11-20T08:00").ids["aino"], company.ids["hourly"]
    hold_agreements(company)
    first, second = mark(aino, SATURDAY), mark(aino, SATURDAY)
    answers = company.push("aino", first, second)["results"]
    assert [(one["status"], one.get("code")) for one in answers] == [("applied", None), ("rejected", "kiky_already")]
    answer = company.push("hourly", mark(hourly, SATURDAY))["results"][0]
    assert (answer["status"], answer["code"]) == ("rejected", "kiky_no_scheme")
    elsewhere = mark(aino, FRIDAY, f"{SUNDAY}T08:00", f"{SUNDAY}T12:00")
    assert company.push("aino", elsewhere)["results"][0]["code"] == "bad_span"


def test_hours_after_midnight_that_come_later_work_out_again_the_mark_of_the_evening_before(company: Company) -> None:
    aino = company.at("2026-11-20T08:00").ids["aino"]
    company.push("aino", mark(aino, SATURDAY, f"{SATURDAY}T22:00", f"{SUNDAY}T02:00"))
    assert result_of(company, SATURDAY)["kiky"] == 0
    company.push("aino", punch(aino, "in", f"{SUNDAY}T00:30"), punch(aino, "out", f"{SUNDAY}T02:00"))
    saturday, sunday = result_of(company, SATURDAY), result_of(company, SUNDAY)
    assert (saturday["kiky"], sunday["kiky"], sunday["worked"]) == (90, 0, 0)
    row = company.rows("SELECT id, version FROM entry WHERE org=:org AND person=:p", p=aino)[0]
    gone = operation(aino, "entry.delete", {}, 1, id=row.id, base={"version": row.version})
    assert company.push("aino", gone)["results"][0]["status"] == "applied"
    assert (result_of(company, SATURDAY)["kiky"], kinds(result_of(company, SATURDAY))) == (0, ["kiky_waits"])
