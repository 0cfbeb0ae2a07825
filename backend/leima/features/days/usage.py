"""How much is booked on work types and cost centres, and how much is worked remotely."""

from leima.db.usage import used_on

USAGE = (
    used_on(
        "work_types",
        "SELECT person, MAX(date) AS last FROM day_share WHERE org=:org AND kind='work'"
        " AND date BETWEEN :since AND :today AND work_type <> '' GROUP BY person",
        recent=True,
        set_up="kayttoonotto",
    ),
    used_on(
        "cost_centres",
        "SELECT person, MAX(date) AS last FROM day_share WHERE org=:org AND kind='work'"
        " AND date BETWEEN :since AND :today AND cost_centre <> '' GROUP BY person",
        recent=True,
        set_up="kayttoonotto",
    ),
    used_on(
        "remote",
        "SELECT person, MAX(date) AS last FROM day_share WHERE org=:org AND kind='work'"
        " AND date BETWEEN :since AND :today AND remote GROUP BY person",
        recent=True,
    ),
)
