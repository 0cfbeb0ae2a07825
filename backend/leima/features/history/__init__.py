READS: tuple[str, ...] = ("cost_centre", "entry", "history_columns", "person", "work_type")
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
