READS: tuple[str, ...] = (
    "day_result",
    "overtime_choice",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
