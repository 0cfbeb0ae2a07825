READS: tuple[str, ...] = (
    "account_month",
    "contract",
    "day_result",
    "person",
    "team_member",
    "terms",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
