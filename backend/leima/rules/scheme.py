"""Whether what a kiky scheme asks for can be settled in the ways that it allows."""

from collections.abc import Mapping
from typing import Any

from leima.rules.settings import Fault

SETTLING = ("balance_deduction", "extension_day", "holiday_bonus")
"""The ways in which a person settles an obligation. Longer hours and the agreement's own ways leave it as it is."""


def scheme_fault(scheme: Mapping[str, Any]) -> Fault | None:
    """Returns why nothing would ever settle the scheme's yearly minutes, or None.

    An obligation needs a way that takes from it; longer hours (`contract`) need the minutes that each day counts down.
    """
    if not scheme.get("year_minutes"):
        return None
    if scheme["accounted"] == "obligation" and not set(SETTLING) & set(scheme.get("methods", ())):
        return Fault("methods", "settling")
    if scheme["accounted"] == "contract" and not scheme.get("extension_minutes"):
        return Fault("extension_minutes", "extension")
    return None
