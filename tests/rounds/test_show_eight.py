"""Summer of a team of 25 with 3 weeks each and 10 at work at the least: wished, planned, settled, told once."""

from collections import Counter

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import Company
from tests.leave.asked import heard, pulled
from tests.months.month_fixtures import hire
from tests.rounds.planned import Dates, drafted, kinds, opened, plan, settle, span, wished

TEAM, LEAST = 25, 10
JULY: Dates = ("2027-07-05", "2027-07-25")
TURNS: tuple[Dates, ...] = (("2027-06-07", "2027-06-27"), JULY, ("2027-08-02", "2027-08-22"))
"""Three weeks in June, July or August."""
FAVOURITES = 18
"""How many wish for July: seven stay, and ten are needed."""


def summer_team(company: Company) -> list[str]:
    """Twenty-five members of a team of its own, whom the boss supervises from outside."""
    names = [f"kesa{n:02d}" for n in range(TEAM)]
    for name in names:
        hire(company, name)

    def gather(tx: Tx) -> None:
        tx.org = company.ids["org"]
        company.ids["summer"] = people.add_team(tx, "Kesä")
        for name in names:
            tx.run("DELETE FROM team_member WHERE org=:org AND person=:p", org=tx.org, p=company.ids[name])
            people.add_membership(tx, company.ids[name], company.ids["summer"], from_date="2025-01-01")
        people.add_membership(tx, company.ids["boss"], company.ids["summer"], "supervisor", from_date="2025-01-01")

    company.world.db.write_now(gather)
    return names


def test_a_summer_of_twenty_five_is_wished_planned_settled_and_told_once(company: Company) -> None:
    names = summer_team(company)
    round = opened(company, team=company.ids["summer"], least=LEAST)
    for n, name in enumerate(names):
        first = JULY if n < FAVOURITES else TURNS[0 if n % 2 else 2]
        wished(company, name, round, first, second=span(TURNS[2 if n % 2 else 0]))

    seen = plan(company, "boss", round)
    assert len(seen["wishes"]) == TEAM
    (short,) = seen["shortages"]
    assert (short["from_date"], short["until_date"], short["present"]) == (
        "2027-07-05",
        "2027-07-23",
        TEAM - FAVOURITES,
    )
    assert short["people"] == sorted(name.title() for name in names[:FAVOURITES])

    # The first fifteen keep July; the three others go where they wished second.
    words, moved = [], 0
    for wish in seen["wishes"]:
        dates = span((wish["first_from"], wish["first_until"]))
        if wish["first_from"] == JULY[0] and names.index(wish["person_name"].lower()) >= TEAM - LEAST:
            dates, moved = span((wish["second_from"], wish["second_until"])), moved + 1
        words.append({"wish": wish["id"], "decision": "grant", "dates": dates})
    assert moved == 3
    planned = drafted(company, "boss", round, *words)
    assert planned["shortages"] == []
    assert min(day["present"] for day in planned["days"]) == LEAST
    assert [kinds(company, name) for name in names] == [["round_opened"]] * TEAM

    company.at("2027-04-01T09:00")
    versions = {wish["id"]: wish["version"] for wish in planned["wishes"]}
    said = [{**word, "seen_version": versions[str(word["wish"])]} for word in words]
    for _ in range(2):  # what is sent twice is done once
        told = settle(company, "boss", round, said)
        assert told["status"] == "applied", told
    away = Counter()
    for name in names:
        (row,) = pulled(company, name, "absence").values()
        (leave,) = pulled(company, name).values()
        assert (leave["status"], leave["id"], leave["from_date"]) == ("approved", row["id"], row["from_date"])
        away[row["from_date"]] += 1
        assert heard(company, name)[1:] == [
            ("round_settled", {"title": "Kesä 2027", "by": "Boss", "granted": 1, "rejected": 0, "waiting": 0})
        ]
    assert (away[JULY[0]], sum(away.values())) == (TEAM - LEAST, TEAM)
    after = plan(company, "boss", round)
    assert after["shortages"] == [] and min(day["present"] for day in after["days"]) == LEAST
