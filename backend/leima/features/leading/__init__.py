READS: tuple[str, ...] = (
    "absence",
    "account_month",
    "cost_centre",
    "day_share",
    "kiky_mark",
    "leave_request",
    "month_correction",
    "month_state",
    "organisation",
    "person",
    "posting",
    "team",
    "team_member",
    "terms",
    "work_type",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
