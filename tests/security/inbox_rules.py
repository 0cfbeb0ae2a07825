"""Who may do what with substitutes and the limit for decisions: rows of the policy."""

from collections.abc import Mapping

from tests.security.policy import Rule, by

_FOR_NOBODY = {"nobody": by(404, boss=404, payroll=404, their_admin=404)}
_NAMED = {"id": "s-{n}", "from": "2025-11-21", "until": "2025-11-21"}
RULES: Mapping[str, Rule] = {
    "GET /api/v1/inbox/setting": Rule({"-": by(200, employee=403)}),
    "PUT /api/v1/inbox/setting": Rule({"-": by(403, their_admin=200)}, body=lambda _: {"days": 0}),
    "GET /api/v1/substitutes": Rule({"-": by(200, employee=403)}),
    "POST /api/v1/substitutes": Rule(
        {
            # Only who supervises somebody names for themselves; nobody here is named for long enough to be in the way.
            "nobody": by(404, employee=403, payroll=403, their_admin=403),
            "their_employee": by(404, employee=403, payroll=403, their_admin=403),
        },
        body=lambda id: {**_NAMED, "person": id},
    ),
    "POST /api/v1/substitutes/{substitute}/undo": Rule(_FOR_NOBODY, path=lambda id: f"/api/v1/substitutes/{id}/undo"),
}
