"""How much the company's own sign-in is used."""

from leima.db.usage import used_at

USAGE = (
    used_at(
        "company_sign_in",
        "SELECT person, MAX(used_at) AS last FROM company_link WHERE org=:org GROUP BY person",
        set_up="rajapinnat",
    ),
)
