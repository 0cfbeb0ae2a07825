READS: tuple[str, ...] = ("notice", "organisation", "person", "push_choice")
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
