"""The fields of one row, read one by one: what is wrong is collected, so that a row's every fault is named at once."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from leima.features.agreements.parsing.shapes import Problem
from leima.features.agreements.parsing.values import Wrong, shown

T = TypeVar("T")
MOST_ROWS = 100_000


class Fields:
    """One JSON object. `place` names the row for the reader of the report, `path` the way to a part of it."""

    def __init__(self, given: Any, place: str, problems: list[Problem], known: Sequence[str], path: str = "") -> None:
        self.place, self.path, self.problems = place, path, problems
        self._before = len(problems)
        self.given: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
        if not isinstance(given, Mapping):
            self.wrong("", Wrong("not_an_object", value=shown(given)))
        for name in self.given:
            if name not in known:
                self._unknown(name, known)

    @property
    def good(self) -> bool:
        """Whether everything read so far was right."""
        return len(self.problems) == self._before

    def wrong(self, name: str, error: Wrong) -> None:
        field = f"{self.path}{name}" if name else self.path.rstrip(".")
        field += ("" if error.path[:1] in ("", "[") else ".") + error.path
        self.problems.append(Problem(self.place, field, error.code, error.params))

    def _unknown(self, name: str, known: Sequence[str]) -> None:
        near = get_close_matches(str(name), known, n=1)
        if near:
            self.wrong(shown(name), Wrong("unknown_field_near", near=near[0]))
        else:
            self.wrong(shown(name), Wrong("unknown_field", known=", ".join(known)))

    def maybe(self, name: str, read: Callable[[Any], T]) -> T | None:
        """The field's value, or None where it is absent, empty or wrong (which is then noted)."""
        value = self.given.get(name)
        if value is None:
            return None
        try:
            return read(value)
        except Wrong as error:
            self.wrong(name, error)
            return None

    def must(self, name: str, read: Callable[[Any], T], instead: T) -> T:
        """The field's value; where it is absent or wrong that is noted and `instead` stands in."""
        if self.given.get(name) is None:
            self.wrong(name, Wrong("missing"))
            return instead
        found = self.maybe(name, read)
        return instead if found is None else found

    def listed(self, name: str, read: Callable[[Any], T]) -> tuple[T, ...]:
        """The values of a list; one text parted by commas, semicolons or bars is a list too."""
        value = self.given.get(name)
        if isinstance(value, str):
            value = [part.strip() for part in re.split("[,;|]", value) if part.strip()]
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(name, Wrong("not_a_list", value=shown(value)))
            return ()
        found = []
        for n, one in enumerate(value):
            try:
                found.append(read(one))
            except Wrong as error:
                self.wrong(f"{name}[{n}]", error)
        return tuple(found)

    def parts(self, name: str, known: Sequence[str]) -> Iterator["Fields"]:
        """The objects of a list inside this one, each with its own fields."""
        value = self.given.get(name)
        if value is None:
            return
        if not isinstance(value, list):
            self.wrong(name, Wrong("not_a_list", value=shown(value)))
            return
        for n, one in enumerate(value):
            yield Fields(one, self.place, self.problems, known, f"{self.path}{name}[{n}].")
