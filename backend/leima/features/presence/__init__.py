READS: tuple[str, ...] = (
    "absence",
    "person",
    "person_role",
    "substitute",
    "team",
    "team_member",
    "team_state",
    "terms",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
