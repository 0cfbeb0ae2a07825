"""What came of everybody whose month was meant."""

from dataclasses import dataclass, field
from typing import Any

from leima.web.words import say


@dataclass(frozen=True)
class Outcome:
    """Those with whom it was done, and the others with the reason in the caller's language."""

    lang: str
    _done: list[dict[str, str]] = field(default_factory=list)
    _refused: list[dict[str, str]] = field(default_factory=list)

    def did(self, person: str, name: str) -> None:
        """It was done with one more."""
        self._done.append({"person": person, "name": name})

    def refused(self, person: str, name: str, code: str) -> None:
        """It was not done with one more; `code` is the key of the sentence that says why."""
        detail = say(self.lang, code)
        self._refused.append({"person": person, "name": name, "code": code.partition(".")[2], "detail": detail})

    def of(self, month: str) -> dict[str, Any]:
        """The answer about a month."""
        return {"month": month, "done": self._done, "refused": self._refused}
