READS: tuple[str, ...] = ("change_log",)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
