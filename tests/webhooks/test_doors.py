"""Show 8: a webhook to an inner address is refused, when it is made and when it is used, and nothing is ever called."""

import asyncio
import socket
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any

import httpx2
import pytest

from leima.db.jobs import Alarm
from leima.features.webhooks.routes import plain
from leima.features.webhooks.sending import send_due
from leima.world.push import Result, ask_name, is_open
from leima.world.webhooks import Webhooks
from tests.company import Company
from tests.push.endpoints import HIDDEN
from tests.push.test_doors import Line, Names
from tests.webhooks.addresses import INNER, MANY, ODD
from tests.webhooks.receivers import ADDRESS, Receiver, ask, make, messages

OPEN = "142.250.74.10"


class Numbers(Names):
    """As the machine tells addresses: what is a number is itself, and every other name is of the open network."""

    async def __call__(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        try:
            return [str(ip_address(socket.inet_aton(host)))]
        except OSError:
            return ["127.0.0.1"] if host == "localhost" else [OPEN]


def form(address: str) -> dict[str, Any]:
    return {"name": "HR", "address": address, "events": ["month.sent"]}


def tried(company: Company, out: Webhooks) -> None:
    """A message is due and sent, if it is."""
    company.world.webhooks = out
    company.world.db.write_now(lambda tx: tx.run("UPDATE webhook SET next_at=0, paused_at=NULL"))
    id = company.rows("SELECT id FROM webhook")[0].id
    ask(company, "POST", f"/{id}/test")
    asyncio.run(send_due(company.world.db, out, Alarm()))


def test_no_bad_address_is_kept(one: Company, receiver: Receiver) -> None:
    line = Line()
    one.world.webhooks = Webhooks(Numbers(), line)
    for address in (*ODD, *INNER):
        answer = one.client.post("/api/v1/webhooks", json=form(address), headers=one.headers("admin"))
        assert answer.status_code == 400, address
    assert one.rows("SELECT id FROM webhook") == [] and line.asked == []
    print(f"webhook addresses: {len(ODD)} odd and {len(INNER)} inner ones refused, 0 connections")
    assert len({*ODD, *INNER}) >= MANY


def test_no_bad_address_that_was_kept_all_the_same_is_called(one: Company, receiver: Receiver) -> None:
    """The store may have been filled by hand."""
    id, _ = make(one)
    names, line = Numbers(), Line()
    for address in (*ODD, *INNER):
        sql = "UPDATE webhook SET address=:address"
        one.world.db.write_now(lambda tx, sql=sql, address=address: tx.run(sql, address=address))
        tried(one, Webhooks(names, line))
    assert line.asked == []
    assert {name for name in names.asked} <= {address.split("/")[2] for address in INNER}
    assert {told["standing"] for told in messages(one, id)} == {"waiting"}


def test_a_changed_address_is_looked_at_too(one: Company, receiver: Receiver) -> None:
    id, _ = make(one)
    one.world.webhooks = Webhooks(Numbers(), Line())
    answer = one.client.put(f"/api/v1/webhooks/{id}", json=form(INNER[0]), headers=one.headers("admin"))
    assert (answer.status_code, answer.json()["code"]) == (400, "webhook_address")
    assert one.rows("SELECT address FROM webhook")[0].address == ADDRESS


@pytest.mark.parametrize("address", HIDDEN)
def test_a_name_that_turns_inwards_is_not_called(address: str) -> None:
    assert is_open(address) is False
    for told in ((address,), (OPEN, address), (address, OPEN)):
        line = Line()
        out = Webhooks(Names(*told), line)
        assert asyncio.run(out.reaches(ADDRESS)) is False
        assert asyncio.run(out.post(ADDRESS, {}, b"x")).result is Result.LATER
        assert line.asked == []


def test_what_is_called_is_the_address_that_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name is asked once: one that leads elsewhere at the next question leads nowhere."""
    asked: list[Any] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *told, **_: asked.append(told[0]) or [])
    names, line = Names(OPEN), Line(204)
    assert asyncio.run(Webhooks(names, line).post(ADDRESS, {"webhook-id": "m"}, b"x")).status == 204
    [call] = line.asked
    assert (call.url.host, call.headers["host"], call.extensions["sni_hostname"]) == (OPEN, *["hr.example.fi"] * 2)
    assert names.asked == ["hr.example.fi"] and [host for host in asked if "example" in str(host)] == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(one: Company, receiver: Receiver, status: int) -> None:
    id, _ = make(one)
    line = Line(status, location="https://127.0.0.1/inside")
    tried(one, Webhooks(Names(OPEN), line))
    assert len(line.asked) == 1
    assert [(told["standing"], told["status"]) for told in messages(one, id)] == [("waiting", status)]


def test_no_more_of_an_answer_is_read_than_its_status(one: Company, receiver: Receiver) -> None:
    class Endless(httpx2.AsyncByteStream):
        read = 0

        async def __aiter__(self) -> Any:
            while True:
                self.read += 1
                yield b"x" * 65_536

        async def aclose(self) -> None: ...

    class Long(Line):
        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            return httpx2.Response(200, stream=stream)

    stream = Endless()
    id, _ = make(one)
    tried(one, Webhooks(Names(OPEN), Long()))
    assert stream.read == 0
    assert messages(one, id)[0]["standing"] == "sent"


def test_loopback_is_called_where_a_test_puts_it_and_nowhere_by_default() -> None:
    here = "http://127.0.0.1:8670/x"
    assert Webhooks().takes(here) is False and Webhooks(beside=("http://127.0.0.1:8670",)).takes(here)
    assert asyncio.run(Webhooks().reaches("https://localhost/x")) is False
    assert asyncio.run(ask_name("localhost"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://HR.Example.fi", "https://hr.example.fi/"),
        (" https://hr.example.fi/Hook?Id=A ", "https://hr.example.fi/Hook?Id=A"),
        ("https://hr.example.fi?x=1", "https://hr.example.fi/?x=1"),
        ("https://User@hr.example.fi/x", "https://User@hr.example.fi/x"),
    ],
)
def test_an_address_is_kept_plainly_written(typed: str, kept: str) -> None:
    assert plain(typed) == kept
