"""How much webhooks are used."""

from leima.db.usage import At, Use

USAGE = (
    Use(
        "webhooks",
        At,
        "SELECT COUNT(CASE WHEN sent_at >= :since THEN 1 END) AS n, MAX(sent_at) AS last FROM webhook WHERE org=:org",
        things=True,
        set_up="rajapinnat",
    ),
)
