"""Guessing gets slow, and nobody can lock somebody else out."""

import asyncio
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.auth import store
from leima.features.auth.passwords import seal
from leima.features.auth.throttle import LIMITS, wait_after
from leima.features.people import store as people
from tests.security.firm import PASSWORD, Firm
from tests.security.raw_request import Answer, raw_request


def sign_in(firm: Firm, who: str, password: str, *, device: str = "new", address: str = "203.0.113.7") -> Answer:
    body = {"email": firm.email(who), "password": password, "device_id": device, "device_name": "d"}
    return raw_request(firm, "POST", "/api/v1/auth/login", {"x-forwarded-for": address}, body)


def fail(firm: Firm, times: int, **given: Any) -> list[int]:
    """Wrong passwords, waiting as long as told each time; answers the statuses of the tries that were looked at."""
    seen: list[int] = []
    while len(seen) < times:
        answer = sign_in(firm, "employee", "not the password", **given)
        if answer.status == 429:
            firm.clock.move(int(answer.headers["retry-after"]) * 1000)
        else:
            seen.append(answer.status)
    return seen


def test_after_five_failures_the_wait_doubles_and_says_how_long(firm: Firm) -> None:
    assert fail(firm, 5) == [401] * 5

    waits = []
    for _ in range(6):
        blocked = sign_in(firm, "employee", PASSWORD)
        assert blocked.status == 429
        waits.append(int(blocked.headers["retry-after"]))
        firm.clock.move(waits[-1] * 1000)
        assert sign_in(firm, "employee", "not the password").status == 401

    assert waits == [1, 2, 4, 8, 16, 32]


def test_the_right_password_after_the_wait_clears_the_count(firm: Firm) -> None:
    fail(firm, 6)
    firm.clock.move(10_000)
    assert sign_in(firm, "employee", PASSWORD).status == 200
    assert fail(firm, 5) == [401] * 5


@pytest.mark.parametrize("name", ["pair", "account", "address"])
def test_no_wait_that_strangers_can_cause_is_longer_than_a_minute(name: str) -> None:
    waits = [wait_after(LIMITS[name], LIMITS[name].free + n) for n in (-1, 0, 1, 5, 6, 400)]
    assert waits == [0, 1_000, 2_000, 32_000, 60_000, 60_000]


def test_strangers_failures_do_not_stop_a_device_that_has_signed_in_before(firm: Firm) -> None:
    assert sign_in(firm, "employee", PASSWORD, device="own-phone", address="198.51.100.1").status == 200
    for n in range(12):
        fail(firm, 6, address=f"203.0.113.{n}")

    assert sign_in(firm, "employee", PASSWORD, device="new", address="203.0.113.1").status == 429
    assert sign_in(firm, "employee", PASSWORD, device="own-phone", address="203.0.113.1").status == 200


def test_guesses_from_elsewhere_do_not_keep_the_right_password_on_a_new_device_waiting(firm: Firm) -> None:
    for n in range(60):
        fail(firm, 6, address=f"203.0.113.{n}")
    assert sign_in(firm, "employee", PASSWORD, device="new", address="198.51.100.1").status == 200


def test_many_addresses_have_one_guess_each_beyond_what_the_account_allows(firm: Firm) -> None:
    for n in range(12):
        fail(firm, 6, address=f"203.0.113.{n}")
    guesses = [sign_in(firm, "employee", "not it", address=f"198.51.100.{n}").status for n in range(20)]
    again = [sign_in(firm, "employee", "not it", address=f"198.51.100.{n}").status for n in range(20)]
    assert (guesses, again) == ([401] * 20, [429] * 20)


def test_strangers_failures_do_not_stop_a_one_time_link(firm: Firm) -> None:
    for n in range(12):
        fail(firm, 6, address=f"203.0.113.{n}")
    body = {"token": firm.link_for("employee"), "password": "seven dry salmon", "device_id": "d2", "device_name": "d"}
    assert raw_request(firm, "POST", "/api/v1/auth/invitations/accept", {}, body).status == 200


def test_one_address_that_tries_many_accounts_is_slowed_down(firm: Firm) -> None:
    statuses = []
    for n in range(40):
        body = {"email": f"guess{n}@firm.test", "password": "x", "device_id": "d", "device_name": "d"}
        statuses.append(
            raw_request(firm, "POST", "/api/v1/auth/login", {"x-forwarded-for": "203.0.113.9"}, body).status
        )
    assert statuses[:30] == [401] * 30
    assert set(statuses[30:]) == {429}
    assert sign_in(firm, "employee", PASSWORD, address="198.51.100.1").status == 200


def test_guesses_at_the_same_moment_count_one_by_one(firm: Firm) -> None:
    body = {"email": firm.email("employee"), "password": "not it", "device_id": "d", "device_name": "d"}

    async def all_at_once() -> list[int]:
        from httpx import ASGITransport, AsyncClient

        transport = ASGITransport(firm.app)  # type: ignore[arg-type]
        async with AsyncClient(transport=transport, base_url="http://leima.test") as client:
            tries = [client.post("/api/v1/auth/login", json=body) for _ in range(30)]
            return sorted(answer.status_code for answer in await asyncio.gather(*tries))

    assert firm.portal.call(all_at_once) == [401] * 5 + [429] * 25


def test_the_count_survives_a_restart_and_holds_no_address_or_account(firm: Firm) -> None:
    fail(firm, 6)
    rows = firm.rows("SELECT * FROM throttle")
    assert {row.bucket.partition(":")[0] for row in rows} == {"pair", "account", "address"}
    assert not any(word in str(rows) for word in ("employee", "firm.test", "203.0.113"))


def test_a_server_that_never_slows_down_is_found(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leima.features.auth.throttle.wait_after", lambda limit, failures: 0)
    assert [sign_in(firm, "employee", "not the password").status for _ in range(8)] == [401] * 8


def test_an_account_of_ones_own_under_the_same_address_forgives_no_guesses_at_another(firm: Firm) -> None:
    """Another organisation may have somebody of the same address, whose password the guesser knows."""
    own = "three dull herons by a lake"

    def another(tx: Tx) -> None:
        tx.org = firm.ids["their_org"]
        person = people.add_person(tx, name="Same", email=firm.email("employee"), counts_from="2025-01-01")
        store.set_password(tx, person, seal(own))

    firm.world.db.write_now(another)
    for device in ("a", "b"):
        assert sign_in(firm, "employee", own, device=device).status == 200
    statuses = []
    for _ in range(3):
        for device in ("a", "b"):
            statuses += [sign_in(firm, "employee", "not it", device=device).status for _ in range(4)]
            sign_in(firm, "employee", own, device=device)
    assert statuses.count(401) <= 6, statuses
