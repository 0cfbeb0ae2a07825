"""How much substitutes are used."""

from leima.db.usage import used_on

USAGE = (
    used_on(
        "substitutes",
        "SELECT person, MAX(CASE WHEN until_date < :today THEN until_date ELSE :today END) AS last FROM substitute"
        " WHERE org=:org AND ended_at IS NULL AND from_date <= :today GROUP BY person",
    ),
)
