READS: tuple[str, ...] = (
    "absence",
    "account_month",
    "day_result",
    "entry",
    "month_state",
    "organisation",
    "person",
    "person_role",
    "push_choice",
    "team_state",
    "terms",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
