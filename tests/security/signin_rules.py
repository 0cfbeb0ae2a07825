"""Who may do what with a forgotten password, the second step, the company's own sign-in and passkeys."""

from collections.abc import Mapping

from tests.security.policy import ADMINS, PRINCIPALS, Rule, by, own

COMPANY = {
    "word": "w{n}",
    "issuer": "https://id.example.fi/x",
    "client_id": "leima",
    "client_secret": "",
    "enabled": False,
}
COMPANY |= {"trusts_emails": False, "role_claim": "", "role_values": [], "step_claim": "", "step_values": []}
FINISH = {"state": "no such", "code": "c", "device_id": "d", "device_name": "", "iss": "", "error": ""}


def _anybody(status: int, body: object) -> Rule:
    return Rule({"-": dict.fromkeys(PRINCIPALS, status)}, body=(lambda _: body) if body else None, public=True)


RULES: Mapping[str, Rule] = {
    "POST /api/v1/auth/forgotten": Rule(
        {"-": dict.fromkeys(PRINCIPALS, 409)}, body=lambda _: {"email": "x{n}@nowhere.test"}, public=True
    ),
    "POST /api/v1/auth/company/look": _anybody(200, {"company_word": "nobody"}),
    "POST /api/v1/auth/company/begin": _anybody(403, {"company_word": "nobody"}),
    "POST /api/v1/auth/company/finish": _anybody(403, FINISH | {"one_time_code": ""}),
    "POST /api/v1/auth/passkeys/ask": _anybody(403, None),
    "POST /api/v1/auth/passkeys/enter": _anybody(403, {"credential": "{}", "device_id": "d", "device_name": ""}),
    "GET /api/v1/auth/passkeys": Rule(own()),
    "POST /api/v1/auth/passkeys/begin": Rule(own()),
    "POST /api/v1/auth/passkeys": Rule(own(409), body=lambda _: {"credential": "{}", "called": "x"}),
    "PUT /api/v1/auth/passkeys/{passkey}": Rule(
        {"nobody": by(404)}, path=lambda id: f"/api/v1/auth/passkeys/{id}", body=lambda _: {"called": "x"}
    ),
    "DELETE /api/v1/auth/passkeys/{passkey}": Rule({"nobody": by(404)}, path=lambda id: f"/api/v1/auth/passkeys/{id}"),
    "DELETE /api/v1/auth/passkeys/people/{person}": Rule(
        {
            "employee": by(403, their_admin=404),
            "their_employee": by(403, their_admin=204),
            "nobody": by(403, their_admin=404),
        },
        path=lambda id: f"/api/v1/auth/passkeys/people/{id}",
    ),
    "GET /api/v1/company-sign-in": Rule(ADMINS),
    "PUT /api/v1/company-sign-in": Rule(ADMINS, body=lambda _: COMPANY),
    "DELETE /api/v1/company-sign-in": Rule({"-": by(403, their_admin=404)}),
    "POST /api/v1/company-sign-in/try": Rule(ADMINS, body=lambda _: COMPANY),
    "PUT /api/v1/company-sign-in/only": Rule(ADMINS, body=lambda _: {"only": False}),
    "DELETE /api/v1/company-sign-in/people/{person}": Rule(
        {
            "employee": by(403, their_admin=404),
            "their_employee": by(403, their_admin=404),
            "nobody": by(403, their_admin=404),
        },
        path=lambda id: f"/api/v1/company-sign-in/people/{id}",
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
