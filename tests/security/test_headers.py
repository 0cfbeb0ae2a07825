"""The headers that stand on every answer, whatever it is."""

import re
from typing import Any

import pytest

from leima.web import headers
from tests.security.firm import Firm
from tests.security.raw_request import Answer, raw_request, route_table

ALWAYS = {
    "content-security-policy": r"default-src 'none';.*require-trusted-types-for 'script'; trusted-types leima",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": r".*geolocation=\(\).*camera=\(self\).*",
}


def answers(firm: Firm) -> list[tuple[str, Answer]]:
    """One answer of each kind: good ones, and each way to fail."""
    me, json = firm.session("employee")[0], {"content-type": "application/json"}
    asked: list[tuple[str, str, dict[str, str], Any]] = [
        *(("GET", route.removeprefix("GET "), me, None) for route in route_table(firm.app) if route.startswith("GET")),
        ("GET", "/api/v1/me", {}, None),
        ("GET", "/api/v1/people", me, None),
        ("GET", "/api/v1/nothing", me, None),
        ("GET", "/%00", {}, None),
        ("PATCH", "/api/v1/me", me, {}),
        ("OPTIONS", "/api/v1/me", me, None),
        ("HEAD", "/api/v1/me", me, None),
        ("POST", "/api/v1/auth/login", {}, {}),
        ("POST", "/api/v1/auth/login", json, b"{"),
        ("POST", "/api/v1/auth/login", {"content-type": "text/xml"}, b"<a/>"),
        ("POST", "/api/v1/auth/login", json, b" " * 2_000_000),
        ("POST", "/api/v1/auth/refresh", {}, None),
        ("POST", "/api/v1/auth/invitations/look", {}, {"token": "x"}),
    ]
    return [(f"{verb} {path}", raw_request(firm, verb, path, headers, body)) for verb, path, headers, body in asked]


def lacking(named: list[tuple[str, Answer]]) -> list[str]:
    """Each header that an answer should carry and does not."""
    found = []
    for name, answer in named:
        wanted = {**ALWAYS, "cache-control": "no-store"} if " /api/" in name else ALWAYS
        for header, pattern in wanted.items():
            if not re.fullmatch(pattern, answer.headers.get(header, "")):
                found.append(f"{name} ({answer.status}): {header}: {answer.headers.get(header)}")
    return found


def test_every_answer_carries_the_headers(standing: Firm) -> None:
    named = answers(standing)
    statuses = {answer.status for _, answer in named}
    print(f"headers: {len(named)} answers with the statuses {sorted(statuses)}")
    assert {200, 400, 401, 403, 404, 405, 413, 415} <= statuses
    assert lacking(named) == []


def test_no_answer_lets_a_script_in_or_another_site_read(standing: Firm) -> None:
    for name, answer in answers(standing):
        assert "unsafe" not in answer.headers["content-security-policy"], name
        assert "access-control-allow-origin" not in answer.headers, name


def test_an_answer_without_its_headers_is_found(standing: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = [pair for pair in headers._RAW if pair[0] != b"x-content-type-options"]
    monkeypatch.setattr(headers, "_RAW", raw)
    assert any("x-content-type-options" in line for line in lacking(answers(standing)))


def test_https_is_held_on_to(standing: Firm) -> None:
    """Behind a proxy that speaks https the scheme says so; over plain http the header would lock people out."""
    plain = standing.client.get("/api/v1/me")
    secure = standing.client.get("https://leima.test/api/v1/me")
    assert "strict-transport-security" not in plain.headers
    assert secure.headers["strict-transport-security"].startswith("max-age=31536000")
