READS: tuple[str, ...] = (
    "absence",
    "account_month",
    "organisation",
    "overtime_choice",
    "person",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
