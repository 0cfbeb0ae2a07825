READS: tuple[str, ...] = (
    "absence",
    "act",
    "agreement",
    "audit_event",
    "contract",
    "credential",
    "day_result",
    "person",
    "person_role",
    "session_family",
    "site",
    "team",
    "team_member",
    "team_state",
    "terms",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
