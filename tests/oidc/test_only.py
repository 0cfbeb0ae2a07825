"""When the company's own sign-in becomes the only way, sessions that began otherwise end."""

from typing import Any

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.oidc.visitors import Work
from tests.security.firm import cookie_of


def alive(work: Work, cookie: str) -> tuple[int, str]:
    answer = work.firm.refresh(cookie)
    return answer.status_code, answer.json().get("code", "")


def in_otherwise(work: Work, who: str) -> str:
    answer = work.firm.login(who, device=f"phone of {who}")
    assert answer.status_code == 200, answer.text
    return cookie_of(answer)


def refresh_of(answer: Any) -> str:
    [line] = [one for one in answer.headers.get_list("set-cookie") if one.startswith("__Host-leima=")]
    return str(line.partition(";")[0].partition("=")[2])


def test_sessions_that_began_otherwise_end_and_the_admins_and_the_companys_go_on(work: Work) -> None:
    work.names("admin")
    assert work.outcome() == "Admin Canary"
    work.names("mate")
    by_company = refresh_of(work.sign_in(device_id="phone of mate"))
    mine, theirs = in_otherwise(work, "employee"), in_otherwise(work, "their_employee")
    admin = in_otherwise(work, "admin")
    assert work.ask("GET", "").json()["signs_out"] == 1, "nobody is signed out yet"
    assert work.ask("PUT", "/only", {"only": True}).json()["signs_out"] == 0
    assert alive(work, mine) == (401, "session_revoked")
    for cookie in (by_company, theirs, admin):
        assert alive(work, cookie) == (200, "")
    [event] = work.firm.rows("SELECT new FROM audit_event WHERE what='company.signed_out'")
    assert event.new == '{"sessions_ended": 1}'


def test_a_device_that_signs_in_again_by_the_companys_account_stays(work: Work) -> None:
    work.names("admin")
    work.sign_in()
    in_otherwise(work, "employee")
    work.names("employee")
    later = refresh_of(work.sign_in(device_id="phone of employee"))
    assert work.ask("GET", "").json()["signs_out"] == 0
    work.ask("PUT", "/only", {"only": True})
    assert alive(work, later) == (200, "")


def test_saying_it_again_signs_nobody_out(one: Work) -> None:
    one.names("admin")
    one.sign_in()
    for _ in range(2):
        assert one.ask("PUT", "/only", {"only": True}).status_code == 200
    assert len(one.firm.rows("SELECT n FROM audit_event WHERE what='company.signed_out'")) == 1


def test_an_admin_who_is_one_no_more_loses_a_session_that_began_by_password_and_keeps_the_companys(
    work: Work,
) -> None:
    work.names("admin")
    by_company = refresh_of(work.sign_in(device_id="desk of admin"))
    first = in_otherwise(work, "admin")
    answer = work.firm.refresh(first)
    mine = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert work.ask("PUT", "/only", {"only": True}).status_code == 200
    assert work.firm.client.get("/api/v1/me", headers=mine).status_code == 200

    def lose(tx: Tx) -> None:
        tx.org = work.firm.ids["org"]
        people.set_roles(tx, work.firm.ids["admin"], ("employee", "payroll"))

    work.firm.world.db.write_now(lose)
    refused = work.firm.client.get("/api/v1/me", headers=mine)
    assert (refused.status_code, refused.json()["code"]) == (401, "session_revoked")
    assert alive(work, cookie_of(answer)) == (401, "session_revoked")
    assert alive(work, by_company) == (200, "")
    [family] = work.firm.rows("SELECT revoked_why FROM session_family WHERE device='phone of admin'")
    assert family.revoked_why == "company_only"
