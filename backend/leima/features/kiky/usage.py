"""How much kiky is used."""

from leima.db.usage import used_on

USAGE = (
    used_on(
        "kiky_days",
        "SELECT person, MAX(date) AS last FROM kiky_mark"
        " WHERE org=:org AND NOT deleted AND date <= :today GROUP BY person",
        set_up="kiky",
    ),
    used_on(
        "kiky_deductions",
        each="SELECT MAX(date) FROM posting WHERE org=:org AND person=w.id AND account='kiky' AND date <= :today"
        " AND kind='settlement'",
        set_up="kiky",
    ),
)
