"""Who may do what with a team's calendar."""

from collections.abc import Mapping

from tests.security.policy import Rule, by

_READS = {
    "north": by(404, employee=200, boss=200, other_boss=200, payroll=200),
    "their_team": by(404, their_admin=200),
    "nobody": by(404),
    "": by(200),
}
_SETS = {
    "north": by(404, employee=403, boss=200, other_boss=403, payroll=403),
    "their_team": by(404, their_admin=200),
    "nobody": by(404),
}
RULES: Mapping[str, Rule] = {
    "GET /api/v1/calendar": Rule(
        _READS, path=lambda id: f"/api/v1/calendar?from=2025-11-17&to=2025-11-21&team={id}", aim="team"
    ),
    "PUT /api/v1/teams/{team}/minimum": Rule(
        _SETS,
        path=lambda id: f"/api/v1/teams/{id}/minimum",
        body=lambda _: {"from": "2025-12-01", "people": 2},
        aim="team",
    ),
}
