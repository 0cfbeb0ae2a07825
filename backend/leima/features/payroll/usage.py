"""How much pay runs are used."""

from leima.db.usage import At, Use

USAGE = (
    Use(
        "pay_runs",
        At,
        "SELECT COUNT(CASE WHEN at >= :since THEN 1 END) AS n, MAX(at) AS last FROM pay_run WHERE org=:org",
        things=True,
    ),
)
