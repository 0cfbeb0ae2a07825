"""All wishes of a round are settled at once: all of it counts, or nothing, and each person is told once."""

import pytest

from leima.db.tx import Tx
from leima.features.people import store as people
from leima.features.rounds.wishing import MOST_IN_ROUND
from tests.company import Company, new_id, operation
from tests.inbox.standing_in import named
from tests.leave.asked import heard, pulled
from tests.leave.test_counting import hold
from tests.rounds.planned import AUGUST, JULY, drafted, grant, kinds, opened, plan, reject, settle, span, tell, wished


def test_settling_grants_moves_and_rejects_at_once_and_each_person_is_told_once(company: Company) -> None:
    round = opened(company)
    ids = {who: wished(company, who, round) for who in ("aino", "eino", "hourly")}
    extra = wished(company, "aino", round, ("2027-09-01", "2027-09-03"), note="häät")
    seen = {one["id"]: one for one in plan(company, "boss", round)["wishes"]}
    words = [
        grant(seen[ids["aino"]]),
        grant(seen[ids["eino"]], AUGUST, reason="vaihdettiin"),
        reject(seen[ids["hourly"]]),
    ]
    words.append(grant(seen[extra]))
    told = settle(company, "boss", round, words)
    assert (told["status"], told["version"]) == ("applied", 2), told
    away = pulled(company, "aino", "absence")
    assert {id: (row["from_date"], row["kind"]) for id, row in away.items()} == {
        ids["aino"]: ("2027-07-05", "annual_holiday"),
        extra: ("2027-09-01", "annual_holiday"),
    }
    leave = pulled(company, "eino")[ids["eino"]]
    assert (leave["status"], leave["from_date"], leave["decided_by_name"]) == ("approved", "2027-08-02", "Boss")
    wish = pulled(company, "hourly", "round_wish")[ids["hourly"]]
    assert (wish["status"], wish["answer"]) == ("rejected", "liian moni on poissa")
    assert pulled(company, "hourly") == {}
    assert heard(company, "aino")[1:] == [
        ("round_settled", {"title": "Kesä 2027", "by": "Boss", "granted": 2, "rejected": 0, "waiting": 0})
    ]
    for who in ("eino", "hourly"):
        assert kinds(company, who) == ["round_opened", "round_settled"]
    assert pulled(company, "aino", "round")[round]["status"] == "settled"
    assert tell(company, "aino", "wish", round=round, first=span(AUGUST))["code"] == "round_ended"
    assert tell(company, "aino", "withdraw", extra)["code"] == "round_ended"

    again = settle(company, "boss", round, words)
    assert (again["status"], again["version"]) == ("applied", 2)
    other = settle(company, "bossa", round, [reject(seen[ids["aino"]]), *words[1:]])
    assert (other["status"], other["code"]) == ("conflict", "round_ended")
    assert kinds(company, "aino") == ["round_opened", "round_settled"]


def test_the_same_operation_twice_settles_once(company: Company) -> None:
    round = opened(company)
    wished(company, "aino", round)
    words = [grant(one) for one in plan(company, "boss", round)["wishes"]]
    sealed = operation(company.ids["boss"], "round.settle", {"words": words, "seen_version": 1}, 1, id=round)
    results = [company.push("boss", sealed)["results"][0] for _ in range(3)]
    assert [(one["status"], one["dup"]) for one in results] == [
        ("applied", False),
        ("applied", True),
        ("applied", True),
    ]
    assert kinds(company, "aino") == ["round_opened", "round_settled"]


def test_a_round_whose_wishes_have_changed_since_they_were_seen_is_not_settled(company: Company) -> None:
    round = opened(company)
    aino, eino = wished(company, "aino", round), wished(company, "eino", round)
    seen = plan(company, "boss", round)["wishes"]
    words = [grant(one) for one in seen]
    tell(company, "aino", "wish", aino, round=round, first=span(AUGUST))
    tell(company, "eino", "withdraw", eino)
    wished(company, "hourly", round)
    told = settle(company, "boss", round, words)
    assert (told["status"], told["code"]) == ("conflict", "wishes_changed")
    assert told["current"]["changed"] == ["Aino", "Eino", "Hourly"]
    assert pulled(company, "aino", "absence") == {} and kinds(company, "aino") == ["round_opened"]
    assert settle(company, "boss", round, [*words, words[0]])["code"] == "wishes_changed"


def test_a_rejection_says_why_and_a_grant_stays_in_the_round(company: Company) -> None:
    round = opened(company)
    wished(company, "aino", round)
    (seen,) = plan(company, "boss", round)["wishes"]
    assert settle(company, "boss", round, [reject(seen, " ")])["code"] == "reason_needed"
    assert settle(company, "boss", round, [grant(seen, ("2027-10-01", "2027-10-05"))])["code"] == "outside_round"
    assert settle(company, "boss", round, [grant(seen, ("2027-07-05", "2027-07-01"))])["code"] == "bad_leave_span"
    assert plan(company, "boss", round)["round"]["status"] == "open"


def test_nobody_grants_their_own_wish_it_is_asked_of_the_others(company: Company) -> None:
    round = opened(company)
    own = wished(company, "boss", round)
    (seen,) = plan(company, "boss", round)["wishes"]
    assert seen["own"]
    assert settle(company, "boss", round, [grant(seen)])["code"] == "wishes_changed"
    assert settle(company, "boss", round, [])["status"] == "applied"
    assert pulled(company, "boss")[own]["status"] == "requested"
    assert pulled(company, "boss", "round_wish")[own]["status"] == "asked"
    assert pulled(company, "boss", "absence") == {}
    assert "leave_asked" in kinds(company, "bossa")
    assert heard(company, "boss")[-1][1]["waiting"] == 1


def test_a_substitute_grants_no_wish_of_the_one_for_whom_they_stand(company: Company) -> None:
    round = opened(company)
    wish = wished(company, "boss", round)
    named(company, "boss", "eino", "2026-11-20", "2026-12-31")
    (seen,) = plan(company, "eino", round)["wishes"]
    assert settle(company, "eino", round, [grant(seen)])["code"] == "wishes_changed"
    assert settle(company, "eino", round, [])["status"] == "applied"
    assert pulled(company, "boss")[wish]["status"] == "requested"
    assert pulled(company, "boss", "absence") == {}
    assert "leave_asked" in kinds(company, "bossa")


def test_an_id_that_somebody_has_taken_meanwhile_stops_nothing(company: Company) -> None:
    round = opened(company)
    wish = wished(company, "aino", round)
    taken = {"from_date": "2026-12-14", "until_date": "2026-12-14", "kind": "flex_leave"}
    ask = operation(company.ids["eino"], "leave.request", taken, company.clock.now(), id=wish)
    assert company.push("eino", ask)["results"][0]["status"] == "applied"
    words = [grant(one) for one in plan(company, "boss", round)["wishes"]]
    assert settle(company, "boss", round, words)["status"] == "applied"
    (away,) = pulled(company, "aino", "absence").values()
    assert (away["from_date"], away["id"] != wish) == ("2027-07-05", True)


def test_who_has_left_the_team_is_not_decided_on_here(company: Company) -> None:
    round = opened(company)
    wish = wished(company, "aino", round)

    def move(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run("UPDATE team_member SET until_date='2026-11-19' WHERE person=:p", p=company.ids["aino"])
        people.add_membership(tx, company.ids["aino"], people.add_team(tx, "Muut"), from_date="2026-11-20")

    company.world.db.write_now(move)
    assert plan(company, "boss", round)["wishes"] == []
    assert pulled(company, "aino", "round") == {}
    assert settle(company, "boss", round, [])["status"] == "applied"
    assert pulled(company, "aino", "round_wish")[wish]["status"] == "lapsed"
    assert pulled(company, "aino") == {}


def test_two_words_on_one_wish_are_none(company: Company) -> None:
    round = opened(company)
    wished(company, "aino", round)
    (seen,) = plan(company, "boss", round)["wishes"]
    assert settle(company, "boss", round, [reject(seen), grant(seen)])["code"] == "malformed"
    assert plan(company, "boss", round)["round"]["status"] == "open"


def test_what_a_round_settles_stands_among_the_decided_and_granted_leave_is_taken_back_from_there(
    company: Company,
) -> None:
    round = opened(company)
    granted, rejected = wished(company, "aino", round), wished(company, "eino", round)
    wished(company, "boss", round)
    seen = {one["id"]: one for one in plan(company, "boss", round)["wishes"]}
    settle(company, "boss", round, [grant(seen[granted]), reject(seen[rejected])])
    found = {one["entity_id"]: one for one in company.get("bossa", "inbox/decided")["items"]}
    yes, no = found.pop(granted), found.pop(rejected)
    assert found == {}
    assert (yes["kind"], yes["decision"], yes["name"], yes["decided_by_name"]) == ("leave", "approve", "Aino", "Boss")
    assert (yes["date"], yes["totals"], yes["take_back"]) == (JULY[0], {"dates": 21, "days": 18}, "leave.undo")
    assert (no["kind"], no["decision"], no["name"], no["title"]) == (
        "round_wish",
        "reject",
        "Eino",
        "Lomatoive 5.7.2027 alkaen",
    )
    assert (no["take_back"], no["totals"]) == (None, {"dates": 21})
    undo = {"seen_version": yes["version"] + 1, "reason": "tuli muutos"}
    told = operation(company.ids["aino"], "leave.undo", undo, company.clock.now(), id=granted)
    assert company.push("bossa", told)["results"][0]["status"] == "applied"
    again = {one["entity_id"]: one for one in company.get("boss", "inbox/decided")["items"]}
    assert again[granted]["undone_why"] == "tuli muutos"


def test_who_plans_sees_by_how_much_the_wishes_exceed_what_a_person_has(company: Company) -> None:
    round = opened(company)
    hold(company, "aino", y2026=20)
    one, other = wished(company, "aino", round), wished(company, "aino", round, ("2027-08-02", "2027-08-08"))
    shorts = {wish["id"]: wish["short"] for wish in plan(company, "boss", round)["wishes"]}
    assert shorts == {one: 0, other: 400}
    draft = {"wish": one, "decision": "reject", "reason": "ei"}
    assert [wish["short"] for wish in drafted(company, "boss", round, draft)["wishes"]] == [0, 0]


def test_a_round_takes_no_more_than_can_be_settled_at_once(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leima.features.rounds.wishing.MOST_IN_ROUND", 2)
    round = opened(company)
    first = wished(company, "aino", round)
    wished(company, "eino", round)
    told = tell(company, "hourly", "wish", round=round, first=span(JULY))
    assert (told["status"], told["code"], told["params"]) == ("rejected", "round_full", {"most": 2})
    assert tell(company, "aino", "wish", first, round=round, first=span(AUGUST))["status"] == "applied"
    tell(company, "eino", "withdraw", pulled(company, "eino", "round_wish").popitem()[0])
    wished(company, "hourly", round)


def test_a_full_round_is_settled_in_one_operation(company: Company) -> None:
    word = {"wish": new_id(), "seen_version": 9, "decision": "grant", "dates": span(JULY), "reason": ""}
    words = [word] * (MOST_IN_ROUND - 100) + [{**word, "decision": "reject", "reason": "ä" * 500}] * 100
    sealed = operation(company.ids["boss"], "round.settle", {"words": words, "seen_version": 1}, 1, id=new_id())
    assert company.push("boss", sealed)["results"][0]["code"] == "not_found"
