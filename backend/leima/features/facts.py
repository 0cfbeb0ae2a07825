"""What features know of people's dates: one line a feature. `days` reads them, and gives the rules what they say."""

from typing import Any

from leima.db.facts import Fact
from leima.features.absences import facts as absences
from leima.features.hours import facts as hours
from leima.features.kiky import facts as kiky

FACTS: tuple[Fact[Any], ...] = (
    *absences.FACTS,
    *hours.FACTS,
    *kiky.FACTS,
)
