"""A10: refresh tokens rotated a thousand times with lost replies and replays."""

import random
from dataclasses import dataclass, field

import pytest

from leima.db.tx import Tx
from leima.features.auth import sessions
from tests.security.firm import Firm, cookie_of
from tests.security.raw_request import Answer, raw_request
from tests.sizes import size


def present(firm: Firm, token: str) -> Answer:
    return raw_request(firm, "POST", "/api/v1/auth/refresh", {"X-Leima": "1", "Cookie": f"__Host-leima={token}"})


def code(answer: Answer) -> str:
    return "" if answer.status == 200 else answer.body.decode().partition('"code":"')[2].partition('"')[0]


def token_in(answer: Answer) -> str:
    assert answer.status == 200, answer
    return answer.headers["set-cookie"].partition(";")[0].partition("=")[2]


def begin(firm: Firm) -> str:
    def work(tx: Tx) -> str:
        tx.org = firm.ids["org"]
        return sessions.begin(tx, firm.ids["employee"], f"d{random.random()}", "d").refresh

    return firm.world.db.write_now(work)


@dataclass
class Device:
    """What a browser holds, and what it held before."""

    cookie: str
    spent: list[str] = field(default_factory=list)
    """Tokens of which a child has been used."""
    parent: str = ""


def rotate(firm: Firm, device: Device) -> None:
    """A refresh whose reply arrives."""
    fresh = token_in(present(firm, device.cookie))
    if device.parent:
        device.spent.append(device.parent)
    device.parent, device.cookie = device.cookie, fresh


def lose(firm: Firm, device: Device, times: int) -> None:
    """A refresh whose reply is lost (or whose browser is killed before it writes the cookie)."""
    for _ in range(times):
        assert present(firm, device.cookie).status == 200


def replay(firm: Firm, device: Device) -> None:
    """Somebody presents a token that has been left behind: the session ends for both."""
    firm.clock.move(sessions.GRACE + 1)
    assert code(present(firm, device.spent[-1])) == "session_revoked"
    assert code(present(firm, device.cookie)) == "session_revoked"


def walk(firm: Firm, wanted: int, seed: int) -> dict[str, int]:
    """Random devices' lives; counts rotations, lost replies and replays."""
    chance, done = random.Random(seed), {"rotations": 0, "lost": 0, "replays": 0}
    device = Device(begin(firm))
    while done["rotations"] < wanted:
        firm.clock.move(chance.choice((0, 1_000, 29_000, 31_000, 600_000, 86_400_000)))
        turn = chance.random()
        if turn < 0.25:
            times = chance.randint(1, 3)
            lose(firm, device, times)
            done["lost"] += times
        elif turn < 0.32 and device.spent:
            replay(firm, device)
            done["replays"] += 1
            device = Device(begin(firm))
        rotate(firm, device)
        done["rotations"] += 1
    return done


def test_a_lost_reply_never_logs_out_and_a_replay_always_does(firm: Firm) -> None:
    wanted = size("rotations")
    done = walk(firm, wanted.wanted, seed=20251121)
    print(f"rotations with {done['lost']} lost replies and {done['replays']} replays")
    assert done["lost"] >= wanted.wanted // 5 and done["replays"] >= wanted.wanted // 40
    wanted.reached(done["rotations"])


def test_a_server_that_forgives_replays_is_found(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leima.features.auth.sessions.judge", lambda *_: sessions.Verdict.ROTATE)
    with pytest.raises(AssertionError):
        walk(firm, 300, seed=1)


def test_a_server_that_spends_a_token_at_once_is_found(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    strict = sessions.judge
    monkeypatch.setattr(
        "leima.features.auth.sessions.judge",
        lambda token, child, now: sessions.Verdict.REUSED if token.used_at is not None else strict(token, child, now),
    )
    with pytest.raises(AssertionError):
        walk(firm, 60, seed=1)


def test_a_replaced_token_is_good_for_thirty_seconds_after_its_child_was_used(firm: Firm) -> None:
    first = begin(firm)
    second = token_in(present(firm, first))
    token_in(present(firm, second))

    firm.clock.move(sessions.GRACE)
    late = present(firm, first)

    assert late.status == 200
    assert token_in(present(firm, token_in(late)))


def test_a_reply_that_was_lost_and_found_again_opens_nothing(firm: Firm) -> None:
    first = begin(firm)
    lost = token_in(present(firm, first))
    found = token_in(present(firm, first))

    assert code(present(firm, lost)) == "session_expired"
    assert present(firm, found).status == 200


def test_a_session_ends_after_ninety_days_without_a_visit_and_slides_with_each(firm: Firm) -> None:
    token = begin(firm)
    for _ in range(3):
        firm.clock.move(sessions.SLIDES - 1_000)
        token = token_in(present(firm, token))
    firm.clock.move(sessions.SLIDES)
    assert code(present(firm, token)) == "session_expired"


def test_refresh_and_log_out_want_our_own_page(firm: Firm) -> None:
    token = cookie_of(firm.login("employee"))
    for path in ("refresh", "logout"):
        for headers in (
            {"Cookie": f"__Host-leima={token}"},
            {"Cookie": f"__Host-leima={token}", "X-Leima": "0"},
            {"Cookie": f"__Host-leima={token}", "X-Leima": "1", "Origin": "https://evil.test"},
            {"Cookie": f"__Host-leima={token}", "X-Leima": "1", "Origin": "null"},
            {"Cookie": f"__Host-leima={token}", "X-Leima": "1", "Origin": "http://leima.test.evil.test"},
        ):
            assert raw_request(firm, "POST", f"/api/v1/auth/{path}", headers).status == 403
    own = {"Cookie": f"__Host-leima={token}", "X-Leima": "1", "Origin": "http://leima.test"}
    assert raw_request(firm, "POST", "/api/v1/auth/refresh", own).status == 200
    assert code(present(firm, "no such token")) == "session_expired"
