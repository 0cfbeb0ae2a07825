"""Who keeps, holds, removes and erases: admins alone. What is processed everybody may read."""

from collections.abc import Mapping

from tests.security.policy import ADMINS, Rule, by, own

PUT = {"-": by(403, their_admin=200)}
NOBODYS = {"nobody": by(403, their_admin=404)}
OTHERS = {
    "employee": by(403, their_admin=404),
    "their_employee": by(403, their_admin=200),
    "nobody": by(403, their_admin=404),
}
SEEN = {"seen_plan": "0" * 64}
HOLD = {"whose": None, "grounds": "Riita", "first_day": "2001-01-01", "last_day": "2001-01-02"}
RULES: Mapping[str, Rule] = {
    "GET /api/v1/processing": Rule(own()),
    "GET /api/v1/retention": Rule(ADMINS),
    "PUT /api/v1/retention/kinds/{kind}": Rule(
        PUT, path=lambda _: "/api/v1/retention/kinds/working_time", body=lambda _: {"for_years": 3}
    ),
    "POST /api/v1/retention/holds": Rule({"-": by(403, their_admin=201)}, body=lambda _: HOLD),
    "DELETE /api/v1/retention/holds/{hold}": Rule(NOBODYS, path=lambda id: f"/api/v1/retention/holds/{id}"),
    "POST /api/v1/retention/run": Rule({"-": by(403, their_admin=409)}, body=lambda _: SEEN),
    "GET /api/v1/retention/people/{person}": Rule(OTHERS, path=lambda id: f"/api/v1/retention/people/{id}"),
    "POST /api/v1/retention/people/{person}/erase": Rule(
        {**OTHERS, "their_employee": by(403, their_admin=409)},
        path=lambda id: f"/api/v1/retention/people/{id}/erase",
        body=lambda _: SEEN,
    ),
}
