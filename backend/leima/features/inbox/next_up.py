"""Who comes after those that decide."""

from leima.db.tx import Tx
from leima.features.leave.store import supervisors
from leima.features.people.roles import active_with_role


def next_up(tx: Tx, person: str) -> list[str]:
    """Who comes after those that decide on what `person` asks: their supervisors; where they have none, payroll, and
    where there is none of it, admins."""
    deciding = supervisors(tx, person)
    higher = {upper for one in deciding for upper in supervisors(tx, one)} - {person, *deciding}
    for role in ("payroll", "admin"):
        higher = higher or set(active_with_role(tx, role)) - {person, *deciding}
    return sorted(higher)
