READS: tuple[str, ...] = (
    "change_log",
    "contract",
    "credential",
    "entry",
    "substitute",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
