READS: tuple[str, ...] = ("claim", "cost_centre", "organisation", "person", "receipt", "team_member", "trip")
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
