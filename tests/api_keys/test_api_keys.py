"""Keys for programs: made by an admin, good for their scopes and until their date, and ended at once."""

from datetime import date, timedelta
from typing import Any

import pytest

from leima import cli
from leima.access import api_keys
from leima.access.scopes import OPENS, SCOPES, scope_of
from leima.web.description import operations
from leima.world.world import KEY_PACE
from tests.security.firm import Firm

DAY = 86_400_000
UNTIL = "2026-01-31"
FORM = {"name": "Payroll robot", "scopes": ["payroll.read"], "until": UNTIL}


def make(firm: Firm, **form: Any) -> dict[str, Any]:
    """A new key as the admin is told of it."""
    answer = firm.client.post("/api/v1/api-keys", json={**FORM, **form}, headers=firm.session("admin")[0])
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def ask(firm: Firm, secret: str, path: str = "payroll/runs", **headers: str) -> Any:
    return firm.client.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {secret}", **headers})


def listed(firm: Firm) -> list[dict[str, Any]]:
    return list(firm.client.get("/api/v1/api-keys", headers=firm.session("admin")[0]).json()["keys"])


def test_a_key_is_told_once_and_kept_as_its_hash_alone(firm: Firm) -> None:
    made = make(firm)
    assert made["secret"].startswith("leima_key_") and len(made["secret"]) == 53
    [row] = firm.rows("SELECT * FROM api_key")
    assert made["secret"] not in str(row) and row.hash == api_keys.hash_of(made["secret"])
    [told] = listed(firm)
    assert told == made["key"] and made["secret"] not in str(told)
    assert (told["ending"], told["standing"], told["used_at"]) == (made["secret"][-4:], "good", None)
    [event] = firm.rows("SELECT * FROM audit_event WHERE what='api_key.made'")
    assert event.who == firm.ids["admin"] and made["secret"] not in str(event) and row.hash not in str(event)


def test_a_key_does_what_its_scope_says_and_its_use_is_seen(firm: Firm) -> None:
    made = make(firm)
    assert ask(firm, made["secret"]).status_code == 200
    assert listed(firm)[0]["used_at"] == "2025-11-21T09:00:00Z"
    firm.clock.move(30_000)
    assert ask(firm, made["secret"]).status_code == 200
    assert listed(firm)[0]["used_at"] == "2025-11-21T09:00:00Z", "a use is noted once a minute"
    refused = ask(firm, made["secret"], "tables/people")
    assert (refused.status_code, refused.json()["code"]) == (403, "key_scope")
    assert refused.headers["content-type"] == "application/problem+json"


def test_a_revoked_key_is_refused_at_its_next_request(firm: Firm) -> None:
    made = make(firm)
    path = f"/api/v1/api-keys/{made['key']['id']}"
    for _ in range(2):
        assert firm.client.delete(path, headers=firm.session("admin")[0]).status_code == 204
    refused = ask(firm, made["secret"])
    assert (refused.status_code, refused.json()["code"]) == (401, "key_ended")
    assert listed(firm)[0]["standing"] == "revoked"
    assert len(firm.rows("SELECT n FROM audit_event WHERE what='api_key.revoked'")) == 1


def test_a_key_ends_with_its_last_date(firm: Firm) -> None:
    made = make(firm, until="2025-11-22")
    firm.clock.set(firm.clock.now() + DAY + 13 * 3_600_000 - 1)
    assert ask(firm, made["secret"]).status_code == 200, "until midnight of the site"
    firm.clock.move(1)
    assert ask(firm, made["secret"]).status_code == 401
    assert listed(firm)[0]["standing"] == "expired"


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"until": "2025-11-20"}, "api_key_until"),
        ({"until": "2026-11-22"}, "api_key_until"),
        ({"until": "2026-02-30"}, "api_key_until"),
        ({"name": "   "}, "api_key_name"),
        ({"scopes": []}, "invalid"),
        ({"scopes": ["everything"]}, "invalid"),
        ({"until": None}, "invalid"),
    ],
)
def test_a_key_without_an_end_a_name_or_a_scope_is_refused(firm: Firm, form: dict[str, Any], code: str) -> None:
    answer = firm.client.post("/api/v1/api-keys", json={**FORM, **form}, headers=firm.session("admin")[0])
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert firm.rows("SELECT id FROM api_key") == []


def test_nobody_but_an_admin_makes_sees_or_ends_keys(firm: Firm) -> None:
    made = make(firm, scopes=list(SCOPES))
    callers = [firm.session(who)[0] for who in ("employee", "boss", "payroll")]
    callers.append({"Authorization": f"Bearer {made['secret']}"})
    for headers in callers:
        assert firm.client.get("/api/v1/api-keys", headers=headers).status_code == 403
        assert firm.client.post("/api/v1/api-keys", json=FORM, headers=headers).status_code == 403
        assert firm.client.delete(f"/api/v1/api-keys/{made['key']['id']}", headers=headers).status_code == 403
    theirs = firm.session("their_admin")[0]
    assert firm.client.delete(f"/api/v1/api-keys/{made['key']['id']}", headers=theirs).status_code == 404
    assert firm.client.get("/api/v1/api-keys", headers=theirs).json()["keys"] == []


def test_a_key_that_asks_too_often_waits_and_others_do_not(firm: Firm) -> None:
    made, other = make(firm), make(firm)
    firm.world.key_pace.most = 3
    try:
        assert [ask(firm, made["secret"]).status_code for _ in range(4)] == [200, 200, 200, 429]
        slow = ask(firm, made["secret"], "tables/people")
        assert (slow.status_code, slow.json()["code"], slow.headers["retry-after"]) == (429, "key_pace", "60")
        assert ask(firm, other["secret"]).status_code == 200
        firm.clock.move(60_000)
        assert ask(firm, made["secret"]).status_code == 200
    finally:
        firm.world.key_pace.most = KEY_PACE


@pytest.mark.parametrize("change", [lambda s: s[:-1], lambda s: s + "A", lambda s: s[:-1] + "!", lambda s: s.upper()])
def test_what_is_nearly_a_key_is_none(firm: Firm, change: Any) -> None:
    refused = ask(firm, change(make(firm)["secret"]))
    assert refused.status_code == 401


def test_a_program_that_brings_people_in_gives_nobody_rights_over_others(firm: Firm) -> None:
    secret = make(firm, scopes=["people.write"])["secret"]
    person = {"name": "New", "email": "new@firm.test", "start": "2025-12-01", "team": firm.ids["north"]}
    headers = {"Authorization": f"Bearer {secret}"}
    for roles in (["admin"], ["payroll"]):
        answer = firm.client.post("/api/v1/people", json={**person, "roles": roles}, headers=headers)
        assert answer.status_code == 403, roles
    assert firm.client.post("/api/v1/people", json=person, headers=headers).status_code == 201
    [event] = firm.rows("SELECT * FROM audit_event WHERE what='person.add' AND who LIKE 'key-%'")
    audit = firm.client.get("/api/v1/audit", params={"entity": "person"}, headers=firm.session("admin")[0]).json()
    assert audit["events"][0]["who_name"] == "Payroll robot" and audit["events"][0]["n"] == event.n


def test_scopes_open_reading_and_bringing_people_in_and_nothing_that_decides(firm: Firm) -> None:
    handlers = {handler.operation_id: (method, handler) for method, _, handler in operations(firm.app)}
    opened = {operation: scope for scope in SCOPES for operation in OPENS[scope].operations}
    assert opened.keys() <= handlers.keys(), "an operation that is no more"
    assert {one for one in opened if handlers[one][0] != "GET"} == {"addPerson", "takePeople"}
    assert all(scope_of(one) is None for one in ("readBlob", "readCertificate", "readCertificateFile", "syncPush"))
    assert all(not handlers[one][1].opt.get("public") for one in opened)


def test_the_command_makes_lists_and_ends_keys(
    firm: Firm, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    monkeypatch.setenv("LEIMA_DATA", str(firm.world.settings.data))
    org = ["--org", "Ours Canary Oy"]
    until = api_keys_until()
    made = ["key", "make", *org, "--name", "HR", "--scope", "people.read", "--scope", "audit.read", "--until", until]
    assert cli.main(made) == 0
    told = capsys.readouterr().out
    secret, id = told.split()[-1], told.split(",")[0]
    assert api_keys.hash_of(secret) == firm.rows("SELECT hash FROM api_key")[0].hash
    assert cli.main(["key", "list", *org]) == 0
    line = capsys.readouterr().out
    assert "people.read,audit.read" in line and secret not in line and line.startswith(id)
    assert cli.main(["key", "revoke", *org, "--id", id]) == 0
    assert firm.rows("SELECT revoked_at FROM api_key")[0].revoked_at
    assert cli.main(["key", "revoke", *org, "--id", "key-none"]) == 1
    assert cli.main(["key", "make", *org, "--name", "HR", "--scope", "people.read", "--until", "2020-01-01"]) == 1
    assert "at the latest" in capsys.readouterr().err


def api_keys_until() -> str:
    """A month from the machine's today, which the command goes by."""
    return (date.today() + timedelta(days=30)).isoformat()
