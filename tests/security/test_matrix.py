"""A1: every route x every kind of caller x every verb x every form of id, generated from the app's own route table."""

import itertools
import json
import uuid
from collections.abc import Iterable, Iterator

import pytest

from leima.access.api_keys import PREFIX
from leima.access.scopes import Scope, scope_of
from leima.db.tx import Tx
from leima.features.api_keys import store as api_keys
from leima.features.auth.secrets import digest, new_secret
from leima.features.people import store as people
from tests.security.every_rule import POLICY
from tests.security.firm import LONG_AGO, Firm
from tests.security.policy import INSIDERS, KEYS, OUTSIDERS, PRINCIPALS, Rule
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
    if who in KEYS:
        return {"Authorization": f"Bearer {_key(firm, KEYS[who])}"}
    return firm.session(who)[0]


def _key(firm: Firm, scope: Scope) -> str:
    """The first organisation's key of a scope, which may ask as often as it likes."""

    def work(tx: Tx) -> str:
        tx.org = firm.ids["org"]
        secret = PREFIX + new_secret()
        api_keys.add(tx, secret, digest(secret), scope, [scope], "2025-12-31")
        return secret

    if scope not in firm.ids:
        firm.ids[scope] = firm.world.db.write_now(work)
    return firm.ids[scope]


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


def _opens(firm: Firm, route: str, who: str) -> bool:
    """Whether a key's scope opens a route."""
    return scope_of(str(route_table(firm.app)[route].operation_id)) == KEYS[who]


def targets(firm: Firm, route: str, rule: Rule, who: str) -> Iterable[str]:
    """What a caller asks a route about. A key that is refused for its scope never gets to what it is about."""
    return rule.answers if who not in KEYS or _opens(firm, route, who) else [*rule.answers][:1]


NO_PERSON = "GET /api/v1/reports/working-time"
"""Without an id it is about the caller, and a key is nobody."""
AS_ADMIN = "POST /api/v1/people/file"
"""Payroll takes no file of people; the key of its scope does, as an admin."""


def expected(firm: Firm, route: str, rule: Rule, target: str, who: str) -> int:
    """The status that the policy promises."""
    if who in KEYS and not rule.public:
        if not _opens(firm, route, who):
            return 403
        like = "their_admin" if route == AS_ADMIN else "payroll"
        return 404 if route == NO_PERSON and not target else rule.answers[target][like]
    if who in OUTSIDERS and not rule.public:
        return 401
    return rule.answers[target][who]


@pytest.fixture(scope="module")
def firm(standing: Firm) -> Iterator[Firm]:
    standing.ids["invitation"] = standing.link_for("invited")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standing.world.key_pace, "most", 1_000_000)
        yield standing


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
        asked = [(caller, one) for caller in PRINCIPALS for one in targets(firm, route, rule, caller)]
        for who, target in asked:
            answer = ask(firm, route, rule, who, aimed(firm, rule, target))
            probes += 1
            if answer.status != expected(firm, route, rule, target, who):
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


def test_a_scope_that_opens_too_much_is_found(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leima.web.key_door.scope_of", lambda operation: "audit.read")
    _, wrong = wrong_answers(firm, ("GET /api/v1/payroll/runs", "POST /api/v1/api-keys"))
    assert [line for line in wrong if line.startswith("key of audit.read: POST /api/v1/api-keys")]
    assert [line for line in wrong if line.startswith("key of payroll.read: GET /api/v1/payroll/runs")]


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
        for verb, who in itertools.product(set(VERBS) - verbs, (*OUTSIDERS, *INSIDERS, "key of people.read")):
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
