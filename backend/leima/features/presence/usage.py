"""The presence board is only looked at, and nobody keeps by whom."""

from leima.db.usage import Unseen

USAGE = (Unseen("presence", set_up="henkilot"),)
