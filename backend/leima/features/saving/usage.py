"""How much saving of leave is asked for."""

from leima.db.usage import used_at

USAGE = (used_at("saved_leave", "SELECT person, MAX(asked_at) AS last FROM saving WHERE org=:org GROUP BY person"),)
