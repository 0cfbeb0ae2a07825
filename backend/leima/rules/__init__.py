"""The rules: plain values in, plain values out. No clock, no files, no waiting; the standard library only."""

from leima.rules.day import day
from leima.rules.plan import plan
from leima.rules.propose import propose_out

__all__ = ["day", "plan", "propose_out"]
