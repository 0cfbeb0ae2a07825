"""A20: a stranger's endpoint makes the server call nobody but a push service."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import httpx2
import pytest

from leima.db.tx import Tx
from leima.features.push.store import mark_of
from leima.world import push as way_out
from leima.world.push import Outcome, Push, Result, host_of, is_open
from tests.company import Company
from tests.push.browsers import Browser, approve, quietly, send, waits
from tests.push.endpoints import BAD, GOOD, HIDDEN, MANY


class Line(httpx2.AsyncBaseTransport):
    """What the way out asks of the network: nothing of it gets there."""

    def __init__(self, status: int = 201, **headers: str) -> None:
        self.asked: list[httpx2.Request] = []
        self.status, self.headers = status, headers

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        return httpx2.Response(self.status, headers=self.headers)


class Names:
    """A name server that tells the same addresses for every name, and remembers the names."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.asked: list[str] = []

    async def __call__(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        return self.addresses


def post(push: Push, endpoint: str) -> Outcome:
    return asyncio.run(push.post(endpoint, {"TTL": "1"}, b"x"))


def test_there_are_enough_bad_endpoints() -> None:
    print(f"endpoints: {len(BAD)} bad, {len(GOOD)} good, {len(HIDDEN)} hidden addresses")
    assert len(set(BAD)) >= MANY


def test_no_bad_endpoint_is_kept(one: Company) -> None:
    quietly(one)
    for endpoint in BAD:
        body = {**Browser().body, "endpoint": endpoint}
        answer = one.client.put("/api/v1/push/subscription", json=body, headers=one.headers("aino"))
        assert answer.status_code == 400, endpoint
    assert one.rows("SELECT id FROM push_subscription") == []


def test_no_bad_endpoint_that_was_kept_all_the_same_is_called(one: Company) -> None:
    """The store may have been filled by an older version, or by hand."""
    quietly(one)
    browser, names, line = Browser(), Names("142.250.74.10"), Line()
    browser.subscribe(one, "aino")
    for endpoint in BAD:
        sql = "UPDATE push_subscription SET endpoint=:endpoint, mark=:mark, next_at=0"
        told = {"endpoint": endpoint, "mark": mark_of(endpoint)}
        one.world.db.write_now(lambda tx, sql=sql, told=told: tx.run(sql, **told))
        approve(one, "aino")
        send(one, Push(names, line))
    assert (line.asked, names.asked) == ([], [])
    assert waits(one) == len(BAD)


@pytest.mark.parametrize("endpoint", GOOD)
def test_the_endpoints_of_browsers_are_called_at_the_address_that_was_looked_at(endpoint: str) -> None:
    names, line = Names("2a00:1450:400f::a", "142.250.74.10"), Line()
    assert post(Push(names, line), endpoint).result is Result.SENT
    [asked] = line.asked
    host = host_of(endpoint)
    assert names.asked == [host]
    assert asked.url.host == "142.250.74.10" and asked.url.port is None and asked.url.scheme == "https"
    assert asked.headers["host"] == host
    assert asked.extensions["sni_hostname"] == host
    assert endpoint.endswith(asked.url.raw_path.decode())


@pytest.mark.parametrize("address", HIDDEN)
def test_a_name_that_turns_inwards_is_not_called(address: str) -> None:
    assert is_open(address) is False
    for addresses in ((address,), ("142.250.74.10", address), (address, "142.250.74.10")):
        line = Line()
        assert post(Push(Names(*addresses), line), GOOD[0]).result is Result.LATER
        assert line.asked == []


def test_a_name_that_turns_inwards_after_it_was_asked_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody below asks a name: what is called is an address already."""
    asked: list[Any] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *told, **_: asked.append(told[0]) or [])
    line = Line()
    post(Push(Names("142.250.74.10"), line), GOOD[0])
    assert len(line.asked) == 1
    assert [host for host in asked if "googleapis" in str(host)] == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    names, line = Names("142.250.74.10"), Line(status, location="https://127.0.0.1/inside")
    assert post(Push(names, line), GOOD[0]).result is Result.REFUSED
    assert len(line.asked) == 1


def test_a_proxy_that_the_machine_names_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.setattr(way_out, "SECONDS", 0.3)
        post(Push(Names("192.88.99.1")), GOOD[0])
        proxy.settimeout(0.05)
        with pytest.raises(TimeoutError):
            proxy.accept()


@pytest.fixture
def slow() -> Iterator[tuple[str, list[float]]]:
    """A service on loopback that answers a byte at a time, for ever."""
    times: list[float] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                times.append(time.monotonic())
                try:
                    for _ in range(500):
                        line.send(b"H")
                        time.sleep(0.02)
                except OSError:
                    line.close()

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", times


def test_all_of_a_message_has_ten_seconds(slow: tuple[str, list[float]], monkeypatch: pytest.MonkeyPatch) -> None:
    assert way_out.SECONDS == 10.0
    monkeypatch.setattr(way_out, "SECONDS", 1.5)
    push = Push(beside=(slow[0],))
    assert post(push, f"{slow[0]}/x").result is Result.LATER
    assert len(slow[1]) == 1
    assert time.monotonic() - slow[1][0] < 3, "a byte now and then is no answer"


def test_a_name_that_nobody_tells_has_ten_seconds_too(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(host: str) -> Sequence[str]:
        await asyncio.sleep(60)
        return ()

    monkeypatch.setattr(way_out, "SECONDS", 0.2)
    assert post(Push(never), GOOD[0]).result is Result.LATER


def test_loopback_is_called_where_a_test_puts_it_and_nowhere_by_default(slow: tuple[str, list[float]]) -> None:
    assert Push().takes(f"{slow[0]}/x") is False
    assert post(Push(), f"{slow[0]}/x").result is Result.REFUSED
    assert slow[1] == []


@pytest.mark.parametrize(
    ("status", "retry_after", "result", "seconds"),
    [
        (200, "", Result.SENT, 0),
        (201, "", Result.SENT, 0),
        (404, "", Result.GONE, 0),
        (410, "", Result.GONE, 0),
        (429, "17", Result.LATER, 17),
        (503, "Fri, 31 Dec 2027 23:59:59 GMT", Result.LATER, 0),
        (500, "-5", Result.LATER, 0),
        (400, "", Result.REFUSED, 0),
        (403, "", Result.REFUSED, 0),
    ],
)
def test_what_a_service_answers_says_what_becomes_of_the_message(
    status: int, retry_after: str, result: Result, seconds: int
) -> None:
    line = Line(status, **({"retry-after": retry_after} if retry_after else {}))
    assert post(Push(Names("142.250.74.10"), line), GOOD[0]) == Outcome(result, seconds)


def test_keys_that_are_none_are_refused_before_anything_is_kept(one: Company) -> None:
    quietly(one)
    good = Browser().body
    point = good["p256dh"]
    for p256dh, auth in ((point[:-4], good["auth"]), ("A" * 87, good["auth"]), ("BA" + "A" * 85, good["auth"])):
        body = {**good, "p256dh": p256dh, "auth": auth}
        answer = one.client.put("/api/v1/push/subscription", json=body, headers=one.headers("aino"))
        assert (answer.status_code, answer.json()["code"]) == (400, "push_keys"), p256dh
    assert one.rows("SELECT id FROM push_subscription") == []


def test_a_subscription_whose_keys_went_bad_stops_nobody(one: Company) -> None:
    quietly(one)
    line = Line()
    for who in ("aino", "eino"):
        Browser().subscribe(one, who)
        approve(one, who)

    def spoil(tx: Tx) -> None:
        tx.run("UPDATE push_subscription SET p256dh='!' WHERE person=:who", who=one.ids["aino"])

    one.world.db.write_now(spoil)
    assert send(one, Push(Names("142.250.74.10"), line)) == 1
