"""How much the second step of signing in is used."""

from leima.db.usage import used_at

USAGE = (
    used_at(
        "two_step",
        "SELECT person, last_step * 30000 AS last FROM two_step WHERE org=:org AND since IS NOT NULL",
        set_up="lisaa",
    ),
)
