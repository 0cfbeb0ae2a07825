"""What somebody reads whose word on a request comes too late."""

from leima.db.operations import Conflicting
from leima.db.tables.hours import Correction, WorkOrder
from leima.db.tx import Tx
from leima.db.views import person_name


def moved_on(tx: Tx, row: Correction | WorkOrder) -> Conflicting:
    """The conflict: who decided before, and what; or that the request has changed since it was seen."""
    by = None if row.status == "waiting" else person_name(tx, row.decided_by)
    current = {"status": row.status, "version": row.version, "reason": row.reason, "decided_by_name": by}
    return Conflicting(current, ["status"], "changed_since" if by is None else "already_decided")
