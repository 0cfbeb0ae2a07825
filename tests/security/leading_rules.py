"""Who may read reports for leading: everybody their own, and those who lead the people whom they lead."""

from collections.abc import Mapping

from tests.security.policy import Rule, by, own

KEEP = {"title": "Oma", "choice": {"report": "trend", "whom": "own", "months": 3}, "monthly": True}
RULES: Mapping[str, Rule] = {
    "GET /api/v1/leading": Rule(own(), path=lambda id: f"/api/v1/leading?report=remote&team={id}"),
    "GET /api/v1/leading/kept": Rule(own()),
    "PUT /api/v1/leading/kept/{kept_id}": Rule(own(), path=lambda _: "/api/v1/leading/kept/oma", body=lambda _: KEEP),
    "DELETE /api/v1/leading/kept/{kept_id}": Rule({"nobody": by(404)}, path=lambda id: f"/api/v1/leading/kept/{id}"),
}
