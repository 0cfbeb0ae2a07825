READS: tuple[str, ...] = (
    "absence",
    "kiky_mark",
    "leave_request",
    "person",
    "team",
    "team_member",
    "terms",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
