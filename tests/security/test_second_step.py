"""The second step of signing in: a code beside the password, once, and a way back for a lost phone."""

from collections.abc import Callable
from typing import Any

import pyotp
import pytest

from leima.db.tx import Tx
from leima.features.auth import codes
from tests.security.firm import PASSWORD, Firm, org_of
from tests.security.raw_request import raw_request
from tests.security.test_links import NEW, accept

HALF_MINUTE = 30_000


def call(firm: Firm, who: str, method: str, path: str, body: Any = None) -> Any:
    headers = firm.session(who)[0]
    return firm.client.request(method, f"/api/v1/auth/two-step{path}", json=body, headers=headers)


def code_of(firm: Firm, secret: str) -> str:
    return pyotp.TOTP(secret).at(firm.clock.now() // 1000)


def turn_on(firm: Firm, who: str) -> tuple[str, list[str]]:
    """The secret and the recovery codes of somebody who has just turned it on."""
    secret = call(firm, who, "POST", "/begin", {"password": PASSWORD}).json()["secret"]
    done = call(firm, who, "POST", "/confirm", {"one_time_code": code_of(firm, secret)})
    assert done.status_code == 200, done.text
    firm.clock.move(HALF_MINUTE)
    return secret, done.json()["codes"]


def sign_in(firm: Firm, who: str, code: str = "", password: str = PASSWORD) -> Any:
    body = {"email": firm.email(who), "password": password, "device_id": "phone", "device_name": "a phone"}
    return firm.client.post("/api/v1/auth/login", json={**body, "one_time_code": code})


def outcome(answer: Any) -> tuple[int, str]:
    return answer.status_code, "" if answer.status_code == 200 else answer.json()["code"]


def test_who_has_it_on_comes_in_by_password_and_code_and_each_code_once(firm: Firm) -> None:
    secret, _ = turn_on(firm, "payroll")
    assert outcome(sign_in(firm, "payroll")) == (401, "code_needed")
    code = code_of(firm, secret)
    assert outcome(sign_in(firm, "payroll", f"{code[:3]} {code[3:]}")) == (200, "")
    assert outcome(sign_in(firm, "payroll", code)) == (401, "wrong_code")
    firm.clock.move(HALF_MINUTE)
    assert outcome(sign_in(firm, "payroll", code)) == (401, "wrong_code")
    assert outcome(sign_in(firm, "payroll", code_of(firm, secret))) == (200, "")


def test_the_code_is_asked_for_only_after_the_right_password(firm: Firm) -> None:
    secret, _ = turn_on(firm, "payroll")
    for code in ("", code_of(firm, secret)):
        assert outcome(sign_in(firm, "payroll", code, "not the password")) == (401, "invalid_credentials")


def test_a_secret_that_was_never_confirmed_asks_for_nothing(firm: Firm) -> None:
    assert call(firm, "payroll", "POST", "/begin", {"password": PASSWORD}).status_code == 200
    assert outcome(sign_in(firm, "payroll")) == (200, "")


def test_a_phones_clock_may_be_half_a_minute_wrong_and_no_more(firm: Firm) -> None:
    secret, _ = turn_on(firm, "payroll")
    now = firm.clock.now() // 1000
    for off, good in ((-60, False), (90, False), (30, True)):
        assert (sign_in(firm, "payroll", pyotp.TOTP(secret).at(now + off)).status_code == 200) is good, off


def test_guesses_of_the_code_are_slowed_down_like_guesses_of_the_password(firm: Firm) -> None:
    turn_on(firm, "payroll")
    said = [outcome(sign_in(firm, "payroll", "000000"))[1] for _ in range(7)]
    assert said[:5] == ["wrong_code"] * 5 and said[-1] == "too_many_tries"


def test_a_recovery_code_opens_once_and_new_ones_end_the_old(firm: Firm) -> None:
    secret, spare = turn_on(firm, "payroll")
    assert len(set(spare)) == 10
    assert outcome(sign_in(firm, "payroll", spare[0].upper())) == (200, "")
    assert outcome(sign_in(firm, "payroll", spare[0])) == (401, "wrong_code")
    assert call(firm, "payroll", "GET", "").json()["spares"] == 9
    proof = {"password": PASSWORD, "one_time_code": code_of(firm, secret)}
    fresh = call(firm, "payroll", "POST", "/spares", proof).json()["codes"]
    assert outcome(sign_in(firm, "payroll", spare[1])) == (401, "wrong_code")
    assert outcome(sign_in(firm, "payroll", fresh[0])) == (200, "")


def test_a_link_for_a_new_password_needs_the_code_too_and_a_wrong_one_leaves_it_good(firm: Firm) -> None:
    secret, _ = turn_on(firm, "payroll")
    token = firm.link_for("payroll", "reset")
    body = {"token": token, "password": NEW, "device_id": "phone", "device_name": "a phone"}
    assert accept(firm, token).json()["code"] == "code_needed"
    for code, expected in (("000000", (401, "wrong_code")), (code_of(firm, secret), (200, ""))):
        answer = firm.client.post("/api/v1/auth/invitations/accept", json={**body, "one_time_code": code})
        assert outcome(answer) == expected
    assert sign_in(firm, "payroll", password=PASSWORD).json()["code"] == "invalid_credentials"


def test_turning_it_off_takes_password_and_code(firm: Firm) -> None:
    secret, _ = turn_on(firm, "payroll")
    wrong = {"password": "not it", "one_time_code": code_of(firm, secret)}
    assert call(firm, "payroll", "POST", "/remove", wrong).json()["code"] == "wrong_password"
    assert (
        call(firm, "payroll", "POST", "/remove", {"password": PASSWORD, "one_time_code": "1"}).json()["code"]
        == "wrong_code"
    )
    good = {"password": PASSWORD, "one_time_code": code_of(firm, secret)}
    assert call(firm, "payroll", "POST", "/remove", good).status_code == 204
    assert outcome(sign_in(firm, "payroll")) == (200, "")


def test_an_admin_turns_it_off_for_a_lost_phone_and_the_person_is_told(firm: Firm) -> None:
    turn_on(firm, "payroll")
    path = f"/people/{firm.ids['payroll']}"
    assert call(firm, "boss", "DELETE", path).status_code == 403
    assert call(firm, "their_admin", "DELETE", path).status_code == 404
    assert call(firm, "admin", "DELETE", path).status_code == 204
    assert outcome(sign_in(firm, "payroll")) == (200, "")
    told = firm.rows("SELECT kind FROM notice WHERE person=:p", p=firm.ids["payroll"])
    assert [row.kind for row in told] == ["two_step_removed"]
    assert call(firm, "admin", "DELETE", f"/people/{firm.ids['admin']}").status_code == 403, "nobody their own"


def test_where_it_is_asked_of_payroll_and_admins_the_next_sign_in_sets_it_up(firm: Firm) -> None:
    assert call(firm, "payroll", "PUT", "/office", {"required": True}).status_code == 403
    assert call(firm, "admin", "PUT", "/office", {"required": True}).json()["code"] == "two_step_own_first"
    secret, _ = turn_on(firm, "admin")
    said = call(firm, "admin", "PUT", "/office", {"required": True}).json()
    assert said["required"] and {one["name"]: bool(one["since"]) for one in said["people"]}["Admin Canary"]

    assert outcome(sign_in(firm, "employee")) == (200, "")
    asked = sign_in(firm, "payroll")
    assert outcome(asked) == (401, "two_step_setup")
    given = asked.json()["params"]
    assert given["secret"] in given["uri"] and set(given["qr"]) == {"0", "1", " "}
    assert outcome(sign_in(firm, "payroll", "000000")) == (401, "wrong_code")
    assert outcome(sign_in(firm, "payroll", code_of(firm, given["secret"]))) == (200, "")
    firm.clock.move(HALF_MINUTE)
    assert outcome(sign_in(firm, "payroll")) == (401, "code_needed")
    proof = {"password": PASSWORD, "one_time_code": code_of(firm, secret)}
    assert call(firm, "admin", "POST", "/remove", proof).json()["code"] == "two_step_required"


def test_an_invited_admin_comes_in_with_the_second_step_at_once(firm: Firm) -> None:
    def invited_is_admin(tx: Tx) -> None:
        tx.org = org_of(tx, firm.ids["invited"])
        tx.run("INSERT INTO person_role VALUES (:org, :id, 'admin')", org=tx.org, id=firm.ids["invited"])
        tx.run("UPDATE organisation SET two_step=:yes WHERE id=:org", yes=True, org=tx.org)

    firm.world.db.write_now(invited_is_admin)
    token = firm.link_for("invited")
    asked = accept(firm, token)
    assert outcome(asked) == (401, "two_step_setup")
    code = code_of(firm, asked.json()["params"]["secret"])
    body = {"token": token, "password": NEW, "device_id": "phone", "device_name": "a phone", "one_time_code": code}
    assert firm.client.post("/api/v1/auth/invitations/accept", json=body).status_code == 200


def test_no_recovery_code_and_no_code_stand_in_the_store_or_the_trail(firm: Firm) -> None:
    secret, spare = turn_on(firm, "payroll")
    stored = str([firm.rows(f"SELECT * FROM {table}") for table in ("recovery_code", "audit_event", "notice")])
    assert not any(one in stored or one.replace("-", "") in stored for one in (secret, *spare))


@pytest.mark.parametrize("broken", ["take", "standing"])
def test_a_second_step_that_asks_for_nothing_is_found(firm: Firm, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    turn_on(firm, "payroll")
    planted: dict[str, Callable[..., Any]] = {"take": lambda *_: True, "standing": lambda *_: None}
    monkeypatch.setattr(codes, broken, planted[broken])
    assert sign_in(firm, "payroll", "000000").status_code == 200


def test_a_code_of_a_secret_that_has_been_replaced_confirms_no_other(firm: Firm) -> None:
    def replaced(tx: Tx) -> bool:
        tx.org = org_of(tx, firm.ids["payroll"])
        secret = codes.begin(tx, firm.ids["payroll"], "").secret
        stale = codes.standing(tx, tx.org, firm.ids["payroll"])
        codes.begin(tx, firm.ids["payroll"], "")
        assert stale is not None
        return codes._take_step(tx, stale, code_of(firm, secret))

    assert not firm.world.db.write_now(replaced)
    assert call(firm, "payroll", "GET", "").json()["since"] is None


def test_guesses_of_the_code_from_many_addresses_wait_for_each_other(firm: Firm) -> None:
    """Who has the password has one guess a minute in all, however many addresses they have; the person's own phone
    does not wait for them."""
    secret, _ = turn_on(firm, "payroll")
    assert outcome(sign_in(firm, "payroll", code_of(firm, secret))) == (200, "")
    firm.clock.move(HALF_MINUTE)

    def guess(n: int) -> int:
        body = {"email": firm.email("payroll"), "password": PASSWORD, "device_id": f"d{n}", "one_time_code": "000000"}
        address = {"x-forwarded-for": f"203.0.113.{n}"}
        return raw_request(firm, "POST", "/api/v1/auth/login", address, body).status

    said = [guess(n) for n in range(12)]
    assert said == [401] * 5 + [429] * 7 or said.count(401) < 8, said
    assert outcome(sign_in(firm, "payroll", code_of(firm, secret))) == (200, "")
