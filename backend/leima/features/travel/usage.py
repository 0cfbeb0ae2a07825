"""How much claims and receipts are used."""

from leima.db.usage import used_at, used_on

USAGE = (
    used_at(
        "claims",
        "SELECT person, MAX(submitted_at) AS last FROM claim WHERE org=:org AND NOT deleted GROUP BY person",
        set_up="matkakorvaukset",
    ),
    used_on(
        "receipts",
        "SELECT person, MAX(date) AS last FROM receipt WHERE org=:org AND NOT deleted AND files <> '[]'"
        " AND date <= :today GROUP BY person",
        set_up="matkakorvaukset",
    ),
)
