READS: tuple[str, ...] = (
    "account_month",
    "act",
    "day_posting",
    "day_result",
    "person",
    "posting",
    "team",
    "team_member",
    "terms",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
