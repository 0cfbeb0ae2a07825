"""How much leave is asked for."""

from leima.db.usage import used_at

USAGE = (
    used_at(
        "leave_requests",
        "SELECT person, MAX(asked_at) AS last FROM leave_request WHERE org=:org GROUP BY person",
        set_up="lomakalenteri",
    ),
)
