"""Who may do what at the desk: the lists, the person card, and what is done with many months."""

from collections.abc import Mapping

from tests.security.policy import ABOUT, CLOSED, OFFICE, ORG_WIDE, Rule, by

_REMINDED = {
    "employee": by(404, employee=403, boss=200, payroll=200),
    "their_employee": by(404, employee=403, their_admin=200),
    "nobody": by(404, employee=403),
}
_CARDS = {target: statuses for target, statuses in ABOUT.items() if target}
RULES: Mapping[str, Rule] = {
    "GET /api/v1/tables/people": Rule(OFFICE),
    "GET /api/v1/tables/months": Rule(OFFICE),
    "GET /api/v1/tables/week": Rule(OFFICE),
    "GET /api/v1/weeks": Rule(OFFICE),
    "GET /api/v1/tables/audit": Rule(ORG_WIDE),
    "PUT /api/v1/tables/{name}/look": Rule(
        OFFICE, path=lambda _: "/api/v1/tables/people/look", body=lambda _: {"columns": ["team"], "dense": True}
    ),
    "GET /api/v1/audit/chain": Rule(ORG_WIDE),
    "GET /api/v1/people/{person}/card": Rule(_CARDS, path=lambda id: f"/api/v1/people/{id}/card"),
    "POST /api/v1/months/remind": Rule(_REMINDED, body=lambda id: {"month": "2025-10", "people": [id]}),
    "POST /api/v1/months/reopen": Rule(
        CLOSED, body=lambda id: {"id": "{n}", "month": "2025-10", "people": [id], "reason": "-"}
    ),
}
