READS: tuple[str, ...] = (
    "agreement",
    "contract",
    "cost_centre",
    "erasure",
    "organisation",
    "person",
    "person_role",
    "staff_columns",
    "team",
    "team_member",
    "work_type",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
