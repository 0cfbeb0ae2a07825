"""Who may do what with a team's calendar."""

from collections.abc import Callable, Mapping
from typing import TypeVar

T = TypeVar("T")
Statuses = Mapping[str, int]


def calendar_rules(rule: Callable[..., T], by: Callable[..., Statuses]) -> dict[str, T]:
    """The rules of the calendar's routes, made by `rule`, with statuses by `by`."""
    reads = {
        "north": by(404, employee=200, boss=200, other_boss=200, payroll=200),
        "their_team": by(404, their_admin=200),
        "nobody": by(404),
        "": by(200),
    }
    sets = {
        "north": by(404, employee=403, boss=200, other_boss=403, payroll=403),
        "their_team": by(404, their_admin=200),
        "nobody": by(404),
    }
    read = rule(reads, path=lambda id: f"/api/v1/calendar?from=2025-11-17&to=2025-11-21&team={id}", aim="team")
    minimum = {"from": "2025-12-01", "people": 2}
    set_ = rule(sets, path=lambda id: f"/api/v1/teams/{id}/minimum", body=lambda _: minimum, aim="team")
    return {"GET /api/v1/calendar": read, "PUT /api/v1/teams/{team}/minimum": set_}
