READS: tuple[str, ...] = ("certificate", "receipt")
"""Tables of other features that its SQL reads."""
