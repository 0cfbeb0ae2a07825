"""Who may do what with payroll: payroll alone."""

from collections.abc import Mapping
from typing import Any

from tests.security.policy import ORG_WIDE, Rule, by

NOBODYS = {"nobody": by(403, payroll=404, their_admin=404)}
REFUSED = {"-": by(403, payroll=409, their_admin=409)}
"""A run of what nobody has seen."""
OCTOBER = {"from": "2025-10-01", "until": "2025-10-31"}
CODE = {"id": "{n}", "kind": "base", "code": "1000", "from": "2025-10-01", "source": "Luettelo"}
LOCK = {"id": "{n}", **OCTOBER, "pay_day": "2025-10-31", "seen": "0" * 64}
EXCHANGES = {
    "employee": by(403, payroll=409, their_admin=404),
    "their_employee": by(403, payroll=404, their_admin=409),
    "nobody": by(403, payroll=404, their_admin=404),
}
"""Pay into the bank: no agreement here allows it."""


def _exchange(person: str) -> Any:
    told = {"source": "supplements", "minutes": 60, "date": "2025-11-20", "reason": "Sovittu"}
    return {"id": "{n}", "person": person, **told}


RULES: Mapping[str, Rule] = {
    "GET /api/v1/payroll/codes": Rule(ORG_WIDE),
    "POST /api/v1/payroll/codes": Rule(ORG_WIDE, body=lambda _: CODE),
    "POST /api/v1/payroll/codes/{code}/undo": Rule(NOBODYS, path=lambda id: f"/api/v1/payroll/codes/{id}/undo"),
    "GET /api/v1/payroll/preview": Rule(
        ORG_WIDE, path=lambda _: "/api/v1/payroll/preview?from=2025-10-01&until=2025-10-31"
    ),
    "GET /api/v1/payroll/runs": Rule(ORG_WIDE),
    "POST /api/v1/payroll/runs": Rule(REFUSED, body=lambda _: LOCK),
    "GET /api/v1/payroll/runs/{run}": Rule(NOBODYS, path=lambda id: f"/api/v1/payroll/runs/{id}"),
    "GET /api/v1/payroll/runs/{run}/people": Rule(NOBODYS, path=lambda id: f"/api/v1/payroll/runs/{id}/people"),
    "GET /api/v1/payroll/runs/{run}/rows": Rule(NOBODYS, path=lambda id: f"/api/v1/payroll/runs/{id}/rows?person={id}"),
    "GET /api/v1/payroll/runs/{run}/file": Rule(NOBODYS, path=lambda id: f"/api/v1/payroll/runs/{id}/file"),
    "POST /api/v1/payroll/runs/{run}/mapped": Rule(
        NOBODYS, path=lambda id: f"/api/v1/payroll/runs/{id}/mapped", body=lambda _: {"mapper": {}}
    ),
    "POST /api/v1/payroll/exchanges": Rule(EXCHANGES, body=_exchange),
}
