READS: tuple[str, ...] = ("cost_centre", "pay_row", "pay_run", "person", "team_member")
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
