"""How much passkeys are used."""

from leima.db.usage import used_at

USAGE = (
    used_at(
        "passkeys",
        "SELECT person, MAX(used_at) AS last FROM passkey WHERE org=:org GROUP BY person",
        set_up="lisaa",
    ),
)
