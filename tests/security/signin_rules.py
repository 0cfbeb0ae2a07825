"""Who may do what with a forgotten password and the second step of signing in."""

from collections.abc import Mapping

from tests.security.policy import ADMINS, PRINCIPALS, Rule, by, own

RULES: Mapping[str, Rule] = {
    "POST /api/v1/auth/forgotten": Rule(
        {"-": dict.fromkeys(PRINCIPALS, 409)}, body=lambda _: {"email": "x{n}@nowhere.test"}, public=True
    ),
    "GET /api/v1/auth/two-step": Rule(own()),
    "POST /api/v1/auth/two-step/begin": Rule(own(403), body=lambda _: {"password": "not it"}),
    "POST /api/v1/auth/two-step/confirm": Rule(own(409), body=lambda _: {"one_time_code": "000000"}),
    "POST /api/v1/auth/two-step/spares": Rule(
        own(403), body=lambda _: {"password": "not it", "one_time_code": "000000"}
    ),
    "POST /api/v1/auth/two-step/remove": Rule(
        own(403), body=lambda _: {"password": "not it", "one_time_code": "000000"}
    ),
    "GET /api/v1/auth/two-step/office": Rule(ADMINS),
    "PUT /api/v1/auth/two-step/office": Rule(ADMINS, body=lambda _: {"required": False}),
    "DELETE /api/v1/auth/two-step/people/{person}": Rule(
        {
            "employee": by(403, their_admin=404),
            "their_employee": by(403, their_admin=204),
            "nobody": by(403, their_admin=404),
        },
        path=lambda id: f"/api/v1/auth/two-step/people/{id}",
    ),
}
