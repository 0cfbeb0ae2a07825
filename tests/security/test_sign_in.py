"""Signing in, staying signed in and signing out."""

from tests.security.firm import Firm, cookie_of


def test_a_sign_in_gives_a_token_that_opens_the_api_and_a_cookie_that_scripts_cannot_read(firm: Firm) -> None:
    answer = firm.login("employee")

    body = answer.json()
    assert answer.status_code == 200
    assert set(body) == {"access_token", "expires_in", "user"}
    assert body["user"] == {"id": firm.ids["employee"], "name": "Employee Canary", "roles": ["employee"]}
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
