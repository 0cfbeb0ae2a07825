"""How much messages to phones are used."""

from leima.db.usage import used_at

USAGE = (
    used_at(
        "push",
        "SELECT person, MAX(sent_at) AS last FROM push_subscription WHERE org=:org GROUP BY person",
        set_up="lisaa",
    ),
)
