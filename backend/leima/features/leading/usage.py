"""How much reports for leading are kept."""

from leima.db.usage import used_at

USAGE = (
    used_at(
        "leading",
        "SELECT person, MAX(at) AS last FROM kept_report WHERE org=:org GROUP BY person",
        set_up="raportit",
    ),
)
