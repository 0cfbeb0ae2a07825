"""Every rule of who may do what: those of `policy.py`, and those of rooms that say theirs apart."""

from collections.abc import Mapping

from tests.security import (
    calendar_rules,
    desk_rules,
    inbox_rules,
    key_rules,
    leading_rules,
    payroll_rules,
    policy,
    presence_rules,
    retention_rules,
    setup_rules,
    signin_rules,
    told_rules,
)
from tests.security.policy import Rule, by, own

NOBODYS = {"nobody": by(404)}
"""A round, a link or a certificate that is nobody's: missing and foreign look the same."""
FEED = {"name": "Kalenteri", "kinds": False, "team": False}

POLICY: Mapping[str, Rule] = {
    **policy.POLICY,
    **calendar_rules.RULES,
    **desk_rules.RULES,
    **inbox_rules.RULES,
    **key_rules.RULES,
    **leading_rules.RULES,
    **payroll_rules.RULES,
    **retention_rules.RULES,
    **presence_rules.RULES,
    **setup_rules.RULES,
    **signin_rules.RULES,
    **told_rules.RULES,
    "GET /api/v1/certificates/{id}": Rule(NOBODYS, path=lambda id: f"/api/v1/certificates/{id}"),
    "GET /api/v1/certificates/{id}/files/{sha256}": Rule(
        NOBODYS, path=lambda id: f"/api/v1/certificates/{id}/files/{'0' * 64}"
    ),
    "GET /api/v1/rounds": Rule(own()),
    "GET /api/v1/rounds/{round_id}": Rule(NOBODYS, path=lambda id: f"/api/v1/rounds/{id}"),
    "PUT /api/v1/rounds/{round_id}/draft": Rule(
        NOBODYS, path=lambda id: f"/api/v1/rounds/{id}/draft", body=lambda _: {"words": []}
    ),
    "GET /api/v1/feeds": Rule(own()),
    "POST /api/v1/feeds": Rule(own(201), body=lambda _: FEED),
    "DELETE /api/v1/feeds/{feed_id}": Rule(NOBODYS, path=lambda id: f"/api/v1/feeds/{id}"),
    "GET /feed/{name}": Rule(
        {"-": dict.fromkeys(policy.PRINCIPALS, 404)}, path=lambda _: "/feed/no-such-link.ics", public=True
    ),
}
