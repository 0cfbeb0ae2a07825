"""All wishes of a round are settled at once: all of it counts, or nothing, and each person is told once."""

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import Company, operation
from tests.inbox.standing_in import named
from tests.leave.asked import heard, pulled
from tests.rounds.planned import AUGUST, grant, kinds, opened, plan, reject, settle, span, tell, wished


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
