"""Who may do what with keys and webhooks: admins alone."""

from collections.abc import Mapping
from typing import Any

from tests.security.policy import ADMINS, Rule, by

NOBODYS = {"nobody": by(403, their_admin=404)}
"""A key, webhook or message that is nobody's."""
KEY = {"name": "Key {n}", "scopes": ["people.read"], "until": "2025-12-31"}
HOOK = {"name": "Hook {n}", "address": "https://nowhere.example/x", "events": ["month.sent"]}
UNREACHED = {"-": by(403, their_admin=400)}
"""No name has an address in tests."""


def _hook(verb: str, rest: str, body: Any = None) -> dict[str, Rule]:
    """What is asked of one webhook."""

    def path(id: str) -> str:
        return f"/api/v1/webhooks/{id}{rest.replace('{message}', 'msg_none')}"

    return {
        f"{verb} /api/v1/webhooks/{{webhook}}{rest}": Rule(
            NOBODYS, path=path, body=None if body is None else lambda _: body
        )
    }


RULES: Mapping[str, Rule] = {
    "GET /api/v1/api-keys": Rule(ADMINS),
    "POST /api/v1/api-keys": Rule({"-": by(403, their_admin=201)}, body=lambda _: KEY),
    "DELETE /api/v1/api-keys/{key}": Rule(NOBODYS, path=lambda id: f"/api/v1/api-keys/{id}"),
    "GET /api/v1/webhooks": Rule(ADMINS),
    "POST /api/v1/webhooks": Rule(UNREACHED, body=lambda _: HOOK),
    **_hook("PUT", "", HOOK),
    **_hook("DELETE", ""),
    **_hook("POST", "/secret"),
    **_hook("PUT", "/running", {"running": True}),
    **_hook("POST", "/test"),
    **_hook("GET", "/messages"),
    **_hook("POST", "/messages/{message}/again"),
}
