"""How much keys for programs are used."""

from leima.db.usage import At, Use

USAGE = (
    Use(
        "api_keys",
        At,
        "SELECT COUNT(CASE WHEN used_at >= :since THEN 1 END) AS n, MAX(used_at) AS last FROM api_key WHERE org=:org",
        things=True,
        set_up="rajapinnat",
    ),
)
