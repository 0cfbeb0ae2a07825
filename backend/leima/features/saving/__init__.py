READS: tuple[str, ...] = ("posting", "team_member")
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
