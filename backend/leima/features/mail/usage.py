"""How much e-mail is used."""

from leima.db.usage import used_at

USAGE = (
    used_at(
        "mail",
        "SELECT person, MAX(sent_at) AS last FROM mail_address WHERE org=:org GROUP BY person",
        set_up="lisaa",
    ),
)
