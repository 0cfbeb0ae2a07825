READS: tuple[str, ...] = ()
"""Tables of other features that its SQL reads."""
