"""What is told of time away: to its person and payroll the kind, to everybody else that somebody is away."""

from collections.abc import Mapping
from typing import Any

from leima.db.actor import Actor

AWAY = "away"
"""The kind that everybody else sees."""


def knows_kinds(actor: Actor | None, person: str) -> bool:
    """Whether the actor sees why somebody is away: the person's health is their own and payroll's matter."""
    return actor is not None and (actor.person == person or "payroll" in actor.roles)


def visible_values(actor: Actor | None, person: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What an absence of `person` says, as the actor may read it: others get its dates and length alone."""
    if knows_kinds(actor, person):
        return dict(values)
    hidden = {"kind": AWAY, "note": "", "reason": ""}
    return {name: hidden.get(name, value) for name, value in values.items()}
