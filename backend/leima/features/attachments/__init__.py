READS: tuple[str, ...] = ("certificate", "legal_hold", "receipt")
"""Tables of other features that its SQL reads."""
