"""Who may set a company up: its admins; and who may change a person's details from a date on."""

from collections.abc import Mapping

from tests.security.policy import ADMINS, Rule, by, own

PUT = {"-": by(403, their_admin=204)}
DETAILS = {
    "employee": by(403, payroll=200, their_admin=404),
    "boss": by(403, payroll=403, their_admin=404),
    "admin": by(403, payroll=403, their_admin=404),
    "their_employee": by(403, payroll=404, their_admin=200),
    "nobody": by(403, payroll=404, their_admin=404),
}
"""An address is a way to become somebody: of who decides or pays nobody but an admin changes it."""
LATE = {target: {who: 400 if status == 200 else status for who, status in of.items()} for target, of in DETAILS.items()}
"""The same for a change of the past, which is nobody's."""
EDIT = {"name": "Nimi", "email": "uusi@firma.test", "team": None, "supervises": [], "roles": [], "from": "2001-01-01"}
FILE = {"name": "hr.csv", "content": "bmltaQo=", "from": "2001-01-01"}
HISTORY = {"name": "old.csv", "content": "eA=="}
RULES: Mapping[str, Rule] = {
    "GET /api/v1/people/{person}/details": Rule(DETAILS, path=lambda id: f"/api/v1/people/{id}/details"),
    "PUT /api/v1/people/{person}/details": Rule(
        LATE, path=lambda id: f"/api/v1/people/{id}/details", body=lambda _: EDIT
    ),
    "POST /api/v1/people/file": Rule({"-": by(403, their_admin=400)}, body=lambda _: FILE),
    "POST /api/v1/history/file": Rule({"-": by(403, their_admin=200)}, body=lambda _: HISTORY),
    "GET /api/v1/setup": Rule(ADMINS),
    "GET /api/v1/usage": Rule(ADMINS),
    "GET /api/v1/setup/pilot": Rule(ADMINS),
    "PUT /api/v1/setup/organisation": Rule(PUT, body=lambda _: {"name": "Firma", "zone": "Europe/Helsinki"}),
    "GET /api/v1/logo": Rule(own(404)),
    "PUT /api/v1/logo": Rule({"-": by(403, their_admin=422)}, body=lambda _: {"content": "bmltaQo="}),
    "DELETE /api/v1/logo": Rule({"-": by(403, their_admin=404)}),
    "PUT /api/v1/setup/teams/{id}": Rule(
        PUT, path=lambda _: "/api/v1/setup/teams/uusi", body=lambda _: {"name": "Uusi tiimi"}
    ),
    "PUT /api/v1/setup/sites/{id}": Rule(
        PUT, path=lambda _: "/api/v1/setup/sites/uusi", body=lambda _: {"name": "Uusi toimipaikka"}
    ),
    "DELETE /api/v1/setup/sites/{id}": Rule(
        {"-": by(403, their_admin=404)}, path=lambda _: "/api/v1/setup/sites/poissa"
    ),
    "PUT /api/v1/setup/work-types/{id}": Rule(
        PUT, path=lambda _: "/api/v1/setup/work-types/uusi", body=lambda _: {"name": "Uusi laji"}
    ),
    "PUT /api/v1/setup/cost-centres/{id}": Rule(
        PUT, path=lambda _: "/api/v1/setup/cost-centres/uusi", body=lambda _: {"code": "100", "name": "Uusi"}
    ),
    "GET /api/v1/setup/choices": Rule(ADMINS),
    "POST /api/v1/setup/choices/merge": Rule(
        {"-": by(403, their_admin=404)}, body=lambda _: {"which": "work_type", "away": "a", "heir": "b"}
    ),
    "POST /api/v1/setup/choices/prune": Rule({"-": by(403, their_admin=200)}, body=lambda _: {"unused_months": 12}),
    "POST /api/v1/setup/sheets": Rule({"nobody": by(403, their_admin=404)}, body=lambda id: {"people": [id]}),
}
