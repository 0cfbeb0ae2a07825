"""A1: every route x every kind of caller x every verb x every form of id, generated from the app's own route table."""

import itertools
import json
import uuid
from collections.abc import Iterable

import pytest

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.security.every_rule import POLICY
from tests.security.firm import LONG_AGO, Firm
from tests.security.policy import INSIDERS, OUTSIDERS, PRINCIPALS, Rule
from tests.security.raw_request import VERBS, Answer, nobody, raw_request, route_table

_SERIAL = itertools.count(1)


def missing(firm: Firm) -> list[str]:
    """Routes that the policy says nothing about."""
    return sorted(set(route_table(firm.app)) - set(POLICY))


def credentials(firm: Firm, who: str) -> dict[str, str]:
    """What a principal sends: a fresh session, or for outsiders the best that they have."""
    if who == "none":
        return {}
    if who == "invited":
        return {"Authorization": f"Bearer {firm.ids['invitation']}"}
    return firm.session(who)[0]


def _leaver(firm: Firm, like: str) -> str:
    """A new person of the same organisation, team and roles, who may be deactivated."""

    def work(tx: Tx) -> str:
        tx.org = firm.ids["their_org" if like.startswith("their") else "org"]
        email = f"leaver{next(_SERIAL)}@firm.test"
        person = people.add_person(tx, name="Leaver", email=email, counts_from=LONG_AGO)
        people.set_roles(tx, person, people.roles_of(tx, firm.ids[like]))
        return person

    return firm.world.db.write_now(work)


def aimed(firm: Firm, rule: Rule, target: str) -> str:
    """The id of a target, as the rule means it."""
    if target in ("-", ""):
        return ""
    if target == "nobody":
        return nobody()
    if rule.aim == "device":
        return firm.session(target)[1]
    return _leaver(firm, target) if rule.aim == "leaver" else firm.ids[target]


def ask(firm: Firm, route: str, rule: Rule, who: str, id: str) -> Answer:
    """One probe."""
    verb, _, path = route.partition(" ")
    body = None if rule.body is None else json.dumps(rule.body(id)).replace("{n}", str(next(_SERIAL))).encode()
    headers = {"content-type": rule.takes, **credentials(firm, who)}
    return raw_request(firm, verb, rule.path(id) if rule.path else path, headers, body)


def expected(rule: Rule, target: str, who: str) -> int:
    """The status that the policy promises."""
    if who in OUTSIDERS and not rule.public:
        return 401
    return rule.answers[target][who]


@pytest.fixture(scope="module")
def firm(standing: Firm) -> Firm:
    standing.ids["invitation"] = standing.link_for("invited")
    return standing


def test_every_route_has_an_expectation(firm: Firm) -> None:
    assert missing(firm) == []


def test_a_route_without_an_expectation_is_found(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    left = {route: rule for route, rule in POLICY.items() if route != "GET /api/v1/me"}
    monkeypatch.setattr("tests.security.test_matrix.POLICY", left)
    assert missing(firm) == ["GET /api/v1/me"]


def wrong_answers(firm: Firm, routes: Iterable[str]) -> tuple[int, list[str]]:
    """How many probes were made, and each that answered otherwise than the policy says."""
    probes, wrong = 0, []
    for route in routes:
        rule = POLICY[route]
        for target, who in itertools.product(rule.answers, PRINCIPALS):
            answer = ask(firm, route, rule, who, aimed(firm, rule, target))
            probes += 1
            if answer.status != expected(rule, target, who):
                wrong.append(f"{who}: {route} about {target or 'no id'}: {answer.status} {answer.body[:90]!r}")
    return probes, wrong


def test_every_kind_of_caller_gets_what_the_policy_says_on_every_route(firm: Firm) -> None:
    probes, wrong = wrong_answers(firm, sorted(route_table(firm.app)))
    print(f"matrix: {probes} probes on {len(route_table(firm.app))} routes as {len(PRINCIPALS)} principals")
    assert not wrong, "\n".join(wrong)
    assert probes >= 8 * len(route_table(firm.app))


def test_a_right_that_is_given_too_widely_is_found(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leima.features.days.asked.may_see", lambda tx, actor, person: True)
    monkeypatch.setattr("leima.db.actor.Actor.may_invite", True)
    _, wrong = wrong_answers(firm, ("GET /api/v1/days", "POST /api/v1/auth/invitations"))
    assert any("employee: GET /api/v1/days about mate: 200" in line for line in wrong)
    assert any("employee: POST /api/v1/auth/invitations about employee: 201" in line for line in wrong)


def test_what_is_foreign_looks_like_what_does_not_exist(firm: Firm) -> None:
    compared = 0
    for route, rule in POLICY.items():
        if route not in route_table(firm.app) or "nobody" not in rule.answers:
            continue
        for who, target in itertools.product(INSIDERS, rule.answers):
            status = rule.answers[target][who]
            if target in ("", "nobody") or status < 400 or status != rule.answers["nobody"][who]:
                continue
            foreign_id, missing_id = aimed(firm, rule, target), nobody()
            foreign, absent = ask(firm, route, rule, who, foreign_id), ask(firm, route, rule, who, missing_id)
            assert (foreign.status, foreign.like(foreign_id)) == (absent.status, absent.like(missing_id)), (route, who)
            assert set(foreign.headers) == set(absent.headers)
            compared += 1
    print(f"foreign against missing: {compared} pairs")
    assert compared >= 60


ODD_IDS = ("", " ", "0", "-1", "null", "*", "%", "..", "' OR 1=1 --", "%00", "x" * 300, "%E2%80%AE", "%ff", "[]", "{}")


NAMES_NOBODY = "GET /api/v1/payroll/preview"
"""It is asked with dates alone: there is no id that could be odd."""


def test_an_odd_id_opens_nothing_and_breaks_nothing(firm: Firm) -> None:
    probes = 0
    for route, rule in POLICY.items():
        if rule.path is None or route not in route_table(firm.app):
            continue
        if route == NAMES_NOBODY:
            continue
        for who, odd in itertools.product(("employee", "payroll"), (*ODD_IDS, firm.ids["employee"].upper())):
            answer = raw_request(firm, route.partition(" ")[0], rule.path(odd), credentials(firm, who))
            assert answer.status in (400, 403, 404, 405) or (odd == "" and answer.status == 200), (route, odd, answer)
            probes += 1
    print(f"odd ids: {probes} probes")
    assert probes >= 6 * 2 * len(ODD_IDS)


def test_a_verb_that_a_path_does_not_know_is_refused_to_everyone(firm: Firm) -> None:
    known: dict[str, set[str]] = {}
    for route in route_table(firm.app):
        verb, _, path = route.partition(" ")
        known.setdefault(path, set()).add(verb)
    probes = 0
    for path, verbs in known.items():
        for verb, who in itertools.product(set(VERBS) - verbs, PRINCIPALS):
            if verb == "HEAD" and path.startswith(("/health", "/api/v1/blobs/")):
                continue
            real = path.replace("{device}", str(uuid.uuid4())).replace("{person}", firm.ids["employee"])
            answer = raw_request(
                firm, verb, real, credentials(firm, who), {} if verb in ("POST", "PUT", "PATCH") else None
            )
            assert answer.status == 405, (verb, path, who, answer.status)
            probes += 1
    print(f"unknown verbs: {probes} probes")
    assert probes >= 8 * 4 * len(known)
