"""Invitations, resets and the first administrator's link: for one person, once, for a while."""

import asyncio
import json
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.security.firm import PASSWORD, Firm, cookie_of
from tests.security.raw_request import raw_request

HOUR = 3_600_000
NEW = "seven dry salmon in a tree"


def accept(firm: Firm, token: str, password: str = NEW) -> Any:
    body = {"token": token, "password": password, "device_id": "phone", "device_name": "a phone"}
    return firm.client.post("/api/v1/auth/invitations/accept", json=body)


def look(firm: Firm, token: str) -> Any:
    return firm.client.post("/api/v1/auth/invitations/look", json={"token": token})


def test_payroll_invites_and_the_person_comes_in_with_a_password_of_their_own(firm: Firm) -> None:
    made = firm.client.post(
        "/api/v1/auth/invitations", json={"person": firm.ids["invited"]}, headers=firm.session("payroll")[0]
    )
    assert made.status_code == 201
    assert made.json()["expires_at"] == "2025-11-24T09:00:00Z"
    where, _, token = made.json()["link"].partition("#")
    assert where == "http://localhost:8000/liity" and len(token) == 43

    for _ in range(3):
        seen = look(firm, token).json()
        assert seen == {
            "name": "Invited Canary",
            "organisation": "Ours Canary Oy",
            "email": "invited@firm.test",
            "kind": "invite",
            "logo": None,
        }
    done = accept(firm, token)

    assert done.status_code == 200 and done.json()["user"]["id"] == firm.ids["invited"]
    assert firm.refresh(cookie_of(done)).status_code == 200
    assert firm.login("invited", password=NEW).status_code == 200


def test_only_an_admin_makes_a_link_for_who_decides_or_pays_and_the_person_is_told(firm: Firm) -> None:
    def make(by: str, who: str) -> Any:
        headers = firm.session(by)[0]
        return firm.client.post("/api/v1/auth/invitations", json={"person": firm.ids[who]}, headers=headers)

    for who in ("boss", "payroll", "admin"):
        refused = make("payroll", who)
        assert (refused.status_code, refused.json()["code"]) == (403, "link_by_admin"), who
    made = make("admin", "boss")
    assert made.status_code == 201
    told = firm.rows("SELECT kind, params FROM notice WHERE person=:p", p=firm.ids["boss"])
    assert [(row.kind, json.loads(row.params)) for row in told] == [("link_made", {"by": "Admin Canary"})]

    assert accept(firm, made.json()["link"].partition("#")[2]).status_code == 200
    events = firm.rows("SELECT what, who, new FROM audit_event WHERE entity_id=:p ORDER BY n", p=firm.ids["boss"])
    made_by = next(row.who for row in events if row.what == "link.reset")
    used = next(json.loads(row.new) for row in events if row.what == "password.set")
    assert (made_by, used["link_by"]) == (firm.ids["admin"], firm.ids["admin"])


def test_a_link_works_once_and_a_used_a_late_and_an_unknown_one_look_the_same(firm: Firm) -> None:
    used, late = firm.link_for("invited"), firm.link_for("employee", "reset")
    assert accept(firm, used).status_code == 200
    firm.clock.move(HOUR // 2)

    answers = [accept(firm, token) for token in (used, late, "no such token")]
    looks = [look(firm, token) for token in (used, late, "no such token")]

    assert {a.status_code for a in (*answers, *looks)} == {404}
    assert len({a.content for a in (*answers, *looks)}) == 1


def test_each_kind_of_link_lasts_as_long_as_it_says(firm: Firm) -> None:
    for kind, lasts in (("invite", 72 * HOUR), ("first_admin", 72 * HOUR), ("reset", HOUR // 2)):
        token = firm.link_for("employee", kind)
        firm.clock.move(lasts - 1)
        assert look(firm, token).status_code == 200
        firm.clock.move(1)
        assert look(firm, token).status_code == 404


def test_a_link_pressed_many_times_at_once_is_used_once(firm: Firm) -> None:
    body = {"token": firm.link_for("invited"), "password": NEW, "device_id": "d", "device_name": "d"}

    async def all_at_once() -> list[int]:
        from httpx import ASGITransport, AsyncClient

        transport = ASGITransport(firm.app)  # type: ignore[arg-type]
        async with AsyncClient(transport=transport, base_url="http://leima.test") as client:
            tries = [client.post("/api/v1/auth/invitations/accept", json=body) for _ in range(8)]
            return sorted(answer.status_code for answer in await asyncio.gather(*tries))

    assert firm.portal.call(all_at_once) == [200] + [404] * 7


def test_a_new_link_ends_the_earlier_one_and_a_weak_password_leaves_it_unused(firm: Firm) -> None:
    first, second = firm.link_for("invited"), firm.link_for("invited")
    assert look(firm, first).status_code == 404
    assert accept(firm, second, "salasana1234").json()["code"] == "password_common"
    assert accept(firm, second).status_code == 200


def test_a_reset_signs_every_device_out(firm: Firm) -> None:
    before, _ = firm.session("employee")
    assert accept(firm, firm.link_for("employee")).status_code == 200
    assert firm.client.get("/api/v1/me", headers=before).status_code == 401


def test_a_deactivated_persons_link_opens_nothing(firm: Firm) -> None:
    token = firm.link_for("employee")
    raw_request(firm, "POST", f"/api/v1/people/{firm.ids['employee']}/deactivate", firm.session("payroll")[0])
    assert accept(firm, token).status_code == 404


def test_opening_a_link_in_a_browser_uses_nothing_up(firm: Firm) -> None:
    token = firm.link_for("invited")
    for path in (f"/liity?{token}", f"/api/v1/auth/invitations/accept?token={token}", "/api/v1/auth/invitations/look"):
        assert raw_request(firm, "GET", path, {}).status in (200, 404, 405)
    assert look(firm, token).status_code == 200


def test_the_store_and_the_audit_trail_hold_no_token_and_no_password(firm: Firm) -> None:
    token = firm.link_for("invited")
    done = accept(firm, token)
    tables = ("one_time_link", "credential", "session_family", "refresh_token", "audit_event", "throttle")
    stored = str([firm.rows(f"SELECT * FROM {table}") for table in tables])
    assert not any(secret in stored for secret in (token, NEW, cookie_of(done), done.json()["access_token"]))
    assert {row.what for row in firm.rows("SELECT what FROM audit_event")} >= {"link.invite", "password.set"}


def test_a_link_that_could_be_used_twice_is_found(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    token = firm.link_for("invited")
    monkeypatch.setattr("leima.features.auth.store.spend_link", lambda tx, hash: True)
    monkeypatch.setattr("leima.features.auth.store.spend_links_of", lambda tx, person: None)
    assert [accept(firm, token).status_code for _ in range(2)] == [200, 200]


def test_a_link_of_payroll_opens_nothing_once_the_person_decides_or_pays(firm: Firm) -> None:
    def make(by: str) -> str:
        headers = firm.session(by)[0]
        made = firm.client.post("/api/v1/auth/invitations", json={"person": firm.ids["employee"]}, headers=headers)
        return str(made.json()["link"].partition("#")[2])

    def promote(tx: Tx) -> None:
        tx.org = firm.ids["org"]
        people.set_roles(tx, firm.ids["employee"], ("employee", "admin"))

    token = make("payroll")
    firm.world.db.write_now(promote)
    assert look(firm, token).json()["code"] == "link_not_good"
    assert accept(firm, token).status_code == 404
    assert accept(firm, make("admin")).status_code == 200


def test_a_new_password_ends_the_links_that_somebody_else_has_for_another(firm: Firm) -> None:
    token = firm.link_for("employee", "reset")
    headers, _ = firm.session("employee")
    form = {"current": PASSWORD, "new": NEW}
    assert firm.client.post("/api/v1/auth/password", json=form, headers=headers).status_code == 204
    assert accept(firm, token).status_code == 404
