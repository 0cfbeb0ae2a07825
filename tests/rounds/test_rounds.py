"""A team wishes for leave by a date, and a supervisor settles all wishes at once."""

from typing import Any

import pytest

from leima.db.tables.rounds import LeaveRound
from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import Company, ms, new_id, operation
from tests.leave.asked import pulled
from tests.rounds.planned import (
    AUGUST,
    JULY,
    SUMMER,
    drafted,
    grant,
    kinds,
    opened,
    plan,
    settle,
    span,
    tell,
    wished,
)

EVERYBODY = ("aino", "eino", "hourly", "boss", "bossa", "payroll", "admin")


def test_an_opened_round_is_on_the_devices_of_its_team_and_its_members_are_told_once(company: Company) -> None:
    round = opened(company)
    for who in ("aino", "eino", "boss", "bossa"):
        row = pulled(company, who, "round")[round]
        assert (row["title"], row["team_name"], row["wish_by"], row["status"]) == (
            "Kesä 2027",
            "Kehitys",
            "2027-03-31",
            "open",
        )
    assert [kinds(company, who) for who in ("aino", "boss")] == [["round_opened"], []]


def test_a_wish_is_its_persons_and_of_those_who_plan(company: Company) -> None:
    round = opened(company)
    wish = wished(company, "aino", round, second=span(AUGUST), note="mökki")
    assert pulled(company, "aino", "round_wish")[wish]["note"] == "mökki"
    assert pulled(company, "eino", "round_wish") == pulled(company, "boss", "round_wish") == {}
    for who in ("boss", "bossa", "payroll"):
        (seen,) = plan(company, who, round)["wishes"]
        assert (seen["id"], seen["person_name"], seen["note"]) == (wish, "Aino", "mökki")
    for who in ("aino", "eino", "hourly", "admin"):
        answer = company.client.get(f"/api/v1/rounds/{round}", headers=company.headers(who))
        assert answer.status_code == 404
        assert company.get(who, "rounds") == {"rounds": [], "teams": []}
    assert "mökki" not in str(company.rows("SELECT new FROM audit_event WHERE org=:org"))


def test_a_wish_is_changed_and_taken_back_until_the_date_and_not_later(company: Company) -> None:
    round = opened(company)
    wish = wished(company, "aino", round)
    assert tell(company, "aino", "wish", wish, round=round, first=span(AUGUST))["version"] == 2
    company.at("2027-03-31T23:00")
    assert tell(company, "aino", "withdraw", wish)["status"] == "applied"
    assert tell(company, "aino", "withdraw", wish)["status"] == "applied"
    made_in_time = ms("2027-03-31T23:30")
    company.at("2027-04-01T08:00")
    late = tell(company, "aino", "wish", wish, round=round, first=span(JULY))
    assert (late["status"], late["code"], late["params"]) == ("rejected", "wishes_closed", {"date": "2027-03-31"})
    assert tell(company, "aino", "withdraw", new_id())["code"] == "not_found"
    in_time = tell(company, "aino", "wish", wish, round=round, first=span(JULY), claimed_at=made_in_time)
    assert in_time["status"] == "applied"


@pytest.mark.parametrize(
    ("first", "more", "code"),
    [
        (("2027-07-25", "2027-07-05"), {}, "bad_leave_span"),
        (("2027-04-30", "2027-05-10"), {}, "outside_round"),
        (("2027-09-20", "2027-10-01"), {}, "outside_round"),
        (("2027-02-30", "2027-07-05"), {}, "bad_date"),
        (JULY, {"second": span(("2027-09-30", "2027-09-01"))}, "bad_leave_span"),
        (JULY, {"second": span(("2028-07-01", "2028-07-10"))}, "outside_round"),
        (JULY, {"note": "x" * 501}, "invalid"),
        (JULY, {"person": "x"}, "invalid"),
    ],
)
def test_what_cannot_be_wished_is_refused_with_its_reason(
    company: Company, first: Any, more: dict[str, Any], code: str
) -> None:
    round = opened(company)
    told = tell(company, "aino", "wish", round=round, first=span(first), **more)
    assert (told["status"], told["code"]) == ("rejected", code)
    assert plan(company, "boss", round)["wishes"] == []


def test_wishes_of_one_person_do_not_overlap_and_are_not_without_end(company: Company) -> None:
    round = opened(company)
    wished(company, "aino", round)
    told = tell(company, "aino", "wish", round=round, first=span(("2027-07-25", "2027-08-01")))
    assert told["code"] == "wishes_overlap"
    for day in range(1, 10):
        wished(company, "aino", round, (f"2027-06-{day:02d}", f"2027-06-{day:02d}"))
    told = tell(company, "aino", "wish", round=round, first=span(("2027-06-20", "2027-06-20")))
    assert (told["code"], told["params"]) == ("too_many_wishes", {"most": 10})


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"until_date": "2027-05-01"}, "bad_round_span"),
        ({"from_date": "2027-02-30"}, "bad_date"),
        ({"until_date": "2028-05-03"}, "bad_round_span"),
        ({"from_date": "2028-05-02", "until_date": "2028-09-30"}, "date_too_far"),
        ({"wish_by": "2026-11-19"}, "bad_wish_by"),
        ({"wish_by": "2027-05-02"}, "bad_wish_by"),
        ({"wish_by": "2027-02-31"}, "bad_date"),
        ({"title": "  "}, "round_title"),
        ({"least": -1}, "invalid"),
        ({"team": "nobody"}, "not_found"),
    ],
)
def test_a_round_that_cannot_be_opened_is_refused_with_its_reason(
    company: Company, wrong: dict[str, Any], code: str
) -> None:
    told = tell(company, "boss", "open", **{"team": company.ids["team"], "least": 2, **SUMMER, **wrong})
    assert (told["status"], told["code"]) == ("rejected", code)
    assert company.get("boss", "rounds")["rounds"] == []


def test_who_plans_opens_settles_and_calls_off_and_nobody_else(company: Company) -> None:
    may = {who: [] for who in EVERYBODY}
    for who in EVERYBODY:
        body = {"team": company.ids["team"], "least": 1, "title": "Syksy", "from_date": "2027-09-01"}
        told = tell(company, who, "open", **body, until_date="2027-09-30", wish_by="2027-08-01")
        may[who].append(told["status"] == "applied" or told["code"])
        round = opened(company, "bossa")
        told = tell(company, who, "cancel", round, seen_version=1)
        may[who].append(told["status"] == "applied" or told["code"])
        round = opened(company, "bossa")
        told = settle(company, who, round, [])
        may[who].append(told["status"] == "applied" or told["code"])
        draft = company.client.put(f"/api/v1/rounds/{round}/draft", json={"words": []}, headers=company.headers(who))
        may[who].append(draft.status_code)
    yes, no = [True, True, True, 200], ["not_found"] * 3 + [404]
    assert may == {who: yes if who in ("boss", "bossa", "payroll") else no for who in EVERYBODY}
    other = tell(company, "boss", "open", subject="bossa", team=company.ids["team"], least=1, **{})
    assert other["status"] == "rejected"


def test_a_draft_is_its_makers_alone_and_moves_the_days(company: Company) -> None:
    round = opened(company, least=6)
    aino, eino = wished(company, "aino", round), wished(company, "eino", round)
    before = plan(company, "boss", round)
    july = {day["date"]: (day["present"], day["members"]) for day in before["days"]}
    assert (july["2027-07-02"], july["2027-07-05"], "2027-07-04" in july) == ((7, 7), (5, 7), False)
    (short,) = before["shortages"]
    assert short == {"from_date": "2027-07-05", "until_date": "2027-07-23", "present": 5, "people": ["Aino", "Eino"]}
    words = [{"wish": aino, "decision": "grant", "dates": span(AUGUST)}, {"wish": eino, "decision": "grant"}]
    after = drafted(company, "boss", round, *words)
    assert after["shortages"] == [] and [one["wish"] for one in after["draft"]] == [aino, eino]
    assert plan(company, "boss", round)["draft"] == after["draft"]
    assert plan(company, "bossa", round)["draft"] == []
    assert plan(company, "bossa", round)["shortages"] == [short]
    row = pulled(company, "aino", "round_wish")[aino]
    assert (row["status"], row["granted_from"], row["version"]) == ("wished", None, 1)
    rejected = drafted(company, "boss", round, {"wish": aino, "decision": "reject", "reason": "r"})
    assert rejected["shortages"] == []


def test_one_who_is_away_already_counts_once_and_is_named(company: Company) -> None:
    round = opened(company, least=0)
    record = {"from_date": JULY[0], "until_date": JULY[1], "kind": "unpaid"}
    sealed = operation(company.ids["aino"], "absence.record", record, company.clock.now())
    assert company.push("boss", sealed)["results"][0]["status"] == "applied"
    wished(company, "aino", round)
    told = plan(company, "boss", round)
    assert {day["date"]: day["present"] for day in told["days"]}["2027-07-05"] == 6
    assert told["wishes"][0]["away"] and "unpaid" not in str(told)
    late = settle(company, "boss", round, [grant(told["wishes"][0])])
    assert (late["code"], late["params"]["name"]) == ("grant_overlaps", "Aino")
    assert pulled(company, "aino", "round")[round]["status"] == "open"


def test_a_round_that_is_called_off_decides_nothing(company: Company) -> None:
    round = opened(company)
    wish = wished(company, "aino", round)
    assert tell(company, "bossa", "cancel", round, seen_version=1)["status"] == "applied"
    assert tell(company, "boss", "cancel", round, seen_version=1)["status"] == "applied"
    assert sorted(kinds(company, "aino")) == ["round_cancelled", "round_opened"]
    assert tell(company, "aino", "wish", wish, round=round, first=span(AUGUST))["code"] == "round_ended"
    assert settle(company, "boss", round, [])["code"] == "round_ended"
    assert pulled(company, "aino", "round_wish")[wish]["status"] == "wished"
    assert pulled(company, "aino", "absence") == {}


def test_what_is_done_in_a_round_is_in_the_trail(company: Company) -> None:
    round = opened(company)
    wish = wished(company, "aino", round)
    tell(company, "aino", "wish", wish, round=round, first=span(AUGUST))
    (seen,) = plan(company, "boss", round)["wishes"]
    settle(company, "boss", round, [grant(seen)])
    whats = [row.what for row in company.rows("SELECT what FROM audit_event WHERE org=:org ORDER BY n")]
    assert [what for what in whats if what.startswith(("round", "leave", "absence"))] == [
        *("round.opened", "round_wish.made", "round_wish.changed", "leave.requested", "absence.recorded"),
        *("leave.decided", "round_wish.decided", "round.settled"),
    ]


def test_one_who_comes_into_the_team_later_gets_its_round_and_one_who_goes_loses_it(company: Company) -> None:
    round = opened(company)
    muut = company.world.db.write_now(lambda tx: _team_of(tx, company, "Muut"))
    others = opened(company, "payroll", team=muut, title="Muiden kesä")
    cursor = company.get("aino", "sync/pull", limit=1000)["cursor"]

    def move(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run("UPDATE team_member SET until_date='2026-11-24' WHERE person=:p", p=company.ids["aino"])
        people.add_membership(tx, company.ids["aino"], muut, from_date="2026-11-25")

    company.world.db.write_now(move)
    company.at("2026-11-24T12:00")
    page = company.get("aino", "sync/pull", limit=1000, cursor=cursor)
    assert page["reset"] is None
    company.at("2026-11-25T12:00")
    page = company.get("aino", "sync/pull", limit=1000, cursor=page["cursor"])
    rounds = [one["id"] for one in page["changes"] if one["type"] == "round"]
    assert page["reset"] and rounds == [others] and round not in rounds


def _team_of(tx: Tx, company: Company, name: str) -> str:
    tx.org = company.ids["org"]
    return people.add_team(tx, name)


def test_old_rounds_of_others_hide_none_of_ones_own(company: Company) -> None:
    round = opened(company)

    def many(tx: Tx) -> None:
        tx.org = company.ids["org"]
        other = people.add_team(tx, "Muut")
        said = {**SUMMER, "least": 2, "opened_by": company.ids["boss"], "opened_at": tx.now + 1}
        for n in range(501):
            tx.insert(LeaveRound(org=tx.org, id=f"other-{n}", team=other, **said))

    company.world.db.write_now(many)
    assert [one["id"] for one in company.get("boss", "rounds")["rounds"]] == [round]
