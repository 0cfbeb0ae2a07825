READS: tuple[str, ...] = ("notice", "organisation")
"""Tables of other features that its SQL reads: who has been told of a year that is missing, in every organisation."""
