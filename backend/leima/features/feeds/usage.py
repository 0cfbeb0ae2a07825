"""How much links for calendars are read."""

from leima.db.usage import used_on

USAGE = (
    used_on(
        "feeds",
        "SELECT person, MAX(used_on) AS last FROM feed_link WHERE org=:org GROUP BY person",
        set_up="lisaa",
    ),
)
