READS: tuple[str, ...] = (
    "day_posting",
    "day_result",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
