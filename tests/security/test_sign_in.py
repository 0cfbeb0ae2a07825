"""Signing in, staying signed in and signing out."""

import subprocess
import sys

import pytest
from argon2.exceptions import VerificationError

from leima.db.tx import Tx
from leima.features.auth import passwords
from leima.features.auth import store as auth_store
from leima.features.people import store as people
from leima.web.errors import Invalid
from tests.security.firm import PASSWORD, SEALED, Firm, cookie_of


def test_a_sign_in_gives_a_token_that_opens_the_api_and_a_cookie_that_scripts_cannot_read(firm: Firm) -> None:
    answer = firm.login("employee")

    body = answer.json()
    assert answer.status_code == 200
    assert set(body) == {"access_token", "expires_in", "user"}
    assert body["user"] == {"id": firm.ids["employee"], "name": "Employee Canary", "roles": ["employee"], "lang": "fi"}
    said = {part.strip().lower() for part in answer.headers["set-cookie"].split(";")[1:]}
    assert {"httponly", "secure", "samesite=strict", "path=/"} <= said
    assert not any(part.startswith("domain") for part in said)
    devices = firm.client.get("/api/v1/auth/devices", headers={"Authorization": f"Bearer {body['access_token']}"})
    assert [device["current"] for device in devices.json()["devices"]] == [True]


def test_a_refresh_gives_a_new_pair_and_a_log_out_ends_both(firm: Firm) -> None:
    first = cookie_of(firm.login("employee"))

    second = firm.refresh(first)
    bearer = {"Authorization": f"Bearer {second.json()['access_token']}"}
    assert firm.client.get("/api/v1/auth/devices", headers=bearer).status_code == 200

    out = firm.post_with_cookie("/api/v1/auth/logout", cookie_of(second))
    assert out.status_code == 204
    assert "max-age=0" in out.headers["set-cookie"].lower()
    assert firm.client.get("/api/v1/auth/devices", headers=bearer).json()["code"] == "session_revoked"
    assert firm.refresh(cookie_of(second)).json()["code"] == "session_revoked"


def test_an_unknown_address_and_a_wrong_password_look_the_same(firm: Firm) -> None:
    wrong = firm.login("employee", password="not the password")
    unknown = firm.login("nobody at all".replace(" ", ""), password="not the password")
    gone, invited = firm.login("gone"), firm.login("invited")
    assert {a.status_code for a in (wrong, unknown, gone, invited)} == {401}
    assert wrong.content == unknown.content == gone.content == invited.content
    assert "set-cookie" not in wrong.headers


def test_an_unknown_address_costs_as_much_work_as_a_known_one(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[str] = []

    def counted(sealed: str, password: str) -> bool:
        worked.append(sealed.split("$")[3])
        return passwords.matches(sealed, password)

    monkeypatch.setattr("leima.features.auth.methods.matches", counted)
    for who in ("employee", "nobody", "invited", "gone"):
        firm.login(who, password="not the password")
    assert worked == ["m=19456,t=2,p=1"] * 4


def verdict_without_memory(sealed: str) -> str:
    """What a process says of the right password when it can get no more than 4 MiB beside what it has."""
    script = (
        "import resource, sys; from pathlib import Path; from leima.features.auth import passwords\n"
        "held = int(Path('/proc/self/statm').read_text().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (held + 4 * 2**20,) * 2)\n"
        "try: print(passwords.matches(sys.argv[1], sys.argv[2]))\n"
        "except Exception as error: print(type(error).__name__, error.code)"
    )
    ran = subprocess.run([sys.executable, "-c", script, sealed, PASSWORD], capture_output=True, text=True, timeout=60)
    return ran.stdout.strip()


def test_the_right_password_is_not_called_wrong_for_lack_of_memory() -> None:
    assert verdict_without_memory(SEALED) == "Busy password_busy"


@pytest.mark.parametrize(
    "sealed",
    ["", "plain words", "$argon2id$", SEALED.replace("$v=19$", "$")],
    ids=["empty", "plain", "cut", "without_version"],
)
def test_an_unreadable_hash_is_nobodys_password(sealed: str) -> None:
    assert passwords.matches(sealed, "not the password") is False


def test_a_sign_in_that_could_not_be_checked_asks_to_try_again_and_counts_as_no_failure(
    firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Short:
        def verify(self, sealed: str, password: str) -> bool:
            raise VerificationError("Memory allocation error")

    with monkeypatch.context() as short:
        short.setattr("leima.features.auth.passwords._HASHER", Short())
        for _ in range(12):
            answer = firm.login("employee")
            assert (answer.status_code, answer.json()["code"]) == (503, "password_busy")
            assert answer.headers["retry-after"] == "2"

    assert firm.login("employee").status_code == 200


def test_the_same_address_in_two_organisations_opens_the_one_whose_password_it_is(firm: Firm) -> None:
    def twin(tx: Tx) -> str:
        tx.org = firm.ids["their_org"]
        person = people.add_person(tx, name="Twin", email=firm.email("employee"), counts_from="2025-01-01")
        auth_store.set_password(tx, person, passwords.seal("another long password"))
        return person

    theirs = firm.world.db.write_now(twin)

    assert firm.login("employee").json()["user"]["id"] == firm.ids["employee"]
    assert firm.login("employee", password="another long password").json()["user"]["id"] == theirs


def test_a_deactivated_person_has_no_api_no_refresh_and_no_sign_in(firm: Firm) -> None:
    signed_in = firm.login("employee", device="phone")
    mine = {"Authorization": f"Bearer {signed_in.json()['access_token']}"}

    path = f"/api/v1/people/{firm.ids['employee']}/deactivate"
    assert firm.client.post(path, headers=firm.bearer("payroll")).status_code == 204

    assert firm.client.get("/api/v1/me", headers=mine).json()["code"] == "session_revoked"
    assert firm.refresh(cookie_of(signed_in)).json()["code"] == "session_revoked"
    assert firm.login("employee", device="phone").status_code == 401
    seen = firm.rows("SELECT what, new FROM audit_event WHERE what='person.deactivate'")
    assert [(row.what, row.new) for row in seen] == [("person.deactivate", '{"active": false, "sessions_ended": 1}')]


def test_a_person_who_comes_back_signs_in_as_before_and_earlier_sessions_stay_ended(firm: Firm) -> None:
    signed_in = firm.login("employee", device="phone")
    path, payroll = f"/api/v1/people/{firm.ids['employee']}", firm.bearer("payroll")
    for act in ("deactivate", "activate", "activate"):
        assert firm.client.post(f"{path}/{act}", headers=payroll).status_code == 204

    assert firm.refresh(cookie_of(signed_in)).json()["code"] == "session_revoked"
    assert firm.login("employee", device="phone").status_code == 200
    seen = firm.rows("SELECT what FROM audit_event WHERE what LIKE 'person.%activate' ORDER BY n")
    assert [row.what for row in seen] == ["person.deactivate", "person.activate"]


def test_the_last_admin_cannot_be_deactivated_and_payroll_cannot_touch_an_admin(firm: Firm) -> None:
    path = f"/api/v1/people/{firm.ids['admin']}/deactivate"
    assert firm.client.post(path, headers=firm.session("payroll")[0]).status_code == 403
    assert firm.client.post(path, headers=firm.session("admin")[0]).json()["code"] == "last_admin"


def test_a_revoked_device_is_out_at_once_and_the_others_stay(firm: Firm) -> None:
    (lost, family), (kept, _) = firm.session("employee"), firm.session("employee")

    assert firm.client.delete(f"/api/v1/auth/devices/{family}", headers=kept).status_code == 204

    assert firm.client.get("/api/v1/me", headers=lost).json()["code"] == "session_revoked"
    assert len(firm.client.get("/api/v1/auth/devices", headers=kept).json()["devices"]) == 1
    assert firm.client.delete(f"/api/v1/auth/devices/{family}", headers=kept).status_code == 404


def test_a_device_has_one_session_however_often_one_signs_in(firm: Firm) -> None:
    first, second = firm.login("employee", device="phone"), firm.login("employee", device="phone")

    assert len(firm.rows("SELECT id FROM session_family")) == 1
    assert firm.refresh(cookie_of(first)).json()["code"] == "session_expired"
    assert firm.refresh(cookie_of(second)).status_code == 200


def test_a_new_password_signs_the_other_devices_out(firm: Firm) -> None:
    (here, _), (there, _) = firm.session("employee"), firm.session("employee")
    change = {"current": PASSWORD, "new": "seven dry salmon in a tree"}

    wrong = firm.client.post("/api/v1/auth/password", json={**change, "current": "x"}, headers=here)
    weak = firm.client.post("/api/v1/auth/password", json={**change, "new": "salasana1234"}, headers=here)
    same = firm.client.post("/api/v1/auth/password", json={**change, "new": PASSWORD}, headers=here)
    good = firm.client.post("/api/v1/auth/password", json=change, headers=here)

    assert [wrong.json()["code"], weak.json()["code"], good.status_code] == ["wrong_password", "password_common", 204]
    assert (same.status_code, same.json()["code"]) == (400, "password_unchanged")
    assert firm.client.get("/api/v1/me", headers=here).status_code == 200
    assert firm.client.get("/api/v1/me", headers=there).status_code == 401
    assert firm.login("employee").status_code == 401
    assert firm.login("employee", password="seven dry salmon in a tree").status_code == 200


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_short"),
        ("elevenchars", "password_short"),
        ("salasana1234", "password_common"),
        ("Salasana!2025", "password_common"),
        ("Password123456", "password_common"),
        ("qwertyuiopasdf", "password_common"),
        ("aaaaaaaaaaaaaaaa", "password_common"),
        ("123456789012", "password_common"),
        ("tervetuloa2025", "password_common"),
        ("perkeleperkele", "password_common"),
        ("kesäloma kesäloma", "password_common"),
        ("matti@firma.test", "password_common"),
        ("Meikalainen2025!", "password_common"),
    ],
)
def test_an_obvious_password_is_refused_with_what_to_do(password: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        passwords.refuse_if_weak(password, "Matti Meikalainen", "matti@firma.test")
    assert refused.value.code == code


@pytest.mark.parametrize("password", [PASSWORD, "kolme vihreää hirveä", "correct battery", "ÄÖÅ äöå ÄÖÅ"])
def test_a_long_sentence_is_a_good_password(password: str) -> None:
    passwords.refuse_if_weak(password if len(password) >= 12 else password * 2, "Matti Meikalainen", "m@firma.test")
