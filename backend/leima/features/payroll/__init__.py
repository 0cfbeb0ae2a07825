READS: tuple[str, ...] = (
    "claim",
    "frozen_day",
    "month_correction",
    "organisation",
    "overtime_choice",
    "person",
    "posting",
    "terms",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
