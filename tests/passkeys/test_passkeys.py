"""Passkeys: made by who has just signed in, good without any code, and shut when somebody has a copy."""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from leima.db.tx import Tx
from leima.features.passkeys import ceremony, store
from leima.features.passkeys.service import FRESH
from leima.features.people import store as people
from leima.settings import Settings
from tests.passkeys.authenticator import PRESENT, VERIFIED, Authenticator, content, text
from tests.passkeys.holders import HOST, ORIGIN, add, ask, authenticator, call, enter, outcome, send, sessions
from tests.security.firm import PASSWORD, Firm, org_of
from tests.security.test_second_step import sign_in, turn_on


def test_a_passkey_opens_without_password_and_code_whatever_the_second_step(firm: Firm) -> None:
    turn_on(firm, "payroll")
    key = add(firm, "payroll", steps=1)
    assert sign_in(firm, "payroll").json()["code"] == "code_needed"
    assert outcome(enter(firm, key)) == "Payroll Canary"
    assert outcome(enter(firm, key)) == "Payroll Canary", "its count has grown"
    assert sessions(firm) == 1


def test_a_passkey_that_counts_nothing_opens_each_time(firm: Firm) -> None:
    key = add(firm, "employee")
    for _ in range(3):
        assert outcome(enter(firm, key)) == "Employee Canary"


def test_one_is_added_only_just_after_signing_in(firm: Firm) -> None:
    headers = firm.session("boss")[0]
    options = call(firm, headers, "POST", "/begin").json()["options"]
    made = authenticator().make(options)
    firm.clock.move(FRESH + 1)
    headers["Authorization"] = _renewed(firm, headers)
    said = call(firm, headers, "GET").json()
    assert (said["fresh"], said["recommended"], said["possible"]) == (False, True, True)
    assert call(firm, headers, "POST", "/begin").json()["code"] == "sign_in_again"
    late = call(firm, headers, "POST", "", {"credential": made, "called": "x"})
    assert (late.status_code, late.json()["code"]) == (403, "sign_in_again")
    assert call(firm, firm.bearer("boss"), "POST", "/begin").status_code == 200


def _renewed(firm: Firm, headers: dict[str, str]) -> str:
    """The same session with a token of now: renewing is no proof of who it is."""
    claims = firm.world.keys.decode_access(headers["Authorization"].partition(" ")[2], firm.clock.now() - FRESH - 1)
    return f"Bearer {firm.world.keys.encode(claims, firm.clock.now())}"


def test_signing_in_again_on_the_same_device_is_fresh(one: Firm) -> None:
    first = one.login("boss", device="desk")
    one.clock.move(FRESH + 1)
    again = one.login("boss", device="desk")
    assert first.status_code == again.status_code == 200
    headers = {"Authorization": f"Bearer {again.json()['access_token']}"}
    assert call(one, headers, "GET").json()["fresh"] is True


def test_they_are_listed_named_and_removed_by_their_own_person_alone(firm: Firm) -> None:
    key = add(firm, "boss", "work phone")
    id, mine, other = text(key.id), firm.session("boss")[0], firm.session("employee")[0]
    assert [row["name"] for row in call(firm, mine, "GET").json()["passkeys"]] == ["work phone"]
    assert call(firm, other, "GET").json()["passkeys"] == []
    for method, body in (("PUT", {"called": "theirs"}), ("DELETE", None)):
        assert call(firm, other, method, f"/{id}", body).status_code == 404
    assert call(firm, mine, "PUT", f"/{id}", {"called": "a key"}).status_code == 204
    enter(firm, key)
    [row] = call(firm, mine, "GET").json()["passkeys"]
    assert row["name"] == "a key" and row["used_at"] is not None and not row["copied"]
    assert call(firm, mine, "DELETE", f"/{id}").status_code == 204
    assert outcome(enter(firm, key)) == "passkey_unknown"


def test_the_person_is_told_of_a_new_one_and_the_trail_too(one: Firm) -> None:
    add(one, "boss")
    told = one.rows("SELECT kind FROM notice WHERE person=:p", p=one.ids["boss"])
    assert [row.kind for row in told] == ["passkey_added"]
    assert one.rows("SELECT what FROM audit_event WHERE what='passkey.added'")


def test_a_count_that_goes_back_shuts_the_passkey_and_the_person_is_told(firm: Firm) -> None:
    key = add(firm, "boss", steps=1)
    assert outcome(enter(firm, key)) == "Boss Canary"
    copy = Authenticator(ORIGIN, HOST, count=0, steps=1, id=key.id, key=key.key, handle=key.handle)
    assert outcome(enter(firm, copy)) == "passkey_copied"
    assert outcome(enter(firm, key)) == "passkey_copied", "nobody knows which is the copy"
    told = firm.rows("SELECT kind FROM notice WHERE person=:p AND kind='passkey_copied'", p=firm.ids["boss"])
    assert len(told) == 1
    assert call(firm, firm.session("boss")[0], "GET").json()["passkeys"][0]["copied"] is True
    assert sign_in(firm, "boss", password=PASSWORD).status_code == 200


def test_a_stranger_who_knows_a_passkeys_name_shuts_nothing(one: Firm) -> None:
    key = add(one, "boss", steps=1, count=5)
    enter(one, key)
    stranger = Authenticator(ORIGIN, HOST, count=1, id=key.id, handle=key.handle)
    assert outcome(enter(one, stranger)) == "passkey_unknown"
    assert outcome(enter(one, key)) == "Boss Canary"


def test_an_answer_is_taken_once_and_in_its_time(firm: Firm) -> None:
    key = add(firm, "boss")
    answer = key.sign(ask(firm))
    assert outcome(send(firm, answer)) == "Boss Canary"
    assert outcome(send(firm, answer)) == "passkey_unknown"
    late = key.sign(ask(firm))
    firm.clock.move(store.LASTS)
    assert outcome(send(firm, late)) == "passkey_unknown"


def test_one_answer_sent_by_eight_tabs_at_once_opens_once(firm: Firm) -> None:
    key = add(firm, "boss")
    answer = key.sign(ask(firm))
    with ThreadPoolExecutor(8) as tabs:
        said = [one.status_code for one in tabs.map(lambda _: send(firm, answer), range(8))]
    assert sorted(said) == [200] + [401] * 7


BAD: Mapping[str, Callable[[Firm, Authenticator], str]] = {
    "another origin": lambda firm, key: key.sign(ask(firm), origin="https://leima.example.evil.fi"),
    "plain http": lambda firm, key: key.sign(ask(firm), origin=f"http://{HOST}"),
    "another port": lambda firm, key: key.sign(ask(firm), origin=f"{ORIGIN}:8443"),
    "another kind": lambda firm, key: key.sign(ask(firm), type="webauthn.create"),
    "another host": lambda firm, key: _with(key, host="example.fi").sign(ask(firm)),
    "nobody verified": lambda firm, key: _with(key, flags=PRESENT).sign(ask(firm)),
    "nobody present": lambda firm, key: _with(key, flags=VERIFIED).sign(ask(firm)),
    "another's key": lambda firm, key: _with(authenticator(), id=key.id, handle=key.handle).sign(ask(firm)),
    "another's handle": lambda firm, key: _with(key, handle=text(b"x" * 32)).sign(ask(firm)),
    "an unknown passkey": lambda firm, key: _with(key, id=b"y" * 32).sign(ask(firm)),
    "a challenge of its own": lambda firm, key: key.sign(json.dumps({"challenge": text(b"z" * 32)})),
    "a challenge for another": lambda firm, key: key.sign(_begun(firm)),
    "no challenge": lambda firm, key: key.sign(json.dumps({"challenge": ""})),
    "no JSON": lambda firm, key: "{}",
    "a list": lambda firm, key: "[]",
    "deep JSON": lambda firm, key: "[" * 10_000,
    "no seal": lambda firm, key: _changed(key.sign(ask(firm)), signature=""),
    "a broken seal": lambda firm, key: _changed(key.sign(ask(firm)), signature=text(b"\0" * 70)),
    "no data": lambda firm, key: _changed(key.sign(ask(firm)), authenticatorData=""),
    "data cut off": lambda firm, key: _changed(key.sign(ask(firm)), authenticatorData=text(b"\0" * 36)),
    "data that is no text": lambda firm, key: _changed(key.sign(ask(firm)), authenticatorData=7),
}


def _with(key: Authenticator, **more: object) -> Authenticator:
    for name, value in more.items():
        setattr(key, name, value)
    return key


def _changed(answer: str, **response: object) -> str:
    said = json.loads(answer)
    return json.dumps({**said, "response": {**said["response"], **response}})


def _begun(firm: Firm) -> str:
    return str(call(firm, firm.session("boss")[0], "POST", "/begin").json()["options"])


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_opens_nothing(one: Firm, name: str) -> None:
    answer = BAD[name](one, add(one, "boss"))
    assert outcome(send(one, answer)) == "passkey_unknown"
    assert sessions(one) == 0


@pytest.mark.parametrize(
    "more", [{"origin": "https://evil.fi"}, {"type": "webauthn.get"}, {"challenge": text(b"q" * 32)}]
)
def test_a_bad_answer_adds_nothing(one: Firm, more: dict[str, str]) -> None:
    headers = one.session("boss")[0]
    options = call(one, headers, "POST", "/begin").json()["options"]
    answer = call(one, headers, "POST", "", {"credential": authenticator().make(options, **more), "called": "x"})
    assert (answer.status_code, answer.json()["code"]) == (409, "passkey_bad")


def test_a_challenge_of_one_person_adds_nothing_for_another_nor_twice(firm: Firm) -> None:
    boss, employee = firm.session("boss")[0], firm.session("employee")[0]
    made = authenticator().make(call(firm, boss, "POST", "/begin").json()["options"])
    assert call(firm, employee, "POST", "", {"credential": made, "called": "x"}).status_code == 409
    assert call(firm, boss, "POST", "", {"credential": made, "called": "x"}).status_code == 201
    assert call(firm, boss, "POST", "", {"credential": made, "called": "x"}).status_code == 409


def test_nobody_unverified_adds_a_passkey(one: Firm) -> None:
    headers = one.session("boss")[0]
    options = call(one, headers, "POST", "/begin").json()["options"]
    made = authenticator(flags=PRESENT).make(options)
    assert call(one, headers, "POST", "", {"credential": made, "called": "x"}).status_code == 409


def test_what_is_asked_wants_a_key_that_verifies_its_person_and_names_nobody_to_it(one: Firm) -> None:
    asked = json.loads(_begun(one))
    assert asked["rp"]["id"] == HOST
    chosen = asked["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert one.ids["boss"] not in content(asked["user"]["id"]).hex()
    assert json.loads(ask(one)).get("allowCredentials", []) == []


def test_who_has_left_does_not_come_in(firm: Firm) -> None:
    key = add(firm, "employee")

    def leaves(tx: Tx) -> None:
        tx.org = org_of(tx, firm.ids["employee"])
        people.update_person(tx, firm.ids["employee"], active=False)

    firm.world.db.write_now(leaves)
    assert outcome(enter(firm, key)) == "invalid_credentials"


def test_where_only_the_companys_sign_in_counts_a_passkey_opens_for_admins_alone(one: Firm) -> None:
    keys = {who: add(one, who) for who in ("employee", "admin")}

    def only(tx: Tx) -> None:
        tx.org = one.ids["org"]
        people.require_company_sign_in(tx, True)

    one.world.db.write_now(only)
    assert outcome(enter(one, keys["employee"])) == "company_only"
    assert outcome(enter(one, keys["admin"])) == "Admin Canary"


def test_an_admin_removes_those_of_a_lost_device_and_the_person_is_told(firm: Firm) -> None:
    key, path = add(firm, "boss"), f"/people/{firm.ids['boss']}"
    for who, status in (("payroll", 403), ("their_admin", 404), ("admin", 204)):
        assert call(firm, firm.session(who)[0], "DELETE", path).status_code == status, who
    assert outcome(enter(firm, key)) == "passkey_unknown"
    assert call(firm, firm.session("admin")[0], "DELETE", f"/people/{firm.ids['admin']}").status_code == 403


@pytest.mark.parametrize(
    "address", ["http://leima.example.fi", "https://192.168.1.5", "http://127.0.0.1:8000", "https://[::1]"]
)
def test_an_address_without_a_name_or_https_has_no_passkeys(address: str) -> None:
    assert ceremony.site_of(Settings(public_url=address)) is None


def test_the_port_is_a_part_of_the_origin_and_not_of_the_host() -> None:
    found = ceremony.site_of(Settings(public_url="https://leima.example.fi:8443"))
    assert found == ceremony.Site("leima.example.fi", "https://leima.example.fi:8443")
    assert ceremony.site_of(Settings(port=8123)) == ceremony.Site("localhost", "http://localhost:8123")


def test_a_passkey_that_may_go_back_in_its_count_is_found(one: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    key = add(one, "boss", steps=1)
    enter(one, key)
    monkeypatch.setattr(store, "use", lambda *_: True)
    copy = Authenticator(ORIGIN, HOST, count=0, steps=1, id=key.id, key=key.key, handle=key.handle)
    assert outcome(enter(one, copy)) == "Boss Canary"
