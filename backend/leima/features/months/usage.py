"""How much months are sent and approved, and how often a closed one is asked to be changed."""

from leima.db.usage import used_at, used_on

USAGE = (
    used_at(
        "months_sent",
        "SELECT person, MAX(sent_at) AS last FROM month_state WHERE org=:org GROUP BY person",
        set_up="henkilot",
    ),
    used_at(
        "months_approved",
        "SELECT person, MAX(decided_at) AS last FROM month_state"
        " WHERE org=:org AND status IN ('approved', 'closed') GROUP BY person",
        set_up="henkilot",
    ),
    used_on(
        "corrections",
        "SELECT person, MAX(date) AS last FROM change_request WHERE org=:org AND date <= :today GROUP BY person",
    ),
)
