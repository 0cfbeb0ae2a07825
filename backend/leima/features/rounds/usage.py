"""How much planning rounds are used."""

from leima.db.usage import used_at

USAGE = (
    used_at(
        "rounds",
        "SELECT person, MAX(wished_at) AS last FROM round_wish WHERE org=:org GROUP BY person",
    ),
)
