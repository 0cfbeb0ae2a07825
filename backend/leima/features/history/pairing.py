"""Presses of a terminal as spans of work: what lacks its other half is named by its row."""

from collections import defaultdict
from collections.abc import Sequence

from leima.features.agreements.parsing.shapes import Problem
from leima.features.history.lines import Press, Span
from leima.rules.zone import DAY

SAME_PRESS = 1
"""Minutes within which the same press is one press."""


def paired(presses: Sequence[Press]) -> tuple[list[Span], list[Problem]]:
    """The spans of everybody's presses, and a problem for each press that is left over."""
    spans: list[Span] = []
    problems: list[Problem] = []
    by_person: dict[str, list[Press]] = defaultdict(list)
    for one in presses:
        by_person[one.said].append(one)
    for theirs in by_person.values():
        day = _Day(spans, problems)
        for one in sorted(theirs, key=lambda press: (press.at, press.row)):
            day.take(one)
        day.leave_open()
    return spans, problems


class _Day:
    """One person's presses in order: the clock-in that stands open, and its breaks."""

    def __init__(self, spans: list[Span], problems: list[Problem]) -> None:
        self.spans, self.problems = spans, problems
        self.last: Press | None = None
        self.opened: Press | None = None
        self.paused: Press | None = None
        self.breaks: list[tuple[int, int]] = []

    def take(self, press: Press) -> None:
        last, self.last = self.last, press
        if last is not None and last.kind == press.kind and press.at - last.at <= SAME_PRESS:
            return
        if press.kind == "in":
            self.leave_open()
            self.opened, self.breaks = press, []
        elif self.opened is None:
            self._wrong(press, "no_in")
        elif press.at - self.opened.at > DAY:
            self.leave_open()
            self._wrong(press, "no_in")
        elif press.kind == "out":
            self._close(press)
        else:
            self._pause(press)

    def _pause(self, press: Press) -> None:
        if (press.kind == "break_start") == (self.paused is not None):
            self._wrong(press, "break_odd")
        elif press.kind == "break_start":
            self.paused = press
        elif self.paused is not None:
            self.breaks += [(self.paused.at, press.at)] if press.at > self.paused.at else []
            self.paused = None

    def _close(self, press: Press) -> None:
        if self.paused is not None:
            self._wrong(self.paused, "break_odd")
        elif self.opened is not None:
            self.spans.append(Span(press.row, press.said, self.opened.at, press.at, tuple(self.breaks)))
        self.opened = self.paused = None

    def leave_open(self) -> None:
        """A clock-in whose clock-out never came."""
        if self.opened is not None:
            self._wrong(self.opened, "no_out")
        self.opened = self.paused = None

    def _wrong(self, press: Press, code: str) -> None:
        self.problems.append(Problem(f"row {press.row}", "state", code))
