READS: tuple[str, ...] = (
    "organisation",
    "person",
    "person_role",
    "session_family",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
