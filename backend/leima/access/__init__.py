"""Who may do what, and whose rows anybody sees."""
