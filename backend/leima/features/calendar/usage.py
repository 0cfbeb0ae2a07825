"""The holiday calendar is only looked at, and nobody keeps by whom."""

from leima.db.usage import Unseen

USAGE = (Unseen("calendar", set_up="lomakalenteri"),)
