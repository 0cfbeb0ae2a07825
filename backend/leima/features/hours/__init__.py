READS: tuple[str, ...] = (
    "cost_centre",
    "day_result",
    "kiky_mark",
    "team_member",
    "work_type",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
