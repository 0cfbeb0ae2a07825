"""Somebody moves to another team: whose they are follows the membership on the date in question."""

import pytest

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import Company, new_id, operation, punch
from tests.months.month_fixtures import hire
from tests.sync.test_pull import pull_all

MOVED = "2026-11-18"
"""The first day in the new team; the company's today is the 20th."""


@pytest.fixture
def moved(company: Company) -> Company:
    """Aino moves from the boss's team to the other's, two days ago."""
    hire(company, "newboss", "supervisor")
    hire(company, "payroll", "payroll")

    def work(tx: Tx) -> None:
        tx.org, aino = company.ids["org"], company.ids["aino"]
        company.ids["other"] = people.add_team(tx, "Myynti")
        people.add_membership(tx, company.ids["newboss"], company.ids["other"], "supervisor", from_date="2025-01-01")
        people.add_membership(tx, aino, company.ids["team"], from_date="2025-01-01", until_date="2026-11-17")
        people.add_membership(tx, aino, company.ids["other"], from_date=MOVED)

    company.world.db.write_now(work)
    return company


def absence(company: Company, date: str, kind: str = "sick") -> dict[str, object]:
    body = {"from_date": date, "until_date": date, "kind": kind, "note": "", "reason": ""}
    return operation(company.ids["aino"], "absence.record", body, company.clock.now())


def order(company: Company, type: str, date: str) -> dict[str, object]:
    sealed = operation(company.ids["aino"], type, {"date": date, "minutes": 30, "note": ""}, company.clock.now())
    sealed["entity"]["type"] = "work_order"
    return sealed


def ids_of(company: Company, who: str, type: str, cursor: str = "") -> set[str]:
    changes, _, _ = pull_all(company, who, cursor)
    return {one["id"] for one in changes if one["type"] == type and not one["deleted"]}


def status(company: Company, who: str, *ops: dict[str, object]) -> list[str]:
    return [one["status"] for one in company.push(who, *ops)["results"]]


def test_what_a_mover_writes_reaches_the_new_supervisor_and_no_longer_the_former(moved: Company) -> None:
    ids = moved.at("2026-11-20T09:00").ids
    cursors = {who: pull_all(moved, who)[1] for who in ("boss", "newboss")}
    before, after = absence(moved, "2026-11-17"), absence(moved, "2026-11-19")
    asked = order(moved, "order.ask", "2026-11-19")
    assert status(moved, "aino", before, after, asked) == ["applied"] * 3
    for cursor in (cursors, {"boss": "", "newboss": ""}):
        assert ids_of(moved, "newboss", "absence", cursor["newboss"]) == {after["entity"]["id"]}  # type: ignore[index]
        assert ids_of(moved, "boss", "absence", cursor["boss"]) == {before["entity"]["id"]}  # type: ignore[index]
        assert ids_of(moved, "newboss", "work_order", cursor["newboss"]) == {asked["entity"]["id"]}  # type: ignore[index]
        assert ids_of(moved, "boss", "work_order", cursor["boss"]) == set()
    assert ids["aino"] in ids_of(moved, "newboss", "team_state")
    assert ids["aino"] not in ids_of(moved, "boss", "team_state")


def test_each_day_is_written_by_the_supervisor_of_its_date(moved: Company) -> None:
    aino = moved.at("2026-11-20T09:00").ids["aino"]
    for who, old, new in (("boss", "applied", "rejected"), ("newboss", "rejected", "applied")):
        for date, expected in (("2026-11-16", old), ("2026-11-19", new)):
            span = {"start": moved.clock.now(), "end": None}
            ops = [
                punch(aino, "in", f"{date}T08:00"),
                absence(moved, date),
                order(moved, "order.place", date),
                operation(aino, "kiky.mark", {"date": date, "start": None, "end": None, "break_min": 0, "note": ""}, 1),
            ]
            assert status(moved, who, *ops) == [expected] * 4, (who, date, span)


def test_a_request_is_decided_by_the_supervisor_of_the_day_of_the_decision(moved: Company) -> None:
    asked = order(moved.at("2026-11-20T09:00"), "order.ask", "2026-11-16")
    status(moved, "aino", asked)
    body = {"decision": "approve", "reason": "", "seen_version": 1}
    word = operation(moved.ids["aino"], "order.decide", body, moved.clock.now(), id=asked["entity"]["id"])  # type: ignore[index]
    word["entity"]["type"] = "work_order"
    told = moved.push("boss", word)["results"][0]
    assert (told["status"], told["code"]) == ("rejected", "not_found")
    assert status(moved, "newboss", {**word, "op_id": new_id()}) == ["applied"]
    assert [one["id"] for one in moved.get("boss", "team")["orders"]] == []


def test_a_device_learns_of_a_move_although_nothing_else_has_changed(company: Company) -> None:
    aino = company.at("2026-11-20T08:03").ids["aino"]
    hire(company, "newboss", "supervisor")

    def found(tx: Tx) -> None:
        tx.org = company.ids["org"]
        company.ids["other"] = people.add_team(tx, "Myynti")
        people.add_membership(tx, company.ids["newboss"], company.ids["other"], "supervisor", from_date="2025-01-01")
        people.add_membership(tx, aino, company.ids["team"], from_date="2025-01-01", until_date="2026-11-20")
        people.add_membership(tx, aino, company.ids["other"], from_date="2026-11-21")

    company.world.db.write_now(found)
    company.push("aino", absence(company, "2026-11-23"), punch(aino, "in", "2026-11-20T08:00"))
    cursors = {who: pull_all(company, who)[1] for who in ("boss", "newboss")}
    company.at("2026-11-21T08:00")
    pages = {who: company.get(who, "sync/pull", cursor=cursor) for who, cursor in cursors.items()}
    assert pages["boss"]["reset"] is not None and pages["newboss"]["reset"] is not None
    states = {who: {c["id"] for c in page["changes"] if c["type"] == "team_state"} for who, page in pages.items()}
    assert aino in states["newboss"] and aino not in states["boss"]


def test_the_days_and_the_report_of_a_mover_are_shown_to_the_supervisor_of_each_date(moved: Company) -> None:
    aino = moved.at("2026-11-20T09:00").ids["aino"]
    for date in ("2026-11-16", "2026-11-19"):
        moved.push("aino", punch(aino, "in", f"{date}T08:00"), punch(aino, "out", f"{date}T16:00"))
    over = {"from": "2026-11-16", "to": "2026-11-19"}
    days = {
        who: [one["date"] for one in moved.get(who, "days", person=aino, **over)["days"]] for who in ("boss", "newboss")
    }
    assert "2026-11-16" in days["boss"] and "2026-11-19" not in days["boss"]
    assert "2026-11-19" in days["newboss"]
    for who, team, seen in (
        ("boss", "team", ["2026-11-16", "2026-11-17"]),
        ("newboss", "other", ["2026-11-18", "2026-11-19"]),
    ):
        made = moved.get(who, "reports/working-time", team=moved.ids[team], **over)
        rows = [row["date"] for part in made["people"] if part["person"]["id"] == aino for row in part["rows"]]
        assert rows == seen
        alone = moved.get(who, "reports/working-time", person=aino, **over)
        assert [row["date"] for part in alone["people"] for row in part["rows"]] == seen
    assert aino not in {row["person"] for row in moved.get("boss", "reports/balances", **over)["rows"]}
    assert aino in {row["person"] for row in moved.get("newboss", "reports/balances", **over)["rows"]}
    earlier = {"from": "2026-11-10", "to": "2026-11-15"}
    assert aino in {row["person"] for row in moved.get("boss", "reports/balances", **earlier)["rows"]}
