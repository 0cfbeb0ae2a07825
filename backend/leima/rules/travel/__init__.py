"""Travel allowances: a trip and dated rates in; lines of per diems, nights, meals and kilometres out."""

from leima.rules.travel.trip import work_out

__all__ = ["work_out"]
