READS: tuple[str, ...] = ("receipt",)
"""Tables of other features that its SQL reads."""
