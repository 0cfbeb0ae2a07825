"""How much time away is marked."""

from leima.db.usage import used_on

USAGE = (
    used_on(
        "absences",
        "SELECT person, MAX(from_date) AS last FROM absence"
        " WHERE org=:org AND NOT deleted AND from_date <= :today GROUP BY person",
    ),
)
