READS: tuple[str, ...] = ("notice",)
"""Tables of other features that its SQL reads: whether admins have been told of a year that is missing."""
