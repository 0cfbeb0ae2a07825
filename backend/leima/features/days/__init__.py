READS: tuple[str, ...] = (
    "absence",
    "change_request",
    "entry",
    "op_receipt",
    "person",
    "posting",
    "punch",
    "team",
    "team_member",
    "terms",
)
"""Tables of other features that its SQL reads. `tests/house/test_reads.py` holds it true."""
WRITES: tuple[str, ...] = ("organisation",)
"""Tables of other features that it writes: the date through which the organisation is turned."""
