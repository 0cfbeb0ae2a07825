READS: tuple[str, ...] = ()
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
