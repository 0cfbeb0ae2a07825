"""A5: bodies that no client of ours would send, to every route that takes one. None is answered with a 5xx."""

import itertools
import json
import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

from leima.features.sync.schemas import MAX_OPS
from tests.security.bodies import BODIES
from tests.security.every_rule import POLICY
from tests.security.firm import Firm
from tests.security.raw_request import Answer, raw_request, route_table
from tests.security.sealed import op
from tests.sizes import size

JSON = "application/json"
Bad = tuple[bytes, str]
"""A body and the media type that it is sent as."""
ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, 2**63, -(2**63) - 1, 10**40, 1e308, "", " ", "\x00", "\ud800", "x" * 70_000, "é" * 300),
    *(
        [],
        {},
        [[]],
        [None],
        {"": ""},
        {"a": {"b": {}}},
        ["x"] * 2_000,
        "2025-13-45",
        "9999-12-31",
        "0000-00-00",
        "\u202e",
    ),
)


def good_bodies(firm: Firm) -> dict[str, Any]:
    """A body that each write route would take, from the policy's own examples."""
    bodies: dict[str, Any] = {}
    for route in route_table(firm.app):
        if route.partition(" ")[0] in ("POST", "PUT", "PATCH"):
            rule = POLICY[route]
            bodies[route] = rule.body(firm.ids["north"]) if rule.body else {}

    bodies["POST /api/v1/sync/push"] = {
        "device_id": "d",
        "batch_id": "b",
        "sent_at": 1,
        "ops": every_op(firm)[:MAX_OPS],
    }
    bodies["POST /api/v1/sync/ops/status"] = {"op_ids": [firm.ids["north"]]}
    return bodies


def every_op(firm: Firm) -> list[Any]:
    return [op(type, firm.ids["employee"]) for type in BODIES]


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside."""
    yield at
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield from paths(part, (*at, key))


def put(value: Any, at: tuple[Any, ...], new: Any) -> Any:
    """A copy with one value replaced."""
    if not at:
        return new
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[at[0]] = put(value[at[0]], at[1:], new)
    return copied


def dump(value: Any) -> bytes:
    return json.dumps(value).encode()


def _whole(good: Any) -> Iterator[Bad]:
    """What is wrong with the body as a whole."""
    text = dump(good)
    for kind in (
        "text/plain",
        "",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
    ):
        yield text, kind
    for body in (
        b"",
        b" ",
        b"null",
        b"[]",
        b"0",
        b'"x"',
        b"{",
        b"}",
        b"\xef\xbb\xbf" + text,
        b"\x00",
        b"\xff\xfe",
        text * 2,
    ):
        yield body, JSON
    for deep in (60, 1_000, 200_000):
        yield b"[" * deep, JSON
        yield b'{"a":' * deep + b"1" + b"}" * deep, JSON
    for token in (b"NaN", b"Infinity", b"-", b"1e999999", b"9" * 5_000, b"'x'", b"\\", b'"\\ud800"', b'"\\u0000"'):
        yield token, JSON


def _bent(good: Any, chance: random.Random) -> Iterator[Bad]:
    """One thing wrong at a time, for ever: truncated, overwritten, of another type, nested, unknown."""
    text, places = dump(good), list(paths(good))
    cuts = itertools.cycle(range(len(text)))
    swaps = itertools.cycle(itertools.product(places, ODD))
    while True:
        yield text[: next(cuts)], JSON
        at, odd = next(swaps)
        yield dump(put(good, at, odd)), JSON
        n = chance.randrange(max(len(text), 1))
        yield text[:n] + chance.choice((b"\xff", b"\x00", b"\xc3", b'"', b"{", b"\xed\xa0\x80")) + text[n + 1 :], JSON
        nested: Any = chance.choice(ODD)
        for _ in range(chance.choice((1, 40, 400))):
            nested = [nested]
        yield dump(put(good, chance.choice(places), nested)), JSON
        if isinstance(good, dict):
            yield dump({**good, chance.choice(("org", "id", "version", "__proto__", "")): chance.choice(ODD)}), JSON


def bad_bodies(good: Any, wanted: int, seed: int) -> Iterator[Bad]:
    return itertools.islice(itertools.chain(_whole(good), _bent(good, random.Random(seed))), wanted)


def send(firm: Firm, route: str, headers: dict[str, str], body: bytes, kind: str) -> Answer:
    verb, _, path = route.partition(" ")
    path = path.replace("{person}", firm.ids["mate"])
    length = {"content-length": str(len(body))}
    return raw_request(firm, verb, path, {**headers, **length, "content-type": kind}, body)


def slow_or_broken(firm: Firm, route: str, good: Any, wanted: int) -> tuple[int, list[str]]:
    """How many bodies were sent, and each that was answered with a 5xx, late, or in another shape."""
    headers, sent, wrong = {"X-Leima": "1", **firm.session("payroll")[0]}, 0, []
    for body, kind in bad_bodies(good, wanted, seed=7):
        started = time.monotonic()
        answer = send(firm, route, headers, body, kind)
        late = time.monotonic() - started > 5
        shaped = answer.status < 400 or answer.headers["content-type"] == "application/problem+json"
        if answer.status >= 500 or late or not shaped:
            wrong.append(f"{route} {kind} {body[:120]!r}: {answer.status} {answer.body[:80]!r}")
        if answer.status == 401 and route.endswith(("logout", "password")):
            headers = {"X-Leima": "1", **firm.session("payroll")[0]}
        sent += 1
    return sent, wrong


def test_no_malformed_body_is_answered_with_a_5xx(firm: Firm) -> None:
    wanted, total, bodies = size("malformed_bodies"), 0, good_bodies(firm)
    for route, good in sorted(bodies.items()):
        sent, wrong = slow_or_broken(firm, route, good, wanted.wanted)
        assert not wrong, "\n".join(wrong[:10])
        assert sent >= wanted.wanted
        total += sent
    print(f"malformed bodies: {total} to {len(bodies)} write routes")
    wanted.reached(total // len(bodies))


def test_a_neighbour_of_a_malformed_operation_is_answered_as_ever(firm: Firm) -> None:
    chance, headers = random.Random(3), firm.session("employee")[0]
    for n in range(60):
        good = op("punch.record", firm.ids["employee"])
        places = [at for at in paths(good) if at]
        bad = put(op("punch.record", firm.ids["employee"]), chance.choice(places), chance.choice(ODD[:13]))
        body = {"device_id": "d", "sent_at": firm.clock.now(), "ops": [bad, good]}
        answer = raw_request(firm, "POST", "/api/v1/sync/push", headers, body)
        assert answer.status == 200, (n, bad, answer.body)
        results = json.loads(answer.body)["results"]
        assert [r["status"] for r in results][1] == "applied", (n, bad, results)


def test_a_route_that_breaks_is_found(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("leima.features.sync.routes.arrive", breaks)
    _, wrong = slow_or_broken(firm, "POST /api/v1/sync/push", good_bodies(firm)["POST /api/v1/sync/push"], 60)
    assert wrong
