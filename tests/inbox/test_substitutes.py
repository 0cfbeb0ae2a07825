"""A substitute sees and decides what the supervisor would, on the dates that were given, and on no other."""

import asyncio
from itertools import pairwise

from leima.features.days.end_of_day import end_of_day
from tests.company import Company
from tests.inbox.standing_in import end, leaders, name, named, waits
from tests.leave.asked import ask, decide, heard, pulled, tell

FIRST, LAST = "2026-11-23", "2026-11-27"


def test_the_right_begins_and_ends_with_its_dates(company: Company) -> None:
    id = ask(company)
    named(company, "boss", "vera", FIRST, LAST)
    seen = []
    for at in ("2026-11-22T23:59", "2026-11-23T00:01", "2026-11-27T23:59", "2026-11-28T00:01"):
        company.at(at)
        held = ("leave", company.ids["aino"]) in waits(company, "vera")
        seen.append((held, id in pulled(company, "vera"), decide(company, "vera", id, "reject", 9, "x")["status"]))
    assert seen == [
        (False, False, "rejected"),
        (True, True, "conflict"),
        (True, True, "conflict"),
        (False, False, "rejected"),
    ]


def test_who_decided_stays_true(company: Company) -> None:
    named(company, "boss", "vera", FIRST, LAST)
    company.at("2026-11-24T09:00")
    id = ask(company)
    assert decide(company, "vera", id, "approve", 1)["status"] == "applied"
    assert pulled(company, "aino")[id]["decided_by_name"] == "Vera"
    assert dict(heard(company, "aino"))["leave_approved"]["by"] == "Vera (sijaisena, Boss)"
    (item,) = company.get("boss", "inbox/decided")["items"]
    assert (item["decided_by_name"], item["stood_in_for_name"], item["decision"]) == ("Vera", "Boss", "approve")
    events = company.get("payroll", "audit", person=company.ids["aino"])["events"]
    (event,) = [one for one in events if one["what"] == "substitute.decided"]
    assert (event["title"], event["who_name"]) == ("Sijainen päätti", "Vera")
    assert {"label": "Kenen sijaisena", "value": "Boss"} in event["new"]


def test_neither_their_own_things_nor_those_of_the_one_stood_in_for_are_theirs(company: Company) -> None:
    named(company, "boss", "vera", FIRST, LAST)
    company.at("2026-11-24T09:00")
    own, boss, aino = (ask(company, who) for who in ("vera", "boss", "aino"))
    assert waits(company, "vera") == {("leave", company.ids["aino"])}
    assert set(pulled(company, "vera")) == {own, aino}
    for id, whose in ((own, "vera"), (boss, "boss")):
        told = tell(company, "vera", whose, "decide", id, decision="approve", seen_version=1, reason="")
        assert told["status"] == "rejected", whose
    team = [one["person"] for unit in company.get("vera", "team")["teams"] for one in unit["members"]]
    assert company.ids["aino"] in team and not {company.ids["boss"], company.ids["vera"]} & set(team)


def test_a_device_drops_and_gets_what_is_theirs_when_the_right_begins_and_ends(company: Company) -> None:
    id = ask(company)
    page = company.get("vera", "sync/pull", limit=1000)
    naming = named(company, "boss", "vera", "2026-11-20", LAST)
    page = company.get("vera", "sync/pull", limit=1000, cursor=page["cursor"])
    assert page["reset"] is not None and id in [one["id"] for one in page["changes"]]
    assert "supervisor" in company.get("vera", "me")["roles"]
    assert end(company, "vera", naming) == 200
    page = company.get("vera", "sync/pull", limit=1000, cursor=page["cursor"])
    assert page["reset"] is not None and id not in [one["id"] for one in page["changes"]]


def test_midnight_wakes_the_substitutes_devices(company: Company) -> None:
    named(company, "boss", "vera", FIRST, FIRST)
    versions = [company.rows("SELECT version FROM person WHERE org=:org AND id=:id", id=company.ids["vera"])[0].version]
    for at in ("2026-11-22T12:00", "2026-11-23T00:05", "2026-11-24T00:05", "2026-11-25T00:05"):
        company.at(at)
        asyncio.run(end_of_day(company.world.db, confirmed=True))
        rows = company.rows("SELECT version FROM person WHERE org=:org AND id=:id", id=company.ids["vera"])
        versions.append(rows[0].version)
    assert [after - before for before, after in pairwise(versions)] == [0, 1, 1, 0]


def test_what_cannot_be_is_refused_with_a_sentence(company: Company) -> None:
    named(company, "boss", "bossa", FIRST, LAST)
    told = [
        name(company, "boss", "boss", FIRST, LAST),
        name(company, "admin", "admin", FIRST, LAST, supervisor="boss"),
        name(company, "bossa", "boss", LAST, "2026-12-04"),
        name(company, "boss", "bossa", LAST, "2026-12-04"),
        name(company, "boss", "vera", LAST, FIRST),
        name(company, "boss", "vera", "2026-11-19", LAST),
        name(company, "boss", "vera", "2026-13-01", LAST),
        name(company, "aino", "vera", FIRST, LAST),
        name(company, "vera", "aino", FIRST, LAST),
    ]
    assert [(status, one["code"]) for status, one in told] == [
        (400, "substitute_self"),
        (400, "substitute_self"),
        (409, "substitute_ring"),
        (409, "substitute_named_already"),
        (400, "substitute_dates"),
        (400, "substitute_dates"),
        (400, "substitute_dates"),
        (403, "forbidden"),
        (403, "forbidden"),
    ]
    assert "kehää" in told[2][1]["detail"]
    assert name(company, "bossa", "boss", "2026-11-28", "2026-12-04")[0] == 201


def test_a_longer_ring_is_found_only_where_all_its_dates_meet(company: Company) -> None:
    named(company, "boss", "bossa", FIRST, LAST)
    named(company, "bossa", "payroll", "2026-11-26", "2026-12-04")
    assert name(company, "admin", "boss", "2026-11-28", "2026-12-04", supervisor="bossa")[0] == 201
    assert name(company, "boss", "vera", FIRST, LAST)[0] == 201


def test_a_ring_of_three_is_refused_and_names_nobody(company: Company) -> None:
    leaders(company)
    named(company, "boss", "bossa", FIRST, LAST)
    named(company, "bossa", "vera", FIRST, "2026-11-26")
    status, told = name(company, "vera", "boss", "2026-11-26", LAST)
    assert (status, told["code"]) == (409, "substitute_ring")
    assert len(company.rows("SELECT id FROM substitute WHERE org=:org")) == 2
    assert name(company, "vera", "boss", LAST, LAST)[0] == 201, "on that date bossa decides herself"


def test_the_same_naming_twice_is_one_and_ends_once(company: Company) -> None:
    id = named(company, "boss", "vera", FIRST, LAST)
    assert name(company, "boss", "vera", FIRST, LAST, id=id)[0] == 201
    assert name(company, "boss", "vera", FIRST, "2026-11-30", id=id)[1]["code"] == "act_reused"
    assert [end(company, who, id) for who in ("aino", "boss", "boss")] == [404, 200, 200]
    assert len(company.get("boss", "substitutes")["substitutes"]) == 1
    what = [row.what for row in company.rows("SELECT what FROM audit_event WHERE org=:org AND entity='substitute'")]
    assert what == ["substitute.named", "substitute.ended"]


def test_a_right_is_not_handed_on(company: Company) -> None:
    named(company, "boss", "bossa", "2026-11-20", LAST)
    named(company, "bossa", "vera", "2026-11-20", LAST)
    ask(company, "boss")
    ask(company, "aino")
    assert waits(company, "vera") == {("leave", company.ids[who]) for who in ("boss", "aino")}


def test_one_who_stands_in_for_a_day_names_nobody_for_others(company: Company) -> None:
    leaders(company)
    company.at("2026-11-23T09:00")
    assert name(company, "vera", "bossa", FIRST, LAST, supervisor="boss")[0] == 201
    named(company, "vera", "payroll", FIRST, FIRST)
    for who in ("payroll", "aino"):
        assert name(company, "payroll", who, FIRST, "2027-11-23", supervisor="boss")[0] == 404, who
    assert company.get("payroll", "substitutes")["supervisors"] == []
