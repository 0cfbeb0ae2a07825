"""Whose phone it is: messages go where the person is signed in, and end with the session, however that ends."""

import uuid
import zipfile
from pathlib import Path
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.auth import leaving, sessions
from leima.features.auth import store as auth
from leima.web.tokens import Claims
from tests.company import Company
from tests.push.browsers import Browser, approve, quietly, send, waits

DAY = 86_400_000


def put(company: Company, headers: dict[str, str], browser: Browser) -> None:
    answer = company.client.put("/api/v1/push/subscription", json=browser.body, headers=headers)
    assert answer.status_code == 200, answer.text


def sign_in(company: Company, who: str, device: str) -> tuple[dict[str, str], str]:
    """A session on a device: its header and its family."""

    def begin(tx: Tx) -> sessions.Granted:
        tx.org = company.ids["org"]
        return sessions.begin(tx, company.ids[who], device, "a test")

    granted = company.world.db.write_now(begin)
    token = company.world.keys.encode(Claims(granted.org, granted.person, granted.family), company.clock.now())
    return {"Authorization": f"Bearer {token}"}, granted.family


def subscribers(company: Company) -> set[str]:
    return {row.person for row in company.rows("SELECT person FROM push_subscription")}


def test_the_key_is_made_once_and_its_secret_is_told_to_nobody(company: Company) -> None:
    first, second = (company.get(who, "push/key")["key"] for who in ("aino", "boss"))
    assert first == second and len(first) == 87
    [row] = company.rows("SELECT * FROM push_key")
    assert "PRIVATE KEY" in row.secret and row.secret not in repr(first)


def test_a_browser_that_somebody_else_takes_over_gets_nothing_of_the_first(company: Company) -> None:
    service, browser = quietly(company), Browser()
    browser.subscribe(company, "aino")
    approve(company, "aino", many=2)
    browser.subscribe(company, "eino")
    approve(company, "aino")
    send(company, service)
    assert service.came == []
    approve(company, "eino")
    send(company, service)
    assert len(service.read(browser)) == 1
    assert company.get("aino", "push/subscription")["on"] is False
    assert waits(company) == 0 or send(company, service) >= 0
    assert waits(company) == 0


def test_a_device_has_one_subscription_and_the_same_again_changes_nothing(company: Company) -> None:
    quietly(company)
    first, second = Browser(), Browser()
    first.subscribe(company, "aino")
    before = company.rows("SELECT * FROM push_subscription")
    first.subscribe(company, "aino")
    assert company.rows("SELECT * FROM push_subscription") == before
    second.subscribe(company, "aino")
    assert [row.endpoint for row in company.rows("SELECT endpoint FROM push_subscription")] == [second.endpoint]


def _sign_out(company: Company, family: str) -> None:
    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        auth.revoke(tx, family, company.ids["aino"], "sign_out")

    company.world.db.write_now(work)


def _leave(company: Company, family: str) -> None:
    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        leaving.end_access(tx, company.ids["aino"])

    company.world.db.write_now(work)


def _new_password(company: Company, family: str) -> None:
    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        auth.revoke_all(tx, company.ids["aino"], "password_changed", keep="another")

    company.world.db.write_now(work)


@pytest.mark.parametrize("end", [_sign_out, _leave, _new_password])
def test_the_subscription_ends_with_its_session(company: Company, end: Any) -> None:
    service = quietly(company)
    headers, family = sign_in(company, "aino", str(uuid.uuid4()))
    put(company, headers, Browser())
    put(company, company.headers("eino"), Browser())
    approve(company, "aino")
    end(company, family)
    assert subscribers(company) == {company.ids["eino"]}
    assert waits(company) == 0
    approve(company, "aino")
    assert send(company, service) == 0


def test_nobody_ends_the_subscription_of_somebody_elses_session(company: Company) -> None:
    quietly(company)
    headers, family = sign_in(company, "aino", str(uuid.uuid4()))
    put(company, headers, Browser())
    answer = company.client.delete(f"/api/v1/auth/devices/{family}", headers=company.headers("eino"))
    assert answer.status_code == 404
    assert subscribers(company) == {company.ids["aino"]}


def test_whoever_signs_in_on_the_device_ends_what_others_took_there(company: Company) -> None:
    service, device = quietly(company), str(uuid.uuid4())
    headers, _ = sign_in(company, "aino", device)
    put(company, headers, Browser())
    put(company, company.headers("boss"), Browser())
    sign_in(company, "eino", device)
    assert subscribers(company) == {company.ids["boss"]}
    approve(company, "aino")
    assert send(company, service) == 0
    sign_in(company, "aino", device)
    assert subscribers(company) == {company.ids["boss"]}, "who comes back is asked again"


def test_a_session_that_nobody_used_for_ninety_days_gets_nothing(company: Company) -> None:
    service = quietly(company)
    Browser().subscribe(company, "aino")
    company.clock.move(91 * DAY)
    approve(company, "aino")
    assert send(company, service) <= 2
    assert service.came == [] and subscribers(company) == set()


def test_turning_off_is_heard_at_once_and_may_be_said_twice(company: Company) -> None:
    service = quietly(company)
    Browser().subscribe(company, "aino")
    approve(company, "aino")
    for _ in range(2):
        answer = company.client.delete("/api/v1/push/subscription", headers=company.headers("aino"))
        assert answer.status_code == 204
    assert send(company, service) == 0 and service.came == []


def try_it(company: Company, endpoint: str) -> int:
    body = {"endpoint": endpoint}
    answer = company.client.post("/api/v1/push/test", json=body, headers=company.headers("aino"))
    return int(answer.status_code)


def test_a_test_message_goes_to_this_device_alone_and_not_too_often(company: Company) -> None:
    service, browser, other = quietly(company), Browser(), Browser()
    browser.subscribe(company, "aino")
    headers, _ = sign_in(company, "aino", str(uuid.uuid4()))
    put(company, headers, other)
    assert try_it(company, other.endpoint) == 404, "an endpoint that this device does not have"
    assert [try_it(company, browser.endpoint) for _ in range(2)] == [204, 429]
    send(company, service)
    assert [told["kind"] for told in service.read(browser)] == ["test"]
    assert service.read(other) == []
    company.clock.move(31_000)
    assert try_it(company, browser.endpoint) == 204


def test_what_is_kept_of_a_device_is_in_the_export_of_its_person(one: Company, tmp_path: Path) -> None:
    quietly(one)
    browser = Browser()
    browser.subscribe(one, "aino")
    body = {"off": ["kiky"], "quiet": {"start": "21:00", "end": "07:00"}}
    one.client.put("/api/v1/notices/choices", json=body, headers=one.headers("aino"))
    told = one.client.get("/api/v1/reports/own.zip", headers=one.headers("aino")).content
    (tmp_path / "own.zip").write_bytes(told)
    text = zipfile.ZipFile(tmp_path / "own.zip").read("leima.json").decode()
    assert browser.endpoint in text and "21:00" in text
    assert text.count(browser.endpoint) == 1
