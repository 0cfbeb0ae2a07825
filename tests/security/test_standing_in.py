"""A substitute: on every route and in every pull what the supervisor would get, on their dates and no others."""

from leima.features.days.end_of_day import end_of_day
from tests.security.every_rule import POLICY
from tests.security.firm import Firm
from tests.security.raw_request import route_table
from tests.security.test_matrix import aimed, ask
from tests.security.test_movers import absence, applied, made, pulled

TODAY, YESTERDAY_ENDED = "2025-11-21", 24 * 3_600_000


def named(firm: Firm, until: str = TODAY) -> str:
    """The id of the naming by which boss stands in for new_boss from today."""
    body = {"id": "naming", "person": firm.ids["boss"], "from": TODAY, "until": until}
    answer = firm.client.post("/api/v1/substitutes", json=body, headers=firm.session("new_boss")[0])
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def reads(firm: Firm) -> dict[str, int]:
    """The status that boss gets on each route that reads something of the mover's."""
    found = {}
    for route, rule in POLICY.items():
        if route.startswith("GET ") and "mover" in rule.answers and route in route_table(firm.app):
            found[route] = ask(firm, route, rule, "boss", aimed(firm, rule, "mover")).status
    return found


def promised(who: str) -> dict[str, int]:
    return {
        route: rule.answers["mover"][who]
        for route, rule in POLICY.items()
        if route.startswith("GET ") and "mover" in rule.answers
    }


def test_every_route_answers_a_substitute_as_the_one_stood_in_for_and_then_no_more(firm: Firm) -> None:
    assert reads(firm) == promised("boss")
    id = named(firm)
    assert reads(firm) == promised("new_boss")
    assert promised("new_boss") != promised("boss")
    firm.client.post(f"/api/v1/substitutes/{id}/undo", headers=firm.session("boss")[0])
    assert reads(firm) == promised("boss")
    print(f"substitute: {3 * len(promised('boss'))} probes on {len(promised('boss'))} routes")


def test_a_substitute_pulls_what_the_one_stood_in_for_pulls_and_the_right_ends_by_itself(firm: Firm) -> None:
    before, cursor = pulled(firm, "boss")
    _, new = made(firm)
    assert pulled(firm, "boss", cursor)[0] - before == set()
    named(firm)
    theirs = {one for one in new if one[0] != "notice"}
    for start in ("", cursor):
        seen, later = pulled(firm, "boss", start)
        assert {one for one in seen - before if one[0] != "notice"} == theirs, bool(start)
    firm.clock.set(firm.clock.now() + YESTERDAY_ENDED)
    firm.portal.call(end_of_day, firm.world.db)
    for start in ("", later):
        seen, _ = pulled(firm, "boss", start)
        assert not {one for one in seen if one in theirs}, bool(start)


def test_a_substitute_changes_what_the_one_stood_in_for_may_change(firm: Firm) -> None:
    named(firm)
    assert applied(firm, "boss", absence(firm, TODAY))


def test_the_one_stood_in_for_is_no_concern_of_the_substitute(firm: Firm) -> None:
    named(firm)
    for path in ("days", "balances", "audit", "contracts"):
        asked = f"/api/v1/{path}?person={firm.ids['new_boss']}"
        assert firm.client.get(asked, headers=firm.session("boss")[0]).status_code == 404, path
    team = firm.client.get("/api/v1/team", headers=firm.session("boss")[0]).json()["teams"]
    people = {one["person"] for unit in team for one in unit["members"]}
    assert firm.ids["mover"] in people and firm.ids["new_boss"] not in people
    for path in ("people", "people/balances", "reports/balances?from=2025-11-01&to=2025-11-21"):
        text = firm.client.get(f"/api/v1/{path}", headers=firm.session("boss")[0]).text
        assert firm.ids["mover"] in text and firm.ids["new_boss"] not in text, path
