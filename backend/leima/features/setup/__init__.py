READS: tuple[str, ...] = (
    "agreement",
    "claim",
    "contract",
    "cost_centre",
    "credential",
    "entry",
    "one_time_link",
    "pay_run",
    "person",
    "person_role",
    "punch",
    "receipt",
    "terms",
    "trip",
    "work_type",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
