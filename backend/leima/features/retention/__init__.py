"""How long records are kept, and what goes: it deletes from the tables of every feature, by `kinds.RECORDS`."""

from leima.features.retention.kinds import RECORDS

READS: tuple[str, ...] = ("audit_event", "history_columns", "organisation")
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
WRITES: tuple[str, ...] = (*(one.name for one in RECORDS), "person", "blob", "history_columns")
"""Tables of other features that it deletes from, as nobody else but their own store does."""
